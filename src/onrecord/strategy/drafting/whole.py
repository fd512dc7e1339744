"""Checks a model as a whole: its table, whose its options are, its wishes, its grounds and its present.

`content` reads what single cells say; here it is an option that nothing speaks of or that is another's to take, a
wish against a position, cells that say the opposite of each other, a present that no entry tells of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Status
from onrecord.matters import by_id
from onrecord.strategy.drafting.acts import act_of
from onrecord.strategy.drafting.anchors import Finder
from onrecord.strategy.drafting.bearing import held, party_of, readings
from onrecord.strategy.drafting.days import is_past, may_be_later
from onrecord.strategy.drafting.finding import Fault, Finding, option_name, where_of
from onrecord.strategy.drafting.leaning import lean, orientation
from onrecord.strategy.model.model import CellKind, GroundOf, Partial, Statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Cell, Ground, Model, Option

_OFFERING = ("offer", "announce", "agree", "concede")  # an option may be done by saying it


def of_model(model: Model, shelf: Shelf) -> Iterator[Finding]:
    """Yield what is wrong with a model as a whole: its table, its wishes, its present."""
    if not model.cells:
        yield Finding(None, Fault.EMPTY, (), "the model has no cell; say who wants and intends what.")
        return
    for number in range(len(model.options)):
        about = [cell for cell in model.cells if cell.option == number]
        if not about or not (_rests(about) or _is_grounded(model, number)):
            words = f"option {option_name(model, number)}: no cell of it cites an entry or an assumption."
            yield Finding(None, Fault.NEVER_CITED, (), words)
        yield from _owner(model, number, about, shelf)
    yield from _grounds(model, shelf)
    yield from _twice(model)
    yield from _wishes(model)
    yield from _present(model, shelf)


def _rests(cells: Iterable[Cell]) -> bool:
    """Say whether some cell rests on something: an entry or a stated assumption."""
    return any(cell.cited or cell.assumption for cell in cells)


def _owner(model: Model, number: int, about: Iterable[Cell], shelf: Shelf) -> Iterator[Finding]:
    """Yield an option of which others wish that someone do it who is a party and not its owner.

    Where a matter has two who do it, the body that admits and the one who would join, nothing is told; nor by what
    stands on a condition, which speaks of two deeds.
    """
    option, parties = model.options[number], {party.id: party for party in model.parties}
    told = dict(_told_by_others(model, option, about, shelf))
    owners = [model.parties[owner] for owner in option.owners]
    if told and not any(owner.id in told for owner in owners):
        whose = ", ".join(owner.name for owner in owners)
        names = ", ".join(party.name for ident, party in parties.items() if ident in told)
        where = f"option {option_name(model, number)} of {whose}"
        words = f"{where}: what its cells cite tells {names} to do it; give it to who does it."
        yield Finding(None, Fault.NOT_OWNER, tuple(told.values()), words)


def _told_by_others(
    model: Model, option: Option, about: Iterable[Cell], shelf: Shelf
) -> Iterator[tuple[str, str]]:
    """Yield which party, other than who wishes it, the entries behind wishes tell to take an option."""
    ids = {party.id for party in model.parties}
    for cell in about:
        if cell.kind is CellKind.POSITION:
            others = ids - {model.parties[cell.party].id}
            told = ((_doer(option, entry), entry.id) for entry in held(cell.entries, shelf))
            yield from ((doer, ident) for doer, ident in told if doer is not None and doer in others)


def _doer(option: Option, entry: Entry) -> str | None:
    """Return who, by an entry that is about an option and nothing else, is to do it."""
    if entry.deed is None or entry.condition is not None:
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
        if finder is not None:
            yield from _unfound(ground, whose, where, finder)


def _unfound(ground: Ground, whose: str, where: str, finder: Finder) -> Iterator[Finding]:
    """Yield the anchors of a ground that no entry of the record fits, or several do."""
    for anchor in ground.anchors:
        if len(finder.found(anchor, whose)) != 1:
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
    told = [cell for cell in model.cells if cell.kind is CellKind.POSITION and cell.says is not None]
    last = {(cell.party, cell.option): cell for cell in sorted(told, key=lambda cell: cell.date)}
    for (party, option), cell in last.items():
        if _wishes_on(model, party, option) == {not cell.says}:
            sign = "not " if cell.says else ""
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
    taken = [number for number in range(len(model.options)) if code >> number & 1]
    for number in taken:
        # Of what is about no matter, nothing can tell that it was done.
        told = not orientation(model.options[number]) or any(_was_done(model, number, one) for one in entries)
        if not told:
            name = option_name(model, number)
            words = f"status_quo: {name} is taken there, and no entry tells that it was done."
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
    if party_of(entry) not in owners or not _is_lately(entry, model.as_of):
        return False
    found = lean(option, entry, wish=False)
    return found is not None and found.says and found.sure and _tells_deed(entry)


def _tells_deed(entry: Entry) -> bool:
    """Say whether an entry tells a deed as done: it happened, or was done by saying it, without a condition."""
    if isinstance(entry, Event):
        return entry.status in (Status.HAPPENED, Status.ONGOING)
    tied = entry.condition is not None or any(one.conditional for one in readings(entry))
    return act_of(entry) in _OFFERING and not tied


def _is_lately(entry: Entry, day: date | None) -> bool:
    """Say whether something was, as far as is known, by a day and not long before it."""
    if entry.when is None or day is None:
        return True
    late = may_be_later(entry, day) or (entry.when.earliest or day) > day
    return not late and not is_past(entry.when, day)
