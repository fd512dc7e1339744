"""Verdicts of large models with open preferences: the same as those that tables of all pairs give."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.strategy.model.conditions import Condition, condition
from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Direction, Model, Option, Partial, Party, Ranking, Statements
from onrecord.strategy.reports import commands
from onrecord.strategy.reports.commands import why
from onrecord.strategy.solving import partial
from onrecord.strategy.solving.marks import Drawer, is_better, marks_of
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.orders import orders_of
from onrecord.strategy.solving.partial import Answers, _bounds, across_completions, blank_values
from onrecord.strategy.solving.wide import wide_bounds, wide_moves
from tests.strategy.models import written
from tests.strategy.test_hinging import OPEN

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.strategy.model.model import Preference

CROOKED = 20


def drawn(seed: int) -> Model:
    """Return a model of five options of three parties: one-way or shared, some states out, all kinds of wishes."""
    chance = np.random.default_rng(seed)
    bits, parties = 5, 3
    ids = tuple(f"o{place}" for place in range(bits))
    options = []
    for place, ident in enumerate(ids):
        owners = tuple(sorted({int(chance.integers(parties)) for _ in range(2 if place == 4 else 1)}))
        way = (Direction.BOTH, Direction.BOTH, Direction.FORWARD, Direction.BACK)[int(chance.integers(4))]
        options.append(Option(ident, ident, owners, way))
    places = {ident: place for place, ident in enumerate(ids)}
    rules = tuple(condition(text, places) for text in ("o0 & o3", "!o1 & o2 & o4")[: int(chance.integers(3))])
    blank = Model("", "", tuple(Party(p, p) for p in "abc"), tuple(options), rules)
    codes = _codes(blank)
    preferences: list[Preference] = [_wishes(chance, bits), _wishes(chance, bits)]
    preferences.append(Statements(_wishes(chance, bits).groups[0]) if seed % 2 else _ranking(chance, codes))
    return Model("", "", blank.parties, blank.options, rules, preferences=tuple(preferences))


def _codes(model: Model) -> list[int]:
    return [
        code for code in range(1 << len(model.options)) if not any(rule.holds(code) for rule in model.infeasible)
    ]


def _wishes(chance: np.random.Generator, bits: int) -> Partial:
    wishes = [
        Condition(str(place), ((1 << int(place), int(chance.integers(2)) << int(place)),))
        for place in chance.permutation(bits)[: int(chance.integers(2, bits + 1))]
    ]
    wishes.append(Condition("both", ((3, 3), (3, 0))))
    cut = int(chance.integers(1, len(wishes)))
    return Partial((tuple(wishes[:cut]), tuple(wishes[cut:])))


def _ranking(chance: np.random.Generator, codes: list[int]) -> Ranking:
    tiers: dict[int, list[str]] = {}
    for code in codes:
        tiers.setdefault(int(chance.integers(6)), []).append(str(code))
    return Ranking(tuple(tuple(tiers[tier]) for tier in sorted(tiers)))


@pytest.mark.parametrize("seed", range(CROOKED))
def test_bounds_are_those_of_the_tables(seed: int) -> None:
    model = drawn(seed)
    blank = game(model, blank_values(model))
    names = tuple(str(blank.name(state)) for state in range(blank.size))
    orders = orders_of(model, blank.codes, names)
    answers = Answers(blank, orders)
    wide = wide_bounds(wide_moves(model, blank.codes), marks_of(model, blank.codes, names), CONCEPTS)
    for concept in CONCEPTS:
        span = _bounds(answers, orders, concept)
        assert (wide[concept][0] == span.necessary).all(), concept
        assert (wide[concept][1] == span.possible).all(), concept


@pytest.mark.parametrize("seed", range(8))
def test_marks_compare_as_tables_do_and_draws_are_completions(seed: int) -> None:
    model = drawn(seed)
    blank = game(model, blank_values(model))
    names = tuple(str(blank.name(state)) for state in range(blank.size))
    every = zip(orders_of(model, blank.codes, names), marks_of(model, blank.codes, names), strict=True)
    for order, mark in every:
        for one, other in np.ndindex(blank.size, blank.size):
            assert is_better(mark.rows, int(mark.of[one]), int(mark.of[other])) == order.better[one, other]
            assert (mark.of[one] == mark.of[other]) == order.same[one, other]
        drawer = Drawer(mark, seed)
        for _ in range(20):
            values = drawer.draw()
            assert not (order.better & (values[:, None] <= values[None, :])).any()
            assert not (order.same & (values[:, None] != values[None, :])).any()


def test_a_class_comes_after_all_that_it_is_better_than() -> None:
    model = drawn(1)
    blank = game(model, blank_values(model))
    for mark in marks_of(model, blank.codes, tuple(map(str, blank.codes))):
        assert not any(is_better(mark.rows, one, other) for one, other in combinations(range(len(mark.rows)), 2))


def test_a_model_too_large_for_tables_is_solved_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    model = drawn(2)
    small = across_completions(model)
    monkeypatch.setattr(partial, "MOST_PARTIAL", 8)
    large = across_completions(model)
    for concept in ("nash", "gmr", "smr"):
        assert (large.by_concept[concept].equilibria == small.by_concept[concept].equilibria).all()
        assert (
            large.by_concept[concept].possible_equilibria == small.by_concept[concept].possible_equilibria
        ).all()
    assert all(large.by_concept[concept].tried <= partial.MOST_DRAWN_WIDE for concept in CONCEPTS)


def test_why_answers_for_large_models_with_what_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, OPEN)
    small = why(path, "0", "gmr")
    monkeypatch.setattr(partial, "MOST_PARTIAL", 4)
    monkeypatch.setattr(commands, "MOST_PARTIAL", 4)
    large = why(path, "0", "gmr")
    assert len(large) == 2
    for party, line in zip(("Upstream", "Downstream"), large, strict=True):
        assert line.startswith(f"State 0 (nothing done) is stable for {party} by GMR in ")
    always = [line for line in small if line.endswith("in every completion of the open preferences.")]
    assert set(always) <= set(large)


def test_pairs_of_states_need_a_table_and_are_refused_above_its_size() -> None:
    parties, options = (Party("a", "A"),), tuple(Option(f"o{i}", f"O{i}", (0,)) for i in range(13))
    paired = Model("", "", parties, options, preferences=(Partial((), (("0", "1"),)),))
    with pytest.raises(TooLarge, match="names states by pairs or tiers takes a model of at most 4,096 states"):
        across_completions(paired, ("nash",))
    more = (*options, *(Option(f"p{i}", f"P{i}", (0,)) for i in range(4)))
    wished = Model("", "", parties, more, preferences=(Partial(),))
    with pytest.raises(TooLarge, match="at most 65,536 states; this one has 131,072"):
        across_completions(wished, ("nash",))
