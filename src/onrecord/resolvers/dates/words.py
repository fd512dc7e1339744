"""The words that tell which time dates an act (`data/dates/words.toml`), read once."""

from __future__ import annotations

import re
from functools import cache

from onrecord.core.reading import Bound
from onrecord.words import Shelf

_shelf = Shelf("dates/words")
words = _shelf
in_order = _shelf.in_order


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a regular expression by its name."""
    return re.compile(_shelf.section("patterns")[name], re.IGNORECASE)


def bound_of(preposition: str) -> Bound | None:
    """Return what a preposition, as printed, makes of the time of the noun behind it, or None.

    >>> bound_of("Since")
    <Bound.SINCE: 'since'>
    """
    name = _shelf.section("bounds").get(preposition.lower())
    return Bound[name] if name else None
