"""Attributions of direct quotations: whose words stand between the marks.

Looks beside each quotation, first behind it ("...," said X), then before it (X said: "..."), then inside it, where
machine translation leaves the cue ("We agree, said X. We ..."). Works on the order of words, since the parse of a
sentence with a long quotation is seldom right; the parse is asked for subjects only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.statements.attributions import Attribution, is_negated, modal_of, named_phrase
from onrecord.extractors.statements.lexicon import Frame, word_set
from onrecord.extractors.statements.utterances import ALWAYS, STOPS
from onrecord.extractors.statements.verbs import companions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TextSpan, TokenSpan
    from onrecord.extractors.statements.lexicon import Cue, Lexicon
    from onrecord.extractors.statements.utterances import Utterance

_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_REACH = 45
_NOT_A_SPEAKER = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_TOLD_VERBS = word_set("told_verbs")


class Bounds(NamedTuple):
    """Where a speaker may be looked for: the tokens around a quotation up to other quotations."""

    low: int
    high: int


def bounds_of(
    document: Document, utterance: Utterance, others: Iterable[Utterance], outer: Utterance | None
) -> Bounds:
    """Return the tokens around a quotation: up to its neighbours, within its passage or the outer one."""
    if outer:
        low, high = outer.first, outer.last
    else:
        passage = document.passages[utterance.quotation.passage]
        span = document.tokens_in(passage.start, passage.end)
        low, high = span.start, span.stop
    for other in others:
        if other.last <= utterance.first:
            low = max(low, other.last)
        elif other.first >= utterance.last:
            high = min(high, other.first)
    return Bounds(max(low, utterance.first - 80), min(high, utterance.last + 80))


def attributed(document: Document, utterance: Utterance, bounds: Bounds, words: Lexicon) -> Attribution | None:
    """Return the attribution of a quotation by the words beside it or inside it; None where nothing tells."""
    comma = document.report.text[utterance.quotation.inner_end - 1] == ","
    looks = [_behind, _before] if comma or not _introduced(document, utterance, bounds) else [_before, _behind]
    for look in looks:
        if found := look(document, utterance, bounds, words):
            return found
    return _inside(document, utterance, words)


def _introduced(document: Document, utterance: Utterance, bounds: Bounds) -> bool:
    """Say whether a colon, or a comma behind a sentence's beginning, leads into the quotation."""
    n = utterance.first - 1
    while n >= bounds.low and document.tokens[n].start >= utterance.quotation.start:
        n -= 1
    if n < bounds.low:
        return False
    text = document.tokens[n].text
    return text in (":", ",") and utterance.quotation.inner_end != utterance.quotation.start


def _words_behind(document: Document, utterance: Utterance, bounds: Bounds) -> tuple[int, int]:
    """Return the tokens behind a quotation up to the end of the sentence."""
    low = utterance.last
    while low < bounds.high and (
        document.tokens[low].start < utterance.quotation.end
        or document.tokens[low].text in (",", "-", "–", "—", "--")
    ):
        low += 1
    high = low
    limit = min(bounds.high, low + _REACH)
    while high < limit and document.tokens[high].text not in STOPS:
        high += 1
    return low, high


def _behind(document: Document, utterance: Utterance, bounds: Bounds, words: Lexicon) -> Attribution | None:
    low, high = _words_behind(document, utterance, bounds)
    if low >= high:
        return None
    tokens = document.tokens
    ended = document.report.text[utterance.quotation.inner_end - 1] in "."
    for n in range(low, min(high, low + 30)):
        token = tokens[n]
        if token.text.lower() == "according" and n + 2 < high and n - low < 2:
            source = _name_from(document, n + 2, high)
            return _spoken(document, utterance, source, (n, n + 2), None, -1) if source else None
        entry = _quoting(document, n, words)
        if entry is None:
            continue
        inverted = n - low <= 2 and not _subject_left(document, low, n)
        if ended and not (inverted and n == low):
            return None
        source = _speaker(document, n, low, high, inverted=inverted)
        if source:
            return _spoken(document, utterance, source, _cue(document, n), entry, n)
        if n - low > 12:
            return None
    return None


def _subject_left(document: Document, low: int, n: int) -> bool:
    return any(document.tokens[k].pos in _NAMING for k in range(low, n))


def _quoting(document: Document, n: int, words: Lexicon) -> Cue | None:
    """Return the reading of a word in which it introduces words of a speaker, or None."""
    token = document.tokens[n]
    lemma = token.lemma.lower()
    if lemma not in words.quoting or not (token.pos in ("VERB", "AUX") or token.text.lower() in ALWAYS):
        return None
    for entry in words.verbs[lemma]:
        if Frame.QUOTE in entry.frames and (len(entry.words) == 1 or companions(document, n, entry)):
            return entry
    return None


def _cue(document: Document, n: int) -> TokenSpan:
    low = n
    while (
        low > 0
        and document.tokens[low - 1].head == n
        and document.tokens[low - 1].dep in ("aux", "neg", "auxpass")
    ):
        low -= 1
    return low, n + 1


def _speaker(document: Document, n: int, low: int, high: int, *, inverted: bool) -> TokenSpan | None:
    """Return who says what the verb at `n` introduces, among the tokens from `low` up to `high`."""
    tokens = document.tokens
    dated = _dated(document, low, high)
    for token in document.dependents(n, "nsubj"):
        if low <= token.i < high and _may_name(token) and token.i not in dated:
            return _clipped(named_phrase(document, token.i), low, high)
    if inverted:
        return _name_from(document, n + 1, high)
    if shared := _shared_subject(document, n):
        return _clipped(shared, low, high) if low <= shared[0] < high else shared
    for k in range(low, n):
        if tokens[k].dep in ("nsubj", "nsubjpass") and _may_name(tokens[k]) and k not in dated:
            return _clipped(named_phrase(document, k), low, n)
    return _name_from(document, low, n)


def _shared_subject(document: Document, n: int) -> TokenSpan | None:
    """Return the subject that a verb takes over from the one it is joined to."""
    token = document.tokens[n]
    for _ in range(4):
        if token.dep not in ("conj", "advcl", "xcomp"):
            return None
        token = document.tokens[token.head]
        for subject in document.dependents(token.i, "nsubj"):
            return named_phrase(document, subject.i)
    return None


def _name_from(document: Document, low: int, high: int) -> TokenSpan | None:
    """Return the first phrase from `low` on that can name a speaker: not a date, not an adverb."""
    tokens = document.tokens
    dated = _dated(document, low, high)
    for n in range(low, min(high, low + 25)):
        token = tokens[n]
        if not _may_name(token) or n in dated:
            continue
        head = n
        while (
            low <= tokens[head].head < high
            and tokens[head].dep in ("compound", "poss", "nmod", "amod")
            and tokens[head].head > head
        ):
            head = tokens[head].head
        return _clipped(named_phrase(document, head), low, high)
    return None


def _may_name(token: Token) -> bool:
    """Say whether a word can name somebody: "there" in "adding there was hope" does not."""
    return token.pos in _NAMING and token.tag != "EX"


def _dated(document: Document, low: int, high: int) -> set[int]:
    """Return the tokens that name a time or a number."""
    return {
        n
        for name in document.names_between(low, high)
        if name.label in _NOT_A_SPEAKER
        for n in range(name.first, name.last)
    }


def _clipped(span: TokenSpan, low: int, high: int) -> TokenSpan:
    return max(span[0], low), max(min(span[1], high), max(span[0], low) + 1)


def _before(document: Document, utterance: Utterance, bounds: Bounds, words: Lexicon) -> Attribution | None:
    """X said: "...": look from the quotation back to the beginning of its sentence."""
    tokens = document.tokens
    high = utterance.first
    while high > bounds.low and tokens[high - 1].start >= utterance.quotation.start:
        high -= 1
    if high <= bounds.low or tokens[high - 1].text in STOPS:
        return None
    low = high - 1
    while low > bounds.low and tokens[low - 1].text not in STOPS and high - low < _REACH:
        low -= 1
    if tokens[low].text.lower() == "according" and low + 2 < high and tokens[high - 1].text in (",", ":"):
        source = _name_from(document, low + 2, high)
        return _spoken(document, utterance, source, (low, low + 2), None, -1) if source else None
    led_in = tokens[high - 1].text in (":", ",")
    for n in range(high - 1, low - 1, -1):
        entry = _quoting(document, n, words) if led_in or high - n < 8 else None
        if entry and (source := _speaker(document, n, low, high, inverted=False)):
            return _spoken(document, utterance, source, _cue(document, n), entry, n)
    return _named_before_colon(document, utterance, low, high)


def _named_before_colon(document: Document, utterance: Utterance, low: int, high: int) -> Attribution | None:
    """The minister was blunt: "...": the subject of the sentence speaks."""
    tokens = document.tokens
    if tokens[high - 1].text != ":":
        return None
    for n in range(low, high - 1):
        if tokens[n].dep in ("nsubj", "nsubjpass") and _may_name(tokens[n]) and tokens[n].tag not in ("WP", "WDT"):
            return _spoken(
                document, utterance, _clipped(named_phrase(document, n), low, high), (high - 1, high), None, -1
            )
    if high - low <= 8 and (source := _name_from(document, low, high - 1)):
        return _spoken(document, utterance, source, (high - 1, high), None, -1)
    return None


def _inside(document: Document, utterance: Utterance, words: Lexicon) -> Attribution | None:
    """Find a cue that a translation left between the marks: ", warned X." or ", said X, "."""
    tokens = document.tokens
    for n in range(utterance.first + 2, utterance.last - 1):
        token = tokens[n]
        if (
            tokens[n - 1].text not in (",", "?", "!")
            or token.tag not in ("VBD", "VBZ")
            or not (entry := _quoting(document, n, words))
        ):
            continue
        following = tokens[n + 1]
        if following.pos not in ("PROPN", "DET", "PRON", "NOUN") or following.tag == "WP":
            continue
        high = n + 1
        while high < utterance.last and tokens[high].text not in (".", ",", "!", "?", ";", ":") and high - n < 14:
            high += 1
        if (
            high >= utterance.last
            or tokens[high].text not in (".", ",")
            or not any(tokens[k].pos in ("PROPN", "PRON") for k in range(n + 1, high))
        ):
            continue
        text = document.report.text
        pieces: list[TextSpan] = [(utterance.quotation.start, tokens[n - 2].end)]
        rest = tokens[high].end
        rest += len(text[rest : utterance.quotation.end]) - len(text[rest : utterance.quotation.end].lstrip())
        if any(ch.isalnum() for ch in text[rest : utterance.quotation.end]):
            pieces.append((rest, utterance.quotation.end))
        return _spoken(document, utterance, (n + 1, high), (n, n + 1), entry, n)._replace(content=tuple(pieces))
    return None


def _is_denied(document: Document, utterance: Utterance, trigger: int) -> bool:
    """Say whether a cue is negated, by a word that is not of the quotation: not in ""Never!" said the envoy"."""
    own = any(
        utterance.first <= token.i < utterance.last for token in document.dependents(trigger, "neg", "advmod")
    )
    return is_negated(document, trigger) and not own


def _spoken(
    document: Document,
    utterance: Utterance,
    source: TokenSpan | None,
    cue: TokenSpan | None,
    entry: Cue | None,
    trigger: int,
) -> Attribution:
    return Attribution(
        ((utterance.quotation.start, utterance.quotation.end),),
        source,
        cue,
        entry,
        Frame.QUOTE,
        _told(document, trigger) if trigger >= 0 else None,
        -1,
        trigger,
        _is_denied(document, utterance, trigger) if trigger >= 0 else False,
        modal_of(document, trigger) if trigger >= 0 else "",
        quoted=True,
    )


def _told(document: Document, trigger: int) -> TokenSpan | None:
    """Return those who were told: told reporters, said to the council."""
    if document.tokens[trigger].lemma in _TOLD_VERBS:
        for token in document.dependents(trigger, "dobj", "dative"):
            if token.pos in _NAMING and token.i > trigger:
                return named_phrase(document, token.i)
    for token in document.dependents(trigger, "prep"):
        if token.text.lower() == "to" and token.i > trigger:
            for receiver in document.dependents(token.i, "pobj"):
                return named_phrase(document, receiver.i)
    return None


def unattributed(utterance: Utterance) -> Attribution:
    """Return the attribution of a quotation of which nothing beside it says whose it is."""
    return Attribution(
        ((utterance.quotation.start, utterance.quotation.end),), None, None, None, Frame.QUOTE, quoted=True
    )
