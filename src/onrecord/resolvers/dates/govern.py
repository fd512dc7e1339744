"""Which time expression governs which act: across clauses, but not out of what someone says.

A time hangs on a verb ("met on Friday") or on a noun ("Friday's meeting", "the 2008 summit"). An act takes the
time that hangs on it, else the one of the clause it belongs to. The clause of what is said is another's: "said on
Monday that the troops had left" dates the saying, not the leaving.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound
from onrecord.core.when import Precision, When
from onrecord.resolvers.dates.counted_from import counts_from_act
from onrecord.resolvers.dates.hanging import ACTS, CLIMB, Hanging, is_occasion
from onrecord.resolvers.dates.spoken import is_recalled, is_thrown_in, is_told_by, judged_by
from onrecord.resolvers.dates.when import bounded
from onrecord.resolvers.dates.words import pattern, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression
    from onrecord.core.report import Citation

_OWN_CLAUSE = frozenset({"relcl", "acl", "ROOT"})


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
        self._hanging = Hanging(document, times)
        self._on = self._hanging.on
        joined = [pair for pair in pairwise(times) if self._are_joined(*pair)]
        self._spans = {end.citation.start: pair for pair in joined for end in pair}

    def _are_joined(self, one: TimeExpression, other: TimeExpression) -> bool:
        """Say whether two times are the ends of one stretch: "in late 2021 and early 2022", "2014 to 2019"."""
        between = self._document.report.text[one.citation.end : other.citation.start]
        if not one.when or not other.when or len(between) > 20 or not pattern("joint").fullmatch(between):
            return False
        return bool(one.when.earliest and other.when.latest and one.when.earliest <= other.when.latest)

    def on(self, i: int) -> tuple[TimeExpression, ...]:
        """Return the times that hang on a token."""
        return tuple(self._on.get(i, ()))

    def counts_from_undated(self, i: int) -> bool:
        """Say whether an act is told so long after, or before, something that nothing dates."""
        return any(not time.when for time in self._on.get(i, ()))

    def is_long_before(self, i: int) -> bool:
        """Say whether another act is told as weeks or years away from this one: "two years after signing"."""
        return i in self._hanging.starts

    def _on_writing(self, verb: Token) -> list[TimeExpression]:
        """Return the times of that in which an act was done: "wrote in a letter published last year".

        Or of the speech in which something was said: "speaking on Monday, she said".
        """
        ways = (self._on_speech(verb), self._on_paper(verb), self._on_what_did_it(verb))
        return next((times for way in ways for times in way if times), [])

    def _on_speech(self, verb: Token) -> Iterator[list[TimeExpression]]:
        """Yield the times of a clause that tells of a speech: "speaking on Monday, she said"."""
        for clause in self._document.dependents(verb.i, "advcl"):
            if clause.tag == "VBG" and clause.lemma in words("speaking"):
                yield self._on.get(clause.i, [])

    def _on_paper(self, verb: Token) -> Iterator[list[TimeExpression]]:
        """Yield the times of that in or at which something was done: "wrote in a letter published last year"."""
        for preposition in self._document.dependents(verb.i, "prep"):
            if preposition.text.lower() in words("occasion"):
                for thing in self._document.dependents(preposition.i, "pobj"):
                    yield self._on_made(thing, "acl")

    def _on_what_did_it(self, verb: Token) -> Iterator[list[TimeExpression]]:
        """Yield the times of the paper that does something: "a letter published last year says"."""
        for thing in self._document.dependents(verb.i, "nsubj"):
            if thing.pos == "NOUN":
                yield self._on_made(thing, "acl", "relcl")

    def _on_made(self, thing: Token, *clauses: str) -> list[TimeExpression]:
        """Return the times at which a thing was made, or read out: "a letter published last year"."""
        for made in self._document.dependents(thing.i, *clauses):
            if made.tag == "VBN" and made.lemma in words("making") and self._on.get(made.i):
                return self._on[made.i]
        return []

    def on_lemma(self) -> dict[str, TimeExpression]:
        """Return, by the lemma of the word it hangs on, the first day that dates such an act.

        A verb that says no more than that something took place gives its time to its subject.
        """
        found: dict[str, TimeExpression] = {}
        for i, times in sorted(self._on.items()):
            days = [time for time in times if time.when and time.when.day and _plain(time)]
            if not days:
                continue
            token = self._document.tokens[i]
            found.setdefault(token.lemma.lower(), days[0])
            for noun in self._told_by(token):
                found.setdefault(noun.lemma.lower(), days[0])
        return found

    def _told_by(self, verb: Token) -> Iterator[Token]:
        """Yield the nouns that say what took place, where the verb only says that it did: "held talks"."""
        if verb.lemma in words("taking_place"):
            yield from (
                noun for noun in self._document.dependents(verb.i, "nsubj", "nsubjpass") if noun.pos == "NOUN"
            )
        if verb.lemma in words("only_doing"):
            yield from (
                noun for noun in self._document.dependents(verb.i, "dobj", "nsubjpass") if noun.pos == "NOUN"
            )

    def governing(self, act: int, outside: tuple[tuple[int, int], ...] = ()) -> Governing | None:
        """Return the time that governs the act at a token; times inside the offsets `outside` do not count."""
        token = self._document.tokens[act]
        for _ in range(CLIMB):
            if times := self._dating(token, outside):
                return self._governing(_finest(times, token.start), token.i)
            if token.head == token.i or self._leaves_clause(token) or self._is_only_spoken_of(token):
                return None
            token = self._document.tokens[token.head]
        return None

    def _dating(self, act: Token, outside: tuple[tuple[int, int], ...]) -> list[TimeExpression]:
        """Return the times on an act that can date it; of one that is only remembered, those that describe it."""
        recalled = is_recalled(self._document, act.i)
        return [
            time
            for time in self._on.get(act.i, ()) or self._on_writing(act)
            if time.when and _can_date(time, act) and not self._is_said_in(time, act, outside)
            if not recalled or self._describes(time, act.i)
        ]

    def _is_only_spoken_of(self, act: Token) -> bool:
        """Say whether an act is only remembered or judged: the time of that is not its own."""
        return is_recalled(self._document, act.i) or judged_by(self._document, act) is not None

    def of_complement(self, act: int, outside: tuple[tuple[int, int], ...] = ()) -> Governing | None:
        """Return the time at the end of what an act is completed by: "began raising its stake in July".

        What hangs there on an infinitive, "invited them to return two weeks ago", can be the time of the act only
        where it lies behind the report; that is for the caller to judge.
        """
        for verb in self._complements(act):
            times = [
                time
                for time in self._on.get(verb.i, ())
                if time.when and time.kind is not TimeKind.DURATION and not _inside(time, outside)
            ]
            if times:
                return self._governing(_finest(times, verb.start), verb.i)
        return None

    def _complements(self, act: int) -> Iterator[Token]:
        yield from self._document.dependents(act, "xcomp")
        for clause in self._document.dependents(act, "advcl"):
            opening = self._document.dependents(clause.i, "advmod", "mark")
            if any(word.text.lower() in words("at_once") for word in opening):
                yield clause
        for thing in self._document.dependents(act, "dobj", "attr"):
            for verb in self._document.dependents(thing.i, "acl", "relcl"):
                if any(token.tag == "TO" for token in self._document.dependents(verb.i, "aux")):
                    yield verb

    def _is_said_in(self, time: TimeExpression, act: Token, said: tuple[tuple[int, int], ...]) -> bool:
        """Say whether a time stands in the words said, and not at the end of such as have no verb.

        That of "dismissed the vote as a fraud on Wednesday" is of the dismissing.
        """
        for start, end in said:
            if not start <= time.citation.start < end:
                continue
            tokens = [self._document.tokens[i] for i in self._document.tokens_in(start, end)]
            bare = not any(token.pos in ACTS for token in tokens)
            if bare and end <= act.start and time.citation.end >= end - 1:
                return True  # "Five years ago, he said, the dam held": that is when it held
            ends_it = end - time.citation.end <= 1 or self._only_goes_on(act, time.citation.end, end)
            return not (bare and ends_it and time in self._on.get(act.i, ()))
        return False

    def _only_goes_on(self, act: Token, start: int, end: int) -> bool:
        """Say whether what stands between two offsets is a further part of the act: "with a blockade"."""
        behind = self._document.tokens_in(start + 1, end)
        first = self._document.tokens[behind.start] if behind else None
        return first is not None and first.dep == "prep" and first.head == act.i

    def _describes(self, time: TimeExpression, at: int) -> bool:
        """Say whether a time describes the noun it hangs on: the talks of March."""
        return (at, time.citation.start) in self._hanging.described

    def _governing(self, time: TimeExpression, at: int) -> Governing | None:
        """Return a time with what a preposition leaves of it; with all of it for the noun that it describes."""
        one, other = self._spans.get(time.citation.start, (time, time))
        if not one.when or not other.when:
            return None
        if one is other:
            return Governing(time, time.citation, self._left_by_preposition(time, one.when, at))
        fuzzy = one.when.approximate or other.when.approximate
        when = When(one.when.earliest, other.when.latest, Precision.INTERVAL, one.when.basis, approximate=fuzzy)
        return Governing(time, self._document.report.cite(one.citation.start, other.citation.end), when)

    def _left_by_preposition(self, time: TimeExpression, when: When, at: int) -> When:
        """Return what the prepositions before a time, or before the noun that it dates, leave of it."""
        bound = Bound.AT if self._describes(time, at) else _bound(time)
        beside = self._hanging.beside.get((at, time.citation.start))
        of_act = beside is not None or time.citation.start in self._hanging.describing
        of_act = of_act or bool(time.reading and time.reading.mod == "END")  # not done before its last day
        return bounded(when, beside or bound, of_act=of_act)

    def _leaves_clause(self, token: Token) -> bool:
        """Say whether going up from here leaves what is told for the telling of it."""
        head = self._document.tokens[token.head]
        if token.dep in _OWN_CLAUSE:
            return not is_occasion(self._document, head)
        return is_told_by(token, head) or is_thrown_in(token)


def _can_date(time: TimeExpression, token: Token) -> bool:
    """Say whether a time can be when an act was done: a mere length cannot date what is told as past.

    "In the last thirty days" is more than a length: it ends with the report.
    """
    lately = bool(time.reading and time.reading.anchor is Anchor.REPORT and time.reading.shift < 0)
    return time.kind is not TimeKind.DURATION or token.tag != "VBD" or counts_from_act(time) or lately


def _bound(time: TimeExpression) -> Bound:
    """Return what its own preposition makes of a time; "between March and June" is both its ends."""
    reading = time.reading
    return reading.bound if reading and not reading.until else Bound.AT


def _plain(time: TimeExpression) -> bool:
    return bool(time.reading and time.reading.bound is Bound.AT)


def _inside(time: TimeExpression, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= time.citation.start < end for start, end in spans)


def _finest(times: list[TimeExpression], at: int) -> TimeExpression:
    """Return the time that says most: the shortest, then the nearest to the act."""

    def length(time: TimeExpression) -> tuple[bool, int, int]:
        when = time.when
        days = (when.latest - when.earliest).days if when and when.earliest and when.latest else 100_000
        return not counts_from_act(time), days, abs(time.citation.start - at)

    return min(times, key=length)
