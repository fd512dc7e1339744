"""Acts that are only spoken of: said, condemned, remembered. The time of the speaking is not theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.dates.hanging import CLIMB
from onrecord.resolvers.dates.words import words

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token


def judged_by(document: Document, act: Token) -> Token | None:
    """Return the verb by which an act named by a noun is only spoken of: "condemned the attack on Monday"."""
    if act.pos != "NOUN" or act.dep not in ("dobj", "pobj"):
        return None
    verb = document.tokens[act.head]
    if verb.dep == "prep":
        verb = document.tokens[verb.head]
    return verb if verb.lemma in words("judging") and verb.pos == "VERB" else None


def is_recalled(document: Document, i: int) -> bool:
    """Say whether an act is only remembered: "the anniversary of the invasion"."""
    of = document.tokens[document.tokens[i].head]
    return of.text.lower() == "of" and document.tokens[of.head].lemma.lower() in words("recalling")


def is_said(document: Document, act: int) -> bool:
    """Say whether the act is told in the words of someone, not of the report."""
    token = document.tokens[act]
    for _ in range(CLIMB):
        head = document.tokens[token.head]
        if head.i == token.i:
            return False
        if is_told_by(token, head):
            return True
        token = head
    return False


def is_told_by(token: Token, head: Token) -> bool:
    """Say whether a clause is what the verb above it says."""
    return token.dep in ("ccomp", "parataxis") and head.lemma in words("saying")


def is_thrown_in(token: Token) -> bool:
    """Say whether a verb of saying is thrown into what it tells: "in 1998, he said, they left"."""
    return token.dep == "parataxis" and token.lemma in words("saying")


def is_of_a_teller(document: Document, act: Token) -> bool:
    """Say whether the main act of a sentence is what somebody in it tells: "in 1998, she said, they left"."""
    if any(is_thrown_in(token) for token in document.dependents(act.i, "parataxis")):
        return True
    return any(token.lemma == "accord" for token in document.dependents(act.i, "prep"))
