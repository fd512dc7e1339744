"""On which open comparisons a verdict hinges, where a preference is partial: exact for Nash, GMR and SMR.

For these a verdict on a state s asks of the focal party only whether it likes other states no more than s. With x
for "likes x no more than s", s is stable by Nash where x holds for every x that it can move to; by GMR where, for
every such x, x or one of the others' answers holds; by SMR where the answer holds with everything that the party
can still move to from there. That is a conjunction of clauses. What is known of the preference makes some of them
true, and implies others: what is left decides the verdict in every completion.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import NoSuchConcept
from onrecord.strategy.solving.partial import Answers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.solving.orders import Order

EXACT = ("nash", "gmr", "smr")
Choice = frozenset[int]  # states, each to be liked no more than the state asked about
Clause = frozenset[Choice]  # one of these must hold; none: nothing can help


@dataclass(frozen=True, slots=True)
class Hinge:
    """What decides whether a state is stable for a party.

    Attributes:
        party, state, concept: The verdict that is asked for.
        clauses: Each must hold, and each holds by one of its choices: sets of states that the party likes no more
            than this one. No clause: it is stable in every completion. A clause without a choice: in none.
    """

    party: int
    state: int
    concept: str
    clauses: frozenset[Clause]

    @property
    def always(self) -> bool:
        """It is stable in every completion."""
        return not self.clauses

    @property
    def never(self) -> bool:
        """It is stable in no completion."""
        return frozenset() in self.clauses

    def holds(self, values: Sequence[int]) -> bool:
        """Say whether it is stable where the party's values are these."""
        own = values[self.state]
        return all(any(all(values[x] <= own for x in choice) for choice in clause) for clause in self.clauses)


class Hinges:
    """Finds what verdicts hinge on in one game with partial preferences.

    Args:
        blank: The game; its values mean nothing.
        orders: What is known of each party's preference.
    """

    def __init__(self, blank: Game, orders: Sequence[Order]) -> None:
        self._blank = blank
        self._orders = orders
        self._answers = Answers(blank, orders)

    def of(self, party: int, state: int, concept: str) -> Hinge:
        """Return what decides whether a state is stable for a party.

        Raises:
            NoSuchConcept: The concept is none for which this is exact.
        """
        if concept not in EXACT:
            raise NoSuchConcept(concept, EXACT)
        order = self._orders[party]
        clauses = {self._clause(party, state, move, concept) for move in self._blank.moves(party, state)}
        known = {clause for one in clauses if (clause := _simpler(one, order, state)) is not None}
        kept = frozenset(
            one for one in known if not any(other != one and _implies(other, one, order) for other in known)
        )
        return Hinge(party, state, concept, kept)

    def _clause(self, party: int, state: int, move: int, concept: str) -> Clause:
        choices: list[Choice] = [frozenset((move,))]
        if concept != "nash":
            replies = np.flatnonzero(self._answers.table(party, "moves")[move])
            for reply in map(int, replies):
                out = self._blank.moves(party, reply) if concept == "smr" else ()
                choices.append(frozenset((reply, *out)))
        return frozenset(choice - {state} for choice in choices)


def _simpler(clause: Clause, order: Order, state: int) -> Clause | None:
    """Return a clause without what is known; None where it is known to hold."""
    kept: set[Choice] = set()
    for choice in clause:
        if any(order.better[x, state] for x in choice):
            continue  # surely liked more: this choice cannot hold
        open_ones = frozenset(x for x in choice if not (order.better[state, x] or order.same[state, x]))
        if not open_ones:
            return None
        kept.add(_least(open_ones, order))
    return frozenset(one for one in kept if not _is_spare(one, kept, order))


def _is_spare(one: Choice, kept: Collection[Choice], order: Order) -> bool:
    """Say whether another choice is part of this one, or holds wherever this one does."""
    return any(other < one or (other != one and _weaker(other, one, order)) for other in kept)


def _least(choice: Choice, order: Order) -> Choice:
    """Return a choice without what follows from the rest: where the better is liked no more, the worse is not."""
    kept: set[int] = set()
    for x in sorted(choice):
        if not any(order.better[y, x] or (order.same[y, x] and y < x) for y in choice if y != x):
            kept.add(x)
    return frozenset(kept)


def _weaker(one: Choice, other: Choice, order: Order) -> bool:
    """Say whether a choice holds wherever another does."""
    return _follows(one, other, order) and not _follows(other, one, order)


def _implies(one: Clause, other: Clause, order: Order) -> bool:
    """Say whether a clause holds wherever another does: then the other is enough."""
    if not all(any(_follows(choice, mine, order) for choice in other) for mine in one):
        return False
    back = all(any(_follows(choice, mine, order) for choice in one) for mine in other)
    return not back or sorted(map(sorted, one)) < sorted(map(sorted, other))


def _follows(one: Choice, other: Choice, order: Order) -> bool:
    """Say whether a choice holds wherever another does, the same included."""
    return all(any(x == y or order.better[y, x] or order.same[y, x] for y in other) for x in one)


def unit_hinges(hinges: Iterable[Hinge]) -> list[tuple[int, int, int]]:
    """Return the comparisons that decide by themselves: party, state, and what is compared with it."""
    return [
        (hinge.party, hinge.state, x)
        for hinge in hinges
        if not hinge.never
        for clause in sorted(hinge.clauses, key=lambda clause: sorted(map(sorted, clause)))
        if len(clause) == 1
        for choice in clause
        if len(choice) == 1
        for x in choice
    ]
