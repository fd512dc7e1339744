"""Which quotations are speech, not a word set off, a title or a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extractors.statements.lexicon import Lexicon
    from onrecord.extractors.statements.quotations import Quotation

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
STOPS = frozenset({".", "!", "?", ";"})
# Marks behind which a sentence begins.
_BEFORE_SENTENCE = ("", ".", "!", "?", ":", "”", '"', "…", ")", "—", "–", "-", ";", "''")
ALWAYS = word_set("always_saying")


class Utterance(NamedTuple):
    """A quotation that is speech, not a word set off: its tokens run from `first` up to but without `last`."""

    quotation: Quotation
    first: int
    last: int


def utterances(document: Document, found: Iterable[Quotation], words: Lexicon) -> list[Utterance]:
    """Return the quotations that are speech."""
    result = []
    for quotation in found:
        span = document.tokens_in(quotation.inner_start, quotation.inner_end)
        first, last = span.start, span.stop
        while first < last and not document.tokens[first].text[:1].isalnum():
            first += 1
        if first < last and _is_speech(document, quotation, first, last, words):
            result.append(Utterance(quotation, first, last))
    return result


def _is_speech(document: Document, quotation: Quotation, first: int, last: int, words: Lexicon) -> bool:
    length = last - first
    if quotation.single and length < 3:
        return False
    if _is_introduced(document, quotation, words):
        return length > 1 or _ends(document, quotation)
    finite = any(document.tokens[n].tag in _FINITE for n in range(first, min(last, first + 60)))
    titled = not finite and _is_title(document, first, last) and not _cue_behind(document, quotation, words)
    if titled or _is_heading(document, quotation, length):
        return False
    return _is_sentence(document, quotation, length, finite=finite)


def _is_heading(document: Document, quotation: Quotation, length: int) -> bool:
    """Say whether a quotation is several words all in capitals."""
    return length > 1 and document.report.text[quotation.inner_start : quotation.inner_end].isupper()


def _is_introduced(document: Document, quotation: Quotation, words: Lexicon) -> bool:
    """Say whether a verb of saying leads into a quotation; one without its first mark was taken for led in."""
    if not quotation.opened:
        return True
    return _text_before(document, quotation) in (":", ",") and _cue_before(document, quotation, words)


def _ends(document: Document, quotation: Quotation) -> bool:
    """Say whether a quotation ends as a sentence does, or not at all."""
    return not quotation.closed or document.report.text[quotation.inner_end - 1] in ".,!?…;"


def _is_sentence(document: Document, quotation: Quotation, length: int, *, finite: bool) -> bool:
    """Say whether a quotation begins or ends as a sentence of its own, or has the verb of one."""
    upper = document.report.text[quotation.inner_start : quotation.inner_start + 3].strip()[:1].isupper()
    at_start = _text_before(document, quotation) in _BEFORE_SENTENCE
    if finite and length >= 3:
        return upper or at_start
    return at_start and (upper or length > 3) and _ends(document, quotation)


def _cue_behind(document: Document, quotation: Quotation, words: Lexicon) -> bool:
    """Say whether a verb of saying stands right behind a quotation that ends as a sentence: "Never!" said ..."""
    if document.report.text[quotation.inner_end - 1] not in ",!?…":
        return False
    n = document.tokens_in(quotation.start, quotation.end).stop
    if n >= len(document.tokens):
        return False
    token = document.tokens[n]
    return token.lemma.lower() in words.quoting and (token.pos in ("VERB", "AUX") or token.text in ALWAYS)


def _is_title(document: Document, first: int, last: int) -> bool:
    """Say whether words are capitalised as a title or a name is, with a comma or stop of the sentence behind."""
    words = [document.tokens[n].text for n in range(first, last) if document.tokens[n].text[0].isalpha()]
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _text_before(document: Document, quotation: Quotation) -> str:
    passage = document.passages[quotation.passage]
    return document.report.text[passage.start : quotation.start].rstrip()[-1:]


def _cue_before(document: Document, quotation: Quotation, words: Lexicon) -> bool:
    """Say whether a verb of saying stands shortly before a quotation in its sentence."""
    place = document.tokens_in(quotation.start, quotation.end).start
    for n in range(place - 1, max(place - 14, -1), -1):
        token = document.tokens[n]
        if token.text in STOPS:
            return False
        if token.lemma.lower() in words.quoting and token.pos == "VERB":
            return True
    return False
