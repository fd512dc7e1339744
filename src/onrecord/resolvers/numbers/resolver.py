"""Whose number it is: each amount stands with the entries whose words it is in, or else with the nearest deed.

A resolver (`resolvers`). The statement in whose content an amount stands claims it, the innermost where several
hold one another; an event has those in its words. What stands in neither goes to the nearest event of its
sentence, or, where none is told there, to the nearest entry of its passage: no number of a paragraph is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.resolvers.numbers.amounts import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.extraction import Extraction
    from onrecord.core.quantity import Quantity


class Numbers:
    """Gives the entries of a report its amounts."""

    name = "numbers 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with each entry's numbers."""
        if not extraction.entries:
            return extraction
        given: dict[str, list[Quantity]] = {}
        for amount in amounts(document):
            for entry in _holders(document, extraction.entries, amount):
                given.setdefault(entry.id, []).append(amount)
        entries = tuple(_with(entry, given.get(entry.id, ())) for entry in extraction.entries)
        return replace(extraction, entries=entries)


def _holders(document: Document, entries: Sequence[Entry], amount: Quantity) -> list[Entry]:
    """Return the entries that an amount belongs to."""
    at = amount.citation.start
    told = [entry for entry in entries if isinstance(entry, Event) and entry.words.start <= at < entry.words.end]
    return [*_innermost(entries, at), *told] or _nearest(document, entries, at)


def _innermost(entries: Iterable[Entry], at: int) -> list[Entry]:
    """Return the statement or stance with the shortest content that holds an offset, if any does."""
    sizes = [(size, entry) for entry in entries if (size := _size(entry, at)) is not None]
    return [min(sizes, key=lambda one: one[0])[1]] if sizes else []


def _size(entry: Entry, at: int) -> int | None:
    """Return how long the content of a statement or stance is that holds an offset; None where it does not."""
    if isinstance(entry, Event):
        return None
    return next((piece.end - piece.start for piece in entry.content if piece.start <= at < piece.end), None)


def _nearest(document: Document, entries: Iterable[Entry], at: int) -> list[Entry]:
    """Return the event of the same sentence whose words stand nearest; failing that, the entry of the passage."""
    inside = document.tokens_in(at, at + 1)
    if not inside:
        return []
    sentence = document.sentences[document.tokens[inside.start].sentence]
    passage = document.passages[sentence.passage]
    reach = document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end
    placed = [(entry, _place(entry)) for entry in entries]
    same = [one for one in placed if isinstance(one[0], Event) and reach[0] <= one[1] < reach[1]]
    near = same or [one for one in placed if passage.start <= one[1] < passage.end]
    return [min(near, key=lambda one: abs(one[1] - at))[0]] if near else []


def _place(entry: Entry) -> int:
    """Return where an entry stands."""
    return entry.trigger.start if isinstance(entry, Event) else entry.content[0].start


def _with(entry: Entry, given: Iterable[Quantity]) -> Entry:
    """Return an entry with the numbers given to it beside those it has, in the order of the text."""
    own = entry.quantities
    new = [
        amount
        for amount in given
        if all(
            amount.citation.end <= one.citation.start or one.citation.end <= amount.citation.start for one in own
        )
    ]
    together = sorted((*own, *new), key=lambda one: one.citation.start)
    return replace(entry, quantities=tuple(together)) if new else entry
