"""What large models with open preferences cost: up to 65,536 states, four parties, five concepts, one core.

    python bench/strategy_wide.py [BITS] [WISHES] [DRAWS]

Each party has so many wishes on single options, in groups of four. With as many as there are options every
state is a class of its own, which is the hardest case. DRAWS completions are drawn and solved for SEQ and SSEQ
beside the bounds.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np
from strategy_completions import PARTIES

from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Model, Option, Partial, Party
from onrecord.strategy.solving.marks import Drawer, marks_of
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.partial import blank_values, with_values
from onrecord.strategy.solving.solve import solve_game
from onrecord.strategy.solving.wide import wide_bounds, wide_moves


def open_model(bits: int, wishes: int, seed: int = 1) -> Model:
    """Return a model in which each party has so many wishes, in groups of four."""
    chance = np.random.default_rng(seed)
    preferences = []
    for _ in range(PARTIES):
        places = [int(bit) for bit in chance.permutation(bits)][:wishes]
        every = [Condition("", ((1 << bit, int(chance.integers(2)) << bit),)) for bit in places]
        preferences.append(Partial(tuple(tuple(every[i : i + 4]) for i in range(0, wishes, 4))))
    parties = tuple(Party(name, name) for name in "abcd")
    options = tuple(Option(f"o{i}", f"o{i}", (i * PARTIES // bits,)) for i in range(bits))
    return Model("", "", parties, options, preferences=tuple(preferences))


def measured(model: Model, draws: int) -> str:
    """Return what solving a model costs, in CPU seconds."""
    began = time.process_time()
    blank = game(model, blank_values(model))
    marks = marks_of(model, blank.codes, tuple(map(str, blank.codes)))
    arcs = wide_moves(model, blank.codes)
    ready = time.process_time()
    wide_bounds(arcs, marks, CONCEPTS)
    bounded = time.process_time()
    drawers = [Drawer(mark, number) for number, mark in enumerate(marks)]
    for _ in range(draws):
        solve_game(with_values(blank, np.array([drawer.draw() for drawer in drawers])), ("seq", "sseq"))
    drawn = time.process_time() - bounded
    return f"set up {ready - began:.1f} s, bounds {bounded - ready:.1f} s, {draws} draws {drawn:.1f} s"


def main() -> None:
    bits = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    wishes = int(sys.argv[2]) if len(sys.argv) > 2 else bits
    draws = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    measured(open_model(8, 8), 2)  # compiles
    told = measured(open_model(bits, wishes), draws)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"2^{bits} states, {wishes} wishes a party: {told}; peak {peak:,.0f} MB")


if __name__ == "__main__":
    main()
