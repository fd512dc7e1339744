"""The word lists of comparing, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, object]:
    """Return a data file of comparing, by its name without ending."""
    return tomllib.loads((files("onrecord") / "data" / "compare" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return the words that stand under a key of a data file, apart by blanks."""
    return frozenset(str(table(name)[key]).split())


@cache
def phrases(name: str, key: str) -> tuple[str, ...]:
    """Return the phrases that stand under a key of a data file, in order."""
    found = table(name)[key]
    assert isinstance(found, list), f"{name}.toml, {key}: a list of phrases"
    return tuple(map(str, found))


@cache
def peoples() -> frozenset[str]:
    """Return the names of peoples and their adjectives, in lower case: they are no names of a state."""
    states = tomllib.loads((files("onrecord") / "data" / "actors" / "states.toml").read_text(encoding="utf-8"))
    return frozenset(str(one).casefold() for state in states.values() for one in state.get("people", ()))
