"""Why a cell is empty or doubted: which entries of its party are about the option, and why none fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.counted import counted
from onrecord.core.entry import Event
from onrecord.strategy.drafting.anchors import words_of
from onrecord.strategy.drafting.bearing import party_of, readings
from onrecord.strategy.drafting.days import is_later
from onrecord.strategy.drafting.leaning import orientation
from onrecord.strategy.drafting.telling import about
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing
    from onrecord.strategy.model.model import Cell, Model, Option

SHOWN = 3  # entries of a reason that are named; the rest are counted

DEED = "a deed that was only possible, asked for or denied, or is speech"
MENTION = "it is only mentioned, or no side is taken"
DOUBT = "it is doubted, neither wanted nor refused"
DONE = "it tells what was done: neither a wish nor a plan"
OTHER = "it speaks of another's doing"
NO_WISH = "it tells what it will do, and not what it wants"
NO_PLAN = "it tells what it wants, and not what it will do"
UNSURE = "its words leave open whose doing it is"


def reasons(model: Model, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return the reason of each cell of a model."""
    every = tuple(entries)
    return tuple(reason(model, cell, every) for cell in model.cells)


def reason(model: Model, cell: Cell, entries: Iterable[Entry]) -> str:
    """Return why no entry fills a cell that rests on none, and which doubt one that is doubted; else nothing."""
    mine = [entry for entry in entries if not is_later(entry, model.as_of)]
    parts = [_doubts(model, cell, mine)] if cell.doubted_by else []
    if not cell.cited:
        parts.insert(0, _nothing(model, cell, mine))
    return " ".join(filter(None, parts))


def why_not(model: Model, cell: Cell, entry: Entry) -> str:
    """Return why an entry that is about a cell's option does not fill the cell; empty if it could."""
    option = model.options[cell.option]
    told = [one for one in readings(entry) if _is_of(option, one)]
    if not told:
        return DEED if isinstance(entry, Event) else MENTION
    return next((why for why, holds in _checks(model, cell, told) if holds), "")


def _checks(model: Model, cell: Cell, told: Sequence[Bearing]) -> Iterator[tuple[str, bool]]:
    """Yield what may bar readings of an entry from a cell, and whether it does."""
    owners = {model.parties[party].id for party in model.options[cell.option].owners}
    wish = cell.kind is CellKind.POSITION
    yield DOUBT, all(one.says is None for one in told)
    yield DONE, all(one.done for one in told)
    yield OTHER, all(one.owner is not None and one.owner not in owners for one in told)
    of_kind = [one for one in told if one.kind is cell.kind]
    yield NO_WISH if wish else NO_PLAN, not of_kind
    yield UNSURE, all(one.owner is None for one in of_kind)


def _is_of(option: Option, one: Bearing) -> bool:
    """Say whether a reading is of an option: of one of its matters, else by its words."""
    ways = orientation(option)
    return one.matter in ways or (not ways and about(option.name, one.said))


def _is_about(option: Option, entry: Entry) -> bool:
    """Say whether an entry has words of an option's matter, whatever they say of it."""
    ways = orientation(option)
    return any(one.matter in ways for one in entry.propositions) or (
        not ways and about(option.name, words_of(entry))
    )


def _nothing(model: Model, cell: Cell, entries: Sequence[Entry]) -> str:
    """Return why nothing fills a cell."""
    party, option = model.parties[cell.party], model.options[cell.option]
    every = [entry for entry in entries if party_of(entry) == party.id]
    near = [entry for entry in every if _is_about(option, entry)]
    if not every:
        return f"No entry by {party.name} is on record."
    if not near:
        who = f"None of the {len(every)} entries" if len(every) > 1 else "The only entry"
        return f"{who} by {party.name} is {'' if len(every) > 1 else 'not '}about it."
    are = "1 is" if len(near) == 1 else f"{len(near)} are"
    return f"Of {counted(len(every), 'entry')} by {party.name} {are} about it: {_told(model, cell, near)}."


def _told(model: Model, cell: Cell, entries: Iterable[Entry]) -> str:
    """Return why entries do not fill a cell, each reason with those that it holds for."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(why_not(model, cell, entry) or UNSURE, []).append(entry.id)
    return "; ".join(f"{why} ({_named(ids)})" for why, ids in found.items())


def _doubts(model: Model, cell: Cell, entries: Sequence[Entry]) -> str:
    """Return which entries doubt that an option's owner will take it."""
    doubters = {model.parties[party].id for party in cell.doubted_by}
    option = model.options[cell.option]
    ids = [
        entry.id
        for entry in entries
        if party_of(entry) in doubters
        and any(one.says is None for one in readings(entry))
        and (_is_about(option, entry) or about(option.name, words_of(entry)))
    ]
    return f"Doubted in {_named(ids)}." if ids else ""


def _named(ids: Sequence[str]) -> str:
    """Return ids as one lists them: the first few, the rest counted."""
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return ", ".join(ids[:SHOWN]) + more
