"""Deeds by syntax and lexicon alone: triggers, their parties, their status, their PLOVER code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root
from onrecord.extractors.events.deed import Deed
from onrecord.extractors.events.parties import parties
from onrecord.extractors.events.plover import coded, concedes
from onrecord.extractors.events.status import status
from onrecord.extractors.events.triggers import triggers
from onrecord.extractors.events.worth import is_told_for_itself, is_worth_recording

if TYPE_CHECKING:
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger


def by_rules(reading: Reading, encoded: Encoded) -> list[Deed]:
    """Return what is worth recording, as the rules find it; the network is not asked."""
    del encoded
    met = triggers(reading)
    return ruled(reading, met, [parties(reading, trigger) for trigger in met])


def ruled(reading: Reading, met: list[Trigger], who: list[Parties]) -> list[Deed]:
    """Return what of some triggers, with their parties, is worth recording."""
    agreed = {trigger.token for trigger in met if trigger.sense.root is Root.AGREE}
    found = []
    for trigger, those in zip(met, who, strict=True):
        if is_worth_recording(reading, trigger, those):
            deed = deed_of(reading, trigger, those, agreed)
            if is_told_for_itself(reading, trigger, deed):
                found.append(deed)
    return found


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
