"""What is known of a preference, without a table of all pairs: for each outcome the wishes that it fulfils.

Wishes come in groups, the weightiest first; the first group in which two outcomes differ decides, and there the
one that fulfils more, by inclusion, is better. A full ranking is the same with one wish a group: the binary digits
of its values. So two outcomes are compared in a few steps, whatever their number, where a table of 65,536 of them
would take 4 GB a party.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import statement_values
from onrecord.strategy.model.model import Partial, Statements
from onrecord.strategy.solving.compiled import compiled
from onrecord.strategy.solving.orders import MOST_PARTIAL, ranking_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Model, Preference

    Rows = NDArray[np.uint64]

MOST_WISHES = 64  # in one group: the bits of a word


@dataclass(frozen=True)
class Marks:
    """What is known of one party's preference.

    Attributes:
        of: By state its class: states of one class are known to be worth the same.
        rows: By class and group the wishes that it fulfils, as bits.
        wishes: How many wishes each group has.
    """

    of: NDArray[np.int32]
    rows: Rows
    wishes: tuple[int, ...]


def marks_of(model: Model, codes: NDArray[np.int64], names: tuple[str, ...]) -> tuple[Marks, ...]:
    """Return what is known of each party's preference.

    Raises:
        TooLarge: A preference names single states by pairs or tiers, for which a table is needed.
    """
    place = {name: i for i, name in enumerate(names)}
    return tuple(_marks(preference, codes, place) for preference in model.preferences)


def _marks(preference: Preference, codes: NDArray[np.int64], place: dict[str, int]) -> Marks:
    if isinstance(preference, Partial):
        if preference.tiers or preference.above:
            raise TooLarge("a preference that names states by pairs or tiers", len(codes), MOST_PARTIAL)
        return _of_wishes(preference.groups, codes)
    if isinstance(preference, Statements):
        values = statement_values(preference, codes)
    else:
        values = ranking_values(preference, place)
    ranks = np.unique(values, return_inverse=True)[1]
    digits = max(1, int(ranks.max()).bit_length())
    return _classed([[(ranks >> digit & 1).astype(np.bool_)] for digit in reversed(range(digits))], len(codes))


def _of_wishes(groups: Sequence[Sequence[Condition]], codes: NDArray[np.int64]) -> Marks:
    """Return what is known by wishes in groups; of no wish all are worth the same."""
    if any(len(group) > MOST_WISHES for group in groups):
        raise TooLarge(f"a group of more than {MOST_WISHES} wishes", len(codes), MOST_PARTIAL)
    met = [[wish.holds_for(codes) for wish in group] for group in groups]
    return _classed(met or [[]], len(codes))


def _classed(groups: Sequence[Sequence[NDArray[np.bool_]]], size: int) -> Marks:
    rows = np.zeros((size, len(groups)), dtype=np.uint64)
    for column, group in enumerate(groups):
        for bit, held in enumerate(group):
            rows[:, column] |= held.astype(np.uint64) << np.uint64(bit)
    unlike, of = np.unique(rows, axis=0, return_inverse=True)
    # An outcome that fulfils more comes later: what is better than another never stands before it.
    counts = np.bitwise_count(unlike)
    order = np.lexsort(counts.T[::-1])
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return Marks(number[of.reshape(-1)], unlike[order], tuple(len(group) for group in groups))


@compiled
def is_better(rows: Rows, one: int, other: int) -> bool:
    """Say whether a class is known to be better than another."""
    for group in range(rows.shape[1]):
        if rows[one, group] != rows[other, group]:
            return bool((rows[one, group] & rows[other, group]) == rows[other, group])
    return False


@compiled
def is_above(rows: Rows, state: int, other: int, loose: bool) -> bool:
    """Say whether a class is put above another: as known, or (loosely) where it is not known to be no better."""
    if state == other:
        return False
    return not is_better(rows, state, other) if loose else is_better(rows, other, state)


class Drawer:
    """Draws random completions by weights: each wish one of its own, each pair of wishes of a group another.

    What fulfils more weighs more, so that each draw is a completion; not every completion can be drawn so.
    """

    def __init__(self, marks: Marks, seed: int) -> None:
        self.marks = marks
        self.chance = np.random.default_rng(seed)

    def draw(self) -> NDArray[np.int32]:
        """Return the values of one completion, by state."""
        keys = [self._weights(column, count) for column, count in enumerate(self.marks.wishes)]
        order = np.lexsort(keys[::-1])
        table = np.stack(keys)[:, order]
        steps = (table[:, 1:] != table[:, :-1]).any(axis=0)
        values = np.empty(len(order), dtype=np.int32)
        values[order] = np.concatenate([[0], np.cumsum(steps)])
        found: NDArray[np.int32] = values[self.marks.of]
        return found

    def _weights(self, column: int, count: int) -> NDArray[np.int64]:
        """Return what each class weighs in a group; whole numbers, so that ties happen."""
        bits = (self.marks.rows[:, column, None] >> np.arange(max(count, 1), dtype=np.uint64)) & np.uint64(1)
        held = bits.astype(np.int64)
        worth = held @ self.chance.integers(1, 9, held.shape[1])
        one, other = (held[:, self.chance.permutation(held.shape[1])] for _ in range(2))
        found: NDArray[np.int64] = worth + (one & other) @ self.chance.integers(0, 9, held.shape[1])
        return found
