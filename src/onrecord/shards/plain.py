"""What is taken from reports, as JSON and back: the same value, of the same type.

A list stands for each value that JSON has not, its type first: `["Span", 3, 7]`, `["Act", "deny"]`; for a tuple it
is `["", 1, 2]`. Only types of the core are made again, by their names here: no file can have anything else made.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from onrecord.core import entry, extraction, made, problem, proposition, quantity, reading, report, when, who
from onrecord.shards.shard import Shard
from onrecord.taking import Taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from onrecord.jsonform import Json

_TUPLE = ""


def _types(module: ModuleType) -> dict[str, Callable[..., object]]:
    """Return the dataclasses and closed lists that a module of the core defines."""
    own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    return {one.__name__: one for one in own if is_dataclass(one) or issubclass(one, Enum)}


_MADE: dict[str, Callable[..., object]] = {
    _TUPLE: lambda *items: items,
    "date": date.fromisoformat,
    "Taken": Taken,
    "Shard": Shard,
}
for _module in (entry, extraction, made, problem, proposition, quantity, reading, report, when, who):
    _MADE.update(_types(_module))


def plain(value: object) -> Json:
    """Return a value as JSON.

    >>> plain((report.Span(3, 7), None))
    ['', ['Span', 3, 7], None]

    Raises:
        TypeError: It is, or holds, what no stage hands on.
    """
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, tuple):
        return [_TUPLE, *map(plain, value)]
    if is_dataclass(value):
        return [type(value).__name__, *(plain(getattr(value, field.name)) for field in fields(value))]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be part of what is taken from a report")


def restored(form: Json) -> object:
    """Return the value that JSON stands for.

    >>> restored(plain((report.Span(3, 7), None)))
    (Span(start=3, end=7), None)

    Raises:
        KeyError, TypeError, ValueError: It stands for none.
    """
    if not isinstance(form, list):
        return form
    name, *items = form
    return _MADE[str(name)](*map(restored, items))
