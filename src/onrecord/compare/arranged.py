"""Issues as a person arranged them: named, merged, split off, pinned. That wins over what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.issue_keys import IssueKey, name_of
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.issue_keys import Everyone
    from onrecord.core.finding import IssuesByHand


class Named(NamedTuple):
    """An issue as positions are told of: by what it is always called, and by the name that is shown."""

    always: str
    name: str


class Place(NamedTuple):
    """The issue under which an entry stands.

    Attributes:
        id: Id of its finding.
        issue: What it is of.
        named: What it is called.
    """

    id: str
    issue: IssueKey
    named: Named

    def key(self) -> tuple[str, ...]:
        """Return what tells it from others: what it is of, or its id where a person split it off."""
        return (self.id,) if self.named.always == self.id else tuple(filter(None, self.issue.key()))


class Arranged:
    """Tells where entries stand, given what a person said.

    Args:
        by_hand: What was said.
        everyone: The actors, for names.
    """

    def __init__(self, by_hand: IssuesByHand, everyone: Everyone) -> None:
        self._said = by_hand
        self._everyone = everyone
        keys = {ident: IssueKey.of(matter) for ident, matter in by_hand.known.items()}
        self._split_off = frozenset(by_hand.split.values())
        self._keys = {ident: key for ident, key in keys.items() if self._holds(ident, key)}

    def place(self, issue: IssueKey, entry: str = "") -> Place:
        """Return where an entry about an issue stands; without an entry, where the issue itself does."""
        ident, seen = issue.id, {issue.id}
        while (then := self._said.split.get((ident, entry)) or self._said.merged.get(ident)) in self._keys:
            if then in seen:  # two corrections, made in two records, may send each to the other
                return self._at(issue.id, issue)
            seen.add(then)
            ident = then
        return self._at(ident, self._keys.get(ident, issue))

    def pinned(self) -> Iterator[Place]:
        """Yield the issues that stay."""
        for ident in sorted(self._said.pinned & self._keys.keys()):
            yield self._at(ident, self._keys[ident])

    def is_pinned(self, ident: str) -> bool:
        """Say whether an issue stays, however little is said of it."""
        return ident in self._said.pinned

    def why(self, ident: str) -> Iterator[str]:
        """Yield in words what a person said of an issue."""
        said = self._said
        merged = (known.name for one, known in sorted(said.known.items()) if said.merged.get(one) == ident)
        yield from ("named by hand",) if ident in said.names else ()
        yield from ("split off by hand",) if ident in self._split_off else ()
        yield from (f"by hand the same as {name}" for name in merged)
        yield from ("pinned by hand",) if ident in said.pinned else ()

    def _holds(self, ident: str, key: IssueKey) -> bool:
        """Say whether an issue is still one: the catalogue has its matter, and its split was not taken back."""
        return key.matter in by_id() and (ident in self._split_off or ident == key.id)

    def _at(self, ident: str, issue: IssueKey) -> Place:
        own = self._said.known[ident].name if ident in self._split_off else name_of(issue, self._everyone)
        always = ident if ident in self._split_off else own
        return Place(ident, issue, Named(always, self._said.names.get(ident, own)))
