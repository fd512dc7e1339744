"""How long it takes to draw and solve completions of a partial model: 12 options, 4,096 states, four parties.

python bench/strategy_completions.py [HOW_MANY]
"""

from __future__ import annotations

import sys
import time

import numpy as np

from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Model, Option, Partial, Party
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.orders import Sampler, orders_of
from onrecord.strategy.solving.partial import with_values
from onrecord.strategy.solving.solve import solve_game

BITS, PARTIES = 12, 4


def open_model(seed: int) -> Model:
    """Return a model in which each party has twelve wishes in three groups, their weight within a group open."""
    chance = np.random.default_rng(seed)
    preferences = []
    for _ in range(PARTIES):
        order = [int(bit) for bit in chance.permutation(BITS)]
        wishes = [Condition("", ((1 << bit, int(chance.integers(2)) << bit),)) for bit in order]
        preferences.append(Partial(tuple(tuple(wishes[i : i + 4]) for i in range(0, BITS, 4))))
    return Model(
        "",
        "",
        tuple(Party(name, name) for name in "abcd"),
        tuple(Option(f"o{i}", f"o{i}", (i * PARTIES // BITS,)) for i in range(BITS)),
        preferences=tuple(preferences),
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    model = open_model(1)
    blank = game(model, np.zeros((PARTIES, 1 << BITS), dtype=np.int32))
    began = time.process_time()
    orders = orders_of(model, blank.codes, tuple(str(code) for code in blank.codes))
    samplers = [Sampler(order, party) for party, order in enumerate(orders)]
    samplers[0].draw()
    solve_game(with_values(blank, np.array([sampler.draw() for sampler in samplers])), CONCEPTS)
    ready = time.process_time()
    draws = 0.0
    for _ in range(count):
        start = time.process_time()
        values = np.array([sampler.draw() for sampler in samplers])
        draws += time.process_time() - start
        solve_game(with_values(blank, values), CONCEPTS)
    spent = time.process_time() - ready
    print(
        f"orders and first draw {ready - began:.1f} s; {count:,} completions {spent:.1f} s (drawing {draws:.1f} s)"
    )


if __name__ == "__main__":
    main()
