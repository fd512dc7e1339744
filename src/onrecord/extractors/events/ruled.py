"""Deeds by syntax and lexicon alone: triggers, their parties, their status, their PLOVER code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Root
from onrecord.extractors.events.deed import Deed
from onrecord.extractors.events.parties import parties
from onrecord.extractors.events.plover import coded, concedes
from onrecord.extractors.events.status import status
from onrecord.extractors.events.triggers import triggers
from onrecord.extractors.events.worth import is_clear, is_mere_hope, is_no_deed, is_told_for_itself

if TYPE_CHECKING:
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger


class Rules(NamedTuple):
    """What the rules make of a report.

    Attributes:
        deeds: What each trigger tells, by its word, in the order of the text.
        kept: The words of those that are worth recording.
        dismissed: The words of those that tell of no deed at all: figures of speech, habits, mere hopes.
    """

    deeds: dict[int, Deed]
    kept: frozenset[int]
    dismissed: frozenset[int]


def by_rules(reading: Reading, encoded: Encoded) -> list[Deed]:
    """Return what is worth recording, as the rules find it; the network is not asked."""
    del encoded
    rules = rules_of(reading)
    return [deed for token, deed in rules.deeds.items() if token in rules.kept]


def rules_of(reading: Reading) -> Rules:
    """Return what the rules make of a report: every deed that they see, and which of these they keep."""
    met = triggers(reading)
    agreed = {trigger.token for trigger in met if trigger.sense.root is Root.AGREE}
    deeds: dict[int, Deed] = {}
    kept: set[int] = set()
    dismissed: set[int] = set()
    for trigger in met:
        who = parties(reading, trigger)
        deed = deeds[trigger.token] = deed_of(reading, trigger, who, agreed)
        if is_no_deed(reading, trigger, who) or is_mere_hope(reading, trigger, deed):
            dismissed.add(trigger.token)
        elif is_clear(reading, trigger, who) and is_told_for_itself(trigger, deed):
            kept.add(trigger.token)
    return Rules(deeds, frozenset(kept), frozenset(dismissed))


def deed_of(reading: Reading, trigger: Trigger, who: Parties, agreed: set[int]) -> Deed:
    """Return the deed that a trigger tells.

    Args:
        agreed: The words of the report that code AGREE.
    """
    state = status(reading, trigger)
    root, mode = coded(reading, trigger, who, state, promised=_is_promised(reading, trigger, agreed))
    if root is Root.AGREE and concedes(reading, trigger):
        root = Root.CONCEDE
    heads = frozenset(head for head in (trigger.token, trigger.carrier, trigger.object) if head is not None)
    return Deed(trigger.token, heads, trigger.carrier, root, mode, state, who)


def _is_promised(reading: Reading, trigger: Trigger, agreed: set[int]) -> bool:
    """Say whether a verb, not a mere noun, tells of the event, and no AGREE of its own does above it."""
    current = trigger.token
    if reading.tokens[current].dep == "advcl" and reading.tokens[current].tag == "VB":
        return False
    for _ in range(5):
        current = reading.tokens[current].head
        if current in agreed:
            return False
    token = reading.tokens[trigger.token]
    head = reading.tokens[token.head]
    return (
        token.pos == "VERB"
        or trigger.carrier is not None
        or (token.dep in ("nsubj", "nsubjpass", "dobj") and head.pos == "VERB")
    )
