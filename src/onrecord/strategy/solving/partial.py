"""What holds whatever the open preferences are, and what could: verdicts that are necessary, and verdicts
possible.

Necessary: in every completion of the preferences; possible: in at least one. By Nash, GMR and SMR a verdict on
a state depends only on which states the party itself puts above it. The fewer these are, the more stable the
state; the fewest are those known to be better, the most are all not known to be no better, and both are met by
some completion: so both questions are decided exactly. By SEQ and SSEQ the others' improvements count too; the
same two extremes, with the others' known improvements only or with all that are not ruled out, give bounds.
Where these leave a verdict open, all completions are gone through where they are few; else random ones are, and
the error is stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import NoSuchConcept
from onrecord.strategy.model.game import Arcs, Game, game
from onrecord.strategy.model.space import feasible_codes, for_all
from onrecord.strategy.solving.compiled import compiled
from onrecord.strategy.solving.graph_engine import listed_arcs, packed, reached
from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.orders import Order, Sampler, every_completion, orders_of
from onrecord.strategy.solving.solve import solve_game

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model

    Table = NDArray[np.bool_]

MOST_COMPLETIONS = 5000


@dataclass(frozen=True)
class Span:
    """What is known of the verdicts by one concept.

    Attributes:
        necessary: By party and state: stable in every completion. possible: Stable in at least one. open:
        Neither could be decided: every completion that was tried agrees, and more exist. equilibria: By state:
        an equilibrium in every completion. possible_equilibria: An equilibrium in at least one.
        open_equilibria: States for which one of the two could not be decided. tried: How many completions were
        drawn at random; 0 where the answer is exact. error: Where `tried` is not 0: with 95 % confidence, less
        than this share of such draws would show otherwise.
    """

    necessary: Table
    possible: Table
    open: Table
    equilibria: NDArray[np.bool_]
    possible_equilibria: NDArray[np.bool_]
    open_equilibria: NDArray[np.bool_]
    tried: int = 0

    @property
    def error(self) -> float:
        """Return the rule of three: what no draw in so many showed is rarer than this."""
        return 3 / self.tried if self.tried else 0.0


@dataclass(frozen=True)
class Spans:
    """What holds across completions, concept by concept; `game` names the states, its values mean nothing."""

    model: Model
    game: Game
    by_concept: dict[str, Span]


def across_completions(
    model: Model, concepts: Sequence[str] = CONCEPTS, samples: int = 1000, seed: int = 0
) -> Spans:
    """Return what is necessary and what is possible, whatever the preferences that the model leaves open."""
    for concept in concepts:
        if concept not in CONCEPTS:
            raise NoSuchConcept(concept, CONCEPTS)
    blank = game(model, blank_values(model))
    names = tuple(str(blank.name(state)) for state in range(blank.size))
    orders = orders_of(model, blank.codes, names)
    wanted = [concept for concept in concepts if concept in ("seq", "sseq")]
    answers = Answers(blank, orders)
    spans = {concept: _bounds(answers, orders, concept) for concept in concepts}
    undecided = [concept for concept in wanted if not _decided(spans[concept])]
    if undecided:
        every = _every(blank, orders)
        draws = every if every is not None else _random(blank, orders, samples, seed)
        found = {concept: _Seen(blank) for concept in undecided}
        for drawn in draws:
            solution = solve_game(drawn, tuple(undecided))
            for concept in undecided:
                found[concept].add(solution.stable[concept])
        for concept in undecided:
            tried = 0 if every is not None else samples
            spans[concept] = found[concept].span(spans[concept], tried)
    return Spans(model, blank, {concept: spans[concept] for concept in concepts})


def blank_values(model: Model) -> NDArray[np.int32]:
    """Return values that mean nothing, for a game whose preferences are left open."""
    return np.zeros((len(model.parties), len(feasible_codes(model))), dtype=np.int32)


def _decided(span: Span) -> bool:
    return bool((span.necessary == span.possible).all())


class Answers:
    """What the others can bring each state to: by any move, by sure or by possible improvements."""

    def __init__(self, blank: Game, orders: Sequence[Order]) -> None:
        self.size = blank.size
        self.parties = range(len(orders))
        self.moves = packed(blank)
        self.sure = packed(kept_moves(blank, orders, surely=True))
        self.possible = packed(kept_moves(blank, orders, surely=False))
        self.kept: dict[tuple[int, str], Table] = {}

    def table(self, party: int, way: str) -> Table:
        """Return which states the others of a party reach from which: by `moves`, `sure` or `possible` ones."""
        if (party, way) not in self.kept:
            others = np.array([p for p in self.parties if p != party], dtype=np.int64)
            arcs = {"moves": self.moves, "sure": self.sure, "possible": self.possible}[way]
            self.kept[party, way] = reached(others, *arcs, self.size)
        return self.kept[party, way]


def _bounds(answers: Answers, orders: Sequence[Order], concept: str) -> Span:
    """Return the two extremes: for Nash, GMR and SMR they are the answer."""
    starts, targets = answers.moves
    rank = ("nash", "gmr", "seq", "smr", "sseq").index(concept)
    improving = concept in ("seq", "sseq")
    tables = []
    for way in ("sure", "possible"):  # as few answers and as many gains as can be; then the other way round
        rows = []
        for party, order in enumerate(orders):
            replies = answers.table(party, way if improving else "moves")
            above = order.better.T if way == "possible" else ~(order.better | order.same)
            rows.append(holds(starts[party], targets, replies, above, rank > 0, rank > 2))
        tables.append(np.array(rows))
    necessary, possible = tables
    undecided = (possible & ~necessary) if improving else np.zeros_like(necessary)
    always, ever = for_all(necessary), for_all(possible)
    return Span(necessary, possible, undecided, always, ever, (ever & ~always) & improving)


def kept_moves(blank: Game, orders: Sequence[Order], *, surely: bool) -> Game:
    """Return the game with only those moves that surely (or possibly) gain their mover something."""
    found = []
    for arcs, order in zip(blank.arcs or listed_arcs(blank), orders, strict=True):
        origins = np.repeat(np.arange(blank.size, dtype=np.int64), np.diff(arcs.start))
        targets = arcs.target.astype(np.int64)
        known = order.better[targets, origins]
        ruled_out = order.better[origins, targets] | order.same[origins, targets]
        kept = known if surely else ~ruled_out
        found.append(Arcs.from_pairs(origins[kept], targets[kept], blank.size))
    return Game(blank.parties, blank.values, blank.codes, tuple(found), None, blank.names)


def _every(blank: Game, orders: Sequence[Order]) -> list[Game] | None:
    """Return all completions of all parties, or None where they are too many."""
    rows = []
    count = 1
    for order in orders:
        found = every_completion(order, MOST_COMPLETIONS)
        if found is None:
            return None
        count *= len(found)
        if count > MOST_COMPLETIONS:
            return None
        rows.append(found)
    return [with_values(blank, np.array(values, dtype=np.int32)) for values in product(*rows)]


def _random(blank: Game, orders: Sequence[Order], samples: int, seed: int) -> Iterator[Game]:
    samplers = [Sampler(order, seed + party) for party, order in enumerate(orders)]
    for _ in range(samples):
        yield with_values(blank, np.array([sampler.draw() for sampler in samplers]))


def with_values(blank: Game, values: NDArray[np.int32]) -> Game:
    """Return a game with other preferences."""
    return Game(blank.parties, values, blank.codes, blank.arcs, blank.lattice, blank.names)


class _Seen:
    """What the completions gone through have shown."""

    def __init__(self, blank: Game) -> None:
        shape = (len(blank.parties), blank.size)
        self.some, self.every = np.zeros(shape, np.bool_), np.ones(shape, np.bool_)
        self.joint = np.zeros(blank.size, np.bool_)

    def add(self, stable: Table) -> None:
        self.some |= stable
        self.every &= stable
        self.joint |= for_all(stable)

    def span(self, bounds: Span, tried: int) -> Span:
        if not tried:
            none = np.zeros_like(self.some)
            return Span(self.every, self.some, none, for_all(self.every), self.joint, none[0])
        necessary, possible = bounds.necessary, self.some | bounds.necessary
        undecided = (self.every & ~necessary) | (bounds.possible & ~possible)
        always = for_all(necessary)
        joint = self.joint | always
        may = for_all(bounds.possible)
        open_joint = (may & ~joint) | (for_all(self.every) & ~always)
        return Span(necessary, possible, undecided, always, joint, open_joint, tried)


@compiled
def holds(
    starts: NDArray[np.int64],
    targets: NDArray[np.int32],
    answers: Table,
    above: Table,
    answered: bool,
    escape: bool,
) -> NDArray[np.bool_]:
    """Return which states are stable for a party that puts `above[s]` over s; the others answer as told."""
    size = len(above)
    found = np.ones(size, dtype=np.bool_)
    for state in range(size):
        for at in range(starts[state], starts[state + 1]):
            move = targets[at]
            if not above[state, move]:
                continue
            punished = False
            if answered:
                for answer in range(size):
                    if not answers[move, answer] or above[state, answer]:
                        continue
                    punished = True
                    if escape:
                        for out in range(starts[answer], starts[answer + 1]):
                            if above[state, targets[out]]:
                                punished = False
                                break
                    if punished:
                        break
            if not punished:
                found[state] = False
                break
    return found
