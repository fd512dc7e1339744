"""CSV: a row for each entry, with a header, as spreadsheets read it."""

from __future__ import annotations

import codecs
import csv
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.cells import guarded
from onrecord.export.format import as_text
from onrecord.export.table import COLUMNS, Rows

if TYPE_CHECKING:
    from onrecord.record import Filter, Record


class CsvTable:
    """A table as text; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""

    name = "csv"
    endings: tuple[str, ...] = (".csv",)
    is_text = True
    _mark = b""

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a row for each entry that meets a filter."""
        count = 0
        target.write(self._mark)
        with as_text(target) as text:
            table = csv.writer(text, lineterminator="\r\n")
            table.writerow(COLUMNS)
            for row in Rows(rec).entries(wanted):
                table.writerow(guarded(cell) for cell in row.values())
                count += 1
        return count


class MarkedCsv(CsvTable):
    """The same with a byte-order mark in front: without one, Excel takes UTF-8 for the system's own encoding."""

    name = "csv-bom"
    endings = ()
    _mark = codecs.BOM_UTF8
