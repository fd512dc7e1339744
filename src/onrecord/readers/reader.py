"""The contract of a reader: what a format must be able to say of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.problem import Outcome, Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source


class Reader(Protocol):
    """Knows the files of one format, lists the reports that one holds, and makes a report of each."""

    @property
    def name(self) -> str:
        """Name of the format, as `Report.format` and `Source.format` have it."""

    def accepts(self, name: str, opening: bytes) -> bool:
        """Say whether a file is of this format, by its name or its first bytes."""

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield the reports that a file holds: itself, or one after the other; a container is streamed."""

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of the bytes of one source, or none and the problem."""
