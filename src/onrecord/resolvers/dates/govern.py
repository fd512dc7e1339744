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
from onrecord.core.reading import Anchor, Bound
from onrecord.core.when import Precision, When
from onrecord.resolvers.dates.counting import act_counted_from, counts_from_act
from onrecord.resolvers.dates.when import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression
    from onrecord.core.report import Citation

_JOINT = re.compile(r"\s*(?:and|or|to|through|until|till|[-–])\s*(?:(?:in|the|on)\s+)*", re.IGNORECASE)
_BARE = re.compile(r"\s*(?:before|prior to|ahead of|after|following|from)\s+(?:the\s+)?", re.IGNORECASE)
_ACTS = frozenset({"VERB", "AUX"})
_THINGS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod", "appos"})
_OCCASION = frozenset({"in", "at", "during", "on", "after", "following"})
_TAKING_PLACE = frozenset({"be", "hold", "take", "begin", "start", "open", "occur", "happen", "convene", "come"})
_ONLY_DOING = frozenset(
    {"make", "hold", "take", "give", "have", "do", "reach", "conduct", "stage", "launch", "sign"}
)
_RECALLING = frozenset({"anniversary", "commemoration", "memory", "remembrance", "memorial"})
_MAKING = frozenset(
    {"date", "publish", "write", "send", "issue", "read", "release", "sign", "deliver", "post", "air"}
)
_AT_ONCE = frozenset({"when", "as", "while"})
_JUDGING = frozenset(
    {
        "condemn",
        "denounce",
        "deplore",
        "criticise",
        "criticize",
        "praise",
        "welcome",
        "discuss",
        "investigate",
        "mourn",
    }
    | {"regret", "blame", "protest", "recall", "remember", "commemorate", "describe", "mention", "deny", "confirm"}
    | {
        "acknowledge",
        "avenge",
        "defend",
        "justify",
        "probe",
        "review",
        "apologise",
        "apologize",
        "lament",
        "decry",
    }
    | {"slam", "blast", "hail", "celebrate", "question", "explain", "observe", "respond", "react"}
)
_LONG = ("W", "M", "Y")
_NO_MORE = _TAKING_PLACE | _ONLY_DOING
_SPEAKING = frozenset({"speak", "talk", "address", "write", "testify", "appear", "answer", "tell", "respond"})
_BOUNDS = {"after": Bound.AFTER, "following": Bound.AFTER, "before": Bound.BEFORE, "since": Bound.SINCE}
_BOUNDS |= {"until": Bound.UNTIL, "till": Bound.UNTIL}
_BESIDE = _OCCASION | {"before", "since", "until", "till"}
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
        self._starts: set[int] = set()
        self._beside: dict[tuple[int, int], Bound] = {}
        self._describing: set[int] = set()
        self._described: set[tuple[int, int]] = set()
        joined = [pair for pair in pairwise(times) if self._are_joined(*pair)]
        self._spans = {id(end): pair for pair in joined for end in pair}
        starts = {id(other): one for one, other in pairwise(times) if counts_from_act(one)}
        for time in times:
            if counts_from_act(time):
                self._hang_counted(time)
            elif _can_hang(time) and not self._is_start(starts.get(id(time)), time):
                self._hang(time)

    def _are_joined(self, one: TimeExpression, other: TimeExpression) -> bool:
        """Say whether two times are the ends of one stretch: "in late 2021 and early 2022", "2014 to 2019"."""
        between = self._document.report.text[one.citation.end : other.citation.start]
        if not one.when or not other.when or len(between) > 20 or not _JOINT.fullmatch(between):
            return False
        return bool(one.when.earliest and other.when.latest and one.when.earliest <= other.when.latest)

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
            self._starts.add(act.i)
        token = _top(self._document, covered)
        for _ in range(_CLIMB):
            if token.head == token.i:
                return
            token = self._document.tokens[token.head]
            if token.pos in _ACTS and token.lemma != act.lemma:
                self._on[token.i].append(time)
                return

    def on(self, i: int) -> tuple[TimeExpression, ...]:
        """Return the times that hang on a token."""
        return tuple(self._on.get(i, ()))

    def counts_from_undated(self, i: int) -> bool:
        """Say whether an act is told so long after, or before, something that nothing dates."""
        return any(not time.when for time in self._on.get(i, ()))

    def is_long_before(self, i: int) -> bool:
        """Say whether another act is told as weeks or years away from this one: "two years after signing"."""
        return i in self._starts

    def _hang(self, time: TimeExpression) -> None:
        covered = self._document.tokens_in(time.citation.start, time.citation.end)
        if not covered:
            return
        token = _top(self._document, covered)
        attributive, thing, beside = token.dep in _ATTRIBUTIVE, False, None
        for _ in range(_CLIMB):
            parent = self._document.tokens[token.head]
            if parent.i == token.i:
                return
            attributive = attributive or (not thing and token.dep == "prep" and token.text.lower() == "of")
            thing = thing or parent.pos in _THINGS
            token = parent
            if token.pos in _ACTS:
                self._on[token.i].append(time)
                if beside:
                    self._beside[token.i, id(time)] = beside
                if not self._only_tells_when(token):
                    return
                attributive = True
            if token.pos in _THINGS and not _is_time_word(token):
                self._on[token.i].append(time)
                if attributive:
                    self._described.add((token.i, id(time)))
                    self._describing.add(id(time))
                if attributive and not self._is_occasion(token, _BESIDE):
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

    def _on_writing(self, verb: Token) -> list[TimeExpression]:
        """Return the times of that in which an act was done: "wrote in a letter published last year".

        Or of the speech in which something was said: "speaking on Monday, she said".
        """
        for clause in self._document.dependents(verb.i, "advcl"):
            if clause.tag == "VBG" and clause.lemma in _SPEAKING and self._on.get(clause.i):
                return self._on[clause.i]
        for preposition in self._document.dependents(verb.i, "prep"):
            if preposition.text.lower() not in _OCCASION:
                continue
            for thing in self._document.dependents(preposition.i, "pobj"):
                if times := self._on_made(thing, "acl"):
                    return times
        for thing in self._document.dependents(verb.i, "nsubj"):
            if thing.pos == "NOUN" and (times := self._on_made(thing, "acl", "relcl")):
                return times
        return []

    def _on_made(self, thing: Token, *clauses: str) -> list[TimeExpression]:
        """Return the times at which a thing was made, or read out: "a letter published last year"."""
        for made in self._document.dependents(thing.i, *clauses):
            if made.tag == "VBN" and made.lemma in _MAKING and self._on.get(made.i):
                return self._on[made.i]
        return []

    def _is_occasion(self, token: Token, prepositions: frozenset[str] = _OCCASION) -> bool:
        """Say whether a dated noun is when something else took place: "at Wednesday's summit"."""
        preposition = self._document.tokens[token.head]
        return token.dep == "pobj" and preposition.text.lower() in prepositions

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
        if verb.lemma in _TAKING_PLACE:
            yield from (
                noun for noun in self._document.dependents(verb.i, "nsubj", "nsubjpass") if noun.pos == "NOUN"
            )
        if verb.lemma in _ONLY_DOING:
            yield from (
                noun for noun in self._document.dependents(verb.i, "dobj", "nsubjpass") if noun.pos == "NOUN"
            )

    def governing(self, act: int, outside: tuple[tuple[int, int], ...] = ()) -> Governing | None:
        """Return the time that governs the act at a token; times inside the offsets `outside` do not count."""
        token = self._document.tokens[act]
        for _ in range(_CLIMB):
            times = [
                time
                for time in self._on.get(token.i, ()) or self._on_writing(token)
                if time.when and _can_date(time, token) and not self._is_said_in(time, token, outside)
            ]
            recalled = self.is_recalled(token.i)
            times = [time for time in times if not recalled or (token.i, id(time)) in self._described]
            if times:
                return self._governing(_finest(times, token.start), token.i)
            if token.head == token.i or self._leaves_clause(token) or recalled or self.judged_by(token):
                return None
            token = self._document.tokens[token.head]
        return None

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
            words = self._document.dependents(clause.i, "advmod", "mark")
            if any(word.text.lower() in _AT_ONCE for word in words):
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
            bare = not any(token.pos in _ACTS for token in tokens)
            return not (bare and end - time.citation.end <= 1 and time in self._on.get(act.i, ()))
        return False

    def judged_by(self, act: Token) -> Token | None:
        """Return the verb by which an act named by a noun is only spoken of: "condemned the attack on Monday"."""
        if act.pos != "NOUN" or act.dep not in ("dobj", "pobj"):
            return None
        verb = self._document.tokens[act.head]
        if verb.dep == "prep":
            verb = self._document.tokens[verb.head]
        return verb if verb.lemma in _JUDGING and verb.pos == "VERB" else None

    def is_recalled(self, i: int) -> bool:
        """Say whether an act is only remembered: "the anniversary of the invasion"."""
        of = self._document.tokens[self._document.tokens[i].head]
        return of.text.lower() == "of" and self._document.tokens[of.head].lemma.lower() in _RECALLING

    def _governing(self, time: TimeExpression, at: int) -> Governing | None:
        """Return a time with what a preposition leaves of it; with all of it for the noun that it describes."""
        one, other = self._spans.get(id(time), (time, time))
        if not one.when or not other.when:
            return None
        if one is other:
            bound = time.reading.bound if time.reading else Bound.AT
            whole = bool(time.reading and time.reading.until)  # "between March and June" is both its ends
            if whole or (at, id(time)) in self._described:
                bound = Bound.AT
            beside = self._beside.get((at, id(time)))
            of_act = beside is not None or id(time) in self._describing
            return Governing(time, time.citation, bounded(one.when, beside or bound, of_act=of_act))
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


def _can_date(time: TimeExpression, token: Token) -> bool:
    """Say whether a time can be when an act was done: a mere length cannot date what is told as past."""
    return time.kind is not TimeKind.DURATION or token.tag != "VBD" or counts_from_act(time)


def _can_hang(time: TimeExpression) -> bool:
    """Say whether a time can date an act, or by counting from what nothing dates leaves it open."""
    counts_on = bool(time.reading and time.reading.anchor is Anchor.TOLD and time.reading.unit)
    return time.kind is not TimeKind.SET and bool(time.when or counts_on)


def _plain(time: TimeExpression) -> bool:
    return bool(time.reading and time.reading.bound is Bound.AT)


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


def _inside(time: TimeExpression, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= time.citation.start < end for start, end in spans)


def _finest(times: list[TimeExpression], at: int) -> TimeExpression:
    """Return the time that says most: the shortest, then the nearest to the act."""

    def length(time: TimeExpression) -> tuple[bool, int, int]:
        when = time.when
        days = (when.latest - when.earliest).days if when and when.earliest and when.latest else 100_000
        return not counts_from_act(time), days, abs(time.citation.start - at)

    return min(times, key=length)
