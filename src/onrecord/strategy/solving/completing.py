"""One completion of open preferences: for programs that need every state ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.game import game
from onrecord.strategy.solving.orders import Sampler, orders_of
from onrecord.strategy.solving.partial import blank_values, with_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.orders import Relation


def completed(model: Model, draw: int | None = None) -> Game:
    """Return a model's game with every open preference settled in one way.

    Args:
        model: The model.
        draw: Number of a completion drawn at random, the same for the same number. Unless given, what nothing
            tells apart is level: a state ranks by the longest chain of states known to be worse.

    Raises:
        TooLarge: There are too many states for a table of all pairs.
    """
    blank = game(model, blank_values(model))
    orders = orders_of(model, blank.codes, tuple(str(blank.name(state)) for state in range(blank.size)))
    values = [
        _level(order.better) if draw is None or order.full else Sampler(order, draw + party).draw()
        for party, order in enumerate(orders)
    ]
    return with_values(blank, np.array(values, dtype=np.int32))


def _level(better: Relation) -> NDArray[np.int32]:
    """Return for each state the length of the longest chain of worse ones."""
    heights = np.zeros(len(better), dtype=np.int32)
    for state in np.argsort(better.sum(axis=1), kind="stable"):  # those with the fewest below them first
        below = heights[better[state]]
        heights[state] = below.max() + 1 if len(below) else 0
    return heights
