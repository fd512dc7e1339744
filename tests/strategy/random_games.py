"""Random games of every kind: 2-5 parties, holes, ties, irreversible and common options, general graphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.game import Arcs, Game, Lattice

if TYPE_CHECKING:
    from random import Random


def random_game(chance: Random) -> Game:
    """Return a small random game, half of them general graphs, half of them option games."""
    return graph_game(chance) if chance.random() < 0.5 else option_game(chance)


def graph_game(chance: Random) -> Game:
    """Return a game on a general graph: moves need be neither reversible nor transitive."""
    parties, size = chance.randint(2, 5), chance.randint(2, 12)
    density = chance.choice((0.08, 0.15, 0.3, 0.5))
    arcs = tuple(
        Arcs.from_lists([[t for t in range(size) if t != s and chance.random() < density] for s in range(size)])
        for _ in range(parties)
    )
    names = tuple(f"p{i}" for i in range(parties))
    states = tuple(f"s{i}" for i in range(size))
    return Game(names, random_values(chance, parties, size), np.full(size, -1, np.int64), arcs, None, states)


def option_game(chance: Random, most_options: int = 5) -> Game:
    """Return a game of options, some one-way, some held by two parties, with infeasible combinations."""
    parties, bits = chance.randint(2, 5), chance.randint(2, most_options)
    masks = {way: [0] * parties for way in ("both", "forward", "back")}
    for place in range(bits):
        way = chance.choice(("both", "both", "both", "forward", "back"))
        for owner in {chance.randrange(parties) for _ in range(chance.choice((1, 1, 1, 2)))}:
            masks[way][owner] |= 1 << place
    lattice = Lattice(bits, *(tuple(masks[way]) for way in ("both", "forward", "back")))
    hole = chance.choice((0.0, 0.0, 0.2, 0.5))
    codes = [code for code in range(1 << bits) if chance.random() >= hole] or [0]
    names = tuple(f"p{i}" for i in range(parties))
    values = random_values(chance, parties, len(codes))
    return Game(names, values, np.array(codes, dtype=np.int64), None, lattice)


def random_values(chance: Random, parties: int, size: int) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """Return random values: for some parties all different, for some with ties."""
    rows = np.zeros((parties, size), dtype=np.int32)
    for party in range(parties):
        levels = chance.choice((2, 3, size, size))
        row = [chance.randrange(levels) for _ in range(size)]
        if levels == size and chance.random() < 0.7:
            row = chance.sample(range(size), size)
        rows[party] = row
    return rows


def as_graph(game: Game) -> Game:
    """Return the same game with its moves listed, so that the engine for general graphs solves it."""
    every = range(game.size)
    arcs = tuple(Arcs.from_lists([game.moves(p, s) for s in every]) for p in range(len(game.parties)))
    return replace(game, arcs=arcs, lattice=None, names=tuple(str(game.name(s)) for s in every))
