"""A party that the rules name by a word that only describes it, as a whole: "Kenyan newspapers", not "Kenyan"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.events.choosing import SOURCE
from onrecord.extractors.events.lexicon import lexicon
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.roles import BORDERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading

_DESCRIBING = ("amod", "compound", "nmod")
_LIKELY = 0.5


def whole(
    reading: Reading, phrases: tuple[Phrase, ...], likely: Mapping[int, float], own: frozenset[int], role: int
) -> tuple[Phrase, ...]:
    """Return phrases; for one that only describes a party, all of that party.

    Args:
        reading: The document.
        phrases: Who stands in the role, by the rules.
        likely: How likely each candidate, by its word, stands in it.
        own: The words of the deed itself.
        role: Which role it is.
    """
    found: list[Phrase] = []
    for phrase in phrases:
        noun = _described(reading, phrase[1] - 1)
        larger = noun >= phrase[1] and noun not in own and likely.get(noun, 0.0) > _LIKELY
        larger = larger and _may_be_somebody(reading, noun, role)
        full = reading.phrase(noun) if larger else phrase
        found = [one for one in found if not (full[0] <= one[0] and one[1] <= full[1])]
        if not overlaps(full, found):
            found.append(full)
    return tuple(found)


def _may_be_somebody(reading: Reading, i: int, role: int) -> bool:
    """Say whether a noun may name somebody: no deed; nor a thing, which is done something to for whose it is."""
    token, words = reading.tokens[i], lexicon()
    lemma = token.lemma.lower()
    if token.pos == "PROPN" or lemma in words.agents:
        return True
    thing = lemma in words.abstract or lemma in words.concrete or lemma in BORDERS or lemma.endswith(words.endings)
    return lemma not in words.nouns and (role == SOURCE or not thing)


def _described(reading: Reading, i: int) -> int:
    """Return the noun that a word describes, or the word itself."""
    for _ in range(3):
        token = reading.tokens[i]
        if token.dep not in _DESCRIBING or token.head <= i:
            break
        i = token.head
    return i
