"""Dissent: who within a party takes the other side: a member of a body, the opposition of a state.

"The alliance promised it; two of its members will not have it." What is told a year before or after is no dissent
from it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.compare.gates import bounds
from onrecord.compare.stances import AGAINST, FOR
from onrecord.core.entry import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare.arranged import Named
    from onrecord.compare.issue_keys import Everyone
    from onrecord.compare.stances import Sides, Taken

AT_ONE_TIME = 180  # days from a stance, within which another one dissents from it
_OTHER = {FOR: AGAINST, AGAINST: FOR}


class Dissent:
    """Finds who dissents from a stance of his own party.

    Args:
        sides: Who takes which side of what.
        everyone: The actors, for who is a member of what.
    """

    def __init__(self, sides: Sides, everyone: Everyone) -> None:
        self._sides = sides
        self._everyone = everyone
        self._takers: dict[Named, list[str]] = defaultdict(list)
        for party, issue in sorted(sides.taken):
            self._takers[issue].append(party)

    def of(self, party: str, issue: Named, stretch: list[Taken]) -> Iterator[str]:
        """Yield, in words, who within a party takes the other side while it has a stance."""
        other = _OTHER.get(stretch[0].stance)
        for member in self._members(party, issue, stretch):
            against = [one for one in self._sides.taken[member, issue] if one.stance == other]
            if _meets(against, stretch):
                yield f"dissent within: {self._everyone.name(member)} is {other}"
        apart = [one for one in self._sides.apart.get((party, issue), ()) if one.stance == other]
        if _meets(apart, stretch):
            yield f"dissent within: {', '.join(_names(apart))} {'is' if len(apart) == 1 else 'are'} {other}"

    def _members(self, party: str, issue: Named, stretch: list[Taken]) -> Iterator[str]:
        """Yield the members of a body that take a side of the same issue, in order."""
        on = stretch[0].told.appeared
        for member in self._takers[issue]:
            if member != party and self._everyone.is_member(member, party, on):
                yield member


def _meets(taken: list[Taken], stretch: list[Taken]) -> bool:
    """Say whether some are told within half a year of a stance."""
    times = sorted(when for one in stretch if (when := bounds(one.told.entry.when)))
    begun = [first for first, _ in times]
    until = list(accumulate((last for _, last in times), max))  # the last day of all that have begun by then
    for one in taken:
        when = bounds(one.told.entry.when)
        at = bisect_right(begun, when[1] + AT_ONE_TIME) if when else 0
        if when and at and when[0] - AT_ONE_TIME <= until[at - 1]:
            return True
    return False


def _names(taken: Iterable[Taken]) -> Iterator[str]:
    """Yield those who speak, as their reports call them, each once."""
    said = [one.told.entry.speaker for one in taken if not isinstance(one.told.entry, Event)]
    yield from dict.fromkeys(one.citation.words for one in said if one)
