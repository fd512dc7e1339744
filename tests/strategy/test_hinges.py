"""On what a verdict hinges is exact: it agrees with every completion."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from onrecord.strategy.model.conditions import condition
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Model, Option, Partial, Party
from onrecord.strategy.solving.hinges import EXACT, Hinges
from onrecord.strategy.solving.orders import every_completion, orders_of
from onrecord.strategy.solving.partial import with_values
from onrecord.strategy.solving.solve import solve_game

IDS = {"a": 0, "b": 1, "c": 2}


def drawn(chance: Random) -> Model:
    """Return a model of eight states or fewer with one party's preference open."""
    parties = tuple(Party(f"p{i}", f"P{i}") for i in range(chance.choice((2, 3))))
    options = tuple(Option(name, name, (chance.randrange(len(parties)),)) for name in IDS)
    wishes = ["a", "!a", "b", "!b", "c", "!c", "a -> b", "c & !a"]

    def groups(most: int) -> tuple[tuple[object, ...], ...]:
        chosen = chance.sample(wishes, 3)
        if most == 1:
            return tuple((condition(wish, IDS),) for wish in [*chosen, "a", "b", "c"])
        return (
            (condition(chosen[0], IDS),),
            tuple(condition(wish, IDS) for wish in chosen[1:]),
            (condition("b", IDS),),
        )

    preferences = tuple(Partial(groups(2 if i == 0 else 1)) for i in range(len(parties)))  # type: ignore[arg-type]
    infeasible = (condition("a & b & c", IDS),) if chance.random() < 0.5 else ()
    return Model("x", "x", parties, options, infeasible=infeasible, preferences=preferences)


@pytest.mark.parametrize("seed", range(40))
def test_the_clauses_agree_with_the_verdict_in_every_completion(seed: int) -> None:
    model = drawn(Random(seed))
    zero = np.zeros((len(model.parties), 8 - len(model.infeasible)), dtype=np.int32)
    blank = game(model, zero)
    orders = orders_of(model, blank.codes, tuple(str(blank.name(s)) for s in range(blank.size)))
    every = every_completion(orders[0], 3000)
    if every is None:
        pytest.skip("too many completions to go through")
    hinges = Hinges(blank, orders)
    found = {(concept, state): hinges.of(0, state, concept) for concept in EXACT for state in range(blank.size)}
    others = [every_completion(order, 10**6)[0] for order in orders[1:]]  # type: ignore[index]
    seen: dict[tuple[str, int], set[bool]] = {key: set() for key in found}
    for values in every:
        solution = solve_game(with_values(blank, np.array([values, *others], dtype=np.int32)), EXACT)
        for (concept, state), hinge in found.items():
            stable = bool(solution.stable[concept][0, state])
            assert hinge.holds(values) is stable, (concept, state, hinge.clauses)
            seen[concept, state].add(stable)
    for key, hinge in found.items():
        assert hinge.always is (seen[key] == {True})
        if hinge.never:
            assert seen[key] == {False}
