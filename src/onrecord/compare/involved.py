"""Denied involvement: a party says that it had no part in what others say, or another report tells, that it did.

A denial of this kind names no deed of its own ("denied any involvement", "denied being responsible"): what it
denies is what has just been said against the party. So the charge is looked for right before it, in others'
mouths; a deed of the party's that the report tells by itself may be any other. Of another report a deed is taken
only where the denial names its place.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.gates import bounds, reality
from onrecord.compare.pairs import COMMON, Pair, sureness
from onrecord.compare.told import by_report, sifted, tellings
from onrecord.compare.wordlists import phrases, words
from onrecord.core.entry import Act, Event, Statement, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import spoken, stands

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

DENIED = "denied to be its own doing, told as its doing"
BEFORE = 2  # sentences before a denial in which the charge stands
ONE_DEED = 45  # days within which a deed at a place is the one that somebody denies as his
SURE = 0.8  # probability of who did it, from which another report's deed stands against a denial
CHARGES = (Act.ACCUSE, Act.ASSERT, Act.ANNOUNCE, Act.CRITICISE)
_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")
_WHO_WERE = re.compile(r"\bwho\b.+\b(?:were|was|are|is|belonged to|came from)\b(?P<whose>.{1,40})$", re.DOTALL)


class Roots(NamedTuple):
    """The kinds of deed that are meant, as events and as matters of what is said."""

    events: Collection[str]
    matters: Collection[str]


def part_denied(view: View, names: Mapping[str, frozenset[str]], deeds: Roots) -> Iterator[Pair]:
    """Yield denials of a party that it had a part in something, with the charge that they answer.

    Args:
        view: The record.
        names: The names of each party.
        deeds: The kinds of deed that are meant.
    """
    for word in sifted(view, _of_a_part):
        for party in word.by:
            own = frozenset(part for name in names.get(party, ()) for part in name.split())
            if denies_part(word.words.words, own):
                here = by_report(view)[word.report]
                said = {one.entry.id: one for one in here if isinstance(one.entry, Statement)}
                charged = [one for one in here if _charges(one, party, deeds, said)]
                if before := [one for one in charged if _is_right_before(one, word)]:
                    yield Pair("actor", before[-1], word, DENIED, party)
                done = (one for one in tellings(view) if party in one.by and _is_done(one, deeds))
                yield from _done_there(word, own, tuple(islice(done, COMMON)))


def _of_a_part(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the denials of a report that may be of somebody's own part."""
    return tuple(one for one in told if _is_denial(one) and _may_be_of_a_part(one.words.words))


def _may_be_of_a_part(said: str) -> bool:
    plain = spoken(said)
    return bool(_WHO_WERE.search(said)) or any(stands(phrase, plain) for phrase in phrases("answers", "own_part"))


def denies_part(said: str, own: Collection[str]) -> bool:
    """Say whether what is denied is a party's own part in something, and nobody else's.

    >>> [denies_part(f"{one} was involved in the raid", {"Belmark"}) for one in ("it", "Belmark", "Arvonia")]
    [True, True, False]
    >>> denies_part("that the men who took the port were Belmark soldiers", {"Belmark"})
    True
    """
    if met := _WHO_WERE.search(said):
        return any(one.strip(".,”\"'’") in own for one in met["whose"].split())
    plain = spoken(said)
    if not any(stands(phrase, plain) for phrase in phrases("answers", "own_part")):
        return False
    named = {one.group() for one in _NAME.finditer(said.partition(" in the ")[0])}
    return all(one in own or one.casefold() in words("words", "common") for one in named)


def _is_denial(told: Told) -> bool:
    entry = told.entry
    return isinstance(entry, Statement) and entry.act is Act.DENY and not entry.negated


def _is_done(told: Told, deeds: Roots) -> bool:
    entry = told.entry
    return isinstance(entry, Event) and reality(told) == "real" and entry.plover.value in deeds.events


def _charges(told: Told, party: str, deeds: Roots, said: Mapping[str, Told]) -> bool:
    """Say whether a telling is another's word that a party did something."""
    entry = told.entry
    if isinstance(entry, Event):
        teller = said.get(entry.claim or "")
        if teller is None or party in teller.by or party not in told.by:
            return False
        accused = _is_accusation(teller) and entry.status is Status.POSSIBLE and entry.plover.value in deeds.events
        return accused or _is_done(told, deeds)
    if not isinstance(entry, Statement) or entry.act not in CHARGES or entry.negated or party in told.by:
        return False
    about = [one for one in entry.propositions if one.doer == party and one.matter in deeds.matters]
    return any(one.sense is Sense.FACT and one.sign is Sign.FOR and not one.background for one in about)


def _is_accusation(told: Told) -> bool:
    """Say whether a telling accuses: what it charges is only possible to the reporter."""
    return isinstance(told.entry, Statement) and told.entry.act is Act.ACCUSE and not told.entry.negated


def _is_right_before(charge: Told, word: Told) -> bool:
    near = 0 <= word.sentence - charge.sentence <= BEFORE
    return near and charge.words.end <= word.words.start


def _done_there(word: Told, own: Collection[str], done: Iterable[Told]) -> Iterator[Pair]:
    """Yield a denial with the first sure telling of each other source that the party did it, where it was done."""
    where = set(_NAME.findall(word.words.words)) - set(own)
    met = {word.source}
    for deed in sorted(done, key=lambda one: (-sureness(one), one.age)):
        there = where & set(_NAME.findall(deed.words.words))
        if there and deed.source not in met and sureness(deed) >= SURE and _at_one_time(word, deed):
            met.add(deed.source)
            yield Pair("actor", word, deed, DENIED, min(there))


def _at_one_time(word: Told, deed: Told) -> bool:
    """Say whether a deed can be of the weeks before a denial of it, or of those after."""
    first, second = bounds(word.entry.when), bounds(deed.entry.when)
    if first is None or second is None:
        return False
    return first[0] - ONE_DEED <= second[1] and second[0] <= first[1] + ONE_DEED
