"""How sure a happening is: the states of an event, and what words around it make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Status
from onrecord.extractors.events.lexicon import Bearing, status_words, word_set
from onrecord.extractors.events.mood import ACTUAL
from onrecord.grammar import makes_condition

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading

_NAMED = {
    Bearing.POSSIBLE: Status.POSSIBLE,
    Bearing.PLANNED: Status.PLANNED,
    Bearing.DEMANDED: Status.DEMANDED,
    Bearing.DENIED: Status.DENIED,
    Bearing.ONGOING: Status.ONGOING,
}
_DEFINITE = word_set("definite")
_NO_ARTICLE = word_set("no_article")


def said_before(reading: Reading, noun: Token) -> Status | None:
    """Return what the words before a noun say: "no talks", "a possible attack", "the ongoing war"."""
    words = status_words()
    for child in reading.below(noun.i):
        lemma = child.lemma.lower()
        if child.text.lower() in _NO_ARTICLE:
            open_ = child.text.lower() == "any" or is_on_condition(reading, noun)
            return Status.POSSIBLE if open_ else Status.DENIED
        if child.dep in ("amod", "compound", "nmod") and child.i < noun.i:
            name = words.adjectives.get(child.text.lower()) or words.adjectives.get(lemma)
            if name is not None:
                return _NAMED[name]
    return None


def is_on_condition(reading: Reading, noun: Token) -> bool:
    """Say whether there is none of it as long as there is none of something else: "no talks without a truce"."""
    return any(makes_condition(child) for child in reading.below(noun.i, "prep"))


def is_definite(reading: Reading, noun: Token) -> bool:
    """Say whether a noun phrase speaks of a known thing: "the attack", "their attack"."""
    return any(
        (child.dep == "det" and child.text.lower() in _DEFINITE) or child.dep == "poss"
        for child in reading.below(noun.i)
    )


def weaken(state: Status | None, name: Bearing | None) -> Status | None:
    """Return the state under a word of a list; nothing is ever raised by it."""
    if name is Bearing.ONGOING:
        return Status.ONGOING if state in ACTUAL else state
    new = _NAMED.get(name) if name else None
    return state if new is None else _weaker(state, new)


def _weaker(state: Status | None, new: Status) -> Status:
    """Return the less certain of a state and what a word of a list makes of it."""
    if state is None or state in ACTUAL or new is Status.DENIED:
        return new
    if state is Status.DENIED:
        return Status.POSSIBLE if new is Status.DEMANDED else state
    return Status.POSSIBLE if new is Status.POSSIBLE else state


def negate(state: Status | None) -> Status:
    """Return the state of what is denied: what was told as such did not happen; what was ruled out may."""
    if state is Status.DENIED or state is Status.POSSIBLE or state is Status.DEMANDED:
        return Status.POSSIBLE
    return Status.DENIED


def combine(state: Status | None, other: Status | None) -> Status:
    """Return the less certain of two states of the same happening."""
    if state is None or other is None:
        return other or state or Status.POSSIBLE
    if state in ACTUAL and other in ACTUAL:
        return Status.ONGOING if Status.ONGOING in (state, other) else Status.HAPPENED
    if state in ACTUAL:
        return other
    return state
