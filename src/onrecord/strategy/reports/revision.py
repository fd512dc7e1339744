"""What a new version of a model changes: which conclusions are gained and lost, and the cells and entries
behind it.

Run after statements have arrived and the cells were brought up to date: the older and the newer model side by
side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.strategy.solving.oracle import CONCEPTS
from onrecord.strategy.solving.partial import across_completions
from onrecord.strategy.solving.solve import solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.strategy.model.model import Cell, Model


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two versions of a model.

    Attributes:
        gained: By concept, states that became equilibria, by name; for partial preferences, necessary ones.
        lost: By concept, states that ceased to be.
        now_possible: For partial preferences, by concept, states that became possible equilibria.
        no_longer_possible: And those that ceased to be.
        cells: The newer cells that differ from the older ones.
        dropped: The older cells that nothing newer replaces.
        entries: Ids of the entries that came with the newer cells.
    """

    gained: dict[str, tuple[int | str, ...]]
    lost: dict[str, tuple[int | str, ...]]
    now_possible: dict[str, tuple[int | str, ...]]
    no_longer_possible: dict[str, tuple[int | str, ...]]
    cells: tuple[Cell, ...]
    dropped: tuple[Cell, ...]
    entries: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether any conclusion changed."""
        found = (self.gained, self.lost, self.now_possible, self.no_longer_possible)
        return any(states for table in found for states in table.values())


def revision(before: Model, after: Model, concepts: Sequence[str] = CONCEPTS) -> Revision:
    """Return which conclusions a newer version of a model changes, and the cells and entries that came with it."""
    old_sure, old_possible = _conclusions(before, concepts)
    sure, possible = _conclusions(after, concepts)
    cells = tuple(cell for cell in after.cells if _key(after, cell) not in {_key(before, c) for c in before.cells})
    dropped = tuple(c for c in before.cells if _key(before, c) not in {_key(after, cell) for cell in after.cells})
    known = {entry for cell in before.cells for entry in cell.cited}
    new = dict.fromkeys(entry for cell in cells for entry in cell.cited if entry not in known)
    return Revision(
        _minus(sure, old_sure),
        _minus(old_sure, sure),
        _minus(possible, old_possible),
        _minus(old_possible, possible),
        cells,
        dropped,
        tuple(new),
    )


def _conclusions(
    model: Model, concepts: Sequence[str]
) -> tuple[dict[str, tuple[int | str, ...]], dict[str, tuple[int | str, ...]]]:
    """Return by concept the sure equilibria and, for partial preferences, the possible ones."""
    if not model.partial():
        solution = solve(model, concepts)
        return {c: tuple(solution.game.name(s) for s in solution.equilibria(c)) for c in concepts}, {}
    spans = across_completions(model, concepts)
    name = spans.game.name
    sure = {c: tuple(name(int(s)) for s in span.equilibria.nonzero()[0]) for c, span in spans.by_concept.items()}
    may = {
        c: tuple(name(int(s)) for s in span.possible_equilibria.nonzero()[0])
        for c, span in spans.by_concept.items()
    }
    return sure, may


def _key(model: Model, cell: Cell) -> tuple[str, str, str, bool | None, tuple[str, ...], str]:
    option, party = model.options[cell.option].id, model.parties[cell.party].id
    return (option, party, cell.kind.value, cell.says, cell.cited, cell.assumption)


def _minus(
    one: dict[str, tuple[int | str, ...]], other: dict[str, tuple[int | str, ...]]
) -> dict[str, tuple[int | str, ...]]:
    return {
        c: found for c, states in one.items() if (found := tuple(s for s in states if s not in other.get(c, ())))
    }
