"""Why a state is stable by limited foresight: what a party expects of each of its moves, played to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.strategy.reports.walks import Step
from onrecord.strategy.reports.wording import Wording, assumptions_behind, entries_behind
from onrecord.strategy.solving.graph_engine import all_expectations, expectations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.reports.walks import Walk
    from onrecord.strategy.solving.graph_engine import Column


class Foresight:
    """What parties expect who look moves ahead.

    Args:
        game: The game.
        ends: For each horizon, 0 first, where each party, moving first from a state, expects to end.
    """

    def __init__(self, game: Game, ends: Sequence[Column]) -> None:
        self._game = game
        self._ends = ends

    def walk(self, party: int, state: int, move: int, horizon: int) -> Walk:
        """Return how a move goes on, as its mover expects: of those who would go on, by the worst for itself."""
        step = Step((party,), state, move)
        end, other = self._reply(party, move, horizon - 1)
        if other is None:
            return (step,)
        chosen = next(m for m in self._game.moves(other, move) if self._reply(other, m, horizon - 2)[0] == end)
        return (step, *self.walk(other, move, chosen, horizon - 1))

    def _reply(self, party: int, move: int, left: int) -> tuple[int, int | None]:
        """Return where a move ends, and who goes on from it; None where nobody would."""
        ends = [
            (int(self._ends[left][other, move]), other)
            for other in range(len(self._game.parties))
            if other != party
        ]
        value = self._game.values[party]
        replies = ((end, other) for end, other in ends if end != move)
        return min(replies, key=lambda reply: (value[reply[0]], reply[0]), default=(move, None))


def foreseen_lines(game: Game, model: Model | None, concept: str, party: int, state: int) -> Iterator[str]:
    """Yield why a state is stable or not for a party that looks moves ahead, a sentence each, with entries."""
    ends, horizon = _looking(game, concept, party, state)
    foresight, wording, value = Foresight(game, ends), Wording(game, model), game.values[party]
    who, where = wording.party(party), wording.state(state)
    walks = [foresight.walk(party, state, move, horizon) for move in game.moves(party, state)]
    gains = [walk for walk in walks if value[walk[-1].target] > value[state]]
    verdict = "not stable" if gains else "stable"
    yield f"{where[0].upper()}{where[1:]} is {verdict} for {who} by {concept.upper()}: {_far(concept, horizon)}."
    if not walks:
        yield f"{who} has no move from there."
    for walk in gains or walks:
        likes = f"prefers it to {where}" if gains else f"prefers it no more than {where}"
        yield f"If it moves, it expects: {wording.walk(walk)}. There it ends; {who} {likes}."
    yield from _grounds(wording, gains or walks)


def _grounds(wording: Wording, walks: Sequence[Walk]) -> Iterator[str]:
    """Yield the entries behind moves, and what is assumed of them."""
    cells = wording.cells(tuple(step for walk in walks for step in walk))
    if entries := entries_behind(cells):
        yield f"Entries: {', '.join(entries)}."
    yield from (f"Assumed: {words}" for words in assumptions_behind(cells))


def _looking(game: Game, concept: str, party: int, state: int) -> tuple[Sequence[Column], int]:
    """Return what all expect by horizon, and the horizon that shows the verdict.

    Without a bound, expectations repeat from some horizon on, and stable is what is stable all the way round: one
    horizon of the round at which the party would move shows that a state is not.
    """
    if concept != "nm":
        horizon = int(concept[1:])
        return expectations(game, horizon), horizon
    ends, first = all_expectations(game)
    around = range(first + 1, len(ends))
    return ends, next((h for h in around if ends[h][party, state] != state), around[0])


def _far(concept: str, horizon: int) -> str:
    moves = "1 move" if horizon == 1 else f"{horizon} moves"
    return f"looking {moves} ahead" + (", from where on expectations repeat" if concept == "nm" else "")
