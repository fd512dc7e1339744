"""What holds whatever the open preferences are, and what could: verdicts that are necessary, and verdicts
possible.

Necessary: in every completion of the preferences; possible: in at least one. By Nash, GMR and SMR a verdict on
a state depends only on which states the party itself puts above it. The fewer these are, the more stable the
state; the fewest are those known to be better, the most are all not known to be no better, and both are met by
some completion: so both questions are decided exactly. By SEQ and SSEQ the others' improvements count too; the
same two extremes, with the others' known improvements only or with all that are not ruled out, give bounds.
Where these leave a verdict open, all completions are gone through where they are few; else random ones are, and
the error is stated. Of foresight (l1, l2 ..., nm) no bounds are known: it is told by completions alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import Arcs, Game, game
from onrecord.strategy.model.space import feasible_codes, for_all
from onrecord.strategy.solving.compiled import compiled, part
from onrecord.strategy.solving.graph_engine import listed_arcs, packed, reached
from onrecord.strategy.solving.marks import Drawer, marks_of
from onrecord.strategy.solving.oracle import CONCEPTS, solvable
from onrecord.strategy.solving.orders import MOST_PARTIAL, Order, Sampler, every_completion, orders_of
from onrecord.strategy.solving.solve import solve_game
from onrecord.strategy.solving.wide import MOST_WIDE, wide_bounds, wide_moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model

    Table = NDArray[np.bool_]

MOST_COMPLETIONS = 5000
MOST_DRAWN_WIDE = 300  # completions of a model too large for tables of all pairs
_IMPROVING = ("seq", "sseq")
_EXACT = ("nash", "gmr", "smr")


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
    concepts = tuple(map(solvable, concepts))
    blank = game(model, blank_values(model))
    names = tuple(str(blank.name(state)) for state in range(blank.size))
    if blank.size > MOST_PARTIAL:
        return _wide(model, blank, names, concepts, min(samples, MOST_DRAWN_WIDE), seed)
    orders = orders_of(model, blank.codes, names)
    answers = Answers(blank, orders)
    spans = {
        concept: _bounds(answers, orders, concept) if concept in CONCEPTS else _unbounded(blank)
        for concept in concepts
    }
    every = None if _all_decided(spans) else _every(blank, orders)
    samplers = [Sampler(order, seed + party) for party, order in enumerate(orders)] if every is None else []
    return Spans(model, blank, _settled(spans, blank, every, samplers, samples))


def _wide(
    model: Model, blank: Game, names: tuple[str, ...], concepts: Sequence[str], samples: int, seed: int
) -> Spans:
    """Return the same for a model of more states than tables of all pairs can be made for."""
    if blank.size > MOST_WIDE:
        raise TooLarge("a partial preference", blank.size, MOST_WIDE)
    marks = marks_of(model, blank.codes, names)
    bounds = wide_bounds(wide_moves(model, blank.codes), marks, tuple(c for c in concepts if c in CONCEPTS))
    known = {concept: _span_of(*both, improving=concept in _IMPROVING) for concept, both in bounds.items()}
    spans = {concept: known.get(concept) or _unbounded(blank) for concept in concepts}
    drawers = [Drawer(mark, seed + party) for party, mark in enumerate(marks)]
    return Spans(model, blank, _settled(spans, blank, None, drawers, samples))


def _all_decided(spans: dict[str, Span]) -> bool:
    return all(_decided(span) for concept, span in spans.items() if concept not in _EXACT)


def _settled(
    spans: dict[str, Span],
    blank: Game,
    every: Sequence[Game] | None,
    drawers: Sequence[Sampler | Drawer],
    samples: int,
) -> dict[str, Span]:
    """Return what is known by each concept, with completions gone through where the bounds leave anything open."""
    undecided = tuple(c for c, span in spans.items() if c not in _EXACT and not _decided(span))
    if not undecided:
        return spans
    drawn, tried = (_random(blank, drawers, samples), samples) if every is None else (every, 0)
    seen = _seen(blank, drawn, undecided)
    return {**spans, **{concept: one.span(spans[concept], tried) for concept, one in seen.items()}}


def _seen(blank: Game, drawn: Iterable[Game], concepts: tuple[str, ...]) -> dict[str, _Seen]:
    """Return what going through completions shows by each concept."""
    found = {concept: _Seen(blank) for concept in concepts}
    for completion in drawn:
        solution = solve_game(completion, concepts)
        for concept, one in found.items():
            one.add(solution.stable[concept])
    return found


def blank_values(model: Model) -> NDArray[np.int32]:
    """Return values that mean nothing, for a game whose preferences are left open."""
    return np.zeros((len(model.parties), len(feasible_codes(model))), dtype=np.int32)


def _decided(span: Span) -> bool:
    return bool((span.necessary == span.possible).all())


class Answers:
    """What the others can bring each state to: by any move, by sure or by possible improvements."""

    def __init__(self, blank: Game, orders: Sequence[Order]) -> None:
        self.blank, self.orders = blank, orders
        self.moves = packed(blank)
        self.kept: dict[tuple[int, str], Table] = {}

    def table(self, party: int, way: str) -> Table:
        """Return which states the others of a party reach from which: by `moves`, `sure` or `possible` ones."""
        if (party, way) not in self.kept:
            others = np.array([p for p in range(len(self.blank.parties)) if p != party], dtype=np.int64)
            self.kept[party, way] = reached(others, *self._arcs(way), self.blank.size)
        return self.kept[party, way]

    def _arcs(self, way: str) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        if way == "moves":
            return self.moves
        return packed(kept_moves(self.blank, self.orders, surely=way == "sure"))


def extreme(answers: Answers, order: Order, party: int, concept: str, way: str) -> NDArray[np.bool_]:
    """Return for which states a party is stable at an extreme.

    "sure": with as many gains and as few answers as can be; "possible": the other way round.
    """
    rank = ("nash", "gmr", "seq", "smr", "sseq").index(concept)
    starts, targets = answers.moves
    replies = np.zeros((0, 0), np.bool_)
    if rank:
        replies = answers.table(party, way if concept in _IMPROVING else "moves")
    above = order.better.T if way == "possible" else ~(order.better | order.same)
    return holds(starts[party], targets, replies, above, rank > 0, rank > 2)


def _bounds(answers: Answers, orders: Sequence[Order], concept: str) -> Span:
    """Return the two extremes: for Nash, GMR and SMR they are the answer."""
    necessary, possible = (
        np.array([extreme(answers, order, party, concept, way) for party, order in enumerate(orders)])
        for way in ("sure", "possible")
    )
    return _span_of(necessary, possible, improving=concept in _IMPROVING)


def _unbounded(blank: Game) -> Span:
    """Return a span that says nothing: any verdict may be so."""
    never = np.zeros((len(blank.parties), blank.size), dtype=np.bool_)
    return _span_of(never, ~never, improving=True)


def _span_of(necessary: Table, possible: Table, *, improving: bool) -> Span:
    """Return the span between two extremes: exact, but where the others' improvements count."""
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


def _random(blank: Game, drawers: Sequence[Sampler | Drawer], samples: int) -> Iterator[Game]:
    for _ in range(samples):
        yield with_values(blank, np.array([drawer.draw() for drawer in drawers]))


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


@part
def has_way_out(
    starts: NDArray[np.int64], targets: NDArray[np.int32], above: Table, state: int, answer: int
) -> bool:
    """Say whether a party can move on from an answer to what it puts above a state."""
    for at in range(starts[answer], starts[answer + 1]):  # noqa: SIM110 - compiled code knows no generators
        if above[state, targets[at]]:
            return True
    return False


@part
def is_spoilt(
    starts: NDArray[np.int64],
    targets: NDArray[np.int32],
    answers: Table,
    above: Table,
    state: int,
    move: int,
    escape: bool,
) -> bool:
    """Say whether some answer to a move leaves a party no better off; with `escape`, for good."""
    for answer in range(len(above)):
        if not answers[move, answer] or above[state, answer]:
            continue
        if not (escape and has_way_out(starts, targets, above, state, answer)):
            return True
    return False


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
            if not (answered and is_spoilt(starts, targets, answers, above, state, move, escape)):
                found[state] = False
                break
    return found
