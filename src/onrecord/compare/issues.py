"""Issues: the matters in dispute, each crossed with whom it concerns ("membership of a body: a state").

What an entry is about stands with it, as its propositions; an issue is what at least two entries are about. One
may be about several. What its words leave open stays with the issue above. What a person said of issues wins.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.compare.arranged import Arranged
from onrecord.compare.issue_keys import Everyone, issues_of
from onrecord.compare.told import counts_of, reports_of, tellings
from onrecord.core.finding import Finding, FindingKind, Matter
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.arranged import Place
    from onrecord.compare.comparison import View
    from onrecord.compare.issue_keys import IssueKey
    from onrecord.compare.told import Told

LEAST_ENTRIES = 2  # that an issue has: what is said once is no matter in dispute


class Issues:
    """The matters in dispute, with the entries that are about each."""

    name = "issues 3"
    kind = FindingKind.ISSUE

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each issue that is pinned or has two entries, with the entries of its parts."""
        everyone = Everyone(view.everyone())
        arranged = Arranged(view.issues_by_hand(), everyone)
        about: dict[Place, list[Told]] = defaultdict(list)
        for place in arranged.pinned():
            about[place] = []
        for one in tellings(view):
            for proposition in one.entry.propositions:
                for issue in issues_of(proposition, one, everyone):
                    for place in _with_above(arranged, issue, one.entry.id):
                        about[place].append(one)
        kept = {
            place: once
            for place, members in about.items()
            if len(once := _once(members)) >= LEAST_ENTRIES or arranged.is_pinned(place.id)
        }
        found = [_finding(place, members, arranged, {one.id for one in kept}) for place, members in kept.items()]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _with_above(arranged: Arranged, issue: IssueKey, entry: str) -> Iterator[Place]:
    """Yield where an entry stands that is about an issue: there, and at the issue above it."""
    place = arranged.place(issue, entry)
    yield place
    if place.issue.above:
        yield arranged.place(place.issue.above, entry)


def _once(members: list[Told]) -> tuple[Told, ...]:
    """Return entries, each once, the oldest first."""
    return tuple(sorted(dict.fromkeys(members), key=lambda told: told.age))


def _finding(place: Place, members: tuple[Told, ...], arranged: Arranged, kept: set[str]) -> Finding:
    issue = place.issue
    above = arranged.place(issue.above).id if issue.above else None
    parent = above if above in kept and above != place.id else None
    pinned = arranged.is_pinned(place.id)
    says = Matter(place.named.name, issue.matter_told(), " ".join(issue.whom), parent, pinned)
    why = (counts_of(members), *arranged.why(place.id))
    tellings_of = tuple(told.telling() for told in members)
    return Finding(place.id, FindingKind.ISSUE, Issues.name, says, reports_of(members), tellings_of, why=why)
