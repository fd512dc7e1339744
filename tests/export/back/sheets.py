"""A person at a spreadsheet: the cells that somebody would change to make a change, and the file saved anew."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from onrecord.record import Record
    from tests.export.back.changes import Change

_COLUMNS = {"attitude": "act", "trigger": "cue", "dating": "when_words", "via": "told_in", "claim": "told_in"}
_NAMED = {"speaker": "who", "source": "who", "addressee": "to", "target": "to", "place": "place"}


def cells_of(change: Change, text: str) -> dict[str, str]:
    """Return the cells that make a change, by column."""
    if change.field in _NAMED:
        column = _NAMED[change.field]
        parts = [one.partition("@") for one in change.after.split(", ") if one]
        return {
            column: "; ".join(_words(place, text) for _, _, place in parts),
            f"{column}_actor": "; ".join(_whom(who) for who, _, _ in parts),
        }
    if change.field in {"content", "words"}:
        return {"words": " … ".join(_words(piece, text) for piece in change.after.split())}
    column = _COLUMNS.get(change.field, change.field)
    if change.field in {"cue", "trigger", "condition", "dating"}:
        return {column: _words(change.after, text)}
    return {column: change.after.replace(",", ";") if column == "issues" else change.after}


def _words(place: str, text: str) -> str:
    start, end = map(int, place.split(":"))
    return text[start:end]


def _whom(who: str) -> str:
    if "|" in who:
        return " ".join(f"{one}?" for one in who.split("|"))
    return "" if who == "?" else who


def save_csv(path: Path, rec: Record, changes: Iterable[Change]) -> None:
    """Change cells of a CSV, and save it as spreadsheets do where a comma stands in numbers."""
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    by_id = {row["id"]: row for row in rows}
    for change in changes:
        row = by_id[change.entry]
        row.update(cells_of(change, rec.report(row["report"]).text))
    into = io.StringIO(newline="")
    table = csv.DictWriter(into, rows[0], delimiter=";")
    table.writeheader()
    table.writerows({name: cell.replace("\r\n", "\n") for name, cell in row.items()} for row in rows)
    path.write_bytes(b"\xef\xbb\xbf" + into.getvalue().encode("utf-8"))


def save_xlsx(path: Path, rec: Record, changes: Iterable[Change], *, who: str = "Ada Osei") -> None:
    """Change cells of a workbook, and save it with another program."""
    import openpyxl

    book: Any = openpyxl.load_workbook(path)
    places: dict[str, tuple[Any, int, list[str]]] = {}
    for sheet in (one for one in book.worksheets if one.title.startswith(("statements", "events", "stances"))):
        header = [cell.value for cell in sheet[1]]
        for number in range(2, sheet.max_row + 1):
            places[sheet.cell(number, header.index("id") + 1).value] = (sheet, number, header)
    for change in changes:
        sheet, number, header = places[change.entry]
        report = sheet.cell(number, header.index("report") + 1).value
        for column, value in cells_of(change, rec.report(report).text).items():
            told: object = value == "yes" if column == "negated" else value
            cell = sheet.cell(number, header.index(column) + 1)
            cell.value = told
            if isinstance(told, str):
                cell.data_type = "s"  # a text, also where it begins as a formula does
    book.properties.lastModifiedBy = who
    book.save(path)
