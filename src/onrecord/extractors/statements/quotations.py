"""Where words stand between quotation marks: every kind of mark, nested, reopened, unclosed, unopened.

First step of the statement extractor; knows characters only, neither who speaks nor whether anyone does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.report import Passage


class _Family(StrEnum):
    """Marks that open and close one another."""

    DOUBLE = "double"
    SINGLE = "single"
    STRAIGHT = "straight"
    GUILLEMET = "guillemet"


# Marks that are never anything else, by family; straight and curly single marks may be apostrophes.
_OPENING = {**dict.fromkeys(("“", "„", "``", "‘‘", ",,"), _Family.DOUBLE), "«": _Family.GUILLEMET}
_CLOSING = {**dict.fromkeys(("”", "''", "’’"), _Family.DOUBLE), "»": _Family.GUILLEMET}
_OPENING_SINGLE = frozenset("‘‹‚")
_MARK = re.compile(r",,(?=\S)|``|‘‘|''|’’|[“”„«»\"‘’‚‹›']")
_SENTENCE_END = re.compile(r"[.!?…]['’”\")\]]*\s+")
_MIXED = {_Family.DOUBLE: (_Family.STRAIGHT,), _Family.STRAIGHT: (_Family.DOUBLE,)}
_COLON = re.compile(r":\s+")
_MAX_DEPTH = 8


class Quotation(NamedTuple):
    """Words between quotation marks.

    Attributes:
        start, end: Offsets in the report's text, marks included.
        inner_start, inner_end: Offsets of the words alone.
        depth: 0 for an outermost quotation, 1 for one inside it ...
        single: Single marks, which as often set off a term as a quotation.
        opened, closed: Whether the mark on that side is there.
        passage: Index of the passage.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    single: bool
    opened: bool
    closed: bool
    passage: int


class _Open(NamedTuple):
    start: int
    inner: int
    family: _Family


def quotations(text: str, passages: Iterable[Passage]) -> list[Quotation]:
    """Return the quotations of a report's passages, in the order in which they begin.

    >>> from onrecord.core.report import Passage, PassageKind
    >>> said = "“We heard ‘no’ twice,” he said."
    >>> passage = Passage(0, len(said), PassageKind.PARAGRAPH)
    >>> [said[q.inner_start : q.inner_end] for q in quotations(said, [passage])]
    ['We heard ‘no’ twice,', 'no']
    """
    found: list[Quotation] = []
    for number, passage in enumerate(passages):
        if _MARK.search(text, passage.start, passage.end):
            found.extend(sorted(_Reader(text, passage, number).read(), key=lambda q: (q.start, -q.end)))
    return found


class _Reader:
    """Reads the marks of one passage from left to right, keeping those that are still open."""

    def __init__(self, text: str, passage: Passage, number: int) -> None:
        self.text = text
        self.passage = passage
        self.number = number
        self.open: list[_Open] = []
        self.found: list[Quotation] = []
        self.done = passage.start  # where the last outermost quotation ended

    def read(self) -> list[Quotation]:
        """Return the quotations of the passage."""
        for mark in _MARK.finditer(self.text, self.passage.start, self.passage.end):
            self._mark(mark)
        self._end_of_passage()
        return self.found

    def _mark(self, mark: re.Match[str]) -> None:
        words, start, end = mark.group(), mark.start(), mark.end()
        if words == "“" and self._is_german_close():
            self._close(_Family.DOUBLE, start, end)
        elif words in _OPENING:
            self._open(_OPENING[words], start, end)
        elif words in _CLOSING:
            self._closing_double(_CLOSING[words], start, end)
        elif words == '"':
            self._straight(start, end)
        else:
            self._single(words, start, end)

    def _is_german_close(self) -> bool:
        return bool(self.open) and self.text[self.open[-1].start] == "„"

    def _closing_double(self, family: _Family, start: int, end: int) -> None:
        if self._opened(family) is None and self._may_open(start, end):
            self._open(family, start, end)  # Scandinavian texts open and close with the same mark
        else:
            self._close(family, start, end)

    def _straight(self, start: int, end: int) -> None:
        families = {mark.family for mark in self.open}
        if _Family.STRAIGHT in families:
            change = self._open if self._must_open(start, end) else self._close
            change(_Family.STRAIGHT, start, end)
        elif _Family.DOUBLE in families and self._may_close(start, end):
            self._close(_Family.STRAIGHT, start, end)
        elif not self._is_measure(start, end):
            self._open(_Family.STRAIGHT, start, end)

    def _must_open(self, start: int, end: int) -> bool:
        """Say whether a mark can do nothing but open a quotation, though one of its kind is open."""
        return self._may_open(start, end) and not self._may_close(start, end) and not self._spaced(start, end)

    def _is_measure(self, start: int, end: int) -> bool:
        """Say whether a mark stands for inches: a 5" pipe."""
        return self.text[start - 1 : start].isdigit() and not self._may_open(start, end)

    def _single(self, words: str, start: int, end: int) -> None:
        inside = self._opened(_Family.SINGLE) is not None
        if words in _OPENING_SINGLE:
            if self._may_open(start, end):
                self._open(_Family.SINGLE, start, end)
        elif inside and self._may_close(start, end) and not self._is_possessive(start, end):
            self._close(_Family.SINGLE, start, end)
        elif words == "'" and self._may_open(start, end) and not self._is_elision(end):
            self._open(_Family.SINGLE, start, end)

    def _is_possessive(self, start: int, end: int) -> bool:
        """Say whether a mark after s and before a word is an apostrophe: a later one can still close."""
        if self.text[start - 1 : start] not in ("s", "z") or not re.match(r" [a-z]", self.text[end : end + 2]):
            return False
        later = re.search(r"(?<=\S)['’](?!\w)", self.text[end : min(end + 300, self.passage.end)])
        return later is not None

    def _is_elision(self, end: int) -> bool:
        return re.match(r"\d0s|em\b|til\b|tis\b|twas\b|cause\b|n'", self.text[end : end + 6]) is not None

    def _may_open(self, start: int, end: int) -> bool:
        before = self.text[start - 1] if start > self.passage.start else " "
        after = self.text[end] if end < self.passage.end else " "
        return (before.isspace() or before in "([{—–-/“‘«\"'„‚…") and not after.isspace()

    def _may_close(self, start: int, end: int) -> bool:
        before = self.text[start - 1] if start > self.passage.start else " "
        after = self.text[end] if end < self.passage.end else " "
        return not before.isspace() and not after.isalnum()

    def _spaced(self, start: int, end: int) -> bool:
        return self.text[start - 1 : start].isspace() and self.text[end : end + 1].isspace()

    def _open(self, family: _Family, start: int, end: int) -> None:
        same = next((place for place, mark in enumerate(self.open) if mark.family == family), None)
        if same is not None and family is not _Family.SINGLE:
            self._abandon(same, start)
        if len(self.open) < _MAX_DEPTH:
            self.open.append(_Open(start, end, family))

    def _abandon(self, place: int, at: int) -> None:
        """End a quotation whose closing mark is missing where its last sentence before `at` ends."""
        mark = self.open[place]
        ends = list(_SENTENCE_END.finditer(self.text, mark.inner, at))
        stop = len(self.text[mark.inner : ends[-1].end() if ends else at].rstrip()) + mark.inner
        del self.open[place:]
        if stop > mark.inner:
            self._add(mark, stop, stop, closed=False)

    def _close(self, family: _Family, start: int, end: int) -> None:
        place = self._opened(family)
        if place is None:
            self._unopened(start, end, single=family is _Family.SINGLE)
            return
        mark = self.open[place]
        del self.open[place:]  # a single mark left open inside was an apostrophe
        if self.text[mark.inner : start].strip():
            self._add(mark, start, end, closed=True)

    def _opened(self, family: _Family) -> int | None:
        """Return which open mark a closing one belongs to: straight and curly ones are mixed up at times."""
        for wanted in (family, *_MIXED.get(family, ())):
            for place in range(len(self.open) - 1, -1, -1):
                if self.open[place].family == wanted:
                    return place
        return None

    def _add(self, mark: _Open, inner_end: int, end: int, *, closed: bool) -> None:
        depth = len(self.open)
        single = mark.family is _Family.SINGLE
        self.found.append(
            Quotation(
                mark.start,
                end,
                mark.inner,
                inner_end,
                depth,
                single,
                opened=True,
                closed=closed,
                passage=self.number,
            )
        )
        if not depth:
            self.done = end

    def _unopened(self, start: int, end: int, *, single: bool) -> None:
        """Take in the words before a closing mark that nothing opened: from the colon or sentence before it."""
        if single or self.open:
            return
        begin = self.done
        ends = list(_COLON.finditer(self.text, begin, start)) or list(
            _SENTENCE_END.finditer(self.text, begin, start)
        )
        if ends and ends[-1].end() < start:
            begin = ends[-1].end()
        begin += len(self.text[begin:start]) - len(self.text[begin:start].lstrip())
        if begin < start:
            self.found.append(
                Quotation(
                    begin, end, begin, start, 0, single=False, opened=False, closed=True, passage=self.number
                )
            )
            self.done = end

    def _end_of_passage(self) -> None:
        """An outermost quotation still open runs to the end of its passage: the next one reopens it.

        One that begins amid a sentence was only forgotten to be closed: it ends with that sentence. A single mark
        may be an apostrophe, so it must stand where speech begins: behind a colon or first of all.
        """
        while self.open:
            mark = self.open.pop()
            amid = self.text[mark.inner : mark.inner + 1].islower()
            ends = _SENTENCE_END.search(self.text, mark.inner, self.passage.end) if amid else None
            last = ends.end() if ends else self.passage.end
            stop = mark.inner + len(self.text[mark.inner : last].rstrip())
            speaks = mark.family is not _Family.SINGLE or self._begins_speech(mark.start, stop)
            if speaks and stop > mark.inner and not self.open:
                self._add(mark, stop, stop, closed=False)

    def _begins_speech(self, start: int, stop: int) -> bool:
        before = self.text[self.passage.start : start].rstrip()[-1:]
        first, last = self.text[start + 1 : start + 2], self.text[stop - 1 : stop]
        return before in ("", ":") and first.isupper() and last in (".", "!", "?", "…")


class Marks:
    """The outermost quotations of a report, by place."""

    def __init__(self, found: Iterable[Quotation]) -> None:
        self._found = [quotation for quotation in found if not quotation.depth]
        self._starts = [quotation.start for quotation in self._found]
        self._ends = [quotation.end for quotation in self._found]

    def near(self, start: int, end: int) -> list[Quotation]:
        """Return those that overlap the offsets `start` up to `end`."""
        return self._found[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def first_in(self, start: int, end: int) -> Quotation | None:
        """Return the first that begins at the offset `start` or later, before `end`; None where there is none."""
        place = bisect_left(self._starts, start)
        return self._found[place] if place < len(self._found) and self._starts[place] < end else None
