"""Necessary and possible verdicts, held against going through every completion."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import Unranked
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Arc, ListedState, Model, Partial, Party
from onrecord.strategy.solving import partial
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.orders import Sampler, every_completion, orders_of
from onrecord.strategy.solving.partial import across_completions, with_values
from onrecord.strategy.solving.solve import solve, solve_game
from tests.strategy.models import DAM, written

if TYPE_CHECKING:
    from pathlib import Path


def random_model(chance: Random) -> Model:
    """Return a small general graph with a few known comparisons."""
    parties, size = chance.randint(2, 3), chance.randint(2, 4)
    names = [f"s{i}" for i in range(size)]
    arcs = tuple(
        Arc(party, s, t)
        for party in range(parties)
        for s in range(size)
        for t in range(size)
        if s != t and chance.random() < 0.4
    )
    preferences = []
    for _ in range(parties):
        line = chance.sample(names, size)
        pairs = [(line[i], line[j]) for i in range(size) for j in range(i + 1, size)]
        preferences.append(Partial(above=tuple(chance.sample(pairs, chance.randint(0, len(pairs))))))
    return Model(
        "random",
        "random",
        tuple(Party(f"p{i}", f"p{i}") for i in range(parties)),
        states=tuple(ListedState(name) for name in names),
        arcs=arcs,
        preferences=tuple(preferences),
    )


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_every_completion_says_the_same(seed: int) -> None:
    model = random_model(Random(seed))
    found = across_completions(model)
    orders = orders_of(model, found.game.codes, tuple(f"s{i}" for i in range(found.game.size)))
    rows = [every_completion(order, 10_000) or [] for order in orders]
    if np.prod([len(row) for row in rows]) > 3000:
        return
    solved = [solve_game(with_values(found.game, np.array(v, dtype=np.int32))) for v in product(*rows)]
    for concept in CONCEPTS:
        span = found.by_concept[concept]
        tables = [one.stable[concept] for one in solved]
        assert np.array_equal(span.necessary, np.logical_and.reduce(tables)), concept
        assert np.array_equal(span.possible, np.logical_or.reduce(tables)), concept
        joint = [table.all(axis=0) for table in tables]
        assert np.array_equal(span.equilibria, np.logical_and.reduce(joint)), concept
        assert np.array_equal(span.possible_equilibria, np.logical_or.reduce(joint)), concept
        assert not span.open.any()


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_sampling_claims_nothing_that_going_through_all_denies(seed: int) -> None:
    model = random_model(Random(seed))
    exact = across_completions(model)
    most, partial.MOST_COMPLETIONS = partial.MOST_COMPLETIONS, 0
    try:
        drawn = across_completions(model, samples=20)
    finally:
        partial.MOST_COMPLETIONS = most
    for concept in CONCEPTS:
        told, true = drawn.by_concept[concept], exact.by_concept[concept]
        assert not (told.necessary & ~true.necessary).any()
        assert not (told.possible & ~true.possible).any()
        assert not ((told.necessary != true.necessary) & ~told.open).any()
        assert not ((told.possible != true.possible) & ~told.open).any()
        assert not ((told.equilibria != true.equilibria) & ~told.open_equilibria).any()
        assert not ((told.possible_equilibria != true.possible_equilibria) & ~told.open_equilibria).any()


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 2**32))
def test_a_drawn_completion_keeps_all_that_is_known(seed: int) -> None:
    model = random_model(Random(seed))
    names = tuple(state.name for state in model.states or ())
    for order in orders_of(model, np.full(len(names), -1, dtype=np.int64), names):
        values = Sampler(order, seed).draw()
        assert not (order.better & (values[:, None] <= values[None, :])).any()
        assert not (order.same & (values[:, None] != values[None, :])).any()


def test_the_number_of_completions_is_that_of_weak_orders() -> None:
    names = ("a", "b", "c")
    model = Model("-", "-", (Party("p", "p"),), preferences=(Partial(),), states=tuple(map(ListedState, names)))
    (order,) = orders_of(model, np.full(3, -1, dtype=np.int64), names)
    assert len(every_completion(order, 100) or ()) == 13  # the ordered Bell number of three
    assert every_completion(order, 12) is None


def test_groups_of_statements_decide_by_inclusion(tmp_path: Path) -> None:
    text = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = ["!strike", ["fill", "!share"]]')
    model = load(written(tmp_path, text))
    with pytest.raises(Unranked, match="preferences of Upstream are partial"):
        solve(model)
    worked_out = game(model, np.zeros((2, 8), dtype=np.int32))
    order = orders_of(model, worked_out.codes, tuple(str(c) for c in worked_out.codes))[0]
    assert order.better[1, 0]  # filled without sharing beats both
    assert order.better[1, 3]
    assert not order.better[0, 3]  # not shared against filled: open
    assert not order.better[3, 0]
    assert order.better[2, 4]  # no strike outweighs the rest
    span = across_completions(model, ("nash",)).by_concept["nash"]
    assert worked_out.name(int(np.flatnonzero(span.equilibria)[0])) == 1
    assert span.error == 0


def test_comparisons_that_lead_in_a_circle_are_refused() -> None:
    names = ("a", "b")
    model = Model(
        "file.toml",
        "-",
        (Party("p", "p"),),
        preferences=(Partial(above=(("a", "b"), ("b", "a"))),),
        states=tuple(map(ListedState, names)),
        arcs=(),
    )
    with pytest.raises(OnRecordError, match="preference of 'p': what is stated as better leads round in a circle"):
        across_completions(model)


def test_an_answer_by_sampling_states_its_error() -> None:
    model = random_model(Random(3))
    names = tuple(f"s{i}" for i in range(7))
    ring = tuple(Arc(p, s, (s + 1 + p) % 7) for p in range(2) for s in range(7))
    wide = replace(
        model,
        parties=(Party("a", "a"), Party("b", "b")),
        states=tuple(map(ListedState, names)),
        arcs=ring,
        preferences=(Partial(), Partial()),
    )
    span = across_completions(wide, ("seq",), samples=300).by_concept["seq"]
    assert span.tried == 300
    assert span.error == 0.01
    assert span.possible.all()
    assert not span.necessary.any()


@given(seed=some.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_foresight_is_told_by_every_completion_where_these_are_few(seed: int) -> None:
    model = random_model(Random(seed))
    spans = across_completions(model, ("l1", "l2", "nm"))
    blank = spans.game
    orders = orders_of(model, blank.codes, tuple(str(blank.name(state)) for state in range(blank.size)))
    every = [every_completion(order, 5000) for order in orders]
    if any(one is None for one in every):
        return
    for concept, span in spans.by_concept.items():
        if span.tried:
            continue
        tables = [
            solve_game(with_values(blank, np.array(values, dtype=np.int32)), (concept,)).stable[concept]
            for values in product(*(one or [] for one in every))
        ]
        assert np.array_equal(span.necessary, np.logical_and.reduce(tables))
        assert np.array_equal(span.possible, np.logical_or.reduce(tables))


def test_what_is_no_concept_is_refused_for_open_preferences_too() -> None:
    with pytest.raises(OnRecordError, match="no solution concept 'l0'"):
        across_completions(random_model(Random(1)), ("l0",))
