"""Accounts of tellings that are no entries: gatherings, and what reports tell in much the same words."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.compare.gates import are_of_two_days, take_two_sides
from onrecord.compare.phrased import phrased
from onrecord.compare.scenes import scenes
from onrecord.compare.told import by_report, sources_of
from onrecord.core.counted import counted
from onrecord.core.finding import Account, Finding, FindingKind, Telling
from onrecord.core.identity import finding_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.core.report import Citation

TOLD_ALIKE = "told in much the same words"


def without_entries(view: View, known: Sequence[Finding], method: str) -> list[Finding]:
    """Return accounts of tellings without an entry, but for those of which accounts tell already.

    Args:
        view: The record. What entries say of days and sides holds for the words around them.
        known: The accounts that entries make.
        method: What finds them.
    """
    printed = sources_of(view)
    made: list[Finding] = []
    told_there: dict[str, list[Finding]] = defaultdict(list)  # accounts by the reports of their tellings
    for one in known:
        _enter(told_there, one)
    for says, tellings, why, mark in _proposed(view):
        sources = _sources(tellings, printed)
        near = (one for each in tellings for one in told_there[each.citation.report])
        if len(sources) > 1 and not any(_tells(one, tellings, printed) for one in near):
            key = finding_id(FindingKind.ACCOUNT, tellings[0].citation.report, *mark)
            reports = tuple(dict.fromkeys(one.citation.report for one in tellings))
            counts = f"{counted(len(reports), 'report')}, {counted(len(sources), 'source')}"
            account = Account(*says, len(sources))
            made.append(Finding(key, FindingKind.ACCOUNT, method, account, reports, tellings, why=(counts, why)))
            _enter(told_there, made[-1])
    return made


def _enter(told_there: dict[str, list[Finding]], account: Finding) -> None:
    for report in account.reports:
        told_there[report].append(account)


def _proposed(view: View) -> Iterator[tuple[tuple[str, str], tuple[Telling, ...], str, tuple[str, ...]]]:
    """Yield kind and time of what may be an account, its tellings, what makes it one, and the marks of its id."""
    for scene in scenes(view):
        day = scene.day.isoformat()
        yield ("act", day), scene.tellings, f"{scene.place.title()}, {day}", (scene.place, day)
    told = by_report(view)
    for words in phrased(view):
        entries = [[one for one in told[cited.report] if _meet(one.words, cited)] for cited in words]
        if not any(differ(*two) for two in combinations(entries, 2) for differ in _DIFFER):
            yield ("state", ""), tuple(map(Telling, words)), TOLD_ALIKE, (words[0].words,)


_DIFFER = (are_of_two_days, take_two_sides)


def _sources(tellings: Iterable[Telling], printed: Mapping[str, str]) -> set[str]:
    return {printed.get(one.citation.report, one.citation.report) for one in tellings}


def _tells(finding: Finding, tellings: Iterable[Telling], printed: Mapping[str, str]) -> bool:
    """Say whether an account rests on the words of some tellings in several sources."""
    met = [one for one in finding.tellings if any(_meet(one.citation, other.citation) for other in tellings)]
    return len(_sources(met, printed)) > 1


def _meet(one: Citation, other: Citation) -> bool:
    return one.report == other.report and one.meets(other)
