"""Cells of a table as any spreadsheet gives them back, brought to one form, so that they can be compared.

Spreadsheets turn line ends, write truth in the user's language, put a date or a number where a text was; none of
that is an edit.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.export.state import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# Bounds of a cell in .xlsx (ECMA-376 as Excel keeps it), in UTF-16 units.
LONGEST = 32_767
CUT = " [… cut]"
# A spreadsheet takes a cell that begins so for a formula and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# The columns that hold what can be corrected; the others tell more of the entry, or of its report.
CORRECTABLE = (
    *("act", "plover", "mode", "status", "manner", "negated", "who", "who_actor", "to", "to_actor"),
    *("place", "place_actor", "words", "start", "end", "cue", "condition", "stated", "reads"),
    *("when", "when_words", "issues", "told_in", "standing"),
)
_TRUE = frozenset({"true", "yes", "wahr", "vrai", "verdadero", "vero", "waar", "1"})
_FALSE = frozenset({"false", "no", "falsch", "faux", "falso", "onwaar", "0"})
_WHITE = re.compile(r"\s+")


def row_state(row: Mapping[str, object]) -> str:
    """Return the digest of a row: of what can be corrected, and apart from it of the rest."""
    values = {name: plain(name, cell) for name, cell in row.items() if name != "state"}
    return f"{state_of(correctable(values))}-{state_of(beside(values))}"


def correctable(values: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a row that can be corrected."""
    return {name: value for name, value in values.items() if name in CORRECTABLE}


def beside(values: Mapping[str, str]) -> dict[str, str]:
    """Return the other cells of a row."""
    return {name: value for name, value in values.items() if name not in CORRECTABLE and name != "state"}


def plain(column: str, cell: object) -> str:
    """Return a cell as text in one form, whatever wrote it.

    >>> plain("negated", "WAHR"), plain("words", "'=a\\r\\nb "), plain("end", 12.0)
    ('yes', '=a b', '12')
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date() if cell.time().isoformat() == "00:00:00" else cell
    if isinstance(cell, date):
        return cell.isoformat()
    text = _WHITE.sub(" ", unguarded(fitting(str(cell)))).strip()
    if column == "negated":
        return "yes" if text.lower() in _TRUE else "no" if text.lower() in _FALSE else text
    return _number(text) if column in {"start", "end"} or column.endswith("confidence") else text


def _number(text: str) -> str:
    """Return a number as text, no finer than spreadsheets keep it; what is none as it is."""
    try:
        return f"{float(text.replace(',', '.')):.9g}"
    except ValueError:
        return text


def guarded(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def unguarded(text: str) -> str:
    """Return a text without the apostrophe that `guarded` puts in front."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def fitting(text: str) -> str:
    """Return a text as long as a cell may hold; the bound counts UTF-16 units."""
    if len(text) <= LONGEST // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
