"""Who speaks in a paper: "a government statement", "the draft", "a statement from Foreign Minister Holm".

Part of `actors`. A paper says what whoever gave it out says: its owner, the one behind "by" or "from", the subject
of "issued", "adopted", "said in a statement"; and "the statement" is that of the last one told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.phrase import Phrase

_FAR = 400  # tokens back in which a paper was told of
_OWNED = 12  # tokens before a noun that may be of its phrase
_GIVING = listed("giving")


def giver(document: Document, phrase: Phrase, tokens: range) -> range | None:
    """Return the words that name who gave out the paper that a phrase means, or None.

    One that is told of for the first time is that of whoever is said there to give it out: "the council adopted a
    resolution calling for a truce".
    """
    if phrase.noun not in roles().papers or phrase.owners:
        return None
    for token in document.dependents(phrase.head.i, "compound", "prep"):
        if token.lemma.lower() in roles().organs:
            return range(token.i, token.i + 1)
        if token.text.lower() in _GIVING and token.i + 1 < tokens.stop:
            return range(token.i + 1, tokens.stop)
    return _before(document, phrase) if phrase.definite else _named(document, phrase.head)


def _before(document: Document, phrase: Phrase) -> range | None:
    """Return who gave out the last paper of this name: "Holm said in a statement ... The statement"."""
    for token in reversed(document.tokens[max(0, phrase.head.i - _FAR) : phrase.head.i]):
        if token.lemma.lower() == phrase.noun and (words := _named(document, token)):
            return words
    return None


def _named(document: Document, paper: Token) -> range | None:
    """Return the words of whoever gives out a paper where it is told of."""
    noun = _owner(document, paper) or _subject(document, paper)
    if noun is None or noun.pos == "PRON" or noun.i == paper.i:
        return None
    first = min((i for i in document.children[noun.i] if i > noun.i - _OWNED), default=noun.i)
    return range(min(first, noun.i), noun.i + 1)


def _owner(document: Document, paper: Token) -> Token | None:
    """Return the noun that owns a paper or stands behind "by" or "from"."""
    behind = (token for token in document.dependents(paper.i, "prep") if token.text.lower() in _GIVING)
    by = next(behind, None)
    found = document.dependents(by.i, "pobj") if by else document.dependents(paper.i, "poss")
    return next(iter(found), None)


def _subject(document: Document, paper: Token) -> Token | None:
    """Return who issues a paper or says something in it."""
    verb = document.tokens[paper.head]
    if verb.text.lower() == "in":
        verb = document.tokens[verb.head]
    if verb.lemma.lower() not in roles().issuing:
        return None
    return next(iter(document.dependents(verb.i, "nsubj")), None)
