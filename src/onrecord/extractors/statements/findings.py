"""All attributions of a document, found by syntax and lexicon, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.statements.ascriptions import ASCRIBING, ascribed
from onrecord.extractors.statements.attributions import (
    before_while,
    is_negated,
    is_under_denial,
    modal_of,
    offsets,
    past_date,
    past_dateline,
    whole_phrase,
)
from onrecord.extractors.statements.continuations import continued
from onrecord.extractors.statements.led_in import led_in
from onrecord.extractors.statements.lexicon import Frame, form_of, word_set
from onrecord.extractors.statements.nominals import adjectival_attribution, light_noun, nominal_attribution
from onrecord.extractors.statements.quotations import Marks
from onrecord.extractors.statements.realis import is_real
from onrecord.extractors.statements.signed import introduced, labelled, signed
from onrecord.extractors.statements.spoken import Bounds, attributed, bounds_of
from onrecord.extractors.statements.utterances import utterances
from onrecord.extractors.statements.verbs import verb_attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.encoder import Encoded
    from onrecord.extractors.statements.attributions import Attribution, TextSpan
    from onrecord.extractors.statements.lexicon import Lexicon
    from onrecord.extractors.statements.quotations import Quotation
    from onrecord.extractors.statements.utterances import Utterance

Spoken = tuple["Utterance", "Attribution | None"]

BY_RULES = "statements-rules 1"  # name and version of the rules, which weights were fitted on
LONGEST_SENTENCE = 1500  # words; no one writes longer ones, and the parse of a longer one means nothing
_SENTENCE_ENDS = ".!?,"
_REPORTING = frozenset({Frame.CLAUSE, Frame.TO, Frame.OBJECT_TO, Frame.QUOTE})
_LEADING = frozenset({"ADP", "SCONJ"})
_CUES = frozenset({"VERB", "NOUN", "ADJ", "AUX"}) | _LEADING
_BINDING = acts_that(Trait.BINDING)
_NOR = word_set("nor")
_GROUNDS = word_set("grounds")


def rules_alone(document: Document, encoded: Encoded, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return what the rules find, for an extractor that asks no network."""
    del encoded
    return attributions(document, marks, words)


def attributions(document: Document, marks: list[Quotation], words: Lexicon) -> list[Attribution]:
    """Return who said or thought what in a document, in the order of the text."""
    spoken = list(_spoken(document, marks, words))
    unspoken = list(_told_besides(document, spoken, marks, words))
    found = (*continued(document, spoken, unspoken), *unspoken, *led_in(document, marks, words))
    plain = (_without_dateline(document, each) for each in found)
    return sorted(plain, key=lambda each: (each.content[0][0], -each.content[-1][1], each.trigger))


def _told_besides(
    document: Document, spoken: list[Spoken], marks: list[Quotation], words: Lexicon
) -> Iterator[Attribution]:
    """Yield what is told beside the quotations: by cues that are not theirs, and more than they hold."""
    used = {n for _, attribution in spoken if attribution and attribution.cue for n in range(*attribution.cue)}
    speech = _Speech([utterance for utterance, _ in spoken if not utterance.quotation.depth], marks)
    for found in _unspoken(document, words, used):
        if is_real(document, found) and speech.leaves(document, found):
            yield speech.taken_in(document, _without_reason(document, found))
            yield from _also_refused(document, found)


def _without_dateline(document: Document, found: Attribution) -> Attribution:
    """Return an attribution whose words are not those of a dateline, of a date, of a contrast that follows."""
    source = past_date(document, past_dateline(document, found.source)) if found.source else None
    if found.quoted:
        return found._replace(source=source)
    content = []
    for start, end in found.content:
        span = document.tokens_in(start, end)
        low, high = past_dateline(document, (span.start, span.stop)) if span else (0, 0)
        if span and low - 1 == found.trigger:
            low, high = past_date(document, (low, high))
        high = before_while(document, found.head, (low, high))
        first = start if low == span.start else document.tokens[low].start
        content.append((first, end if high == span.stop else document.tokens[high - 1].end))
    return found._replace(source=source, content=tuple(content))


def _spoken(document: Document, marks: list[Quotation], words: Lexicon) -> Iterator[Spoken]:
    """Yield each quotation that is speech, with its attribution where words beside it give one."""
    by_passage: dict[int, list[Utterance]] = {}
    for utterance in utterances(document, marks, words):
        by_passage.setdefault(utterance.quotation.passage, []).append(utterance)
    for together in by_passage.values():
        outer = [u for u in together if u.quotation.depth == 0]
        triggers: set[int] = set()
        for place, utterance in enumerate(outer):
            beside = outer[max(place - 1, 0) : place] + outer[place + 1 : place + 2]
            bounds = bounds_of(document, utterance, beside, None)
            found = _beside(document, utterance, bounds, words, first=place == 0)
            if found and found.trigger >= 0 and found.trigger in triggers:
                found = None  # the same cue: the quotation goes on
            triggers.update((found.trigger,) if found else ())
            yield utterance, found
        yield from _nested(document, together, outer, words)


def _beside(
    document: Document, utterance: Utterance, bounds: Bounds, words: Lexicon, *, first: bool
) -> Attribution | None:
    """Return the attribution of a quotation that the words beside it give; those before only of the first."""
    found = signed(document, utterance) or labelled(document, utterance)
    found = found or attributed(document, utterance, bounds, words)
    return found or (introduced(document, utterance) if first else None)


def _nested(
    document: Document, together: list[Utterance], outer: list[Utterance], words: Lexicon
) -> Iterator[Spoken]:
    """Yield the quotations inside quotations whose speaker is named there."""
    inner = [u for u in together if u.quotation.depth == 1]
    starts = [u.first for u in outer]
    for place, utterance in enumerate(inner):
        holder = bisect_right(starts, utterance.first) - 1
        if holder >= 0 and utterance.last <= outer[holder].last:
            beside = inner[max(place - 1, 0) : place] + inner[place + 1 : place + 2]
            bounds = bounds_of(document, utterance, beside, outer[holder])
            if found := attributed(document, utterance, bounds, words):
                yield utterance, found


def _unspoken(document: Document, words: Lexicon, used: set[int]) -> Iterator[Attribution]:
    """Yield the attributions of cues that introduce no quotation."""
    for sentence in document.sentences:
        if sentence.last - sentence.first > LONGEST_SENTENCE:
            continue
        for token in document.tokens[sentence.first : sentence.last]:
            if token.pos in _CUES and token.i not in used and (found := _at(document, words, token)):
                yield _as_denied(document, found)


def _as_denied(document: Document, found: Attribution) -> Attribution:
    """Return a thought turned round where someone denies having it: "denied that it had any plan to attack"."""
    if found.entry and found.entry.attitude and is_under_denial(document, found.trigger):
        return found._replace(negated=not found.negated)
    return found


def _at(document: Document, words: Lexicon, token: Token) -> Attribution | None:
    """Return the attribution that a word is the cue of, or None."""
    i, pos = token.i, token.pos
    if pos in _LEADING:
        return ascribed(document, i) if token.text.lower() in ASCRIBING else None
    lemma = form_of(token)
    told = _by_verb(document, words, token, lemma)
    if told:
        return told
    if pos == "NOUN" and lemma in words.nouns:
        return nominal_attribution(document, i, words.nouns[lemma])
    if pos != "NOUN" and lemma in words.adjectives:
        return adjectival_attribution(document, i, words.adjectives[lemma])
    return ascribed(document, i) if lemma == "accord" else None


def _by_verb(document: Document, words: Lexicon, token: Token, lemma: str) -> Attribution | None:
    """Return what a verb of the lexicon attributes, that does not only carry a noun that does."""
    if token.pos != "VERB" or lemma not in words.verbs or light_noun(document, token.i, words):
        return None
    return verb_attribution(document, token.i, words)


def _is_refused(found: Attribution) -> bool:
    """Say whether a promise is one that will not be made: will not promise."""
    promised = found.entry is not None and found.entry.act in _BINDING
    return promised and found.negated and bool(found.modal)


def _also_refused(document: Document, found: Attribution) -> Iterator[Attribution]:
    """Yield what else is refused in the same breath: will not promise to stop, nor will it withdraw."""
    for verb in document.dependents(found.trigger, "conj") if _is_refused(found) else ():
        nor = any(printed(document.tokens[found.trigger : verb.i], _NOR))
        if modal_of(document, verb.i) == found.modal and (nor or is_negated(document, verb.i)):
            before = [child for child in document.children[verb.i] if child < verb.i]
            span = (verb.i, whole_phrase(document, verb.i, before)[1])
            yield found._replace(
                content=(offsets(document, span),), cue=(verb.i, verb.i + 1), head=verb.i, trigger=verb.i
            )


def _without_reason(document: Document, found: Attribution) -> Attribution:
    """Return a refused promise without why it is refused: cannot promise that it ends, because ..."""
    if not _is_refused(found):
        return found
    start, end = found.content[-1]
    for n in document.tokens_in(start, end):
        token = document.tokens[n]
        if token.text.lower() in _GROUNDS and token.start > start:
            last = document.tokens[n - 1]
            return found._replace(content=(*found.content[:-1], (start, last.end)))
    return found


class _Speech:
    """The outermost quotations that are speech, by place."""

    def __init__(self, utterances: list[Utterance], marks: list[Quotation]) -> None:
        self.utterances = utterances
        self.starts = [utterance.quotation.start for utterance in utterances]
        self.ends = [utterance.quotation.end for utterance in utterances]
        self.marks = Marks(marks)

    def near(self, start: int, end: int) -> list[Utterance]:
        """Return the quotations that overlap the offsets `start` up to `end`."""
        return self.utterances[bisect_right(self.ends, start) : bisect_left(self.starts, end)]

    def leaves(self, document: Document, found: Attribution) -> bool:
        """Say whether an attribution tells more than the quotations that are found already."""
        at = document.tokens[found.trigger].start if found.trigger >= 0 else found.content[0][0]
        if self.near(at, at + 1):
            return _is_told_by_the_speaker(document, found)
        low, high = found.content[0][0], found.content[-1][1]
        for utterance in self.near(low, high):
            shared = min(high, utterance.quotation.end) - max(low, utterance.quotation.start)
            if shared >= 0.5 * (high - low):
                return False
        return True

    def taken_in(self, document: Document, found: Attribution) -> Attribution:
        """Return an attribution with the marks, and the rest, of a quotation that its content breaks off in."""
        at = document.tokens[found.trigger].start if found.trigger >= 0 else -1
        pieces = tuple(self._piece_taken_in(document.report.text, start, end, at) for start, end in found.content)
        return found._replace(content=pieces)

    def _piece_taken_in(self, text: str, start: int, end: int, cue: int) -> TextSpan:
        first, last = start, end
        for quotation in self.marks.near(start, end):
            if quotation.start <= cue < quotation.end:
                continue
            if quotation.start < start == quotation.inner_start:
                first = quotation.start
            breaks_off = first <= quotation.start and end < quotation.end
            if breaks_off and text[end] in _SENTENCE_ENDS + text[quotation.inner_end : quotation.inner_end + 1]:
                last = quotation.end
        return first, last


def _is_told_by_the_speaker(document: Document, found: Attribution) -> bool:
    """Say whether words inside a quotation report another speaker by name: "I think", "we demand" do not."""
    if found.source is None or found.entry is None or found.entry.act is None or found.frame not in _REPORTING:
        return False
    return any(document.tokens[n].pos == "PROPN" for n in range(*found.source))
