"""The word lists of signs (`data/propositions.toml`), read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, str | list[str]]:
    return tomllib.loads((files("onrecord") / "data" / "propositions.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> frozenset[str]:
    """Return the words that stand under a key."""
    found = _table()[key]
    return frozenset(found.split() if isinstance(found, str) else found)


@cache
def phrases(key: str) -> tuple[str, ...]:
    """Return the phrases that stand under a key, in order."""
    return tuple(_table()[key])
