"""Paths and key steps."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.strategy.files.files import load
from onrecord.strategy.model.game import game
from onrecord.strategy.reports.paths import By, paths
from onrecord.strategy.reports.walks import Step, walks
from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.oracle import reachable
from tests.strategy.models import DAM, PRISONERS, WELLS, written
from tests.strategy.random_games import random_game

if TYPE_CHECKING:
    from pathlib import Path


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 2**32), some.booleans())
def test_walks_reach_what_the_definition_reaches(seed: int, improving: bool) -> None:
    chance = Random(seed)
    board = listed(random_game(chance))
    start = chance.randrange(board.size)
    group = chance.sample(range(board.count), chance.randint(1, board.count))
    found = walks(board, start, group, improving=improving)
    assert set(found) == reachable(board, group, start, improving=improving)
    assert all(walk[0].origin == start and walk[-1].target == end for end, walk in found.items())


def test_the_present_leads_to_the_filled_lake_and_upstream_holds_the_key(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    worked_out = game(model)
    found = paths(worked_out, 0, worked_out.state(1), model=model)
    assert found.shortest == (Step((0,), 0, 1),)
    assert found.key_parties == (0,)
    assert found.entries == ("e1", "e2")
    assert found.words[-1] == "Without Upstream it is not reached."


def test_what_no_one_gains_by_is_reached_by_moves_alone_or_together(tmp_path: Path) -> None:
    model = load(written(tmp_path, PRISONERS))
    worked_out = game(model)
    assert paths(worked_out, 0, 3, By.IMPROVEMENTS).shortest is None
    by_moves = paths(worked_out, 0, 3, By.MOVES, model=model)
    assert by_moves.shortest is not None
    assert len(by_moves.shortest) == 2
    assert by_moves.key_parties == (0, 1)
    together = paths(worked_out, 0, 3, By.COALITIONS, [(0, 1)], model)
    assert together.key_steps == (Step((0, 1), 0, 3),)
    assert "a and b together takes up" not in together.words[0]


def test_the_wells_are_settled_by_ministry_and_plant_together(tmp_path: Path) -> None:
    model = load(written(tmp_path, WELLS))
    worked_out = game(model)
    start, end = worked_out.state(2), worked_out.state(21)
    assert paths(worked_out, start, end, By.IMPROVEMENTS).shortest is None
    found = paths(worked_out, start, end, By.COALITIONS, [(0, 1)], model)
    assert found.shortest is not None
    assert (0, 1) in {step.movers for step in found.shortest}
