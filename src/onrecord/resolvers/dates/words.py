"""The words that tell which time dates an act (`data/dates/words.toml`), read once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.core.reading import Bound


@cache
def _table() -> dict[str, str | dict[str, str]]:
    return tomllib.loads((files("onrecord") / "data" / "dates" / "words.toml").read_text(encoding="utf-8"))


@cache
def words(*keys: str) -> frozenset[str]:
    """Return the words that stand under a key, or under any of several."""
    return frozenset(word for key in keys for word in str(_table()[key]).split())


@cache
def in_order(key: str) -> tuple[str, ...]:
    """Return the words that stand under a key, in order."""
    return tuple(str(_table()[key]).split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a regular expression by its name."""
    return re.compile(_section("patterns")[name], re.IGNORECASE)


def bound_of(preposition: str) -> Bound | None:
    """Return what a preposition, as printed, makes of the time of the noun behind it, or None.

    >>> bound_of("Since")
    <Bound.SINCE: 'since'>
    """
    name = _section("bounds").get(preposition.lower())
    return Bound[name] if name else None


def _section(name: str) -> dict[str, str]:
    section = _table()[name]
    assert isinstance(section, dict)
    return section
