"""Copies: one text in several reports, as wire stories are; cut, padded, edited, or inside another story.

Every run of five words (a shingle) is hashed; an eighth of the hashes, those that 8 divides, stand in an index
(Broder 1997, mod-p sketches), which proposes pairs. All shingles of a pair decide: the share of the shorter
report's that stands in the longer. Containment finds what resemblance (MinHash, SimHash) does not: a story cut to
a quarter, or half a story inside another.

The index stays on the desk: of one more report only the pairs with it are looked at, and those whose shingle too
many have with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.desk import noted, staying, texts
from onrecord.core.finding import Copy, Finding, FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.when import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.compare.comparison import View
    from onrecord.core.report import Report

WORDS = 5  # of a shingle
SAMPLED = 8  # one in so many shingles stands in the index
LEAST_SHARE = 0.3  # of the shorter one's shingles, from which two reports are copies
LEAST_SHINGLES = 12  # that two reports share: a quotation that both print makes no copy
PROPOSING = 2  # shingles of the index that two reports must share to be looked at
COMMON = 200  # reports: a shingle that more have is boilerplate and proposes nothing

_WORD = re.compile(r"\w+")


class Copies:
    """Groups of reports that print one text."""

    name = "copies 2"
    kind = FindingKind.COPY

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each group of reports that hang together by shared text."""
        sketches = {report.id: noted(view, _sketch, report.id, report) for report in texts(view)}
        shares = staying(view, Alike).of(sketches)
        found = [_finding(group, shares) for group in _groups(shares, sketches)]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


class _Sketch(NamedTuple):
    """What is kept of a report: when it appeared, its shingles, and those of them that stand in the index."""

    published: str
    shingles: frozenset[int]
    sampled: tuple[int, ...]


def _sketch(report: Report) -> _Sketch:
    every = frozenset(shingles(report))
    return _Sketch(in_order(report.published), every, tuple(one for one in every if one % SAMPLED == 0))


def shingles(report: Report) -> Iterator[int]:
    """Yield the hashes of every run of five words in what is read of a report."""
    read = " ".join(report.text[one.start : one.end] for one in report.passages if one.is_read)
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(read.casefold())]
    for start in range(len(words) - WORDS + 1):
        run = b" ".join(words[start : start + WORDS])
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "big")


class Alike:
    """Which reports are copies, brought up to date as reports come and go."""

    def __init__(self) -> None:
        self._sketches: dict[str, _Sketch] = {}
        self._holders: dict[int, set[str]] = defaultdict(set)
        self._shares: dict[tuple[str, str], float] = {}

    def of(self, sketches: Mapping[str, _Sketch]) -> Mapping[tuple[str, str], float]:
        """Return the pairs of reports that are copies, with the share of the shorter that stands in the longer."""
        gone = {key for key, one in self._sketches.items() if sketches.get(key) is not one}
        fresh = {key for key, one in sketches.items() if self._sketches.get(key) is not one}
        turned = self._move(gone, fresh, sketches)
        anew = fresh.union(*(self._holders[one] for one in turned))
        kept = {pair: share for pair, share in self._shares.items() if (anew | gone).isdisjoint(pair)}
        self._sketches = dict(sketches)
        for key in sorted(anew):
            for other in self._proposed(key):
                looked_at = other in anew and other < key
                if not looked_at and (share := _share(sketches[key], sketches[other])):
                    kept[min(key, other), max(key, other)] = share
        self._shares = kept
        return kept

    def _move(self, gone: set[str], fresh: set[str], sketches: Mapping[str, _Sketch]) -> tuple[int, ...]:
        """Put reports in and out of the index; return the shingles that propose now and did not, or did."""
        out = [(key, one) for key in gone for one in self._sketches[key].sampled]
        into = [(key, one) for key in fresh for one in sketches[key].sampled]
        moved = {one for _, one in (*out, *into)}
        were_common = {one for one in moved if self._is_common(one)}
        for key, one in out:
            self._holders[one].discard(key)
        for key, one in into:
            self._holders[one].add(key)
        return tuple(one for one in moved if self._is_common(one) != (one in were_common))

    def _is_common(self, shingle: int) -> bool:
        return len(self._holders[shingle]) > COMMON

    def _proposed(self, report: str) -> Iterator[str]:
        """Yield the reports that share enough of the index with one to be looked at."""
        sampled = (self._holders[one] for one in self._sketches[report].sampled if not self._is_common(one))
        met = Counter(other for holders in sampled for other in holders)
        yield from (other for other, count in met.items() if count >= PROPOSING and other != report)


def _share(one: _Sketch, other: _Sketch) -> float | None:
    """Return how much of the shorter stands in the longer, if that makes them copies."""
    shared = len(one.shingles & other.shingles)
    share = shared / min(len(one.shingles), len(other.shingles))
    return share if shared >= LEAST_SHINGLES and share >= LEAST_SHARE else None


def _groups(shares: Iterable[tuple[str, str]], sketches: dict[str, _Sketch]) -> list[tuple[str, ...]]:
    """Return each report that others copy with those, the oldest first.

    Copies are not handed on: a round-up that holds halves of two stories does not make these one.
    """
    alike_to: dict[str, set[str]] = defaultdict(set)
    for one, other in shares:
        alike_to[one].add(other)
        alike_to[other].add(one)
    age = {report: (sketches[report].published, report) for report in alike_to}
    groups: list[tuple[str, ...]] = []
    covered: dict[str, list[set[str]]] = defaultdict(list)
    for report in sorted(alike_to, key=age.__getitem__):
        later = {other for other in alike_to[report] if age[other] > age[report]}
        if not later or any(later <= group for group in covered[report]):
            continue
        groups.append((report, *sorted(later, key=age.__getitem__)))
        for each in later:
            covered[each].append(later)
    return groups


def _finding(group: tuple[str, ...], shares: Mapping[tuple[str, str], float]) -> Finding:
    share = min(shares[min(group[0], other), max(group[0], other)] for other in group[1:])
    why = (f"{share:.0%} of the shorter text stands in the longer",)
    key = finding_id(FindingKind.COPY, group[0])
    return Finding(key, FindingKind.COPY, Copies.name, Copy(round(share, 3)), group, why=why)
