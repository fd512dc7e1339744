"""What is said in a transcript: each sentence of a turn is the words of whoever has the word.

`MR. HOLM: We demand that Egypt open the weir. ...` Questions are not taken, nor are greetings and thanks.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.core.turn import turns
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
_COURTESIES = frozenset({"thank", "welcome"})


def with_turns(document: Document, found: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions with those of the sentences of a transcript's turns, in the order of the text.

    A sentence in which the speaker says what he or she says ("we warn them not to ...") has its attribution.
    """
    known = list(found)
    spoken = turns(document.report.text, [(one.start, one.end) for one in document.passages])
    if not spoken:
        return known
    said = {document.tokens[one.trigger].sentence for one in known if _is_ones_own(document, one)}
    starts = [turn.start for turn in spoken]
    for number, sentence in enumerate(document.sentences):
        begins = document.tokens[sentence.first].start
        at = bisect_right(starts, max(begins, document.passages[sentence.passage].start)) - 1
        if at >= 0 and number not in said and not spoken[at].asks and _says_something(document, sentence):
            known.extend(_attribution(document, sentence, spoken[at]))
    return sorted(known, key=lambda one: (one.content[0][0], -one.content[-1][1], one.trigger))


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
