"""States and moves in words, with the entries behind the options that a move passes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.game import Game
    from onrecord.strategy.model.model import Cell, Model
    from onrecord.strategy.reports.walks import Step, Walk


class Wording:
    """Puts the states and moves of one model into words."""

    def __init__(self, game: Game, model: Model | None = None) -> None:
        self.game = game
        self.model = model

    def party(self, number: int) -> str:
        """Return a party's name."""
        return self.model.parties[number].name if self.model else self.game.parties[number]

    def group(self, numbers: Iterable[int]) -> str:
        """Return the names of a coalition's members."""
        names = [self.party(number) for number in numbers]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} together"

    def state(self, state: int) -> str:
        """Return a state's name with what is done in it."""
        code = int(self.game.codes[state])
        name = str(self.game.name(state))
        if not self.model or not self.model.options or code < 0:
            return f"state {name}"
        taken = [option.name for place, option in enumerate(self.model.options) if code >> place & 1]
        return f"state {name} ({'; '.join(taken) or 'nothing done'})"

    def step(self, step: Step) -> str:
        """Return a move in words: who, what is taken up or dropped, and the state it leads to."""
        alone = len(step.movers) == 1
        verbs = ("drops", "takes up") if alone else ("drop", "take up")
        options = self.model.options if self.model else ()
        changes = " and ".join(f"{verbs[up]} “{options[place].name}”" for place, up in self._changed(step))
        return (
            f"{self.group(step.movers)} {changes or ('moves' if alone else 'move')}, to {self.state(step.target)}"
        )

    def change(self, state: int, other: int) -> str:
        """Return what is different in another state, as something to do: take up this, drop that."""
        before, after = int(self.game.codes[state]), int(self.game.codes[other])
        if not self.model or not self.model.options or before < 0 or after < 0:
            return f"have state {self.game.name(other)} than state {self.game.name(state)}"
        parts = [
            f"{'take up' if after >> place & 1 else 'drop'} “{option.name}”"
            for place, option in enumerate(self.model.options)
            if (before ^ after) >> place & 1
        ]
        return " and ".join(parts)

    def walk(self, walk: Walk) -> str:
        """Return a sequence of moves in words."""
        return "; then ".join(self.step(step) for step in walk)

    def cells(self, walk: Walk) -> tuple[Cell, ...]:
        """Return the cells of the options table behind the options that a sequence of moves passes."""
        if not self.model:
            return ()
        found: dict[Cell, None] = {}
        for step in walk:
            for place, up in self._changed(step):
                for cell in self.model.cells:
                    about = cell.option == place and cell.party in step.movers and cell.says is not None
                    if about and (cell.says is up or cell.kind is CellKind.POSITION):
                        found[cell] = None
        return tuple(found)

    def _changed(self, step: Step) -> list[tuple[int, bool]]:
        before, after = int(self.game.codes[step.origin]), int(self.game.codes[step.target])
        if not self.model or before < 0 or after < 0:
            return []
        return [
            (place, bool(after >> place & 1))
            for place in range(len(self.model.options))
            if (before ^ after) >> place & 1
        ]


def condition_words(condition: Condition, model: Model) -> str:
    """Return a condition in words: the names of its options, with "not" before those that it denies.

    A condition of several cases is written with the names in place of the ids, as the file has it.
    """
    names = [option.name for option in model.options]
    if len(condition.cases) == 1:
        mask, value = condition.cases[0]
        parts = [
            f"{'' if value >> place & 1 else 'not '}“{name}”"
            for place, name in enumerate(names)
            if mask >> place & 1
        ]
        return " and ".join(parts) or "whatever happens"
    words = condition.words
    for option in sorted(model.options, key=lambda option: -len(option.id)):
        named = f"“{option.name}”".replace("\\", r"\\")
        words = re.sub(rf"(?<![\w“-]){re.escape(option.id)}(?![\w”-])", named, words)
    for sign, word in (("->", "then"), ("&", "and"), ("|", "or"), ("!", "not ")):
        words = words.replace(f" {sign} ", f" {word} ").replace(sign, word)
    return f"if {words}" if " then " in words else words


def entries_behind(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return the entries that cells rest on, by id or by words, each once."""
    return tuple(dict.fromkeys(entry for cell in cells for entry in cell.cited))


def assumptions_behind(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return what the analyst assumed of cells, each once."""
    return tuple(dict.fromkeys(cell.assumption for cell in cells if cell.assumption))
