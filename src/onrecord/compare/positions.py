"""Positions: on which side of an issue a party stands, over time, and when that shifted.

The side of each saying is its proposition's, worked out where the parse was at hand. Only what a party says of
what shall be is its position: that something is so is none.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.gates import bounds
from onrecord.compare.issues import Everyone, issues_of, name_of
from onrecord.compare.told import counted, tellings
from onrecord.core.entry import Event
from onrecord.core.finding import Finding, FindingKind, Position
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.comparison import View
    from onrecord.compare.issues import IssueKey
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

FOR, AGAINST, CONDITIONAL, OPEN = "for", "against", "conditional", "open"


class Taken(NamedTuple):
    """A saying that takes a side, and which."""

    told: Told
    stance: str


class Positions:
    """What each party wants on each issue, a finding for each stretch of one stance."""

    name = "positions 3"
    kind = FindingKind.POSITION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return the positions; a party's sayings of one stance that follow one another are one."""
        sides = sides_taken(view)
        found = [_finding(*key, stretch) for key in sorted(sides) for stretch in stretches(sides[key])]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def sides_taken(view: View) -> dict[tuple[str, str], list[Taken]]:
    """Return, by party and name of the issue, what each party said that takes a side."""
    everyone = Everyone(view.everyone())
    told = tellings(view)
    tellers = {one.entry.id: one.by for one in told}
    taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for one in told:
        if _is_own(one, tellers) and everyone.is_party(one.by[0]):
            for issue, stance in _stances(one, everyone):
                taken[one.by[0], name_of(issue, everyone)].append(Taken(one, stance))
    return dict(taken)


def _is_own(told: Told, tellers: dict[str, tuple[str, ...]]) -> bool:
    """Say whether a saying is of one party, and not told of it by another one in its own words."""
    if isinstance(told.entry, Event) or len(told.by) != 1:
        return False
    via = told.entry.via
    return via is None or tellers.get(via, told.by) == told.by


def _stances(told: Told, everyone: Everyone) -> Iterator[tuple[IssueKey, str]]:
    """Yield the issues on which a saying takes a side, the closest ones, with the side."""
    for proposition in told.entry.propositions:
        if stance := stance_of(proposition):
            for issue in issues_of(proposition, told, everyone):
                yield issue, stance


def stance_of(proposition: Proposition) -> str:
    """Return the side that a proposition takes; empty where it takes none."""
    if proposition.sense is not Sense.WILL or proposition.background or not by_id()[proposition.matter].sided:
        return ""
    if proposition.conditional and (proposition.sign or proposition.open):
        return CONDITIONAL
    if proposition.open:
        return OPEN
    if proposition.sign is None:
        return ""
    return FOR if proposition.sign is Sign.FOR else AGAINST


def stretches(taken: list[Taken]) -> Iterator[list[Taken]]:
    """Yield the sayings of one stance that follow one another in time."""
    stretch: list[Taken] = []
    for one in sorted(taken, key=lambda one: (_day(one.told), one.told.age)):
        if stretch and stretch[-1].stance != one.stance:
            yield stretch
            stretch = []
        stretch.append(one)
    if stretch:
        yield stretch


def _day(told: Told) -> int:
    found = bounds(told.entry.when)
    return found[1] if found else 10**7


def _finding(party: str, issue: str, stretch: list[Taken]) -> Finding:
    told = [one.told for one in stretch]
    first, last = told[0].entry.when, told[-1].entry.when
    when = first.edtf() if first else ""
    if first and last and first != last and first.earliest and last.latest and first.earliest <= last.latest:
        when = f"{first.earliest.isoformat()}/{last.latest.isoformat()}"
    says = Position(party, issue, when, stretch[0].stance, firmness(told))
    key = finding_id(FindingKind.POSITION, min(told, key=lambda one: one.age).entry.id, party, issue)
    reports = tuple(dict.fromkeys(one.report for one in sorted(told, key=lambda one: one.age)))
    sources = len({one.source for one in told})
    counts = counted(len(told), "statement"), counted(len(reports), "report"), counted(sources, "source")
    return Finding(
        key,
        FindingKind.POSITION,
        Positions.name,
        says,
        reports,
        tuple(one.telling() for one in told),
        why=(", ".join(counts),),
    )


def firmness(told: list[Told]) -> str:
    """Return how often a stance is told."""
    sources = len({one.source for one in told})
    return "once" if sources == 1 else f"repeated in {sources} sources"
