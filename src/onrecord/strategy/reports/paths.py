"""How the dispute could get from one state to another, where it would come to rest, and who holds the key step.

Paths are sequences of moves in which no one moves twice running: by any moves, by moves that gain their mover
something, or also by coalitions that move together to the gain of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.strategy.reports.walks import Step, Walk, targets, walks
from onrecord.strategy.reports.wording import Wording, entries_behind
from onrecord.strategy.solving.listed import listed

if TYPE_CHECKING:
    from collections.abc import Collection

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model


class By(StrEnum):
    """Which moves a path may use."""

    MOVES = "moves"
    IMPROVEMENTS = "improvements"
    COALITIONS = "coalitions"  # improvements, and joint improvements of the coalitions allowed


@dataclass(frozen=True, slots=True)
class Paths:
    """What leads from one state to another.

    Attributes:
        shortest: The shortest path; None where nothing leads there.
        key_steps: Steps that stand on every path: whoever holds one can keep the state from being reached.
        key_parties: Parties without whom nothing leads there.
        words: The path and its key in words, a sentence an item.
        entries: Ids of the entries behind the options that the path passes.
    """

    origin: int
    target: int
    by: By
    shortest: Walk | None
    key_steps: tuple[Step, ...]
    key_parties: tuple[int, ...]
    words: tuple[str, ...]
    entries: tuple[str, ...]


def paths(
    game: Game,
    origin: int,
    target: int,
    by: By = By.IMPROVEMENTS,
    coalitions: Collection[tuple[int, ...]] = (),
    model: Model | None = None,
) -> Paths:
    """Return what leads from one state to another, and who holds the key."""
    board, wording = listed(game), Wording(game, model)
    joint = tuple(coalitions) if by is By.COALITIONS else ()
    improving = by is not By.MOVES
    every = tuple(range(board.count))
    found = walks(board, origin, every, improving=improving, coalitions=joint).get(target)
    if found is None:
        none = f"Nothing leads from {wording.state(origin)} to {wording.state(target)} by {by}."
        return Paths(origin, target, by, None, (), (), (none,), ())
    key_steps = tuple(
        step
        for step in found
        if target not in walks(board, origin, every, improving=improving, coalitions=joint, closed=step.__eq__)
    )
    key_parties = tuple(
        party
        for party in every
        if target
        not in walks(
            board,
            origin,
            [other for other in every if other != party],
            improving=improving,
            coalitions=[group for group in joint if party not in group],
        )
    )
    words = tuple(_words(wording, origin, found, key_steps, key_parties))
    return Paths(origin, target, by, found, key_steps, key_parties, words, entries_behind(wording.cells(found)))


def _words(
    wording: Wording, origin: int, found: Walk, key_steps: Collection[Step], key_parties: Collection[int]
) -> list[str]:
    words = [f"From {wording.state(origin)}: {wording.walk(found)}."]
    words.extend(f"On every path: {wording.step(step)}." for step in key_steps)
    names = ", ".join(wording.party(party) for party in key_parties)
    words.append(
        f"Without {names} it is not reached." if names else "No single party can keep it from being reached."
    )
    return words


@dataclass(frozen=True, slots=True)
class Attractor:
    """States among which the dispute stays once it is there: one state at rest, or a round without end.

    Attributes:
        states: Its states.
        basin: States from which improvements can lead to it.
        sure: States from which they can lead to nothing else.
    """

    states: tuple[int, ...]
    basin: tuple[int, ...]
    sure: tuple[int, ...]


def attractors(game: Game, coalitions: Collection[tuple[int, ...]] = ()) -> tuple[Attractor, ...]:
    """Return where improvements come to rest: the closed classes of the graph of improvements.

    Here anyone may move at any time, twice running too: it is about where a dispute can stay, not about one
    exchange.
    """
    board = listed(game)
    groups = [*((party,) for party in range(board.count)), *coalitions]
    after = [
        sorted({t for group in groups for t in targets(board, group, state, improving=True)})
        for state in range(board.size)
    ]
    classes = _strong_classes(after)
    number = {state: i for i, members in enumerate(classes) for state in members}
    closed = [i for i, members in enumerate(classes) if all(number[t] == i for s in members for t in after[s])]
    before: list[list[int]] = [[] for _ in after]
    for state, found in enumerate(after):
        for target in found:
            before[target].append(state)
    basins = {i: _spread(classes[i], before) for i in closed}
    return tuple(
        Attractor(
            tuple(sorted(classes[i])),
            tuple(sorted(basins[i])),
            tuple(sorted(basins[i].difference(*(basins[j] for j in closed if j != i)))),
        )
        for i in closed
    )


def _spread(start: Collection[int], edges: list[list[int]]) -> set[int]:
    seen, waiting = set(start), list(start)
    while waiting:
        for found in edges[waiting.pop()]:
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


def _strong_classes(after: list[list[int]]) -> list[list[int]]:
    """Return the classes of states that can reach one another (Tarjan), without recursion."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    placed: set[int] = set()
    classes: list[list[int]] = []
    for root in range(len(after)):
        if root in index:
            continue
        work = [(root, 0)]
        while work:
            state, at = work.pop()
            if at == 0:
                index[state] = low[state] = len(index)
                stack.append(state)
            elif after[state][at - 1] not in placed:
                low[state] = min(low[state], low[after[state][at - 1]])
            going = next((i for i in range(at, len(after[state])) if after[state][i] not in placed), None)
            if going is not None:
                work.append((state, going + 1))
                target = after[state][going]
                if target not in index:
                    work.append((target, 0))
                continue
            if low[state] == index[state]:
                members = stack[stack.index(state) :]
                del stack[-len(members) :]
                placed.update(members)
                classes.append(members)
    return classes
