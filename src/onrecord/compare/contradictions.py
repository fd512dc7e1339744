"""Contradictions, found by structure and not by likeness: a denial and the deed that followed.

Sentences that contradict one another seldom look alike. What is looked for are forms: a party
denies or forswears a deed and a later telling has it done; it promises and then refuses; each of two says that
the other did it; two numbers are given for one thing at one time. Numbers of different days are an update.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.accounts import LEAST_SHARED
from onrecord.compare.gates import CLOSE, bounds, family, reality
from onrecord.compare.told import tellings
from onrecord.core.entry import Act, Attitude, Event, Stance, Statement, Status
from onrecord.core.finding import Contradiction, Finding, FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.proposition import Sense, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.entry import Quantity

LATER = 730  # days within which a deed gives the lie to a denial
ONE_TIME = 30  # days within which two parties' accusations may be of one happening
COMMON = 200  # tellings of one party and one kind of deed: more are not compared
ONE_TALK = 60  # days within which a denial answers what another says
DEEDS = ("attack", "annexation", "government", "troops", "sanctions", "chemical", "aid", "cyber")
ROOTS = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID")
CHARGES = (Act.ACCUSE, Act.ASSERT, Act.ANNOUNCE, Act.WARN)
SUSPICIONS = (Attitude.FEAR, Attitude.BELIEVE, Attitude.EXPECT, Attitude.KNOW)


class Side(NamedTuple):
    """A telling, with those to whom what it speaks of is done."""

    told: Told
    whom: tuple[str, ...]


class _Pair(NamedTuple):
    """Two sides, what they are to one another, and why."""

    type: str
    one: Told
    other: Told
    why: str


class Contradictions:
    """Tellings that cannot both hold, and words that deeds or other words belie."""

    name = "contradictions 2"
    kind = FindingKind.CONTRADICTION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each pair; what is an update is found, too, and says so."""
        told = tellings(view)
        pairs = [
            *_denied_and_done(told),
            *_said_and_denied(told),
            *_promised_and_refused(told),
            *_each_the_other(told),
            *_numbers(told),
        ]
        found = {finding.id: finding for finding in map(_finding, pairs)}
        return Outcome(tuple(found[key] for key in sorted(found)))


def _denied_and_done(told: Iterable[Told]) -> Iterator[_Pair]:
    """Yield what a party denies or forswears with the first later telling of each source that it did it."""
    denied: dict[tuple[str, str], list[Side]] = defaultdict(list)
    done: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for one in told:
        for matter, whom in _denies(one):
            for party in one.by:
                denied[party, matter].append(Side(one, whom))
        for matter, whom in _does(one):
            for party in one.by:
                done[party, matter].append(Side(one, whom))
    for key in sorted(denied):
        before = [side for side in done.get(key, []) if bounds(side.told.entry.when)]
        for word in _each_sentence_once(denied[key][:COMMON]):
            if _is_promise(word) and any(_goes_before(deed, word) for deed in before[:COMMON]):
                continue  # who promises to do less of what is going on does not forswear it
            met: set[str] = set()
            for deed in sorted(done.get(key, [])[:COMMON], key=lambda one: _fullest_first(one.told)):
                if deed.told.source not in met and _belies(deed, word):
                    met.add(deed.told.source)
                    yield _Pair("word-vs-deed", word.told, deed.told, "denied or forsworn, then told as done")


def _is_promise(side: Side) -> bool:
    return isinstance(side.told.entry, Statement) and side.told.entry.act is Act.PROMISE


def _goes_before(deed: Side, word: Side) -> bool:
    """Say whether a deed was done, to the same, in the two years before words."""
    said, done = bounds(word.told.entry.when), bounds(deed.told.entry.when)
    return said is not None and done is not None and 0 <= said[0] - done[0] <= LATER and _meet(deed, word)


def _said_and_denied(told: Iterable[Told]) -> Iterator[_Pair]:
    """Yield what one party says that another does or plans with that one's own denial of it, at one time."""
    denied: dict[tuple[str, str], list[Side]] = defaultdict(list)
    said: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for one in told:
        for matter, whom in _denies(one):
            for party in one.by:
                denied[party, matter].append(Side(one, whom))
        for matter, doer, whom in _charges(one):
            said[doer, matter].append(Side(one, whom))
    for key in sorted(denied):
        for word in _each_sentence_once(denied[key][:COMMON]):
            met: set[tuple[str, tuple[str, ...]]] = set()
            for charge in sorted(said.get(key, [])[:COMMON], key=lambda one: _fullest_first(one.told)):
                mark = charge.told.source, charge.told.by
                if mark not in met and _near(charge.told, word.told, ONE_TALK) and _meet(charge, word):
                    met.add(mark)
                    yield _Pair("whether", charge.told, word.told, "one says so, the other denies it")


def _each_sentence_once(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return one telling of each sentence of each source: a denial and the deed that it denies are one."""
    found: dict[tuple[str, str], Side] = {}
    for one in sides:
        found.setdefault((one.told.source, one.told.told_in.words), one)
    return tuple(found.values())


def _denies(told: Told) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the deeds that a telling has its party deny or forswear, each with whom it would be done to."""
    entry = told.entry
    for one in entry.propositions:
        if one.matter not in DEEDS or one.sign is not Sign.AGAINST or one.background or one.conditional:
            continue
        if isinstance(entry, Event):
            if entry.status is Status.DENIED and entry.plover.value in ROOTS:
                yield one.matter, one.object
        elif _forswears(entry) and (one.doer is None or one.doer in told.by):
            yield one.matter, one.object


def _forswears(entry: Statement | Stance) -> bool:
    """Say whether an entry denies a deed of the party's own or says that it will not do it."""
    if isinstance(entry, Stance):
        return entry.attitude in (Attitude.INTEND, Attitude.WANT) and entry.negated
    return entry.act in (Act.DENY, Act.PROMISE) and not entry.negated


def _does(told: Told) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what an event tells as done, each with whom it was done to."""
    if isinstance(told.entry, Event) and reality(told) == "real" and told.entry.plover.value in ROOTS:
        for one in told.entry.propositions:
            if one.matter in DEEDS and one.sign is Sign.FOR:
                yield one.matter, one.object or told.whom


def _charges(told: Told) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield what a party says that another does or plans: the deed, the other, whom it is done to."""
    entry = told.entry
    if isinstance(entry, Event) or entry.negated or not told.by:
        return
    acts = entry.act in CHARGES if isinstance(entry, Statement) else entry.attitude in SUSPICIONS
    for one in entry.propositions if acts else ():
        feared = one.sense is Sense.WILL and one.sign is Sign.AGAINST and not isinstance(entry, Statement)
        claimed = one.sense is Sense.FACT and one.sign is Sign.FOR
        sure = one.matter in DEEDS and (feared or claimed) and not (one.conditional or one.background)
        if sure and one.doer and one.doer not in told.by:
            yield one.matter, one.doer, one.object


def _meet(one: Side, other: Side) -> bool:
    """Say whether two sides can speak of what is done to the same; one that names nobody can."""
    return not one.whom or not other.whom or bool(set(one.whom) & set(other.whom))


def _fullest_first(told: Told) -> tuple[int, bool, int, tuple[str, str, int, str]]:
    """Sort deeds by time, those of one day by how much they tell: to whom, and in a sentence before a headline."""
    return (_first(told), not told.whom, -len(told.told_in.words), told.age)


def _belies(deed: Side, word: Side) -> bool:
    """Say whether a deed, of those a party denied, was done after the denial, to whom it was denied to be done."""
    said, done = bounds(word.told.entry.when), bounds(deed.told.entry.when)
    if said is None or done is None or not 0 < done[0] - said[0] <= LATER:
        return False
    return _meet(deed, word)


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
            and entry.plover.value in ROOTS
            and entry.status is not Status.DENIED
        ):
            for teller in tellers.get(entry.claim, ()):
                for doer in one.by:
                    by_other[entry.plover, teller, doer].append(one)
    for root, teller, doer in sorted(by_other):
        if teller < doer:
            for one in by_other[root, teller, doer][:COMMON]:
                for other in by_other.get((root, doer, teller), ())[:COMMON]:
                    apart = one.told_in != other.told_in  # one sentence is no two accusations
                    if apart and _near(one, other, ONE_TIME) and one.stems & other.stems:
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
