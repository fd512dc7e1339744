"""The rows of a workbook that a spreadsheet saved, with the name of who saved it last."""

from __future__ import annotations

import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.problem import OnRecordError
from onrecord.export.back.archive import CannotComeBack
from onrecord.export.back.sheet import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# How the format writes characters that XML cannot hold, and what would be read as one of these.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SHEETS = ("statements", "events", "stances")


class OpenpyxlMissing(OnRecordError):
    """A workbook came back, and what reads it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "A workbook needs openpyxl to come back: pip install 'onrecord[xlsx]', or save it as CSV UTF-8."
        )


def xlsx_sheet(path: Path) -> Sheet:
    """Return the entries of a workbook.

    Raises:
        OpenpyxlMissing: openpyxl is not installed.
        CannotComeBack: When they are read: it is broken, or none of its sheets has our columns.
    """
    if find_spec("openpyxl") is None:
        raise OpenpyxlMissing
    return Sheet(lambda: _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    try:
        with path.open("rb") as held:
            yield from _rows_of(path, held)
    except OnRecordError:
        raise
    except Exception as error:  # what a broken workbook makes of its reader is told nowhere
        why = f"it is no workbook that can be read ({type(error).__name__}: {error})"
        raise CannotComeBack(path, why) from error


def _rows_of(path: Path, held: BinaryIO) -> Iterator[Row]:
    import openpyxl

    book = openpyxl.load_workbook(held, read_only=True, data_only=True)
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith(_SHEETS)]
    if not sheets:
        raise CannotComeBack(path, f"it has none of the sheets {', '.join(_SHEETS)}")
    who = (book.properties.lastModifiedBy or "").strip()
    for sheet in sheets:
        sheet.reset_dimensions()
        table = sheet.iter_rows(values_only=True)
        header = [str(name or "").strip() for name in next(table, ())]
        if not {"id", "state"} <= set(header):
            raise CannotComeBack(path, f"sheet '{sheet.title}' lost its columns 'id' or 'state'")
        for number, cells in enumerate(table, 2):
            told = dict(zip(header, map(_written_out, cells), strict=False))
            yield Row(f"{sheet.title}, row {number}", told, who)


def _written_out(cell: object) -> object:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell) if isinstance(cell, str) else cell
