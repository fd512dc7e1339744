"""CSV: a row for each entry, with a header, as spreadsheets read it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.format import as_text
from onrecord.export.table import COLUMNS, cells, guarded

if TYPE_CHECKING:
    from onrecord.record import Filter, Record


class CsvTable:
    """A table as text; a cell that a spreadsheet would run as a formula gets an apostrophe in front."""

    name = "csv"
    endings = (".csv",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a row for each entry that meets a filter."""
        count = 0
        with as_text(target) as text:
            table = csv.writer(text, lineterminator="\r\n")
            table.writerow(COLUMNS)
            for line in rec.lines(wanted):
                table.writerow(guarded(cell) for cell in cells(line).values())
                count += 1
        return count
