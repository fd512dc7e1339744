"""Quotations whose speaker no cue names: signed behind a dash, labelled as in a transcript, introduced.

"The ferry is our only road." - Maria Ioannou, Karpas
"MINISTER: The ferry will run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extractors.agents import agent_nouns
from onrecord.extractors.statements.attributions import named_phrase, trimmed
from onrecord.extractors.statements.lexicon import word_set
from onrecord.extractors.statements.spoken import unattributed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.document import Document, Sentence, Token
    from onrecord.extractors.statements.attributions import Attribution
    from onrecord.extractors.statements.quotations import Quotation
    from onrecord.extractors.statements.utterances import Utterance

_SIGNATURE = re.compile(r"\s*(--?|[–—―])\s*(?=[A-Z])")
_LABEL = re.compile(r"((?:[A-Z][\w.’'-]* ){0,3}[A-Z][\w.’'-]*):\s+(?=\S)")
_LONGEST = 14  # words of a signature
_DASHES = "-–—―"
_PARTS = frozenset({"(", "[", ","})
FIRST_PERSON = word_set("first_forms")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def signed(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a quotation as the words of the one who is named behind it, after a dash; None where no one is."""
    quotation, tokens = utterance.quotation, document.tokens
    end = document.passages[quotation.passage].end
    dash = _SIGNATURE.match(document.report.text, quotation.end, end)
    if not quotation.closed:
        return None
    if not dash:
        return _signed_below(document, utterance)
    behind = document.tokens_in(dash.end(), end)
    if not 0 < len(behind) <= _LONGEST or any(tokens[n].tag in _FINITE for n in behind):
        return None
    last = next((n for n in behind[1:] if tokens[n].text in _PARTS), behind.stop)
    cue = document.tokens_in(dash.start(1), dash.end(1))
    source = trimmed(document, behind.start, last)
    return unattributed(utterance)._replace(source=source, cue=(cue.start, cue.stop))


def _signed_below(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a quotation that is all of its paragraph as the words of whoever signs below it, with his office.

    "Ilir Hoxha, foreign minister" by itself, as a page prints whose a block quotation is.
    """
    number = utterance.quotation.passage
    own, below = document.passages[number], document.passages[number + 1 : number + 2]
    text = document.report.text
    if text[own.start : own.end].strip() != text[utterance.quotation.start : utterance.quotation.end] or not below:
        return None
    inside = document.tokens_in(below[0].start, below[0].end)
    first = inside.start + (text[below[0].start] in _DASHES)
    words = document.tokens[first : inside.stop]
    if not _is_name_and_office(words):
        return None
    comma = next(token.i for token in words if token.text == ",")
    return unattributed(utterance)._replace(source=(first, comma), cue=None)


def _is_name_and_office(words: Sequence[Token]) -> bool:
    """Say whether some words are a name, a comma, and what whoever bears it is; nothing is told of him or her."""
    comma = next((n for n, token in enumerate(words) if token.text == ","), 0)
    named = comma > 1 and all(token.pos == "PROPN" for token in words[:comma])
    return named and len(words) <= _LONGEST and _is_office(words[comma:])


def _is_office(words: Sequence[Token]) -> bool:
    """Say whether some words say what one is, and lead to nothing."""
    leads = words[-1].text == ":" or any(token.tag in _FINITE for token in words)
    return not leads and any(token.lemma.lower() in agent_nouns() for token in words)


def labelled(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a quotation as the words of the one whose name and a colon open it; None where none do."""
    label = label_of(document.report.text, utterance.quotation)
    if label is None:
        return None
    source = document.tokens_in(label.start(1), label.end(1))
    content = ((label.end(), utterance.quotation.end),)
    found = unattributed(utterance)._replace(content=content, source=(source.start, source.stop))
    return found._replace(cue=(source.stop, source.stop + 1))


def introduced(document: Document, utterance: Utterance) -> Attribution | None:
    """Return a speech in the first person as that of the person of whom the sentence before it tells.

    "Leila Haddad has lived in the camp since 1991. “I was nine when we came.”" None where no name is told of.
    """
    tokens = document.tokens
    first = utterance.first
    while first > 0 and tokens[first - 1].start >= utterance.quotation.start:
        first -= 1
    before = document.sentences[tokens[first - 1].sentence] if first else None
    if before is None or before.passage != utterance.quotation.passage or before.last != first:
        return None
    own = any(tokens[n].text.lower() in FIRST_PERSON for n in range(utterance.first, utterance.last))
    subject = _person_told_of(document, before) if own else None
    return (
        unattributed(utterance)._replace(source=named_phrase(document, subject)) if subject is not None else None
    )


def _person_told_of(document: Document, sentence: Sentence) -> int | None:
    """Return the person who is the subject of a sentence, or None."""
    subjects = document.dependents(sentence.root, "nsubj", "nsubjpass")
    named = (
        subject.i
        for subject in subjects
        for name in document.names_between(sentence.first, subject.i + 1)
        if name.label == "PERSON" and name.first <= subject.i < name.last
    )
    return next(named, None)


def label_of(text: str, quotation: Quotation) -> re.Match[str] | None:
    """Return the name and the colon that open a quotation as in a transcript: in capitals, or left open."""
    label = _LABEL.match(text, quotation.inner_start, quotation.inner_end)
    return label if label and (label.group(1).isupper() or not quotation.closed) else None
