"""What to change in what a model states: each answer does what it says, none is larger than needed or missed."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.strategy.files.files import load
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Model, Option, Partial, Party, Statements
from onrecord.strategy.reports.commands import what_would_change
from onrecord.strategy.reports.restating import _changes, answer_lines, restatements
from onrecord.strategy.solving.partial import across_completions
from tests.strategy.models import DAM, written

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.strategy.model.model import Preference


def drawn(seed: int) -> Model:
    """Return a small model of two parties and three options, of which one is one-way, with wishes drawn."""
    chance = np.random.default_rng(seed)
    options = tuple(Option(name, name.upper(), (owner,)) for name, owner in (("a", 0), ("b", 1), ("c", 1)))
    preferences: list[Preference] = []
    for party in range(2):
        places = chance.permutation(3)[: int(chance.integers(1, 4))]
        wishes = [
            Condition(("" if yes else "!") + options[place].id, ((1 << int(place), int(yes) << int(place)),))
            for place, yes in zip(places, chance.integers(0, 2, len(places)), strict=True)
        ]
        cut = int(chance.integers(0, len(wishes) + 1))
        groups = tuple(tuple(group) for group in (wishes[:cut], wishes[cut:]) if group)
        preferences.append(Partial(groups) if party == 0 or seed % 2 else Statements(tuple(wishes)))
    return Model("drawn", "Drawn", (Party("x", "X"), Party("y", "Y")), options, preferences=tuple(preferences))


def holds(model: Model, state: str, concept: str, *, wanted: bool) -> bool:
    """Say by all completions whether a state holds in every one, or falls in every one."""
    spans = across_completions(model, (concept,))
    number, span = spans.game.state(state), spans.by_concept[concept]
    if wanted:
        return bool(span.necessary[:, number].all())
    return not bool(span.possible[:, number].all())


@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq"])
@pytest.mark.parametrize("seed", range(6))
def test_answers_are_right_and_least_and_all(seed: int, concept: str) -> None:
    model, state, wanted = drawn(seed), str(seed), bool(seed % 3)
    found = restatements(model, state, concept, wanted=wanted, parties=(0, 1), most=1)
    changes = list(_changes(model, state, concept, (0, 1), wanted=False))  # all there are
    assert (found.size == 0) == holds(model, state, concept, wanted=wanted) or concept == "seq"
    if found.size == 0:
        return
    done = {c.words for c in changes if holds(c.made(model), state, concept, wanted=wanted)}
    told = {words for (words,) in found.answers}
    assert told <= done, "each does it in every completion"
    assert told == done or concept == "seq", "by SEQ what the bounds do not show is not told"


def test_two_changes_are_tried_where_one_is_not_enough() -> None:
    found = [restatements(drawn(seed), "5", "nash", wanted=True, parties=(0, 1)) for seed in range(12)]
    pairs = [(seed, one) for seed, one in enumerate(found) if one.size == 2]
    assert pairs
    for seed, one in pairs:
        model = drawn(seed)
        every = {c.words: c for c in _changes(model, "5", "nash", (0, 1), wanted=True)}
        assert not any(holds(c.made(model), "5", "nash", wanted=True) for c in every.values())
        for first, second in one.answers:
            assert holds(every[second].made(every[first].made(model)), "5", "nash", wanted=True)
        tried = [(a, b) for a, b in combinations(every, 2) if every[a].of != every[b].of]
        right = {(a, b) for a, b in tried if holds(every[b].made(every[a].made(model)), "5", "nash", wanted=True)}
        assert right == set(one.answers)


def test_change_answers_in_words_for_open_preferences(tmp_path: Path) -> None:
    text = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = [["!strike", "fill", "!share"]]')
    lines = what_would_change(written(tmp_path, text), "0", "nash", wanted=True)
    assert "It would hold, whatever else is open, with any one of these:" in lines
    assert "  Upstream no longer wishes “Fill the lake”." in lines
    assert "  Upstream wishes not “Fill the lake” instead of “Fill the lake”." in lines
    assert "  “Fill the lake” is off the table: it stays as it is there." in lines


def test_change_names_statements_of_full_preferences_beside_rankings(tmp_path: Path) -> None:
    lines = what_would_change(written(tmp_path, DAM), "0", "nash", wanted=True)
    assert "It would hold with any one of these:" in lines
    assert "  Upstream no longer wishes “Fill the lake”." in lines


def test_what_is_so_already_is_said(tmp_path: Path) -> None:
    text = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = [["!strike", "fill"]]')
    lines = what_would_change(written(tmp_path, text), "1", "nash", wanted=True)
    assert lines[-1] == "It is so already, whatever is open."
    model = load(written(tmp_path, text))
    assert restatements(model, "1", "nash", wanted=True, parties=(0, 1)).size == 0


def test_answers_with_the_same_further_changes_share_a_line() -> None:
    assert answer_lines([("a",), ("b",)]) == ["a", "b"]
    assert answer_lines([("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("e", "c")]) == [
        "either a, or b; and c",
        "either a, or b; and d",
        "c; and e",
    ]
    assert answer_lines([("a", "b", "c")]) == ["a; and b; and c"]
