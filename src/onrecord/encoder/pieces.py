"""Words cut into the pieces that a BERT-style encoder knows (uncased WordPiece), with their offsets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.encoder.chain import Run

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_UNKNOWN = "[UNK]"
_LONGEST = 100
_REMEMBERED = 50_000


class WordPieces:
    """Cuts text into pieces; `lines` is the vocabulary, one piece a line, continuing pieces with `##`."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(lines)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.start, self.mark = self._ids["[CLS]"], self._ids["[SEP]"]

    def cut(self, text: str) -> tuple[list[int], list[Run]]:
        """Return the ids of the pieces of a text and the offsets of the word or mark that each belongs to."""
        ids: list[int] = []
        places: list[Run] = []
        known = self._known
        for found in _TOKEN.finditer(text):
            word = found.group()
            pieces = known.get(word) or self._learn(word)
            ids.extend(pieces)
            places.extend([found.span()] * len(pieces))
        return ids, places

    def _learn(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        pieces = self._known[word] = self._pieces(_bare(word))
        return pieces

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the longest known pieces of a word from its left, or the unknown piece alone."""
        result: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST:
            lead = "##" if start else ""
            for end in range(len(word), start, -1):
                if (piece := self._ids.get(lead + word[start:end])) is not None:
                    result.append(piece)
                    start = end
                    break
            else:
                break
        if not result or start < len(word):
            return (self._ids[_UNKNOWN],)
        return tuple(result)


def _bare(word: str) -> str:
    """Return a word in small letters without accents.

    >>> _bare("Élysée")
    'elysee'
    """
    word = word.lower()
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")
