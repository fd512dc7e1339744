"""Whether a deed took place: what the trained head, the rules and the word itself tell, weighed together.

Each alone is wrong in its own way: the head takes a plan that is told in the past for done, the rules do not see
that a war still goes on. How far each is to be believed, and of which kind of word, is learned from annotated
reports (`data/events/statuses.json`, made by `training/deeds/statuses.py`): a multinomial logistic regression.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from onrecord.core.entry import Root, Status
from onrecord.encoder.fitted import fitted_bytes
from onrecord.extractors.events.certainty import is_definite, is_on_condition
from onrecord.extractors.events.evidence import STATUSES
from onrecord.extractors.events.lexicon import word_set
from onrecord.extractors.events.mood import has_tense, is_negated, is_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.document import Token
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.deed_head import Floats
    from onrecord.extractors.events.syntax import Reading

    Signs = Mapping[str, float]
    Weights = Mapping[str, tuple[float, ...]]

_SAID_TO_BE = frozenset((Status.PLANNED, Status.DEMANDED, Status.DENIED))
_GOING_ON = ("has", "have", "'ve", "'s")
_HAS_BEEN_DOING = "has been doing"
# What is asked, or hangs on something else, is possible; what has been being done goes on; what somebody holds to
# be impossible is not done, by that account.
_IMPOSSIBLE = "impossible"
_BY_GRAMMAR = {
    f"said {Status.POSSIBLE}": Status.POSSIBLE,
    _HAS_BEEN_DOING: Status.ONGOING,
    _IMPOSSIBLE: Status.DENIED,
}
_TELLING = frozenset(("VERB", "AUX", "NOUN", "ADJ"))
_BEFORE = ("amod", "det", "compound", "advmod")
_HIGH = 5  # words that a deed hangs on, one on the other
_HELD = ("dobj", "nsubj")
_PREDICATES = ("oprd", "acomp", "attr")
_UNABLE_TO_BE = word_set("impossible")
_LEAST = 0.01  # a status is never held to be less likely than about this


def settled(_: Token, signs: Signs) -> Status:
    """Return the status of a deed by the weights that ship."""
    return status_of(signs, weights())


def status_of(signs: Signs, of: Weights) -> Status:
    """Return the likeliest status of a deed, unless grammar alone tells it (`_BY_GRAMMAR`).

    Args:
        signs: What tells of it.
        of: What each sign counts for each status, in the order of `evidence.STATUSES`.
    """
    certain = next((status for name, status in _BY_GRAMMAR.items() if signs.get(name)), None)
    if certain:
        return certain
    scores = [0.0] * len(STATUSES)
    for name, value in signs.items():
        for number, weight in enumerate(of.get(name, ())):
            scores[number] += weight * value
    return STATUSES[max(range(len(STATUSES)), key=lambda number: (scores[number], -number))]


def signs_of_status(reading: Reading, token: Token, root: Root, ruled: Deed | None, chances: Floats) -> Signs:
    """Return what tells whether a deed took place.

    Args:
        reading: The document.
        token: The word that names the deed.
        root: Its root.
        ruled: What the rules make of it, if they code it.
        chances: How likely each status is by the head.
    """
    found = {f"head {status}": log(float(each) + _LEAST) for status, each in zip(STATUSES, chances, strict=True)}
    found |= {"bias": 1.0, f"root {root}": 1.0, f"tag {token.tag}": 1.0}
    found |= {
        "noun": float(token.pos in ("NOUN", "PROPN")),
        "known": float(is_definite(reading, token)),
        "negated": float(_is_undone(reading, token, root)),
        _HAS_BEEN_DOING: float(_has_been_doing(reading, token)),
        _IMPOSSIBLE: float(_is_held_impossible(reading, token)),
    }
    found |= dict.fromkeys(_of_clause(reading, token), 1.0)
    if ruled is not None:
        found |= {f"ruled {ruled.status}": 1.0, f"said {ruled.status}": float(_is_said(reading, ruled))}
    return found


def _of_clause(reading: Reading, token: Token) -> Iterator[str]:
    """Yield how a deed is told: its own form, what it hangs on, and the form of the clause that it stands in.

    "It would mean giving up the island" names a possible deed, "it meant giving it up" one that was done.
    """
    yield f"form {_form(reading, token)}"
    before = (child for child in reading.below(token.i, *_BEFORE) if child.i < token.i and child.text.islower())
    yield from (f"before {child.lemma}" for child in before)
    yield from (f"with {child.text.lower()}" for child in reading.below(token.i, "mark", "neg"))
    _, *upwards = reading.document.upwards(token, _HIGH)
    above = [each for each in upwards if each.pos in _TELLING]
    yield from (f"under {each.lemma.lower()}" for each in above[:2])
    clause = next((each for each in above if has_tense(reading, each.i)), None)
    if clause is not None and not has_tense(reading, token.i):
        yield f"clause {_form(reading, clause)}"
        yield from (f"clause with {child.text.lower()}" for child in reading.below(clause.i, "mark", "neg"))


def _form(reading: Reading, token: Token) -> str:
    """Return the first helping verb of a word, or its tag where it has none."""
    return next((child.text.lower() for child in reading.below(token.i, "aux", "auxpass")), token.tag)


def _is_undone(reading: Reading, token: Token, root: Root) -> bool:
    """Say whether a deed is said not to have been done; "accepts no mediator" is a rejection that was."""
    return root is not Root.REJECT and token.pos == "VERB" and is_negated(reading, token.i)


def _is_held_impossible(reading: Reading, token: Token) -> bool:
    """Say whether somebody holds that a deed cannot be: "called a return unrealistic", "a war is unthinkable".

    "The attack was unthinkable": that one took place.
    """
    held = token.pos == "NOUN" and token.dep in _HELD and not is_definite(reading, token)
    if not held or is_negated(reading, token.head):
        return False
    return any(each.lemma.lower() in _UNABLE_TO_BE for each in _said_of(reading, token))


def _said_of(reading: Reading, noun: Token) -> Iterator[Token]:
    """Yield the adjectives behind a noun that are said of it, or of what it is called."""
    yield from (child for child in reading.below(noun.i, "amod") if child.i > noun.i)
    for told in reading.below(noun.head, *_PREDICATES):
        if told.i > noun.i:
            yield told
            yield from reading.below(told.i, "amod")


def _has_been_doing(reading: Reading, token: Token) -> bool:
    """Say whether a verb tells what began before and goes on: "has been bombing", not "had been bombing"."""
    helping = {each.text.lower() for each in reading.below(token.i, "aux")}
    return token.tag == "VBG" and "been" in helping and not helping.isdisjoint(_GOING_ON)


def _is_said(reading: Reading, ruled: Deed) -> bool:
    """Say whether the rules read a status off words that say so: a plan, a question, "has been bombing"."""
    token = reading.tokens[ruled.token]
    asked = token.dep == "ccomp" and is_question(reading, token)
    if ruled.status is Status.POSSIBLE and (asked or is_on_condition(reading, token)):
        return True
    going_on = ruled.status is Status.ONGOING and reading.tokens[ruled.token].tag == "VBG"
    return going_on or ruled.status in _SAID_TO_BE


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Load the weights that ship with the package, once."""
    return {name: tuple(each) for name, each in json.loads(fitted_bytes("events/statuses.json")).items()}
