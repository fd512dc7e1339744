"""What a saying is of where its own words leave that open, by what else the record tells.

A guarantee that is asked for again without saying of what is the one that the same party asked for in full. A body
that is not named is the only one of which the same is told. And a few words of a matter name its opposite, as its
option is named: who is for an abduction is against freeing prisoners.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.matters import by_id, spoken, stands
from onrecord.strategy.drafting.acts import lexicon
from onrecord.strategy.drafting.forms import Form, form_of
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.strategy.drafting.bearing import Bearing


def as_meant(told: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """Return what is told, each of the matter, the body and those concerned that it is meant of."""
    sure = (one for one in told if not harms_itself(one))
    named = tuple(filter(None, map(_of_its_matter, map(_sided, sure))))
    return tuple(_with_bodies(tuple(_with_pledges(named))))


def harms_itself(one: Bearing) -> bool:
    """Say whether a party would be for, or do, what harms itself: then the words are not read well enough."""
    return one.says is True and bool(one.matter) and form_of(one.matter).harms and one.party in one.whom


def _sided(one: Bearing) -> Bearing:
    """Return a saying by its own words where nobody can be for or against its matter: "borders", "migration"."""
    return replace(one, matter="") if one.matter and not by_id()[one.matter].sided else one


def _of_its_matter(one: Bearing) -> Bearing | None:
    """Return a saying of the matter that its words are of as options go; None where they tell of none."""
    form = form_of(one.matter) if one.matter else Form("", "")
    if any(stands(words, spoken(one.near)) for words in form.apart):
        return None
    said = spoken(one.named)
    of = next((matter for words, matter in form.other if stands(words, said)), None)
    if of is None:
        return one
    if not of:
        return None
    turned = of.startswith("-")
    says = one.says if one.says is None else one.says is not turned
    return replace(one, matter=of.removeprefix("-"), says=says)


def _with_pledges(told: Sequence[Bearing]) -> Iterator[Bearing]:
    """Yield what is told, a bare pledge as of what it was asked for in full by the one to whom it is given."""
    full: dict[str, list[Bearing]] = defaultdict(list)
    for one in told:
        if one.pledged and one.kind is CellKind.POSITION:
            full[one.party].append(one)
    for one in told:
        pledge = one.matter in lexicon()["form.pledges"]
        asked = [other for who in (one.party, *one.whom) for other in full.get(who, ())] if pledge else []
        yield _pledged(one, asked[-1]) if asked else one


def _pledged(one: Bearing, asked: Bearing) -> Bearing:
    """Return a bare pledge, wanted, given or refused, as a yes or no to what was asked for."""
    says = one.says if one.says is None or asked.says is None else asked.says is one.says
    return replace(one, matter=asked.matter, whom=asked.whom, body=asked.body, owner=asked.owner, says=says)


def _with_bodies(told: Sequence[Bearing]) -> Iterator[Bearing]:
    """Yield what is told; a body that is not named is the only one of which the same is told."""
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        for who in one.whom if one.body else ():
            of[one.matter, who].add(str(one.body))
    for one in told:
        bodies = _only(of[one.matter, who] for who in one.whom) if _wants_body(one) else ()
        yield replace(one, body=bodies[0]) if len(bodies) == 1 else one


def _only(bodies: Iterable[set[str]]) -> tuple[str, ...]:
    return tuple(set().union(*bodies))


def _wants_body(one: Bearing) -> bool:
    return bool(one.matter) and one.body is None and by_id()[one.matter].needs_body
