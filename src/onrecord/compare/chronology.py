"""Chronology: the days on which a dispute turned, chosen from all that reports date.

A day counts by the independent reports that date something on it; one to which reports look back, weeks and years
later, counts most, as what is remembered mattered (dates so chosen: Tran, Herder and Markert 2015). What is dated
by nothing but its report's own date counts little: every report has such a day.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from onrecord.compare.gates import bounds, reality
from onrecord.compare.told import counted, tellings
from onrecord.core.entry import Event, Stance
from onrecord.core.finding import Account, Finding, FindingKind, KeyDate, by_entry
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.when import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told

MOST = 20  # key dates; the rest stands in the timeline
SHOWN = 3  # tellings of a key date, of different sources
LOOKS_BACK = 21  # days after which a report looks back at a day
MONTH = 31  # days: a time no wider speaks for the day in it of which most is told
DATED, BY_REPORT, BACK, DEED, FURTHER = 1.0, 0.3, 2.0, 0.5, 0.1  # what a source's tellings of a day weigh


class Chronology:
    """The key dates of a dispute, each with the sentences that tell them."""

    name = "chronology 1"
    kind = FindingKind.KEY_DATE

    def compare(self, view: View) -> Outcome[Finding]:
        """Return the key dates."""
        days, wide = _dated(tellings(view))
        weights = {day: _weight(told) for day, told in days.items()}
        for first, last, told in wide:
            inside = [day for day in days if first <= day <= last]
            if inside and _looks_back(told, last):
                weights[max(inside, key=lambda day: (weights[day], -day))] += BACK
        best = sorted(_apart(weights), key=lambda day: (-weights[day], day))[:MOST]
        accounts = _accounts(view)
        found = [_finding(day, days[day], rank, accounts) for rank, day in enumerate(best, start=1)]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


def _dated(told: Iterable[Told]) -> tuple[dict[int, list[Told]], list[tuple[int, int, Told]]]:
    """Return what took place or was said, by day, and what is dated no closer than a month."""
    days: dict[int, list[Told]] = defaultdict(list)
    wide: list[tuple[int, int, Told]] = []
    for one in told:
        when = one.entry.when
        if when is None or isinstance(one.entry, Stance) or reality(one) != "real":
            continue
        if when.day:
            days[when.day.toordinal()].append(one)
        elif when.earliest and when.latest and (when.latest - when.earliest).days <= MONTH:
            wide.append((when.earliest.toordinal(), when.latest.toordinal(), one))
    return days, wide


def _weight(told: Sequence[Told]) -> float:
    """Return how much speaks for a day: each source's weightiest telling, and a little for more."""
    best: dict[str, float] = defaultdict(float)
    for one in told:
        best[one.source] = max(best[one.source], _of_one(one))
    return sum(best.values()) + FURTHER * (len({(one.source, one.sentence) for one in told}) - len(best))


def _of_one(told: Told) -> float:
    when = told.entry.when
    reach = bounds(when)
    weight = BY_REPORT if when is None or when.basis is Basis.PUBLISHED else DATED
    if reach and _looks_back(told, reach[1]):
        weight += BACK
    return weight + (DEED if isinstance(told.entry, Event) else 0.0)


def _looks_back(told: Told, day: int) -> bool:
    """Say whether a report tells of a day weeks before it appeared."""
    return told.appeared is not None and told.appeared.toordinal() - day >= LOOKS_BACK


def _apart(weights: dict[int, float]) -> Iterator[int]:
    """Yield the days that no day beside them outweighs: a day, and the next on which papers print it, are one."""
    for day, weight in weights.items():
        beside = [(weights[other], -other) for other in (day - 1, day + 1) if other in weights]
        if all((weight, -day) > other for other in beside):
            yield day


def _accounts(view: View) -> dict[str, str]:
    """Return the account of each entry that is told by several sources."""
    found = view.findings(FindingKind.ACCOUNT)
    return by_entry(one for one in found if isinstance(one.says, Account) and one.says.sources > 1)


def _finding(day: int, told: Sequence[Told], rank: int, accounts: dict[str, str]) -> Finding:
    shown = list(_one_of_each_source(told))[:SHOWN]
    account = next((accounts[one.entry.id] for one in shown if one.entry.id in accounts), None)
    when = date.fromordinal(day).isoformat()
    says = KeyDate(when, shown[0].told_in.words, rank, account)
    reports = tuple(dict.fromkeys(one.report for one in sorted(told, key=lambda one: one.age)))
    sources = len({one.source for one in told})
    counts = counted(len(told), "entry"), counted(len(reports), "report"), counted(sources, "source")
    why = ("dated to it: {}, {}, {}".format(*counts),)
    key = finding_id(FindingKind.KEY_DATE, when)
    return Finding(
        key, FindingKind.KEY_DATE, Chronology.name, says, reports, tuple(one.telling() for one in shown), why=why
    )


def _one_of_each_source(told: Sequence[Told]) -> Iterator[Told]:
    """Yield the weightiest telling of each source, those with a doer and a target before others."""
    seen: set[str] = set()
    for one in sorted(told, key=lambda one: (-_of_one(one), not one.by, not one.whom, one.age)):
        if one.source not in seen:
            seen.add(one.source)
            yield one
