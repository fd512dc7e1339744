"""Parts of JSON from other hands: what is not of the kind that is meant is as if it were not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.export.back.archive import CannotComeBack

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Table = dict[str, Any]


def parsed(path: Path, text: str) -> object:
    """Return the value of a JSON text.

    Raises:
        CannotComeBack: It is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotComeBack(path, f"it is no JSON ({error})") from error


def table(value: object) -> Table:
    """Return an object, an empty one where the value is none."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> list[Table]:
    """Return the objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_in(holder: Mapping[str, Any], name: str) -> str:
    """Return a text, or an empty one; the texts of a list in one line."""
    value = holder.get(name)
    if isinstance(value, list):
        return " ".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def offset_in(holder: Mapping[str, Any], name: str) -> int:
    """Return a number, also where it is written as a text; -1 where there is none."""
    value = holder.get(name)
    if isinstance(value, str) and value.strip().isdecimal():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1
