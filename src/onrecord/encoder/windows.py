"""What the attribution model sees: passages cut into pieces of words, packed into windows.

Training and running share this file, so that a model is always asked in the way it was taught.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.encoder.pieces import WordPieces

# A window holds this many pieces at most, the marks before, between and after its stretches included.
WINDOW = 254
LONGEST = WINDOW - 2
# Short stretches share a window up to this many pieces: what they cost grows with the square of its length.
ROOM = 128
_SEARCH_BACK = 120

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")
_OPENERS = "“„‟«"
_CLOSERS = "”»"
_SAME_LENGTH = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | {"\u00ad": " "})
_TWO_MARKS = re.compile(r",,(?=\S)|''|``|‘‘|’’")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage, or a part of one that fits a window.

    Attributes:
        pieces: Word piece ids.
        shapes: For each piece, how its word is written (see `shape`).
        quotes: For each piece, where it stands to double quotation marks: 0 outside, 1 inside, 2 opens, 3 closes.
        words: Offsets of each word in the text.
        firsts: For each word, the index of its first piece.
    """

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    quotes: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    firsts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Stretches side by side, as the network takes them in.

    Attributes:
        pieces, shapes, quotes: As of the stretches, with the marks between them.
        stretches: The stretches, in order.
        firsts: For each stretch, the index in the window of the first piece of each of its words.
    """

    pieces: list[int]
    shapes: list[int]
    quotes: list[int]
    stretches: list[Stretch]
    firsts: list[list[int]]


def plain(text: str) -> str:
    """Return the text with all double and single marks made alike, at the same length.

    >>> plain(",,Nous sommes prêts'', «said» he")
    ' "Nous sommes prêts ", "said" he'
    """
    return _TWO_MARKS.sub(' "', text).translate(_SAME_LENGTH)


def quotation_states(text: str) -> list[int]:
    """Return for each character whether it stands outside (0) or inside (1) double marks, opens (2) or closes (3).

    >>> quotation_states('a "b" c')
    [0, 0, 2, 1, 3, 0, 0]
    """
    states = [0] * len(text)
    same = plain(text)
    inside, done = False, 0
    for found in re.finditer('"', same):
        at = found.start()
        if inside:
            states[done:at] = [1] * (at - done)
        opens = text[at] in _OPENERS or (not inside and text[at] not in _CLOSERS)
        states[at] = 2 if opens else 3
        inside, done = opens, at + 1
    if inside:
        states[done:] = [1] * (len(text) - done)
    return states


def shape(word: str) -> int:
    """Return how a word is written: 0 small letters, 1 capital first, 2 capitals, 3 digits, 4 marks.

    >>> [shape(word) for word in ("treaty", "Cairo", "UN", "2008", ",")]
    [0, 1, 2, 3, 4]
    """
    if not word[0].isalnum():
        return 4
    if word[0].isdigit():
        return 3
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def stretches(pieces: WordPieces, text: str, passages: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """Yield the stretches of the passages of a text; passages without a word are left out."""
    for start, end in passages:
        yield from _cut(pieces, text[start:end], start)


def _cut(pieces: WordPieces, text: str, offset: int) -> Iterator[Stretch]:
    same = plain(text)
    ids, offsets = pieces.cut(same)
    states = quotation_states(text)
    words = [found.span() for found in _WORD.finditer(text)]
    first = 0
    while first < len(ids):
        last = _end_of_part(same, offsets, first)
        low, high = offsets[first][0], offsets[last - 1][1]
        inside = [word for word in words if low <= word[0] < high] if last - first < len(ids) else words
        part = _stretch(text, ids[first:last], offsets[first:last], states, inside, offset)
        if part.words:
            yield part
        first = last


def _end_of_part(text: str, offsets: list[tuple[int, int]], first: int) -> int:
    """Return where a part must end to fit a window: at its last sentence end, or where it is full."""
    full = first + LONGEST
    if full >= len(offsets):
        return len(offsets)
    for last in range(full, full - _SEARCH_BACK, -1):
        before = text[max(0, offsets[last - 1][1] - 4) : offsets[last - 1][1]]
        if offsets[last][0] > offsets[last - 1][1] and _SENTENCE_END.search(before):
            return last
    return full


def _stretch(
    text: str,
    ids: list[int],
    offsets: list[tuple[int, int]],
    states: list[int],
    words: list[tuple[int, int]],
    offset: int,
) -> Stretch:
    kept: list[tuple[int, int]] = []
    firsts: list[int] = []
    shapes = [4] * len(ids)
    piece = 0
    for start, end in words:
        while piece < len(ids) and offsets[piece][1] <= start:
            piece += 1
        if piece == len(ids) or offsets[piece][0] >= end:
            continue
        kept.append((offset + start, offset + end))
        firsts.append(piece)
        form = shape(text[start:end])
        for inner in range(piece, len(ids)):
            if offsets[inner][0] >= end:
                break
            shapes[inner] = form
    quotes = tuple(states[start] if start < len(states) else 0 for start, _ in offsets)
    return Stretch(tuple(ids), tuple(shapes), quotes, tuple(kept), tuple(firsts))


def windows(parts: Iterable[Stretch], pieces: WordPieces, *, room: int = ROOM) -> Iterator[Window]:
    """Pack stretches into windows, in order.

    Args:
        parts: The stretches of one text.
        pieces: Knows the marks that open a window and close a stretch.
        room: Pieces that stretches may fill together; a longer one has a window of its own.
    """
    window = Window([pieces.start], [4], [0], [], [])
    for part in parts:
        if window.stretches and len(window.pieces) + len(part.pieces) + 1 > room:
            yield window
            window = Window([pieces.start], [4], [0], [], [])
        base = len(window.pieces)
        window.firsts.append([base + first for first in part.firsts])
        window.stretches.append(part)
        window.pieces.extend((*part.pieces, pieces.mark))
        window.shapes.extend((*part.shapes, 4))
        window.quotes.extend((*part.quotes, 0))
    if window.stretches:
        yield window
