"""The lines of a plain text with their offsets; lines that a fixed width broke are put together again."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.core.report import Passage, PassageKind

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W_]")
_BLANK = " \t\u00a0\u200b\ufeff\u2009\u202f\u3000"
_WIDEST = 110  # characters a line, of a text broken at a fixed width
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def paragraphs(text: str, bound: int) -> list[Passage]:
    """Return the paragraphs that begin before a bound, trimmed; lines without a letter or figure are none."""
    lines = _lines(text, bound)
    if _is_wrapped(text, lines):
        lines = _joined(text, lines)
    elif _is_spaced(text, lines):
        lines = _run_on(text, lines)
    return [Passage(start, end, PassageKind.PARAGRAPH) for start, end in lines if _WORD.search(text, start, end)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without the blanks at both ends."""
    while start < end and text[start] in _BLANK:
        start += 1
    while start < end and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def _lines(text: str, bound: int) -> list[tuple[int, int]]:
    lines = [trimmed(text, *match.span()) for match in _LINE.finditer(text, 0, bound)]
    return [(start, end) for start, end in lines if start < end]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Say whether the lines are of one width and mostly break off in the middle of a sentence."""
    followed = _followed(text, lines)
    if len(followed) < 5:
        return False
    width = max(end - start for start, end in followed)
    if not 40 <= width <= _WIDEST:
        return False
    full = [(start, end) for start, end in followed if end - start >= 0.75 * width]
    return len(full) >= 0.6 * len(followed) and _broken(text, full) >= 0.6 * len(full)


def _followed(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines behind which another comes at once, without a blank one between."""
    return [
        (start, end)
        for (start, end), (after, _) in pairwise(lines)
        if text.count("\n", end, after) <= 1 and after - end <= 8
    ]


def _broken(text: str, lines: list[tuple[int, int]]) -> int:
    """Return how many lines break off in the middle of a sentence."""
    return sum(not _ENDS.search(text, max(start, end - 8), end) for start, end in lines)


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return blocks of lines that no blank line parts, and no indented line begins."""
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        gap = text[blocks[-1][1] : start] if blocks else "\n\n"
        indented = len(gap) - len(gap.rstrip(_BLANK)) >= 2
        if blocks and gap.count("\n") <= 1 and gap.count("\r") <= 1 and not indented:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _is_spaced(text: str, lines: list[tuple[int, int]]) -> bool:
    """Say whether the lines are narrow, most break off in a sentence, and many of the next begin small."""
    if len(lines) < 8 or max(end - start for start, end in lines) > _WIDEST:
        return False
    small = [1 for start, _ in lines if text[start].islower()]
    return len(small) >= 0.3 * len(lines) and _broken(text, lines) >= 0.5 * len(lines)


def _run_on(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines, those that begin small put to the line before them, which broke off in a sentence."""
    blocks: list[tuple[int, int]] = []
    for start, end in lines:
        if (
            blocks
            and text[start].islower()
            and not _ENDS.search(text, max(blocks[-1][0], start - 16), blocks[-1][1])
        ):
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks
