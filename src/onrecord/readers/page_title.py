"""The title of a page: the one that it prints above its article, else the one that it tells to machines.

Machines are told other titles than readers: for a search engine, for a network, with the site's name behind a bar.
What readers saw counts, if it is the article's: the heading right above it that shares a word with what machines
are told. A site's name is taken off by what the page says of its site, or where its other title goes without it.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from onrecord.readers.page_line import Line

_BAR = re.compile(r"(?<!\s)\s+(?:[|–—·•»]|-{1,2}|::?)\s+|(?:(?<!\s)\s+)?\|\s*|:\s+(?=[^:]*$)")
_NOT_WORDS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]{4,}")
_ABOVE = 40  # lines above an article in which its heading may stand
_TITLE_TAGS = frozenset({"h1", "h2", "h3"})
_FEWEST_WORDS = 3  # of a heading that is not what machines are told; fewer name a section
_LONGEST = 500  # characters of a title


class Title(NamedTuple):
    """A title, and the number of the page's line that prints it."""

    text: str | None
    line: int | None


def page_title(
    lines: Sequence[Line], article: Collection[int], told: Iterable[str], sites: Iterable[str]
) -> Title:
    """Return the title of a page.

    Args:
        lines: The page.
        article: The numbers of the lines that are its article.
        told: The titles that it tells to machines, the surest first.
        sites: The names of its site.
    """
    told = [" ".join(unescape(title[:_LONGEST]).split()) for title in told]
    names = {key(name) for name in sites} - {""}
    headings = _headings(lines, article)
    plain = _without_site(told, names, [lines[number].text for number in headings])
    found = _likeliest(lines, headings, plain, names)
    if found is None and not _tells(plain, [lines[number].text for number in article]):
        found = _nearest(lines, headings, article)
    if found is not None:
        return Title(lines[found].text, found)
    return Title(plain[0] if plain else None, None)


def _likeliest(lines: Sequence[Line], headings: list[int], plain: list[str], names: set[str]) -> int | None:
    """Return the heading that is the title: a first one that is told, or akin to it; else any that is told."""
    keys = {key(title) for title in plain}
    same = [number for number in headings if key(lines[number].text) in keys]
    first = [number for number in headings if lines[number].tag == "h1"]
    akin = (number for number in first if _akin(lines[number].text, plain, names))
    return next(chain((number for number in first if number in same), akin, same), None)


def _tells(titles: Sequence[str], texts: Collection[str]) -> bool:
    """Say whether titles share a word with texts; what shares none with its article names the site."""
    words = {word.casefold() for text in texts for word in _WORD.findall(text)}
    return any(word.casefold() in words for title in titles for word in _WORD.findall(title))


def _nearest(lines: Sequence[Line], headings: list[int], article: Collection[int]) -> int | None:
    """Return the heading next above an article that shares a word with it."""
    texts = [lines[number].text for number in article]
    fit = (
        number
        for number in headings
        if number not in article
        and lines[number].tag in _TITLE_TAGS
        and len(lines[number].text.split()) >= _FEWEST_WORDS
        and _tells([lines[number].text], texts)
    )
    return max(fit, default=None)


def key(text: str) -> str:
    """Return the letters of a text, by which titles are compared."""
    return _NOT_WORDS.sub("", text).casefold()


def _headings(lines: Sequence[Line], article: Collection[int]) -> list[int]:
    """Return the lines that may be the article's heading, the likeliest first: h1, then what stands nearest."""
    opens = _opens(lines, article)
    above = [
        number
        for number in range(opens + 1)
        if len(lines[number].text) <= _LONGEST and (lines[number].tag == "h1" or opens - number < _ABOVE)
    ]
    return sorted(above, key=lambda number: (lines[number].tag != "h1", lines[number].beside, opens - number))


def _opens(lines: Sequence[Line], article: Collection[int]) -> int:
    """Return the line above which an article's heading stands: some notices may stand higher than that."""
    letters = sum(len(lines[number].text) for number in article)
    passed = 0
    for number in sorted(article):
        passed += len(lines[number].text)
        if passed > letters / 4:
            return number
    return len(lines) - 1


def _without_site(told: Sequence[str], names: set[str], shown: Sequence[str]) -> list[str]:
    """Return titles without the name of the site before or behind a bar."""
    keys = {key(title) for title in (*told, *shown)}
    return [_bare(title, names, keys) for title in told]


def _bare(title: str, names: set[str], keys: set[str]) -> str:
    for bar in reversed(list(_BAR.finditer(title))):
        sides = title[: bar.start()].strip(), title[bar.end() :].strip()
        short, long = sorted(sides, key=len)
        for side, other in (sides, sides[::-1]):
            if key(other) in names and key(side):
                return _bare(side, names, keys)
        if short and key(long) in keys:
            return _bare(long, names, keys)
    return title


def _akin(heading: str, told: Sequence[str], names: set[str]) -> bool:
    """Say whether a heading has a word of the titles that machines are told, and is no name of the site."""
    if not told:
        return key(heading) not in names
    words = {word.casefold() for title in told for word in _WORD.findall(title)}
    found = [word for word in _WORD.findall(heading) if word.casefold() in words]
    return bool(found) and len(heading.split()) >= _FEWEST_WORDS and key(heading) not in names
