"""Checks what the cells of a model say: against their entries, the owners and the days.

`citing` asks whether what a cell cites is there. Here its content is read: a yes that rests on a refusal, an
intention of one who does not own the option, a day on which nothing of it was said. What an entry says of an
option is worked out in `leaning`; where nothing tells, nothing is found.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.acts import lexicon
from onrecord.strategy.drafting.bearing import held, readings
from onrecord.strategy.drafting.days import SLACK
from onrecord.strategy.drafting.finding import Fault, Finding, where_of
from onrecord.strategy.drafting.leaning import lean, orientation, told_sides
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.when import When
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.drafting.leaning import Lean
    from onrecord.strategy.model.model import Cell, Model


def of_cell(model: Model, cell: Cell, shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with what one cell says."""
    entries, where = held(cell.entries, shelf), where_of(model, cell)
    owners = model.options[cell.option].owners
    if cell.kind is CellKind.INTENTION and cell.party not in owners:
        names = ", ".join(model.parties[owner].name for owner in owners)
        words = f"{where}: the option is that of {names}; only an owner can intend it."
        yield Finding(cell, Fault.NOT_OWNER, (), words)
    if against := _against(model, cell, entries):
        words = f"{where}: entry {against.id} says the opposite of it; turn the cell, or cite what says so."
        yield Finding(cell, Fault.AGAINST_ENTRY, (against.id,), words)
    elif elsewhere := _elsewhere(model, cell, entries, shelf):
        words = f"{where}: entry {elsewhere.id} is about something else; put the cell where it belongs."
        yield Finding(cell, Fault.OTHER_OPTION, (elsewhere.id,), words)
    if _is_misdated(cell, entries):
        days = ", ".join(entry.when.edtf() for entry in entries if entry.when)
        words = f"{where}: it is dated {cell.date}, and what it cites is of {days}."
        yield Finding(cell, Fault.WRONG_DATE, cell.entries, words)


def _against(model: Model, cell: Cell, entries: Sequence[Entry]) -> Entry | None:
    """Return an entry that says the opposite of a cell, where none that it cites says the same."""
    if cell.says is None:
        return None
    option, wish = model.options[cell.option], cell.kind is CellKind.POSITION
    leans = [(entry, found) for entry in entries if (found := lean(option, entry, wish=wish))]
    deciding: list[tuple[Entry, Lean]] = [one for one in leans if one[1].sure] or leans
    if any(found.says is cell.says for _, found in deciding):
        return None
    return deciding[0][0] if deciding else None


def _elsewhere(model: Model, cell: Cell, entries: Sequence[Entry], shelf: Shelf) -> Entry | None:
    """Return an entry that takes a side of other matters than the option's, where none is about the option.

    What is threatened on a condition bears on whatever the condition is, and a pledge that does not say of what on
    what others say that it is. A name tells too little of what an option is about: it must say so itself.
    """
    option = model.options[cell.option]
    if not entries or not option.about or cell.says is None:
        return None
    ways = orientation(option)
    away = all(_is_of_others(entry, ways) for entry in entries) and not _may_be_pledged(
        model, cell, entries, shelf
    )
    return entries[0] if away else None


def _may_be_pledged(model: Model, cell: Cell, entries: Sequence[Entry], shelf: Shelf) -> bool:
    """Say whether entries speak only of a guarantee, which those concerned want of the option's matter."""
    sides = [one for entry in entries for one in told_sides(entry)]
    if any(one.matter not in lexicon()["form.pledges"] for one in sides):
        return False
    who = {model.parties[cell.party].id, *(party for one in sides for party in one.object)}
    return not _pledged(shelf, who).isdisjoint(orientation(model.options[cell.option]))


def _pledged(shelf: Shelf, who: Collection[str]) -> set[str]:
    """Return the matters of which these parties ask a guarantee in full."""
    told = (one for entry in shelf.entries() for one in readings(entry))
    return {one.matter for one in told if one.pledged and one.party in who}


def _is_of_others(entry: Entry, matters: Collection[str]) -> bool:
    """Say whether an entry takes a side, without a condition, and of none of these matters."""
    sides = {one.matter for one in told_sides(entry)}
    return entry.condition is None and bool(sides) and sides.isdisjoint(matters)


def _is_misdated(cell: Cell, entries: Sequence[Entry]) -> bool:
    """Say whether a cell is dated outside the days of all that it cites."""
    given = _span(cell.date)
    whens = [entry.when for entry in entries if entry.when]
    if given is None or not whens or len(whens) < len(entries):
        return False
    return all(_apart(given, when) for when in whens)


def _apart(given: tuple[date, date], when: When) -> bool:
    before = when.earliest is not None and given[1] + SLACK < when.earliest
    return before or (when.latest is not None and given[0] - SLACK > when.latest)


def _span(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a date, month or year; None of what is none of these."""
    parts = text.split("-")
    try:
        first = date(int(parts[0]), int(parts[1]) if parts[1:] else 1, int(parts[2]) if parts[2:] else 1)
    except ValueError:
        return None
    if len(parts) == 3:
        return first, first
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, (following if len(parts) == 2 else date(first.year + 1, 1, 1)) - timedelta(days=1)
