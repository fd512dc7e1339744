"""Partial preferences as relations between states: what is known to be better, what is known to be worth the same.

A completion is a full ranking, ties allowed, in which all that is known holds. Two things are drawn from an order:
its completions, all of them where they are few, and random ones where they are many.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import ModelFault, TooLarge
from onrecord.strategy.model.game import statement_values
from onrecord.strategy.model.model import Partial, Ranking, Statements
from onrecord.strategy.solving.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model, Preference

    Relation = NDArray[np.bool_]

MOST_PARTIAL = 4096
MOST_CLASSES = 256


@dataclass(frozen=True)
class Order:
    """What is known of one party's preference.

    Attributes:
        better: `better[a, b]`: a is known to be better than b.
        same: `same[a, b]`: the two are known to be worth the same.
    """

    better: Relation
    same: Relation

    @property
    def full(self) -> bool:
        """Say whether nothing is left open."""
        return bool((self.better | self.better.T | self.same).all())


def orders_of(model: Model, codes: NDArray[np.int64], names: tuple[str, ...]) -> tuple[Order, ...]:
    """Return what is known of each party's preference."""
    return tuple(order_of(model, party, codes, names) for party in range(len(model.parties)))


def order_of(model: Model, party: int, codes: NDArray[np.int64], names: tuple[str, ...]) -> Order:
    """Return what is known of one party's preference.

    Raises:
        TooLarge: A table of all pairs of states would be too large.
        ModelFault: What is stated as better leads round in a circle.
    """
    if len(codes) > MOST_PARTIAL:
        raise TooLarge("this question of a partial preference", len(codes), MOST_PARTIAL)
    order = _order(model.preferences[party], codes, {name: i for i, name in enumerate(names)})
    if order.better.diagonal().any() or (order.better & order.same).any():
        words = "what is stated as better leads round in a circle; drop one of the comparisons."
        raise ModelFault(model.path, f"preference of '{model.parties[party].id}'", words)
    return order


def _order(preference: Preference, codes: NDArray[np.int64], place: dict[str, int]) -> Order:
    if isinstance(preference, Partial):
        return _partial(preference, codes, place)
    if isinstance(preference, Statements):
        return _of_values(statement_values(preference, codes))
    return _of_values(ranking_values(preference, place))


def ranking_values(preference: Ranking, place: dict[str, int]) -> NDArray[np.int32]:
    """Return the values of a full ranking."""
    values = np.zeros(len(place), dtype=np.int32)
    for rank, tier in enumerate(preference.tiers):
        values[[place[name] for name in tier]] = len(preference.tiers) - rank
    return values


def _of_values(values: NDArray[np.int32]) -> Order:
    return Order(values[:, None] > values[None, :], values[:, None] == values[None, :])


def _partial(preference: Partial, codes: NDArray[np.int64], place: dict[str, int]) -> Order:
    size = len(codes)
    better = np.zeros((size, size), dtype=np.bool_)
    alike = np.ones((size, size), dtype=np.bool_) if preference.groups else np.eye(size, dtype=np.bool_)
    for group in preference.groups:  # the weightiest group in which two states differ decides, by inclusion
        more, less = np.zeros_like(alike), np.zeros_like(alike)
        for statement in group:
            held = statement.holds_for(codes)
            more |= held[:, None] & ~held[None, :]
            less |= ~held[:, None] & held[None, :]
        better |= alike & more & ~less
        alike &= ~more & ~less
    if preference.tiers:
        rank = ranking_values(Ranking(preference.tiers), place)
        better |= rank[:, None] > rank[None, :]
    if preference.above:
        for one, other in preference.above:
            better[place[one], place[other]] = True
        _close(better, alike)
    return Order(better, alike)


def _close(better: Relation, same: Relation) -> None:
    """Add all that follows: better than something better (or worth the same as that) is better."""
    for middle in range(len(better)):
        better[same[middle]] |= better[middle]
        better[:, same[middle]] |= better[:, [middle]]
    for middle in range(len(better)):
        better[better[:, middle]] |= better[middle]


def every_completion(order: Order, limit: int) -> list[tuple[int, ...]] | None:
    """Return the values of all completions of an order, or None where there are more than the limit."""
    classes = _classes(order)
    if order.full:
        worse = order.better.sum(axis=1)
        return [tuple(int(count) for count in worse)]
    if len(classes) > MOST_CLASSES:
        return None
    heads = [members[0] for members in classes]
    better = [sum(1 << other for other, head in enumerate(heads) if order.better[head, one]) for one in heads]
    found: list[tuple[int, ...]] = []
    for tiers in _tiers((1 << len(heads)) - 1, better):
        if len(found) >= limit:
            return None
        found.append(_values(tiers, classes, len(order.better)))
    return found


def _values(tiers: Sequence[Sequence[int]], classes: Sequence[Sequence[int]], size: int) -> tuple[int, ...]:
    """Return the values of states by the tier, best first, that their class stands in."""
    values = [0] * size
    for rank, tier in enumerate(reversed(tiers)):
        for state in chain.from_iterable(classes[number] for number in tier):
            values[state] = rank
    return tuple(values)


def _tiers(rest: int, better: list[int]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every way to put classes in tiers, best first, so that nothing stands above what is better.

    Sets of classes are bits of a number; `better[c]` holds those better than class c.
    """
    if not rest:
        yield ()
        return
    free = [one for one, above in enumerate(better) if rest >> one & 1 and not above & rest]
    for choice in range(1, 1 << len(free)):
        tier = tuple(one for i, one in enumerate(free) if choice >> i & 1)
        for below in _tiers(rest & ~sum(1 << one for one in tier), better):
            yield (tier, *below)


def _classes(order: Order) -> list[list[int]]:
    """Return the states in classes of the same known worth."""
    first = order.same.argmax(axis=1)
    classes: dict[int, list[int]] = {}
    for state, head in enumerate(first):
        classes.setdefault(int(head), []).append(state)
    return list(classes.values())


class Sampler:
    """Draws random completions: again and again one of the classes that nothing unplaced is better than.

    Each next class is drawn evenly among those open, and shares the tier of the one before, where nothing
    forbids it, one time in four. Not every completion is equally likely: what a sample shows is that something
    happens.
    """

    def __init__(self, order: Order, seed: int) -> None:
        classes = _classes(order)
        heads = [members[0] for members in classes]
        self.number = np.empty(len(order.better), dtype=np.int64)
        for number, members in enumerate(classes):
            self.number[members] = number
        covers = reduced(order.better[np.ix_(heads, heads)])
        self.waits = covers.sum(axis=0).astype(np.int64)
        counts = covers.sum(axis=1)
        self.start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.below = np.flatnonzero(covers) % len(heads) if heads else np.zeros(0, dtype=np.int64)
        self.chance = np.random.default_rng(seed)

    def draw(self) -> NDArray[np.int32]:
        """Return the values of one completion."""
        keys = self.chance.random(2 * len(self.waits))
        ranks = drawn(self.waits.copy(), self.start, self.below, keys)
        values: NDArray[np.int32] = ranks[self.number]
        return values


def reduced(better: Relation) -> Relation:
    """Return which classes stand next below which: pairs that follow from others are left out."""
    steps = better.astype(np.float32)
    found = better.copy()
    for start in range(0, len(better), 512):
        rows = slice(start, start + 512)
        found[rows] &= (steps[rows] @ steps) == 0
    return found


@compiled
def drawn(
    waits: NDArray[np.int64], start: NDArray[np.int64], below: NDArray[np.int64], keys: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return ranks of one random completion; the best class has the highest."""
    size = len(waits)
    found = np.zeros(size, dtype=np.int32)
    free = np.empty(size, dtype=np.int64)
    born = np.zeros(size, dtype=np.int32)  # the tier below which a class must stand
    count = 0
    for one in range(size):
        if waits[one] == 0:
            free[count] = one
            count += 1
    tier = 1
    for step in range(size):
        pick = int(keys[step] * count)
        one = free[pick]
        count -= 1
        free[pick] = free[count]
        if step and (born[one] == tier or keys[size + step] >= 0.25):
            tier += 1
        found[one] = -tier
        for at in range(start[one], start[one + 1]):
            low = below[at]
            born[low] = max(born[low], tier)
            waits[low] -= 1
            if waits[low] == 0:
                free[count] = low
                count += 1
    return found
