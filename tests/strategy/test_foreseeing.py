"""Why a state holds by limited foresight is told by what each move leads to, and agrees with the verdicts."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.cli.main import commands
from onrecord.strategy.reports.commands import why
from onrecord.strategy.reports.foreseeing import Foresight, foreseen_lines
from onrecord.strategy.solving.graph_engine import expectations
from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.oracle import anticipated
from onrecord.strategy.solving.solve import solve_game
from tests.strategy.models import DAM, written
from tests.strategy.random_games import random_game
from tests.strategy.test_commands import PARTIAL
from tests.strategy.test_witness import legal

if TYPE_CHECKING:
    from pathlib import Path

BY = ("l1", "l2", "l3", "nm")


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 2**32), some.integers(1, 4))
def test_moves_are_played_to_where_their_party_expects_to_end(seed: int, horizon: int) -> None:
    chance = Random(seed)
    game = random_game(chance)
    board, foresight = listed(game), Foresight(game, expectations(game, horizon))
    party, state = chance.randrange(board.count), chance.randrange(board.size)
    walks = [foresight.walk(party, state, move, horizon) for move in game.moves(party, state)]
    assert all(legal(board, walk, improving=False) and len(walk) <= horizon for walk in walks)
    value = board.values[party]
    ends = [walk[-1].target for walk in walks]
    assert value[anticipated(board, party, state, horizon)] == max(value[end] for end in [state, *ends])


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 2**32), some.sampled_from(BY))
def test_the_verdict_is_the_engines(seed: int, concept: str) -> None:
    chance = Random(seed)
    game = random_game(chance)
    party, state = chance.randrange(len(game.parties)), chance.randrange(game.size)
    told = next(foreseen_lines(game, None, concept, party, state))
    assert ("not stable" not in told) == solve_game(game, (concept,)).stable[concept][party, state]


def test_why_tells_what_is_expected_and_the_entries(tmp_path: Path) -> None:
    told = why(written(tmp_path, DAM), "0", "l2", ["upstream"])
    assert told[0] == "State 0 (nothing done) is not stable for Upstream by L2: looking 2 moves ahead."
    assert told[1] == (
        "If it moves, it expects: Upstream takes up “Fill the lake”, to state 1 (Fill the lake). There it ends; "
        "Upstream prefers it to state 0 (nothing done)."
    )
    assert told[-1] == "Entries: e1, e2."


@pytest.mark.parametrize("concept", ["l1", "L1", "nm", "l50"])
def test_open_preferences_are_answered_by_completions(concept: str, tmp_path: Path) -> None:
    run = CliRunner().invoke(
        commands, ["model", "why", str(written(tmp_path, PARTIAL)), "0", "--concept", concept]
    )
    assert run.exit_code == 0, run.output
    assert f"is stable for Upstream by {concept.upper()} in " in run.output


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            ["why", "--concept", "l0"],
            "there is no solution concept 'l0'; choose among nash, gmr, smr, seq, sseq, l1,",
        ),
        (["why", "--concept", "l01"], "there is no solution concept 'l01'; choose among nash,"),
        (
            ["why", "--concept", "l2", "--party", "upstream", "--party", "downstream"],
            "'l2' looks moves ahead, and",
        ),
        (
            ["change", "--concept", "nm"],
            "'nm' looks moves ahead, and this is not worked out by it; choose among nash",
        ),
        (["change", "--concept", "l51"], "there is no solution concept 'l51'; choose among nash,"),
    ],
)
def test_what_is_not_worked_out_is_told_in_one_sentence(call: list[str], sentence: str, tmp_path: Path) -> None:
    command, *rest = call
    for model in (DAM, PARTIAL):
        run = CliRunner().invoke(commands, ["model", command, str(written(tmp_path, model)), "0", *rest])
        if "--party" in rest and model is PARTIAL:
            continue  # of open preferences each party is answered by itself
        assert run.exit_code == 2
        assert f"Error: {sentence}" in run.output
        assert run.output.count("\n") == 1
