"""What one does by calling something what one calls it, and by rejecting what others only say.

For `acts`. "Called the trial humiliating" judges, whatever "called" says by itself: the last word of praise, blame
or guilt decides, since what it is said of stands before it. Whoever rejects a demand refuses; whoever rejects a
claim denies it (10 of 10 annotated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution

_CLAIMS = word_set("claim_nouns")
_DISMISSING = word_set("dismissing_verbs")
_NO = word_set("judgement_negations")
_CALLING = word_set("calling_verbs")
_AS = word_set("as")
_BESIDE = frozenset({"relcl", "acl", "advcl", "xcomp"})
_DEEP = 6
_NEAR = 3  # words back in which a no takes a judgement back
_JUDGEMENTS = (
    (Act.ACCUSE, word_set("words_of_guilt")),
    (Act.CRITICISE, word_set("words_of_blame")),
    (Act.PRAISE, word_set("words_of_praise")),
)


def judged(document: Document, attribution: Attribution) -> Act | None:
    """Return what it does to call something so; None where the words do not judge."""
    if attribution.trigger < 0 or document.tokens[attribution.trigger].lemma not in _CALLING:
        return None
    inside = [n for start, end in attribution.content for n in document.tokens_in(start, end)]
    for n in reversed(inside[_of_what(document, attribution, inside) :]):
        act = _judgement(document.tokens[n].lemma.lower())
        if act and not _is_beside(document, n, inside):
            before = {token.text.lower() for token in document.tokens[max(0, n - _NEAR) : n]}
            return None if before & _NO else act
    return None


def _judgement(lemma: str) -> Act | None:
    return next((act for act, words in _JUDGEMENTS if lemma in words), None)


def _of_what(document: Document, attribution: Attribution, inside: list[int]) -> int:
    """Return how many of the words name what is judged: "the invasion" in "called the invasion a mistake"."""
    if attribution.cue and document.tokens[attribution.cue[1] - 1].text.lower() in _AS:
        return 0  # touted as a success
    nominal = [document.tokens[n].pos in ("NOUN", "PROPN", "PRON") for n in inside]
    ends = (at for at, each in enumerate(nominal) if each and not any(nominal[at + 1 : at + 2]))
    return next(ends, -1) + 1


def _is_beside(document: Document, n: int, inside: list[int]) -> bool:
    """Say whether a word stands in a clause that only tells more: "centers that root out terrorism"."""
    for _ in range(_DEEP):
        token = document.tokens[n]
        if token.dep in _BESIDE:
            return True
        if token.head not in inside or token.head == n:
            return False
        n = token.head
    return False


def disputes(document: Document, attribution: Attribution) -> bool:
    """Say whether it is a claim that is rejected: dismissed the allegations, brushed aside the reports."""
    if attribution.frame is not Frame.OBJECT or attribution.head < 0 or attribution.trigger < 0:
        return False
    rejects = document.tokens[attribution.trigger].lemma in _DISMISSING
    return rejects and document.tokens[attribution.head].lemma in _CLAIMS
