"""What is said in a transcript: the sentences of a turn are the words of whoever has the word.

`MR. HOLM: We demand that Egypt open the weir.` A sentence by which something is done (demanded, promised, denied)
is a statement of its own; those of a paragraph that only assert, one behind the other, are one, up to a bound.
Whoever asks or leads through the hour says nothing of the matter; greetings and thanks say nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.turn import turns
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.attributions import Attribution
from onrecord.extractors.statements.lexicon import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document, Sentence
    from onrecord.core.turn import Turn

_SPEAKERS = frozenset({"i", "we"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FEWEST = 3  # words of a sentence that says something
_MERGED = 60  # words of assertions that are one statement
_COURTESIES = frozenset({"thank", "welcome", "let"})


def with_turns(document: Document, found: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions with those of the sentences of a transcript's turns, in the order of the text.

    A sentence in which the speaker says what he or she says ("we warn them not to ...") has its attribution.
    """
    known = list(found)
    spoken = turns(document.report.text, [(one.start, one.end) for one in document.passages])
    if not spoken:
        return known
    said = {document.tokens[one.trigger].sentence for one in known if _is_ones_own(document, one)}
    for turn, sentences in _by_turn(document, spoken):
        if not turn.asks and document.tokens[sentences[-1].last - 1].text != "?":
            own = {sentence.first for sentence in sentences if document.tokens[sentence.first].sentence in said}
            known.extend(one for one in _of_turn(document, turn, sentences, own))
    return sorted(known, key=lambda one: (one.content[0][0], -one.content[-1][1], one.trigger))


def _by_turn(document: Document, spoken: list[Turn]) -> Iterator[tuple[Turn, list[Sentence]]]:
    """Yield the turns with their sentences; what stands before the first is nobody's."""
    starts = [turn.start for turn in spoken]

    def place(sentence: Sentence) -> int:
        begins = document.tokens[sentence.first].start
        return bisect_right(starts, max(begins, document.passages[sentence.passage].start)) - 1

    for at, sentences in groupby(document.sentences, place):
        if at >= 0:
            yield spoken[at], list(sentences)


def _of_turn(document: Document, turn: Turn, sentences: list[Sentence], own: set[int]) -> Iterator[Attribution]:
    """Yield the attributions of a turn; `own` are the first tokens of the sentences that have one already."""
    asserted: Attribution | None = None
    last: Sentence | None = None
    for sentence in sentences:
        if sentence.first in own or not _says_something(document, sentence):
            continue
        for one in _attribution(document, sentence, turn):
            asserts = coded(document, one).act is Act.ASSERT
            if asserted and asserts and _goes_on(document, asserted, last, sentence):
                asserted = asserted._replace(content=((asserted.content[0][0], one.content[0][1]),))
            else:
                yield from (each for each in (asserted, None if asserts else one) if each)
                asserted = one if asserts else None
            last = sentence
    if asserted:
        yield asserted


def _goes_on(document: Document, asserted: Attribution, last: Sentence | None, sentence: Sentence) -> bool:
    """Say whether a sentence goes on with what was asserted, right behind it in its paragraph."""
    if last is None or last.passage != sentence.passage or last.last != sentence.first:
        return False
    first = document.tokens_in(*asserted.content[0]).start
    return sentence.last - first <= _MERGED


def _is_ones_own(document: Document, one: Attribution) -> bool:
    """Say whether a sentence tells in the first person what its speaker says."""
    if one.trigger < 0 or one.source is None or one.entry is None or one.entry.attitude:
        return False
    subject = document.tokens[one.source[0]]
    return subject.text.lower() in _SPEAKERS and subject.head == one.trigger


def _says_something(document: Document, sentence: Sentence) -> bool:
    tokens = document.tokens[sentence.first : sentence.last]
    root = document.tokens[sentence.root]
    if tokens[-1].text == "?" or len([token for token in tokens if token.text[0].isalnum()]) < _FEWEST:
        return False
    has_subject = any(token.dep in _SUBJECTS for token in tokens) and any(token.tag in _FINITE for token in tokens)
    return has_subject or (root.tag == "VB" and root.lemma.lower() not in _COURTESIES)


def _attribution(document: Document, sentence: Sentence, turn: Turn) -> Iterator[Attribution]:
    """Yield the attribution of a sentence to whom its turn is of, the label in front of it left out."""
    start = max(document.tokens[sentence.first].start, turn.end)
    end = document.tokens[sentence.last - 1].end
    source = document.tokens_in(turn.start, turn.start + len(turn.label))
    colon = document.tokens_in(turn.start + len(turn.label), turn.end)
    opens = colon and sentence.first - 1 <= colon.start < sentence.last  # the label may be parsed as a sentence
    cue = (colon.start, colon.start + 1) if opens else None
    if start < end:
        yield Attribution(((start, end),), (source.start, source.stop), cue, None, Frame.QUOTE, quoted=True)
