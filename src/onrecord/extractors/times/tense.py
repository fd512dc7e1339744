"""What the clause says of a time expression: whether it lies behind or ahead, and what its preposition does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.reading import Bound, Tense
from onrecord.extractors.times.words import pattern, tables
from onrecord.grammar import is_pluperfect, makes_perfect

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token

_VERBS = frozenset({"VERB", "AUX"})
_CLIMB = 24  # steps up the tree


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
    verb = _verb_above(document, token, covered)
    if verb is None:
        return Tense.UNKNOWN
    attributive = token.dep in ("poss", "compound", "nmod", "amod")
    tense = _tense_of(document, verb, covered[0], attributive=attributive)
    if _goes_on_until(verb, covered, bound):
        return Tense.FUTURE
    if attributive:
        awaited = document.tokens[token.head].text.lower() in tables()["awaited"]
        return Tense.FUTURE if awaited and tense is Tense.UNKNOWN else tense
    due_by = bound is Bound.BY and tense is not Tense.PAST
    return Tense.FUTURE if due_by else tense


def _verb_above(document: Document, token: Token, covered: range) -> Token | None:
    """Return the verb that governs words: the first above them that is none of them."""
    for _ in range(_CLIMB):
        if token.pos in _VERBS and token.i not in covered:
            return token
        if token.head == token.i:
            return None
        token = document.tokens[token.head]
    return None


def _goes_on_until(verb: Token, covered: range, bound: Bound) -> bool:
    """Say whether something goes on until a time behind its verb: "stays in force until May"."""
    return bound is Bound.UNTIL and verb.i < covered[0]


def _announced(document: Document, first: int) -> bool:
    """Say whether a word before the time tells that it lies ahead: "effective 1 May", "due Friday"."""
    before = document.tokens[max(0, first - 2) : first]
    return any(token.text.lower() in tables()["ahead"] for token in before)


def _tense_of(document: Document, verb: Token, first: int, *, attributive: bool) -> Tense:
    """Return the tense of a verb; words that only describe a noun ("Friday's meeting") take a finite one."""
    helpers = tuple(document.dependents(verb.i, "aux", "auxpass"))
    tags, perfect = _tags(helpers), makes_perfect(helpers)
    if "MD" in tags or _is_to_come(helpers):
        return _tense_of_modal(helpers, perfect=perfect)
    planned = _is_plan(document, verb, first)
    if perfect or "VBD" in tags | {verb.tag}:
        return _tense_of_past(document, verb, planned=planned)
    if "TO" in tags:
        return _tense_of_infinitive(document, verb, attributive=attributive)
    if planned or (not attributive and _is_on_schedule(verb, helpers)):
        return Tense.FUTURE
    return _tense_of_participle(document, verb)


def _tags(helpers: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(token.tag for token in helpers)


def _is_to_come(helpers: tuple[Token, ...]) -> bool:
    return any(token.text.lower() in tables()["to_come"] for token in helpers)


def _tense_of_modal(helpers: tuple[Token, ...], *, perfect: bool) -> Tense:
    """Return the tense of a verb with "will", "may" or the like: "may have left" lies behind."""
    if perfect:
        return Tense.PAST
    return Tense.FUTURE if _is_to_come(helpers) else Tense.UNKNOWN


def _is_on_schedule(verb: Token, helpers: tuple[Token, ...]) -> bool:
    """Say whether a verb in the present tells what is to come: "the talks open on Monday"."""
    return verb.tag in ("VBZ", "VBP") and not helpers and verb.lemma in tables()["scheduled"]


def _tense_of_past(document: Document, verb: Token, *, planned: bool) -> Tense:
    """Return the tense of a verb in the past: what was planned lies ahead, unless it had been planned."""
    return Tense.FUTURE if planned and not _is_past_perfect(document, verb) else Tense.PAST


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
    return not said or document.tokens[first - 1].text.lower() in tables()["towards"]


def _is_past_perfect(document: Document, verb: Token) -> bool:
    """Say whether a plan is told as one that was: "had been due to expire Friday"."""
    return is_pluperfect(document, verb.i)


def bound_before(text: str, start: int) -> Bound:
    """Return what the preposition before the words makes of the time.

    >>> bound_before("in force since 2008", 15)
    <Bound.SINCE: 'since'>
    """
    found = pattern("bound").search(text[max(0, start - 32) : start])
    return Bound[str(found.lastgroup)] if found else Bound.AT
