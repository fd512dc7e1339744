"""On which word each time hangs: a verb, or a noun and then perhaps the verb above it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor
from onrecord.resolvers.dates.counted_from import act_counted_from, counts_from_act
from onrecord.resolvers.dates.words import bound_of, pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression
    from onrecord.core.reading import Bound

ACTS = frozenset({"VERB", "AUX"})
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "appos"})
_LONG = ("W", "M", "Y")
_MARKS = re.compile("[\"“”„«»]|''|``")
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
        return bool(pattern("counted_from").fullmatch(between)) and not self._describes(time)

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
        for _, above in self._way_up(_top(self._document, covered)):
            if above.pos in ACTS and above.lemma != act.lemma:
                self.on[above.i].append(time)
                return

    def _hang(self, time: TimeExpression) -> None:
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        if not covered:
            return
        top = _top(self._document, covered)
        describes, thing, beside = top.dep in _ATTRIBUTIVE, False, None
        for token, above in self._way_up(top):
            describes |= not thing and _is_of(token)
            thing |= above.pos in _THINGS
            if above.pos in ACTS:
                if self._is_quoted_before(time, above):
                    self._hang_on_said(time, above)
                    return
                self._hang_on_verb(time, above, beside)
                if not self._only_tells_when(above):
                    return
                describes = True
            elif _is_what_took_place(above):
                self._hang_on_noun(time, above, describes=describes)
                if describes and not is_occasion(self._document, above, "occasion", "beside"):
                    return
                describes, beside = False, self._bound_of(above)

    def _is_quoted_before(self, time: TimeExpression, verb: Token) -> bool:
        """Say whether a time stands in a quotation that ends before a verb: "Years ago," she said."""
        between = self._document.report.text[time.citation.end : verb.start]
        return len(_MARKS.findall(between)) % 2 == 1

    def _hang_on_said(self, time: TimeExpression, verb: Token) -> None:
        """Hang a time that is quoted on what is said, if a clause tells it; it is not when it was said."""
        for clause in self._document.dependents(verb.i, "ccomp"):
            if clause.i > verb.i:
                self.on[clause.i].append(time)
                return

    def _way_up(self, token: Token) -> Iterator[tuple[Token, Token]]:
        """Yield each word on the way up from a token with the one above it."""
        for _ in range(CLIMB):
            above = self._document.tokens[token.head]
            if above.i == token.i:
                return
            yield token, above
            token = above

    def _hang_on_verb(self, time: TimeExpression, verb: Token, beside: Bound | None) -> None:
        self.on[verb.i].append(time)
        if beside:
            self.beside[verb.i, time.citation.start] = beside

    def _hang_on_noun(self, time: TimeExpression, noun: Token, *, describes: bool) -> None:
        self.on[noun.i].append(time)
        if describes:
            self.described.add((noun.i, time.citation.start))
            self.describing.add(time.citation.start)

    def _bound_of(self, noun: Token) -> Bound | None:
        """Return what the preposition before a dated noun makes of its time: "since the war in 2022"."""
        preposition = self._document.tokens[noun.head]
        return bound_of(preposition.text) if noun.dep == "pobj" else None

    def _only_tells_when(self, verb: Token) -> bool:
        """Say whether a relative clause tells of its noun no more than that it was: "the talks held in May"."""
        noun = self._document.tokens[verb.head]
        return (
            verb.dep in ("relcl", "acl")
            and verb.lemma in words("taking_place", "only_doing")
            and noun.pos == "NOUN"
        )


def is_occasion(document: Document, token: Token, *lists: str) -> bool:
    """Say whether a dated noun is when something else took place: "at Wednesday's summit".

    Args:
        document: The report.
        token: The noun.
        lists: Names of the lists of prepositions that tell it; without any, those of occasions.
    """
    preposition = document.tokens[token.head]
    return token.dep == "pobj" and preposition.text.lower() in words(*(lists or ("occasion",)))


def _can_hang(time: TimeExpression) -> bool:
    """Say whether a time can date an act, or by counting from what nothing dates leaves it open."""
    counts_on = bool(time.reading and time.reading.anchor is Anchor.TOLD and time.reading.unit)
    return time.kind is not TimeKind.SET and bool(time.when or counts_on)


def _top(document: Document, covered: range) -> Token:
    """Return the token of a stretch on which the rest hangs; not its article, where that hangs elsewhere."""
    tops = [i for i in covered if document.tokens[i].head not in covered or document.tokens[i].head == i]
    tops = [i for i in tops if document.tokens[i].dep != "det"] or tops
    return document.tokens[tops[0] if tops else covered[0]]


def _is_of(token: Token) -> bool:
    return token.dep == "prep" and token.text.lower() == "of"


def _is_what_took_place(token: Token) -> bool:
    """Say whether a word names a thing that may have a time, and not a stretch of time itself."""
    return token.pos in _THINGS and token.lemma not in words("time_words")
