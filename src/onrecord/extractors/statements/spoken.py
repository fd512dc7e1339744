"""Attributions of direct quotations: whose words stand between the marks.

Looks beside each quotation, first behind it ("...," said X), then before it (X said: "..."), then inside it, where
machine translation leaves the cue ("We agree, said X. We ..."). Works on the order of words, since the parse of a
sentence with a long quotation is seldom right; the parse is asked for subjects only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.document import printed
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
_TO = word_set("to")
_ACCORDING = word_set("according")


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
    """ "...," said X; "...," according to X: look from the quotation to the end of its sentence.

    A quotation that ends with a stop is followed by another sentence, unless the cue is its first word.
    """
    low, high = _words_behind(document, utterance, bounds)
    ended = document.report.text[utterance.quotation.inner_end - 1] in "."
    for n in range(low, min(high, low + 30)):
        if n - low < 2 and _is_according(document, n, high):
            return _accorded(document, utterance, n, high)
        entry = _quoting(document, n, words)
        if entry is None:
            continue
        if ended and n > low:
            return None
        inverted = n - low <= 2 and not _subject_left(document, low, n)
        if source := _speaker(document, n, low, high, inverted=inverted):
            return _spoken(document, utterance, source, _cue(document, n), entry, n)
        if n - low > 12:
            return None
    return None


def _is_according(document: Document, n: int, high: int) -> bool:
    """Say whether "according to" stands at a place, with words behind it."""
    return n + 2 < high and document.tokens[n].text.lower() in _ACCORDING


def _accorded(document: Document, utterance: Utterance, n: int, high: int) -> Attribution | None:
    source = _name_from(document, n + 2, high)
    return _spoken(document, utterance, source, (n, n + 2), None, -1) if source else None


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
    undated = set(range(low, high)) - _dated(document, low, high)
    subject = next((t for t in document.dependents(n, "nsubj") if t.i in undated and _may_name(t)), None)
    if subject:
        return _clipped(named_phrase(document, subject.i), low, high)
    if inverted:
        return _name_from(document, n + 1, high)
    if shared := _shared_subject(document, n):
        return _clipped(shared, low, high) if low <= shared[0] < high else shared
    return _named_before(document, n, low, undated)


def _named_before(document: Document, n: int, low: int, undated: set[int]) -> TokenSpan | None:
    """Return who is named before a verb: the first subject there, or whatever name comes first."""
    subjects = (k for k in range(low, n) if k in undated and _is_subject(document.tokens[k]))
    k = next(subjects, None)
    return _name_from(document, low, n) if k is None else _clipped(named_phrase(document, k), low, n)


def _is_subject(token: Token) -> bool:
    return token.dep in ("nsubj", "nsubjpass") and _may_name(token)


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
    span = _sentence_before(document, utterance, bounds)
    if span is None:
        return None
    low, high = span
    led_in = document.tokens[high - 1].text in (":", ",")
    if led_in and _is_according(document, low, high):
        return _accorded(document, utterance, low, high)
    for n in range(high - 1, low - 1, -1):
        entry = _quoting(document, n, words) if led_in or high - n < 8 else None
        if entry and (source := _speaker(document, n, low, high, inverted=False)):
            return _spoken(document, utterance, source, _cue(document, n), entry, n)
    return _named_before_colon(document, utterance, low, high)


def _sentence_before(document: Document, utterance: Utterance, bounds: Bounds) -> TokenSpan | None:
    """Return the tokens from the beginning of its sentence up to a quotation, or None where there are none."""
    tokens = document.tokens
    high = utterance.first
    while high > bounds.low and tokens[high - 1].start >= utterance.quotation.start:
        high -= 1
    if high <= bounds.low or tokens[high - 1].text in STOPS:
        return None
    low = high - 1
    while low > bounds.low and tokens[low - 1].text not in STOPS and high - low < _REACH:
        low -= 1
    return low, high


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
    for n in range(utterance.first + 2, utterance.last - 1):
        entry = _quoting(document, n, words) if _may_break_in(document, n) else None
        high = _end_of_cue(document, utterance, n) if entry else None
        if high is not None:
            found = _spoken(document, utterance, (n + 1, high), (n, n + 1), entry, n)
            return found._replace(content=_around_cue(document, utterance, n, high))
    return None


def _may_break_in(document: Document, n: int) -> bool:
    """Say whether a verb behind a comma, with a name behind it, may be a cue amid a quotation."""
    before, token, following = document.tokens[n - 1 : n + 2]
    breaks = before.text in (",", "?", "!") and token.tag in ("VBD", "VBZ")
    return breaks and following.pos in ("PROPN", "DET", "PRON", "NOUN") and following.tag != "WP"


def _end_of_cue(document: Document, utterance: Utterance, n: int) -> int | None:
    """Return where a cue amid a quotation ends: at the next stop or comma, behind a name; None for none."""
    tokens = document.tokens
    limit = min(utterance.last, n + 14)
    high = next((k for k in range(n + 1, limit) if tokens[k].text in (".", ",", "!", "?", ";", ":")), limit)
    named = any(tokens[k].pos in ("PROPN", "PRON") for k in range(n + 1, high))
    return high if named and high < utterance.last and tokens[high].text in (".", ",") else None


def _around_cue(document: Document, utterance: Utterance, n: int, high: int) -> tuple[TextSpan, ...]:
    """Return what is quoted before and behind a cue amid a quotation."""
    end = utterance.quotation.end
    rest = document.report.text[document.tokens[high].end : end]
    behind = ((end - len(rest.lstrip()), end),) if any(ch.isalnum() for ch in rest) else ()
    return ((utterance.quotation.start, document.tokens[n - 2].end), *behind)


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
    for token in printed(document.dependents(trigger, "prep"), _TO):
        if token.i > trigger:
            for receiver in document.dependents(token.i, "pobj"):
                return named_phrase(document, receiver.i)
    return None


def unattributed(utterance: Utterance) -> Attribution:
    """Return the attribution of a quotation of which nothing beside it says whose it is."""
    return Attribution(
        ((utterance.quotation.start, utterance.quotation.end),), None, None, None, Frame.QUOTE, quoted=True
    )
