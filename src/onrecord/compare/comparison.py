"""The contract of a comparing stage, and what it may ask of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.extraction import Content
    from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Links
    from onrecord.core.problem import Outcome
    from onrecord.core.who import Actor


class View(Protocol):
    """The part of a record that comparing reads. All of it streams."""

    def prints(self) -> dict[str, str]:
        """Return, by id, on what the content of each current report hangs: equal print, equal content."""

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        """Yield the current reports, or some of them, with their times and entries, by id."""

    def everyone(self) -> Iterator[Actor]:
        """Yield the actors that the record knows, by id: those too that an entry only concerns."""

    def links(self) -> Links:
        """Return which entries a person said to tell one happening, and which not."""

    def issues_by_hand(self) -> IssuesByHand:
        """Return how a person named, merged, split and pinned issues."""

    def findings(self, kind: FindingKind) -> Iterator[Finding]:
        """Yield what an earlier stage found, of one kind."""


class Comparison(Protocol):
    """Finds one kind of thing by comparing what reports say."""

    @property
    def name(self) -> str:
        """Name and version, as each finding states it (`copies 1`)."""

    @property
    def kind(self) -> FindingKind:
        """What it finds."""

    def compare(self, view: View) -> Outcome[Finding]:
        """Return all findings of this kind, in an order that does not depend on how reports came in."""
