"""A witness for every verdict: the gain, the answer that spoils it, the lack of a way out; in words, with entries.

A state is stable for a party because each gain open to it can be answered; it is unstable because one cannot. The
witness names the moves, so that a reader can check the verdict by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.strategy.reports.walks import Step, Walk, targets, walks
from onrecord.strategy.reports.wording import Wording, assumptions_behind, entries_behind
from onrecord.strategy.solving.listed import Listed, listed
from onrecord.strategy.solving.oracle import gains, known_concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model


@dataclass(frozen=True, slots=True)
class Gain:
    """One gain open to a party or coalition from a state, and how it fares.

    Attributes:
        move: The moves that bring the gain.
        answer: The others' moves that spoil it; None where none does.
        escaped: For SMR and SSEQ, answers that would spoil it but for a way out, each with the move out.
        rest: States that the others can bring it to, all of which the party still prefers.
    """

    move: Walk
    answer: Walk | None
    escaped: tuple[tuple[Walk, Walk], ...] = ()
    rest: tuple[int, ...] = ()

    @property
    def steps(self) -> Walk:
        """The moves that bring the gain, and those that spoil it."""
        return (*self.move, *(self.answer or ()))


@dataclass(frozen=True, slots=True)
class Witness:
    """Why a state is stable or unstable for a party or coalition by a concept.

    Attributes:
        concept: nash, gmr, smr, seq or sseq.
        group: Party numbers.
        state: State number.
        stable: The verdict.
        gains: For a stable state all gains with their answers; for an unstable one, those left unanswered.
        words: The verdict in words, a sentence an item.
        entries: Ids of the entries behind the options passed.
        assumptions: What the analyst assumed about them.
    """

    concept: str
    group: tuple[int, ...]
    state: int
    stable: bool
    gains: tuple[Gain, ...]
    words: tuple[str, ...]
    entries: tuple[str, ...]
    assumptions: tuple[str, ...]


def witness(game: Game, concept: str, group: tuple[int, ...], state: int, model: Model | None = None) -> Witness:
    """Return why a state is stable or unstable for a party (a group of one) or a coalition."""
    known_concept(concept)
    board, wording = listed(game), Wording(game, model)
    every = tuple(_gain(board, concept, group, state, target) for target in gains(board, group, state))
    open_ones = tuple(gain for gain in every if gain.answer is None)
    shown = open_ones or every
    cells = wording.cells(tuple(step for gain in shown for step in gain.steps))
    return Witness(
        concept,
        group,
        state,
        not open_ones,
        shown,
        tuple(_words(wording, concept, group, state, shown, stable=not open_ones)),
        entries_behind(cells),
        assumptions_behind(cells),
    )


def _gain(board: Listed, concept: str, group: tuple[int, ...], state: int, target: int) -> Gain:
    move = walks(board, state, group)[target] if len(group) > 1 else _single(group, state, target)
    if concept == "nash":
        return Gain(move, None)
    others = [party for party in range(board.count) if party not in group]
    answers = walks(board, target, others, improving=concept in ("seq", "sseq"))
    spoiling = {end: walk for end, walk in answers.items() if not _better(board, group, end, state)}
    if concept in ("gmr", "seq"):
        best = min(spoiling.values(), key=len, default=None)
        return Gain(move, best, rest=tuple(sorted(set(answers) - set(spoiling))))
    escaped = []
    for end, walk in sorted(spoiling.items(), key=lambda item: (len(item[1]), item[0])):
        way_out = _way_out(board, group, state, end)
        if way_out is None:
            return Gain(move, walk)
        escaped.append((walk, way_out))
    return Gain(move, None, tuple(escaped), tuple(sorted(set(answers) - set(spoiling))))


def _single(group: tuple[int, ...], state: int, target: int) -> Walk:
    return (Step(group, state, target),)


def _better(board: Listed, group: tuple[int, ...], end: int, state: int) -> bool:
    return all(board.values[party][end] > board.values[party][state] for party in group)


def _way_out(board: Listed, group: tuple[int, ...], state: int, end: int) -> Walk | None:
    if len(group) == 1:
        options = targets(board, group, end, improving=False)
        return next((_single(group, end, t) for t in options if _better(board, group, t, state)), None)
    reached = walks(board, end, group)
    return next((walk for t, walk in sorted(reached.items()) if _better(board, group, t, state)), None)


def _words(
    wording: Wording, concept: str, group: tuple[int, ...], state: int, shown: tuple[Gain, ...], *, stable: bool
) -> Iterable[str]:
    who, where = wording.group(group), wording.state(state)
    verdict = "stable" if stable else "not stable"
    yield f"{where[0].upper()}{where[1:]} is {verdict} for {who} by {concept.upper()}."
    if not shown:
        yield f"{who} has no move to a state that it prefers."
    for gain in shown:
        yield f"A gain: {wording.walk(gain.move)}."
        if gain.answer is not None:
            end = wording.state(gain.answer[-1].target)
            yield f"The answer: {wording.walk(gain.answer)}."
            yield f"{who} prefers {end} no more than {where}."
            if concept in ("smr", "sseq"):
                yield f"From there {who} has no move to a state that it prefers to {where}."
        else:
            yield from _unanswered(wording, concept, who, where, gain)


def _unanswered(wording: Wording, concept: str, who: str, where: str, gain: Gain) -> Iterable[str]:
    how = "by moves that gain their movers something" if concept in ("seq", "sseq") else "by any moves"
    if concept == "nash":
        yield "NASH asks no more: whether others would answer is not looked at."
    elif not gain.escaped and not gain.rest:
        yield f"The others can answer it nowhere {how}."
    elif not gain.escaped:
        ends = ", ".join(str(wording.game.name(state)) for state in gain.rest[:8])
        yield f"The others can take it, {how}, only to states that {who} still prefers to {where}: {ends}."
    for answer, out in gain.escaped:
        yield f"The answer {wording.walk(answer)} would spoil it, but then: {wording.walk(out)}."
