"""Which reader a file asks for: told from what is in it, whatever its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.problem import PathNotFound
from onrecord.export.back.archive import MOST_BYTES, CannotComeBack, names_in
from onrecord.export.back.csv_rows import csv_sheet, decoded
from onrecord.export.back.xlsx_rows import xlsx_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.export.back.brought import Returned

__all__ = ["CannotComeBack", "brought_by"]


def brought_by(path: Path) -> Returned | str:
    """Return what a file brings back; the text itself where it may be one of corrections.

    Raises:
        PathNotFound: There is no such file.
        CannotComeBack: It is none that brings corrections, or is broken.
    """
    if not path.is_file():
        raise PathNotFound(path)
    inside = names_in(path)
    if "xl/workbook.xml" in inside:
        return xlsx_sheet(path)
    if inside:
        raise CannotComeBack(path, "this archive holds nothing that can come back")
    if path.stat().st_size > MOST_BYTES:
        raise CannotComeBack(path, f"it is larger than {MOST_BYTES >> 20} MiB")
    text = decoded(path, path.read_bytes())
    return csv_sheet(path, text) or text
