"""Every verdict has a witness that a reader can check by hand."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import OnlySolved
from onrecord.strategy.model.game import game
from onrecord.strategy.reports.witness import witness
from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.oracle import CONCEPTS, stable
from tests.strategy.models import DAM, PRISONERS, written
from tests.strategy.random_games import random_game

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.strategy.reports.walks import Walk
    from onrecord.strategy.solving.listed import Listed


def legal(board: Listed, walk: Walk, *, improving: bool) -> bool:
    """Say whether a walk is one of real moves, in which no one moves twice running."""
    for before, after in pairwise(walk):
        if before.movers == after.movers or before.target != after.origin:
            return False
    return all(
        step.target in board.moves(step.movers[0], step.origin)
        and (
            not improving or board.values[step.movers[0]][step.target] > board.values[step.movers[0]][step.origin]
        )
        for step in walk
    )


@settings(max_examples=40, deadline=None)
@given(some.integers(0, 2**32), some.sampled_from(CONCEPTS))
def test_a_witness_says_what_the_definitions_say_and_its_moves_are_real(seed: int, concept: str) -> None:
    chance = Random(seed)
    worked_out = random_game(chance)
    board = listed(worked_out)
    group = tuple(sorted(chance.sample(range(board.count), chance.randint(1, board.count))))
    state = chance.randrange(board.size)
    found = witness(worked_out, concept, group, state)
    assert found.stable == stable(board, concept, group, state)
    for gain in found.gains:
        assert legal(board, gain.move, improving=False)
        assert all(board.values[p][gain.move[-1].target] > board.values[p][state] for p in group)
        assert (gain.answer is not None) == found.stable
        if gain.answer:
            assert gain.answer[0].origin == gain.move[-1].target
            assert legal(board, gain.answer, improving=concept in ("seq", "sseq"))
            assert any(board.values[p][gain.answer[-1].target] <= board.values[p][state] for p in group)


def test_a_sanctioned_gain_is_told_with_its_answer(tmp_path: Path) -> None:
    model = load(written(tmp_path, PRISONERS))
    found = witness(game(model), "seq", (0,), 3, model)
    assert found.words == (
        "State 3 (quiet-a; quiet-b) is stable for a by SEQ.",
        "A gain: a drops “quiet-a”, to state 2 (quiet-b).",
        "The answer: b drops “quiet-b”, to state 0 (nothing done).",
        "a prefers state 0 (nothing done) no more than state 3 (quiet-a; quiet-b).",
    )


def test_an_unanswered_gain_cites_the_entries_behind_it(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    found = witness(game(model), "seq", (0,), 0, model)
    assert not found.stable
    assert found.entries == ("e1", "e2")
    assert "Upstream takes up “Fill the lake”" in found.words[1]


def test_an_answer_cites_intention_and_assumption(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    found = witness(game(model), "gmr", (0,), 0, model)
    assert found.stable
    assert "e4" in found.entries
    assert found.assumptions == ("It has always called force the last resort.",)


def test_a_state_without_gains_says_so(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    assert (
        witness(game(model), "nash", (0,), 1, model).words[1] == "Upstream has no move to a state that it prefers."
    )
    with pytest.raises(OnlySolved):
        witness(game(model), "nm", (0,), 1, model)
