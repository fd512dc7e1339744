"""The contract of a reader, those there are by format, and `read`, which calls the right one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.core.problem import ProblemKind
from onrecord.readers.html import is_page, read_html
from onrecord.readers.jsonl import read_line
from onrecord.readers.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.problem import Outcome
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

MOST_BYTES = 200_000_000  # of one report; what is larger is no report, and must not fill the memory


class Reader(Protocol):
    """Makes a report of the bytes of one source, or says what is wrong with them."""

    def __call__(self, source: Source, data: bytes, /) -> Outcome[Report]:
        """Return the report, or none and the problem."""


READERS: Mapping[str, Reader] = {"text": read_plain, "html": read_html, "jsonl": read_line}


def read(source: Source) -> Outcome[Report]:
    """Return the report of a source, with what is wrong with it. A fault in the material never raises."""
    try:
        data = _bytes(source)
    except FileNotFoundError:
        return source.nothing(ProblemKind.UNREADABLE, "the file is gone since it was listed; it was left out.")
    except OSError as error:
        return source.nothing(
            ProblemKind.UNREADABLE, f"the file cannot be read ({error.strerror}); it was left out."
        )
    if len(data) > MOST_BYTES:
        bound = f"{MOST_BYTES // 1_000_000} MB"
        return source.nothing(ProblemKind.TOO_BIG, f"it is larger than {bound}; it was not read.")
    if source.format == "text" and source.path != "-" and is_page(data):
        return READERS["html"](source.as_format("html"), data)
    return READERS[source.format](source, data)


def _bytes(source: Source) -> bytes:
    if source.content is not None:
        return source.content
    with Path(source.file).open("rb") as handle:
        handle.seek(source.offset) if source.offset else None
        return handle.read(min(MOST_BYTES + 1, source.length) if source.length is not None else MOST_BYTES + 1)
