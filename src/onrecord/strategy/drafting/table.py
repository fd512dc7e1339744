"""The options table of a draft: who is a party, what each option is called, what every cell says and cites."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.days import first_day
from onrecord.strategy.drafting.proposing import FEW
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Cell, CellKind, Option, Partial, Party
from onrecord.strategy.model.naming import option_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.strategy.drafting.bearing import Bearing
    from onrecord.strategy.drafting.linking import Link
    from onrecord.strategy.drafting.proposing import Proposed


def filled(
    chosen: Sequence[Proposed], further: Sequence[Proposed], names: Mapping[str, str]
) -> tuple[Sequence[Proposed], Sequence[Proposed], tuple[Party, ...]]:
    """Return the options of a table, those that are only listed, and the parties.

    An option of which no party says anything, and which is not so already, tells a reader nothing: it is listed.
    """
    parties = parties_of(chosen, names)
    ids = {party.id for party in parties}
    empty = [
        one for one in chosen if not one.done and not any(one.decides(t) and t.party in ids for t, _ in one.told)
    ]
    kept = [one for one in chosen if one not in empty]
    return filled(kept, [*empty, *further], names) if empty else (chosen, further, parties)


def parties_of(chosen: Iterable[Proposed], names: Mapping[str, str]) -> tuple[Party, ...]:
    """Return who owns an option, takes a side in a disputed one, or, where there are many, speaks of two.

    Who is spoken about is a party too; who speaks of one thing alone, and as all do, adds nothing to it.
    """
    counts: Counter[str] = Counter()
    options: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(chosen):
        counts[one.owner] += len(one.told)
        options[one.owner].update((number, -1))
        disputed = one.disputed
        for told, _ in one.told:
            counts[told.party] += 1
            options[told.party].update((number, -1) if disputed and one.decides(told) else (number,))
    if len(set().union(*options.values()) - {-1}) > FEW:
        counts = Counter({party: count for party, count in counts.items() if len(options[party]) > 1})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Party(party, names.get(party, party)) for party, _ in ranked)


def options_of(chosen: Sequence[Proposed], parties: Sequence[Party]) -> tuple[Option, ...]:
    """Return the options of a table, with a short name each and the matter that it is about."""
    number = {party.id: i for i, party in enumerate(parties)}
    names = [_apart(one, chosen, parties[number[one.owner]].name) for one in chosen]
    ids = option_ids([one.about[0] if one.about else " ".join(one.words.split()[:4]) for one in chosen])
    return tuple(
        Option(ident, name, (number[one.owner],), about=one.about)
        for ident, name, one in zip(ids, names, chosen, strict=True)
    )


def _apart(one: Proposed, chosen: Iterable[Proposed], owner: str) -> str:
    """Return an option's name, with whose it is where another has the same name."""
    twins = sum(1 for other in chosen if other.words == one.words)
    return f"{one.words} ({owner})" if twins > 1 else one.words


def cells_of(number: int, option: Proposed, parties: Sequence[Party]) -> Iterator[Cell]:
    """Yield the owner's intention and every party's position; what no entry tells is an empty cell."""
    doubters = _doubters(option, parties)
    for place, party in enumerate(parties):
        yield _filled(Cell(number, place, CellKind.POSITION), option, party.id)
        if party.id == option.owner:
            yield _filled(Cell(number, place, CellKind.INTENTION, doubted_by=doubters), option, party.id)


def _doubters(option: Proposed, parties: Sequence[Party]) -> tuple[int, ...]:
    """Return the parties on record as not believing that an option's owner will take it."""
    doubting = {one.party for one, _ in option.told if one.says is None} - {option.owner}
    return tuple(number for number, party in enumerate(parties) if party.id in doubting)


def _filled(cell: Cell, option: Proposed, party: str) -> Cell:
    """Return a cell with what its party said last, and the rest that it said as candidates.

    What is tied to no condition outweighs what is; of the rest the last is taken. What was done is the present,
    and no intention.
    """
    mine = [one for one, kind in option.told if one.party == party and kind is cell.kind]
    said = sorted(filter(option.decides, mine), key=_outweighed)
    if said and (done := _belying(said[-1], mine)):
        said.append(done)
    rest = [*reversed(said), *(one for one in mine if one.says is None)]
    cell = replace(cell, candidates=tuple(dict.fromkeys(one.entry for one in rest)))
    return _saying(cell, said[-1]) if said else cell


def _belying(last: Bearing, mine: Iterable[Bearing]) -> Bearing | None:
    """Return the last deed done after its party had said that it would not do it: it says more than the word."""
    if last.says or last.day is None:
        return None
    since = (one for one in mine if one.done and one.says and (first_day(one.when) or date.min) > last.day)
    return max(since, key=_outweighed, default=None)


def _outweighed(one: Bearing) -> tuple[bool, date]:
    return not one.conditional, one.day or date.min


def _saying(cell: Cell, last: Bearing) -> Cell:
    """Return a cell that says what an entry says."""
    return replace(
        cell,
        says=last.says,
        date=last.day.isoformat() if last.day else "",
        entries=(last.entry,),
        candidates=tuple(entry for entry in cell.candidates if entry != last.entry),
    )


def preference_of(
    party: int, options: Sequence[Option], cells: Sequence[Cell], tied: Iterable[Link] = ()
) -> Partial:
    """Return that a party likes its positions met, and its threats followed up; their weight is left open."""
    wishes = tuple(
        _wish(options[cell.option].id, cell.option, done=cell.says)
        for cell in cells
        if cell.party == party and cell.kind is CellKind.POSITION and cell.says is not None
    )
    follow = dict.fromkeys(link.wish for link in tied if link.party == party)
    every = (*wishes, *follow)
    return Partial((every,) if every else ())


def _wish(ident: str, place: int, *, done: bool) -> Condition:
    """Return the wish that an option be taken, or that it be left."""
    bit = 1 << place
    return Condition(ident if done else f"!{ident}", ((bit, bit * done),))
