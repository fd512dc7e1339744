"""Shifts: where a party went over to the other side of an issue.

One is shown only where two sayings of opposite sides stand, both dated, the one surely before the other: a single
entry that is misread makes a shift of any position. Who spoke each time is named, since a new office-holder is the
commonest reason.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.compare.gates import bounds
from onrecord.compare.plainly import sureness_of_both
from onrecord.compare.positions import stretches
from onrecord.compare.stances import AGAINST, FOR, sides_taken
from onrecord.core.entry import Event
from onrecord.core.finding import Finding, FindingKind, Shift
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.arranged import Named
    from onrecord.compare.comparison import View
    from onrecord.compare.stances import Taken
    from onrecord.compare.told import Told

SIDES = {FOR, AGAINST}


class Shifts:
    """Where a party went over to the other side of an issue."""

    name = "shifts 2"
    kind = FindingKind.SHIFT

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each time that a party changed sides."""
        sides = sides_taken(view)
        found = [finding for key in sorted(sides) for finding in _shifts(*key, sides[key])]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _shifts(party: str, issue: Named, taken: list[Taken]) -> Iterator[Finding]:
    sided = [one for one in taken if one.stance in SIDES and not isinstance(one.told.entry, Event)]
    for before, after in pairwise(stretches(sided)):
        was, now = before[-1], after[0]
        if _is_after(now.told, was.told):
            yield _finding(party, issue, was, now)


def _is_after(later: Told, earlier: Told) -> bool:
    """Say whether one saying is surely later than another."""
    first, second = bounds(earlier.entry.when), bounds(later.entry.when)
    return first is not None and second is not None and first[1] < second[0]


def _finding(party: str, issue: Named, was: Taken, now: Taken) -> Finding:
    first, second = was.told.entry.when, now.told.entry.when
    when = "/".join(day.isoformat() for one in (first, second) if one and (day := one.latest or one.earliest))
    says = Shift(party, issue.name, when, was.stance, now.stance)
    key = finding_id(FindingKind.SHIFT, was.told.entry.id, now.told.entry.id, issue.always)
    reports = tuple(dict.fromkeys(one.told.report for one in (was, now)))
    speakers = [who for one in (was, now) if (who := _speaker(one.told))]
    why = (f"said by {' and then by '.join(dict.fromkeys(speakers))}",) if speakers else ()
    told = (was.told.telling("was"), now.told.telling("now"))
    sure = sureness_of_both((was, now))
    return Finding(key, FindingKind.SHIFT, Shifts.name, says, reports, told, sureness=sure, why=why)


def _speaker(told: Told) -> str:
    entry = told.entry
    if isinstance(entry, Event) or entry.speaker is None:
        return ""
    return entry.speaker.name or entry.speaker.citation.words
