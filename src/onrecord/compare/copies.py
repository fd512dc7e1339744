"""Copies: one text in several reports, as wire stories are; cut, padded, edited, or inside another story.

Every run of five words (a shingle) is hashed; an eighth of the hashes, those that 8 divides, stand in an index
(Broder 1997, mod-p sketches), which proposes pairs. All shingles of a pair decide: the share of the shorter
report's that stands in the longer. Containment finds what resemblance (MinHash, SimHash) does not: a story cut to
a quarter, or half a story inside another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.desk import noted, texts
from onrecord.core.finding import Copy, Finding, FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.when import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    name = "copies 1"
    kind = FindingKind.COPY

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each group of reports that hang together by shared text."""
        sketches = {report.id: noted(view, _sketch, report.id, report) for report in texts(view)}
        shares = dict(alike(sketches))
        found = [_finding(group, shares) for group in _groups(shares, sketches)]
        return Outcome(tuple(sorted(found, key=lambda finding: finding.id)))


class _Sketch(NamedTuple):
    """What is kept of a report: when it appeared, and its shingles."""

    published: str
    shingles: frozenset[int]


def _sketch(report: Report) -> _Sketch:
    return _Sketch(in_order(report.published), frozenset(shingles(report)))


def shingles(report: Report) -> Iterator[int]:
    """Yield the hashes of every run of five words in what is read of a report."""
    read = " ".join(report.text[one.start : one.end] for one in report.passages if one.is_read)
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(read.casefold())]
    for start in range(len(words) - WORDS + 1):
        run = b" ".join(words[start : start + WORDS])
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "big")


def alike(sketches: dict[str, _Sketch]) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield the pairs of reports that are copies, with the share of the shorter that stands in the longer."""
    index: dict[int, list[str]] = defaultdict(list)
    for report in sorted(sketches):
        sampled = [one for one in sketches[report].shingles if one % SAMPLED == 0]
        proposed = Counter(other for one in sampled for other in index[one] if len(index[one]) <= COMMON)
        for other, count in proposed.items():
            if count >= PROPOSING and (share := _share(sketches[report], sketches[other])):
                yield (other, report), share
        for one in sampled:
            index[one].append(report)


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


def _finding(group: tuple[str, ...], shares: dict[tuple[str, str], float]) -> Finding:
    share = min(shares[min(group[0], other), max(group[0], other)] for other in group[1:])
    why = (f"{share:.0%} of the shorter text stands in the longer",)
    key = finding_id(FindingKind.COPY, group[0])
    return Finding(key, FindingKind.COPY, Copies.name, Copy(round(share, 3)), group, why=why)
