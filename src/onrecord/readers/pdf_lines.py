"""The lines of a printed page in the order in which they are read: columns one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST = 3  # lines that make a column
_SAME_LINE = 0.3  # of a line's height, by which pieces of one line may stand apart
_MOST = 3000  # lines of a page; no page that anyone printed has more
_CROSSING = 0.4  # share of the lines that may run over a gutter: titles, lines under pictures
_GUTTER = 4.0  # points between two columns, at least
_SET_IN = (3.0, 40.0)  # points by which a first line is set in
_SHORT = 0.8  # of a column's width
_INDENT = 24.0  # points that lines of one column may begin apart


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed: its text, its place in points from the page's lower left, its height, its page from 1."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int

    @property
    def size(self) -> float:
        """The height of the line, near to the size of its letters."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one below the other, and the edges between which they stand."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Where its lines begin."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return max(line.right for line in self.lines)

    def sets_in(self, line: Line) -> bool:
        """Say whether a line begins further in, as the first of a paragraph may."""
        return _SET_IN[0] < line.left - self.left < _SET_IN[1]

    def is_short(self, line: Line) -> bool:
        """Say whether a line ends well before the column does, as the last of a paragraph may."""
        return line.right < self.left + _SHORT * (self.right - self.left)


def columns(lines: Sequence[Line]) -> Iterator[Column]:
    """Yield the columns of a page in the order of reading.

    The gutter is looked for that parts most lines. What runs over it (a title, a line under a picture) parts the
    page into bands; in each the left side is read before the right, each side likewise.
    """
    pending = [sorted(lines, key=_from_top)]
    while pending:
        part = pending.pop()
        gutter = _gutter(part)
        if gutter is None:
            if part:
                yield Column(tuple(_whole(part)))
            continue
        pending.extend(reversed(list(_parts(part, gutter))))


def _whole(lines: list[Line]) -> Iterator[Line]:
    """Yield the lines of a column, pieces of one line put together: wide blanks of justified lines parted them."""
    for row in _rows(lines):
        last = row[0]
        for line in row[1:]:
            if line.left >= last.right:
                last = replace(last, text=f"{last.text} {line.text}", right=line.right)
            else:
                yield last
                last = line
        yield last


def _rows(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield lines that stand beside each other together, from left to right."""
    row: list[Line] = []
    for line in lines:
        if row and abs(line.bottom - row[0].bottom) >= _SAME_LINE * line.size:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _from_top(line: Line) -> tuple[float, float]:
    return -line.top, line.left


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the gutter runs that parts most of the lines, None where none parts enough."""
    if len(lines) > _MOST:
        return None
    best, found = 0, None
    for place in sorted({round(line.left) for line in lines}):
        edge = place - 1.0
        parted = _parted_by(lines, edge)
        if parted > best:
            best, found = parted, edge
    return found


def _parted_by(lines: Sequence[Line], edge: float) -> int:
    """Return how many more lines an edge parts than cross it; 0 where it is no gutter."""
    left = [line for line in lines if line.right <= edge - _GUTTER]
    right = [line for line in lines if line.left >= edge]
    crossing = len(lines) - len(left) - len(right)
    parted = min(len(left), sum(line.left <= edge + _INDENT for line in right))
    few = parted < _FEWEST or crossing > _CROSSING * len(lines)
    return 0 if few or not _overlap(left, right) else parted - crossing


def _overlap(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Say whether two groups of lines stand side by side, at least in part."""
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return False
    return min(max(line.top for line in side) for side in (left, right)) > max(
        min(line.bottom for line in side) for side in (left, right)
    ) + 2 * median(line.size for line in right)


def _parts(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Yield the lines left and right of a gutter, band by band, and between them those that run over it."""
    for crosses, band in groupby(lines, lambda line: line.left < gutter < line.right):
        together = list(band)
        if crosses:
            yield together
            continue
        left = [line for line in together if line.right <= gutter]
        right = [line for line in together if line.right > gutter]
        yield from filter(None, (left, right))
