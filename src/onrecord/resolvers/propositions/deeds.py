"""The deed that was said: the word that names what someone shall do or leave, whatever the matter is.

Most of what parties promise, demand or refuse is in no catalogue ("to reinforce the east", "its green light"). The
way from the word that names it up to the head of what was said gives the sign there, as it does for a matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.resolvers.propositions.grammar import (
    VERBAL,
    has_modal,
    has_to,
    is_imperative,
    lemma,
    marks,
    will_be,
)
from onrecord.resolvers.propositions.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token

_DOWN = 6  # verbs and nouns of will above a deed ("has no plans to begin to withdraw")
_SCENES = ("advcl", "parataxis", "relcl")
_LEFT_OUT = (
    "nsubj",
    "nsubjpass",
    "aux",
    "auxpass",
    "neg",
    "advcl",
    "mark",
    "punct",
    "conj",
    "cc",
    "relcl",
    "parataxis",
)


class Deeds:
    """Finds the deed within what was said.

    Args:
        document: The report with its parse.
        inside: The tokens of what was said.
    """

    def __init__(self, document: Document, inside: frozenset[int]) -> None:
        self._document = document
        self._inside = inside

    def found(self) -> int | None:
        """Return the token that names the deed; None where nothing does."""
        heads = [token for token in self._heads() if token.pos in (*VERBAL, "NOUN", "PROPN", "ADJ")]
        first = next((token for token in heads if self._is_to_come(token)), None)
        head = first or next(iter(heads), None)
        return self._down(head).i if head else None

    def phrase(self, anchor: int) -> tuple[int, int]:
        """Return where the words that name a deed begin and end: with its objects, without its subject."""
        wanted = {anchor}
        left, right = self._document.subtree(anchor)
        out = [range(*_span(self._document, child)) for child in self._document.dependents(anchor, *_LEFT_OUT)]
        for i in range(left, right):
            if i in self._inside and not any(i in part for part in out):
                wanted.add(i)
        verbal = self._document.tokens[anchor].pos in VERBAL
        first = anchor if verbal else _unbroken(wanted, anchor, -1)
        return first, _unbroken(wanted, anchor, 1) + 1

    def _heads(self) -> Iterator[Token]:
        """Yield what the words of each clause hang on: the heads of what was said, and those joined to them."""
        for i in sorted(self._inside):
            token = self._document.tokens[i]
            if token.head not in self._inside or token.head == i:
                if not (token.dep in _SCENES and marks(self._document, token) & words("conditions")):
                    yield token
            elif token.dep in ("conj", "ccomp") and token.pos in VERBAL and self._has_own_clause(token):
                yield token

    def _has_own_clause(self, token: Token) -> bool:
        return self._document.has(token.i, "nsubj", "aux")

    def _is_to_come(self, token: Token) -> bool:
        """Say whether a clause tells what shall be: "will", "must", a command, or a negation of it."""
        if token.pos not in VERBAL:
            return False
        coming = will_be(self._document, token, told_of=True) or has_modal(self._document, token)
        bare = token.dep in ("xcomp", "acl", "ccomp") and has_to(self._document, token)
        return coming or bare or is_imperative(self._document, token)

    def _down(self, head: Token) -> Token:
        """Return the deed below words of will, of planning and of undoing."""
        for _ in range(_DOWN):
            below = self._below(head)
            if below is None:
                return head
            head = below
        return head

    def _below(self, head: Token) -> Token | None:
        name = lemma(self._document, head)
        if head.pos not in VERBAL:
            return self._of_noun(head, name)
        if head.lemma.lower() in words("copulas"):
            return self._of_copula(head)
        if name == "have":
            return self._plan_had(head)
        if name in words("turns") and (kept := self._kept_from(head)) is not None:
            return kept
        if {name, name.split("_", maxsplit=1)[0]} & _of_will():
            return self._child(head, "xcomp", "ccomp") or self._child(head, "dobj", "nsubjpass")
        return self._carried(head) if name in words("helps") else None

    def _plan_had(self, verb: Token) -> Token | None:
        """Return the plan that somebody has: "has no plans to begin"."""
        held = self._child(verb, "dobj")
        return held if held is not None and lemma(self._document, held) in words("plans") else None

    def _of_noun(self, head: Token, name: str) -> Token | None:
        if name not in words("plans") | words("turn_nouns") | words("demands"):
            return None
        return self._child(head, "acl", "xcomp") or self._behind(head)

    def _carried(self, verb: Token) -> Token | None:
        """Return the deed behind a verb that only carries it: "make sure that it leaves", "let it go"."""
        quality = self._child(verb, "acomp", "ccomp", "xcomp")
        if quality is not None and quality.pos == "ADJ":
            return self._child(quality, "ccomp", "xcomp") or self._child(verb, "ccomp", "xcomp")
        return quality

    def _kept_from(self, verb: Token) -> Token | None:
        """Return what a verb keeps someone from: "stop the troops from attacking"."""
        whom = next(self._document.dependents(verb.i, "dobj"), verb)  # the parser may hang "from" on either
        for prep in (*self._document.dependents(verb.i, "prep"), *self._document.dependents(whom.i, "prep")):
            if prep.text.lower() in words("from") and (kept := self._child(prep, "pcomp")) is not None:
                return kept
        return None

    def _of_copula(self, verb: Token) -> Token | None:
        """Return what a form of "be" tells of: the clause or thing that is judged, else nothing below it."""
        quality = next(self._document.dependents(verb.i, "acomp", "attr", "oprd"), None)
        clause = self._child(verb, "ccomp", "xcomp", "csubj")
        if quality is not None:
            clause = self._child(quality, "ccomp", "xcomp") or clause
        if clause is not None:
            return clause
        judging = words("ill") | words("good")
        shut = quality is None and next(self._document.dependents(verb.i, "prep"), None) is not None
        if shut or (quality is not None and quality.lemma.lower() in judging):
            subject = self._child(verb, "nsubj")
            return subject if subject is not None and subject.pos != "PRON" else None
        return None

    def _behind(self, noun: Token) -> Token | None:
        for prep in self._document.dependents(noun.i, "prep"):
            if prep.text.lower() in words("deed_behind") and prep.i in self._inside:
                return self._child(prep, "pobj", "pcomp")
        return None

    def _child(self, token: Token, *relations: str) -> Token | None:
        return next((one for one in self._document.dependents(token.i, *relations) if one.i in self._inside), None)


def _of_will() -> frozenset[str]:
    """Return the verbs of will, of planning and of undoing, below which the deed stands."""
    return words("wills") | words("plans") | words("turns") | words("attitudes")


def _span(document: Document, token: Token) -> tuple[int, int]:
    return document.subtree(token.i)


def _unbroken(wanted: set[int], at: int, step: int) -> int:
    while at + step in wanted:
        at += step
    return at
