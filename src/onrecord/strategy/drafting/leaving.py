"""Why an entry stands in no cell of a draft, in a few words: so that nothing is left out without a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.strategy.drafting.bearing import blames_itself, party_of, readings
from onrecord.strategy.drafting.meaning import harms_itself

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing

LATER = "later than the day"
NAMELESS = "nobody is named who speaks or acts"
SPEECH = "a deed that is speech, or was only possible, demanded or denied"
BLAME = "it would blame who speaks for its own deed: who speaks is not sure"
HARM = "it would be for what is done to who speaks: the words are not sure"
AGAIN = "another entry tells the same saying or plan"
NO_SIDE = "it takes no side of what shall be"
DONE = "it was done: what is done is no intention, and only the last stands for the present"
NO_PARTY = "by one who is no party here"
REASONS = (LATER, NAMELESS, SPEECH, BLAME, HARM, AGAIN, NO_SIDE, DONE, NO_PARTY)


def left_out(
    every: Sequence[Entry], known: Sequence[Entry], told: Sequence[Bearing], shown: Collection[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield why entries stand nowhere, each reason with the entries that it holds for.

    Args:
        every: All entries of the record.
        known: Those that are not later than the day.
        told: How these bear on what someone may do.
        shown: Ids of those that stand in the draft.
    """
    there = {entry.id for entry in known}
    bearing: dict[str, list[Bearing]] = {}
    for one in told:
        bearing.setdefault(one.entry, []).append(one)
    reasons = {
        entry.id: _reason(entry, bearing) if entry.id in there else LATER
        for entry in every
        if entry.id not in shown
    }
    for reason in REASONS:
        if ids := tuple(ident for ident, why in reasons.items() if why == reason):
            yield reason, ids


def _reason(entry: Entry, bearing: Mapping[str, Sequence[Bearing]]) -> str:
    """Return why an entry of a time that counts stands nowhere."""
    party = party_of(entry)
    if party is None:
        return NAMELESS
    if told := bearing.get(entry.id):
        return DONE if all(one.done for one in told) else NO_PARTY
    if told_here := readings(entry):
        return HARM if all(map(harms_itself, told_here)) else AGAIN
    if isinstance(entry, Event):
        return SPEECH
    return BLAME if blames_itself(entry, party) else NO_SIDE
