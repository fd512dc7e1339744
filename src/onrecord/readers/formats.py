"""The formats that there are, in the order they are asked, and `read`, which asks the one that took a source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import ProblemKind
from onrecord.readers.documents import DOCUMENTS
from onrecord.readers.feed import Feeds
from onrecord.readers.jsonl import JsonReports
from onrecord.readers.mail import Messages
from onrecord.readers.press import PRESS
from onrecord.readers.sheets import Spreadsheets
from onrecord.readers.source import MOST_BYTES
from onrecord.readers.tables import Tables
from onrecord.readers.warc import WebArchives
from onrecord.readers.zipped import Archives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.problem import Outcome
    from onrecord.core.report import Report
    from onrecord.readers.reader import Reader
    from onrecord.readers.source import Source

OPENING = 65_536  # bytes of a file by which a reader may know it; pages can begin with long scripts

# Asked in this order; the first that accepts a file reads it. Plain text accepts all.
READERS: tuple[Reader, ...] = (
    JsonReports(),
    Tables(),
    Spreadsheets(),
    WebArchives(),
    Messages(),
    Feeds(),
    *PRESS,
    *DOCUMENTS[:-1],
    Archives(),
    DOCUMENTS[-1],
)


def reader_of(name: str, opening: bytes, readers: Sequence[Reader] = READERS) -> Reader:
    """Return the reader that takes a file."""
    return next(reader for reader in readers if reader.accepts(name, opening))


def read(source: Source, readers: Sequence[Reader] = READERS) -> Outcome[Report]:
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
    return next(reader for reader in readers if reader.name == source.format).read(source, data)


def _bytes(source: Source) -> bytes:
    if source.content is not None:
        return source.content
    with Path(source.file).open("rb") as handle:
        handle.seek(source.offset) if source.offset else None
        return handle.read(min(MOST_BYTES + 1, source.length) if source.length is not None else MOST_BYTES + 1)
