"""What could fill a cell, as text: for each open cell the entries, best first, each with its sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.sentence import sentence_ends
from onrecord.strategy.drafting.acts import act_of
from onrecord.strategy.drafting.anchors import anchor_of, report_of
from onrecord.strategy.drafting.candidates import MOST, candidates, open_cells
from onrecord.strategy.drafting.emptiness import reason
from onrecord.strategy.drafting.finding import where_of
from onrecord.strategy.model.faults import NoSuchOption, NoSuchParty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.drafting.candidates import Candidate
    from onrecord.strategy.model.model import Cell, Model


def cites(model: Model, shelf: Shelf, option: str | None = None, party: str | None = None) -> tuple[str, ...]:
    """Return, for the open cells of an option and party (of all unless named), what could fill them, line by line.

    Cells of a named option and party are shown whether they are open or not. A cell for which there is nothing is
    said to have nothing.
    """
    lines: list[str] = []
    for cell in _asked(model, option, party):
        found = candidates(model, cell, shelf)
        lines.append(f"{where_of(model, cell)}{_doubt(model, cell)}")
        why = reason(model, cell, shelf.entries())
        lines.extend([f"  {why}"] if why else [])
        for one in found[:MOST]:
            lines.extend(_told(one, shelf))
        if len(found) > MOST:
            lines.append(f"  and {len(found) - MOST} more")
        if not found and not why:
            lines.append("  nothing on record")
    return tuple(lines)


def _asked(model: Model, option: str | None, party: str | None) -> Iterator[Cell]:
    """Yield the open cells of an option and party, of all unless named; with both named, filled ones too."""
    options, parties = tuple(one.id for one in model.options), tuple(one.id for one in model.parties)
    if option not in (None, *options):
        raise NoSuchOption(str(option), options)
    if party not in (None, *parties):
        raise NoSuchParty(str(party), parties)
    every = open_cells(model)
    if None not in (option, party):
        every = tuple(dict.fromkeys((*model.cells, *every)))
    for cell in every:
        if option in (None, options[cell.option]) and party in (None, parties[cell.party]):
            yield cell


def _doubt(model: Model, cell: Cell) -> str:
    doubting = ", ".join(model.parties[party].name for party in cell.doubted_by)
    return f", doubted by {doubting}" if doubting else ""


def _told(one: Candidate, shelf: Shelf) -> Iterator[str]:
    says = {True: "yes", False: "no", None: "?"}[one.says]
    how = ", ".join((*(("on a condition",) if one.tied else ()), *(() if one.sure else ("by its words alone",))))
    when = one.entry.when.edtf() if one.entry.when else "no day"
    yield f"  {says:3} {when}, {kind_word(one.entry)}{f' ({how})' if how else ''}: {sentence_of(one.entry, shelf)}"
    anchor = anchor_of(one.entry.id, shelf)
    if anchor is not None:
        words = anchor.words.replace("\\", "\\\\").replace('"', '\\"')
        yield f'      {{report = "{anchor.report}", words = "{words}", kind = "{anchor.kind}"}}'


def kind_word(entry: Entry) -> str:
    """Return what an entry is in a word: its act, its attitude, or the status of an event."""
    return f"event {entry.status.value}" if isinstance(entry, Event) else act_of(entry)


def sentence_of(entry: Entry, shelf: Shelf) -> str:
    """Return the sentence that an entry stands in, on one line; its own words where the text is not at hand."""
    cited = entry.pieces
    text = shelf.text(report_of(entry))
    if text is None:
        return f"“{' '.join(' '.join(one.words for one in cited).split())}”"
    ends = sentence_ends(text)
    number = bisect_right(ends, cited[0].start)
    start = ends[number - 1] if number else 0
    end = max(ends[number] if number < len(ends) else len(text), cited[-1].end)
    return f"“{' '.join(text[start:end].split())}”"
