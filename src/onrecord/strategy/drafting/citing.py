"""Checks the cells of a model against the record: what is uncited, outdated, contradicted by a later entry.

A cell rests on entries, or says why the analyst assumes it. The record goes on growing; so a cell that was
right may be old. Whether two statements truly contradict each other is the analyst's call: the finding names
both.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.anchors import Finder, resolved
from onrecord.strategy.drafting.bearing import bearing, bearings, held, party_of
from onrecord.strategy.drafting.content import of_cell
from onrecord.strategy.drafting.days import is_later
from onrecord.strategy.drafting.finding import Fault, Finding, where_of
from onrecord.strategy.drafting.telling import about_any
from onrecord.strategy.drafting.whole import of_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing, Shelf
    from onrecord.strategy.model.model import Cell, Model


def check(model: Model, shelf: Shelf) -> tuple[Finding, ...]:
    """Return what is wrong with the cells of a model, in the order of the file."""
    by_party: dict[str, list[Bearing]] = {}
    for told in bearings(shelf.entries()):
        by_party.setdefault(told.party, []).append(told)
    model, finder = resolved(model, shelf), Finder(shelf)
    found: list[Finding] = []
    for cell in model.cells:
        found.extend(_of_citations(model, cell, shelf))
        found.extend(_of_anchors(model, cell, finder))
        found.extend(of_cell(model, cell, shelf))
        found.extend(_of_time(model, cell, shelf, by_party.get(model.parties[cell.party].id, [])))
    found.extend(of_model(model, shelf))
    return tuple(found)


def uncited(model: Model) -> tuple[Cell, ...]:
    """Return the cells that say something and rest on nothing: neither an entry nor a stated assumption."""
    return tuple(c for c in model.cells if c.says is not None and not c.cited and not c.assumption)


def _of_citations(model: Model, cell: Cell, shelf: Shelf) -> Iterator[Finding]:
    where = where_of(model, cell)
    if cell in uncited(model):
        yield Finding(cell, Fault.UNCITED, (), f"{where}: cite an entry, or say why you assume it.")
    for ident in cell.entries:
        entry = shelf.entry(ident)
        if entry is None:
            words = f"{where}: the record has no entry {ident}; cite another."
            yield Finding(cell, Fault.MISSING, (ident,), words)
        else:
            yield from _of_entry(model, cell, ident, entry)


def _of_entry(model: Model, cell: Cell, ident: str, entry: Entry) -> Iterator[Finding]:
    """Yield that an entry is by another party than the cell's, or of a time that may be after the model's day."""
    where, party, by = where_of(model, cell), model.parties[cell.party].id, party_of(entry)
    # Of what only tells something, an assumption may say why another's words show what this party wants.
    shown = bearing(entry) is None and cell.assumption
    if by not in (None, party) and not shown:
        yield Finding(cell, Fault.OTHER_PARTY, (ident,), f"{where}: entry {ident} is by {by}, not by {party}.")
    if entry.when and is_later(entry, model.as_of):
        words = f"{where}: entry {ident} is of {entry.when.edtf()}: after the day of the model, or it may be."
        yield Finding(cell, Fault.TOO_LATE, (ident,), words)


def _of_anchors(model: Model, cell: Cell, finder: Finder) -> Iterator[Finding]:
    """Yield the anchors that no entry of the record fits, or more than one."""
    where = where_of(model, cell)
    for anchor in cell.anchors:
        ids = tuple(entry.id for entry in finder.found(anchor, model.parties[cell.party].id))
        if ids:
            words = f"{where}: {anchor} fits the entries {', '.join(ids)}; give more words, or the kind of entry."
            yield Finding(cell, Fault.AMBIGUOUS, ids, words)
        else:
            kind = anchor.kind or "entry"
            words = f"{where}: the record has no {kind} with the words {anchor}; cite another."
            yield Finding(cell, Fault.MISSING, (), words)


def _of_time(model: Model, cell: Cell, shelf: Shelf, said: Iterable[Bearing]) -> Iterator[Finding]:
    """Yield what the party has said since about the same option."""
    cited = tuple(filter(None, map(bearing, held(cell.entries, shelf))))
    last = max(filter(None, (told.day for told in cited)), default=_day(cell))
    if cell.says is None or last is None:
        return
    subjects = (model.options[cell.option].name, *(told.said for told in cited))
    for first, told in _after(said, last, model.as_of):
        like = told.kind is cell.kind and told.entry not in cell.entries
        if like and about_any(subjects, told.said):
            fault = Fault.OUTDATED if told.says is cell.says else Fault.CONTRADICTED
            words = f"{where_of(model, cell)}: entry {told.entry} of {first.isoformat()} {_SINCE[fault]} it."
            yield Finding(cell, fault, (*cell.entries, told.entry), words)


_SINCE = {Fault.OUTDATED: "repeats", Fault.CONTRADICTED: "may contradict"}


def _after(said: Iterable[Bearing], last: date, as_of: date | None) -> Iterator[tuple[date, Bearing]]:
    """Yield each yes or no said surely after a day and by the model's own, with the first day it can be of."""
    for told in said:
        first = told.when.earliest if told.when else None
        if told.says is not None and first is not None and last < first <= (as_of or first):
            yield first, told


def _day(cell: Cell) -> date | None:
    try:
        return date.fromisoformat(cell.date)
    except ValueError:
        return None
