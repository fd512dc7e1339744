"""Checks the cells of a model against the record: what is uncited, outdated, contradicted by a later entry.

A cell rests on entries, or says why the analyst assumes it. The record goes on growing; so a cell that was
right may be old. Whether two statements truly contradict each other is the analyst's call: the finding names
both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.anchors import Finder, resolved
from onrecord.strategy.drafting.bearing import about, bearing, bearings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.strategy.drafting.bearing import Bearing, Shelf
    from onrecord.strategy.model.model import Cell, Model


class Fault(StrEnum):
    """What is wrong with a cell."""

    UNCITED = "uncited"  # it says yes or no, and names neither an entry nor an assumption
    MISSING = "missing"  # an entry that it cites is not in the record
    AMBIGUOUS = "ambiguous"  # the words by which it cites an entry fit several
    OTHER_PARTY = "other party"  # an entry that it cites is by someone else
    TOO_LATE = "too late"  # an entry that it cites is of a day after the model's own
    OUTDATED = "outdated"  # the party has said the same again since
    CONTRADICTED = "contradicted"  # the party has said the opposite since


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one cell, with the entries it rests on and a sentence."""

    cell: Cell
    fault: Fault
    entries: tuple[str, ...]
    words: str


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
        found.extend(_of_time(model, cell, shelf, by_party.get(model.parties[cell.party].id, [])))
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
        told = bearing(entry)
        if told and told.party != party.id:
            words = f"{where}: entry {ident} is by {told.party}, not by {party.id}."
            yield Finding(cell, Fault.OTHER_PARTY, (ident,), words)
        if model.as_of and told and told.when and told.when.earliest and told.when.earliest > model.as_of:
            day = told.when.earliest.isoformat()
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


def where_of(model: Model, cell: Cell) -> str:
    """Return which cell it is, in words."""
    says = {True: "yes", False: "no", None: "nothing"}[cell.says]
    option = model.options[cell.option].name
    return f"{cell.kind.value} of {model.parties[cell.party].name} on “{option}” ({says})"


def _day(cell: Cell) -> date | None:
    try:
        return date.fromisoformat(cell.date)
    except ValueError:
        return None
