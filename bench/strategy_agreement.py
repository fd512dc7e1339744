"""Holds the fast engines to the literal definitions on random games: every verdict, every concept, every
coalition.

python bench/strategy_agreement.py [HOW_MANY] [SEED]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.strategy.random_games import as_graph, random_game

from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.oracle import CONCEPTS, stable
from onrecord.strategy.solving.solve import every_coalition, solve_game

FORESIGHT = ("l1", "l2", "l3")


def disagreements(seed: int) -> tuple[int, list[str]]:
    """Return how many verdicts of one random game were compared, and which differ."""
    game = random_game(Random(seed))
    parties = range(len(game.parties))
    groups = every_coalition(len(parties))
    plain = listed(game)
    told = {
        (concept, group): [stable(plain, concept, group, state) for state in range(game.size)]
        for concept in CONCEPTS
        for group in [*((party,) for party in parties), *groups]
    }
    told |= {
        (concept, (party,)): [stable(plain, concept, (party,), state) for state in range(game.size)]
        for concept in FORESIGHT
        for party in parties
    }
    compared, wrong = 0, []
    for kind in (game, as_graph(game)) if game.lattice else (game,):
        solution = solve_game(kind, (*CONCEPTS, *FORESIGHT), groups)
        for (concept, group), verdicts in told.items():
            held = solution.stable[concept][group[0]] if len(group) == 1 else solution.coalitions[concept, group]
            compared += game.size
            if verdicts != held.tolist():
                wrong.append(f"game {seed}, {concept}, {group}: {verdicts} and {held.tolist()}")
    return compared, wrong


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    began, compared, wrong = time.perf_counter(), 0, 0
    for seed in range(first, first + count):
        more, which = disagreements(seed)
        compared, wrong = compared + more, wrong + len(which)
        for line in which[:3]:
            print(line)
    print(f"{count:,} games, {compared:,} verdicts, {wrong} differ, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
