"""Every party's moves of a model, as pairs of states: from arcs, or from options with their rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.model import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model

    Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def arcs_of_model(model: Model, codes: NDArray[np.int64]) -> Iterator[Pairs]:
    """Yield for each party the origins and targets of its moves, by state number."""
    if model.arcs is not None:
        for party in range(len(model.parties)):
            mine = [arc for arc in model.arcs if arc.party == party]
            origins = np.array([arc.origin for arc in mine], dtype=np.int64)
            yield origins, np.array([arc.target for arc in mine], dtype=np.int64)
        return
    every, stands_for = _before_merging(model, codes)
    for party in range(len(model.parties)):
        origins, targets = _option_moves(model, party, every)
        yield stands_for[origins], stands_for[targets]


def _before_merging(model: Model, codes: NDArray[np.int64]) -> Pairs:
    """Return all feasible codes, and for each the number of the state that it is part of."""
    if not model.merged or model.states is not None:
        return codes, np.arange(len(codes), dtype=np.int64)
    every = np.arange(1 << len(model.options), dtype=np.int64)
    for rule in model.infeasible:
        every = every[~rule.holds_for(every)]
    merged_into = every.copy()
    for rule in model.merged:
        inside = rule.holds_for(every) & (merged_into == every)
        if inside.any():
            merged_into[inside] = every[inside][0]
    return every, np.searchsorted(codes, merged_into)


def _option_moves(model: Model, party: int, codes: NDArray[np.int64]) -> Pairs:
    """Return the moves of one party: it changes any of its own options, as far as their rules let it."""
    mask = sum(1 << place for place, option in enumerate(model.options) if party in option.owners)
    order = np.argsort(codes & ~mask, kind="stable")
    kept = (codes & ~mask)[order]
    edges = np.flatnonzero(np.diff(kept)) + 1
    origins, targets = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for group in np.split(order, edges):
        if len(group) > 1:
            origin, target = np.repeat(group, len(group)), np.tile(group, len(group))
            allowed = _allowed(model, party, codes[origin], codes[target])
            origins.append(origin[allowed])
            targets.append(target[allowed])
    return np.concatenate(origins), np.concatenate(targets)


def _allowed(model: Model, party: int, origin: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = origin != target
    for place, option in enumerate(model.options):
        bit = np.int64(1 << place)
        up = (target & ~origin & bit) != 0
        down = (origin & ~target & bit) != 0
        if option.direction is Direction.FORWARD:
            found &= ~down
        if option.direction is Direction.BACK:
            found &= ~up
        if option.only_if:
            found &= ~up | option.only_if.holds_for(origin)
        if option.back_if:
            found &= ~down | option.back_if.holds_for(origin)
    for blocked in model.blocked:
        if blocked.party in (None, party):
            found &= ~(blocked.origin.holds_for(origin) & blocked.target.holds_for(target))
    return found
