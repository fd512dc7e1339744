"""Finds entries by words of their report: ids change when an extractor draws an entry anew, words stay.

A model file outlives the record that it was drafted from. An anchor names an entry by its report and some of its
words, and is looked up each time a record is at hand. One that fits no entry, or several equally well, stays as
it is; `citing` makes findings of these.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from onrecord.strategy.drafting.bearing import party_of
from onrecord.strategy.model.model import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.core.entry import Entry
    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.model.model import Cell, Ground, Model

Cites = TypeVar("Cites", "Cell", "Ground")
LONGEST = 160  # characters of an entry that a drafted anchor quotes
_PLAIN = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')


class Finder:
    """Looks anchors up among the entries of a record."""

    def __init__(self, shelf: Shelf) -> None:
        self._by_path: dict[str, list[Entry]] = defaultdict(list)
        for entry in shelf.entries():
            if path := shelf.path(report_of(entry)):
                self._by_path[path.replace("\\", "/")].append(entry)

    def found(self, anchor: Anchor, party: str) -> tuple[Entry, ...]:
        """Return the entries that an anchor can mean: one as a rule, none, or several that it does not tell apart.

        Its id goes first, if that entry has the words. Else entries of the party go before those of others, and
        what says little more than the words before what says much more: a demand before the sentence around it.
        """
        wanted = _folded(anchor.words)
        held = [
            entry
            for entry in self._under(anchor.report)
            if anchor.kind in ("", entry.kind) and wanted in _folded(words_of(entry))
        ]
        same = tuple(entry for entry in held if entry.id == anchor.entry)
        return same or _shortest([entry for entry in held if party_of(entry) == party] or held)

    def _under(self, report: str) -> Iterable[Entry]:
        end = report.replace("\\", "/")
        for path, entries in self._by_path.items():
            if path == end or path.endswith(f"/{end}"):
                yield from entries


def _shortest(held: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of the fewest words."""
    least = min((len(words_of(entry)) for entry in held), default=0)
    return tuple(entry for entry in held if len(words_of(entry)) == least)


def resolved(model: Model, shelf: Shelf) -> Model:
    """Return a model whose anchors are ids of entries of this record; those that fit none, or several, stay."""
    if not any(cell.anchors for cell in model.cells):
        return model
    finder = Finder(shelf)
    return replace(
        model, cells=tuple(_resolved(cell, model.parties[cell.party].id, finder) for cell in model.cells)
    )


def _resolved(cell: Cell, party: str, finder: Finder) -> Cell:
    ids, left = list(cell.entries), []
    for anchor in cell.anchors:
        fitting = finder.found(anchor, party)
        if len(fitting) == 1:
            ids.append(fitting[0].id)
        else:
            left.append(anchor)
    return replace(cell, entries=tuple(dict.fromkeys(ids)), anchors=tuple(left))


def anchored(model: Model, shelf: Shelf) -> Model:
    """Return a model whose cells name their entries by words beside the id, where the record tells the report."""
    return replace(
        model,
        cells=tuple(_anchored(cell, shelf) for cell in model.cells),
        grounds=tuple(_anchored(ground, shelf) for ground in model.grounds),
    )


def _anchored(cell: Cites, shelf: Shelf) -> Cites:
    given: dict[str, Anchor | None] = {ident: anchor_of(ident, shelf) for ident in cell.entries}
    return replace(
        cell,
        entries=tuple(ident for ident, anchor in given.items() if anchor is None),
        anchors=(*cell.anchors, *(anchor for anchor in given.values() if anchor)),
    )


def anchor_of(ident: str, shelf: Shelf) -> Anchor | None:
    """Return the anchor of an entry; None where the record does not have it, or not the path of its report."""
    entry = shelf.entry(ident)
    path = shelf.path(report_of(entry)) if entry else None
    if entry is None or path is None:
        return None
    words = words_of(entry)
    if len(words) > LONGEST:
        words = words[:LONGEST].rpartition(" ")[0] or words[:LONGEST]
    return Anchor(path.replace("\\", "/").rpartition("/")[2], words, entry.kind, ident)


def words_of(entry: Entry) -> str:
    """Return the words that an entry is found by: what was said or thought, or the words that name the event."""
    return " ".join(" ".join(citation.words for citation in entry.pieces).split())


def report_of(entry: Entry) -> str:
    """Return the id of the report that an entry stands in."""
    return entry.pieces[0].report


def _folded(words: str) -> str:
    return " ".join(words.translate(_PLAIN).split()).casefold()
