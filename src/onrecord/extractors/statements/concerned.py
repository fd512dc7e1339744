"""Whom a demand, a threat, an answer or praise concerns: of whom it is asked, whom one answers, who is thanked.

For `audiences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import agent_nouns
from onrecord.extractors.statements.addressees import names_someone
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_BINDING = acts_that(Trait.BINDING) | {Act.THREATEN}
_DIRECTING = acts_that(Trait.DIRECTING) | {Act.ULTIMATUM, Act.PROPOSE}
_ANSWERING = frozenset({Act.REFUSE, Act.AGREE, Act.CONCEDE})
_TO = word_set("to")
_CRAFT = word_set("craft")
_ASKED = word_set("asked_nouns")
_CLAUSES = (Frame.CLAUSE, Frame.OBJECT_TO)
_OBLIGED_LEADS = word_set("obliged_leads")
_ANSWERED_LEADS = word_set("answered_leads")


def obliged(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield of whom something is demanded: demanded that Norland stop, urged Norland, asked for help from it."""
    entry = attribution.entry
    if entry is None or entry.act not in _DIRECTING or attribution.trigger < 0 or attribution.quoted:
        return
    if attribution.head >= 0 and attribution.frame in _CLAUSES:
        for token in document.dependents(attribution.head, "nsubj", "nsubjpass"):
            if attribution.frame is Frame.OBJECT_TO or _is_somebody(document, token):
                yield named_phrase(document, token.i)
    yield from _named_behind(document, attribution.trigger, _OBLIGED_LEADS)


def bound(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield to whom one binds oneself, or threatens: pledged allegiance to it, promised it consequences."""
    if coding.act not in _BINDING or attribution.trigger < 0 or attribution.quoted:
        return
    for holder in (attribution.trigger, attribution.head):
        if holder >= 0 and attribution.frame is Frame.OBJECT:
            yield from _named_behind(document, holder, _TO)


def answered(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield whom one answers by refusing or agreeing: rejected Norland's proposal, agreed to calls from it."""
    if coding.act not in _ANSWERING or attribution.head < 0 or attribution.quoted:
        return
    if document.tokens[attribution.head].lemma not in _ASKED:
        return
    for token in document.dependents(attribution.head, "poss", "amod", "compound"):
        if names_someone(document, token):
            yield named_phrase(document, token.i)[0], token.i + 1  # without the sign of the genitive
    yield from _named_behind(document, attribution.head, _ANSWERED_LEADS)


def praised(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield whom one praises or thanks: praised Norland for its help."""
    if coding.act is not Act.PRAISE or attribution.trigger < 0:
        return
    for token in document.dependents(attribution.trigger, "dobj", "nsubjpass", "dative"):
        if names_someone(document, token):
            yield named_phrase(document, token.i)


def _named_behind(document: Document, holder: int, words: frozenset[str]) -> Iterator[TokenSpan]:
    """Yield the parties and persons named behind one of some prepositions: of Norland, from it."""
    for token in document.dependents(holder, "prep", "dative", "agent"):
        for whom in document.dependents(token.i, "pobj") if token.text.lower() in words else ():
            if names_someone(document, whom):
                yield named_phrase(document, whom.i)


def _is_somebody(document: Document, token: Token) -> bool:
    """Say whether a word names a party, or calls people by what they are: the protesters, not the ships."""
    lemma = token.lemma.lower()
    return names_someone(document, token) or (lemma in agent_nouns() and lemma not in _CRAFT)
