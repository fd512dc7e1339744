"""The solution concepts by their definitions, written out plainly. Slow on purpose: the fast engine is held to it.

Definitions after Fang, Hipel and Kilgour, "Interactive Decision Making" (1993), for n parties; symmetric
sequential stability after Rego and Vieira (2017); coalitions after Kilgour, Hipel, Fang and Peng (2001) and
Inohara and Hipel (2008), with the opponents' sanctions made of their single improvements.

R_i(s): the states that party i can move to from s. R_i+(s): those that i prefers to s. R_H(s): the states that the
parties in H reach by sequences of moves in which no one moves twice running; R_H+(s): the same with improvements
only, each judged by its mover from where the mover stands.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onrecord.strategy.model.faults import NoSuchConcept, OnlySolved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from onrecord.strategy.solving.listed import Board

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
HORIZONS = tuple(f"l{moves}" for moves in range(1, 51))  # limited foresight: how many moves ahead


def known_concept(concept: str) -> str:
    """Return a concept of the five classical ones.

    Raises:
        NoSuchConcept: It is none of ours.
        OnlySolved: It looks moves ahead.
    """
    if solvable(concept) not in CONCEPTS:
        raise OnlySolved(concept, CONCEPTS)
    return concept


def solvable(concept: str) -> str:
    """Return a concept by which models are solved: a classical one, or one of limited or full foresight.

    Raises:
        NoSuchConcept: It is none of them.
    """
    if concept not in (*CONCEPTS, *HORIZONS, "nm"):
        raise NoSuchConcept(concept, (*CONCEPTS, "l1", "l2", f"... {HORIZONS[-1]}", "nm"))
    return concept


def improvements(game: Board, party: int, state: int) -> list[int]:
    """Return R_i+(s)."""
    value = game.values[party]
    return [target for target in game.moves(party, state) if value[target] > value[state]]


def reachable(game: Board, group: Collection[int], state: int, *, improving: bool) -> set[int]:
    """Return R_H(s), or R_H+(s) with `improving`: walk every pair of a state and who moved there last."""
    step: Callable[[int, int], Collection[int]] = partial(improvements, game) if improving else game.moves
    seen: set[tuple[int, int | None]] = {(state, None)}
    waiting: list[tuple[int, int | None]] = [(state, None)]
    found: set[int] = set()
    while waiting:
        at, last = waiting.pop()
        for party in group:
            if party == last:
                continue
            for target in step(party, at):
                found.add(target)
                if (target, party) not in seen:
                    seen.add((target, party))
                    waiting.append((target, party))
    return found


def stable(game: Board, concept: str, group: tuple[int, ...], state: int) -> bool:
    """Say whether a state is stable for a party, given as a group of one, or for a coalition."""
    if concept.startswith("l"):
        return anticipated(game, group[0], state, int(concept[1:])) == state
    return not any(not _sanctioned(game, concept, group, state, move) for move in gains(game, group, state))


def gains(game: Board, group: tuple[int, ...], state: int) -> list[int]:
    """Return where a group can move to the gain of each of its members."""
    reached = game.moves(group[0], state) if len(group) == 1 else reachable(game, group, state, improving=False)
    return sorted(target for target in reached if _better_for_all(game, group, target, state))


def _better_for_all(game: Board, group: tuple[int, ...], target: int, state: int) -> bool:
    return all(game.values[party][target] > game.values[party][state] for party in group)


def _sanctioned(game: Board, concept: str, group: tuple[int, ...], state: int, move: int) -> bool:
    """Say whether the others can answer a gain so that someone in the group is no better off than at the start."""
    if concept == "nash":
        return False
    others = [party for party in range(game.count) if party not in group]
    answers = reachable(game, others, move, improving=concept in ("seq", "sseq"))
    return any(
        not _better_for_all(game, group, answer, state)
        and (concept in ("gmr", "seq") or not _escapes(game, group, state, answer))
        for answer in answers
    )


def _escapes(game: Board, group: tuple[int, ...], state: int, answer: int) -> bool:
    """Say whether the group can move on from a sanction to where each member is better off than at the start."""
    return any(_better_for_all(game, group, s, state) for s in _moves_of(game, group, answer))


def _moves_of(game: Board, group: tuple[int, ...], state: int) -> Collection[int]:
    return game.moves(group[0], state) if len(group) == 1 else reachable(game, group, state, improving=False)


def anticipated(game: Board, party: int, state: int, horizon: int) -> int:
    """Return G_h(i, s): where party i, moving first and looking h moves ahead, expects to end up.

    After its move any of the others may go on, each looking one move less far; among those who would, the party
    reckons with the answer that is worst for itself. It moves only for a sure gain. Of moves, and of answers, that
    are worth the same to it, the one to the state of lowest number counts.
    """
    if horizon == 0:
        return state
    value = game.values[party]
    best = state
    for move in game.moves(party, state):
        end = _after(game, party, move, horizon - 1)
        if value[end] > value[best]:
            best = end
    return best


def _after(game: Board, party: int, move: int, horizon: int) -> int:
    value = game.values[party]
    ends = [anticipated(game, other, move, horizon) for other in range(game.count) if other != party]
    return min((end for end in ends if end != move), key=lambda end: (value[end], end), default=move)


def equilibria(game: Board, concept: str, groups: Collection[tuple[int, ...]]) -> list[int]:
    """Return the states that are stable for all of the groups."""
    return [state for state in range(game.size) if all(stable(game, concept, group, state) for group in groups)]
