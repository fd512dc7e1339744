"""Single changes to a model: one state ranked elsewhere by one party, one option, direction, state or move.

`remedies` tries them alone and together. A change is a value; `changed` makes the board in which it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Direction
from onrecord.strategy.solving.listed import Listed, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Model
    from onrecord.strategy.reports.wording import Wording


DIRECTIONS = {
    Direction.BOTH: "can be taken up and dropped",
    Direction.FORWARD: "once taken up cannot be dropped",
    Direction.BACK: "can be dropped and not taken up",
}


class Kind(StrEnum):
    """What kind of change."""

    PREFERENCE = "preference"  # one party ranks one state elsewhere
    OPTION = "option"  # one option stays as it is in the state asked about
    REVERSIBILITY = "reversibility"  # one option goes another way; one move of a graph opens or closes
    FEASIBILITY = "feasibility"  # one other state is no longer possible


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        kind: What kind.
        party: Whose ranking or move.
        state: Which state is ranked elsewhere or goes; the origin of a move.
        slot: Where it is ranked: twice the rank of a tier, or an odd number between two tiers.
        distance: How many tiers and gaps it passes on the way; below zero on the way down.
        option: Which option.
        direction: Which way the option goes now.
        target: The target of a move that opens or closes.
    """

    kind: Kind
    party: int = -1
    state: int = -1
    slot: int = 0
    distance: int = 1
    option: int = -1
    direction: Direction = Direction.BOTH
    target: int = -1

    def where(self) -> tuple[Kind, int, int, int, int]:
        """Return what is changed, whatever it is changed to."""
        return (self.kind, self.party, self.state, self.option, self.target)


def doubled(values: Sequence[int]) -> tuple[int, ...]:
    """Return the same ranking in even numbers from 2, one for each tier, so that odd ones lie between."""
    rank = {value: 2 * (i + 1) for i, value in enumerate(sorted(set(values)))}
    return tuple(rank[value] for value in values)


class Changer:
    """Lists the changes open to a model and makes the boards in which they hold."""

    def __init__(self, worked_out: Game, model: Model | None) -> None:
        self.game = worked_out
        self.model = model
        base = listed(worked_out)
        self.base = replace(base, values=tuple(doubled(row) for row in base.values))
        self._turned = cache(self._turn)

    def of_option_form(self) -> bool:
        """Say whether the moves follow from options, so that options and their directions can change."""
        return self.model is not None and self.model.arcs is None and bool(self.model.options)

    def rankings(self, party: int, state: int, focus: int | None) -> Iterator[Change]:
        """Yield the places where a party could rank a state; with `focus`, only how it stands to that state."""
        values = self.base.values[party]
        now, top = values[state], max(values)
        alone = values.count(now) == 1
        slots: Sequence[int] = range(1, top + 2)
        if focus is not None and focus != state:
            slots = [values[focus] if now > values[focus] else values[focus] + 1]
        for slot in slots:
            if slot != now and not (alone and abs(slot - now) == 1):
                yield Change(Kind.PREFERENCE, party, state, slot, slot - now)

    def options(self) -> Iterator[Change]:
        """Yield the options that could stay as they are."""
        if self.of_option_form() and self.model:
            yield from (Change(Kind.OPTION, option=place) for place in range(len(self.model.options)))

    def directions(self) -> Iterator[Change]:
        """Yield the options that could go another way, or in a graph the moves that could close or be undone."""
        if self.of_option_form() and self.model:
            for place, option in enumerate(self.model.options):
                for way in Direction:
                    if way is not option.direction:
                        yield Change(Kind.REVERSIBILITY, option=place, direction=way)
            return
        for party, rows in enumerate(self.base.arcs):
            for origin, found in enumerate(rows):
                for target in found:
                    yield Change(Kind.REVERSIBILITY, party, origin, target=target)
                    if origin not in rows[target]:
                        yield Change(Kind.REVERSIBILITY, party, target, target=origin)

    def states(self, kept: int) -> Iterator[Change]:
        """Yield the other states that could become impossible."""
        yield from (Change(Kind.FEASIBILITY, state=state) for state in range(self.game.size) if state != kept)

    def changed(self, changes: Sequence[Change], focus: int) -> Listed:
        """Return the board in which some changes hold."""
        turns = tuple((c.option, c.direction) for c in changes if c.kind is Kind.REVERSIBILITY and c.option >= 0)
        board = self._turned(turns)
        gone: set[int] = set()
        for change in changes:
            if change.kind is Kind.PREFERENCE:
                board = _ranked(board, change)
            elif change.kind is Kind.OPTION:
                gone.update(self._otherwise(change.option, focus))
            elif change.kind is Kind.FEASIBILITY:
                gone.add(change.state)
            elif change.option < 0:
                board = _toggled(board, change)
        return board.without(gone) if gone else board

    def _otherwise(self, option: int, state: int) -> Iterator[int]:
        """Yield the states in which an option stands otherwise than in one."""
        codes, bit = self.game.codes, 1 << option
        return (other for other in range(self.game.size) if (int(codes[other]) ^ int(codes[state])) & bit)

    def _turn(self, turns: tuple[tuple[int, Direction], ...]) -> Listed:
        if not turns or not self.model:
            return self.base
        ways = dict(turns)
        options = tuple(
            replace(option, direction=ways.get(place, option.direction))
            for place, option in enumerate(self.model.options)
        )
        turned = game(replace(self.model, options=options), self.game.values)
        return replace(listed(turned), values=self.base.values)

    def joined(self, changes: Sequence[Change], wording: Wording) -> str:
        """Return changes that are made together in words."""
        return "; and ".join(self.words(change, wording) for change in changes)

    def words(self, change: Change, wording: Wording) -> str:
        """Return a change in words."""
        if change.kind is Kind.PREFERENCE:
            return (
                f"{wording.party(change.party)} ranks {wording.state(change.state)} {self._place(change, wording)}"
            )
        if change.kind is Kind.FEASIBILITY:
            return f"{wording.state(change.state)} is no longer possible"
        if change.option >= 0 and self.model:
            name = self.model.options[change.option].name
            if change.kind is Kind.OPTION:
                return f"“{name}” is off the table: it stays as it is there"
            return f"“{name}” {DIRECTIONS[change.direction]}"
        there = change.target in self.base.moves(change.party, change.state)
        can = "can no longer" if there else "comes to be able to"
        ends = f"{wording.state(change.state)} to {wording.state(change.target)}"
        return f"{wording.party(change.party)} {can} move from {ends}"

    def _place(self, change: Change, wording: Wording) -> str:
        """Return where a state is ranked now, among the others."""
        values = self.base.values[change.party]
        first = {v: s for s, v in reversed(list(enumerate(values))) if s != change.state}  # of each tier a state
        if change.slot in first:
            return f"level with {wording.state(first[change.slot])}"
        below = [value for value in first if value < change.slot]
        above = [value for value in first if value > change.slot]
        if not above:
            return "above every other state"
        if not below:
            return "below every other state"
        return f"between {wording.state(first[min(above)])} and {wording.state(first[max(below)])}"


def _ranked(board: Listed, change: Change) -> Listed:
    row = list(board.values[change.party])
    row[change.state] = change.slot
    return board.with_values(change.party, row)


def _toggled(board: Listed, change: Change) -> Listed:
    rows = list(board.arcs[change.party])
    found = set(rows[change.state]) ^ {change.target}
    rows[change.state] = tuple(sorted(found))
    return board.with_arcs(change.party, tuple(rows))
