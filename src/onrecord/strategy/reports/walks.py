"""Walks through the graph of moves in which no one moves twice running, and the shortest of them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from onrecord.strategy.solving.listed import Board


class Step(NamedTuple):
    """One move: who (party numbers; several move together as a coalition), from which state, to which."""

    movers: tuple[int, ...]
    origin: int
    target: int


Walk = tuple[Step, ...]


def walks(
    board: Board,
    start: int,
    group: Collection[int],
    *,
    improving: bool = False,
    coalitions: Collection[tuple[int, ...]] = (),
    closed: Callable[[Step], bool] = lambda _: False,
) -> dict[int, Walk]:
    """Return the shortest walk to every state that a group reaches from a start.

    Args:
        board: The game.
        start: The first state; it stands in the answer only where a walk comes back to it.
        group: Who moves.
        improving: Only moves that gain their mover something, judged from where the mover stands.
        coalitions: Parties who may also move together, always to the gain of each.
        closed: Steps that are not open.
    """
    movers: list[tuple[int, ...]] = [(party,) for party in group]
    movers.extend(coalitions)
    found: dict[int, Walk] = {}
    came: dict[tuple[int, tuple[int, ...] | None], tuple[tuple[int, tuple[int, ...] | None], Step] | None] = {
        (start, None): None
    }
    waiting: deque[tuple[int, tuple[int, ...] | None]] = deque(came)
    while waiting:
        at = waiting.popleft()
        for who in movers:
            if who == at[1]:
                continue
            for target in targets(board, who, at[0], improving=improving):
                step = Step(who, at[0], target)
                after = (target, who)
                if closed(step) or after in came:
                    continue
                came[after] = (at, step)
                waiting.append(after)
                if target not in found:
                    found[target] = _back(came, after)
    return found


def targets(board: Board, movers: tuple[int, ...], state: int, *, improving: bool) -> list[int]:
    """Return where a party, or a coalition to the gain of each member, can move."""
    if len(movers) == 1:
        value = board.values[movers[0]]
        return [t for t in board.moves(movers[0], state) if not improving or value[t] > value[state]]
    return [
        t
        for t in sorted(walks(board, state, movers))
        if all(board.values[p][t] > board.values[p][state] for p in movers)
    ]


def _back(
    came: dict[tuple[int, tuple[int, ...] | None], tuple[tuple[int, tuple[int, ...] | None], Step] | None],
    end: tuple[int, tuple[int, ...] | None],
) -> Walk:
    steps: list[Step] = []
    link = came[end]
    while link:
        steps.append(link[1])
        link = came[link[0]]
    return tuple(reversed(steps))
