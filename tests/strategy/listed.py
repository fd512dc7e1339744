"""The same game in plain lists: what the literal definitions read quickest."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from onrecord.strategy.game import Game


class ListedGame:
    """A game whose moves and values are Python lists."""

    def __init__(self, game: Game) -> None:
        self.parties = game.parties
        self.size = game.size
        self.values = [[int(value) for value in row] for row in game.values]
        self._moves = [
            [game.moves(party, state) for state in range(game.size)] for party in range(len(game.parties))
        ]

    def moves(self, party: int, state: int) -> tuple[int, ...]:
        return self._moves[party][state]


def listed(game: Game) -> Game:
    """Return the game in plain lists; it answers all that the definitions ask."""
    return cast("Game", ListedGame(game))
