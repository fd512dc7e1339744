"""Groups of tellings: what a rule, and a person by hand, put together and keep apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.finding import Links

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.compare.told import Told

NO_LINKS = Links()


class Groups:
    """Tellings in groups, in which each goes with each by a rule.

    Args:
        told: The tellings.
        rule: Says whether two can be of one happening.
        links: What a person said of two entries. It goes before the rule; of three that cannot all be, the pair
            that is said to be apart stays so.
    """

    def __init__(self, told: Sequence[Told], rule: Callable[[Told, Told], bool], links: Links = NO_LINKS) -> None:
        self._told = told
        self._rule = rule
        self._place = {one.entry.id: place for place, one in enumerate(told)} if any(links) else {}
        self._same = self._places(links.same)
        self._apart = {frozenset(pair) for pair in self._places(links.apart)}
        self._group: dict[int, list[int]] = {}  # of those that stand with others

    def tie(self, first: int, second: int) -> None:
        """Put two groups together, whatever the rule says, unless a person said that some of them are apart."""
        one, other = self._of(first), self._of(second)
        if one is not other and not self._are_apart(one, other):
            one.extend(other)
            self._group.update(dict.fromkeys(one, one))

    def join(self, first: int, second: int) -> None:
        """Put two groups together if the rule holds for each of one with each of the other."""
        one, other = self._of(first), self._of(second)
        if one is other:
            return
        if all(self._rule(self._told[a], self._told[b]) for a in one for b in other):
            self.tie(first, second)

    def by_hand(self) -> tuple[tuple[int, int], ...]:
        """Return the places of the pairs that a person said to be one, in order."""
        return self._same

    def _of(self, place: int) -> list[int]:
        return self._group.get(place) or [place]

    def _places(self, pairs: frozenset[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
        known = self._place
        return tuple(sorted((known[a], known[b]) for a, b in pairs if a in known and b in known))

    def _are_apart(self, one: Sequence[int], other: Sequence[int]) -> bool:
        return bool(self._apart) and any(frozenset((a, b)) in self._apart for a in one for b in other)

    def all(self) -> tuple[tuple[Told, ...], ...]:
        """Return the groups of several, each in order of age, by their oldest."""
        each = {id(group): sorted(group) for group in self._group.values()}
        return tuple(tuple(self._told[place] for place in group) for group in sorted(each.values()))
