"""To whom something can be said: a party, people, an audience; not an agreement, a sum or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.agents import agent_nouns, label_of
from onrecord.extractors.statements.attributions import head_of, named_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_HEARERS = word_set("hearers")
_HEARING_PRONOUNS = word_set("hearing_pronouns")
_PARTIES = frozenset({"GPE", "ORG", "PERSON", "NORP"})
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "EVENT", "LAW", "LANGUAGE"})


def can_hear(document: Document, span: TokenSpan) -> bool:
    """Say whether some words name someone who can be spoken to."""
    token = head_of(document, span)
    if token.pos == "PRON":
        return token.text.lower() in _HEARING_PRONOUNS
    if label_of(document, token.i) in _NEVER:
        return False
    if token.pos == "PROPN" or (token.text.isupper() and len(token.text) > 2):
        return True
    lemma = token.lemma.lower()
    return lemma in agent_nouns() or lemma in _HEARERS or label_of(document, token.i) != ""


def names_someone(document: Document, token: Token) -> bool:
    """Say whether a word names a party or a person."""
    acronym = token.text.isupper() and len(token.text) > 2
    return token.pos == "PROPN" or acronym or label_of(document, token.i) in _PARTIES


def objects_of(document: Document, attribution: Attribution, preposition: Token) -> Iterator[TokenSpan]:
    """Yield those whom a preposition leads to, outside of what is said."""
    for token in document.dependents(preposition.i, "pobj"):
        if not attribution.holds(token):
            yield named_phrase(document, token.i)
