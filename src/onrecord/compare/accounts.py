"""Accounts: the tellings of one happening, put together over reports.

Words in common propose pairs, the gates (`gates`) decide, and a telling joins an account only if the gates hold
against all that are in it: so a chain of likenesses joins nothing. A saying and the deed that one sentence makes
of it are one telling. What was said on several days is a standing claim or demand, no act; what goes on, a state.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.gates import (
    FAMILY,
    at_one_time,
    bounds,
    family,
    is_close,
    is_open,
    may_be_one,
    reality,
    same_code,
    same_people,
    take_two_sides,
)
from onrecord.compare.groups import NO_LINKS, Groups
from onrecord.compare.told import is_statement, sifted, stem, stems, stems_listed, tellings
from onrecord.compare.without_entries import without_entries
from onrecord.core.counted import counted
from onrecord.core.entry import Act, Event, Root, Statement, Status
from onrecord.core.finding import Account, Finding, FindingKind
from onrecord.core.identity import finding_id
from onrecord.core.problem import Outcome
from onrecord.core.proposition import Sense
from onrecord.core.when import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.finding import Links

LEAST_ALIKE = 0.4  # of the weight of the shorter telling's stems, from which two close in time are proposed
LEAST_ALIKE_WIDE = 0.55  # the same for tellings of which one is dated no closer than a week
LEAST_ALIKE_IN_ISSUE = 0.25  # the same for tellings about one issue, whose words are then of one matter
LEAST_SHARED = 2  # stems beyond the names of the doers
A_MONTH = 31  # days
A_YEAR = 366  # days: words that tell a time no closer date nothing
COMMON = 60  # tellings: a stem that more of one party's acts of one kind have proposes nothing
STANDING = ("request", "say", "deny")  # what may be said again and again and be one claim or demand

DENIED_AGAIN = 120  # days within which a deed that is denied twice is one standing denial
MUTUAL = (Root.CONSULT, Root.AGREE, Root.COOPERATE)  # done by all of those named, whoever is named first

Pair = tuple[int, int]
Mark = tuple[str, str, str]


class Marked(NamedTuple):
    """What proposes a telling to others.

    Attributes:
        entry: The entry.
        marks: What another must have one of to be looked at.
        beside: Later entries of its sentence that are one telling with it, a saying and its deed.
    """

    entry: str
    marks: tuple[Mark, ...]
    beside: tuple[str, ...]


class Accounts:
    """Happenings, states and standing claims that several sources tell of."""

    name = "accounts 6"
    kind = FindingKind.ACCOUNT

    def compare(self, view: View) -> Outcome[Finding]:
        """Return a finding for each account of at least two reports; prints of one text are one source of it."""
        told, marked = tellings(view), tuple(sifted(view, _marked))
        together = acts(told, marked, view.links())
        taken = {one.entry.id for group in together if _sources(group) > 1 for one in group}
        left = [place for place, one in enumerate(told) if one.entry.id not in taken]
        rest, marks = tuple(told[place] for place in left), tuple(marked[place] for place in left)
        again = [group for group in standing(rest, marks, view.links()) if _sources(group) > 1]
        made_again = {one.entry.id for group in again for one in group}
        several = [group for group in together if len({one.report for one in group}) > 1]
        once = [group for group in several if not {one.entry.id for one in group} <= made_again]
        found = [_finding("act", group) for group in once] + [_finding("standing", group) for group in again]
        found += without_entries(view, found, Accounts.name)
        return Outcome(tuple(sorted(found, key=lambda one: one.id)))


def acts(told: Sequence[Told], marked: Sequence[Marked], links: Links = NO_LINKS) -> tuple[tuple[Told, ...], ...]:
    """Return tellings that are of one act or state as groups, the oldest telling first; most stand alone."""
    weights = _weights(told)
    # The gates keep nearly all apart, and cost less than weighing words.
    let = [pair for pair in _proposed(marked) if may_be_one(told[pair[0]], told[pair[1]])]
    score = {pair: how for pair in let if (how := alike(told[pair[0]], told[pair[1]], weights))}
    groups = Groups(told, may_be_one, links)
    for first, second in (*groups.by_hand(), *_one_telling(marked)):
        groups.tie(first, second)
    for first, second in sorted(score, key=lambda pair: (-score[pair], pair)):
        groups.join(first, second)
    return groups.all()


def standing(
    told: Sequence[Told], marked: Sequence[Marked], links: Links = NO_LINKS
) -> tuple[tuple[Told, ...], ...]:
    """Return groups of claims and demands that one party made on several days in like words."""
    weights = _weights(told)
    groups = Groups(told, _again, links)
    let = [pair for pair in _proposed(marked) if _again(told[pair[0]], told[pair[1]])]
    every = {pair: _alike_again(told[pair[0]], told[pair[1]], weights) for pair in let}
    score = {pair: how for pair, how in every.items() if how >= LEAST_ALIKE_WIDE}
    for first, second in sorted(score, key=lambda pair: (-score[pair], pair)):
        groups.join(first, second)
    return groups.all()


def _again(one: Told, other: Told) -> bool:
    """Say whether two tellings may be of one claim or demand, made twice."""
    if _denies(one, other):
        return True
    if not (is_statement(one) and is_statement(other) and family(one) == family(other) in STANDING):
        return False
    alike_otherwise = reality(one) == reality(other) and bool(set(one.by) & set(other.by))
    if len(_in_both(one, other)) < LEAST_SHARED and not _asks_the_same(one, other):
        return False  # who says or asks something of one matter twice need not say or ask the same
    if family(one) == "say" and take_two_sides((one,), (other,)):
        return False
    return alike_otherwise and not (is_close(one) and is_close(other) and at_one_time(one, other))


def _in_both(one: Told, other: Told) -> frozenset[str]:
    """Return the stems that two sayings have in common, but for the verbs that say them ("ordered")."""
    cues = (told.entry.cue for told in (one, other) if isinstance(told.entry, Statement))
    return (one.stems & other.stems).difference(*(stems(cue.words) for cue in cues if cue))


def _denies(one: Told, other: Told) -> bool:
    """Say whether a party denies one kind of deed of its own twice in a few months, each time in somebody's words.

    What the reporter tells as not done, banned or failed is no denial.
    """
    if not (set(one.by) & set(other.by) and _is_denied(one) and _is_denied(other)):
        return False
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    if first is None or second is None or family(one) != family(other):
        return False
    return max(first[0], second[0]) - min(first[1], second[1]) <= DENIED_AGAIN


def _alike_again(one: Told, other: Told, weights: dict[str, float]) -> float:
    return 1.0 if _denies(one, other) or _asks_the_same(one, other) else alike(one, other, weights)


def _is_denied(told: Told) -> bool:
    return isinstance(told.entry, Event) and told.entry.status is Status.DENIED and told.entry.claim is not None


def _asks_the_same(one: Told, other: Told) -> bool:
    """Say whether two sayings of one kind, some months apart at most, take one side of one matter for the same."""
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    if first is None or second is None or abs(first[0] - second[0]) > DENIED_AGAIN or family(one) != family(other):
        return False
    return bool(_wanted(one) & _wanted(other))


def _wanted(told: Told) -> frozenset[tuple[str, tuple[str, ...], str]]:
    """Return what is wanted or not in a saying: the matter, whom it concerns, the side."""
    return frozenset(
        (one.matter, one.object, one.sign.value)
        for one in told.entry.propositions
        if one.sense is Sense.WILL and one.sign and one.object and not (one.background or one.conditional)
    )


def alike(one: Told, other: Told, weights: dict[str, float]) -> float:
    """Return how much of the weight of the shorter telling's stems both have; 0 where that proposes nothing."""
    close = is_close(one) and is_close(other)
    if (close and _same_deed(one, other)) or _lay_out_demands(one, other):
        return 1 + _share(one, other, weights)
    enough, least = (LEAST_ALIKE, LEAST_SHARED) if close else (LEAST_ALIKE_WIDE, LEAST_SHARED + 1)
    bounded = not (is_open(one) or is_open(other))
    if one.issues & other.issues and bounded:
        enough, least = LEAST_ALIKE_IN_ISSUE, 1
    elif same_code(one, other) and bounded:
        enough, least = LEAST_ALIKE, LEAST_SHARED
    share = _share(one, other, weights) if _tell_enough(one, other, least) else 0.0
    return share if share >= enough else 0.0


def _tell_enough(one: Told, other: Told, least: int) -> bool:
    """Say whether two tellings have enough stems in common; names of whom alone are not, where a time is open.

    One state bears many sanctions, and has them over years.
    """
    shared = one.stems & other.stems
    told = shared - one.named - other.named if is_open(one) or is_open(other) else shared
    return len(shared) >= least and len(told) >= min(least, LEAST_SHARED)


def _share(one: Told, other: Told, weights: dict[str, float]) -> float:
    """Return how much of the weight of the shorter telling's stems both have.

    Summed exactly: sets have another order in each run, and what is alike to the last digit must not depend on it.
    """
    lighter = min(_weight(one.stems, weights), _weight(other.stems, weights))
    return _weight(one.stems & other.stems, weights) / lighter if lighter else 0.0


def _weight(stems: Iterable[str], weights: dict[str, float]) -> float:
    return math.fsum(weights[stem] for stem in stems)


def _lay_out_demands(one: Told, other: Told) -> bool:
    """Say whether two tellings are of one party that makes public what it asks for, in one month."""
    return bool(set(one.by) & set(other.by)) and all(map(_makes_demands_public, (one, other)))


def _makes_demands_public(told: Told) -> bool:
    """Say whether a telling is of demands that are made public in a month, by nouns for them ("two drafts")."""
    found = bounds(told.entry.when)
    announced = isinstance(told.entry, Statement) and told.entry.act is Act.ANNOUNCE
    if not announced or found is None or found[1] - found[0] > A_MONTH:
        return False
    first = told.words.words.split(",")[0].split()
    return stem(first[-1].casefold()) in stems_listed("framing", "asked")


def _same_deed(one: Told, other: Told) -> bool:
    """Say whether two tellings are of the same doing by all that is coded: doers, targets, root and mode."""
    first, second = one.entry, other.entry
    if not (isinstance(first, Event) and isinstance(second, Event)):
        return False
    if (first.plover, first.mode) != (second.plover, second.mode):
        return False
    if _names_one_day(one, other):
        return True
    people = {*one.by, *one.whom} & {*other.by, *other.whom}
    return (
        len(people) > 1
        if first.plover in MUTUAL
        else (one.by, one.whom) == (other.by, other.whom) and bool(one.whom)
    )


def _names_one_day(one: Told, other: Told) -> bool:
    """Say whether words date two deeds of one doer about one matter to one day, and one does not say to whom."""
    first, second = one.entry.when, other.entry.when
    if first is None or second is None or first.day is None or first.day != second.day or one.by != other.by:
        return False
    matters = [{each.matter for each in told.entry.propositions if each.is_named} for told in (one, other)]
    by_words = Basis.PUBLISHED not in (first.basis, second.basis)
    return by_words and bool(one.by) and not (one.whom and other.whom) and bool(matters[0] & matters[1])


def _weights(told: Iterable[Told]) -> dict[str, float]:
    """Return how much each stem tells: the fewer entries have it, the more."""
    met = Counter(stem for one in told for stem in one.stems)
    total = sum(met.values()) + 1
    return {stem: math.log(total / count) for stem, count in met.items()}


def _proposed(marked: Sequence[Marked]) -> Iterator[Pair]:
    """Yield pairs, by place, that share a party, the kind of act, and a stem or the target."""
    index: dict[Mark, list[int]] = defaultdict(list)
    for place, one in enumerate(marked):
        for mark in one.marks:
            index[mark].append(place)
    met: set[Pair] = set()
    for places in index.values():
        if 1 < len(places) <= COMMON:
            met.update(combinations(places, 2))
    yield from sorted(met)


def _marked(told: Sequence[Told]) -> tuple[Marked, ...]:
    """Return what proposes the tellings of a report."""
    beside: dict[str, list[str]] = defaultdict(list)
    for first, second in _of_one_sentence(told):
        beside[first].append(second)
    return tuple(Marked(one.entry.id, tuple(_marks(one)), tuple(beside[one.entry.id])) for one in told)


def _marks(told: Told) -> Iterator[Mark]:
    """Yield what proposes a telling to another: each word, issue and day of a party, and words of coded deeds."""
    kind = family(told)
    for party in told.by if kind else ():
        yield from ((party, "", stem) for stem in sorted(told.stems))
        yield from ((party, kind, issue) for issue in sorted(told.issues))
        if _is_denied(told):
            yield party, kind, "denied"
        if _makes_demands_public(told):
            yield party, kind, "demands"
        if isinstance(told.entry, Event) and (when := bounds(told.entry.when)):
            yield from ((party, kind, f"on {day}") for day in range(when[0], when[0] + 2))
    if isinstance(told.entry, Event) and told.entry.mode:
        yield from ((told.entry.plover, told.entry.mode, stem) for stem in sorted(told.stems))


def _one_telling(marked: Sequence[Marked]) -> Iterator[Pair]:
    """Yield a saying with the deed that the same sentence makes of it, by place."""
    places = {one.entry: place for place, one in enumerate(marked)}
    yield from ((places[one.entry], places[other]) for one in marked for other in one.beside)


def _of_one_sentence(told: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """Yield, by their ids, a saying of a report with the deed that the same sentence makes of it."""
    by_sentence: dict[int, list[Told]] = defaultdict(list)
    for one in told:
        if family(one):
            by_sentence[one.sentence].append(one)
    for beside in by_sentence.values():
        for one, other in combinations(beside[:COMMON], 2):
            kinds = is_statement(one) != is_statement(other) and family(one) == family(other)
            if kinds and same_people(one, other):
                yield one.entry.id, other.entry.id


def _sources(group: Iterable[Told]) -> int:
    return len({one.source for one in group})


def _finding(kind: str, group: tuple[Told, ...]) -> Finding:
    reports = tuple(dict.fromkeys(one.report for one in group))
    sources = _sources(group)
    if kind == "act" and any(_goes_on(one) for one in group):
        kind = "state"
    says = Account(kind, _span(group) if kind == "standing" else when_of(group), sources)
    why = (
        f"{counted(len(reports), 'report')}, {counted(sources, 'source')}",
        f"{', '.join(group[0].by) or '?'}: {family(group[0]).lower()}",
    )
    key = finding_id(FindingKind.ACCOUNT, group[0].entry.id, kind)
    told = tuple(one.telling() for one in group)
    return Finding(key, FindingKind.ACCOUNT, Accounts.name, says, reports, told, why=why)


def _goes_on(told: Told) -> bool:
    """Say whether a telling is of a deed that goes on; what is said goes on in no headline's present tense."""
    entry = told.entry
    return isinstance(entry, Event) and entry.status is Status.ONGOING and entry.plover not in FAMILY


def _span(group: Iterable[Told]) -> str:
    """Return the EDTF from the first time that something is told to be said again and again to the last."""
    times = [one.entry.when for one in group if one.entry.when]
    first = min((day for when in times if (day := when.earliest or when.latest)), default=None)
    last = max((day for when in times if (day := when.latest or when.earliest)), default=None)
    if first is None or last is None:
        return ""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def when_of(group: Iterable[Told]) -> str:
    """Return the EDTF of the closest time that words give, of several as close the oldest telling's.

    The day of a report that looks back tells nothing of the day of what it looks back at.
    """
    dated = [
        (_is_by_report(one) or reach[1] - reach[0] > A_YEAR, reach[1] - reach[0], one)
        for one in group
        if (reach := bounds(one.entry.when))
    ]
    if not dated:
        return ""
    when = min(dated, key=lambda each: each[:2])[2].entry.when
    return when.edtf() if when else ""


def _is_by_report(told: Told) -> bool:
    return told.entry.when is not None and told.entry.when.basis is Basis.PUBLISHED
