"""Spreadsheets of articles (XLSX): an article a row, formulas by the values that they had when it was saved."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.written_date import day_comes_first
from onrecord.readers.fault import Fault, listed, missing_extra, outcome_of
from onrecord.readers.packed import unpacked
from onrecord.readers.source import MOST_BYTES
from onrecord.readers.table_columns import BODIES
from onrecord.readers.table_rows import DATED_BY, HEADER_AMONG, article, header_of, report_of_row, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_MOST_ROWS = 1_048_576  # that a sheet can have


class Spreadsheets:
    """Spreadsheets in XLSX; each of its sheets that has a column with text is read."""

    name = "spreadsheet"
    endings = (".xlsx", ".xlsm")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so, or is an archive that opens with a workbook."""
        return name.lower().endswith(self.endings) or (opening.startswith(b"PK\x03\x04") and b"xl/" in opening)

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each row with an article, named by its sheet where there are several."""
        return listed(source, _articles, "a spreadsheet")

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a row."""
        return outcome_of(source, lambda: report_of_row(source, json.loads(data)))


def _articles(source: Source) -> Iterator[Source | Problem]:
    sheets = list(_sheets(source))
    faults: list[Fault] = []
    for name, rows in sheets:
        label = f"{name}!" if len(sheets) > 1 else ""
        try:
            yield from _of_sheet(source, label, rows)
        except Fault as fault:
            faults.append(fault)
    if len(faults) == len(sheets):
        raise faults[0] if faults else Fault(ProblemKind.EMPTY, "there is no sheet in it; it was left out.")


def _sheets(source: Source) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Yield the sheets of a workbook by name, each with its rows."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise missing_extra("xlsx", "a spreadsheet") from None
    data = source.content if source.content is not None else Path(source.file).read_bytes()
    with unpacked(data, "spreadsheet") as archive:
        for name in archive.members:
            archive.check(name)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        yield sheet.title, ([_written(cell) for cell in row] for row in islice(rows, _MOST_ROWS))


def _of_sheet(source: Source, label: str, rows: Iterator[list[str]]) -> Iterator[Source | Problem]:
    """Yield the articles of a sheet.

    Raises:
        Fault: It has no column with text, or holds more than fits.
    """
    head = list(islice(rows, HEADER_AMONG))
    header, columns, _ = header_of(head)
    dated = [*head[header:], *islice(rows, DATED_BY)]
    day_first = day_comes_first(said_in(cells, columns).get("published", "") for cells in dated)
    times: Counter[str] = Counter()
    size = 0
    for number, cells in enumerate(chain(dated, rows), header + 1):
        if not any(cell.strip() for cell in cells):
            continue
        said = said_in(cells, columns)
        content = json.dumps({name: said[name] for name in BODIES if said.get(name)})
        times[content] += 1
        size += len(content)
        if size > MOST_BYTES:
            words = f"its rows from {number} on are more than {MOST_BYTES // 1_000_000} MB; they were not read."
            raise Fault(ProblemKind.TOO_BIG, words)
        here = replace(
            source,
            path=f"{source.path}#{label}{number}",
            place=f"{source.place}#{times[content]}",
            content=content.encode(),
        )
        yield from article(here, said, day_first=day_first)


def _written(cell: object) -> str:
    """Return a cell's value as text; a day as ISO writes it."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell)
