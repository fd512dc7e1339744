"""The smallest changes that turn a verdict: each works, none is smaller, none is left out."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import OnlySolved
from onrecord.strategy.model.game import game
from onrecord.strategy.reports.changes import Changer, Kind, doubled
from onrecord.strategy.reports.remedies import game_remedies, remedies
from onrecord.strategy.solving.listed import listed
from onrecord.strategy.solving.oracle import CONCEPTS, stable
from tests.strategy.models import DAM, PRISONERS, written
from tests.strategy.random_games import random_game

if TYPE_CHECKING:
    from pathlib import Path


@settings(max_examples=15, deadline=None)
@given(some.integers(0, 2**32), some.sampled_from(CONCEPTS), some.booleans())
def test_each_answer_turns_the_verdict_and_none_is_smaller(seed: int, concept: str, wanted: bool) -> None:
    chance = Random(seed)
    worked_out = random_game(chance)
    state, party = chance.randrange(worked_out.size), chance.randrange(len(worked_out.parties))
    found = game_remedies(worked_out, state, concept, wanted=wanted, parties=[party], most=1)
    changer = Changer(worked_out, None)
    for answer in found.answers:
        assert stable(changer.changed(answer, state), concept, (party,), state) is wanted
    if found.size == 0:
        assert stable(listed(worked_out), concept, (party,), state) is wanted


@settings(max_examples=15, deadline=None)
@given(some.integers(0, 2**32), some.sampled_from(CONCEPTS))
def test_a_single_reranking_is_found_whenever_there_is_one(seed: int, concept: str) -> None:
    """Every full order of a small ranking is tried: those one state away must agree with what is found."""
    chance = Random(seed)
    worked_out = random_game(chance)
    if worked_out.size > 4:
        return
    board, state, party = listed(worked_out), 0, 0
    now = doubled(board.values[party])
    turned = {
        moved
        for values in product(range(1, worked_out.size * 2 + 2), repeat=worked_out.size)
        if sum(new != old for new, old in zip(values, now, strict=True)) == 1
        for moved in range(worked_out.size)
        if values[moved] != now[moved]
        and stable(board.with_values(party, values), concept, (party,), state)
        is not stable(board, concept, (party,), state)
    }
    found = game_remedies(
        worked_out,
        state,
        concept,
        wanted=not stable(board, concept, (party,), state),
        parties=[party],
        kinds=[Kind.PREFERENCE],
        most=1,
    )
    assert {answer[0].state for answer in found.answers if answer[0].party == party} == turned


def test_to_keep_quiet_together_both_must_like_it_more(tmp_path: Path) -> None:
    model = load(written(tmp_path, PRISONERS))
    found = remedies(model, 3, "nash", wanted=True, kinds=[Kind.PREFERENCE])
    assert found.size == 2
    assert len(found.answers) == 4  # for each of the two: the peace up, or the temptation down
    assert "a ranks state 2 (quiet-b) level with state 3 (quiet-a; quiet-b)" in found.words[0]


def test_other_kinds_of_change_are_told_in_words(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    state = game(model).state(0)
    found = remedies(model, state, "nash", wanted=True, most=1)
    assert found.size == 1
    kinds = {answer[0].kind for answer in found.answers}
    assert kinds >= {Kind.PREFERENCE, Kind.OPTION, Kind.REVERSIBILITY}
    assert "“Fill the lake” is off the table: it stays as it is there" in found.words
    assert "“Fill the lake” can be dropped and not taken up" in found.words
    assert remedies(model, state, "gmr", wanted=True).size == 0


def test_a_state_that_must_go_is_named(tmp_path: Path) -> None:
    model = load(written(tmp_path, PRISONERS))
    found = remedies(model, 3, "gmr", wanted=False, kinds=[Kind.FEASIBILITY], most=1)
    assert found.words == ("state 0 (nothing done) is no longer possible",)
    none = remedies(model, 0, "nash", wanted=False, kinds=[Kind.FEASIBILITY])
    assert (none.size, none.complete) == (None, True)


def test_what_would_take_too_long_is_said(tmp_path: Path) -> None:
    options = "".join(f'[[option]]\nid = "o{i}"\nby = "a"\n' for i in range(8))
    told = '[[party]]\nid = "a"\n[[preference]]\nparty = "a"\nstatements = ["o0"]\n'
    model = load(written(tmp_path, told + options))
    found = remedies(model, 0, "nash", wanted=True, most=3)
    assert (found.size, found.complete) == (None, False) or found.size == 1
    with pytest.raises(OnlySolved):
        remedies(model, 0, "nm", wanted=True)
