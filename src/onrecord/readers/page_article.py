"""Which lines of a page are the article: those that trafilatura finds, and those that are made like them.

It says what the article's text is, not where it stands; `page_chain` puts that back on the page. Where an article
is parted by advertisements, or opens with a block of its own, it finds a part. Blocks with the same tags and
classes, all the way up, are of one make, and the make of the article's prose tells the rest.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.readers.page_chain import share_found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lxml import html

    from onrecord.readers.page_line import Line

_NO_PROSE = ("figcaption", "menu")
_FEWEST_LETTERS = 60  # of an article; less is a label or a notice
_FEW_LETTERS = 300  # of what is found; if there is far more prose of one make, that is the article
_MANY_TIMES = 5  # what was found: then it was a notice, and the article lies elsewhere
_LARGEST = 5_000_000  # characters of a page; the extractor's time grows faster than the page
_FOR_A_GAP = 10  # characters that a line outside the article counts, beside its own
_MOST_FOR_A_GAP = 200


def article_lines(tree: html.HtmlElement | None, page_size: int, lines: list[Line]) -> set[int]:
    """Return the indices of the lines that are the article; none where the page holds no article."""
    found = _found(tree, lines) if tree is not None and page_size <= _LARGEST else set()
    if _letters(lines, found) < _FEW_LETTERS:
        largest = _largest_body(lines)
        found = largest if _letters(lines, found) < _letters(lines, largest) / 3 else found
    if _letters(lines, found) < _FEWEST_LETTERS:
        return set()
    return _mended(lines, found)


def _found(tree: html.HtmlElement, lines: list[Line]) -> set[int]:
    """Return the lines that trafilatura takes for the article: strictly, or as usual where that loses most."""
    strict = _on_page(tree, lines, strict=True)
    prose = _prose(lines, range(len(lines)))
    if _letters(lines, strict) > _letters(lines, prose) / _MANY_TIMES:
        return strict
    usual = _on_page(tree, lines, strict=False)
    return usual if _letters(lines, strict) < _letters(lines, usual) / _MANY_TIMES else strict


def _on_page(tree: html.HtmlElement, lines: list[Line], *, strict: bool) -> set[int]:
    import trafilatura

    try:
        text = trafilatura.extract(tree, favor_precision=strict, include_comments=False)
    except RecursionError:
        return set()
    shares, _ = share_found((text or "").split("\n"), [line.text for line in lines])
    return {number for number, share in enumerate(shares) if share > 1 / 2}


def _largest_body(lines: list[Line]) -> set[int]:
    """Return the lines of the make that holds most of the page's prose."""
    sizes = _sizes(lines, _prose(lines, range(len(lines))))
    if not sizes:
        return set()
    body, _ = sizes.most_common(1)[0]
    return {number for number, line in enumerate(lines) if line.build == body and line.is_prose}


def _mended(lines: list[Line], found: set[int]) -> set[int]:
    """Return the lines found, without what leads elsewhere or lies far off, with what is made like the others."""
    bodies = _bodies(lines, found)
    chosen = {number for number in found if not lines[number].is_link and lines[number].tag not in _NO_PROSE}
    chosen |= {number for number, line in enumerate(lines) if line.build in bodies and line.is_prose}
    chosen |= set(_amid(lines, chosen, bodies))
    first, last = _stretch(lines, chosen)
    return {number for number in chosen if first <= number <= last or lines[number].build in bodies}


def _bodies(lines: list[Line], found: set[int]) -> set[int]:
    """Return the makes of the article's prose: that of several paragraphs, or of a third of it."""
    prose = _prose(lines, found)
    counts, sizes = Counter(lines[number].build for number in prose), _sizes(lines, prose)
    total = sizes.total()
    return {
        build for build, size in sizes.items() if size > total * 0.3 or (counts[build] > 1 and size > total * 0.1)
    }


def _amid(lines: list[Line], chosen: set[int], bodies: set[int]) -> Iterator[int]:
    """Yield the lines between the article's first and last that belong to it by their make or place."""
    within = [number for number in chosen if lines[number].build in bodies]
    parents = {lines[number].parent for number in chosen}
    for number in range(min(within, default=0), max(within, default=-1) + 1):
        line = lines[number]
        if _is_made_alike(line, bodies) or (line.is_prose and line.parent in parents):
            yield number


def _is_made_alike(line: Line, bodies: set[int]) -> bool:
    """Say whether a line is built as the article's are, and stands in it."""
    return (line.build in bodies or line.quoted) and not line.beside and not line.is_link


def _stretch(lines: list[Line], chosen: set[int]) -> tuple[int, int]:
    """Return the first and last line of the stretch of the page that is most of all the article.

    Letters of the article count for it, those of other lines against it: the stretch with the greatest sum.
    """
    best, first, last = 0, 0, -1
    value = start = 0
    for number, line in enumerate(lines):
        if value <= 0:
            value, start = 0, number
        size = len(line.text)
        value += size if number in chosen else -min(size, _MOST_FOR_A_GAP) - _FOR_A_GAP
        if value > best:
            best, first, last = value, start, number
    return first, last


def _prose(lines: list[Line], chosen: Iterable[int]) -> list[int]:
    return [number for number in chosen if lines[number].is_prose]


def _sizes(lines: list[Line], chosen: Collection[int]) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for number in chosen:
        sizes[lines[number].build] += len(lines[number].text)
    return sizes


def _letters(lines: list[Line], chosen: Iterable[int]) -> int:
    return sum(len(lines[number].text) for number in chosen)
