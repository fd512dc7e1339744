"""Contradictions, found by structure and not by likeness: a denial and the deed that followed.

Sentences that contradict one another seldom look alike. What is looked for are forms: a party
denies or forswears a deed and a later telling has it done; it promises and then refuses; each of two says that
the other did it; two numbers are given for one thing at one time. Numbers of different days are an update.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.accounts import LEAST_SHARED
from onrecord.compare.gates import CLOSE, bounds, family, reality
from onrecord.compare.told import stem, tellings
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Event, Statement, Status
from onrecord.core.finding import Contradiction, Finding, FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.entry import Quantity

LATER = 730  # days within which a deed gives the lie to a denial
ONE_TIME = 30  # days within which two parties' accusations may be of one happening
COMMON = 200  # tellings of one party and one kind of deed: more are not compared
DEEDS = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")


class _Pair(NamedTuple):
    """Two sides, what they are to one another, and why."""

    type: str
    one: Told
    other: Told
    why: str


class Contradictions:
    """Tellings that cannot both hold, and words that deeds or other words belie."""

    name = "contradictions 1"
    kind = FindingKind.CONTRADICTION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each pair; what is an update is found, too, and says so."""
        told = tellings(view)
        pairs = [
            *_denied_and_done(told),
            *_promised_and_refused(told),
            *_each_the_other(told),
            *_numbers(told),
        ]
        found = {finding.id: finding for finding in map(_finding, pairs)}
        return Outcome(tuple(found[key] for key in sorted(found)))


def _denied_and_done(told: Iterable[Told]) -> Iterator[_Pair]:
    """Yield what a party denies or forswears with the first later telling of each source that it did it."""
    denied: dict[tuple[str, str], list[Told]] = defaultdict(list)
    done: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        for party in one.by:
            for root in _denies(one):
                denied[party, root].append(one)
            if isinstance(one.entry, Event) and reality(one) == "real":
                done[party, one.entry.plover].append(one)
    for key in sorted(denied):
        for word in _each_sentence_once(denied[key][:COMMON]):
            met: set[str] = set()
            for deed in sorted(done[key][:COMMON], key=_fullest_first):
                if deed.source not in met and _belies(deed, word):
                    met.add(deed.source)
                    yield _Pair("word-vs-deed", word, deed, "denied or forsworn, then told as done")


def _each_sentence_once(told: Iterable[Told]) -> tuple[Told, ...]:
    """Return one telling of each sentence of each source: a denial and the deed that it denies are one."""
    found: dict[tuple[str, str], Told] = {}
    for one in told:
        found.setdefault((one.source, one.told_in.words), one)
    return tuple(found.values())


def _denies(told: Told) -> tuple[str, ...]:
    """Return the roots of the deeds that a telling has its party deny or forswear."""
    entry = told.entry
    if isinstance(entry, Event):
        return (entry.plover,) if entry.status is Status.DENIED and entry.plover in DEEDS else ()
    if isinstance(entry, Statement) and entry.act is Act.DENY and not entry.negated:
        return tuple(root for root in DEEDS if told.stems & _named_by(root))
    return ()


@cache
def _named_by(root: str) -> frozenset[str]:
    return frozenset(map(stem, words("deeds", root)))


def _fullest_first(told: Told) -> tuple[int, bool, int, tuple[str, str, int, str]]:
    """Sort deeds by time, those of one day by how much they tell: to whom, and in a sentence before a headline."""
    return (_first(told), not told.whom, -len(told.told_in.words), told.age)


def _belies(deed: Told, word: Told) -> bool:
    """Say whether a deed, of those a party denied, was done after the denial, to whom it was denied to be done."""
    said, done = bounds(word.entry.when), bounds(deed.entry.when)
    if said is None or done is None or not 0 < done[0] - said[0] <= LATER:
        return False
    states_apart = set(word.whom) and set(deed.whom) and not set(word.whom) & set(deed.whom)
    return not states_apart


def _promised_and_refused(told: Iterable[Told]) -> Iterator[_Pair]:
    """Yield what a party promised with its own refusal of the same, in words that both have."""
    given: dict[str, list[Told]] = defaultdict(list)
    refused: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if isinstance(one.entry, Statement) and not one.entry.negated and family(one) in ("grant", "refuse"):
            for party in one.by:
                (given if family(one) == "grant" else refused)[party].append(one)
    for party in sorted(given):
        for promise in given[party][:COMMON]:
            for refusal in refused[party][:COMMON]:
                if promise.issues & refusal.issues and len(promise.stems & refusal.stems) > LEAST_SHARED:
                    yield _Pair("promise-vs-refusal", promise, refusal, "promised and refused by one party")


def _each_the_other(told: Sequence[Told]) -> Iterator[_Pair]:
    """Yield deeds of which each of two parties says that the other did them, at one time."""
    tellers = {one.entry.id: one.by for one in told}
    by_other: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        entry = one.entry
        if (
            isinstance(entry, Event)
            and entry.claim
            and entry.plover in DEEDS
            and entry.status is not Status.DENIED
        ):
            for teller in tellers.get(entry.claim, ()):
                for doer in one.by:
                    by_other[entry.plover, teller, doer].append(one)
    for root, teller, doer in sorted(by_other):
        if teller < doer:
            for one in by_other[root, teller, doer][:COMMON]:
                for other in by_other.get((root, doer, teller), ())[:COMMON]:
                    if _near(one, other, ONE_TIME) and one.stems & other.stems:
                        yield _Pair("actor", one, other, "each says that the other did it")


def _numbers(told: Iterable[Told]) -> Iterator[_Pair]:
    """Yield numbers given for one kind of thing that the same did to the same."""
    counted: dict[tuple[str, ...], list[tuple[Told, Quantity]]] = defaultdict(list)
    for one in told:
        entry = one.entry
        if isinstance(entry, Event) and reality(one) == "real" and one.by:
            for quantity in entry.quantities:
                counted[entry.plover, entry.mode or "", quantity.unit, *one.by, "", *one.whom].append(
                    (one, quantity)
                )
    for key in sorted(counted):
        for number, (one, first) in enumerate(counted[key][:COMMON]):
            for other, second in counted[key][number + 1 : COMMON]:
                if one.source != other.source and (kind := _number_kind(one, first, other, second)):
                    yield _Pair(kind, one, other, f"{first.citation.words} / {second.citation.words}")


def _number_kind(one: Told, first: Quantity, other: Told, second: Quantity) -> str:
    """Return what two numbers are to one another; empty where both can hold."""
    apart = _below(first, second) or _below(second, first)
    if not _near(one, other, CLOSE):
        return "update" if apart and _near(one, other, ONE_TIME) else ""
    if apart:
        return "precision" if first.approximate or second.approximate else "number"
    return ""


def _below(first: Quantity, second: Quantity) -> bool:
    return first.upper is not None and second.lower is not None and first.upper < second.lower


def _near(one: Told, other: Told, days: int) -> bool:
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    return first is not None and second is not None and abs(first[0] - second[0]) <= days


def _first(told: Told) -> int:
    found = bounds(told.entry.when)
    return found[0] if found else 0


def _finding(pair: _Pair) -> Finding:
    a, b = pair.one, pair.other
    key = finding_id(FindingKind.CONTRADICTION, a.entry.id, b.entry.id)
    reports = tuple(dict.fromkeys(one.report for one in sorted((a, b), key=lambda one: one.age)))
    says = Contradiction(pair.type, tuple(dict.fromkeys((*a.by, *b.by))))
    told = (a.telling("a"), b.telling("b"))
    return Finding(key, FindingKind.CONTRADICTION, Contradictions.name, says, reports, told, why=(pair.why,))
