"""Typed reading of a model file's contents: what is amiss becomes one sentence with its place."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from onrecord.core.on_disk import is_file
from onrecord.core.problem import PathNotFound
from onrecord.core.settings import NotToml, toml_table
from onrecord.strategy.model.conditions import Condition, ConditionFault
from onrecord.strategy.model.faults import ModelFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_LARGEST = 64 * 2**20


class Table:
    """One table of a model file, and where it stands there."""

    def __init__(self, path: str, place: str, data: object) -> None:
        if not isinstance(data, dict):
            raise ModelFault(path, place, f"a table of named values should stand here, not {_shown(data)}.")
        self.path = path
        self.place = place
        self.data: dict[str, object] = data

    def at(self, key: str | int) -> str:
        """Return the place of one of its values."""
        step = f"[{key}]" if isinstance(key, int) else key
        return f"{self.place}.{step}" if self.place and isinstance(key, str) else f"{self.place}{step}"

    def fault(self, key: str, words: str) -> ModelFault:
        """Return the fault of one of its values."""
        return ModelFault(self.path, self.at(key) if key else self.place, words)

    def has(self, key: str) -> bool:
        """Say whether it has a value of that name."""
        return self.data.get(key) is not None

    def only(self, allowed: Iterable[str]) -> None:
        """Refuse names that mean nothing here: a misspelt name would otherwise pass unseen."""
        known = tuple(allowed)
        for key in self.data:
            if key not in known:
                raise self.fault(str(key), f"this name means nothing here; known are {', '.join(known)}.")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; a number is taken as its digits."""
        found = self.data.get(key, default)
        if isinstance(found, int) and not isinstance(found, bool):
            return str(found)
        if not isinstance(found, str) or (default is None and not found.strip()):
            raise self.fault(key, f"a text should stand here, not {_shown(found)}.")
        return found

    def items(self, key: str) -> Sequence[object]:
        """Return a list; a missing one is empty."""
        found = self.data.get(key)
        if found is None:
            return ()
        if not isinstance(found, list):
            raise self.fault(key, f"a list should stand here, not {_shown(found)}.")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone counts as a list of one."""
        found = self.data.get(key)
        if isinstance(found, str | int) and not isinstance(found, bool):
            return (str(found),)
        return tuple(name_of(self.path, f"{self.at(key)}[{i}]", item) for i, item in enumerate(self.items(key)))

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables."""
        return tuple(Table(self.path, f"{self.at(key)}[{i}]", item) for i, item in enumerate(self.items(key)))

    def table(self, key: str) -> Table:
        """Return a table inside it; a missing one is empty."""
        return Table(self.path, self.at(key), self.data.get(key, {}))

    def day(self, key: str) -> date | None:
        """Return a date, or None where there is none."""
        found = self.data.get(key)
        if isinstance(found, datetime):
            return found.date()
        if found is None or isinstance(found, date):
            return found
        try:
            return date.fromisoformat(str(found))
        except ValueError:
            raise self.fault(key, f"a date such as 2022-01-12 should stand here, not {_shown(found)}.") from None

    def condition(self, key: str, read: Callable[[str], Condition]) -> Condition | None:
        """Return a condition, or None where there is none."""
        return condition_at(self.path, self.at(key), self.text(key), read) if self.has(key) else None


def name_of(path: str, place: str, item: object) -> str:
    """Return the name that stands for a state or party: a text, or a number as its digits."""
    if isinstance(item, bool) or not isinstance(item, str | int):
        raise ModelFault(path, place, f"a name or number should stand here, not {_shown(item)}.")
    return str(item)


def condition_at(path: str, place: str, words: str, read: Callable[[str], Condition]) -> Condition:
    """Read a condition; what is wrong with its words becomes a fault at its place."""
    try:
        return read(words)
    except ConditionFault as fault:
        raise ModelFault(path, place, f"{fault}.") from None


def text_of(path: Path) -> str:
    """Return the text of a model file; a file that is too large or no text is refused."""
    if not is_file(path):
        raise PathNotFound(path)
    if path.stat().st_size > _LARGEST:
        raise ModelFault(str(path), "", "the file is over 64 MiB; state the model by options and rules instead.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ModelFault(str(path), "", "the file is not UTF-8 text; save it as UTF-8.") from None


def contents(path: Path, text: str) -> Table:
    """Return what the text of a TOML or JSON file holds; the name tells which of the two it is."""
    try:
        return Table(str(path), "", toml_table(text) if path.suffix.lower() == ".toml" else _json(text))
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise ModelFault(str(path), place, f"this is not JSON ({fault.msg.lower()}); mend it there.") from None
    except NotToml as fault:
        raise ModelFault(str(path), "", f"this is not TOML: {fault}.") from None
    except RecursionError:
        raise ModelFault(str(path), "", "the file is nested too deeply to be a model.") from None
    except ValueError as fault:  # a name that stands twice, a number longer than Python takes
        words = str(fault)
        raise ModelFault(str(path), "", f"{words}.") from None


class _Twice(ValueError):
    """A name stands twice in one table, so that one of its values would be lost."""


def _json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_without_doubles)


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(f"the name '{key}' stands twice in one table; keep one of them")
        found[key] = value
    return found


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
