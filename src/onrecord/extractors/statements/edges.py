"""Where the words that a trained model finds end: it marks words by how likely they are, and may run on.

A name ends with its sentence; a sum begins with the sign of its currency; what is said ends before the next
clause.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.document import Document, Sentence, Token
    from onrecord.extractors.statements.attributions import Attribution, TextSpan, TokenSpan

_MARK = re.compile("[\"“”„«»‘’]|,,|''|``")
_STOPS = frozenset({".", "!", "?"})
_LOOSE = " \t\n,;:.–—-"
_OPENING = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "expl", "neg", "mark"})
_JOINING = frozenset({"cc", "preconj", "punct"})
_CURRENCIES = frozenset("$€£¥")


def name_ended(document: Document, source: TokenSpan, cue: TokenSpan | None) -> TokenSpan:
    """Return the tokens that name a speaker: of several sentences those in the one that is nearest to the cue."""
    parts = _sentences(document, source)
    at = cue or source
    return _owner(document, min(parts, key=lambda part: max(at[0] - part[1], part[0] - at[1])))


def _owner(document: Document, source: TokenSpan) -> TokenSpan:
    """Return whose the thing is, where what an "and" joins is the thing: of "the League and Arvonia's" Arvonia.

    So in "ties with the League and Arvonia's fears": ties are with the League, and with fears; Arvonia has these.
    """
    tokens = document.tokens
    low, high = source
    end = high - 1 if tokens[high - 1].dep == "case" else high
    joints = [n for n in range(low, end - 1) if tokens[n].dep == "cc"]
    if not joints or tokens[end - 1].dep != "poss":
        return source
    thing = tokens[tokens[end - 1].head]
    joined = thing.dep == "conj" and low <= thing.head < joints[-1] and tokens[thing.head].dep == "pobj"
    return (joints[-1] + 1, high) if joined else source


def name_in_cue(document: Document, source: TokenSpan, cue: TokenSpan) -> int:
    """Return where a name ends that runs on from the source into the cue: of "Tarek | Said denied"; 0 for none.

    The parse knows a name by what stands around it, where the word alone is a verb.
    """
    if source[1] != cue[0]:
        return 0
    n = cue[0]
    while n < cue[1] and document.tokens[n].pos == "PROPN" and document.tokens[n].text.istitle():
        n += 1
    return n if n > cue[0] and document.tokens[n - 1].pos == "PROPN" else 0


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


def clause_ended(document: Document, piece: TextSpan) -> TextSpan:
    """Return a piece of content without the words at its end that only begin the next clause.

    "Serbia will not promise to recognise it, nor will it leave": what it will not promise ends with "it".
    """
    inside = document.tokens_in(*piece)
    last = inside.stop
    while last > inside.start and _opens_behind(document.tokens[last - 1], inside.stop):
        last -= 1
    if last in (inside.start, inside.stop):
        return piece
    while last > inside.start + 1 and document.tokens[last - 1].dep in _JOINING:
        last -= 1
    return piece[0], document.tokens[last - 1].end


def _opens_behind(token: Token, end: int) -> bool:
    """Say whether a word belongs to the beginning of a clause whose verb stands behind a place."""
    return token.head >= end and token.dep in _OPENING


def sentence_ended(document: Document, one: Attribution) -> Attribution:
    """Return an attribution of which no piece without quotation marks runs out of the sentence of its cue.

    A reporter's words end with his full stop: "warned Somalia. Kenya closed" warns of nothing that Kenya did.
    """
    if one.quoted or one.cue is None:
        return one
    sentence = document.sentences[document.tokens[one.cue[0]].sentence]
    return one._replace(content=tuple(_within(document, sentence, piece) for piece in one.content))


def _within(document: Document, sentence: Sentence, piece: TextSpan) -> TextSpan:
    """Return the part of a piece of content that stands in a sentence; all where it is quoted or elsewhere."""
    start, end = piece
    inside = document.tokens_in(start, end)
    first, last = max(inside.start, sentence.first), min(inside.stop, sentence.last)
    if (
        first >= last
        or (first, last) == (inside.start, inside.stop)
        or _MARK.search(document.report.text, start, end)
    ):
        return piece
    while last - first > 1 and last < inside.stop and document.tokens[last - 1].text in _STOPS:
        last -= 1
    begun = start if first == inside.start else document.tokens[first].start
    return begun, end if last == inside.stop else document.tokens[last - 1].end


def cut_before(text: str, one: Attribution, at: int) -> Attribution:
    """Return an attribution whose last piece of content ends before an offset in it, and the marks before that."""
    start, _ = one.content[-1]
    words = text[start:at].rstrip(_LOOSE)
    return one._replace(content=(*one.content[:-1], (start, start + len(words)))) if words else one
