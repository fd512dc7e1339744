"""Corrections of what the pipeline hangs on the wrong word, where the order of words tells better.

Looks over the tokens of a parsed text before they become a `Document`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Sentence, Token

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_BEFORE = frozenset({"on", "late", "early"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_CLAUSES = frozenset({"ccomp", "xcomp"})


def rehung(tokens: list[Token]) -> None:
    """Hang a weekday right behind a verb on that verb, where it hangs on the clause that the verb opens.

    "Egypt said on Monday it would close the border": Monday is when that was said. Only a day that stands before
    the clause and its subject, without "that" between, can be hung wrongly so.
    """
    for token in tokens:
        if token.text.lower() not in _DAYS or not token.i:
            continue
        first = token.i
        while first > 0 and tokens[first - 1].text.lower() in _BEFORE:
            first -= 1
        verb, top = tokens[first - 1], tokens[first] if tokens[first].pos == "ADP" else token
        clause = tokens[top.head]
        if _opens(verb, token, clause) and _has_subject_behind(tokens, clause, token):
            tokens[top.i] = top._replace(head=verb.i)


def _opens(verb: Token, day: Token, clause: Token) -> bool:
    """Say whether a verb opens a clause, with a day of the same sentence behind it."""
    told = verb.pos == "VERB" and verb.tag in ("VBD", "VBZ") and verb.sentence == day.sentence
    return told and clause.head == verb.i and clause.dep in _CLAUSES


def _has_subject_behind(tokens: list[Token], clause: Token, day: Token) -> bool:
    """Say whether the subject of a clause stands between a day and the verb of the clause."""
    between = tokens[day.i + 1 : clause.i]
    return any(token.head == clause.i and token.dep in _SUBJECTS for token in between)


def joined_in_headlines(tokens: list[Token], headlines: Iterable[Sentence]) -> None:
    """Join the names that open a headline with a comma between, where a headline leaves out the "and".

    "Ghana, Togo warn Benin": the verb is a plural's, so it is both who warn.
    """
    for headline in headlines:
        first = _name_end(tokens, headline.first, headline.last)
        second = _name_end(tokens, first + 1, headline.last)
        if first < second < headline.last and tokens[first].text == "," and tokens[second].tag in ("VBP", "VB"):
            _join(tokens, first - 1, second - 1, second)


def _name_end(tokens: list[Token], first: int, last: int) -> int:
    """Return one past the last word of a name that begins at a place; the place where none does."""
    while first < last and tokens[first].pos == "PROPN":
        first += 1
    return first


def _join(tokens: list[Token], one: int, other: int, verb: int) -> None:
    """Make two names the subject of a verb that stands behind them."""
    above = tokens[one].head
    if tokens[verb].head in (one, other):  # the parse hung the verb on a name
        free = above not in (one, other, verb)
        tokens[verb] = tokens[verb]._replace(head=above if free else verb, dep="parataxis" if free else "ROOT")
    tokens[one] = tokens[one]._replace(head=verb, dep="nsubj")
    tokens[other] = tokens[other]._replace(head=one, dep="conj")
