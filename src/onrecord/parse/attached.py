"""Corrections of what the pipeline hangs on the wrong word, where the order of words tells better.

Looks over the tokens of a parsed text before they become a `Document`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.document import Token

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
