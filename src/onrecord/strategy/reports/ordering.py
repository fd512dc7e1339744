"""What order of outcomes a party's stated preference makes, from best to worst, in words.

With a full preference these are its tiers. With a partial one they are layers: nothing in the first is surely
worse than anything, and what stands in a next one is surely worse than something above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import NoSuchParty
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import CellKind, GroundOf, Partial, Ranking, Statements
from onrecord.strategy.reports.wording import Wording, condition_words
from onrecord.strategy.solving.orders import orders_of
from onrecord.strategy.solving.partial import blank_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.orders import Order

SHOWN = 20  # outcomes, above which the middle ones are counted


def order_lines(model: Model, party: str) -> tuple[str, ...]:
    """Return a party's preference in words, and the order of outcomes that it makes, best first.

    Raises:
        NoSuchParty: The model has no such party.
    """
    ids = tuple(one.id for one in model.parties)
    if party not in ids:
        raise NoSuchParty(party, ids)
    number = ids.index(party)
    blank = game(model, blank_values(model))
    names = tuple(str(blank.name(state)) for state in range(blank.size))
    order = orders_of(model, blank.codes, names)[number]
    wording = Wording(blank, model)
    known = "in full" if order.full else _openness(order)
    lines = [f"{model.parties[number].name} states its preference {known}."]
    lines.extend(_stated(model, number))
    lines.extend(
        f"It rests on: {'; '.join(filter(None, (*ground.cited, ground.assumption.rstrip('.'))))}."
        for ground in model.grounds
        if ground.of is GroundOf.PREFERENCE and ground.party == number
    )
    lines.append("Outcomes from best to worst:" if order.full else "Outcomes, the best that can be said first:")
    lines.extend(_shown(layers(order), wording))
    return tuple(lines)


def layers(order: Order) -> list[list[int]]:
    """Return the states in layers, best first: each stands below all that are surely better."""
    better = order.better
    rest = np.ones(len(better), dtype=np.bool_)
    found: list[list[int]] = []
    while rest.any():
        top = rest & ~better[rest].any(axis=0)
        found.append([int(state) for state in np.flatnonzero(top)])
        rest &= ~top
    return found


def _openness(order: Order) -> str:
    size = len(order.better)
    pairs = size * (size - 1) // 2
    known = int(order.better.sum() + np.triu(order.same, 1).sum())
    return f"in part: {known:,} of {pairs:,} comparisons of two outcomes are known"


def _stated(model: Model, number: int) -> Iterator[str]:
    """Yield the statements of a preference in words, each with what grounds it."""
    preference = model.preferences[number]
    if isinstance(preference, Ranking):
        yield "It ranks the outcomes one by one."
        return
    if isinstance(preference, Statements):
        for rank, statement in enumerate(preference.statements, start=1):
            yield f"{rank}. {_worded(model, statement)}{_ground(model, number, statement)}"
        return
    for rank, group in enumerate(preference.groups, start=1):
        for statement in group:
            yield f"{rank}. {_worded(model, statement)}{_ground(model, number, statement)}"
    if any(len(group) > 1 for group in preference.groups):
        yield "What stands under one number is not weighed against the rest of it."
    yield from _pairs(preference)


def _pairs(preference: Partial) -> Iterator[str]:
    for better, worse in preference.above:
        yield f"State {better} is better than state {worse}."
    if preference.tiers:
        yield f"States are put in {len(preference.tiers)} tiers."


def _worded(model: Model, statement: Condition) -> str:
    return condition_words(statement, model)


def _ground(model: Model, number: int, statement: Condition) -> str:
    """Return what a wish on one option rests on: the cell of the party that says it."""
    if len(statement.cases) != 1 or statement.cases[0][0].bit_count() != 1:
        return ""
    mask, value = statement.cases[0]
    for cell in model.cells:
        wanted = (cell.party, 1 << cell.option, cell.kind, cell.says)
        if wanted == (number, mask, CellKind.POSITION, bool(value)):
            assumed = f"assumed: {cell.assumption}" if cell.assumption else "the cell cites nothing"
            return f" [{'; '.join(cell.cited) or assumed}]"
    return " [no cell says so]"


def _shown(found: list[list[int]], wording: Wording) -> Iterator[str]:
    """Yield the layers; of many outcomes the best and worst, and the count of those between."""
    every = [(rank, state) for rank, layer in enumerate(found, start=1) for state in layer]
    cut = every if len(every) <= SHOWN else [*every[: SHOWN // 2], *every[-SHOWN // 2 :]]
    for place, (rank, state) in enumerate(cut):
        if len(cut) < len(every) and place == SHOWN // 2:
            yield f"  ... {len(every) - len(cut):,} outcomes between"
        yield f"  {rank}. {wording.state(state)}"
