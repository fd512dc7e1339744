"""The fast engine for moves that follow from options alone and full rankings: arrays over all decimal codes.

Such moves are transitive, so that a sequence of the others' moves is plain reachability, and "someone can take
it to where I am no better off" is one number: v, the least value (for the focal party) that the others can
reach. A state s is unstable iff the best over the party's moves s1 of min(P(s1), v(s1)) is above P(s). For SMR
and SSEQ, v starts not from P but from max(P, the best that the party can still reach from there).

The least or greatest over a party's moves is a sweep over its option bits, one after another (it may pass
through infeasible codes, which hold a neutral value). Improvements need each block of codes, all those that a
party can move among, in the party's order of preference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.solving.compiled import compiled, part

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.strategy.model.game import Game, Lattice

    Column = NDArray[np.int32]

HIGH = np.int32(2**31 - 1)
LOW = np.int32(-(2**31))


def lattice_stable(game: Game, lattice: Lattice, concepts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """Return for each concept a table of parties and states: True where stable."""
    count = 1 << lattice.bits
    codes = None if game.size == count else game.codes
    feasible = _feasible(codes, count)
    values = [_spread(row, codes, count) for row in game.values]
    parties = range(len(game.parties))
    found = {concept: np.zeros((len(parties), game.size), dtype=np.bool_) for concept in concepts}
    improving = "seq" in concepts or "sseq" in concepts
    orders = [_order(values[party], lattice.mask(party), feasible) for party in parties] if improving else []
    masks = np.array(list(zip(lattice.both, lattice.forward, lattice.back, strict=True)), dtype=np.int64)
    for party in parties:
        best = _extreme(values[party], masks[party], lattice.bits, feasible, greatest=True)
        for concept in concepts:
            least = _least(concept, party, values, best, masks, lattice.bits, feasible, orders)
            found[concept][party] = _verdict(values[party], least, best, masks[party], lattice.bits, codes)
    return found


def _feasible(codes: NDArray[np.int64] | None, count: int) -> NDArray[np.bool_]:
    """Return which of all codes are states: all, unless they are listed."""
    if codes is None:
        return np.ones(count, dtype=np.bool_)
    feasible = np.zeros(count, dtype=np.bool_)
    feasible[codes] = True
    return feasible


def _spread(row: Column, codes: NDArray[np.int64] | None, count: int) -> Column:
    """Return a party's values over all codes; an infeasible code holds the lowest number."""
    if codes is None:
        return row
    spread = np.full(count, LOW, dtype=np.int32)
    spread[codes] = row
    return spread


def _least(
    concept: str,
    party: int,
    values: list[Column],
    best: Column,
    masks: NDArray[np.int64],
    bits: int,
    feasible: NDArray[np.bool_],
    orders: list[Column],
) -> Column | None:
    """Return v for a concept: the least value that the others can reach; None where they do not answer at all."""
    if concept == "nash":
        return None
    start = best if concept in ("smr", "sseq") else values[party]
    least = np.where(feasible, start, HIGH)
    others = [other for other in range(len(values)) if other != party]
    if concept in ("gmr", "smr"):
        _settle(least, masks[others], bits, feasible)
    else:
        _settle_improving(least, others, values, masks, orders)
    return least


def _settle(least: Column, masks: NDArray[np.int64], bits: int, feasible: NDArray[np.bool_]) -> None:
    """Bring v down under the others' moves until nothing changes; without holes one round is enough."""
    holes = not bool(feasible.all())
    before = total(least)
    while True:
        for mask in masks:
            sweep(least, mask[0], mask[1], mask[2], bits, False)  # noqa: FBT003
            if holes:
                put(least, feasible, HIGH)
        after = total(least)
        if not holes or after == before:
            return
        before = after


def _settle_improving(
    least: Column, others: list[int], values: list[Column], masks: NDArray[np.int64], orders: list[Column]
) -> None:
    """Bring v down under the others' improvements until nothing changes, looking again only at touched blocks."""
    touched = np.ones((len(others), len(least)), dtype=np.bool_)
    changed = True
    while changed:
        changed = False
        for place, other in enumerate(others):
            changed |= bool(improve(least, values[other], orders[other], masks[others], place, touched))


def _extreme(
    start: Column, mask: NDArray[np.int64], bits: int, feasible: NDArray[np.bool_], *, greatest: bool
) -> Column:
    found = start.copy()
    sweep(found, mask[0], mask[1], mask[2], bits, greatest)
    put(found, feasible, LOW if greatest else HIGH)
    return found


def _verdict(
    value: Column,
    least: Column | None,
    best: Column,
    mask: NDArray[np.int64],
    bits: int,
    codes: NDArray[np.int64] | None,
) -> NDArray[np.bool_]:
    hope = best
    if least is not None:
        hope = np.minimum(value, least)
        sweep(hope, mask[0], mask[1], mask[2], bits, True)  # noqa: FBT003
    stable: NDArray[np.bool_] = hope <= value
    return stable if codes is None else stable[codes]


def _order(value: Column, mask: int, feasible: NDArray[np.bool_]) -> Column:
    """Return the codes block by block, each block from the party's best to its worst, infeasible ones last."""
    found = np.empty(len(value), dtype=np.int32)
    sort_blocks(value, mask, found, feasible)
    return found


@compiled
def total(column: Column) -> int:
    """Return the sum of a column, which falls whenever one of its values falls."""
    found = np.int64(0)
    for value in column:
        found += value
    return int(found)


@compiled
def put(column: Column, feasible: NDArray[np.bool_], value: np.int32) -> None:
    """Give every infeasible code a neutral value."""
    for code in range(len(column)):
        if not feasible[code]:
            column[code] = value


@compiled
def sweep(column: Column, both: int, forward: int, back: int, bits: int, greatest: bool) -> None:
    """Give every code the least (or greatest) value that a party can move to from it, its own included."""
    for place in range(bits):
        bit = 1 << place
        two_way, up, down = both & bit, forward & bit, back & bit
        if not (two_way or up or down):
            continue
        for base in range(0, len(column), 2 * bit):
            for low in range(base, base + bit):
                a, b = column[low], column[low + bit]
                gain = max(a, b) if greatest else min(a, b)
                if not down:
                    column[low] = gain
                if not up:
                    column[low + bit] = gain


@compiled
def sort_blocks(value: Column, mask: int, found: Column, feasible: NDArray[np.bool_]) -> None:
    """Fill `found` with the codes, block by block, each block from best to worst value."""
    count = len(value)
    at = 0
    base = 0
    while base < count:
        start = at
        part = 0
        while True:
            code = base | part
            slot = at
            if feasible[code]:
                while slot > start and (value[found[slot - 1]] < value[code] or not feasible[found[slot - 1]]):
                    found[slot] = found[slot - 1]
                    slot -= 1
            found[slot] = code
            at += 1
            part = (part - mask) & mask
            if part == 0:
                break
        base = ((base | mask) + 1) & ~mask


@part
def block_size(mask: int) -> int:
    """Return how many codes differ only in the bits of a mask."""
    size = 1
    while mask:
        mask &= mask - 1
        size *= 2
    return size


@part
def touch(touched: NDArray[np.bool_], masks: NDArray[np.int64], place: int, code: int) -> None:
    """Mark the blocks of a code that every party but one has to look at again."""
    for other in range(len(masks)):
        if other != place:
            touched[other, code & ~masks[other]] = True


@compiled
def open_floor(least: Column, order: Column, start: int, end: int, code: int, way: NDArray[np.int64]) -> np.int32:
    """Return the least v among the better states of a block that one-way options leave open from a code."""
    floor = np.int32(2**31 - 1)
    for at in range(start, end):
        target = order[at]
        closed = (code & ~target & way[1]) | (target & ~code & way[2])
        if closed == 0 and least[target] < floor:
            floor = least[target]
    return floor


@compiled
def improve(
    least: Column,
    value: Column,
    order: Column,
    ways: NDArray[np.int64],
    place: int,
    touched: NDArray[np.bool_],
) -> bool:
    """Bring v down under one party's improvements, in the blocks touched since it was last looked at."""
    masks = ways[:, 0] | ways[:, 1] | ways[:, 2]
    block = block_size(masks[place])
    one_way = (ways[place, 1] | ways[place, 2]) != 0
    changed = False
    for start in range(0, len(order), block):
        home = order[start] & ~masks[place]
        if not touched[place, home]:
            continue
        touched[place, home] = False
        low = np.int32(2**31 - 1)  # the least v among the states that are strictly better than the present tier
        tier_low, tier, tier_start = low, value[order[start]], start
        for at in range(start, start + block):
            code = order[at]
            if value[code] == -(2**31):
                break
            if value[code] != tier:
                tier, tier_start = value[code], at
                low = min(low, tier_low)
            floor = low
            if one_way and low < least[code]:
                floor = open_floor(least, order, start, tier_start, code, ways[place])
            if floor < least[code]:
                least[code] = floor
                changed = True
                touch(touched, masks, place, code)
            tier_low = min(tier_low, least[code])
    return changed
