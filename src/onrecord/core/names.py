"""Where names stand in a text, however many there are: a record of years knows thousands.

A pattern of all names is tried name by name at each place of a text, which costs reports times names. Here a
place is asked for the names that begin with its word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

_FIRST = re.compile(r"\w+|[^\w\s]")
_IN_WORD = re.compile(r"\w")


class Named(NamedTuple):
    """A name in a text, with where it begins and ends."""

    name: str
    start: int
    end: int


class Names:
    """Finds names as whole words, the longest that stand at a place.

    Args:
        names: The names.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            if first := _FIRST.match(name):
                self._by_first[first[0]].append(name)

    def beginning_with(self, words: AbstractSet[str]) -> frozenset[str]:
        """Return the names that begin with one of the words of a text (`first_words`): no others stand there."""
        met = self._by_first.keys() & words
        return frozenset(name for word in met for name in self._by_first[word])

    def found_in(self, text: str) -> Iterator[Named]:
        """Yield the names that stand in a text, none inside another.

        >>> [each.name for each in Names(["Tull", "Mara Tull"]).found_in("Mara Tull met Tull's men, not Tullio.")]
        ['Mara Tull', 'Tull']
        """
        until = 0
        for met in _FIRST.finditer(text):
            start = met.start()
            if start >= until and met[0] in self._by_first:
                name = next((name for name in self._by_first[met[0]] if _stands(name, text, start)), None)
                if name is not None:
                    until = start + len(name)
                    yield Named(name, start, until)


def first_words(text: str) -> frozenset[str]:
    """Return the words and marks of a text, each once.

    >>> sorted(first_words("Tull, of Kelm"))
    [',', 'Kelm', 'Tull', 'of']
    >>> sorted(Names(["Kelm Bay", "Tul"]).beginning_with(first_words("to Kelm")))
    ['Kelm Bay']
    """
    return frozenset(_FIRST.findall(text))


def _stands(name: str, text: str, start: int) -> bool:
    """Say whether a name stands at a place and is no part of a longer word."""
    end = start + len(name)
    return (
        text.startswith(name, start)
        and not (start and _IN_WORD.match(text, start - 1))
        and not _IN_WORD.match(text, end)
    )
