"""Which lines are the title and the headings, and which only say the title again."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.core.report import Passage, PassageKind

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NO_TITLE_END = (".", ",", ";", ":", "…")
_NO_HEADING_END = (*_NO_TITLE_END, "!", '"', "”", "’")
_OPEN = "'‘\"“"
_CLOSE = "'’\"”"
_ABBREVIATED = re.compile(r"\b[A-Z]\.\b[A-Z]\.$")
_TITLE_WORDS = 25
_HEADING_WORDS = 12
_HEAD = 5  # how many pieces of prose the title may be said again in


def titled(text: str, passages: list[Passage], title: str | None) -> tuple[list[Passage], str | None]:
    """Return the passages with title and headings told from paragraphs, and the title."""
    prose = [number for number, passage in enumerate(passages) if passage.is_read]
    place = _title_place(text, passages, prose, title)
    result = list(passages)
    if place is not None:
        result[place] = replace(passages[place], kind=PassageKind.TITLE)
        title = title or _told(text, passages[place])
    said = _key(_told(text, passages[place])) if place is not None else None
    for order, number in enumerate(prose):
        if result[number].kind is PassageKind.PARAGRAPH:
            result[number] = _told_apart(text, passages[number], order, said, last=number == prose[-1])
    return result, title


def _told_apart(text: str, passage: Passage, order: int, title: str | None, *, last: bool) -> Passage:
    """Return a paragraph as what it is: the title said again, a heading, or a paragraph."""
    if order < _HEAD and _key(_told(text, passage)) == title:
        return replace(passage, kind=PassageKind.FURNITURE, why="repeated title")
    most = _TITLE_WORDS if title is not None and order < 3 else _HEADING_WORDS
    is_heading = not last and _is_heading(text, passage, most)
    return replace(passage, kind=PassageKind.HEADING) if is_heading else passage


def _title_place(text: str, passages: list[Passage], prose: list[int], title: str | None) -> int | None:
    for number in prose:
        if passages[number].kind is PassageKind.TITLE:
            return number
    for number in prose[:_HEAD]:
        if title and _key(_told(text, passages[number])) == _key(title):
            return number
    if len(prose) > 1 and _looks_like_title(_told(text, passages[prose[0]])):
        return prose[0]
    return None


def _looks_like_title(line: str) -> bool:
    """Say whether a report's first line is its title: short, and no full sentence, or one in a title's capitals.

    >>> _looks_like_title("Ministers Fail to Agree on the Dam"), _looks_like_title("The ministers met again.")
    (True, False)
    """
    words = _WORD.findall(line)
    if not 2 <= len(words) <= _TITLE_WORDS or len(line) > 220:
        return False
    if not line.rstrip(_CLOSE).endswith(_NO_TITLE_END) or _ABBREVIATED.search(line):
        return True
    long = [word for word in words if len(word) > 3]
    return line.endswith(".") and len(words) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_heading(text: str, passage: Passage, most: int) -> bool:
    if passage.end - passage.start > 220:
        return False
    line = _told(text, passage).strip("-–—*# ")
    if not line or (line.endswith(_NO_HEADING_END) and not _is_quoted(line)):
        return False
    words = _WORD.findall(line)
    return 0 < len(words) <= most and (line[0].isupper() or line[0].isdigit() or line[0] in _OPEN)


def _is_quoted(line: str) -> bool:
    """Say whether a short line is one quotation, that ends as no sentence does."""
    return line[:1] in _OPEN and line[-1:] in _CLOSE and line[-2:-1].isalnum() and len(line) < 60


def _told(text: str, passage: Passage) -> str:
    return " ".join(text[passage.start : passage.end].split())


def _key(line: str) -> str:
    return "".join(_WORD.findall(line)).casefold()
