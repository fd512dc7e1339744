"""The fast engines against the literal definitions, and both against what the literature reports."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import NoSuchConcept, TooLarge
from onrecord.strategy.model.game import Game, Lattice
from onrecord.strategy.solving.graph_engine import nonmyopic_stable
from onrecord.strategy.solving.listed import Listed, listed
from onrecord.strategy.solving.oracle import CONCEPTS, equilibria, reachable, stable
from onrecord.strategy.solving.solve import every_coalition, solve, solve_game
from tests.strategy.models import DAM, PRISONERS, WELLS, written
from tests.strategy.random_games import as_graph, option_game, random_game

if TYPE_CHECKING:
    from pathlib import Path


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 2**32))
def test_every_verdict_is_that_of_the_definitions(seed: int) -> None:
    game = random_game(Random(seed))
    solution = solve_game(game, (*CONCEPTS, "l1", "l2", "l3"))
    plain = listed(game)
    for concept, held in solution.stable.items():
        for party in range(len(game.parties)):
            told = [stable(plain, concept, (party,), state) for state in range(game.size)]
            assert told == held[party].tolist(), (concept, party)


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_every_coalition_verdict_is_that_of_the_definitions(seed: int) -> None:
    game = as_graph(random_game(Random(seed)))
    solution = solve_game(game, CONCEPTS, every_coalition(len(game.parties)))
    plain = listed(game)
    for (concept, group), held in solution.coalitions.items():
        assert [stable(plain, concept, group, s) for s in range(game.size)] == held.tolist(), (concept, group)


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_both_engines_say_the_same_of_option_games(seed: int) -> None:
    game = option_game(Random(seed), most_options=7)
    as_options, as_arcs = solve_game(game), solve_game(as_graph(game))
    for concept in CONCEPTS:
        assert np.array_equal(as_options.stable[concept], as_arcs.stable[concept]), concept


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_the_concepts_imply_one_another_as_they_must(seed: int) -> None:
    held = solve_game(random_game(Random(seed))).stable
    for stronger, weaker in (("nash", "sseq"), ("sseq", "seq"), ("sseq", "smr"), ("seq", "gmr"), ("smr", "gmr")):
        assert not (held[stronger] & ~held[weaker]).any(), (stronger, weaker)


@pytest.mark.parametrize(
    ("text", "concept", "states"),
    [
        (PRISONERS, "nash", [0]),
        (PRISONERS, "gmr", [0, 3]),
        (PRISONERS, "seq", [0, 3]),
        (WELLS, "nash", [8, 18, 21]),  # Hipel, Fang, Kilgour and Haight (1993): 5, 8 and 9 of their nine states
        (WELLS, "seq", [8, 18, 21]),
        (WELLS, "smr", [2, 5, 8, 18, 21]),
    ],
)
def test_published_equilibria_come_out(text: str, concept: str, states: list[int], tmp_path: Path) -> None:
    solution = solve(load(written(tmp_path, text)))
    assert [solution.game.name(state) for state in solution.equilibria(concept)] == states
    plain = listed(solution.game)
    assert equilibria(plain, concept, [(p,) for p in range(plain.count)]) == list(solution.equilibria(concept))


def test_ministry_and_plant_together_leave_the_delay_in_the_published_coalition_jump(tmp_path: Path) -> None:
    model = load(written(tmp_path, WELLS))
    alone = solve(model)
    together = solve(model, coalitions=[("ministry", "plant")])
    delay, settled = alone.game.state(18), alone.game.state(21)
    assert delay in alone.equilibria("nash")
    (of_both,) = (stable for (concept, _), stable in together.coalitions.items() if concept == "nash")
    assert not of_both[delay]
    assert of_both[settled]
    assert settled in together.equilibria("nash")


def test_no_one_moves_twice_running_in_a_sanction() -> None:
    # p1 can go 1 -> 2 -> 3 only by moving twice; p2 can step in between, from 2 to 4.
    chain = {(1, 1): (2,), (1, 2): (3,), (2, 2): (4,)}
    moves = tuple(tuple(chain.get((party, state), ()) for state in range(5)) for party in range(3))
    board = Listed(((0,) * 5,) * 3, moves)
    assert reachable(board, (1,), 1, improving=False) == {2}
    assert reachable(board, (1, 2), 1, improving=False) == {2, 4}


def test_limited_foresight_of_one_move_is_nash_and_non_myopic_is_its_limit(tmp_path: Path) -> None:
    model = load(written(tmp_path, PRISONERS))
    solution = solve(model, ("nash", "l1", "l50", "nm"))
    assert np.array_equal(solution.stable["nash"], solution.stable["l1"])
    assert np.array_equal(solution.stable["l50"], solution.stable["nm"])
    assert nonmyopic_stable(solution.game)[:, 3].all()  # both keep quiet: where two who look far ahead end


def test_a_large_game_is_solved_with_holes_and_one_way_options() -> None:
    chance = np.random.default_rng(7)
    codes = np.flatnonzero(chance.random(1 << 12) < 0.8).astype(np.int64)
    lattice = Lattice(12, (0b1110, 0b11110000, 0b111100000000), (1, 0, 0), (0, 0, 0))
    values = np.array([chance.permutation(len(codes)) for _ in range(3)], dtype=np.int32)
    solution = solve_game(Game(("a", "b", "c"), values, codes, None, lattice))
    plain = listed(solution.game)
    for state in chance.integers(0, len(codes), 15):
        for concept in CONCEPTS:
            assert stable(plain, concept, (0,), int(state)) == solution.stable[concept][0, state]


def test_questions_that_a_model_cannot_answer_are_one_sentence(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    with pytest.raises(NoSuchConcept, match="no solution concept 'foo'"):
        solve(model, ("foo",))
    with pytest.raises(NoSuchConcept):
        solve(model, ("l51",))
    lattice = Lattice(15, (0b1111111, 0b111111110000000), (0, 0), (0, 0))
    values = np.zeros((2, 1 << 15), dtype=np.int32)
    large = Game(("a", "b"), values, np.arange(1 << 15, dtype=np.int64), None, lattice)
    with pytest.raises(TooLarge, match="at most 4,096 states; this one has 32,768"):
        solve_game(large, ("nash",), [(0, 1)])
