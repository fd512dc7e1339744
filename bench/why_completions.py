"""On what verdicts hinge, as `model why` says it, against every completion of the open preferences.

    python bench/why_completions.py [HOW_MANY] [SEED]

Random models of eight states or fewer, two or three parties, every preference open in part. What `why` says of a
state, a party and a concept (Nash, GMR, SMR) is held against the verdict in every completion of that party's
preference; and "whatever is open", against all completions of all parties together, by the five concepts. Models
with more than 20,000 completions are passed over and counted.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from itertools import product
from math import prod
from random import Random

import numpy as np

from onrecord.strategy.model.conditions import condition
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Model, Option, Partial, Party
from onrecord.strategy.solving.hinges import EXACT, Hinges
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.orders import every_completion, orders_of
from onrecord.strategy.solving.partial import across_completions, blank_values, with_values
from onrecord.strategy.solving.solve import solve_game

IDS = {"a": 0, "b": 1, "c": 2}
WISHES = ("a", "!a", "b", "!b", "c", "!c", "a -> b", "c & !a")
MOST = 20_000


def drawn(chance: Random) -> Model:
    """Return a small model; each party weighs two of its wishes against each other in a way that is not known."""
    parties = tuple(Party(f"p{number}", f"P{number}") for number in range(chance.choice((2, 3))))
    options = tuple(Option(name, name, (chance.randrange(len(parties)),)) for name in IDS)
    infeasible = (condition("a & b & c", IDS),) if chance.random() < 0.5 else ()
    return Model(
        "x",
        "x",
        parties,
        options,
        infeasible=infeasible,
        preferences=tuple(_preference(chance) for _ in parties),
    )


def _preference(chance: Random) -> Partial:
    first, *pair = (condition(wish, IDS) for wish in chance.sample(WISHES, 3))
    rest = tuple((condition(name, IDS),) for name in chance.sample(sorted(IDS), 3))
    return Partial(((first,), tuple(pair), *rest))


def compared(model: Model) -> Counter[str]:
    """Return how many verdicts of a model were compared, and how many of them differ."""
    blank = game(model, blank_values(model))
    orders = orders_of(model, blank.codes, tuple(str(blank.name(state)) for state in range(blank.size)))
    every = [every_completion(order, MOST) for order in orders]
    if any(one is None for one in every) or prod(len(one or ()) for one in every) > MOST:
        return Counter({"models passed over": 1})
    hinges = Hinges(blank, orders)
    counts = Counter({"models": 1})
    some = {concept: np.zeros((len(orders), blank.size), dtype=np.bool_) for concept in CONCEPTS}
    always = {concept: ~table for concept, table in some.items()}
    said = {
        (concept, party, state): hinges.of(party, state, concept)
        for concept in EXACT
        for party in range(len(orders))
        for state in range(blank.size)
    }
    for values in product(*(one or [] for one in every)):
        solution = solve_game(with_values(blank, np.array(values, dtype=np.int32)))
        for (concept, party, state), hinge in said.items():
            stable = bool(solution.stable[concept][party, state])
            counts.update({"why": 1, "why differs": hinge.holds(values[party]) is not stable})
        for concept in CONCEPTS:
            some[concept] |= solution.stable[concept]
            always[concept] &= solution.stable[concept]
    spans = across_completions(model).by_concept
    for concept in CONCEPTS:
        wrong = (spans[concept].necessary != always[concept]) | (spans[concept].possible != some[concept])
        counts.update({"spans": 2 * wrong.size, "spans differ": int(wrong.sum())})
    return counts


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance, begun, counts = (
        Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20),
        time.process_time(),
        Counter[str](),
    )
    for _ in range(many):
        counts += compared(drawn(chance))
    spent = time.process_time() - begun
    print(f"{counts['models']} models ({counts['models passed over']} passed over), {spent:.0f} s of CPU")
    print(f"{counts['why']:,} answers of `why` in completions, {counts['why differs']} differ")
    print(f"{counts['spans']:,} verdicts of necessary and possible, {counts['spans differ']} differ")


if __name__ == "__main__":
    main()
