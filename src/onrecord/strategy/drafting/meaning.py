"""What a saying is of where its own words leave that open, by what else the record tells.

A guarantee that is asked for again without saying of what is the one that the same party asked for in full. A body
that is not named is the only one of which the same is told. And a few words of a matter name its opposite, as its
option is named: who is for an abduction is against freeing prisoners.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.matters import by_id, spoken, stands
from onrecord.strategy.drafting.acts import lexicon
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.strategy.drafting.bearing import Bearing


@dataclass(frozen=True, slots=True)
class Form:
    """How a matter stands in a table.

    Attributes:
        name: What its option is called; {whom} stands for those whom it concerns, {body} for its body.
        alone: The same where nobody is told whom it concerns.
        join: The same of who would join a body; empty where the matter has no such option.
        harms: It is done to those whom it concerns: nobody is for it against itself.
        lasting: What was done goes on until it is undone.
        shared: It takes all who quarrel: who wants it would do its own part.
        other: Words that name another thing than the option does, each with the matter that they are of: with `-`
        they are against it, and empty where they tell nothing of any.
    """

    name: str
    alone: str
    join: str = ""
    lasting: bool = False
    shared: bool = False
    harms: bool = False
    other: tuple[tuple[str, str], ...] = ()


@cache
def forms() -> Mapping[str, Form]:
    """Return how matters stand in a table, by their ids; a matter that is in no catalogue is a fault of ours."""
    text = resources.files("onrecord").joinpath("data/option_names.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["matter"]
    if strange := rows.keys() - by_id().keys():
        raise ValueError(f"option_names.toml: {sorted(strange)} are no matters of the catalogue")
    return {matter: _form(row) for matter, row in rows.items()}


def form_of(matter: str) -> Form:
    """Return how a matter stands in a table; as the catalogue names it where no form is written for it."""
    plain = by_id()[matter].plain.capitalize()
    return forms().get(matter) or Form(plain, plain)


def _form(row: Mapping[str, Any]) -> Form:
    return Form(
        row["name"],
        row.get("alone", row["name"]),
        row.get("join", ""),
        row.get("lasting") is True,
        row.get("shared") is True,
        row.get("harms") is True,
        tuple(row.get("other", {}).items()),
    )


def as_meant(told: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """Return what is told, each of the matter, the body and those concerned that it is meant of."""
    sure = (one for one in told if not harms_itself(one))
    named = tuple(filter(None, map(_of_its_matter, map(_sided, sure))))
    return tuple(_with_bodies(tuple(_with_pledges(named))))


def harms_itself(one: Bearing) -> bool:
    """Say whether a party would be for what is done to itself: then the words are not read well enough."""
    wished = one.kind is CellKind.POSITION and one.says is True and bool(one.matter)
    return wished and form_of(one.matter).harms and one.party in one.whom


def _sided(one: Bearing) -> Bearing:
    """Return a saying by its own words where nobody can be for or against its matter: "borders", "migration"."""
    return replace(one, matter="") if one.matter and not by_id()[one.matter].sided else one


def _of_its_matter(one: Bearing) -> Bearing | None:
    """Return a saying of the matter that its words are of as options go; None where they tell of none."""
    said = spoken(one.named)
    other = form_of(one.matter).other if one.matter else ()
    of = next((matter for words, matter in other if stands(words, said)), None)
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
