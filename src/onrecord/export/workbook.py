"""A workbook (.xlsx), as newsrooms ask for it: a sheet for each kind of entry and for what stands beside them.

Cells are text, numbers and yes or no; none is a formula or a link. What a sheet has no room for is never cut in
silence: rows go on in another sheet, a text that is longer than a cell may hold ends in a mark and is counted.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.core.entry import Act, Attitude, Manner, Root, Stated, Status
from onrecord.core.line import Standing
from onrecord.core.problem import OnRecordError
from onrecord.export.cells import LONGEST, fitting
from onrecord.export.offsets import OURS
from onrecord.export.table import ACTORS, COLUMNS, PROBLEMS, REPORTS, Rows, meanings
from onrecord.record.filter import EVERYTHING, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.export.table import Cell
    from onrecord.record import Filter, Record

# The bound of the format (ECMA-376 as Excel keeps it).
MOST_ROWS = 1_048_576
_SHEETS = {"statement": "statements", "stance": "stances", "event": "events"}
_OF_EVENTS = ("mode", "status", "place", "place_actor", "source_confidence", "target_confidence")
_OF_SPEECH = ("act", "manner", "negated", "condition", "stated", "reads", "act_confidence")
# What a cell can be changed to is offered; other values are warned of, and told when the workbook comes back.
_ACTS = {"statement": tuple(Act), "stance": tuple(Attitude)}
_CHOICES: dict[str, tuple[str, ...]] = {
    "plover": tuple(Root),
    "status": tuple(Status),
    "manner": tuple(Manner),
    "stated": tuple(Stated),
    "standing": (Standing.EXTRACTED, Standing.ACCEPTED, Standing.REJECTED),
}
_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_WIDTHS = {"words": 60, "sentence": 80, "who_name": 30, "to_name": 30, "title": 40, "name": 30, "meaning": 80}


class XlsxMissing(OnRecordError):
    """A workbook was asked for, and what writes it is not installed."""

    def __init__(self) -> None:
        super().__init__("A workbook needs XlsxWriter: pip install 'onrecord[xlsx]', or choose csv-bom.")


class Workbook:
    """Sheets in one file."""

    name = "xlsx"
    endings = (".xlsx",)
    is_text = False

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a row for each entry that meets a filter, and what stands beside them.

        Raises:
            XlsxMissing: XlsxWriter is not installed.
        """
        try:
            import xlsxwriter
        except ImportError as error:
            raise XlsxMissing from error
        as_they_are = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        # Packed apart: a workbook that is cut off still wants its file, which is closed by then.
        whole = io.BytesIO()
        with xlsxwriter.Workbook(whole, {"constant_memory": True, **as_they_are}) as book:
            # The same record gives the same bytes.
            book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": rec.path.stem})
            count = _Sheets(book).fill(rec, wanted)
        target.write(whole.getbuffer())
        return count


class _Sheets:
    """The sheets of one workbook, as they are filled."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._cut = 0

    def fill(self, rec: Record, wanted: Filter) -> int:
        rows = Rows(rec)
        counts = {}
        for kind in ("statement", "event", "stance"):
            columns = [one for one in COLUMNS if one not in (_OF_SPEECH if kind == "event" else _OF_EVENTS)]
            asked = wanted.kind in (None, kind)
            found = rows.entries(replace(wanted, kind=kind)) if asked else ()
            counts[kind] = self._sheet(_SHEETS[kind], columns, found, _CHOICES | {"act": _ACTS.get(kind, ())})
        self._sheet("reports", REPORTS, rows.reports(wanted))
        self._sheet("actors", ACTORS, rows.actors(wanted))
        self._sheet("problems", PROBLEMS, rows.problems())
        self._about(rec, counts)
        return sum(counts.values())

    def _sheet(
        self,
        name: str,
        columns: Iterable[str],
        rows: Iterable[dict[str, Cell]],
        choices: Mapping[str, tuple[str, ...]] = _NONE,
    ) -> int:
        """Write a table, in as many sheets as it needs; return how many rows."""
        columns = tuple(columns)
        sheet, place, count = self._begun(name, columns, choices), 0, 0
        for row in rows:
            if place == MOST_ROWS - 1:
                sheet, place = self._begun(f"{name} {count // place + 1}", columns, choices), 0
            place += 1
            count += 1
            for column, key in enumerate(columns):
                self._put(sheet, place, column, row.get(key))
        return count

    def _begun(self, name: str, columns: tuple[str, ...], choices: Mapping[str, tuple[str, ...]]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, key in enumerate(columns):
            sheet.set_column(column, column, _WIDTHS.get(key, 14))
            if choices.get(key):
                offered = {"validate": "list", "source": list(choices[key]), "error_type": "warning"}
                sheet.data_validation(1, column, MOST_ROWS - 1, column, offered)
        for column, key in enumerate(columns):
            sheet.write_string(0, column, key, self._bold)
        return sheet

    def _put(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, (int, float)):
            sheet.write_number(row, column, cell)
        elif cell:
            sheet.write_string(row, column, self._fitting(cell))

    def _fitting(self, text: str) -> str:
        """Return a text as long as a cell may hold, and count it where it was cut."""
        held = fitting(text)
        self._cut += held != text
        return held

    def _about(self, rec: Record, counts: dict[str, int]) -> None:
        """Write what the workbook holds, in which unit, and what each column means."""
        held = sum(counts.values())
        said = [
            ("record", rec.path.name),
            ("made by", f"onrecord {rec.made_by.version}"),
            ("entries", f"{held} of the {rec.count(EVERYTHING, KINDS)} of the record"),
            *((name, str(counts[kind])) for kind, name in _SHEETS.items()),
            ("offsets", OURS.in_words()),
            ("cells cut", f"{self._cut}: longer than the {LONGEST:,} characters that a cell may hold"),
        ]
        fields = [(f"{table}: {key}", text) for table, keys in meanings().items() for key, text in keys.items()]
        rows: Iterable[dict[str, Cell]] = ({"what": what, "meaning": text} for what, text in (*said, *fields))
        self._sheet("about", ("what", "meaning"), rows)
