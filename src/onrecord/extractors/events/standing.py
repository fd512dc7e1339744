"""How a word stands in its report: how often it names something, in the opening too, and what it is joined to.

Who is named once in a long report seldom does what its every second sentence tells; two that are joined ("Chad and
Sudan") do it together; a name that comes again is the same party.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.core.document import Token
    from onrecord.extractors.events.syntax import Reading

    Ints = NDArray[np.int64]

OFTEN = 6  # classes of how often a word stands in the report: never as a name or noun, once, twice, to 6, 14, more
NEITHER, JOINED, SAME, ITSELF = range(4)  # how two candidates stand to one another
RELATED = 4
_NAMING = ("NOUN", "PROPN")
_JOINED = ("conj", "appos")
_LONGEST_ROW = 6


class Standing(NamedTuple):
    """How the words of a document stand in it, one row a token.

    Attributes:
        often: The class of how often the word names something in the document (see `OFTEN`).
        opening: Whether it does so in the first sentence.
        word: Which word it is; a number of its own for each that names nothing.
        first: The first token of those that it is joined to: Egypt, of Sudan in "Egypt, Libya and Sudan".
    """

    often: Ints
    opening: Ints
    word: Ints
    first: Ints


def standing(reading: Reading) -> Standing:
    """Return how the words of a document stand in it."""
    tokens = reading.tokens
    lemmas = [token.lemma.lower() if token.pos in _NAMING else None for token in tokens]
    counts = Counter(lemmas)
    last = reading.document.sentences[0].last if reading.document.sentences else 0
    opening = set(lemmas[:last])
    return Standing(
        often=np.array([_class_of(counts[each]) if each else 0 for each in lemmas], dtype=np.int64),
        opening=np.array([each is not None and each in opening for each in lemmas], dtype=np.int64),
        word=np.array(_numbered(lemmas), dtype=np.int64),
        first=np.array([first_of_row(tokens, i) for i in range(len(tokens))], dtype=np.int64),
    )


def _numbered(lemmas: Sequence[str | None]) -> list[int]:
    """Return where each word stands first; of one that names nothing, its own place."""
    first: dict[str, int] = {}
    return [first.setdefault(each, i) if each else i for i, each in enumerate(lemmas)]


def _class_of(count: int) -> int:
    return min(OFTEN - 1, (count + 1).bit_length() - 1)


def first_of_row(tokens: Sequence[Token], i: int) -> int:
    """Return the first of those that a word is joined to."""
    for _ in range(_LONGEST_ROW):
        if tokens[i].dep not in _JOINED:
            break
        i = tokens[i].head
    return i


def related(word: Ints, first: Ints) -> Ints:
    """Return how some words stand to one another, a row and a column each."""
    found = np.where(word[:, None] == word[None, :], SAME, NEITHER)
    found[first[:, None] == first[None, :]] = JOINED
    np.fill_diagonal(found, ITSELF)
    return found
