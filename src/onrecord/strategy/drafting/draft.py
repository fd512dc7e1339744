"""Drafts an options table from entries: parties, what each could do, who wants and intends what, every cell cited.

A proposal for an analyst to edit. An option is a matter of the catalogue with whoever does it (`placing`), named
in plain words; what is of no matter is put together by its words. Options are ranked by how many parties and
wordings bear on them; those beyond the number asked for are listed too, and every entry that was left out with its
reason, so that nothing is hidden. What was done already is the present where it lasts, and else the past; what was
last spoken of years before is past. What no entry tells stays empty. Preferences are left partial: only that a
party likes its stated positions better met than not, by inclusion, never a ranking guessed from rhetoric.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.strategy.drafting.bearing import bearings
from onrecord.strategy.drafting.days import is_later, is_past, last_day
from onrecord.strategy.drafting.emptiness import reasons
from onrecord.strategy.drafting.leaving import left_out
from onrecord.strategy.drafting.linking import links
from onrecord.strategy.drafting.meaning import as_meant
from onrecord.strategy.drafting.proposing import chosen_of, of_wordings, proposals
from onrecord.strategy.drafting.table import cells_of, filled, options_of, preference_of
from onrecord.strategy.drafting.wordings import clustered, worded
from onrecord.strategy.model.model import Ground, GroundOf, Model, Party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Bearing
    from onrecord.strategy.drafting.linking import Link
    from onrecord.strategy.drafting.proposing import Proposed

    Listed = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted model, and what was left out of it.

    Attributes:
        model: The model, with the options that most entries bear on.
        further: Options beyond the number asked for: whose, in which words, on which entries; best first.
        unplaced: The same of what bears on what someone may do, and no one is told to do: by whom it is said.
        past: The same of what was done already, or was last spoken of long before the day.
        left_out: Why entries bear on nothing, each reason with the entries that it holds for.
        reasons: For each cell why it is empty or doubted; of one that is neither, nothing.
    """

    model: Model
    further: tuple[Listed, ...] = ()
    unplaced: tuple[Listed, ...] = ()
    past: tuple[Listed, ...] = ()
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reasons: tuple[str, ...] = ()


def draft(
    entries: Iterable[Entry],
    name: str = "draft",
    as_of: date | None = None,
    parties: Sequence[Party] = (),
    most: int = 12,
    names: Mapping[str, str] | None = None,
) -> Draft:
    """Return a draft of the options table as of a day.

    Args:
        entries: The entries of the record.
        name: A name for the model.
        as_of: Entries that are later, or may as well be, are left out.
        parties: Whom to consider; unless given, everyone who says what it wants or will do.
        most: How many options to propose.
        names: Names of the parties, by id.
    """
    names = names or {}
    every = tuple(entries)
    known = tuple(entry for entry in every if not is_later(entry, as_of))
    wanted = {party.id for party in parties}
    told = _told(known, wanted)
    present = as_of or max(filter(None, (one.day for one in told)), default=None)
    lately, over = _parted(told, present)
    proposed, nobody = proposals(lately, _recent(known, present), names, wanted, present)
    chosen, further, found = filled(*chosen_of(proposed, present, most), names)
    past = [*proposed, *map(of_wordings, clustered(over, names))]
    drafted = Draft(
        _model(name, as_of, chosen, tuple(parties) or found),
        _listed(further, names),
        _of_nobody(nobody, names),
        _listed((one for one in past if not one.open_on(present)), names),
    )
    return replace(
        drafted,
        left_out=tuple(left_out(every, known, told, _shown(drafted))),
        reasons=reasons(drafted.model, known),
    )


def _of_nobody(told: Iterable[Bearing], names: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return what no one is told to do: by whom, which words, which entry."""
    return tuple((names.get(one.party, one.party), worded(one), (one.entry,)) for one in told)


def _shown(drafted: Draft) -> set[str]:
    """Return the ids of the entries that stand in a draft: in cells, beside them, in grounds and in its lists."""
    listed = (*drafted.further, *drafted.unplaced, *drafted.past)
    cells = (ident for cell in drafted.model.cells for ident in (*cell.entries, *cell.candidates))
    grounds = (ident for ground in drafted.model.grounds for ident in ground.entries)
    return {*cells, *grounds, *(ident for _, _, ids in listed for ident in ids)}


def _told(known: Iterable[Entry], wanted: Collection[str]) -> list[Bearing]:
    """Return how entries bear on options: by those wanted, and of what these may do; all where none is wanted."""
    every = as_meant(tuple(bearings(known)))
    if not wanted:
        return list(every)
    return [one for one in every if one.party in wanted and (one.owner is None or one.owner in wanted)]


def _recent(known: Iterable[Entry], present: date | None) -> list[Entry]:
    """Return the entries that can tell of the present, in the order of their days."""
    lately = [entry for entry in known if not is_past(entry.when, present)]
    return sorted(lately, key=lambda entry: last_day(entry.when) or date.min)


def _parted(told: Iterable[Bearing], present: date | None) -> tuple[list[Bearing], list[Bearing]]:
    """Return what bears on the present, and what was done long before it."""
    lately: list[Bearing] = []
    over: list[Bearing] = []
    for one in told:
        (over if one.done and is_past(one.when, present) else lately).append(one)
    return lately, over


def _model(
    name: str,
    as_of: date | None,
    chosen: Sequence[Proposed],
    parties: tuple[Party, ...],
) -> Model:
    """Return the model of the options chosen; those that are done already are taken in the present."""
    options = options_of(chosen, parties)
    cells = tuple(cell for number, one in enumerate(chosen) for cell in cells_of(number, one, parties))
    tied = tuple(links(chosen, options, parties))
    return Model(
        path=name,
        name=name,
        parties=parties,
        options=options,
        preferences=tuple(preference_of(number, options, cells, tied) for number in range(len(parties))),
        cells=cells,
        as_of=as_of,
        status_quo=str(sum(1 << number for number, one in enumerate(chosen) if one.done)) if chosen else None,
        grounds=(*_present(chosen), *_of_links(tied)),
    )


def _present(chosen: Sequence[Proposed]) -> tuple[Ground, ...]:
    """Return what the present rests on: for each option that is taken the last entry that tells it."""
    entries = tuple(dict.fromkeys(one.done[-1] for one in chosen if one.done))
    return (Ground(GroundOf.PRESENT, entries=entries),) if entries else ()


def _of_links(tied: Sequence[Link]) -> Iterator[Ground]:
    """Yield what each party's preference rests on where one option is to follow another."""
    for party in sorted({link.party for link in tied}):
        entries = tuple(dict.fromkeys(link.entry for link in tied if link.party == party))
        yield Ground(GroundOf.PREFERENCE, party=party, entries=entries)


def _listed(options: Iterable[Proposed], names: Mapping[str, str]) -> tuple[Listed, ...]:
    """Return options for which the table has no room, or which are past: whose, which words, which entries."""
    return tuple(
        (names.get(one.owner, one.owner), one.words, tuple(dict.fromkeys(told.entry for told, _ in one.told)))
        for one in options
    )
