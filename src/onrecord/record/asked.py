"""What a search asks for: words and phrases, as people type them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.record.errors import TooManyWords

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 100

_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Term(NamedTuple):
    """Words that stand together, and whether any ending of the last one will do."""

    words: str
    is_open: bool


def terms(text: str) -> list[Term]:
    """Return the words and phrases of a text that have a letter or digit, each once.

    Raises:
        TooManyWords: It asks for more than `MOST_WORDS`: time grows with their square, and SQLite hears no Ctrl-C.

    >>> [tuple(term) for term in terms('"no first use" guarant* --')]
    [('no first use', False), ('guarant', True)]
    """
    found: dict[Term, None] = {}
    for phrase, word in _TERM.findall(text.replace("“", '"').replace("”", '"').replace("\0", " ")):
        words = phrase or word.rstrip("*").replace('"', "")
        if any(mark.isalnum() for mark in words):
            found[Term(words, word.endswith("*"))] = None
    if sum(len(term.words.split()) for term in found) > MOST_WORDS:
        raise TooManyWords(MOST_WORDS)
    return list(found)


def as_match(asked: Sequence[Term]) -> str:
    """Return what is asked for as FTS5 takes it, whatever marks it holds.

    >>> as_match(terms('security "no first use" guarant*'))
    '"security" "no first use" "guarant"*'
    """
    return " ".join(f'"{term.words}"' + "*" * term.is_open for term in asked)
