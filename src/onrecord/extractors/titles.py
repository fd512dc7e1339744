"""Titles between quotation marks: of films, books, songs, manoeuvres. They are said by nobody and tell of no deed.

Asked by the finders of statements and of events alike.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.core.document import Document

_MARKS = re.compile(r"[\"“„«]([^\"“”„«»\n]{2,80})[\"”“»]")
_STOPS = frozenset(".!?;:")


class _Words(NamedTuple):
    works: frozenset[str]
    naming: frozenset[str]
    performing: frozenset[str]
    named: frozenset[str]
    leading: frozenset[str]
    such: frozenset[str]
    joining: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = files("onrecord").joinpath("data", "titles.toml").read_text(encoding="utf-8")
    return _Words(**{name: frozenset(words.split()) for name, words in tomllib.loads(text).items()})


def titles(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the offsets of what stands between marks, these included, and is the title or name of a thing.

    It is written as a title, and a noun for such a thing or a verb of performing it stands before.
    """
    found: list[tuple[int, int]] = []
    text = document.report.text
    for passage in document.passages:
        for mark in _MARKS.finditer(text, passage.start, passage.end):
            beside = bool(found) and text[found[-1][1] : mark.start()].strip(" ,") in _words().joining | {""}
            led = beside or _is_introduced(document, mark.start()) or _names_a_thing(document, mark.end())
            if led and _is_written_so(mark[1]):
                found.append((mark.start(), mark.end()))
    return tuple(found)


def is_within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    """Say whether some words lie within one of some stretches.

    >>> is_within(((3, 9),), 4, 8), is_within(((3, 9),), 2, 8)
    (True, False)
    """
    return any(low <= start and end <= high for low, high in spans)


def _is_written_so(words: str) -> bool:
    """Say whether words are capitalised as a title, without the stop or comma of a sentence.

    >>> [_is_written_so(words) for words in ("We Will Never Stop", "We will never stop", "Stop It,")]
    [True, False, False]
    """
    parts = words.split()
    capital = sum(part[:1].isupper() or part.isdigit() for part in parts)
    long = [part for part in parts if len(part) > 4]  # "from" and "with" are small in titles
    return words[-1] not in ",." and capital >= 0.5 * len(parts) and all(part[:1].isupper() for part in long)


def _names_a_thing(document: Document, end: int) -> bool:
    """Say whether a noun for what bears such a name stands right behind an offset: the "Defend the River" law."""
    following = document.tokens_in(end, end + 2)
    nouns = (document.tokens[n].lemma.lower() for n in following if document.tokens[n].start <= end + 1)
    return any(noun in _words().named for noun in nouns)


def _is_introduced(document: Document, start: int) -> bool:
    """Say whether a noun for a work, or a verb of performing one, stands right before an offset."""
    known, tokens = _words(), document.tokens
    n = _past(document, document.tokens_in(start, start + 1).start - 1, known.naming)
    if n < 0 or tokens[n].text in _STOPS:
        return False
    if tokens[n].lemma.lower() in known.works or tokens[n].text.lower() in known.works:
        return True
    led = _past(document, n, known.leading)
    if led < n:
        n = _past(document, led, known.such)
    return n >= 0 and tokens[n].lemma.lower() in known.performing | known.works


def _past(document: Document, n: int, words: frozenset[str]) -> int:
    """Return the place before a word, going back, if it is one of some words; else its own."""
    return n - 1 if n >= 0 and document.tokens[n].text.lower() in words else n
