"""The PLOVER code of a pair by rules: root and mode of what a source does to a target, both known beforehand.

What the trained head (`pair_model`) is told beside the text. The trigger that fits the pair best decides:
the one whose own parties are the pair's, then the one that stands nearest between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root, Status
from onrecord.extractors.events.lexicon import VERBAL, lexicon, stem
from onrecord.extractors.events.parties import parties
from onrecord.extractors.events.plover import coded
from onrecord.extractors.events.status import status
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.triggers import triggers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.triggers import Trigger


_GIVING = frozenset(
    (Root.AGREE, Root.CONSULT, Root.SUPPORT, Root.COOPERATE, Root.AID, Root.CONCEDE, Root.RETREAT, Root.REQUEST)
)
_TAKING = frozenset((Root.SANCTION, Root.COERCE, Root.ASSAULT, Root.PROTEST, Root.MOBILIZE))
_HIGHEST = 6


class Pair(NamedTuple):
    """The tokens of the two parties."""

    source: range
    target: range


def code_by_rules(
    document: Document, *, source: tuple[int, int], target: tuple[int, int]
) -> tuple[Root, str | None]:
    """Return the PLOVER root and mode of what `source` does to `target`, both given by offsets in the text.

    The answer is a forced choice: where no pattern fits, the nearest word that any pattern begins with decides,
    and where there is none at all, SUPPORT stands for "they have to do with each other".
    """
    reading = Reading(document)
    pair = Pair(document.tokens_in(*source), document.tokens_in(*target))
    met = triggers(reading)
    if not met:
        return _by_word(reading, pair), None
    best = _told_by(reading, max(met, key=lambda trigger: fit(reading, trigger, pair)), met, pair)
    state = status(reading, best)
    root, mode = coded(reading, best, parties(reading, best), state, promised=True)
    said = _only_said(root, state)
    return (said, None) if said else (root, mode)


def _only_said(root: Root, state: Status) -> Root | None:
    """Return the act of words that an event is as long as it is not done: "will not lift" refuses."""
    if state is Status.DEMANDED:
        return Root.REQUEST
    if state is Status.DENIED and root in _GIVING:
        return Root.REJECT
    return Root.THREATEN if state is Status.PLANNED and root in _TAKING else None


def _told_by(reading: Reading, best: Trigger, met: list[Trigger], pair: Pair) -> Trigger:
    """Return the act of words in whose clause the trigger stands: who refuses to withdraw refuses."""
    acts = {trigger.token: trigger for trigger in met if trigger.sense.root in VERBAL}
    current = best.token
    for _ in range(_HIGHEST):
        current = reading.tokens[current].head
        act = acts.get(current)
        if act is not None and act.pattern.clause and _touches(parties(reading, act).sources, pair.source):
            return act
    return best


def fit(reading: Reading, trigger: Trigger, pair: Pair) -> tuple[float, float]:
    """Return how well a trigger fits a pair: by its parties, then by where it stands."""
    who = parties(reading, trigger)
    score = 3.0 * _touches(who.sources, pair.source) + 2.0 * _touches(who.targets, pair.target)
    if trigger.sense.together:
        score += 2.0 * (_touches(who.sources, pair.target) and _touches(who.sources, pair.source))
    else:
        score -= 1.5 * _touches(who.sources, pair.target) + 0.5 * _touches(who.targets, pair.source)
    score += 0.5 * (trigger.pattern.weight > 3) + 0.4 * (trigger.sense.root not in VERBAL)
    return score + _between(trigger, pair), -_distance(trigger, pair)


def _between(trigger: Trigger, pair: Pair) -> float:
    if not pair.source or not pair.target:
        return 0.0
    low, high = sorted((pair.source[0], pair.target[0]))
    return 1.0 * (low <= trigger.token <= high)


def _distance(trigger: Trigger, pair: Pair) -> float:
    return abs(trigger.token - pair.source[-1]) if pair.source else 0.0


def _touches(phrases: Iterable[Phrase], span: range) -> bool:
    return bool(span) and any(first <= span[-1] and span[0] < last for first, last in phrases)


def _by_word(reading: Reading, pair: Pair) -> Root:
    """Return the root of the nearest word that a pattern begins with, however it stands."""
    words = lexicon()
    middle = pair.source[-1] if pair.source else 0
    found: list[tuple[int, Root]] = []
    for token in reading.tokens:
        lemma = token.lemma.lower()
        entries = words.verbs.get(lemma) or words.nouns.get(lemma) or words.verbs.get(stem(token))
        if entries and token.i not in pair.source and token.i not in pair.target:
            found.append((abs(token.i - middle), entries[-1].sense.root))
    return min(found)[1] if found else Root.SUPPORT
