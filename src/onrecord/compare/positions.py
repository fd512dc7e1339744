"""Positions: on which side of an issue a party stands, over time.

What takes a side is told in `stances`; here the tellings of one stance that follow one another become one stretch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.compare.dissent import Dissent
from onrecord.compare.firmness import firmness
from onrecord.compare.gates import bounds
from onrecord.compare.issue_keys import Everyone
from onrecord.compare.plainly import sureness_of
from onrecord.compare.stances import all_sides
from onrecord.compare.told import counts_of, reports_of
from onrecord.core.finding import Finding, FindingKind, Position
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.arranged import Named
    from onrecord.compare.comparison import View
    from onrecord.compare.stances import Taken
    from onrecord.compare.told import Told
    from onrecord.core.when import When


class Positions:
    """What each party wants on each issue, a finding for each stretch of one stance."""

    name = "positions 8"
    kind = FindingKind.POSITION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return the positions; a party's sayings of one stance that follow one another are one."""
        sides = all_sides(view)
        within = Dissent(sides, Everyone(view.everyone()))
        found = [
            _finding(*key, stretch, tuple(within.of(*key, stretch)))
            for key in sorted(sides.taken)
            for stretch in stretches(sides.taken[key])
        ]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


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


def _time(first: When | None, last: When | None) -> str:
    """Return from when to when somebody is told to stand there, as far as that is known."""
    if not first or not last or first == last:
        return first.edtf() if first else ""
    begins, ends = first.earliest, last.latest
    return f"{begins}/{ends}" if begins and ends and begins <= ends else first.edtf()


def _finding(party: str, issue: Named, stretch: list[Taken], dissent: tuple[str, ...]) -> Finding:
    told = [one.told for one in stretch]
    says = Position(
        party, issue.name, _time(told[0].entry.when, told[-1].entry.when), stretch[0].stance, firmness(stretch)
    )
    key = finding_id(FindingKind.POSITION, min(told, key=lambda one: one.age).entry.id, party, issue.always)
    return Finding(
        key,
        FindingKind.POSITION,
        Positions.name,
        says,
        reports_of(told),
        tuple(one.telling() for one in told),
        sureness=sureness_of(stretch),
        why=(counts_of(told), *dissent),
    )
