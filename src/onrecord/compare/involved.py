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
    from onrecord.core.proposition import Proposition

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
                charges = _Charges(deeds, {one.entry.id: one for one in here if isinstance(one.entry, Statement)})
                near = (one for one in here if _is_right_before(one, word))
                if before := [one for one in near if charges.are_made(one, party)]:
                    yield Pair("actor", before[-1], word, DENIED, party)
                done = (one for one in tellings(view) if party in one.by and _is_done(one, deeds))
                yield from _done_there(word, own, tuple(islice(done, COMMON)))


def _of_a_part(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the denials of a report that may be of somebody's own part."""
    return tuple(one for one in told if one.does(Act.DENY) and _may_be_of_a_part(one.words.words))


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


def _is_done(told: Told, deeds: Roots) -> bool:
    entry = told.entry
    return isinstance(entry, Event) and reality(told) == "real" and entry.plover.value in deeds.events


class _Charges(NamedTuple):
    """Others' words that a party did something: the kinds of deed that are meant, and all that is said, by id."""

    deeds: Roots
    said: Mapping[str, Told]

    def are_made(self, told: Told, party: str) -> bool:
        """Say whether a telling is one of them: a deed that another tells, or what another says."""
        if isinstance(told.entry, Event):
            return party in told.by and self._tells(told, told.entry, party)
        return party not in told.by and told.does(*CHARGES) and any(self._is_so(one, party) for one in told.about)

    def _tells(self, told: Told, event: Event, party: str) -> bool:
        """Say whether another tells a deed as done; of who accuses, it is only possible to the reporter."""
        teller = self.said.get(event.claim or "")
        if teller is None or party in teller.by:
            return False
        accused = teller.does(Act.ACCUSE) and event.status is Status.POSSIBLE
        return _is_done(told, self.deeds) or (accused and event.plover.value in self.deeds.events)

    def _is_so(self, one: Proposition, party: str) -> bool:
        its_doing = one.doer == party and one.matter in self.deeds.matters
        return its_doing and one.sense is Sense.FACT and one.sign is Sign.FOR


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
