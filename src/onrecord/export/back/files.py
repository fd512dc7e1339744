"""Which reader a file asks for: told from what is in it, whatever its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.on_disk import is_file
from onrecord.core.problem import PathNotFound
from onrecord.export.back.archive import MOST_BYTES, CannotComeBack, names_in
from onrecord.export.back.cas import cas_archive, cas_file
from onrecord.export.back.csv_rows import csv_sheet, decoded
from onrecord.export.back.json_parts import parsed
from onrecord.export.back.label_studio import label_studio_file
from onrecord.export.back.refi import RefiFile
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
    if not is_file(path):
        raise PathNotFound(path)
    inside = names_in(path)
    if "xl/workbook.xml" in inside:
        return xlsx_sheet(path)
    if any(name.endswith(".qde") for name in inside):
        return RefiFile(path)
    if inside:
        found = cas_archive(path, inside)
        if found is None:
            raise CannotComeBack(path, "this archive holds nothing that can come back")
        return found
    if path.stat().st_size > MOST_BYTES:
        raise CannotComeBack(path, f"it is larger than {MOST_BYTES >> 20} MiB")
    text = decoded(path, path.read_bytes())
    if text.lstrip()[:1] in ("{", "["):
        return _json(path, text)
    return csv_sheet(path, text) or text


def _json(path: Path, text: str) -> Returned | str:
    """Return what a JSON text brings back; the text itself where it is none but may be one of corrections."""
    if text.lstrip().startswith("[["):
        return text
    value = parsed(path, text)
    found = cas_file(value) or label_studio_file(value)
    if found is None:
        raise CannotComeBack(path, "it is JSON, and holds nothing that went out of a record")
    return found
