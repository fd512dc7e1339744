"""How the dispute could get from one state to another, and who holds the key step.

Paths are sequences of moves in which no one moves twice running: by any moves, by moves that gain their mover
something, or also by coalitions that move together to the gain of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.strategy.reports.walks import Step, Walk, walks
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
