"""Whose words a transcript or a printed speech is in: turns behind labels, or one speaker from the title on.

A transcript says at the head of a paragraph who has the word ("MR. HOLM:", "Q", "A:", "Jens Holm:"); what
follows is his up to the next label. An interview may leave the labels out: it names in its opening whom it was
held with, and each paragraph that asks is answered by the next. A statement, a speech says in its title whose it
is ("Statement from President Holm on ..."), and is then in the words of its giver from the first to the last.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.labels import labels
from onrecord.core.report import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Sentence
    from onrecord.core.report import Passage

_GIVEN = re.compile(
    r"(?:(?:Joint|Press|Media|Prepared|Opening|Closing|Official|Televised)\s+)*"
    r"(?:Statements?|Remarks|Speech|Speeches|Address|Message|Communiqu[eé]|Declaration|Letter|Comments?|Briefing|Conference|Call)\b"
    r"[^,.:;]{0,40}?\b(?:by|from|of)\s+(?P<whose>.+)",
)
_INTERVIEW = re.compile(r"\b[Ii]nterview(?:ed|s)?\b[^.?!]{0,60}?\b(?:with|of)\s+(?P<whose>[A-Z].+)")
_FOLLOWING = re.compile(
    r"\b(?:following|as follows|reads?|full text)\b.*?"
    r"\b(?:answer|statement|remarks|declaration|address|message|comment|question)"
    r"|\b(?:answer|statement|declaration|address|message)\b.*?\b(?:as follows|reads?)\b",
    re.DOTALL,
)
_OPENING = 5  # paragraphs in which a text is announced
_ASKED = 3  # questions that make an interview
_WITHIN = frozenset({"of", "the", "and", "for", "to", "de", "al", "&", ",", "-", "’s", "'s", "."})
_FIRST = frozenset({"i", "we", "our", "my", "us"})
_READ = (PassageKind.PARAGRAPH, PassageKind.HEADING)  # a short question looks like a heading
_FEWEST = 2  # sentences in the first person that make a text its giver's own


class Turn(NamedTuple):
    """Words of one speaker, as offsets `start` up to `end`.

    `label` are the offsets of the words that say whose they are, as near as the report has them; `asks` says that
    whoever has the word asks or leads through ("Q", "MODERATOR"); `written` that it is a text given out, no talk.
    """

    start: int
    end: int
    label: tuple[int, int] | None
    asks: bool
    written: bool = False


def turns(document: Document) -> tuple[Turn, ...]:
    """Return the turns of a transcript, or the one turn of a statement or speech; none of any other report."""
    kinds = (_labelled, _interviewed, _announced, _given)
    return next((found for kind in kinds if (found := tuple(kind(document)))), ())


def _labelled(document: Document) -> Iterator[Turn]:
    """Yield what stands behind each label of a transcript."""
    read = [passage for passage in document.passages if passage.kind in _READ]
    found = labels(document.report.text, [(passage.start, passage.end) for passage in read])
    owner = next(_giver(document), None)
    ends = [label.start for label in found[1:]] + [document.passages[-1].end if document.passages else 0]
    for label, end in zip(found, ends, strict=False):
        own = (label.start, label.start + len(label.words))
        asks = label.asks or (not label.answers and _is_question(document, label.end, end))
        yield Turn(label.end, end, owner if label.answers else own, asks)


def _is_question(document: Document, start: int, end: int) -> bool:
    return document.report.text[start:end].rstrip().endswith("?")


def _interviewed(document: Document) -> Iterator[Turn]:
    """Yield the questions and answers of an interview without labels: each paragraph that asks ends a turn."""
    read = [passage for passage in document.passages if passage.kind in _READ]
    asked = [passage for passage in read if _is_question(document, passage.start, passage.end)]
    opening = read[: read.index(asked[0])] if len(asked) >= _ASKED else []
    for passage in reversed(opening[-_FEWEST:]):
        met = _INTERVIEW.search(document.report.text, passage.start, passage.end)
        label = _named(document, met.start("whose"), passage.end) if met else None
        if label:
            yield from _answers(document, asked, label, read[-1].end)
            return


def _answers(document: Document, asked: list[Passage], label: tuple[int, int], end: int) -> Iterator[Turn]:
    """Yield each question, which is nobody's, and the answer behind it."""
    for question, after in zip(asked, [*(each.start for each in asked[1:]), end], strict=True):
        yield Turn(question.start, question.end, None, asks=True)
        if document.report.text[question.end : after].strip():
            yield Turn(question.end, after, label, asks=False)


def _announced(document: Document) -> Iterator[Turn]:
    """Yield what follows where it is announced: "The spokesman gave the following answer to a question:"."""
    read = [passage for passage in document.passages if passage.kind is PassageKind.PARAGRAPH]
    text = document.report.text
    for passage, after in pairwise(read[:_OPENING]):
        opens = text[: passage.end].rstrip().endswith(":") and _FOLLOWING.search(text, passage.start, passage.end)
        if opens and (label := _subject(document, passage)):
            yield Turn(after.start, read[-1].end, label, asks=False, written=True)
            return


def _subject(document: Document, passage: Passage) -> tuple[int, int] | None:
    """Return the offsets of the subject of the last sentence of a passage."""
    tokens = document.tokens_in(passage.start, passage.end)
    sentence = document.sentences[document.tokens[tokens[-1]].sentence] if tokens else None
    if sentence is None:
        return None
    for subject in document.dependents(sentence.root, "nsubj"):
        first, last = document.subtree(subject.i)
        return document.tokens[first].start, document.tokens[min(last, sentence.root) - 1].end
    return None


def _given(document: Document) -> Iterator[Turn]:
    """Yield all that follows the title of a statement or speech that is in the first person."""
    read = [passage for passage in document.passages if passage.kind is PassageKind.PARAGRAPH]
    if not read or sum(_is_first_person(document, each) for each in document.sentences) < _FEWEST:
        return
    for label in _giver(document):
        start = min((passage.start for passage in read if passage.start >= label[1]), default=label[1])
        yield Turn(start, read[-1].end, label, asks=False, written=True)
        return


def _giver(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the words of the title, or of a line above the text, that say whose text it is."""
    text = document.report.text
    for passage in document.passages[:_FEWEST]:
        given = _GIVEN.search(text, passage.start, passage.end)
        if given and (whose := _named(document, given.start("whose"), passage.end)):
            yield whose


def _named(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the name that begins at an offset, with what joins its parts."""
    last = None
    for n in document.tokens_in(start, end):
        token = document.tokens[n]
        if token.text[:1].isupper():
            last = token.end
        elif token.text.lower() not in _WITHIN:
            break
    return (start, last) if last else None


def _is_first_person(document: Document, sentence: Sentence) -> bool:
    return any(token.text.lower() in _FIRST for token in document.sentence_tokens(sentence))
