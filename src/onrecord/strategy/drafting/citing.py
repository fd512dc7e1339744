"""Checks the cells of a model against the record: what is uncited, outdated, contradicted by a later entry.

A cell rests on entries, or says why the analyst assumes it. The record goes on growing; so a cell that was
right may be old. Whether two statements truly contradict each other is the analyst's call: the finding names
both.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.anchors import Finder, resolved
from onrecord.strategy.drafting.bearing import about, bearing, bearings, party_of
from onrecord.strategy.drafting.content import of_cell, of_model
from onrecord.strategy.drafting.finding import Fault, Finding, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
            yield Finding(
                cell, Fault.MISSING, (ident,), f"{where}: the record has no entry {ident}; cite another."
            )
            continue
        party = model.parties[cell.party]
        by, when = party_of(entry), entry.when
        # Of what only tells something, an assumption may say why another's words show what this party wants.
        own = by in (None, party.id) or (bearing(entry) is None and cell.assumption)
        if not own:
            words = f"{where}: entry {ident} is by {by}, not by {party.id}."
            yield Finding(cell, Fault.OTHER_PARTY, (ident,), words)
        if model.as_of and when and when.earliest and when.earliest > model.as_of:
            day = when.earliest.isoformat()
            words = f"{where}: entry {ident} is of {day}, after the day that the model speaks of."
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
    cited = [told for ident in cell.entries if (entry := shelf.entry(ident)) and (told := bearing(entry))]
    last = max((told.day for told in cited if told.day), default=_day(cell))
    if cell.says is None or last is None:
        return
    subjects = (model.options[cell.option].name, *(told.said for told in cited))
    for told in said:
        if told.entry in cell.entries or told.kind is not cell.kind or told.says is None:
            continue
        first = told.when.earliest if told.when else None
        if first is None or first <= last or (model.as_of and first > model.as_of):
            continue
        if any(about(subject, told.said) for subject in subjects):
            fault = Fault.OUTDATED if told.says is cell.says else Fault.CONTRADICTED
            verb = "repeats" if fault is Fault.OUTDATED else "may contradict"
            words = f"{where_of(model, cell)}: entry {told.entry} of {first.isoformat()} {verb} it."
            yield Finding(cell, fault, (*cell.entries, told.entry), words)


def _day(cell: Cell) -> date | None:
    try:
        return date.fromisoformat(cell.date)
    except ValueError:
        return None
