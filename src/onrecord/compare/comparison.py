"""The contract of a comparing stage, and what it may ask of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import TimeExpression
    from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Links
    from onrecord.core.line import ActorCount, Line
    from onrecord.core.problem import Outcome
    from onrecord.core.report import Report
    from onrecord.core.who import Actor


class View(Protocol):
    """The part of a record that comparing reads. All of it streams."""

    def texts(self) -> Iterator[Report]:
        """Yield the current reports with their texts, by id."""

    def lines(self) -> Iterator[Line]:
        """Yield the entries, report by report."""

    def times(self) -> Iterator[TimeExpression]:
        """Yield the words that name a time, report by report, in the order of their ids and places."""

    def actors(self) -> Iterator[ActorCount]:
        """Yield the actors that the entries name."""

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
