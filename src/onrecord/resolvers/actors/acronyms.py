"""Acronyms that a report brings in itself: "the Harbour Workers' Union (HWU)".

Part of `actors`, used by `cast`: an acronym that the report explains means what it explains, though the directory
knows another body by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING = frozenset({"(", "["})
_CLOSING = frozenset({")", "]", ",", ";"})
_SHORTEST = 2
_LONGEST = 14  # words of a name that an acronym stands for
_SMALL = listed("small_words")


class Introduced(NamedTuple):
    """An acronym with the tokens of the name that it stands for, `first` up to but without `last`."""

    acronym: str
    first: int
    last: int


def introduced(words: Sequence[str]) -> tuple[Introduced, ...]:
    """Return the acronyms that stand in brackets right behind the name whose initials they are."""
    found: dict[str, Introduced] = {}
    for i in range(2, len(words) - 1):
        word = words[i]
        if words[i - 1] in _OPENING and word.isupper() and len(word) >= _SHORTEST and words[i + 1] in _CLOSING:
            first = _start(words, i - 1, word)
            if first is not None and i - 1 - first <= _LONGEST:
                found.setdefault(word, Introduced(word, first, i - 1))
    return tuple(found.values())


def _start(words: Sequence[str], last: int, acronym: str) -> int | None:
    """Return where the name begins whose capital initials, read backwards, are those of an acronym."""
    at = last
    for letter in reversed(acronym):
        at -= 1
        while at >= 0 and words[at].lower() in _SMALL:
            at -= 1
        if at < 0 or words[at][:1] != letter:
            return None
    return at
