"""What leaves a side open, and what ties it to a condition: both reach no further than their sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.matters import spoken, stands
from onrecord.resolvers.propositions.lists import phrases
from onrecord.resolvers.propositions.named import pieces

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry, Stance, Statement
    from onrecord.core.report import Citation
    from onrecord.resolvers.propositions.way import Walk


def is_open(document: Document, entry: Statement | Stance, way: Walk) -> bool:
    """Say whether the words, or the word that tells them ("is considering"), say that nothing is decided."""
    said = _said(document, entry, document.tokens[way.top].start) + spoken(entry.cue.words if entry.cue else "")
    return any(stands(phrase, said) for phrase in phrases("openings"))


def is_conditional(document: Document, entry: Statement | Stance, way: Walk, words: Citation) -> bool:
    """Say whether what words name is tied to a condition, and is not part of it."""
    if way.condition:
        return False
    tied = entry.condition
    first, last = _sentence(document, words.start)
    if tied and first <= tied.start < last and not (tied.start <= words.start < tied.end):
        return True
    said = _said(document, entry, words.start)
    if any(stands(phrase, said) for phrase in phrases("no_conditions")):
        return False
    return way.conditional or any(stands(phrase, said) for phrase in phrases("condition_phrases"))


def is_tied(document: Document, entry: Statement | Stance, at: int) -> bool:
    """Say whether something would follow from a condition that it does not stand in: "if", not "unless"."""
    tied = entry.condition
    if tied is None or tied.start <= at < tied.end or tied.words.lower().startswith("unless"):
        return False
    first, last = _sentence(document, at)
    return first <= tied.start < last


def _said(document: Document, entry: Entry, at: int) -> str:
    """Return the words of an entry that stand in the sentence of a letter."""
    first, last = _sentence(document, at)
    return spoken(
        " ".join(piece.words[max(0, first - piece.start) : max(0, last - piece.start)] for piece in pieces(entry))
    )


def _sentence(document: Document, at: int) -> tuple[int, int]:
    """Return where the sentence of a letter begins and ends."""
    sentence = document.sentences[document.tokens[document.tokens_in(at, at + 1)[0]].sentence]
    return document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end
