"""Stances: which side of an issue a party takes by what it says, and by what it does.

The side of a saying is its proposition's, if that speaks of what shall be. A deed takes the side of what it does:
who imposes sanctions is for them, who annexes a region is for its annexation. Only the deeds that the catalogue
names for a matter do so (`deeds` in `data/matters.toml`), and those that are a taking of sides themselves, as who
backs something or calls it off; and only by the reporter's own account or the doer's: an opponent's charge is no
position of the one who is charged. Where a sentence holds a saying and the deed that it is, the saying counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.arranged import Arranged, Named
from onrecord.compare.desk import kept
from onrecord.compare.issue_keys import Everyone, issues_of
from onrecord.compare.told import sifted
from onrecord.compare.verdicts import judges
from onrecord.compare.whose import Claim, claims
from onrecord.core.entry import Attitude, Event, Root, Stance, Status
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.spoken import Spoken
from onrecord.core.who import Sector
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.entry import Entry

FOR, AGAINST, CONDITIONAL, OPEN = "for", "against", "conditional", "open"
DONE = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)
TAKE_SIDES = (Root.REJECT, Root.SUPPORT, Root.REQUEST, Root.AGREE)  # on whatever they are about
UNDO = (Root.RETREAT, Root.CONCEDE, Root.SANCTION, Root.REJECT, Root.AGREE, Root.COOPERATE)
LIKELY_DOER = 0.6  # the same where the words that name the matter name him as its doer
SURE_DOER = 0.8  # probability that those named did it, from which a deed speaks for them


# Who is one of these of a party does not speak for it.
APART = (Sector.OPPOSITION, Sector.MEDIA, Sector.CIVILIANS, Sector.BUSINESS)


class Taken(NamedTuple):
    """A telling that takes a side, which, and by which of its propositions."""

    told: Told
    stance: str
    by: Proposition


class Sides(NamedTuple):
    """What takes a side, by party and issue; and what others of a party say and do, apart."""

    taken: dict[tuple[str, Named], list[Taken]]
    apart: dict[tuple[str, Named], list[Taken]]


def sides_taken(view: View) -> dict[tuple[str, Named], list[Taken]]:
    """Return, by party and issue, what each party said and did that takes a side."""
    return all_sides(view).taken


@kept
def all_sides(view: View) -> Sides:
    """Return who takes which side of what; the opposition, the press and the people of a party apart from it."""
    everyone = Everyone(view.everyone())
    arranged = Arranged(view.issues_by_hand(), everyone)
    taken: dict[tuple[str, Named], list[Taken]] = defaultdict(list)
    apart: dict[tuple[str, Named], list[Taken]] = defaultdict(list)
    for side, takers in sifted(view, _own_sides):
        one, others = side.told, _others(side.told)
        for issue in issues_of(side.by, one, everyone):
            named = arranged.place(issue, one.entry.id).named
            for party in filter(everyone.is_party, takers):
                (apart if party in others else taken)[party, named].append(side)
    for party, land, side in _of_lands(view, everyone):
        taken[party, land].append(side)
    return Sides(_said_before_done(taken), dict(apart))


def _own_sides(told: Sequence[Told]) -> tuple[tuple[Taken, tuple[str, ...]], ...]:
    """Return what takes a side in a report, each with who does."""
    tellers = {one.entry.id: one.by for one in told}
    return tuple(
        (Taken(one, stance, proposition), takers)
        for one in told
        for proposition, stance in _sides(one)
        if _is_own(one, takers := _takers(one, proposition), tellers)
    )


def _others(told: Told) -> frozenset[str]:
    """Return the parties of which only others than those in power speak or act: protesters, newspapers."""
    of = {one.side or "": one.sector in APART for one in told.entry.doers}
    return frozenset(party for party, are_apart in of.items() if are_apart)


def _of_lands(view: View, everyone: Everyone) -> Iterator[tuple[str, Named, Taken]]:
    """Yield who disputes whose a land is: who says that it is part of one state denies it to the other."""
    for land, made in sorted(claims(view, everyone).items()):
        states = sorted({claim.state for claim in made})
        for claim in made if _are_disputed(made) else ():
            for state in states if claim.so else (claim.state,):
                by = Proposition("borders", claim.told.words, Sense.WILL, claim.sign(state))
                issue = f"{by_id()['borders'].name}: {land} part of {state}"
                for party in filter(everyone.is_party, claim.told.by):
                    yield party, Named(issue, issue), Taken(claim.told, _side(by), by)


def _are_disputed(made: Iterable[Claim]) -> bool:
    """Say whether two of some claims to one land cannot both hold."""
    kinds = {(claim.state, claim.so): claim for claim in made}.values()
    return any(one.excludes(other) for one, other in combinations(kinds, 2))


def _said_before_done(taken: dict[tuple[str, Named], list[Taken]]) -> dict[tuple[str, Named], list[Taken]]:
    """Return what takes a side without the deeds that a saying of the same sentence tells of."""
    said = {
        (*_place(one), party)
        for (party, _), sides in taken.items()
        for one in sides
        if not isinstance(one.told.entry, Event)
    }
    kept = {
        key: [one for one in sides if not (isinstance(one.told.entry, Event) and (*_place(one), key[0]) in said)]
        for key, sides in taken.items()
    }
    return {key: sides for key, sides in kept.items() if sides}


def _place(taken: Taken) -> tuple[str, int, str]:
    return taken.told.report, taken.told.sentence, taken.by.matter


def _takers(told: Told, proposition: Proposition) -> tuple[str, ...]:
    """Return who takes the side: whoever says or does it, or backs or opposes what another does."""
    backed = isinstance(told.entry, Event) and _is_backed(told.entry, proposition)
    if backed and proposition.doer and proposition.doer not in told.by:
        return (proposition.doer,)
    return told.by


def _is_backed(event: Event, proposition: Proposition) -> bool:
    """Say whether a sentence tells who backs or opposes what it tells of, besides the deed."""
    return proposition.sense is Sense.WILL and proposition.doer is not None and event.status is not Status.PLANNED


def _is_own(told: Told, takers: tuple[str, ...], tellers: dict[str, tuple[str, ...]]) -> bool:
    """Say whether a telling is not told of its party by another one in its own words."""
    teller = told.entry.told_in
    return teller is None or tellers.get(teller, takers) == takers


def _sides(told: Told) -> Iterator[tuple[Proposition, str]]:
    """Yield the propositions of a telling that take a side, with the side."""
    for proposition in told.entry.propositions:
        if isinstance(told.entry, Event):
            if stance := stance_of_deed(told, told.entry, proposition):
                backed = _is_backed(told.entry, proposition)
                yield proposition if backed else _with_target(proposition, told), stance
        elif not _is_named_by_year(told, proposition) and (
            stance := stance_of(proposition) or stance_of_verdict(told, proposition)
        ):
            yield proposition, stance


def _is_named_by_year(told: Told, proposition: Proposition) -> bool:
    """Say whether words name something by its year ("land lost in the 1967 war"): that is up for nobody."""
    before = told.told_in.words[: max(0, proposition.words.start - told.told_in.start)].split()[-1:]
    year = before[0] if before else ""
    return year.isdigit() and len(year) == len("1967") and year < told.published


def stance_of(proposition: Proposition) -> str:
    """Return the side that what was said takes; empty where it takes none."""
    if proposition.sense is not Sense.WILL or proposition.background or not by_id()[proposition.matter].sided:
        return ""
    if proposition.conditional and (proposition.sign or proposition.open):
        return CONDITIONAL
    if proposition.open:
        return OPEN
    return _side(proposition)


def stance_of_verdict(told: Told, proposition: Proposition) -> str:
    """Return the side that a judgement of a matter takes: who calls a drill defensive stands by it."""
    plain = proposition.is_plain and not proposition.open
    if not plain or not _judges(told.entry) or not by_id()[proposition.matter].sided:
        return ""
    return {True: FOR, False: AGAINST, None: ""}[judges(told.words.words, proposition.matter)]


def _judges(entry: Entry) -> bool:
    """Say whether an entry can be a judgement: said or believed, and not said not to be."""
    feels = isinstance(entry, Stance) and entry.attitude is not Attitude.BELIEVE
    return isinstance(entry, Spoken) and not feels and not entry.negated


def stance_of_deed(told: Told, event: Event, proposition: Proposition) -> str:
    """Return the side that a deed takes; empty where it takes none, or where it is unsure who did it."""
    matter = by_id()[proposition.matter]
    if not matter.sided or proposition.background:
        return ""
    if _is_backed(event, proposition):
        return "" if event.status is Status.DENIED else _side(proposition)
    by_kind = event.plover.value in matter.deeds and not _is_undone(event, proposition)
    tells = event.status in DONE and (by_kind or _takes_sides(event, proposition))
    return _side(proposition) if tells and _is_surely_his(told, event, proposition) else ""


def _is_undone(event: Event, proposition: Proposition) -> bool:
    """Say whether words undo what a deed does not: "is banned from launching rockets" tells no side of his."""
    return proposition.sign is Sign.AGAINST and event.plover not in UNDO


def _is_surely_his(told: Told, event: Event, proposition: Proposition) -> bool:
    """Say whether it is sure that those named did it, and to others; less will do where its words name them."""
    if (proposition.doer and proposition.doer not in told.by) or not set(told.by).isdisjoint(told.whom):
        return False
    by_words = proposition.doer and by_id()[proposition.matter].root is None  # grammar and the reading agree
    sure = event.source_confidence
    return sure is None or sure >= (LIKELY_DOER if by_words else SURE_DOER)


def _takes_sides(event: Event, proposition: Proposition) -> bool:
    """Say whether a deed is a taking of sides on what it is about: no denial, nor of whom it is done to."""
    if event.plover not in TAKE_SIDES or event.trigger.words.casefold().startswith("den"):
        return False
    at = proposition.words.start
    return not any(one.citation.start <= at < one.citation.end for one in event.targets)


def _side(proposition: Proposition) -> str:
    if proposition.sign is None:
        return ""
    return FOR if proposition.sign is Sign.FOR else AGAINST


def _with_target(proposition: Proposition, told: Told) -> Proposition:
    """Return what a deed is about with those to whom it is done, where its words name nobody else.

    Not where the matter is of the doer ("missile tests"): whom a test alarms it does not concern.
    """
    matter = by_id()[proposition.matter]
    if proposition.object or matter.object != "state" or matter.whom[:1] == ("owner",):
        return proposition
    return replace(proposition, object=told.whom)
