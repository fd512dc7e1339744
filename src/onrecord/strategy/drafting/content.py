"""Checks what the cells of a model say: against their entries, the owners, the days, the wishes and the present.

`citing` asks whether what a cell cites is there. Here its content is read: a yes that rests on a refusal, an
intention of one who does not own the option, a wish against a position, a present that no entry tells of. What an
entry says of an option is worked out in `leaning`; where nothing tells, nothing is found.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Status
from onrecord.matters import by_id
from onrecord.strategy.drafting.anchors import Finder
from onrecord.strategy.drafting.bearing import act_of, party_of, readings
from onrecord.strategy.drafting.finding import Fault, Finding, option_name, where_of
from onrecord.strategy.drafting.leaning import lean, orientation, tells
from onrecord.strategy.model.model import CellKind, GroundOf, Partial, Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry
    from onrecord.core.when import When
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.drafting.leaning import Lean
    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Cell, Model, Option

RECENT = timedelta(days=730)  # what was done longer ago is no part of the present
SLACK = timedelta(days=2)  # a report prints on one day what was said on another
_OFFERING = ("offer", "announce", "agree", "concede")  # an option may be done by saying it


def of_cell(model: Model, cell: Cell, shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with what one cell says."""
    entries = [entry for ident in cell.entries if (entry := shelf.entry(ident)) is not None]
    where = where_of(model, cell)
    option = model.options[cell.option]
    if cell.kind is CellKind.INTENTION and cell.party not in option.owners:
        owners = ", ".join(model.parties[owner].name for owner in option.owners)
        words = f"{where}: the option is that of {owners}; only an owner can intend it."
        yield Finding(cell, Fault.NOT_OWNER, (), words)
    if against := _against(model, cell, entries):
        words = f"{where}: entry {against.id} says the opposite of it; turn the cell, or cite what says so."
        yield Finding(cell, Fault.AGAINST_ENTRY, (against.id,), words)
    elif elsewhere := _elsewhere(model, cell, entries):
        words = f"{where}: entry {elsewhere.id} is about something else; put the cell where it belongs."
        yield Finding(cell, Fault.OTHER_OPTION, (elsewhere.id,), words)
    if entries and _is_misdated(cell, entries):
        days = ", ".join(entry.when.edtf() for entry in entries if entry.when)
        words = f"{where}: it is dated {cell.date}, and what it cites is of {days}."
        yield Finding(cell, Fault.WRONG_DATE, cell.entries, words)


def of_model(model: Model, shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with a model as a whole: its table, its wishes, its present."""
    if not model.cells:
        yield Finding(None, Fault.EMPTY, (), "the model has no cell; say who wants and intends what.")
        return
    for number in range(len(model.options)):
        about = [cell for cell in model.cells if cell.option == number]
        if not about or not (any(cell.cited or cell.assumption for cell in about) or _is_grounded(model, number)):
            words = f"option {option_name(model, number)}: no cell of it cites an entry or an assumption."
            yield Finding(None, Fault.NEVER_CITED, (), words)
        yield from _owner(model, number, about, shelf)
    yield from _grounds(model, shelf)
    yield from _twice(model)
    yield from _wishes(model)
    yield from _present(model, shelf)


def _owner(model: Model, number: int, about: list[Cell], shelf: Shelf) -> Iterator[Finding]:
    """Yield an option of which others wish that someone do it who is a party and not its owner.

    Where a matter has two who do it, the body that admits and the one who would join, nothing is told; nor by what
    stands on a condition, which speaks of two deeds.
    """
    option, ids = model.options[number], [party.id for party in model.parties]
    wishes = [
        (ids[cell.party], ident) for cell in about if cell.kind is CellKind.POSITION for ident in cell.entries
    ]
    found = [(party, entry) for party, ident in wishes if (entry := shelf.entry(ident)) is not None]
    doers = {doer: entry.id for party, entry in found if (doer := _doer(option, entry)) in ids and doer != party}
    if doers and not any(ids[owner] in doers for owner in option.owners):
        whose = ", ".join(model.parties[owner].name for owner in option.owners)
        told = ", ".join(party.name for party in model.parties if party.id in doers)
        where = f"option {option_name(model, number)} of {whose}"
        words = f"{where}: what its cells cite tells {told} to do it; give it to who does it."
        yield Finding(None, Fault.NOT_OWNER, tuple(doers.values()), words)


def _doer(option: Option, entry: Entry) -> str | None:
    """Return who, by an entry that is about an option and nothing else, is to do it."""
    if isinstance(entry, Event) or entry.deed is None or entry.condition is not None:
        return None
    ways = orientation(option)
    about = {one.matter for one in entry.propositions if not one.background}
    known = bool(about) and about <= ways.keys() and not any(by_id()[matter].needs_body for matter in about)
    return entry.deed.doer if known else None


def _is_grounded(model: Model, number: int) -> bool:
    """Say whether an option is taken in a present that has grounds."""
    code = _code(model)
    return bool(code is not None and code >> number & 1) and any(
        ground.of is GroundOf.PRESENT and ground.cited for ground in model.grounds
    )


def _against(model: Model, cell: Cell, entries: list[Entry]) -> Entry | None:
    """Return an entry that says the opposite of a cell, where none that it cites says the same."""
    if cell.says is None:
        return None
    option, wish = model.options[cell.option], cell.kind is CellKind.POSITION
    leans = [(entry, found) for entry in entries if (found := lean(option, entry, wish=wish))]
    deciding: list[tuple[Entry, Lean]] = [one for one in leans if one[1].sure] or leans
    if any(found.says is cell.says for _, found in deciding):
        return None
    return deciding[0][0] if deciding else None


def _elsewhere(model: Model, cell: Cell, entries: list[Entry]) -> Entry | None:
    """Return an entry that takes a side of other matters than the option's, where none is about the option.

    What is threatened on a condition bears on whatever the condition is. A name tells too little of what an option
    is about: it must say so itself.
    """
    option = model.options[cell.option]
    ways = orientation(option)
    if not option.about or cell.says is None:
        return None
    found = None
    for entry in entries:
        if not isinstance(entry, Event) and entry.condition:
            return None
        sides = [one.matter for one in entry.propositions if one.sign is not None and tells(entry, one)]
        if not sides or not ways.keys().isdisjoint(sides):
            return None
        found = found or entry
    return found


def _is_misdated(cell: Cell, entries: list[Entry]) -> bool:
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


def _grounds(model: Model, shelf: Shelf) -> Iterator[Finding]:
    """Yield grounds that name nothing, or entries that the record does not have."""
    finder = Finder(shelf) if any(ground.anchors for ground in model.grounds) else None
    for ground in model.grounds:
        whose = model.parties[ground.party].id if ground.party is not None else ""
        where = " ".join(filter(None, ("ground of", ground.of.value, whose, ground.rule)))
        if not ground.cited and not ground.assumption:
            yield Finding(None, Fault.UNCITED, (), f"{where}: cite an entry, or say why you assume it.")
        for ident in ground.entries:
            if shelf.entry(ident) is None:
                words = f"{where}: the record has no entry {ident}; cite another."
                yield Finding(None, Fault.MISSING, (ident,), words)
        for anchor in ground.anchors:
            if finder is not None and len(finder.found(anchor, whose)) != 1:
                words = f"{where}: no one entry of the record has the words {anchor}; give others."
                yield Finding(None, Fault.MISSING, (), words)


def _twice(model: Model) -> Iterator[Finding]:
    """Yield cells that say the opposite of another of the same day."""
    met: dict[tuple[object, ...], bool] = {}
    for cell in model.cells:
        if cell.says is None:
            continue
        key = (cell.option, cell.party, cell.kind, cell.date)
        if met.setdefault(key, cell.says) is not cell.says:
            words = f"{where_of(model, cell)}: another cell says the opposite for the same day; keep one."
            yield Finding(cell, Fault.TWICE, (), words)


def _wishes(model: Model) -> Iterator[Finding]:
    """Yield positions against which a wish of the same party goes, where it has not the other wish as well."""
    last: dict[tuple[int, int], Cell] = {}
    for cell in sorted(model.cells, key=lambda cell: cell.date):
        if cell.kind is CellKind.POSITION and cell.says is not None:
            last[cell.party, cell.option] = cell
    for (party, option), cell in last.items():
        wishes = _wishes_on(model, party, option)
        if wishes == {not cell.says}:
            sign = "" if not cell.says else "not "
            words = f"{where_of(model, cell)}: its preference wishes that it be {sign}done; mend one of the two."
            yield Finding(cell, Fault.AGAINST_POSITION, cell.entries, words)


def _wishes_on(model: Model, party: int, option: int) -> set[bool]:
    """Return which way the wishes of a party on one option alone go."""
    preference = model.preferences[party]
    wishes: tuple[Condition, ...] = ()
    if isinstance(preference, Partial):
        wishes = tuple(wish for group in preference.groups for wish in group)
    elif isinstance(preference, Statements):
        wishes = preference.statements
    single = (wish.cases[0] for wish in wishes if len(wish.cases) == 1)
    return {bool(value) for mask, value in single if mask == 1 << option}


def _present(model: Model, shelf: Shelf) -> Iterator[Finding]:
    """Yield options that are taken in the present, while no entry tells that they were."""
    code = _code(model)
    if code is None:
        return
    entries = tuple(shelf.entries())
    for number, option in enumerate(model.options):
        if not code >> number & 1 or not orientation(option):
            continue
        cited = [ident for cell in model.cells if cell.option == number for ident in cell.entries]
        known = (entry for ident in cited if (entry := shelf.entry(ident)) is not None)
        if any(_was_done(model, number, entry) for entry in (*known, *entries)):
            continue
        words = f"status_quo: {option_name(model, number)} is taken there, and no entry tells that it was done."
        yield Finding(None, Fault.STATUS_QUO, (), words)


def _code(model: Model) -> int | None:
    """Return the code of the present state; None where it is not named by its code."""
    if model.status_quo is None or not model.options:
        return None
    for state in model.states or ():
        if state.name == model.status_quo:
            return state.code
    return int(model.status_quo) if model.status_quo.isdigit() and not model.counted else None


def _was_done(model: Model, number: int, entry: Entry) -> bool:
    """Say whether an entry tells that an owner did what an option is, lately and by the model's day."""
    option = model.options[number]
    owners = {model.parties[owner].id for owner in option.owners}
    if party_of(entry) not in owners or not _is_lately(model, entry):
        return False
    found = lean(option, entry, wish=False)
    if found is None or not found.says or not found.sure:
        return False
    if isinstance(entry, Event):
        return entry.status in (Status.HAPPENED, Status.ONGOING)
    tied = entry.condition is not None or any(one.conditional for one in readings(entry))
    return act_of(entry) in _OFFERING and not tied


def _is_lately(model: Model, entry: Entry) -> bool:
    when = entry.when
    first, last = (when.earliest, when.latest) if when else (None, None)
    if model.as_of is None:
        return True
    known = last or first
    if first is None and last is not None and last > model.as_of + SLACK:
        return False  # told later, on a day that is not known: it may not have been done yet
    return (first is None or first <= model.as_of) and (known is None or known >= model.as_of - RECENT)
