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
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.issues import Everyone, issues_of, name_of
from onrecord.compare.told import tellings
from onrecord.core.entry import Event, Root, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

FOR, AGAINST, CONDITIONAL, OPEN = "for", "against", "conditional", "open"
DONE = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)
TAKE_SIDES = (Root.REJECT, Root.SUPPORT, Root.REQUEST, Root.AGREE)  # on whatever they are about
SURE_DOER = 0.8  # probability that those named did it, from which a deed speaks for them


class Taken(NamedTuple):
    """A telling that takes a side, which, and by which of its propositions."""

    told: Told
    stance: str
    by: Proposition


def sides_taken(view: View) -> dict[tuple[str, str], list[Taken]]:
    """Return, by party and name of the issue, what each party said and did that takes a side."""
    everyone = Everyone(view.everyone())
    told = tellings(view)
    tellers = {one.entry.id: one.by for one in told}
    taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for one in told:
        if not _is_own(one, tellers):
            continue
        for proposition, stance in _sides(one):
            for issue in issues_of(proposition, one, everyone):
                for party in filter(everyone.is_party, one.by):
                    taken[party, name_of(issue, everyone)].append(Taken(one, stance, proposition))
    return _said_before_done(taken)


def _said_before_done(taken: dict[tuple[str, str], list[Taken]]) -> dict[tuple[str, str], list[Taken]]:
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


def _is_own(told: Told, tellers: dict[str, tuple[str, ...]]) -> bool:
    """Say whether a telling is not told of its party by another one in its own words."""
    via = told.entry.claim if isinstance(told.entry, Event) else told.entry.via
    return via is None or tellers.get(via, told.by) == told.by


def _sides(told: Told) -> Iterator[tuple[Proposition, str]]:
    """Yield the propositions of a telling that take a side, with the side."""
    for proposition in told.entry.propositions:
        if isinstance(told.entry, Event):
            if stance := stance_of_deed(told, told.entry, proposition):
                yield _with_target(proposition, told), stance
        elif stance := stance_of(proposition):
            yield proposition, stance


def stance_of(proposition: Proposition) -> str:
    """Return the side that what was said takes; empty where it takes none."""
    if proposition.sense is not Sense.WILL or proposition.background or not by_id()[proposition.matter].sided:
        return ""
    if proposition.conditional and (proposition.sign or proposition.open):
        return CONDITIONAL
    if proposition.open:
        return OPEN
    return _side(proposition)


def stance_of_deed(told: Told, event: Event, proposition: Proposition) -> str:
    """Return the side that a deed takes; empty where it takes none, or where it is unsure who did it."""
    matter = by_id()[proposition.matter]
    takes_sides = _takes_sides(event, proposition) or event.plover.value in matter.deeds
    if event.status not in DONE or not takes_sides or not matter.sided or proposition.background:
        return ""
    unsure = event.source_confidence is not None and event.source_confidence < SURE_DOER
    to_himself = set(told.by) & set(told.whom)
    if unsure or to_himself or (proposition.doer and proposition.doer not in told.by):
        return ""
    return _side(proposition)


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
    """Return what a deed is about with those to whom it is done, where its words name nobody else."""
    if proposition.object or by_id()[proposition.matter].object != "state":
        return proposition
    return replace(proposition, object=told.whom)
