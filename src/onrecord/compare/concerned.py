"""Whom a matter concerns where words only name it: "the invasion", of whom?

All that is told has a voice, so that no single entry turns a whole group of words: most what the report tells of
the matter, then what the record does, last of whom the report speaks at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.desk import noted
from onrecord.compare.issue_keys import IssueKey
from onrecord.compare.told import by_report

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.matters import CatalogueMatter

RECORD = 0.5  # what the whole record tells of a matter, beside what a report tells of it
SPEAKS = 0.25  # of whom the report speaks at all, beside the same
BESIDE = 60  # letters before some words in which an entry's may begin that they are part of
_LOOKED_AT = 40  # of these


class _Told(NamedTuple):
    """What a report tells of matters.

    Attributes:
        whom: How often each concerns whom.
        body: How often each body is named.
        speaks: How often the report speaks of a party.
        at: Where each matter is named: from, up to, in which entry, whom it concerns there.
    """

    whom: dict[str, Counter[str]]
    body: Counter[str]
    speaks: Counter[str]
    at: dict[str, list[tuple[int, int, str, tuple[str, ...]]]]


def _told_in(told: Sequence[Told]) -> _Told:
    found = _Told(defaultdict(Counter), Counter(), Counter(), defaultdict(list))
    for one in told:
        found.speaks.update((*one.by, *one.whom))
        for about in filter(lambda about: about.is_named, one.entry.propositions):
            found.at[about.matter].append((about.words.start, about.words.end, one.entry.id, about.object))
            found.whom[about.matter].update(about.object)
            found.body.update([about.body] if about.body else [])
    for rows in found.at.values():
        rows.sort()
    return found


class Concerned:
    """Tells, of words that name a matter, whom it concerns there.

    Args:
        view: The record.
    """

    def __init__(self, view: View) -> None:
        self._of = {report: noted(view, _told_in, report, told) for report, told in by_report(view).items()}
        self._whom: dict[str, Counter[str]] = defaultdict(Counter)
        self._body: Counter[str] = Counter()
        for one in self._of.values():
            self._body.update(one.body)
            for matter, whom in one.whom.items():
                self._whom[matter].update(whom)
        self._meant: dict[tuple[str, str], tuple[str, ...]] = {}

    def at(self, report: str, matter: str, start: int, end: int) -> tuple[str | None, tuple[str, ...]]:
        """Return the entry whose words of a matter are those at a place, and whom they concern, as far as told."""
        rows = self._of[report].at.get(matter, [])
        near = rows[max(0, bisect_left(rows, (start - BESIDE,))) :]
        met = [row for row in near[:_LOOKED_AT] if row[0] < end and start < row[1]]
        told = next((row for row in met if row[3]), met[0] if met else None)
        return (told[2], told[3]) if told else (None, ())

    def issue(self, report: str, matter: CatalogueMatter, whom: tuple[str, ...]) -> IssueKey | None:
        """Return the issue that words are of; None where nothing tells whom it concerns."""
        if matter.needs_body:
            body = _most(self._of[report].body) or _most(self._body)
            return IssueKey(matter.id, body, ()) if body else None
        meant = whom[:1] or self._by_all(report, matter.id)
        return IssueKey(matter.id, "", meant) if meant else None

    def _by_all(self, report: str, matter: str) -> tuple[str, ...]:
        """Return the one of those whom a matter concerns for whom most speaks; worked out once a report."""
        if (report, matter) not in self._meant:
            self._meant[report, matter] = self._for_whom_most_speaks(report, matter)
        return self._meant[report, matter]

    def _for_whom_most_speaks(self, report: str, matter: str) -> tuple[str, ...]:
        of, record = self._of[report], self._whom[matter]
        spoken_of = Counter({one: of.speaks[one] for one in record})
        voices: dict[str, float] = defaultdict(float)
        for count, weight in ((of.whom.get(matter, Counter()), 1.0), (record, RECORD), (spoken_of, SPEAKS)):
            whole = max(1, count.total())
            for one, often in count.items():
                voices[one] += weight * often / whole
        return (_most(voices),) if voices else ()


def _most(count: Mapping[str, float]) -> str:
    return max(count, key=lambda one: (count[one], one), default="")
