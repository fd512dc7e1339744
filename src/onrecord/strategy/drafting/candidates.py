"""Entries that could fill a cell, best first, with what each says.

For a cell that is empty, doubted or faulty: what its party said, did or thought that is about the option, by the
matters that both are about, else by the words that they share. A proposal to read, never a filling.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.strategy.drafting.anchors import words_of
from onrecord.strategy.drafting.bearing import held, party_of, readings
from onrecord.strategy.drafting.days import is_later, is_past, last_day
from onrecord.strategy.drafting.leaning import lean
from onrecord.strategy.drafting.telling import about_any
from onrecord.strategy.model.model import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.model.model import Model, Option

MOST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that could fill a cell.

    Attributes:
        entry: The entry.
        says: Yes or no, as it leans; None where that is not told.
        sure: Entry and option are about one matter; else they only share words.
        fits: It is of the cell's kind: a wish for a position, a plan for an intention.
        tied: What it says is tied to a condition.
    """

    entry: Entry
    says: bool | None
    sure: bool
    fits: bool
    tied: bool

    @property
    def day(self) -> date:
        """The last day on which it can have been said; the first of all days where none is known."""
        return last_day(self.entry.when) or date.min


def candidates(model: Model, cell: Cell, shelf: Shelf) -> tuple[Candidate, ...]:
    """Return the entries by a cell's party that could fill it, best first: sure, of its kind, untied, latest."""
    found = list(_found(model, cell, shelf))
    found.sort(key=lambda one: (one.says is None, not one.sure, not one.fits, one.tied, -one.day.toordinal()))
    kept: list[Candidate] = []
    for one in found:
        if not any(words_of(one.entry) == words_of(other.entry) for other in kept):  # one text in several papers
            kept.append(one)
    return tuple(kept)


def _found(model: Model, cell: Cell, shelf: Shelf) -> Iterator[Candidate]:
    option, party = model.options[cell.option], model.parties[cell.party].id
    subjects = (option.name, *(words_of(one) for one in held(cell.entries, shelf)))
    for entry in shelf.entries():
        if party_of(entry) != party or not _may_fill(model, cell, entry):
            continue
        one = _read(option, cell.kind, entry)
        if one.sure or about_any(subjects, words_of(entry)):
            yield one


def _read(option: Option, kind: CellKind, entry: Entry) -> Candidate:
    """Return an entry as it would fill a cell of a kind on an option."""
    leaning = lean(option, entry, wish=kind is CellKind.POSITION)
    says, sure = (leaning.says, leaning.sure) if leaning else (None, False)
    told = readings(entry)
    fits = any(one.kind is kind for one in told)
    return Candidate(entry, says, sure, fits, tied=any(one.conditional for one in told))


def _may_fill(model: Model, cell: Cell, entry: Entry) -> bool:
    """Say whether an entry is of a time that tells something here; a deed of long ago, or for a wish, does not."""
    if is_later(entry, model.as_of):
        return False
    deed = isinstance(entry, Event)
    return not deed or (cell.kind is not CellKind.POSITION and not is_past(entry.when, model.as_of))


def open_cells(model: Model) -> tuple[Cell, ...]:
    """Return the cells that want an entry: empty ones, assumed ones, doubted ones, and those that are not there.

    Every party may have a position on every option, and each owner an intention.
    """
    there = {(cell.option, cell.party, cell.kind) for cell in model.cells}
    wanting = [cell for cell in model.cells if cell.says is None or not cell.cited or cell.doubted_by]
    missing = [Cell(*place) for place in _places(model) if place not in there]
    return tuple(sorted([*wanting, *missing], key=lambda cell: (cell.option, cell.party, cell.kind)))


def _places(model: Model) -> Iterator[tuple[int, int, CellKind]]:
    """Yield where a table can have a cell: by option, party and kind."""
    for number, option in enumerate(model.options):
        for party in range(len(model.parties)):
            yield number, party, CellKind.POSITION
            if party in option.owners:
                yield number, party, CellKind.INTENTION
