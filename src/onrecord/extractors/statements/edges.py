"""Where the words that a trained model finds end: it marks words by how likely they are, and may run on.

A name ends with its sentence; a sum begins with the sign of its currency.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan

_STOPS = frozenset({".", "!", "?"})
_LOOSE = " \t\n,;:.–—-"
_CURRENCIES = frozenset("$€£¥")


def name_ended(document: Document, source: TokenSpan, cue: TokenSpan | None) -> TokenSpan:
    """Return the tokens that name a speaker: of several sentences those in the one that is nearest to the cue."""
    parts = _sentences(document, source)
    at = cue or source
    return min(parts, key=lambda part: max(at[0] - part[1], part[0] - at[1]))


def _sentences(document: Document, span: TokenSpan) -> list[TokenSpan]:
    """Return the parts of a span between its full stops, without these; the span where nothing remains."""
    first, last = span
    stops = [n for n in range(first, last) if document.tokens[n].text in _STOPS]
    parts = [(low + 1, high) for low, high in pairwise((first - 1, *stops, last)) if low + 1 < high]
    return parts or [span]


def sum_begun(text: str, piece: TextSpan) -> TextSpan:
    """Return a piece of content with the sign of the currency that stands before its sum.

    >>> sum_begun("asked for $160 million", (11, 22))
    (10, 22)
    """
    start, end = piece
    return (start - 1 if start and text[start - 1] in _CURRENCIES else start), end


def cut_before(text: str, one: Attribution, at: int) -> Attribution:
    """Return an attribution whose last piece of content ends before an offset in it, and the marks before that."""
    start, _ = one.content[-1]
    words = text[start:at].rstrip(_LOOSE)
    return one._replace(content=(*one.content[:-1], (start, start + len(words)))) if words else one
