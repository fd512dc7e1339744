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
from onrecord.strategy.drafting.bearing import about, party_of, readings
from onrecord.strategy.drafting.content import RECENT
from onrecord.strategy.drafting.leaning import lean
from onrecord.strategy.model.model import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.model.model import Model

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
        when = self.entry.when
        return (when.latest or when.earliest or date.min) if when else date.min


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
    subjects = (option.name, *(words_of(one) for i in cell.entries if (one := shelf.entry(i)) is not None))
    for entry in shelf.entries():
        if party_of(entry) != party or _is_later(model, entry) or _is_past(model, cell, entry):
            continue
        leaning = lean(option, entry, wish=cell.kind is CellKind.POSITION)
        sure = leaning is not None and leaning.sure
        if not sure and not any(about(subject, words_of(entry)) for subject in subjects):
            continue
        told = readings(entry)
        yield Candidate(
            entry,
            leaning.says if leaning else None,
            sure,
            any(one.kind is cell.kind for one in told),
            any(one.conditional for one in told),
        )


def _is_later(model: Model, entry: Entry) -> bool:
    first = (entry.when.earliest or entry.when.latest) if entry.when else None
    return bool(model.as_of and first and first > model.as_of)


def _is_past(model: Model, cell: Cell, entry: Entry) -> bool:
    """Say whether an entry is a deed that tells nothing here: of long ago, or where a wish is asked for."""
    if not isinstance(entry, Event):
        return False
    last = (entry.when.latest or entry.when.earliest) if entry.when else None
    long_ago = bool(model.as_of and last and last < model.as_of - RECENT)
    return long_ago or cell.kind is CellKind.POSITION


def open_cells(model: Model) -> tuple[Cell, ...]:
    """Return the cells that want an entry: empty ones, assumed ones, doubted ones, and those that are not there.

    Every party may have a position on every option, and each owner an intention.
    """
    there = {(cell.option, cell.party, cell.kind) for cell in model.cells}
    wanting = [cell for cell in model.cells if cell.says is None or not cell.cited or cell.doubted_by]
    for number, option in enumerate(model.options):
        for party in range(len(model.parties)):
            for kind in CellKind:
                own = kind is CellKind.POSITION or party in option.owners
                if own and (number, party, kind) not in there:
                    wanting.append(Cell(number, party, kind))
    return tuple(sorted(wanting, key=lambda cell: (cell.option, cell.party, cell.kind)))
