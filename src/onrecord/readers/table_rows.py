"""A row of a table of articles: what it says of its article, and the article itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import ProblemKind
from onrecord.core.when import Basis
from onrecord.readers.fault import Fault
from onrecord.readers.jsonl import details_of, read_record
from onrecord.readers.markup import text_of
from onrecord.readers.table_columns import BODIES, NAMES, columns_of, has_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.problem import Outcome, Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

HEADER_AMONG = 10  # rows; above the names of the columns a table may have a title
DATED_BY = 1000  # rows whose dates tell whether the day comes first
_SHOWN = 12  # names of columns in a message


class Header(NamedTuple):
    """Which row of a table names its columns, from 1, where each known thing stands, and how many are named."""

    row: int
    columns: dict[str, int]
    width: int


def header_of(rows: Iterable[Sequence[str]]) -> Header:
    """Return which of a table's first rows names its columns; the rows behind it are not asked for.

    Raises:
        Fault: None names a column with the articles' text.
    """
    widest: Sequence[str] = ()
    for number, cells in enumerate(rows, 1):
        columns = columns_of(cells)
        if has_body(columns):
            return Header(number, columns, len(cells))
        filled = [cell for cell in cells if cell.strip()]
        widest = max(widest, filled, key=len)  # of equals the first; a title above the table is one cell
    named = ", ".join(f"'{' '.join(name.split())[:40]}'" for name in widest[:_SHOWN]) or "none"
    more = f" and {len(widest) - _SHOWN} more" if len(widest) > _SHOWN else ""
    raise Fault(
        ProblemKind.MALFORMED,
        f"it has no column with the text of the articles; these columns were found: {named}{more}. "
        f"Name that column '{NAMES['text'][0]}', or one with their files 'path'.",
    )


def said_in(cells: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    """Return what the cells of a row say, by what it is."""
    return {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}


def article(source: Source, said: dict[str, str], *, day_first: bool | None) -> Iterator[Source | Problem]:
    """Yield the source of a row with what the row says of its article, and what is wrong with that."""
    if not any(said.get(name) for name in BODIES):
        yield source.problem(ProblemKind.EMPTY, "this row has no text; it was left out.")
        return
    known: dict[str, object] = {name: words for name, words in said.items() if name not in BODIES}
    details, faults = details_of(known, Basis.METADATA, day_first=day_first)
    for fault in faults:
        yield source.problem(ProblemKind.DOUBTFUL_DATE, fault)
    yield replace(source, details=details)


def report_of_row(source: Source, said: dict[str, str]) -> Outcome[Report]:
    """Return the report of the article in a row."""
    if said.get("text"):
        return read_record(source, {"text": text_of(said["text"])})
    return read_record(source, {"html": said.get("html", "")})
