"""Stances: which side of an issue a party takes by what it says, and by what it does.

The side of a saying is its proposition's, if that speaks of what shall be. A deed takes the side of what it does:
who imposes sanctions is for them, who annexes a region is for its annexation. Only the deeds that the catalogue
names for a matter do so (`deeds` in `data/matters.toml`), and only by the reporter's own account or the doer's: an
opponent's charge is no position of the one who is charged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.issues import Everyone, issues_of, name_of
from onrecord.compare.told import tellings
from onrecord.core.entry import Event, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.compare.comparison import View
    from onrecord.compare.told import Told
    from onrecord.core.proposition import Proposition

FOR, AGAINST, CONDITIONAL, OPEN = "for", "against", "conditional", "open"
DONE = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)
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
    return dict(taken)


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
    if event.status not in DONE or event.plover.value not in matter.deeds or proposition.background:
        return ""
    unsure = event.source_confidence is not None and event.source_confidence < SURE_DOER
    to_himself = set(told.by) & set(told.whom)
    if unsure or to_himself or (proposition.doer and proposition.doer not in told.by):
        return ""
    return _side(proposition)


def _side(proposition: Proposition) -> str:
    if proposition.sign is None:
        return ""
    return FOR if proposition.sign is Sign.FOR else AGAINST


def _with_target(proposition: Proposition, told: Told) -> Proposition:
    """Return what a deed is about with those to whom it is done, where its words name nobody else."""
    if proposition.object or by_id()[proposition.matter].object != "state":
        return proposition
    return replace(proposition, object=told.whom)
