"""What a new version of a model changes: which conclusions are gained and lost, and what is behind it.

The older and the newer model side by side, by what they mean: options by their ids, outcomes by what is done in
them. That options stand in another order changes nothing. Where the two do not have the same options, outcomes are
compared on those that both have, and the rest is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError
from onrecord.strategy.model.model import Partial, Statements
from onrecord.strategy.reports.holding import holding
from onrecord.strategy.reports.wording import entries_behind
from onrecord.strategy.solving.oracle import CONCEPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.strategy.model.model import Cell, Model, Option, Party, Preference
    from onrecord.strategy.reports.holding import Holding

    Outcomes = dict[str, tuple[str, ...]]


class DifferentDisputes(OnRecordError):
    """Two models have nothing in common that could be compared."""

    def __init__(self, one: str, other: str, what: str) -> None:
        super().__init__(
            f"{one} and {other} have no {what} in common; compare two versions of one dispute's model."
        )


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two versions of a model.

    Attributes:
        gained: By concept, outcomes in words that became equilibria; for partial preferences, necessary ones.
        lost: By concept, outcomes that ceased to be.
        now_possible: For partial preferences, by concept, outcomes that became possible equilibria.
        no_longer_possible: And those that ceased to be.
        cells: The newer cells that differ from the older ones.
        dropped: The older cells that nothing newer replaces.
        entries: Ids of the entries that came with the newer cells.
        apart: What only one of the two has, or both have otherwise, a sentence each: options, parties, owners.
    """

    gained: Outcomes
    lost: Outcomes
    now_possible: Outcomes
    no_longer_possible: Outcomes
    cells: tuple[Cell, ...]
    dropped: tuple[Cell, ...]
    entries: tuple[str, ...]
    apart: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether any conclusion changed."""
        found = (self.gained, self.lost, self.now_possible, self.no_longer_possible)
        return any(states for table in found for states in table.values())


def revision(before: Model, after: Model, concepts: Sequence[str] = CONCEPTS) -> Revision:
    """Return which conclusions a newer version of a model changes, and the cells and entries that came with it.

    Raises:
        DifferentDisputes: The two have no party in common, or no option.
    """
    shared = _shared(before, after)
    old, new = holding(before, concepts), holding(after, concepts)
    old_sure, sure = _outcomes(old, old.sure, shared), _outcomes(new, new.sure, shared)
    old_may, may = _outcomes(old, old.possible, shared), _outcomes(new, new.possible, shared)
    cells, dropped = _new_cells(after, before), _new_cells(before, after)
    known = set(entries_behind(before.cells))
    came = tuple(entry for entry in entries_behind(cells) if entry not in known)
    return Revision(
        _minus(sure, old_sure),
        _minus(old_sure, sure),
        _minus(may, _both(old_may, old_sure)),
        _minus(old_may, _both(may, sure)),
        cells,
        dropped,
        came,
        tuple(_apart(before, after)),
    )


def _new_cells(model: Model, other: Model) -> tuple[Cell, ...]:
    """Return the cells of one model that the other does not have."""
    known = {_key(other, cell) for cell in other.cells}
    return tuple(cell for cell in model.cells if _key(model, cell) not in known)


def _shared(before: Model, after: Model) -> tuple[str, ...]:
    """Return the ids of the options that both have, in the newer one's order."""
    if not {party.id for party in before.parties} & {party.id for party in after.parties}:
        raise DifferentDisputes(before.name, after.name, "party")
    old = {option.id for option in before.options}
    shared = tuple(option.id for option in after.options if option.id in old)
    if (before.options or after.options) and not shared:
        raise DifferentDisputes(before.name, after.name, "option")
    return shared


def _outcomes(held: Holding, found: dict[str, tuple[int, ...]], shared: Sequence[str]) -> Outcomes:
    """Return outcomes by what is done in them, of the options that are shared; listed states by their names."""
    return {
        concept: tuple(dict.fromkeys(_meaning(held, state, shared) for state in states))
        for concept, states in found.items()
    }


def _meaning(held: Holding, state: int, shared: Sequence[str]) -> str:
    code = int(held.game.codes[state])
    options = {option.id: (place, option.name) for place, option in enumerate(held.model.options)}
    if not options or code < 0:
        return f"state {held.game.name(state)}"
    taken = [ident for ident in shared if code >> options[ident][0] & 1]
    return "; ".join(taken) or "nothing done"


def _apart(before: Model, after: Model) -> list[str]:
    """Return what only one of two models has, or both have otherwise."""
    found = [
        *_only_one_has("option", before.options, after.options),
        *_only_one_has("party", before.parties, after.parties),
    ]
    owners = {option.id: _owners(before, number) for number, option in enumerate(before.options)}
    for number, option in enumerate(after.options):
        mine = _owners(after, number)
        if owners.get(option.id, mine) != mine:
            found.append(f"“{option.name}” was of {', '.join(owners[option.id])}, and is of {', '.join(mine)}.")
    return [*found, *_seen_otherwise(before, after)]


def _only_one_has(what: str, before: Sequence[Option | Party], after: Sequence[Option | Party]) -> Iterator[str]:
    """Yield the options or parties that only one of two models has."""
    for which, mine, others in (("older", before, after), ("newer", after, before)):
        known = {one.id for one in others}
        yield from (f"Only the {which} has the {what} “{one.name}”." for one in mine if one.id not in known)


def _seen_otherwise(before: Model, after: Model) -> Iterator[str]:
    """Yield in which preferences and doubts two models differ, as two sights of one dispute do."""
    old = {party.id: preference for party, preference in zip(before.parties, before.preferences, strict=True)}
    for party, preference in zip(after.parties, after.preferences, strict=True):
        if party.id in old and _wishes(old[party.id]) != _wishes(preference):
            yield f"The preference of {party.name} is another (`order` shows each)."
    doubts = _doubts(before), _doubts(after)
    for words, mine, others in (
        ("Only the older has it that", *doubts),
        ("Only the newer has it that", *doubts[::-1]),
    ):
        yield from (f"{words} {doubt}." for doubt in mine if doubt not in others)


def _wishes(preference: Preference) -> object:
    """Return a preference by what it says, however its conditions are worded as cases."""
    if isinstance(preference, Statements):
        return tuple(wish.words for wish in preference.statements)
    if isinstance(preference, Partial):
        groups = tuple(frozenset(wish.words for wish in group) for group in preference.groups)
        return groups, frozenset(preference.above), preference.tiers
    return preference.tiers


def _doubts(model: Model) -> tuple[str, ...]:
    """Return who doubts whom about what, each in words."""
    parties = [party.name for party in model.parties]
    told = (
        f"{parties[who]} doubts {parties[cell.party]} about “{model.options[cell.option].name}”"
        for cell in model.cells
        for who in cell.doubted_by
    )
    return tuple(dict.fromkeys(told))


def _owners(model: Model, number: int) -> tuple[str, ...]:
    return tuple(sorted(model.parties[owner].id for owner in model.options[number].owners))


def _key(model: Model, cell: Cell) -> tuple[str, str, str, bool | None, tuple[str, ...], str]:
    option, party = model.options[cell.option].id, model.parties[cell.party].id
    return (option, party, cell.kind.value, cell.says, cell.cited, cell.assumption)


def _both(one: Outcomes, other: Outcomes) -> Outcomes:
    return {concept: (*states, *other.get(concept, ())) for concept, states in one.items()}


def _minus(one: Outcomes, other: Outcomes) -> Outcomes:
    return {
        concept: left
        for concept, states in one.items()
        if (left := tuple(state for state in states if state not in other.get(concept, ())))
    }
