"""A table laid out for a terminal: no date and no name is broken, whatever its width.

The columns from the left that have room stand under their headers, whole; what has none follows on lines of its
own, cell by cell, and the words of the report, the last column, end each row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells

from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_BETWEEN = " · "
_NOTHING = "–"
_WORDS = 30  # columns of a terminal that the last column of a table has at the least, where its words need them


class _Layout(NamedTuple):
    """How a table is laid out: how wide each of the columns in line is, and how wide what follows them."""

    widths: tuple[int, ...]
    room: int

    @property
    def indent(self) -> int:
        """The columns before what follows."""
        return sum(self.widths) + len(self.widths) * len(_GAP)


def laid_out(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield a table as lines, the header first; none is wider than so many columns if any layout can help it.

    Args:
        columns: The headers.
        rows: One sequence of cells a row.
        width: Of the terminal.
    """
    cells = [tuple(map(one_line, row)) for row in rows]
    layout = _layout([tuple(columns), *cells], width)
    yield from _row(columns, layout)
    for row in cells:
        yield from _row(row, layout)


def _layout(rows: Sequence[Sequence[str]], width: int) -> _Layout:
    """Return as many columns in line as leave room for the rest."""
    widest = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    needed = min(widest[-1], max(_WORDS, width * 2 // 5))
    kept: list[int] = []
    for one in widest[:-1]:
        if sum(kept) + one + (len(kept) + 1) * len(_GAP) + needed > width:
            break
        kept.append(one)
    layout = _Layout(tuple(kept), 0)
    return layout._replace(room=max(width - layout.indent, 1))


def _row(cells: Sequence[str], layout: _Layout) -> Iterator[str]:
    """Yield the lines of a row: the cells in line, then the others, then the last."""
    kept = len(layout.widths)
    lead = "".join(
        f"{cell}{' ' * (wide - cell_len(cell))}{_GAP}" for cell, wide in zip(cells, layout.widths, strict=False)
    )
    others = [cell or _NOTHING for cell in cells[kept:-1]]
    lines = [*_packed(others, _BETWEEN, layout.room), *_packed(cells[-1].split(" "), " ", layout.room)]
    for line in lines or [""]:
        yield f"{lead}{line}".rstrip()
        lead = " " * layout.indent


def _packed(pieces: Sequence[str], between: str, room: int) -> Iterator[str]:
    """Yield lines that hold as many pieces as have room; a piece wider than a line is broken at its spaces."""
    line = ""
    for piece in pieces:
        longer = f"{line}{between}{piece}" if line else piece
        if cell_len(longer) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _broken(piece, room)
        yield from whole
    if line:
        yield line


def _broken(piece: str, room: int) -> list[str]:
    """Return a piece as lines, broken at its spaces; a word that no line holds, anywhere."""
    if cell_len(piece) <= room:
        return [piece]
    words = piece.split(" ")
    return list(_packed(words, " ", room)) if len(words) > 1 else chop_cells(piece, room)
