"""A game in plain lists: what the literal definitions, the witnesses and the search for changes read quickest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from onrecord.strategy.model.faults import TooLarge

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from onrecord.strategy.model.game import Game

MOST_LISTED = 16_384


class Board(Protocol):
    """What the definitions ask of a game: parties and states by number, moves, values (higher is better)."""

    @property
    def count(self) -> int:
        """Return how many parties there are."""

    @property
    def size(self) -> int:
        """Return how many states there are."""

    @property
    def values(self) -> Sequence[Sequence[int]]:
        """Return each party's value of each state."""

    def moves(self, party: int, state: int) -> Sequence[int]:
        """Return the states that a party can move to in one move."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A game whose moves and values are plain tuples, by party and state."""

    values: tuple[tuple[int, ...], ...]
    arcs: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def count(self) -> int:
        """Return how many parties there are."""
        return len(self.values)

    @property
    def size(self) -> int:
        """Return how many states there are."""
        return len(self.values[0])

    def moves(self, party: int, state: int) -> tuple[int, ...]:
        """Return the states that a party can move to in one move."""
        return self.arcs[party][state]

    def with_values(self, party: int, values: Sequence[int]) -> Listed:
        """Return the game with another ranking for one party."""
        return replace(
            self, values=tuple(tuple(values) if p == party else row for p, row in enumerate(self.values))
        )

    def with_arcs(self, party: int, arcs: tuple[tuple[int, ...], ...]) -> Listed:
        """Return the game with other moves for one party."""
        return replace(self, arcs=tuple(arcs if p == party else rows for p, rows in enumerate(self.arcs)))

    def without(self, gone: Collection[int]) -> Listed:
        """Return the game in which no one can move to or from some states; they keep their numbers."""
        arcs = tuple(
            tuple(() if s in gone else tuple(t for t in found if t not in gone) for s, found in enumerate(rows))
            for rows in self.arcs
        )
        return replace(self, arcs=arcs)


def listed(game: Game) -> Listed:
    """Return a worked-out game in plain lists."""
    if game.size > MOST_LISTED:
        raise TooLarge("this question", game.size, MOST_LISTED)
    return Listed(
        tuple(tuple(int(value) for value in row) for row in game.values),
        tuple(tuple(game.moves(p, s) for s in range(game.size)) for p in range(len(game.parties))),
    )
