"""Lines of printed pages put together to paragraphs, over columns and pages, broken words made whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from onrecord.readers.pdf_lines import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.readers.pdf_lines import Column, Line

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_BROKEN = re.compile(r"(?<!\w)(\w+)[-\u00ad\u2010]$")
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|seite|pagina|página)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|di|van)\s*\d{1,4})?[-–—\s]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w[\w-]*\w")
_FIGURES = re.compile(r"\d+")
_EDGE = 2  # lines at the top and the bottom of a page that may be its head or foot
_SAME_HEAD = 3  # pages that bear the same line there; two where there are no more
_LEADING = 0.45  # of a line's height: a wider gap parts paragraphs
_OTHER_SIZE = 1.15
# Words that keep their hyphen before another: nobody breaks a word after them.
_COMPOUNDS = frozenset(
    {
        *("all", "cease", "cross", "far", "full", "half", "high", "ill", "long", "low", "much", "non", "old"),
        *("self", "short", "so", "two", "three", "vice", "well"),
    }
)


@dataclass(slots=True)
class Block:
    """A paragraph: its lines, or a line of a page's head or foot, which `furniture` names."""

    lines: list[Line] = field(default_factory=list)
    furniture: str = ""

    @property
    def size(self) -> float:
        """The height of its lines."""
        return median(line.size for line in self.lines)


def blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the paragraphs of all pages in the order of reading.

    A page's head and foot stand behind what runs on to the next; the head of the first page, which may tell
    the day, before all.
    """
    heads = _heads(pages)
    body: list[Block] = []
    beside: list[Block] = []
    before: Column | None = None
    for lines in pages:
        edges = {line: why for line in _edge(lines) if (why := _furniture(line, heads))}
        beside.extend(Block([line], why) for line, why in edges.items())
        for column in columns([line for line in lines if line not in edges]):
            _add(body, column, before)
            before = column
    return _merged(body, beside)


def text_of(block: Block, whole: Counter[str]) -> str:
    """Return a paragraph's text; `whole` counts the words of the document that no line breaks.

    A hyphen at a line's end goes where the word goes on in small letters, unless the document has it within lines.
    """
    text = ""
    for line in block.lines:
        piece = " ".join(line.text.split())
        broken = _BROKEN.search(text)
        if not broken:
            text = f"{text} {piece}" if text else piece
        elif piece[:1].islower() and not _keeps_hyphen(broken[1], piece, whole):
            text = text[:-1] + piece
        else:
            text = text.replace("\u00ad", "-") + piece
    return text


def words_within_lines(pages: Sequence[Sequence[Line]]) -> Counter[str]:
    """Count the words, with their hyphens, that stand within the lines."""
    return Counter(
        word.lower() for lines in pages for line in lines for word in re.findall(r"\w[\w-]*\w", line.text)
    )


def _keeps_hyphen(before: str, piece: str, whole: Counter[str]) -> bool:
    after = re.match(r"\w+", piece)
    rest = after[0].lower() if after else ""
    as_two, as_one = whole[f"{before.lower()}-{rest}"], whole[before.lower() + rest]
    return as_two > as_one or (as_two == as_one and before.lower() in _COMPOUNDS)


def _heads(pages: Sequence[Sequence[Line]]) -> dict[str, float]:
    """Return the lines, figures aside, that stand at the edge of several pages, with their least size."""
    seen: dict[str, list[float]] = {}
    for lines in pages:
        for key, line in {_key(line): line for line in _edge(lines)}.items():
            seen.setdefault(key, []).append(line.size)
    fewest = min(_SAME_HEAD, max(2, len(pages)))
    return {key: min(sizes) for key, sizes in seen.items() if len(sizes) >= fewest}


def _edge(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: -line.top)
    return [*ordered[:_EDGE], *ordered[-_EDGE:]]


def _key(line: Line) -> str:
    return _FIGURES.sub("#", " ".join(line.text.split()).casefold())


def _furniture(line: Line, heads: dict[str, float]) -> str:
    """Return what a line at the edge of a page is if it is no part of the text, in words; else nothing.

    What stands there in larger letters than on the other pages is the title, which they repeat.
    """
    if _NUMBER.fullmatch(line.text):
        return "page number"
    is_head = line.size <= _OTHER_SIZE * heads.get(_key(line), 0.0)
    return "head or foot of the page" if is_head else ""


def _add(body: list[Block], column: Column, before: Column | None) -> None:
    """Add the lines of a column to the paragraphs so far; its first may go on with the last before it."""
    for place, line in enumerate(column.lines):
        if place:
            begins = _begins(line, column.lines[place - 1], column)
        else:
            begins = before is None or _begins_column(column, before)
        if begins:
            body.append(Block())
        body[-1].lines.append(line)


def _begins(line: Line, last: Line, column: Column) -> bool:
    """Say whether a line begins a paragraph, below another of its column."""
    if _differ(line, last) or last.bottom - line.top > _LEADING * line.size:
        return True
    if column.sets_in(line) and not column.sets_in(last):
        return True
    return column.is_short(last) and _has_end(last)


def _begins_column(column: Column, before: Column) -> bool:
    """Say whether the first line of a column begins a paragraph, behind the last one of the column before.

    Where a sentence ended there and nothing else tells, it does unless paragraphs here are set in and it is not.
    """
    line, last = column.lines[0], before.lines[-1]
    if _differ(line, last) or column.sets_in(line):
        return True
    if before.is_short(last):
        return _has_end(last) or not line.text[:1].islower()
    return _has_end(last) and not any(map(column.sets_in, column.lines))


def _differ(one: Line, other: Line) -> bool:
    """Say whether two lines are of other sizes."""
    return max(one.size, other.size) > _OTHER_SIZE * min(one.size, other.size)


def _has_end(line: Line) -> bool:
    return bool(_ENDS.search(line.text))


def _above_all(body: list[Block], beside: list[Block]) -> list[Block]:
    """Return what stands above the first paragraph, on the first page."""
    top = max((block.lines[0].top for block in body if block.lines[0].page == 1), default=0.0)
    return [block for block in beside if block.lines[0].page == 1 and block.lines[0].bottom >= top]


def _merged(body: list[Block], beside: list[Block]) -> list[Block]:
    """Return the paragraphs, each page's head and foot behind the last paragraph that begins on it."""
    first = _above_all(body, beside)
    ordered = list(first)
    waiting = [block for block in beside if block not in first]
    for block in body:
        while waiting and waiting[0].lines[0].page < block.lines[0].page:
            ordered.append(waiting.pop(0))
        ordered.append(block)
    return ordered + waiting
