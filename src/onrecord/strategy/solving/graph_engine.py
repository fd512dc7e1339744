"""The fast engine for any graph of moves: fixpoints over pairs of a state and who moved there last.

For one focal party with a full ranking, "the others can take it to where I am no better off" is again one
number, the least value they can reach; it is found for all states at once by spreading the values backwards,
lowest first. Coalitions compare by several rankings at once, so there the reachable sets themselves are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import TooLarge
from onrecord.strategy.model.game import Arcs
from onrecord.strategy.solving.compiled import compiled, compiled_soon, part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.strategy.model.game import Game

    Ints = NDArray[np.int64]
    Column = NDArray[np.int32]

MOST_FOR_COALITIONS = 4096
MOST_LISTED = 16_384
HIGH = np.int32(2**31 - 1)


def listed_arcs(game: Game) -> tuple[Arcs, ...]:
    """Return the moves of a game whose options tell them."""
    states = range(game.size)
    return tuple(
        Arcs.from_lists([game.moves(party, state) for state in states]) for party in range(len(game.parties))
    )


def packed(game: Game) -> tuple[Ints, Column]:
    """Return all parties' moves in two arrays: starts by party and state, and targets."""
    if game.arcs is None and game.size > MOST_LISTED:
        raise TooLarge("coalition analysis and limited foresight", game.size, MOST_LISTED)
    shift, starts, targets = 0, [], []
    for arcs in game.arcs or listed_arcs(game):
        starts.append(arcs.start + shift)
        targets.append(arcs.target)
        shift += len(arcs.target)
    return np.array(starts, dtype=np.int64), np.concatenate(targets).astype(np.int32)


def turned(starts: Ints, targets: Column, size: int) -> tuple[Ints, Column]:
    """Return the same moves by where they lead, with where they come from."""
    back_starts, origins = np.zeros_like(starts), np.empty_like(targets)
    shift = 0
    for party in range(len(starts)):
        mine = targets[starts[party, 0] : starts[party, -1]]
        counts = np.diff(starts[party])
        sources = np.repeat(np.arange(size, dtype=np.int32), counts)
        order = np.argsort(mine, kind="stable")
        origins[shift : shift + len(mine)] = sources[order]
        back_starts[party] = shift + np.searchsorted(mine[order], np.arange(size + 1))
        shift += len(mine)
    return back_starts, origins


def graph_stable(game: Game, concepts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """Return for each concept a table of parties and states: True where stable."""
    starts, targets = packed(game)
    back_starts, origins = turned(starts, targets, game.size)
    count = len(game.parties)
    found = {concept: np.zeros((count, game.size), dtype=np.bool_) for concept in concepts}
    for party in range(count):
        value = game.values[party]
        best = best_reach(value, starts[party], targets)
        others = np.array([other for other in range(count) if other != party], dtype=np.int64)
        for concept in concepts:
            hope = value
            if concept != "nash":
                worth = best if concept in ("smr", "sseq") else value
                order = np.argsort(worth, kind="stable")
                improving = concept in ("seq", "sseq")
                hope = np.minimum(
                    value, least_reached(worth, order, others, back_starts, origins, game.values, improving)
                )
            found[concept][party] = best_reach(hope, starts[party], targets, False) <= value  # noqa: FBT003
    return found


def coalition_stable(game: Game, group: Sequence[int], concepts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """Return for each concept which states are stable for a coalition."""
    if game.size > MOST_FOR_COALITIONS:
        raise TooLarge("coalition analysis", game.size, MOST_FOR_COALITIONS)
    starts, targets = packed(game)
    members = np.array(sorted(group), dtype=np.int64)
    others = np.array([party for party in range(len(game.parties)) if party not in group], dtype=np.int64)
    reach = reached(members, starts, targets, game.size)
    moved = reached(others, starts, targets, game.size)
    bettered = reached(others, *improving_moves(game, starts, targets), game.size)
    found = {}
    for concept in concepts:
        answers = bettered if concept in ("seq", "sseq") else moved
        rank = ("nash", "gmr", "seq", "smr", "sseq").index(concept)
        found[concept] = holds_for_group(members, reach, answers, game.values, rank > 0, rank > 2)
    return found


def expectations(game: Game, horizons: int) -> list[Column]:
    """Return for each horizon, 0 first, where each party, moving first from a state, expects to end."""
    starts, targets = packed(game)
    ends = [np.tile(np.arange(game.size, dtype=np.int32), (len(game.parties), 1))]
    for _ in range(horizons):
        ends.append(look_ahead(ends[-1], starts, targets, game.values))
    return ends


def all_expectations(game: Game) -> tuple[list[Column], int]:
    """Return the same until expectations repeat, and the horizon to which they come back.

    What a party expects with one more move of foresight follows from what all expect with one less, so that the
    expectations must repeat.
    """
    starts, targets = packed(game)
    ends = [np.tile(np.arange(game.size, dtype=np.int32), (len(game.parties), 1))]
    seen: dict[bytes, int] = {}
    while (now := ends[-1].tobytes()) not in seen:
        seen[now] = len(ends) - 1
        ends.append(look_ahead(ends[-1], starts, targets, game.values))
    return ends, seen[now]


def horizon_stable(game: Game, horizon: int) -> NDArray[np.bool_]:
    """Return a table of parties and states: True where stable with that foresight."""
    found: NDArray[np.bool_] = expectations(game, horizon)[-1] == np.arange(game.size)
    return found


def nonmyopic_stable(game: Game) -> NDArray[np.bool_]:
    """Return which states are stable for every long horizon: at each that expectations come back to."""
    ends, first = all_expectations(game)
    still = np.arange(game.size)
    found: NDArray[np.bool_] = np.logical_and.reduce([at_horizon == still for at_horizon in ends[first + 1 :]])
    return found


@compiled
def best_reach(value: Column, starts: Ints, targets: Column, own: bool = True) -> Column:
    """Return the best value over a party's moves from each state, its own included unless told otherwise."""
    found = value.copy()
    for state in range(len(value)):
        best = value[state] if own else np.int32(-(2**31))
        for at in range(starts[state], starts[state + 1]):
            best = max(best, value[targets[at]])
        found[state] = best
    return found


@part
def stacked(settled: NDArray[np.bool_], stack: Column, depth: int, state: int, last: int) -> int:
    """Put a state on the stack with each party but one that has not settled it; return the height."""
    for party in range(settled.shape[1]):
        if party != last and not settled[state, party]:
            settled[state, party] = True
            stack[depth, 0], stack[depth, 1] = state, party
            depth += 1
    return depth


@compiled
def least_reached(
    worth: Column, order: Ints, group: Ints, starts: Ints, origins: Column, values: Column, improving: bool
) -> Column:
    """Return the least worth that a group can bring each state to; no one moves twice running.

    A pair (state, party) stands for the state when that party moved there last; it is settled once, by the lowest
    worth that reaches it.
    """
    size, count = len(worth), len(group)
    found = np.full(size, np.int32(2**31 - 1))
    settled = np.zeros((size, count), dtype=np.bool_)
    stack = np.empty((size * count, 2), dtype=np.int32)
    for end in order:
        low = worth[end]
        depth = stacked(settled, stack, 0, end, -1)
        while depth:
            depth -= 1
            state, last = stack[depth, 0], stack[depth, 1]
            mover = group[last]
            for at in range(starts[mover, state], starts[mover, state + 1]):
                origin = origins[at]
                if improving and values[mover, state] <= values[mover, origin]:
                    continue
                found[origin] = min(found[origin], low)
                depth = stacked(settled, stack, depth, origin, last)
    return found


def reached(group: Ints, starts: Ints, targets: Column, size: int) -> NDArray[np.bool_]:
    """Return a table of which states a group reaches from which; no one moves twice running."""
    words = (size + 63) // 64
    onward = np.zeros((size, len(group), words), dtype=np.uint64)
    found = np.zeros((size, words), dtype=np.uint64)
    itself = np.arange(size, dtype=np.int32)
    while spread(onward, found, group, starts, targets, itself):
        pass
    bits = np.unpackbits(found.view(np.uint8), axis=1, bitorder="little")[:, :size]
    return bits.astype(np.bool_)


@compiled
def spread(
    onward: NDArray[np.uint64],
    found: NDArray[np.uint64],
    group: Ints,
    starts: Ints,
    targets: Column,
    labels: Column,
) -> bool:
    """Take one step further back; say whether anything was added.

    `onward[s, m]`: what the group reaches from s after m's move there; `found[s]`: what it reaches from s. What is
    reached is told by its label, the state itself or a class that it is of; sets of labels are bits of words.
    """
    size, count, words = onward.shape
    changed = False
    for state in range(size):
        for mover in range(count):
            party = group[mover]
            for at in range(starts[party, state], starts[party, state + 1]):
                target = targets[at]
                label = labels[target]
                for word in range(words):
                    news = onward[target, mover, word]
                    if word == label >> 6:
                        news |= np.uint64(1) << np.uint64(label & 63)
                    if news & ~found[state, word]:
                        found[state, word] |= news
                        changed = True
                    for last in range(count):
                        if last != mover and news & ~onward[state, last, word]:
                            onward[state, last, word] |= news
                            changed = True
    return changed


def improving_moves(game: Game, starts: Ints, targets: Column) -> tuple[Ints, Column]:
    """Return only those moves that gain their mover something."""
    kept_starts, kept = np.zeros_like(starts), []
    shift = 0
    for party, value in enumerate(game.values):
        mine = targets[starts[party, 0] : starts[party, -1]]
        origins = np.repeat(np.arange(game.size), np.diff(starts[party]))
        gains = value[mine] > value[origins]
        kept.append(mine[gains])
        kept_starts[party] = shift + np.concatenate([[0], np.cumsum(gains)])[starts[party] - starts[party, 0]]
        shift += len(kept[-1])
    return kept_starts, np.concatenate(kept)


@part
def gained(members: Ints, values: Column, target: int, state: int) -> bool:
    """Say whether every member of a coalition prefers one state to another."""
    for member in members:  # noqa: SIM110 - compiled code knows no generators
        if values[member, target] <= values[member, state]:
            return False
    return True


@part
def group_has_way_out(members: Ints, reach: NDArray[np.bool_], values: Column, state: int, answer: int) -> bool:
    """Say whether a coalition can move on from an answer to what all its members prefer to a state."""
    for way_out in range(values.shape[1]):
        if reach[answer, way_out] and gained(members, values, way_out, state):
            return True
    return False


@part
def is_spoilt_for_group(
    members: Ints,
    reach: NDArray[np.bool_],
    answers: NDArray[np.bool_],
    values: Column,
    state: int,
    move: int,
    escape: bool,
) -> bool:
    """Say whether some answer to a joint gain leaves a member no better off; with `escape`, for good."""
    for answer in range(values.shape[1]):
        if not answers[move, answer] or gained(members, values, answer, state):
            continue
        if not (escape and group_has_way_out(members, reach, values, state, answer)):
            return True
    return False


@compiled_soon
def holds_for_group(
    members: Ints,
    reach: NDArray[np.bool_],
    answers: NDArray[np.bool_],
    values: Column,
    answered: bool,
    escape: bool,
) -> NDArray[np.bool_]:
    """Return which states are stable for a coalition: each joint gain is answered, with `escape` for good."""
    size = values.shape[1]
    found = np.ones(size, dtype=np.bool_)
    for state in range(size):
        for move in range(size):
            if not reach[state, move] or not gained(members, values, move, state):
                continue
            if not (answered and is_spoilt_for_group(members, reach, answers, values, state, move, escape)):
                found[state] = False
                break
    return found


@part
def worst_reply(ends: Column, values: Column, party: int, move: np.int32) -> np.int32:
    """Return where the reply of another ends that is the worst for who moved; the move itself if none does."""
    end, known = move, False
    for other in range(len(ends)):
        reply = ends[other, move]
        if other == party or reply == move:
            continue
        lower = values[party, reply] < values[party, end]
        same = values[party, reply] == values[party, end] and reply < end
        if not known or lower or same:
            end, known = reply, True
    return end


@compiled
def look_ahead(ends: Column, starts: Ints, targets: Column, values: Column) -> Column:
    """Return where each party, moving first, expects to end with one more move of foresight."""
    count, size = ends.shape
    found = np.empty_like(ends)
    for party in range(count):
        for state in range(size):
            best = np.int32(state)
            for at in range(starts[party, state], starts[party, state + 1]):
                end = worst_reply(ends, values, party, targets[at])
                if values[party, end] > values[party, best]:
                    best = end
            found[party, state] = best
    return found
