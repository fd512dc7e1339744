"""Who speaks in a paper: "a government statement", "the draft", "a statement from Foreign Minister Holm".

Part of `actors`. A paper says what whoever gave it out says: its owner, the one behind "by" or "from", the subject
of "issued", "adopted", "said in a statement"; and "the statement" is that of the last one told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import PARTIES, ActorKind
from onrecord.resolvers.actors.phrase import behind_of
from onrecord.resolvers.actors.words import roles
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.actors.phrase import Phrase

_FAR = 400  # tokens back in which a paper was told of
_OWNED = 12  # tokens before a noun that may be of its phrase
_JUST = 3  # sentences back in which a body has just done something
_GIVING = listed("giving")
_JOINT = listed("joint_papers")
_GIVERS = (*PARTIES, ActorKind.ORGANISATION)


def giver(document: Document, cast: Cast, phrase: Phrase, tokens: range) -> range | None:
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
    if not phrase.definite:
        return _named(document, phrase.head)
    return _before(document, phrase) or _body_before(document, cast, phrase)


def _before(document: Document, phrase: Phrase) -> range | None:
    """Return who gave out the last paper of this name: "Holm said in a statement ... The statement"."""
    for token in reversed(document.tokens[max(0, phrase.head.i - _FAR) : phrase.head.i]):
        if token.lemma.lower() == phrase.noun and (words := _named(document, token)):
            return words
    return None


def _body_before(document: Document, cast: Cast, phrase: Phrase) -> range | None:
    """Return the body or organ whose doing was just told: "The Gulf states met ... The communique"."""
    if phrase.noun not in _JOINT:
        return None
    for token in reversed(document.tokens[max(0, phrase.head.i - _FAR) : phrase.head.i]):
        if phrase.head.sentence - token.sentence > _JUST:
            return None
        if token.dep == "nsubj" and token.sentence < phrase.head.sentence and _is_body(cast, token):
            return range(_phrase_of(document, token).start, _end_of(document, token))
    return None


def _is_body(cast: Cast, token: Token) -> bool:
    seen = cast.at.get(token.i)
    if seen:
        return seen.kind in _GIVERS
    return token.lemma.lower() in roles().organs | roles().official


def _named(document: Document, paper: Token) -> range | None:
    """Return the words of whoever gives out a paper where it is told of."""
    nouns = (_owner(document, paper), _subject(document, paper))  # "the council published its report"
    noun = next((each for each in nouns if each and each.pos != "PRON" and each.i != paper.i), None)
    if noun is None:
        return None
    return _phrase_of(document, noun)


def _phrase_of(document: Document, noun: Token) -> range:
    """Return the words of a phrase up to its noun."""
    first = min((i for i in document.children[noun.i] if i > noun.i - _OWNED), default=noun.i)
    return range(min(first, noun.i), noun.i + 1)


def _end_of(document: Document, noun: Token) -> int:
    """Return the token behind a noun and whose it is: "the foreign ministers of the Group of Seven"."""
    owner = next(behind_of(document, noun.i), None)
    return _end_of(document, owner) if owner else noun.i + 1


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
