"""Contradictions, found by structure and not by likeness: a denial and the deed that followed.

Sentences that contradict one another seldom look alike. What is looked for are forms: a party
denies or forswears a deed and a later telling has it done; it promises and then refuses; each of two says that
the other did it. What is said in answer, verdicts, claims to a land and numbers have files of their own
(`answers`, `verdicts`, `whose`, `counts`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.accounts import LEAST_SHARED
from onrecord.compare.answers import answered
from onrecord.compare.counts import counted_by_two
from onrecord.compare.desk import noted
from onrecord.compare.gates import bounds, family, reality
from onrecord.compare.involved import Roots, part_denied
from onrecord.compare.issue_keys import Everyone
from onrecord.compare.pairs import COMMON, Pair, near, sureness
from onrecord.compare.quarrels import NAME, quarrels
from onrecord.compare.reversals import goes_on, refused_within
from onrecord.compare.told import by_entry, by_report, sifted
from onrecord.compare.verdicts import judged
from onrecord.compare.whose import claimed_by_two
from onrecord.compare.wordlists import words
from onrecord.core.entry import Act, Attitude, Event, Stance, Statement, Status
from onrecord.core.finding import Finding, FindingKind
from onrecord.core.problem import Outcome
from onrecord.core.proposition import Sense, Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

LATER = 730  # days within which a deed gives the lie to a denial
ONE_TIME = 30  # days within which two parties' accusations may be of one happening
ONE_TALK = 60  # days within which a denial answers what another says
FORSWORN = "denied or forsworn, then told as done"
JUST_DONE = 14  # days after a deed within which its doer denies that one, and no other
LIKELY = 0.6  # probability of who did it, from which a deed stands against anybody
DEEDS = ("attack", "annexation", "government", "troops", "sanctions", "chemical", "aid", "cyber")
_PLANS = ("plan", "intend", "intent", "prepar", "will", "would", "mean", "about")
ROOTS = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "AID")
CHARGES = (Act.ACCUSE, Act.ASSERT, Act.ANNOUNCE, Act.WARN)
SUSPICIONS = (Attitude.FEAR, Attitude.BELIEVE, Attitude.EXPECT, Attitude.KNOW)


class Side(NamedTuple):
    """A telling, with those to whom what it speaks of is done."""

    told: Told
    whom: tuple[str, ...]


class Contradictions:
    """Tellings that cannot both hold, and words that deeds or other words belie."""

    name = NAME
    kind = FindingKind.CONTRADICTION

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each pair; what is an update is found, too, and says so."""
        everyone = Everyone(view.everyone())
        pairs = [
            *_denied_and_done(view),
            *_said_and_denied(view),
            *_promised_and_refused(view),
            *_each_the_other(view),
            *_done_and_denied(view),
            *sifted(view, answered),
            *judged(view),
            *claimed_by_two(view, everyone),
            *counted_by_two(view, (name for each in everyone.names().values() for name in each)),
            *goes_on(view),
            *refused_within(view, everyone),
            *part_denied(view, everyone.names(), Roots(ROOTS, DEEDS)),
        ]
        found = {finding.id: finding for finding in quarrels(pairs)}
        return Outcome(tuple(found[key] for key in sorted(found)))


def _whom_accounts_tell(view: View) -> dict[str, tuple[str, ...]]:
    """Return, for deeds that name nobody to whom they are done, whom the other tellings of their account name."""
    known = by_entry(view)
    found: dict[str, tuple[str, ...]] = {}
    for finding in view.findings(FindingKind.ACCOUNT):
        members = [known[one] for one in finding.entries() if one in known]
        whom = next((one.whom for one in members if one.whom and isinstance(one.entry, Event)), ())
        found.update({one.entry.id: whom for one in members if whom and not one.whom})
    return found


def _denied_and_done(view: View) -> Iterator[Pair]:
    """Yield what a party denies or forswears with the first later telling of each source that it did it."""
    of_accounts = _whom_accounts_tell(view)
    denied, done = _by_party(sifted(view, _denials)), _by_party(sifted(view, _deeds), of_accounts)
    speaks_of = {report: noted(view, _speaks_of, report, told) for report, told in by_report(view).items()}
    for key in sorted(denied):
        before = [side for side in done.get(key, []) if bounds(side.told.entry.when)]
        for word in _each_sentence_once(denied[key][:COMMON]):
            if _promises(word.told) and any(_goes_before(deed, word) for deed in before[:COMMON]):
                continue  # who promises to do less of what is going on does not forswear it
            met: set[str] = set()
            for deed in sorted(done.get(key, [])[:COMMON], key=lambda one: _fullest_first(one.told)):
                known = _is_known(deed, word, speaks_of, key[0])
                if deed.told.source not in met and known and _belies(deed, word):
                    met.add(deed.told.source)
                    yield Pair("word-vs-deed", word.told, deed.told, FORSWORN, key[1])


def _by_party(
    sides: Iterable[tuple[str, Side]], of_accounts: Mapping[str, tuple[str, ...]] | None = None
) -> dict[tuple[str, str], list[Side]]:
    """Return what tellings have their own parties do or deny, by party and deed; to whom, also by accounts."""
    found: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for matter, side in sides:
        whom = side.whom or (of_accounts or {}).get(side.told.entry.id, ())
        for party in side.told.by:
            found[party, matter].append(Side(side.told, whom))
    return found


def _speaks_of(told: Iterable[Told]) -> Counter[str]:
    """Return how often a report names each party as one who says, does or has something done to it."""
    found: Counter[str] = Counter()
    for one in told:
        found.update((*one.by, *one.whom))
        found.update(party for each in one.entry.propositions for party in each.object)
    return found


def _is_known(deed: Side, word: Side, speaks_of: dict[str, Counter[str]], doer: str) -> bool:
    """Say whether the report of a denial speaks of those to whom a deed is done.

    A denial that names nobody ("denies that it plans an invasion") means whom its report is about. Where the deed
    names nobody, both reports have to be about the same one, but for the doer: a party attacks many.
    """
    here, there = speaks_of[word.told.report], speaks_of[deed.told.report]
    if deed.whom:
        return bool(word.whom) or any(here[party] for party in deed.whom)
    return _most_named(here, doer) == _most_named(there, doer) != ""


def _most_named(named: Counter[str], doer: str) -> str:
    return max((party for party in named if party != doer), key=lambda party: (named[party], party), default="")


def _promises(told: Told) -> bool:
    return isinstance(told.entry, Statement) and told.entry.act is Act.PROMISE


def _goes_before(deed: Side, word: Side) -> bool:
    """Say whether a deed was done, to the same, in the two years before words."""
    said, done = bounds(word.told.entry.when), bounds(deed.told.entry.when)
    return said is not None and done is not None and 0 <= said[0] - done[0] <= LATER and _meet(deed, word)


def _said_and_denied(view: View) -> Iterator[Pair]:
    """Yield what one party says that another does or plans with that one's own denial of it, at one time."""
    every = _by_party(sifted(view, _denials))
    denied = {key: [one for one in sides if not _promises(one.told)] for key, sides in every.items()}
    said: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for doer, matter, side in sifted(view, _charges):
        said[doer, matter].append(side)
    for key in sorted(denied):
        for word in _each_sentence_once(denied[key][:COMMON]):
            met: set[tuple[str, tuple[str, ...]]] = set()
            for charge in sorted(said.get(key, [])[:COMMON], key=lambda one: _fullest_first(one.told)):
                mark = charge.told.source, charge.told.by
                if mark not in met and near(charge.told, word.told, ONE_TALK) and _meet(charge, word):
                    met.add(mark)
                    yield Pair("whether", charge.told, word.told, "one says so, the other denies it", key[1])


def _each_sentence_once(sides: Iterable[Side]) -> tuple[Side, ...]:
    """Return one telling of each sentence of each source: a denial and the deed that it denies are one."""
    found: dict[tuple[str, str], Side] = {}
    for one in sides:
        found.setdefault((one.told.source, one.told.told_in.words), one)
    return tuple(found.values())


def _denials(told: Sequence[Told]) -> tuple[tuple[str, Side], ...]:
    """Return the deeds that the tellings of a report have their parties deny or forswear."""
    said = {one.entry.id: one.by for one in told}
    return tuple((matter, Side(one, whom)) for one in told for matter, whom in _denies(one, said))


def _denies(told: Told, said: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the deeds that a telling has its party deny or forswear, each with whom it would be done to.

    A deed that did not take place (it was repelled, called off, or a reporter says so) is denied by nobody.
    """
    entry = told.entry
    past = _is_of_the_past(told)
    for one in entry.propositions:
        if one.matter not in DEEDS or one.sign is not Sign.AGAINST or one.background or one.conditional:
            continue
        if past and one.sense is Sense.FACT and not isinstance(entry, Event):
            continue  # no later deed belies it
        if isinstance(entry, Event):
            own = bool(set(said.get(entry.claim or "", ())) & set(told.by))
            if own and entry.status is Status.DENIED and entry.plover.value in ROOTS:
                yield one.matter, one.object
        elif _forswears(entry) and (one.doer is None or one.doer in told.by):
            yield one.matter, one.object


def _is_of_the_past(told: Told) -> bool:
    """Say whether what is said is of something past: "denied that it had shelled the town"."""
    said = told.words.words.casefold().split()
    past = any(
        word in words("words", "past") or (word.endswith("ed") and len(word) > len("need")) for word in said
    )
    return past and not any(word.startswith(_PLANS) for word in said)


def _forswears(entry: Statement | Stance) -> bool:
    """Say whether an entry denies a deed of the party's own or says that it will not do it."""
    if isinstance(entry, Stance):
        return entry.attitude in (Attitude.INTEND, Attitude.WANT) and entry.negated
    return entry.act in (Act.DENY, Act.PROMISE) and not entry.negated


def _deeds(told: Sequence[Told]) -> tuple[tuple[str, Side], ...]:
    """Return what the tellings of a report have their parties do."""
    return tuple((matter, Side(one, whom)) for one in told for matter, whom in _does(one))


def _does(told: Told) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the word of an event tells as done, each with whom it was done to."""
    entry = told.entry
    if not isinstance(entry, Event) or entry.plover.value not in ROOTS:
        return
    if reality(told) == "real" and sureness(told) >= LIKELY:
        for one in entry.propositions:
            own = one.words.start < entry.trigger.end and entry.trigger.start < one.words.end
            if one.matter in DEEDS and one.sign is Sign.FOR and own:
                yield one.matter, one.object or told.whom


def _charges(told: Sequence[Told]) -> tuple[tuple[str, str, Side], ...]:
    """Return what parties say in a report that others do or plan: the other, the deed, who says it of whom."""
    return tuple((doer, matter, Side(one, whom)) for one in told for matter, doer, whom in _charged(one))


def _charged(told: Told) -> Iterator[tuple[str, str, tuple[str, ...]]]:
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


def _fullest_first(told: Told) -> tuple[int, bool, float, int, tuple[str, str, int, str]]:
    """Sort deeds by time, those of one day by what they tell: to whom, how surely by whom, in how many words."""
    return (_last(told), not told.whom, -sureness(told), -len(told.told_in.words), told.age)


def _belies(deed: Side, word: Side) -> bool:
    """Say whether a deed, of those a party denied, was done after the denial, to whom it was denied to be done."""
    said, done = bounds(word.told.entry.when), bounds(deed.told.entry.when)
    if said is None or done is None or not 0 < done[0] - said[0] <= LATER:
        return False
    return _meet(deed, word)


def _done_and_denied(view: View) -> Iterator[Pair]:
    """Yield a deed that is told with its doer's denial, two weeks later at most, that it was done."""
    done, denied = _by_party(sifted(view, _deeds)), _by_party(sifted(view, _of_facts))
    for key in sorted(denied):
        for word in _each_sentence_once(denied[key][:COMMON]):
            for deed in sorted(done.get(key, [])[:COMMON], key=lambda one: _fullest_first(one.told)):
                apart = deed.told.told_in != word.told.told_in
                if apart and _goes_before(deed, word) and near(deed.told, word.told, JUST_DONE):
                    yield Pair("whether", deed.told, word.told, "told as done, denied by its doer", key[1])
                    break


def _of_facts(told: Sequence[Told]) -> tuple[tuple[str, Side], ...]:
    """Return what the tellings of a report have their parties deny to have done."""
    return tuple(
        (about.matter, Side(one, about.object))
        for one in told
        for about in one.entry.propositions
        if _is_denial(one, about)
    )


def _is_denial(told: Told, proposition: Proposition) -> bool:
    """Say whether a proposition has its party deny that it did something."""
    entry = told.entry
    if not isinstance(entry, Statement) or entry.act is not Act.DENY or entry.negated:
        return False
    own = proposition.doer is None or proposition.doer in told.by
    fact = proposition.sense is Sense.FACT and proposition.sign is Sign.AGAINST
    return own and fact and proposition.matter in DEEDS and not (proposition.background or proposition.conditional)


def _promised_and_refused(view: View) -> Iterator[Pair]:
    """Yield what a party promised with its own later refusal of the same."""
    given: dict[str, list[Told]] = defaultdict(list)
    refused: dict[str, list[Told]] = defaultdict(list)
    for one in sifted(view, _promises_and_refusals):
        for party in one.by:
            (given if family(one) == "grant" else refused)[party].append(one)
    for party in sorted(given):
        for promise in given[party][:COMMON]:
            for refusal in refused[party][:COMMON]:
                if about := _goes_back_on(promise, refusal):
                    yield Pair("promise-vs-refusal", promise, refusal, "promised and refused by one party", about)


def _promises_and_refusals(told: Sequence[Told]) -> tuple[Told, ...]:
    said = (one for one in told if isinstance(one.entry, Statement) and not one.entry.negated)
    return tuple(one for one in said if family(one) in ("grant", "refuse"))


def _goes_back_on(promise: Told, refusal: Told) -> str:
    """Return what a party refuses that it promised; empty where it is not the same, or was refused before.

    Either both have words in common about one issue, or they take opposite sides of it.
    """
    if _is_conditional(promise) or _is_conditional(refusal):
        return ""
    common = promise.issues & refusal.issues
    if common and len(promise.stems & refusal.stems) > LEAST_SHARED:
        return min(common)
    first, second = bounds(promise.entry.when), bounds(refusal.entry.when)
    if first is None or second is None or first[1] >= second[0]:
        return ""
    for one in promise.entry.propositions:
        for other in refusal.entry.propositions:
            if one.matter == other.matter and set(one.object) & set(other.object) and _against(one, other):
                return one.matter
    return ""


def _is_conditional(told: Told) -> bool:
    return not isinstance(told.entry, Event) and told.entry.condition is not None


def _against(one: Proposition, other: Proposition) -> bool:
    """Say whether two propositions take opposite sides, neither on a condition nor by the way."""
    plain = not any(each.conditional or each.background or each.sense is not Sense.WILL for each in (one, other))
    return plain and None not in (one.sign, other.sign) and one.sign is not other.sign


def _each_the_other(view: View) -> Iterator[Pair]:
    """Yield deeds of which each of two parties says that the other did them, at one time."""
    by_other: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for key, one in sifted(view, _laid_to_others):
        by_other[key].append(one)
    for root, teller, doer in sorted(by_other):
        if teller < doer:
            for one in by_other[root, teller, doer][:COMMON]:
                for other in by_other.get((root, doer, teller), ())[:COMMON]:
                    apart = one.told_in != other.told_in  # one sentence is no two accusations
                    alike = len(one.stems & other.stems) >= LEAST_SHARED
                    if apart and near(one, other, ONE_TIME) and alike:
                        yield Pair("actor", one, other, "each says that the other did it", root)


def _laid_to_others(told: Sequence[Told]) -> tuple[tuple[tuple[str, str, str], Told], ...]:
    """Return the deeds that a report has somebody say of somebody: the kind, who says so, who did it."""
    tellers = {one.entry.id: one.by for one in told}
    return tuple(
        ((one.entry.plover, teller, doer), one)
        for one in told
        if isinstance(one.entry, Event) and one.entry.claim and _is_sure_deed(one, one.entry)
        for teller in tellers.get(one.entry.claim, ())
        for doer in one.by
    )


def _is_sure_deed(told: Told, event: Event) -> bool:
    return event.plover.value in ROOTS and event.status is not Status.DENIED and sureness(told) >= LIKELY


def _last(told: Told) -> int:
    """Return the day on which a deed was done at the latest: news of "today" may be of the day before."""
    found = bounds(told.entry.when)
    return found[1] if found else 0
