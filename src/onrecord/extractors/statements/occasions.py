"""Before whom it was said, by the occasion that the sentence of the cue tells.

For `audiences`: "at a press conference", "in a letter to the council", "in remarks carried by the agency",
"speaking to reporters".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.addressees import objects_of
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_VENUES = word_set("venues")
_EXCHANGES = word_set("exchanges")
_WORDS_CARRIED = word_set("exchanges", "carried_words")
_OF = word_set("of")
_GATHERINGS = word_set("gatherings")
_CARRYING = word_set("carrying_verbs")
_BEFORE = word_set("occasion_leads")
_TOWARDS = word_set("hearing_leads")
_APPEARING = word_set("appearing_verbs")
_CARRIER_LEADS = word_set("carrier_leads")
_FACED_LEADS = word_set("faced_leads")


def met(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield before whom the sentence of the cue says that it was said: at a rally, in a letter to them."""
    at = attribution.trigger if attribution.trigger >= 0 else (attribution.cue or (-1,))[0]
    if at < 0 or attribution.nominal or coding.act is None:
        return
    sentence = document.sentences[document.tokens[at].sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if not attribution.holds(token):
            yield from _met_by(document, attribution, token, at)


def _met_by(document: Document, attribution: Attribution, token: Token, at: int) -> Iterator[TokenSpan]:
    """Yield before whom a word of the sentence says that it was said: a gathering, a paper, an appearance."""
    if _is_occasion(document, token):
        yield from _gathered(document, attribution, token)
    elif token.tag == "VBN" and token.lemma in _CARRYING and _is_of_speech(document, token):
        yield from _carried(document, attribution, token)
    elif token.lemma in _APPEARING and token.i != at and _goes_with(document, token, at):
        yield from faced(document, attribution, token)


def _gathered(document: Document, attribution: Attribution, occasion: Token) -> Iterator[TokenSpan]:
    """Yield who hears at an occasion: the conference itself, those who are met, written to, those who ask."""
    if occasion.lemma in _VENUES:
        yield named_phrase(document, occasion.i)[0], occasion.i + 1
    elif occasion.lemma in _EXCHANGES:
        for towards in document.dependents(occasion.i, "prep"):
            gathered = towards.text.lower() in _OF and occasion.lemma in _GATHERINGS
            if gathered or towards.text.lower() in _TOWARDS:
                yield from objects_of(document, attribution, towards)
        yield from _interviewers(document, occasion)


def _carried(document: Document, attribution: Attribution, carried: Token) -> Iterator[TokenSpan]:
    """Yield the paper or station that was given the words: quoted by the agency, aired on state television."""
    for by in document.dependents(carried.i, "agent", "prep"):
        if by.text.lower() in _CARRIER_LEADS:
            yield from objects_of(document, attribution, by)


def _is_of_speech(document: Document, carried: Token) -> bool:
    """Say whether it is words of the speaker that were carried: "in remarks published by", not "reports" there."""
    above = document.tokens[carried.head]
    return carried.dep != "acl" or above.lemma in _WORDS_CARRIED


def _interviewers(document: Document, token: Token) -> Iterator[TokenSpan]:
    """Yield whose interview it was: "in a Channel Four interview"."""
    if token.lemma == "interview":
        for owner in document.dependents(token.i, "compound", "nmod"):
            if label_of(document, owner.i) == "ORG":
                yield document.subtree(owner.i)


def _goes_with(document: Document, verb: Token, cue: int) -> bool:
    """Say whether a verb tells what whoever speaks does beside it: speaking to, spoke to them and said."""
    said = document.tokens[cue]
    joined = said.dep == "conj" or (said.dep == "advcl" and said.tag == "VBG")  # spoke to them, saying that
    joined = joined and verb.i == said.head and not any(document.dependents(cue, "nsubj"))
    return verb.tag == "VBG" or joined


def _is_occasion(document: Document, token: Token) -> bool:
    """Say whether a noun tells where something was said: in, at, during it."""
    return token.dep == "pobj" and document.tokens[token.head].text.lower() in _BEFORE


def faced(document: Document, attribution: Attribution, verb: Token) -> Iterator[TokenSpan]:
    """Yield whom one faces while saying it: speaking to reporters, addressing the assembly."""
    for token in document.dependents(verb.i, "dobj", "dative"):
        if not attribution.holds(token):
            yield named_phrase(document, token.i)
    for token in document.dependents(verb.i, "prep", "dative"):
        if token.text.lower() in _FACED_LEADS:
            yield from objects_of(document, attribution, token)
