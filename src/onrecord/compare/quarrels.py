"""Quarrels: pairs of tellings that say one thing of one another, put together, each as a finding.

Five denials of one deed that two reports tell are ten pairs. Each is a finding, since each rests on words of its
own; one, of the surest deed and the fullest words, stands for all of them, and lists show that one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.compare.pairs import sureness
from onrecord.core.finding import Contradiction, Finding, FindingKind
from onrecord.core.identity import finding_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare.pairs import Pair
    from onrecord.compare.told import Told

NAME = "contradictions 6"


def quarrels(pairs: Iterable[Pair]) -> Iterator[Finding]:
    """Yield a finding for each pair, with the pair that stands for its quarrel."""
    by_quarrel: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_quarrel[_quarrel(pair)].append(pair)
    for each in by_quarrel.values():
        first = min(each, key=_fullest)
        for pair in each:
            yield _finding(pair, _key(first))


def _quarrel(pair: Pair) -> tuple[str, ...]:
    """Return what tells one quarrel from another: the kind, what it is about, who says and does what.

    What is told of nobody known, or about nothing that has a name, is a quarrel for itself. Many may judge
    what a thing is: those who call a vote fair and those who do not are two camps of one quarrel.
    """
    a, b = pair.one, pair.other
    if pair.type == "what-it-is" and pair.about:
        return pair.type, pair.about
    known = pair.about and pair.about != "answer" and (a.by or b.by)
    own = () if known else (a.entry.id, b.entry.id)
    return pair.type, pair.about, *sorted({" ".join(a.by), " ".join(b.by)}), *own


def _fullest(pair: Pair) -> tuple[float, int, int, tuple[str, str, int, str], tuple[str, str, int, str]]:
    """Sort the pair of the surest deed first, then of the longest sentences, then the oldest."""
    sure = min(map(sureness, (pair.one, pair.other)))
    return -sure, not (pair.one.whom or pair.other.whom), -_length(pair), pair.one.age, pair.other.age


def _length(pair: Pair) -> int:
    return min(len(pair.one.told_in.words), len(pair.other.told_in.words))


def _key(pair: Pair) -> str:
    return finding_id(FindingKind.CONTRADICTION, pair.one.entry.id, pair.other.entry.id)


def _finding(pair: Pair, quarrel: str) -> Finding:
    a, b = pair.one, pair.other
    reports = tuple(dict.fromkeys(one.report for one in sorted((a, b), key=_age)))
    says = Contradiction(pair.type, tuple(dict.fromkeys((*a.by, *b.by))), quarrel)
    told = (a.telling("a"), b.telling("b"))
    return Finding(_key(pair), FindingKind.CONTRADICTION, NAME, says, reports, told, why=(pair.why,))


def _age(told: Told) -> tuple[str, str, int, str]:
    return told.age
