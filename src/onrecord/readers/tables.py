"""Tables of articles as text (CSV, TSV): an article a row, streamed; each column holds what its name says."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.core.written_date import day_comes_first
from onrecord.readers.encoding import encoding_of
from onrecord.readers.fault import Fault, listed, outcome_of
from onrecord.readers.table_rows import DATED_BY, HEADER_AMONG, Header, article, header_of, report_of_row, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_LONGEST_CELL = 10_000_000  # characters; a longer one is a quotation mark that is never closed
_OPENING = 65_536  # bytes by which delimiter and encoding are told
_LONGEST_LINE = 20_000_000  # bytes
_DELIMITERS = (",", ";", "\t", "|")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Tables:
    """Tables in CSV or TSV. One with a column `path` is a list of reports, and is taken before it comes here."""

    name = "table"
    endings = (".csv", ".tsv")

    def accepts(self, name: str, opening: bytes) -> bool:
        """Take what is named so."""
        del opening
        return name.lower().endswith(self.endings)

    def sources(self, source: Source) -> Iterator[Source | Problem]:
        """Yield a source for each row with an article; rows count from 1, the names of the columns among them."""
        return listed(source, _articles)

    def read(self, source: Source, data: bytes) -> Outcome[Report]:
        """Return the report of a row."""
        return outcome_of(source, lambda: _row(source, data))


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written: what parts its cells, its encoding, and which row names the columns."""

    delimiter: str
    encoding: str
    header: Header


class _Rows:
    """The rows of a table, each with where it lies in the file."""

    def __init__(self, handle: BinaryIO, delimiter: str, encoding: str) -> None:
        self.start = self.end = 0
        self._handle = handle
        self._encoding = encoding
        self._delimiter = delimiter

    def __iter__(self) -> Iterator[list[str]]:
        csv.field_size_limit(_LONGEST_CELL)
        for cells in csv.reader(self._lines(), delimiter=self._delimiter):
            yield cells
            self.start = self.end

    def _lines(self) -> Iterator[str]:
        while line := self._handle.readline(_LONGEST_LINE):
            text = line.decode(self._encoding, "western-byte")
            opens = not self.end
            self.end += len(line)  # before the line is handed on: its reader stops there where a row is whole
            yield text.lstrip("\ufeff") if opens else text


def _articles(source: Source) -> Iterator[Source | Problem]:
    form = _form(source.file)
    day_first = day_comes_first(_dates(source.file, form))
    times: Counter[int] = Counter()
    number = shifted = 0
    with Path(source.file).open("rb") as handle:
        rows = _Rows(handle, form.delimiter, form.encoding)
        try:
            for number, cells in enumerate(rows, 1):
                if number <= form.header.row or not any(cell.strip() for cell in cells):
                    continue
                said = said_in(cells, form.header.columns)
                shifted += any(cell.strip() for cell in cells[form.header.width :])
                text = hash(said.get("text") or said.get("html"))
                times[text] += 1
                here = replace(
                    source,
                    path=f"{source.path}#{number}",
                    place=f"{source.place}#{times[text]}",
                    offset=rows.start,
                    length=rows.end - rows.start,
                )
                yield from article(here, said, day_first=day_first)
        except csv.Error:
            words = f"a quotation mark in row {number + 1} is never closed; the rows from there on were not read."
            yield source.problem(ProblemKind.MALFORMED, words)
    yield from _of_whole(source, form, shifted)
    if not times:
        yield source.problem(ProblemKind.EMPTY, "the table has no row with an article.")


def _of_whole(source: Source, form: _Form, shifted: int) -> Iterator[Problem]:
    """Yield what is wrong with a table as a whole: rows that are too long, an encoding that had to be guessed."""
    if shifted:
        told = f"{shifted} of its rows have more cells than there are columns, and may stand in the wrong ones: "
        words = f"{told}put cells that hold '{form.delimiter}' in quotation marks."
        yield source.problem(ProblemKind.MALFORMED, words)
    if form.encoding != "utf-8":
        words = f"it is not UTF-8 and its encoding is not stated; read as {form.encoding}."
        yield source.problem(ProblemKind.ENCODING, words)


def _form(file: str) -> _Form:
    """Return how a table is written.

    Raises:
        Fault: No row at its head names a column with text, or it is in UTF-16.
    """
    with Path(file).open("rb") as handle:
        opening = handle.read(_OPENING)
        if opening.startswith(_UTF16):
            words = "a table must be in UTF-8, and this is in UTF-16; save it as 'CSV UTF-8'. It was left out."
            raise Fault(ProblemKind.ENCODING, words)
        encoding = encoding_of(opening)
        opens = b"".join(opening.splitlines(keepends=True)[:HEADER_AMONG]).decode(encoding, "western-byte")
        delimiter = max(_DELIMITERS, key=opens.count)
        handle.seek(0)
        try:
            header = header_of(islice(_Rows(handle, delimiter, encoding), HEADER_AMONG))
        except csv.Error:
            words = "its columns cannot be told: a quotation mark at its head is never closed; it was left out."
            raise Fault(ProblemKind.MALFORMED, words) from None
        return _Form(delimiter, encoding, header)


def _dates(file: str, form: _Form) -> Iterator[str]:
    """Yield the dates of the first rows."""
    with Path(file).open("rb") as handle:
        rows = islice(_Rows(handle, form.delimiter, form.encoding), form.header.row, DATED_BY)
        try:
            yield from (said_in(cells, form.header.columns).get("published", "") for cells in rows)
        except csv.Error:
            return


def _row(source: Source, data: bytes) -> Outcome[Report]:
    form = _form(source.file)
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.StringIO(data.decode(form.encoding, "western-byte"), newline="")
    cells = next(csv.reader(lines, delimiter=form.delimiter), [])
    return report_of_row(source, said_in(cells, form.header.columns))
