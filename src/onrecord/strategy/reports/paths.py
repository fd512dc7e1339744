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
    from onrecord.strategy.solving.listed import Listed


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

    def is_key_step(step: Step) -> bool:
        return target not in walks(board, origin, every, improving=improving, coalitions=joint, closed=step.__eq__)

    def is_key_party(party: int) -> bool:
        others = [other for other in every if other != party]
        left = [group for group in joint if party not in group]
        return target not in walks(board, origin, others, improving=improving, coalitions=left)

    key_steps, key_parties = tuple(filter(is_key_step, found)), tuple(filter(is_key_party, every))
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
    after = _improvements(listed(game), coalitions)
    closed = [members for members in _strong_classes(after) if _is_closed(members, after)]
    before = _turned(after)
    basins = [_spread(members, before) for members in closed]
    return tuple(
        Attractor(
            tuple(sorted(members)),
            tuple(sorted(basin)),
            tuple(sorted(basin.difference(*(other for other in basins if other is not basin)))),
        )
        for members, basin in zip(closed, basins, strict=True)
    )


def _improvements(board: Listed, coalitions: Collection[tuple[int, ...]]) -> list[list[int]]:
    """Return by state where parties and coalitions can move to their gain."""
    groups = [*((party,) for party in range(board.count)), *coalitions]
    return [
        sorted({t for group in groups for t in targets(board, group, state, improving=True)})
        for state in range(board.size)
    ]


def _is_closed(members: Collection[int], after: list[list[int]]) -> bool:
    """Say whether nothing leads out of a class of states."""
    inside = set(members)
    return all(inside.issuperset(after[state]) for state in members)


def _turned(after: list[list[int]]) -> list[list[int]]:
    """Return by state from where moves lead to it."""
    before: list[list[int]] = [[] for _ in after]
    for state, found in enumerate(after):
        for target in found:
            before[target].append(state)
    return before


def _spread(start: Collection[int], edges: list[list[int]]) -> set[int]:
    seen, waiting = set(start), list(start)
    while waiting:
        for found in edges[waiting.pop()]:
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return seen


def _next_open(ends: list[int], at: int, placed: Collection[int]) -> int | None:
    """Return the place of the next target, from a place on, whose class is not known yet."""
    return next((i for i in range(at, len(ends)) if ends[i] not in placed), None)


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
            going = _next_open(after[state], at, placed)
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
