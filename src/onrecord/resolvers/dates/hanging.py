"""On which word each time hangs: a verb, or a noun and then perhaps the verb above it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound
from onrecord.resolvers.dates.counting import act_counted_from, counts_from_act

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression

_BARE = re.compile(r"\s*(?:before|prior to|ahead of|after|following|from)\s+(?:the\s+)?", re.IGNORECASE)
ACTS = frozenset({"VERB", "AUX"})
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "appos"})
OCCASION = frozenset({"in", "at", "during", "on", "after", "following"})
_BESIDE = OCCASION | {"before", "since", "until", "till"}
TAKING_PLACE = frozenset({"be", "hold", "take", "begin", "start", "open", "occur", "happen", "convene", "come"})
ONLY_DOING = frozenset(
    {"make", "hold", "take", "give", "have", "do", "reach", "conduct", "stage", "launch", "sign"}
)
_NO_MORE = TAKING_PLACE | ONLY_DOING
_LONG = ("W", "M", "Y")
_BOUNDS = {"after": Bound.AFTER, "following": Bound.AFTER, "before": Bound.BEFORE, "since": Bound.SINCE}
_BOUNDS |= {"until": Bound.UNTIL, "till": Bound.UNTIL}
CLIMB = 12  # steps up the tree


class Hanging:
    """The times of a document by the token they hang on.

    Attributes:
        on: The times that hang on each token.
        starts: The acts from which others are told to be weeks or years away.
        beside: What the preposition before a dated noun makes of its time, for the verb that it hangs on too.
        described: The nouns that a time describes, "Friday's meeting", each with its time.
        describing: The times that describe a noun.
    """

    def __init__(self, document: Document, times: tuple[TimeExpression, ...]) -> None:
        self._document = document
        self.on: dict[int, list[TimeExpression]] = defaultdict(list)
        self.starts: set[int] = set()
        self.beside: dict[tuple[int, int], Bound] = {}
        self.described: set[tuple[int, int]] = set()
        self.describing: set[int] = set()
        counted = {other.citation.start: one for one, other in pairwise(times) if counts_from_act(one)}
        for time in times:
            if counts_from_act(time):
                self._hang_counted(time)
            elif _can_hang(time) and not self._is_start(counted.get(time.citation.start), time):
                self._hang(time)

    def _is_start(self, counted: TimeExpression | None, time: TimeExpression) -> bool:
        """Say whether a time is only that from which the one before it counts: "a month after 12 January"."""
        if not counted:
            return False
        between = self._document.report.text[counted.citation.end : time.citation.start]
        return bool(_BARE.fullmatch(between)) and not self._describes(time)

    def _describes(self, time: TimeExpression) -> bool:
        """Say whether a time stands before the noun that it describes: "the 1 March vote"."""
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        return bool(covered) and self._document.tokens[_top(self._document, covered).head].i > covered[-1]

    def _hang_counted(self, time: TimeExpression) -> None:
        """Hang a length that counts from an act on the verb above it, not on the act it counts from."""
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        act = act_counted_from(self._document, time)
        if not covered or not act:
            return
        if time.value[-1:] in _LONG:
            self.starts.add(act.i)
        token = _top(self._document, covered)
        for _ in range(CLIMB):
            if token.head == token.i:
                return
            token = self._document.tokens[token.head]
            if token.pos in ACTS and token.lemma != act.lemma:
                self.on[token.i].append(time)
                return

    def _hang(self, time: TimeExpression) -> None:
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        if not covered:
            return
        token = _top(self._document, covered)
        attributive, thing, beside = token.dep in _ATTRIBUTIVE, False, None
        for _ in range(CLIMB):
            parent = self._document.tokens[token.head]
            if parent.i == token.i:
                return
            attributive = attributive or (not thing and token.dep == "prep" and token.text.lower() == "of")
            thing = thing or parent.pos in _THINGS
            token = parent
            if token.pos in ACTS:
                self.on[token.i].append(time)
                if beside:
                    self.beside[token.i, time.citation.start] = beside
                if not self._only_tells_when(token):
                    return
                attributive = True
            if token.pos in _THINGS and not _is_time_word(token):
                self.on[token.i].append(time)
                if attributive:
                    self.described.add((token.i, time.citation.start))
                    self.describing.add(time.citation.start)
                if attributive and not is_occasion(self._document, token, _BESIDE):
                    return
                attributive = False
                beside = self._bound_of(token)

    def _bound_of(self, noun: Token) -> Bound | None:
        """Return what the preposition before a dated noun makes of its time: "since the war in 2022"."""
        preposition = self._document.tokens[noun.head]
        return _BOUNDS.get(preposition.text.lower()) if noun.dep == "pobj" else None

    def _only_tells_when(self, verb: Token) -> bool:
        """Say whether a relative clause tells of its noun no more than that it was: "the talks held in May"."""
        noun = self._document.tokens[verb.head]
        return verb.dep in ("relcl", "acl") and verb.lemma in _NO_MORE and noun.pos == "NOUN"


def is_occasion(document: Document, token: Token, prepositions: frozenset[str] = OCCASION) -> bool:
    """Say whether a dated noun is when something else took place: "at Wednesday's summit"."""
    preposition = document.tokens[token.head]
    return token.dep == "pobj" and preposition.text.lower() in prepositions


def _can_hang(time: TimeExpression) -> bool:
    """Say whether a time can date an act, or by counting from what nothing dates leaves it open."""
    counts_on = bool(time.reading and time.reading.anchor is Anchor.TOLD and time.reading.unit)
    return time.kind is not TimeKind.SET and bool(time.when or counts_on)


def _top(document: Document, covered: range) -> Token:
    """Return the token of a stretch on which the rest hangs; not its article, where that hangs elsewhere."""
    tops = [i for i in covered if document.tokens[i].head not in covered or document.tokens[i].head == i]
    tops = [i for i in tops if document.tokens[i].dep != "det"] or tops
    return document.tokens[tops[0] if tops else covered[0]]


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
