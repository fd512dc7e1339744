"""The date of each entry: by the words that govern it, else by what the report's own day allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from onrecord.core.entry import Event, Stance, Statement, Status, TimeKind
from onrecord.core.reading import Tense
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.background import is_background
from onrecord.resolvers.dates.govern import Governing, TimesByAct
from onrecord.resolvers.dates.same_act import SameAct
from onrecord.resolvers.dates.spoken import is_recalled, is_said, judged_by

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.report import Citation

_E = TypeVar("_E", Statement, Stance, Event)
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.DEMANDED})
_NEWS_DAYS = 7
_PLANNING = frozenset({"schedule", "slate", "plan", "expect", "postpone", "delay", "set", "announce", "promise"})
_WILL = frozenset({"will", "'ll", "’ll", "shall", "would"})
_OFTEN = frozenset(
    {
        "often",
        "constantly",
        "continually",
        "regularly",
        "routinely",
        "repeatedly",
        "always",
        "long",
        "frequently",
        "consistently",
        "traditionally",
        "previously",
        "usually",
    }
)
_LEAD = 5  # sentences
_TELLING = 3  # acts of one sentence that go on from each other
_REACH = 12  # sentences of a paragraph that a date told before may reach
_LONG_AGO = 60  # days
_FRESH = 2  # days


class EntryDater:
    """Gives entries their When, from the times that govern them."""

    def __init__(self, document: Document, times: tuple[TimeExpression, ...], published: When | None) -> None:
        self._document = document
        self._times = TimesByAct(document, times)
        self._published = published
        self._same_act = SameAct(self._times)
        self._news_at = 0
        self._news = self._news_day()
        self._a_day_late = self._tells_of_day_before()

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with its When and the words that give it."""
        if isinstance(entry, Event):
            return self._with_time(entry, entry.trigger, ())
        content = tuple((piece.start, piece.end) for piece in entry.content)
        cue = entry.cue or entry.content[0]
        if isinstance(entry, Stance):
            return self._with_time(entry, cue, content)
        return self._with_time(entry, cue, content)

    def _with_time(self, entry: _E, words: Citation, outside: tuple[tuple[int, int], ...]) -> _E:
        act = self._act(words)
        if act is None:
            return entry
        found = self._times.governing(act.i, outside) or self._by_complement(act, outside)
        if found and self._can_be(act, found.time):
            return replace(entry, when=self._as_told(act, found), when_words=found.words)
        if self._is_undated(act) or self._is_repeated(act):
            return replace(entry, when=self._open(act))
        if isinstance(entry, Event) and (judged := self._before_judging(act)):
            return replace(entry, when=judged)
        told = self._told_elsewhere(entry, act) if isinstance(entry, Event) or entry.cue else None
        if told and not self._is_to_come(entry, told.when):
            return replace(entry, when=replace(told.when, basis=Basis.NARRATIVE), when_words=told.words)
        if not isinstance(entry, Event) and not entry.cue and self._published:
            return replace(entry, when=self._about_now(self._published))
        return replace(entry, when=self._undated(entry, act))

    def _is_to_come(self, entry: Entry, when: When) -> bool:
        """Say whether a day told elsewhere lies behind the report that tells a deed as done: a deadline, say."""
        last = self._published and self._published.latest
        done = isinstance(entry, Event) and entry.status is Status.HAPPENED
        return bool(done and last and when.earliest and when.earliest > last)

    def _by_complement(self, act: Token, outside: tuple[tuple[int, int], ...]) -> Governing | None:
        """Return the time of an act from its complement, if that lies where the act does, behind or ahead."""
        found, published = self._times.of_complement(act.i, outside), self._published
        if not found or not published or not published.latest or not found.when.latest:
            return None
        if self._is_ahead(act):
            begins = found.when.earliest
            return found if begins and published.earliest and begins >= published.earliest else None
        past = act.tag in ("VBD", "VBN") or self._is_told_as_past(act)
        return found if found.when.latest <= published.latest and past else None

    def _before_judging(self, act: Token) -> When | None:
        """Return the time up to the day on which an act is condemned or praised, where only that day is told."""
        verb = judged_by(self._document, act)
        found = self._times.governing(verb.i) if verb else None
        if not found or not found.when.latest or self._same_act.time_of(act):
            return None
        return When(None, found.when.latest, Precision.INTERVAL, Basis.NARRATIVE)

    def _as_told(self, act: Token, found: Governing) -> When:
        """Return the time of an act between the day of the report and the open side of its words.

        What was done after another had been done by then; what will be done by 2030 is not done before.
        """
        when, published = found.when, self._published
        reading = found.time.reading
        ahead = bool(reading and reading.tense is Tense.FUTURE) or self._is_ahead(act)
        if ahead and not when.earliest and when.latest and published and published.earliest:
            first = published.earliest
            return replace(when, earliest=first, precision=Precision.INTERVAL) if first < when.latest else when
        if not when.earliest or when.latest or not published or not published.latest:
            return when
        if when.earliest > published.latest or not self._is_told_as_past(act):
            return when
        return replace(when, latest=published.latest, precision=Precision.INTERVAL)

    def _is_undated(self, act: Token) -> bool:
        """Say whether an act is told as so long after one that nothing dates; the first sentences are news."""
        if self._times.is_long_before(act.i) or is_recalled(self._document, act.i):
            return True
        return act.sentence >= _LEAD and self._times.counts_from_undated(self._verb(act).i)

    def _is_repeated(self, act: Token) -> bool:
        """Say whether an act is told as done more than once, or before: "has long argued"."""
        verb = self._verb(act)
        beside = self._document.dependents(verb.i, "advmod", "npadvmod", "dobj")
        return any(word.lemma.lower() in _OFTEN or (word.lemma == "time" and word.tag == "NNS") for word in beside)

    def _open(self, act: Token) -> When | None:
        """Return no more than that an act is behind, or ahead of, the report."""
        published = self._published
        if not published:
            return None
        if self._is_ahead(act) and not is_recalled(self._document, act.i):
            return When(published.earliest, None, Precision.INTERVAL, Basis.PUBLISHED)
        return When(None, published.latest, Precision.INTERVAL, Basis.PUBLISHED)

    def _can_be(self, act: Token, time: TimeExpression) -> bool:
        """Say whether an act may have that date: what is told as past is not ahead of the report."""
        when, published = time.when, self._published
        if not when or not published or not published.latest or not when.latest or when.latest <= published.latest:
            return True
        if when.earliest and when.earliest <= published.latest and time.kind is not TimeKind.DURATION:
            return True
        helpers = list(self._document.dependents(act.i, "aux", "auxpass"))
        if any(token.text.lower() in _WILL for token in helpers):
            return True
        if act.tag == "VB":
            return True
        perfect = act.tag == "VBN" and any(token.lemma == "have" for token in helpers)
        return not (act.tag == "VBD" or perfect or act.lemma in _PLANNING)

    def _told_elsewhere(self, entry: Entry, act: Token) -> Governing | None:
        """Return the time of the same act where it is told with its day, or else the day that is told of here."""
        if self._is_ahead(act) or self._is_before(act) or (isinstance(entry, Event) and entry.status in _AHEAD):
            return None
        if isinstance(entry, Event):
            same = self._same_act.time_of(act)
            is_same = self._is_definite(act) if act.pos == "NOUN" else self._is_told_as_past(act)
            if same and is_same and self._can_be(act, same):
                return Governing(same, same.citation, same.when) if same.when else None
        claimed = act.pos == "VERB" and self._is_claimed(entry, act)
        if claimed or not self._published or not self._published.latest or not self._is_told_as_past(act):
            return None
        before = self._told_before(act)
        return self._news_until_report(act) if before is None else self._carried_on(act, *before)

    def _carried_on(self, act: Token, found: Governing, number: int) -> Governing | None:
        """Return what a time told before says of an act: its day, or no more than since then."""
        latest = self._published.latest if self._published else None
        if not found.when.latest or not found.when.earliest or not latest:
            return None
        ago = (latest - found.when.latest).days
        if (found.when.latest - found.when.earliest).days > _LONG_AGO:
            return None
        if 0 <= ago <= _FRESH or (act.sentence - number == 1 and self._is_of_pronoun(act)):
            return found
        if ago < 0 or ago > _LONG_AGO:
            return None
        since = When(found.when.earliest, latest, Precision.INTERVAL, Basis.NARRATIVE, approximate=True)
        return replace(found, when=since)

    def _is_of_pronoun(self, act: Token) -> bool:
        doers = list(self._document.dependents(self._verb(act).i, "nsubj", "nsubjpass"))
        return bool(doers) and doers[0].tag == "PRP"

    def _told_before(self, act: Token) -> tuple[Governing, int] | None:
        """Return the time last told before in the same paragraph, and in which sentence."""
        sentences = self._document.sentences
        here = sentences[act.sentence]
        for number in range(act.sentence - 1, max(act.sentence - _REACH, 0) - 1, -1):
            if sentences[number].passage != here.passage:
                break
            if found := self._last_told(number):
                return found, number
        return None

    def _last_told(self, number: int) -> Governing | None:
        """Return the time of the last main act of a sentence that is told as past."""
        sentence = self._document.sentences[number]
        if sentence.first == sentence.last:
            return None
        token = self._document.tokens[sentence.root]
        found = None
        for _ in range(_TELLING):
            if self._is_told_as_past(token) and not self._is_before(token):
                found = self._times.governing(token.i) or found
            after = [word for word in self._document.dependents(token.i, "conj") if word.tag in ("VBD", "VBN")]
            if not after:
                break
            token = after[-1]
        return found

    def _news_until_report(self, act: Token) -> Governing | None:
        """Return the day of the news; in another paragraph, it may be any day from then to the report."""
        news, published = self._news, self._published.day if self._published else None
        if not news or not news.when.day or not published or self._leads_to_news(act):
            return None
        if self._is_beside_news(act):
            return news
        if news.when.day >= published:
            return replace(news, when=self._about_now(news.when))
        late = (published - news.when.day).days > _FRESH
        since = When(news.when.day, published, Precision.INTERVAL, Basis.NARRATIVE, approximate=late)
        return replace(news, when=since)

    def _leads_to_news(self, act: Token) -> bool:
        """Say whether an act is told before the news, in the same paragraph: no day is told there yet."""
        sentences = self._document.sentences
        same = sentences[act.sentence].passage == sentences[self._news_at].passage
        return same and act.sentence < self._news_at

    def _is_beside_news(self, act: Token) -> bool:
        """Say whether an act is told right after the news, in the same paragraph."""
        sentences = self._document.sentences
        same = sentences[act.sentence].passage == sentences[self._news_at].passage
        return same and act.sentence - self._news_at <= _LEAD

    def _is_definite(self, act: Token) -> bool:
        if act.sentence == 0:  # a headline has no articles
            return True
        below = [token.text.lower() for token in self._document.dependents(act.i, "det", "poss")]
        return bool(below) and not set(below) & {"a", "an", "another", "any", "no", "some"}

    def is_past(self, act: Token) -> bool | None:
        """Say whether an act is told as past; None where it is in the perfect, of which the day is open."""
        helpers = self._document.dependents(self._verb(act).i, "aux")
        if any(token.lemma == "have" and token.tag in ("VBZ", "VBP") for token in helpers):
            return None
        return self._is_before(act) or self._is_told_as_past(act)

    def _is_told_as_past(self, act: Token) -> bool:
        """Say whether the sentence tells the act as done, or as a headline does: in the present."""
        verb = self._verb(act)
        for _ in range(3):
            if verb.tag not in ("VBG", "VBN") or verb.dep not in ("advcl", "xcomp", "pcomp"):
                break
            verb = self._verb(self._document.tokens[verb.head])
        helpers = list(self._document.dependents(verb.i, "aux", "auxpass"))
        if any(token.tag == "MD" or token.lemma == "have" for token in helpers):
            return False
        if verb.sentence == 0 and verb.tag in ("VBZ", "VBP") and not helpers:
            return True
        return verb.tag == "VBD" or any(token.tag == "VBD" for token in helpers)

    def _news_day(self) -> Governing | None:
        """Return the time of the main act of the first sentences, if it is a day shortly before the report."""
        published = self._published.day if self._published else None
        if not published:
            return None
        for number, sentence in enumerate(self._document.sentences[:_LEAD]):
            if sentence.first == sentence.last:
                continue
            found = self._times.governing(sentence.root)
            if self._is_before(self._document.tokens[sentence.root]):
                continue  # what had been done before the news is not the news
            day = found.when.day if found else None
            if found and day and 0 <= (published - day).days <= _NEWS_DAYS:
                self._news_at = number
                return found
        return None

    def _act(self, words: Citation) -> Token | None:
        """Return the verb of the words, or else the word on which the others hang."""
        covered = self._document.tokens_in(words.start, words.end)
        tokens = [self._document.tokens[i] for i in covered]
        tops = [token for token in tokens if token.head not in covered or token.head == token.i]
        return next((token for token in tokens if token.pos == "VERB"), tops[0] if tops else None)

    def _undated(self, entry: Entry, act: Token) -> When | None:
        """Return what the report's day says of an act that no words date."""
        published = self._published
        if not published:
            return None
        if isinstance(entry, Event) and (entry.status in _AHEAD or self._is_ahead(act)):
            return When(published.earliest, None, Precision.INTERVAL, Basis.PUBLISHED)
        claimed = act.pos == "VERB" and self._is_claimed(entry, act) and self._is_told_as_past(act)
        if claimed or self._is_before(act):
            return When(None, published.latest, Precision.INTERVAL, Basis.PUBLISHED)
        if not isinstance(entry, Stance) and (since := self._flashback(act)):
            return When(since, published.latest, Precision.INTERVAL, Basis.NARRATIVE, approximate=True)
        if isinstance(entry, Event) and is_background(entry, act):
            return When(None, published.latest, Precision.INTERVAL, Basis.PUBLISHED)
        if isinstance(entry, Event) and not published.latest:
            return None
        present = self._verb(act).tag in ("VBZ", "VBP") and isinstance(entry, Event)
        return _about(published) if present else self._about_now(published)

    def _about_now(self, published: When) -> When:
        """Return when it was that is told without a word of time: about the report's day, or from its news on.

        Where the news, or any of what it tells, is told to be of the day before, the report was printed the day
        after, and what it tells beside that was of the one day or the other.
        """
        day = published.day
        if day and self._a_day_late:
            return When(day - timedelta(1), day, Precision.INTERVAL, Basis.PUBLISHED)
        return _about(published)

    def _tells_of_day_before(self) -> bool:
        """Say whether the main act of any sentence is told to be of the day before the report."""
        day = self._published.day if self._published else None
        if day is None or day == date.min:
            return False
        before = day - timedelta(1)
        roots = (sentence.root for sentence in self._document.sentences if sentence.first < sentence.last)
        return any((found := self._times.governing(root)) and found.when.day == before for root in roots)

    def _is_claimed(self, entry: Entry, act: Token) -> bool:
        """Say whether an event is told by someone whom the report quotes."""
        return isinstance(entry, Event) and (bool(entry.claim) or is_said(self._document, act.i))

    def _flashback(self, act: Token) -> date | None:
        """Return the day from which on a paragraph tells of the past, where a sentence before this dates it."""
        sentences = self._document.sentences
        here, number = sentences[act.sentence], act.sentence - 1
        if not self._published or not self._published.earliest or not self._is_told_as_past(act):
            return None
        while number >= 0 and sentences[number].passage == here.passage and act.sentence - number <= _REACH:
            sentence = sentences[number]
            found = self._times.governing(sentence.root) if sentence.first < sentence.last else None
            if found and found.when.earliest:
                latest = found.when.latest
                long_ago = latest and (self._published.earliest - latest).days > _LONG_AGO
                return found.when.earliest if long_ago else None
            number -= 1
        return None

    def _is_ahead(self, act: Token) -> bool:
        verb, will = self._verb(act), _WILL
        for _ in range(_TELLING):
            helpers = list(self._document.dependents(verb.i, "aux", "auxpass"))
            if any(token.text.lower() in will for token in helpers):
                return True
            will = _WILL - {"would"}  # "would like to thank" thanks
            if verb.dep not in ("xcomp", "advcl") or not any(token.tag == "TO" for token in helpers):
                return False
            verb = self._document.tokens[verb.head]
        return False

    def _is_before(self, act: Token) -> bool:
        """Say whether the act lies before what the report tells of: "had signed"."""
        verb = self._verb(act)
        helpers = self._document.dependents(verb.i, "aux")
        return any(token.lemma == "have" and token.tag == "VBD" for token in helpers)

    def _verb(self, act: Token) -> Token:
        token = act
        for _ in range(6):
            if token.pos in ("VERB", "AUX") or token.head == token.i:
                break
            token = self._document.tokens[token.head]
        return token


def _about(published: When) -> When:
    """Return the day of a report as that of what it tells without a word of time: about then.

    Papers print a day late: of statements that annotators dated by reading, one in ten had been made a day or two
    before the report.
    """
    return replace(published, basis=Basis.PUBLISHED, approximate=True)
