"""Rows of many entries in little room: a column for each field, and what comes again is told once.

A hundred thousand rows told one by one are ninety megabytes, most of them names of fields, parties and dates that
come again and again. The page opens either form (`web/src/lib/packed.js`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MANY = 2000  # entries, from which they are packed
# Pieces of a sentence and their roles as one string. `visible` writes both characters out, so no text holds them.
PIECE, ROLE = "\x7f", "\x80"
SENTENCE = "sentence"
_told = json.JSONEncoder(ensure_ascii=False).encode  # one for all: a million values are told


def packed(rows: Mapping[str, object]) -> dict[str, object]:
    """Return rows of a record with its entries packed, where there are many."""
    entries = rows.get("entries")
    if not isinstance(entries, list) or len(entries) < MANY:
        return dict(rows)
    return {**rows, "entries": columns(entries)}


def columns(rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Return rows of the same fields as columns."""
    found = {name: _column(name, [row[name] for row in rows]) for name in rows[0]} if rows else {}
    return {"count": len(rows), "columns": found}


def _column(name: str, values: list[object]) -> dict[str, object]:
    """Return a column: its one value, all values, or the different ones and for each row the place of its own."""
    if name == SENTENCE:
        return {"sentences": [_joined(value) for value in values]}
    places: dict[object, int] = {}
    different: list[object] = []
    at = []
    for value in values:
        key = value if isinstance(value, str) else (_told(value),)
        if key not in places:
            places[key] = len(different)
            different.append(value)
        at.append(places[key])
    if len(different) == 1:
        return {"same": different[0]}
    if len(different) * 2 > len(values):
        return {"all": values}
    return {"of": different, "at": at}


def _joined(pieces: object) -> str:
    listed: Iterable[Sequence[str]] = pieces if isinstance(pieces, list) else ()
    return PIECE.join(f"{text}{ROLE}{role}" if role else text for text, role in listed)
