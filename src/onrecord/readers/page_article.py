"""Which lines of a page are the article: as trafilatura says, put back in their places on the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

    from onrecord.readers.page_text import Line

_NOT_WORDS = re.compile(r"[\W_]+")
_ENDS_AS_PROSE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_FEWEST_LETTERS = 60  # of an article; less is a label or a notice
_LARGEST = 5_000_000  # characters of a page; the extractor's time grows faster than the page


def article_lines(tree: html.HtmlElement | None, page_size: int, lines: list[Line]) -> set[int]:
    """Return the indices of the lines that are the article; none where the page holds no article."""
    found = _aligned(_extracted(tree), lines) if tree is not None and page_size <= _LARGEST else set()
    chosen = {number for number in found if not _is_link(lines[number])}
    if _letters(lines, chosen) < max(_FEWEST_LETTERS, _letters(lines, found) / 2):
        chosen = _longest_block(lines)
    if _letters(lines, chosen) < _FEWEST_LETTERS:
        return set()
    return chosen | _siblings(lines, chosen)


def _extracted(tree: html.HtmlElement) -> list[str]:
    import trafilatura

    try:
        text = trafilatura.extract(
            tree, favor_precision=True, include_comments=False, include_formatting=False, include_links=False
        )
    except RecursionError:
        return []
    return [line for line in (text or "").split("\n") if line.strip()]


def _aligned(extracted: list[str], lines: list[Line]) -> set[int]:
    """Return the lines that the extracted ones are, both being in the page's order.

    An extracted line may be a line of the page, several in a row (list items), or a part of one.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    keys = [_key(line.text) for line in lines]
    for number, key in enumerate(keys):
        places[key].append(number)
    chosen: set[int] = set()
    pointer = 0
    for line in extracted:
        key = _key(line)
        if not key:
            continue
        at = bisect_left(places.get(key, []), pointer)
        if key in places and at < len(places[key]):
            pointer = places[key][at]
            chosen.add(pointer)
            pointer += 1
            continue
        for number in range(pointer, min(len(lines), pointer + 400)):
            if keys[number] and (keys[number] in key or (len(key) > 30 and key in keys[number])):
                chosen.add(number)
                pointer = number + 1
                if not key.startswith(keys[number]) or key in keys[number]:
                    break
                key = key[len(keys[number]) :]
                if not key:
                    break
    return chosen


def _longest_block(lines: list[Line]) -> set[int]:
    """Return the prose lines of the block that holds most of the page's prose."""
    prose = [number for number, line in enumerate(lines) if _is_prose(line)]
    sizes: Counter[int] = Counter()
    for number in prose:
        sizes[lines[number].parent] += len(lines[number].text)
    if not sizes:
        return set()
    # Blocks tie where each paragraph has a block of its own; then all prose of the page is the article.
    best, size = sizes.most_common(1)[0]
    total = sum(sizes.values())
    return {number for number in prose if size < total / 3 or lines[number].parent == best}


def _siblings(lines: list[Line], chosen: set[int]) -> set[int]:
    """Return the prose lines that stand among the article's, in the same block, and were passed over."""
    if not chosen:
        return set()
    parents = Counter(lines[number].parent for number in chosen)
    return {
        number
        for number in range(max(0, min(chosen) - 3), max(chosen) + 1)
        if _is_prose(lines[number]) and parents[lines[number].parent] >= 2
    }


def _is_link(line: Line) -> bool:
    """Say whether a line is nothing but a link to elsewhere; a heading may be one."""
    return line.linked > 0.8 * len(line.text) and not line.tag.startswith("h") and len(line.text) < 200


def _is_prose(line: Line) -> bool:
    return (
        not line.beside
        and len(line.text) >= 50
        and line.linked < len(line.text) / 3
        and bool(_ENDS_AS_PROSE.search(line.text))
    )


def _letters(lines: list[Line], chosen: set[int]) -> int:
    return sum(len(lines[number].text) for number in chosen)


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", text).casefold()
