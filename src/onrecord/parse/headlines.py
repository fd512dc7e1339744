"""Headlines In Title Case: read as sentences, since the pipeline takes each of their capitals for a name.

"Kenya Expels Somali Envoy Over Attack" is parsed as "Kenya expels Somali Envoy over attack". A word keeps its
capital where the report gives it one inside a sentence; it loses it where the report writes it small elsewhere, or
where it is a verb or a word of grammar. The text of the report stays as it is: only the pipeline sees the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.report import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.report import Passage

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_INSIDE = re.compile(r"(?<=[a-z,;:] )[A-Z][^\W\d_]+")
HEADS = (PassageKind.TITLE, PassageKind.HEADING)
_FEWEST = 4  # words of a headline whose capitals tell anything
_MOSTLY = 0.75  # of its longer words that have a capital
_LONG = 4  # letters: shorter words are small in title case too


class Spelling(NamedTuple):
    """How a report spells its words: those that it writes small, and those with a capital inside a sentence."""

    small: frozenset[str]
    names: frozenset[str]


def spelling(text: str, passages: Iterable[Passage]) -> Spelling:
    """Return how a report spells its words outside headlines."""
    body = " ".join(text[one.start : one.end] for one in passages if one.kind not in HEADS)
    small = frozenset(word for word in _WORD.findall(body) if word.islower())
    return Spelling(small, frozenset(_INSIDE.findall(body)))


def is_titled(text: str, passage: Passage) -> bool:
    """Say whether a passage is a headline in title case."""
    if passage.kind not in HEADS:
        return False
    words = _WORD.findall(text[passage.start : passage.end])
    long = [word for word in words if len(word) >= _LONG]
    capitals = sum(word[:1].isupper() and not word.isupper() for word in long)
    return len(words) >= _FEWEST and bool(long) and capitals >= _MOSTLY * len(long)


def as_sentence(headline: str, spelled: Spelling, common: frozenset[str]) -> str:
    """Return a headline of the same length with the capitals of its common words made small.

    Args:
        headline: The words of the headline.
        spelled: How its report spells words.
        common: Verbs in their dictionary forms, and words of grammar.

    >>> as_sentence("Kenya Expels Its Envoys", Spelling(frozenset(), frozenset()), frozenset({"expel"}))
    'Kenya expels Its Envoys'
    """
    first = _WORD.search(headline)

    def written(met: re.Match[str]) -> str:
        word = met[0]
        kept = first is None or met.start() == first.start() or word.isupper() or word in spelled.names
        return word if kept or not _is_common(word.lower(), spelled, common) else word.lower()

    return _WORD.sub(written, headline)


def _is_common(word: str, spelled: Spelling, common: frozenset[str]) -> bool:
    """Say whether a word is none of those that have a capital by themselves."""
    stems = {word.removesuffix(ending) for ending in ("", "s", "es", "d", "ed")}
    stems |= {f"{word.removesuffix('ies')}y"} if word.endswith("ies") else set()
    stems |= {word.removesuffix("ing"), f"{word.removesuffix('ing')}e"} if word.endswith("ing") else set()
    return word in spelled.small or bool(stems & common)
