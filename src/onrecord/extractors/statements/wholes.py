"""Quotations as wholes: paragraphs that were opened and not closed belong to the one that closes.

The model looks at one passage at a time. Where a quotation of its content is not closed by the end of its
paragraph and the next one opens one again, they are one speech; so with the paragraphs before.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.extractors.statements.signed import label_of

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution, TextSpan
    from onrecord.extractors.statements.quotations import Quotation

_PARAGRAPHS = 500  # of one quotation


class Wholes:
    """The outermost quotations of a document, by place."""

    def __init__(self, document: Document, marks: list[Quotation]) -> None:
        self._text = document.report.text
        self._passages = document.passages
        self._marks = [mark for mark in marks if not mark.depth]
        self._starts = [mark.start for mark in self._marks]

    def whole(self, one: Attribution) -> Attribution:
        """Return an attribution with the paragraphs before and behind it that are of the same quotation."""
        before, after = self._at(one.content[0][0]), self._at(one.content[-1][0])
        first = self._opened_before(before) if before >= 0 else ()
        last = self._left_open(after) if after >= 0 else ()
        return one._replace(content=(*first, *one.content, *last)) if first or last else one

    def _at(self, start: int) -> int:
        """Return which quotation begins at an offset, or -1."""
        place = bisect_left(self._starts, start)
        return place if place < len(self._marks) and self._starts[place] == start else -1

    def _opened_before(self, place: int) -> tuple[TextSpan, ...]:
        pieces: list[TextSpan] = []
        passage = self._marks[place].passage
        if self._passages[passage].start != self._starts[place]:
            return ()
        last = self._marks[place]
        for mark in reversed(self._marks[max(place - _PARAGRAPHS, 0) : place]):
            passage -= 1
            if (
                mark.closed
                or label_of(self._text, last)
                or mark.passage != passage
                or self._passages[passage].start != mark.start
            ):
                break
            pieces.append((mark.start, mark.end))
            last = mark
        return tuple(reversed(pieces))

    def _left_open(self, place: int) -> tuple[TextSpan, ...]:
        pieces: list[TextSpan] = []
        last = self._marks[place]
        for mark in islice(self._marks, place + 1, place + 1 + _PARAGRAPHS):
            begins = self._passages[mark.passage].start == mark.start
            if last.closed or mark.passage != last.passage + 1 or not begins or label_of(self._text, mark):
                break
            pieces.append((mark.start, mark.end))
            last = mark
        return tuple(pieces)
