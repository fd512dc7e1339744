"""What the clause says of a time expression: whether it lies behind or ahead, and what its preposition does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.reading import Bound, Tense
from onrecord.extractors.times.words import tables

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token

_AHEAD = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "can", "must", "ca"})
_VERBS = frozenset({"VERB", "AUX"})
_TOWARDS = frozenset({"for", "by", "until", "till", "before", "from", "in", "after"})
_CLIMB = 24  # steps up the tree
_BOUND = re.compile(
    r"\b(?:(since|from|between|not before|no earlier than|no sooner than)|(until|till|up to|through)|"
    r"(before|prior to|ahead of)|(after)|(by|no later than|not later than))"
    r"(?:\s+(?:the|about|around|at least|at the earliest|as early as|early))?\s+$",
    re.IGNORECASE,
)
_BOUNDS = (Bound.SINCE, Bound.UNTIL, Bound.BEFORE, Bound.AFTER, Bound.BY)


def tense_at(document: Document, start: int, end: int, bound: Bound = Bound.AT) -> Tense:
    """Return where the verb that governs the words at these offsets puts them.

    A future auxiliary, an infinitive, or an object of a verb of planning puts them ahead, a past form behind.
    """
    covered = document.tokens_in(start, end)
    if not covered:
        return Tense.UNKNOWN
    if _announced(document, covered[0]):
        return Tense.FUTURE
    token = document.tokens[covered[-1]]
    attributive = token.dep in ("poss", "compound", "nmod", "amod")
    awaited = attributive and document.tokens[token.head].text.lower() in tables()["awaited"]
    for _ in range(_CLIMB):
        if token.pos in _VERBS and token.i not in covered:
            tense = _tense_of(document, token, covered[0], attributive=attributive)
            if awaited and tense is Tense.UNKNOWN:
                return Tense.FUTURE
            open_until = bound is Bound.UNTIL and token.i < covered[0]
            due_by = bound is Bound.BY and tense is not Tense.PAST and not attributive
            return Tense.FUTURE if open_until or due_by else tense
        if token.head == token.i:
            break
        token = document.tokens[token.head]
    return Tense.UNKNOWN


def _announced(document: Document, first: int) -> bool:
    """Say whether a word before the time tells that it lies ahead: "effective 1 May", "due Friday"."""
    before = document.tokens[max(0, first - 2) : first]
    return any(token.text.lower() in tables()["ahead"] for token in before)


def _tense_of(document: Document, verb: Token, first: int, *, attributive: bool) -> Tense:
    """Return the tense of a verb; words that only describe a noun ("Friday's meeting") take a finite one."""
    helpers = list(document.dependents(verb.i, "aux", "auxpass"))
    perfect = any(token.lemma == "have" for token in helpers)
    if any(token.tag == "MD" for token in helpers) or any(token.text.lower() in _AHEAD for token in helpers):
        ahead = any(token.text.lower() in _AHEAD for token in helpers)
        return Tense.PAST if perfect else Tense.FUTURE if ahead else Tense.UNKNOWN
    if verb.tag == "VBD" or perfect or any(token.tag == "VBD" for token in helpers):
        planned = _is_plan(document, verb, first) and not _is_past_perfect(document, verb)
        return Tense.FUTURE if planned else Tense.PAST
    if any(token.tag == "TO" for token in helpers):
        return _tense_of_infinitive(document, verb, attributive=attributive)
    if verb.tag in ("VBZ", "VBP") and not attributive and not helpers and verb.lemma in tables()["scheduled"]:
        return Tense.FUTURE
    return Tense.FUTURE if _is_plan(document, verb, first) else _tense_of_participle(document, verb)


def _tense_of_infinitive(document: Document, verb: Token, *, attributive: bool) -> Tense:
    head = document.tokens[verb.head]
    if head.pos == "ADJ":
        head = document.tokens[head.head]
    if _is_past_perfect(document, head):
        return Tense.PAST
    return Tense.FUTURE if verb.dep == "xcomp" and not attributive else Tense.UNKNOWN


def _tense_of_participle(document: Document, verb: Token) -> Tense:
    head = document.tokens[verb.head]
    if verb.tag == "VBN" or (verb.tag in ("VBG", "VB") and head.i != verb.i and head.tag == "VBD"):
        return Tense.PAST
    return Tense.UNKNOWN


def _is_plan(document: Document, verb: Token, first: int) -> bool:
    """Say whether the time stands behind a verb whose object lies ahead: "scheduled a meeting for Thursday".

    Who "threatened Chad on Tuesday" did so on Tuesday: after these verbs, "for" or "by" tells what lies ahead.
    """
    if verb.i > first or verb.lemma not in tables()["planning"]:
        return False
    said = verb.lemma in tables()["saying"] and verb.tag == "VBD"
    return not said or document.tokens[first - 1].text.lower() in _TOWARDS


def _is_past_perfect(document: Document, verb: Token) -> bool:
    """Say whether a plan is told as one that was: "had been due to expire Friday"."""
    return any(token.lemma == "have" and token.tag == "VBD" for token in document.dependents(verb.i, "aux"))


def bound_before(text: str, start: int) -> Bound:
    """Return what the preposition before the words makes of the time.

    >>> bound_before("in force since 2008", 15)
    <Bound.SINCE: 'since'>
    """
    found = _BOUND.search(text[max(0, start - 32) : start])
    if not found:
        return Bound.AT
    return _BOUNDS[next(number for number, words in enumerate(found.groups()) if words)]
