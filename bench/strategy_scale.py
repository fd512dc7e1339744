"""How fast large models are solved: five concepts, four parties, one core.

python bench/strategy_scale.py [BITS] [random|statements|mixed|dealt] [SHARE_OF_HOLES]
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.game import Game, Lattice, statement_values
from onrecord.strategy.model.model import Statements
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.solve import solve_game

PARTIES = 4


def large_game(bits: int, kind: str, holes: float, seed: int = 1) -> Game:
    """Return a large option game: one option in five one-way if `mixed`, dealt out in turn if `dealt`."""
    chance = np.random.default_rng(seed)
    dealt = [bit % PARTIES if kind == "dealt" else bit * PARTIES // bits for bit in range(bits)]
    share = [[bit for bit in range(bits) if dealt[bit] == party] for party in range(PARTIES)]
    masks = [sum(1 << bit for bit in own) for own in share]
    one_way = [sum(1 << bit for bit in own[:1]) if kind == "mixed" else 0 for own in share]
    lattice = Lattice(
        bits, tuple(m & ~w for m, w in zip(masks, one_way, strict=True)), tuple(one_way), (0,) * PARTIES
    )
    codes = np.arange(1 << bits, dtype=np.int64)
    if holes:
        codes = codes[chance.random(len(codes)) >= holes]
    values = np.empty((PARTIES, len(codes)), dtype=np.int32)
    for row in values:
        if kind == "statements":
            order = chance.permutation(bits)[:12]
            told = tuple(Condition("", ((1 << int(b), int(chance.integers(2)) << int(b)),)) for b in order)
            row[:] = statement_values(Statements(told), codes)
        else:
            row[:] = chance.permutation(len(codes))
    return Game(tuple("abcd"), values, codes, None, lattice)


def main() -> None:
    bits = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    kind = sys.argv[2] if len(sys.argv) > 2 else "random"
    holes = float(sys.argv[3]) if len(sys.argv) > 3 else 0.0
    solve_game(large_game(8, kind, holes), CONCEPTS)
    game = large_game(bits, kind, holes)
    began = time.process_time()
    parts = {}
    for concept in CONCEPTS if bits <= 22 else ():
        start = time.process_time()
        found = solve_game(game, (concept,))
        parts[concept] = f"{time.process_time() - start:.2f} s, {len(found.equilibria(concept)):,}"
    apart = time.process_time() - began
    began = time.process_time()
    solve_game(game, CONCEPTS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"2^{bits} codes, {game.size:,} states, {kind}, holes {holes}: {parts}")
    print(f"all five at once: {time.process_time() - began:.2f} s (apart {apart:.2f} s), peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
