"""Whom a matter concerns where words only name it: "the invasion", of whom?

All that is told has a voice, so that no single entry turns a whole group of words: most what the report tells of
the matter, then what the record does, last of whom the report speaks at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from onrecord.compare.issue_keys import IssueKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition
    from onrecord.matters import CatalogueMatter

RECORD = 0.5  # what the whole record tells of a matter, beside what a report tells of it
SPEAKS = 0.25  # of whom the report speaks at all, beside the same
BESIDE = 60  # letters before some words in which an entry's may begin that they are part of
_LOOKED_AT = 40  # of these


class Concerned:
    """Tells, of words that name a matter, whom it concerns there.

    Args:
        told: The tellings of the record.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        self._whom: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self._body: dict[str, Counter[str]] = defaultdict(Counter)
        self._speaks: dict[str, Counter[str]] = defaultdict(Counter)
        self._at: dict[tuple[str, str], list[tuple[int, int, str, tuple[str, ...]]]] = defaultdict(list)
        for one in told:
            self._speaks[one.report].update((*one.by, *one.whom))
            for about in filter(lambda about: about.is_named, one.entry.propositions):
                self._count(one, about)
        for rows in self._at.values():
            rows.sort()
        self._meant: dict[tuple[str, str], tuple[str, ...]] = {}

    def _count(self, told: Told, about: Proposition) -> None:
        at = about.words.start, about.words.end, told.entry.id, about.object
        self._at[told.report, about.matter].append(at)
        for report in (told.report, ""):
            self._whom[report, about.matter].update(about.object)
            self._body[report].update([about.body] if about.body else [])

    def at(self, report: str, matter: str, start: int, end: int) -> tuple[str | None, tuple[str, ...]]:
        """Return the entry whose words of a matter are those at a place, and whom they concern, as far as told."""
        rows = self._at.get((report, matter), [])
        near = rows[max(0, bisect_left(rows, (start - BESIDE,))) :]
        met = [row for row in near[:_LOOKED_AT] if row[0] < end and start < row[1]]
        told = next((row for row in met if row[3]), met[0] if met else None)
        return (told[2], told[3]) if told else (None, ())

    def issue(self, report: str, matter: CatalogueMatter, whom: tuple[str, ...]) -> IssueKey | None:
        """Return the issue that words are of; None where nothing tells whom it concerns."""
        if matter.needs_body:
            body = _most(self._body[report]) or _most(self._body[""])
            return IssueKey(matter.id, body, ()) if body else None
        meant = whom[:1] or self._by_all(report, matter.id)
        return IssueKey(matter.id, "", meant) if meant else None

    def _by_all(self, report: str, matter: str) -> tuple[str, ...]:
        """Return the one of those whom a matter concerns for whom most speaks; worked out once a report."""
        if (report, matter) not in self._meant:
            self._meant[report, matter] = self._for_whom_most_speaks(report, matter)
        return self._meant[report, matter]

    def _for_whom_most_speaks(self, report: str, matter: str) -> tuple[str, ...]:
        record = self._whom[("", matter)]
        spoken_of = Counter({one: self._speaks[report][one] for one in record})
        voices: dict[str, float] = defaultdict(float)
        for count, weight in ((self._whom[report, matter], 1.0), (record, RECORD), (spoken_of, SPEAKS)):
            whole = max(1, count.total())
            for one, often in count.items():
                voices[one] += weight * often / whole
        return (_most(voices),) if voices else ()


def _most(count: Mapping[str, float]) -> str:
    return max(count, key=lambda one: (count[one], one), default="")
