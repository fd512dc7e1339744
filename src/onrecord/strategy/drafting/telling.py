"""Words that tell what a text is about: whether it seems to be about an option."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.acts import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def telling(words: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, without endings, cut to their first six letters.

    >>> sorted(telling("The filling of the reservoirs"))
    ['fill', 'reserv']
    """
    found = re.findall(r"\w+", words.lower())
    return frozenset(_stem(word) for word in found if word not in lexicon()["empty.words"] and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:6]
    return word[:6]


def about(option: str, words: str) -> bool:
    """Say whether a text seems to be about an option: it has three in five of the option's telling words."""
    wanted = telling(option)
    return bool(wanted) and 5 * len(wanted & telling(words)) >= 3 * len(wanted)


def about_any(options: Iterable[str], words: str) -> bool:
    """Say whether a text seems to be about one of several options or wordings of them."""
    return any(about(option, words) for option in options)
