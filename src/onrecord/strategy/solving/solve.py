"""Solves a model: which states are stable for whom, by which concept, and which are equilibria."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.game import SPARSE, Game, game
from onrecord.strategy.solving.graph_engine import coalition_stable, graph_stable, horizon_stable, nonmyopic_stable
from onrecord.strategy.solving.lattice_engine import lattice_stable
from onrecord.strategy.solving.oracle import CONCEPTS, solvable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model


@dataclass(frozen=True)
class Solution:
    """Which states are stable, for whom, by which concept.

    Attributes:
        model: The model as stated.
        game: The model worked out.
        stable: For each concept a table of parties and states.
        coalitions: For each concept and coalition (party numbers) the states stable for it.
    """

    model: Model | None
    game: Game
    stable: dict[str, NDArray[np.bool_]]
    coalitions: dict[tuple[str, tuple[int, ...]], NDArray[np.bool_]]

    def equilibria(self, concept: str) -> tuple[int, ...]:
        """Return the states stable for every party."""
        return tuple(int(state) for state in np.flatnonzero(self.stable[concept].all(axis=0)))


def solve(model: Model, concepts: Sequence[str] = CONCEPTS, coalitions: Iterable[Sequence[str]] = ()) -> Solution:
    """Solve a model by the concepts: nash, gmr, smr, seq, sseq, l1, l2 ... (limited foresight), nm (non-myopic).

    Args:
        model: The model; its preferences must be full.
        concepts: Which concepts; all five classical ones unless told otherwise.
        coalitions: Parties, by id, who may act together; the concepts of limited foresight know none.
    """
    worked_out = game(model)
    groups = [tuple(sorted(worked_out.party(name) for name in names)) for names in coalitions]
    return solve_game(worked_out, concepts, [*model.coalitions, *groups], model)


def solve_game(
    worked_out: Game,
    concepts: Sequence[str] = CONCEPTS,
    coalitions: Iterable[Sequence[int]] = (),
    model: Model | None = None,
) -> Solution:
    """Solve a worked-out model."""
    classical = tuple(concept for concept in concepts if concept in CONCEPTS)
    stable = _classical(worked_out, classical)
    for concept in concepts:
        if concept not in stable:
            stable[concept] = _foresight(worked_out, concept)
    groups = dict.fromkeys(tuple(sorted(group)) for group in coalitions if len(group) > 1)
    together = {}
    for group in groups:
        for concept, held in coalition_stable(worked_out, group, classical).items():
            together[concept, group] = held
    return Solution(model, worked_out, {concept: stable[concept] for concept in concepts}, together)


def every_coalition(count: int) -> list[tuple[int, ...]]:
    """Return all coalitions of two or more among so many parties."""
    return [group for size in range(2, count + 1) for group in combinations(range(count), size)]


def _classical(worked_out: Game, concepts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    lattice = worked_out.lattice
    if not concepts:
        return {}
    if lattice is None or (worked_out.arcs is not None and worked_out.size * SPARSE < 1 << lattice.bits):
        return graph_stable(worked_out, concepts)
    return lattice_stable(worked_out, lattice, concepts)


def _foresight(worked_out: Game, concept: str) -> NDArray[np.bool_]:
    if solvable(concept) == "nm":
        return nonmyopic_stable(worked_out)
    return horizon_stable(worked_out, int(concept[1:]))
