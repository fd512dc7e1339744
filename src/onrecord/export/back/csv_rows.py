"""The rows of a CSV that a spreadsheet saved: with a comma, semicolon or tabulator, in UTF-8 or UTF-16."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from onrecord.export.back.archive import CannotComeBack
from onrecord.export.back.sheet import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SEPARATORS = ",;\t"
# Characters that a cell may have: the longest report is no longer.
_LONGEST = 1 << 27


def csv_sheet(path: Path, text: str) -> Sheet | None:
    """Return the table of a text, or None where its first line does not name our columns."""
    separator = next((one for one in _SEPARATORS if _is_ours(_header(text, one))), None)
    if separator is None:
        return None
    return Sheet(lambda: _rows(path, text, separator))


def decoded(path: Path, content: bytes) -> str:
    """Return the text of a file.

    Raises:
        CannotComeBack: It is in some older encoding, in which words are lost that the report has.
    """
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotComeBack(path, "it is not in UTF-8; save it as CSV UTF-8, or as xlsx") from error


def _header(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text.partition("\n")[0]), delimiter=separator), [])
    except csv.Error:
        return []


def _is_ours(header: list[str]) -> bool:
    return {"id", "state"} <= {name.strip() for name in header}


def _rows(path: Path, text: str, separator: str) -> Iterator[Row]:
    csv.field_size_limit(_LONGEST)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in table:
            cells = {name.strip(): cell for name, cell in row.items() if isinstance(name, str)}
            yield Row(f"line {table.line_num}", cells)
    except csv.Error as error:
        raise CannotComeBack(path, f"line {table.line_num} is no row ({error})") from error
