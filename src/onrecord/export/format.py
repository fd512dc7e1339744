"""The contract of an export: a format a file, each an object that writes the entries which meet a filter."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol

from onrecord.core.withheld import is_out
from onrecord.record.sharing import need_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Filter, Record


class Export(Protocol):
    """Writes a record, or the part of it that a filter lets through, in one format. It streams."""

    @property
    def name(self) -> str:
        """What it is called on the command line."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of file names that ask for it, as `.csv`; empty where it must be named."""

    @property
    def is_text(self) -> bool:
        """Whether it can go to a screen."""

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the entries that meet a filter; return how many."""


def whole_text(rec: Record, report: str, form: str) -> str:
    """Return the text of a report for a format that is nothing without it.

    Raises:
        TextsTakenOut: It was taken out to share the record.
    """
    text = rec.report(report).text
    if is_out(text):
        need_texts(rec, f"the format {form}")
    return text


@contextmanager
def as_text(target: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Write text to a binary file, which stays open."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()
