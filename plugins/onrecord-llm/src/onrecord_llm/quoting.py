"""Looking for a quotation in its sentence, exactly.

For the search alone quotation marks are taken for one another, and letters are the same however their accents are
written (NFC, Unicode Standard Annex 15). Nothing else is forgiven: what is nearly the same is not the same words.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

_DOUBLE, _SINGLE = "“”„‟«»＂″", "‘’‚‛‹›`´′"
_MARKS = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
MARKS = frozenset(f"\"'{_DOUBLE}{_SINGLE}")


class _Folded(NamedTuple):
    """A text as it is searched, and of each place in it where a letter begins the place in the text."""

    text: str
    places: dict[int, int]


def found(text: str, quotation: str) -> tuple[int, int] | None:
    """Return where a quotation first stands in a text, as whole words; None where it does not.

    >>> found("They know: “No deal.”", 'no')
    >>> found("They know: “No deal.”", '"No deal."')
    (12, 20)
    """
    wanted = _folded(quotation.strip()).text
    if not wanted:
        return None
    folded = _folded(text)
    at = folded.text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if at in folded.places and end in folded.places and _is_whole(folded.text, at, end):
            return _within_marks(text, folded.places[at], folded.places[end])
        at = folded.text.find(wanted, at + 1)
    return None


def _folded(text: str) -> _Folded:
    pieces, places, length, begin = [], {}, 0, 0
    for at in range(1, len(text) + 1):
        if at < len(text) and not _begins(text, begin, at):
            continue
        piece = unicodedata.normalize("NFC", text[begin:at]).translate(_MARKS)
        places[length] = begin
        pieces.append(piece)
        length += len(piece)
        begin = at
    places[length] = len(text)
    return _Folded("".join(pieces), places)


def _begins(text: str, begin: int, at: int) -> bool:
    """Say whether a letter begins there that does not melt into the one that began before."""
    if text[at].isascii():
        return True
    if unicodedata.combining(text[at]):
        return False
    before, both = text[begin:at], text[begin : at + 1]
    return unicodedata.normalize("NFC", both) == unicodedata.normalize("NFC", before) + unicodedata.normalize(
        "NFC", text[at]
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether no word is cut: "no" does not stand in "know"."""
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_behind = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cut_before or cut_behind)


def _within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the words alone where quotation marks stand around them."""
    if end - start > 2 and text[start] in MARKS and text[end - 1] in MARKS:
        return start + 1, end - 1
    return start, end
