"""Which time expression governs which act: across clauses, but not out of what someone says.

A time hangs on a verb ("met on Friday") or on a noun ("Friday's meeting", "the 2008 summit"). An act takes the
time that hangs on it, else the one of the clause it belongs to. The clause of what is said is another's: "said on
Monday that the troops had left" dates the saying, not the leaving.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Bound
from onrecord.core.when import Precision, When
from onrecord.resolvers.dates.when import bounded

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression
    from onrecord.core.report import Citation

_JOINT = re.compile(r"\s*(?:and|or|to|through|until|till|[-–])\s*(?:(?:in|the|on)\s+)*", re.IGNORECASE)
_ACTS = frozenset({"VERB", "AUX"})
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "appos"})
_OCCASION = frozenset({"in", "at", "during", "on", "after", "following"})
_OWN_CLAUSE = frozenset({"relcl", "acl", "ROOT"})
_SAYING = frozenset(
    {"say", "tell", "announce", "state", "claim", "add", "report", "warn", "insist", "declare", "argue", "note"}
    | {"believe", "think", "fear", "deny", "admit", "write", "explain", "suggest", "confirm", "reveal", "allege"}
    | {"acknowledge", "reiterate", "stress", "assert", "recall", "reply", "predict", "estimate", "expect", "hope"}
)
_CLIMB = 12  # steps up the tree


@dataclass(frozen=True)
class Governing:
    """A time that governs an act: the expression, the words in full, and the time they leave for the act."""

    time: TimeExpression
    words: Citation
    when: When


class TimesByAct:
    """The times of a document by the token they hang on."""

    def __init__(self, document: Document, times: tuple[TimeExpression, ...]) -> None:
        self._document = document
        self._on: dict[int, list[TimeExpression]] = defaultdict(list)
        joined = [pair for pair in pairwise(times) if self._are_joined(*pair)]
        self._spans = {id(end): pair for pair in joined for end in pair}
        for time in times:
            if time.when and time.kind is not TimeKind.SET:
                self._hang(time)

    def _are_joined(self, one: TimeExpression, other: TimeExpression) -> bool:
        """Say whether two times are the ends of one stretch: "in late 2021 and early 2022", "2014 to 2019"."""
        between = self._document.report.text[one.citation.end : other.citation.start]
        if not one.when or not other.when or len(between) > 20 or not _JOINT.fullmatch(between):
            return False
        return bool(one.when.earliest and other.when.latest and one.when.earliest <= other.when.latest)

    def _hang(self, time: TimeExpression) -> None:
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        if not covered:
            return
        token = _top(self._document, covered)
        attributive, thing = token.dep in _ATTRIBUTIVE, False
        for _ in range(_CLIMB):
            parent = self._document.tokens[token.head]
            if parent.i == token.i:
                return
            attributive = attributive or (not thing and token.dep == "prep" and token.text.lower() == "of")
            thing = thing or parent.pos in _THINGS
            token = parent
            if token.pos in _ACTS:
                self._on[token.i].append(time)
                return
            if token.pos in _THINGS and not _is_time_word(token):
                self._on[token.i].append(time)
                if attributive and not self._is_occasion(token):
                    return
                attributive = False

    def _on_writing(self, verb: Token) -> list[TimeExpression]:
        """Return the times of the thing in which an act was done: "wrote in a letter published last year"."""
        for preposition in self._document.dependents(verb.i, "prep"):
            if preposition.text.lower() not in _OCCASION:
                continue
            for thing in self._document.dependents(preposition.i, "pobj"):
                for made in self._document.dependents(thing.i, "acl"):
                    if made.tag == "VBN" and self._on.get(made.i):
                        return self._on[made.i]
        return []

    def _is_occasion(self, token: Token) -> bool:
        """Say whether a dated noun is when something else took place: "at Wednesday's summit"."""
        preposition = self._document.tokens[token.head]
        return token.dep == "pobj" and preposition.text.lower() in _OCCASION

    def on_lemma(self) -> dict[str, TimeExpression]:
        """Return, by the lemma of the word it hangs on, the first day that dates such an act."""
        found: dict[str, TimeExpression] = {}
        for i, times in sorted(self._on.items()):
            days = [time for time in times if time.when and time.when.day and _plain(time)]
            if days:
                found.setdefault(self._document.tokens[i].lemma.lower(), days[0])
        return found

    def governing(self, act: int, outside: tuple[tuple[int, int], ...] = ()) -> Governing | None:
        """Return the time that governs the act at a token; times inside the offsets `outside` do not count."""
        token = self._document.tokens[act]
        for _ in range(_CLIMB):
            times = [
                time
                for time in self._on.get(token.i, ()) or self._on_writing(token)
                if not _inside(time, outside) and (time.kind is not TimeKind.DURATION or token.tag != "VBD")
            ]
            if times:
                return self._governing(_finest(times, token.start))
            if token.head == token.i or self._leaves_clause(token):
                return None
            token = self._document.tokens[token.head]
        return None

    def _governing(self, time: TimeExpression) -> Governing | None:
        one, other = self._spans.get(id(time), (time, time))
        if not one.when or not other.when:
            return None
        if one is other:
            bound = time.reading.bound if time.reading else Bound.AT
            return Governing(time, time.citation, bounded(one.when, bound))
        fuzzy = one.when.approximate or other.when.approximate
        when = When(one.when.earliest, other.when.latest, Precision.INTERVAL, one.when.basis, approximate=fuzzy)
        return Governing(time, self._document.report.cite(one.citation.start, other.citation.end), when)

    def is_said(self, act: int) -> bool:
        """Say whether the act is told in the words of someone, not of the report."""
        token = self._document.tokens[act]
        for _ in range(_CLIMB):
            head = self._document.tokens[token.head]
            if head.i == token.i:
                return False
            if token.dep in ("ccomp", "parataxis") and head.lemma in _SAYING:
                return True
            token = head
        return False

    def _leaves_clause(self, token: Token) -> bool:
        """Say whether going up from here leaves what is told for the telling of it."""
        head = self._document.tokens[token.head]
        if token.dep in _OWN_CLAUSE:
            return not self._is_occasion(head)
        return token.dep in ("ccomp", "parataxis") and head.lemma in _SAYING


def _plain(time: TimeExpression) -> bool:
    return bool(time.reading and time.reading.bound is Bound.AT)


def _top(document: Document, covered: range) -> Token:
    """Return the token of a stretch on which the rest hangs."""
    for i in covered:
        if document.tokens[i].head not in covered or document.tokens[i].head == i:
            return document.tokens[i]
    return document.tokens[covered[0]]


def _is_time_word(token: Token) -> bool:
    return token.lemma in (
        "end",
        "beginning",
        "start",
        "middle",
        "time",
        "date",
        "day",
        "period",
        "night",
        "morning",
    )


def _inside(time: TimeExpression, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= time.citation.start < end for start, end in spans)


def _finest(times: list[TimeExpression], at: int) -> TimeExpression:
    """Return the time that says most: the shortest, then the nearest to the act."""

    def length(time: TimeExpression) -> tuple[int, int]:
        when = time.when
        days = (when.latest - when.earliest).days if when and when.earliest and when.latest else 100_000
        return days, abs(time.citation.start - at)

    return min(times, key=length)
