"""What a speaker says in a text of his own: the sentences of a briefing, a speech, a government's statement.

No cue tells that they are said: the label before them or the title above them does (`core/turns`). What a sentence
does by its words ("the ships must leave", "we will not sign") is a statement of its own, and so is each sentence
of a text that is given out in writing; what is spoken and only states is taken together, up to three sentences.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from onrecord.core.report import PassageKind
from onrecord.core.traits import Trait, acts_that
from onrecord.core.turns import turns
from onrecord.extractors.statements.acts import acts_of_content
from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document, Sentence
    from onrecord.core.turns import Turn
    from onrecord.extractors.statements.attributions import TextSpan, TokenSpan
    from onrecord.extractors.statements.quotations import Quotation

LIKELY = 0.65  # how often a reader takes such words for a statement (`bench/RESULTS-annotated.md`)
_TOGETHER = 3
_FEWEST = 6  # words of a sentence that states anything
_LITTLE = 80  # characters: "It is good to be here." tells nothing by itself
_MOSTLY = 0.6
_PLAIN = acts_that(Trait.PLAIN)
_POLITE = word_set("polite_verbs")
_FIRST = word_set("first_forms")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def in_own_words(document: Document, found: list[Attribution], marks: Sequence[Quotation]) -> list[Attribution]:
    """Return what is found together with what speakers say in texts of their own, in the order of the text.

    What only tells that the speaker says something ("I can tell you that ...") gives way to the sentence.
    """
    own = [turn for turn in turns(document) if turn.label and not turn.asks]
    if not own:
        return found
    kept = [one for one in found if not (_says_plainly(document, one) and _turn_of(own, one.content[0][0]))]
    spoken = _Covered(kept, marks)
    made = [one for turn in own for one in _of_turn(document, turn, spoken)]
    return sorted((*kept, *made), key=lambda one: (one.content[0][0], -one.content[-1][1], one.trigger))


def _turn_of(own: list[Turn], offset: int) -> Turn | None:
    at = bisect_right(own, offset, key=lambda turn: turn.start) - 1
    return own[at] if at >= 0 and offset < own[at].end else None


def _says_plainly(document: Document, one: Attribution) -> bool:
    """Say whether all that is found is that "I" or "we" say something."""
    if one.source is None or one.nominal or one.quoted or (one.entry and one.entry.act not in _PLAIN):
        return False
    return all(document.tokens[n].text.lower() in _FIRST for n in range(*one.source))


class _Covered:
    """What is found to be said already, by place: statements, and what others are quoted with."""

    def __init__(self, found: list[Attribution], marks: Sequence[Quotation]) -> None:
        said = (piece for one in found if not (one.entry and one.entry.attitude) for piece in one.content)
        quoted = ((mark.start, mark.end) for mark in marks)
        self._spans = sorted({*said, *quoted})

    def share(self, start: int, end: int) -> float:
        """Return what share of the words from `start` up to `end` is found already."""
        near = self._spans[max(0, bisect_left(self._spans, (start, 0)) - 12) : bisect_left(self._spans, (end, 0))]
        covered = max((min(end, high) - max(start, low) for low, high in near), default=0)
        return max(0, covered) / (end - start)


def _of_turn(document: Document, turn: Turn, spoken: _Covered) -> Iterator[Attribution]:
    """Yield the statements of a turn."""
    if turn.label is None:
        return
    words = document.tokens_in(*turn.label)
    source = (words.start, words.stop)
    together: list[TextSpan] = []
    passage = -1
    for sentence in _sentences(document, turn):
        span = _span(document, sentence, turn)
        if together and (turn.written or sentence.passage != passage or len(together) == _TOGETHER):
            yield from _closed(together, source)
            together = []
        passage = sentence.passage
        if not _states(document, sentence) or spoken.share(*span) >= _MOSTLY:
            yield from _closed(together, source)
            together = []
        elif acts_of_content(document, _statement([span], source), ()):
            yield from _closed(together, source)
            together = []
            yield _statement([span], source)
        else:
            together.append(span)
    yield from _closed(together, source)


def _closed(together: list[TextSpan], source: TokenSpan) -> Iterator[Attribution]:
    """Yield sentences that only state as one statement, if they come to anything."""
    if together and together[-1][1] - together[0][0] >= _LITTLE:
        yield _statement(together, source)


def _statement(spans: list[TextSpan], source: TokenSpan) -> Attribution:
    content = ((spans[0][0], spans[-1][1]),)
    return Attribution(content, source, None, None, None, quoted=True, confidence=LIKELY)


def _sentences(document: Document, turn: Turn) -> Iterator[Sentence]:
    """Yield the sentences of a turn that stand in its paragraphs."""
    for sentence in document.sentences:
        start = document.tokens[sentence.first].start
        paragraph = document.passages[sentence.passage].kind is PassageKind.PARAGRAPH
        if paragraph and document.tokens[sentence.last - 1].end > turn.start and start < turn.end:
            yield sentence


def _span(document: Document, sentence: Sentence, turn: Turn) -> TextSpan:
    """Return the offsets of a sentence, the label before it left out."""
    return max(document.tokens[sentence.first].start, turn.start), document.tokens[sentence.last - 1].end


def _states(document: Document, sentence: Sentence) -> bool:
    """Say whether a sentence states something: no greeting, no question, no torn piece."""
    tokens = document.sentence_tokens(sentence)
    if sum(token.pos != "PUNCT" for token in tokens) < _FEWEST or tokens[-1].text == "?":
        return False
    root = document.tokens[sentence.root]
    polite = root.lemma.lower() in _POLITE
    return not polite and any(token.tag in _FINITE or token.tag == "VB" for token in tokens)
