"""What entries do or feel, by name, and the word lists that tell how an act bears on an option."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Root, Stance

if TYPE_CHECKING:
    from onrecord.core.entry import Statement
    from onrecord.core.who import Mention

UNNAMED = "unnamed-"  # how ids of people begin whom a report does not name


def act_of(entry: Statement | Stance) -> str:
    """Return the name of what an entry does or feels."""
    return entry.what.value


def party_named(mention: Mention | None) -> str | None:
    """Return whom a mention speaks for; people who stay unnamed are no party."""
    found = mention.side if mention else None
    return None if found is None or found.startswith(UNNAMED) else found


@cache
def saying_acts() -> frozenset[str]:
    """Return the acts and attitudes by which a party says what shall be, whatever the deed."""
    lists = lexicon()
    return frozenset().union(*(words for key, words in lists.items() if key.split(".")[0] in _BEARING))


_BEARING = ("intention", "position", "stance")


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """Return the word lists; a word that is no act or attitude of ours is a fault in our own data."""
    text = resources.files("onrecord").joinpath("data/strategy_lexicon.toml").read_text(encoding="utf-8")
    found = {
        f"{table}.{key}": frozenset(words)
        for table, lists in tomllib.loads(text).items()
        for key, words in lists.items()
    }
    for name, known in (("intention.", Act), ("position.", Act), ("stance.", Attitude), ("event.", Root)):
        for key, words in found.items():
            if key.startswith(name) and (strange := words - {member.value for member in known}):
                raise ValueError(f"strategy_lexicon.toml: {key}: {sorted(strange)} are none of ours")
    return found
