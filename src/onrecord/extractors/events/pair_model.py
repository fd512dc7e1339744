"""The root of a given pair by the trained head: what it is asked, and its answer beside that of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.core.entry import Root
from onrecord.encoder import Encoded
from onrecord.extractors.events.evidence import Found, evidence, found, verdict
from onrecord.extractors.events.heads import AROUND, Asked, heads
from onrecord.extractors.events.pair import Pair, code_by_rules, fit
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.triggers import triggers

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.encoder.states import States

Code = tuple[Root, str | None]

YIELD = "YIELD"  # in PLV, concessions and retreats are one root


class Opened(NamedTuple):
    """A document with all that is asked of it for every pair."""

    reading: Reading
    states: States
    found: list[Found]


def opened(document: Document, states: States) -> Opened:
    """Return a document made ready to be asked about pairs."""
    reading = Reading(document)
    return Opened(reading, states, found(reading, triggers(reading)))


def code_pair(document: Document, *, source: tuple[int, int], target: tuple[int, int]) -> Code:
    """Return the PLOVER root and mode of what `source` does to `target`, both given by offsets in the text.

    The answer is a forced choice: the trained head names the root, weighing what the rules say; the mode is that
    of the trigger which tells of the root, or None where the rules know none.
    """
    if not document.tokens:
        return Root.SUPPORT, None
    known = opened(document, Encoded.of(document).states)
    asked = asked_about(known, source=source, target=target)
    label = heads().labels[int(heads().root_scores(asked).argmax())]
    by_rules = code_by_rules(document, source=source, target=target)
    return _with_mode(known, label, by_rules, _pair(document, source, target))


def asked_about(known: Opened, *, source: tuple[int, int], target: tuple[int, int]) -> Asked:
    """Return the question about a pair, as the head understands it."""
    reading = known.reading
    pair = _pair(reading.document, source, target)
    places = [*pair.source, *pair.target] or [0]
    count = len(reading.tokens)
    middle = (min(places) + max(places)) // 2
    first = max(0, min(middle - AROUND, count - 2 * AROUND))
    span = range(first, min(first + 2 * AROUND, count))
    parties = np.zeros(len(span), dtype=np.int64)
    for number, party in ((2, pair.target), (1, pair.source)):
        parties[[i - first for i in party if i in span]] = number
    answer, _ = code_by_rules(reading.document, source=source, target=target)
    fits = [fit(reading, one.trigger, pair) for one in known.found]
    seen = evidence(reading, known.states, [one.trigger for one in known.found], span)
    return Asked(seen, parties, verdict(answer, known.found, fits))


def _pair(document: Document, source: tuple[int, int], target: tuple[int, int]) -> Pair:
    return Pair(document.tokens_in(*source), document.tokens_in(*target))


def _with_mode(known: Opened, label: str, by_rules: Code, pair: Pair) -> Code:
    """Return the root that a label stands for, with its mode, by the rules' answer or their best such trigger."""
    roots = (Root.CONCEDE, Root.RETREAT) if label == YIELD else (Root(label),)
    if by_rules[0] in roots:
        return by_rules
    such = [one for one in known.found if one.root in roots]
    if not such:
        return roots[0], None
    best = max(such, key=lambda one: fit(known.reading, one.trigger, pair))
    return best.root, best.trigger.sense.mode if best.trigger.sense.root is best.root else None
