"""The date of each entry: by the words that govern it, else by what the report's own day allows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Event, Stance, Status, TimeKind
from onrecord.core.reading import Tense
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.background import is_background
from onrecord.resolvers.dates.govern import Governing, TimesByAct
from onrecord.resolvers.dates.news import LEAD, News, about
from onrecord.resolvers.dates.paragraph import Paragraph
from onrecord.resolvers.dates.same_act import SameAct
from onrecord.resolvers.dates.spoken import is_recalled, is_said, judged_by
from onrecord.resolvers.dates.telling import Telling

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.report import Citation
    from onrecord.resolvers.dates.live import Piece

_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE, Status.DEMANDED})


class Told(NamedTuple):
    """An entry, the word of its act, and the offsets of what is said in it: times in there are not its own."""

    entry: Entry
    act: Token
    said: tuple[tuple[int, int], ...]


class Dated(NamedTuple):
    """When an entry was, None where that stays open, and the words that tell it, if any do."""

    when: When | None
    words: Citation | None = None


class EntryDater:
    """Gives entries their When, from the times that govern them."""

    def __init__(self, document: Document, times: tuple[TimeExpression, ...], piece: Piece) -> None:
        self._document = document
        self._times = TimesByAct(document, times)
        self._published = published = piece.published
        self._first = published.earliest if published else None
        self._last = published.latest if published else None
        self._same_act = SameAct(self._times.on_lemma())
        self._telling = Telling(document)
        self._news = News(document, self._times, self._telling, piece)
        self._paragraph = Paragraph(document, self._times, self._telling)
        # The ways to date an entry: the first that has an answer gives it.
        self._ways = (
            self._by_its_words,
            self._as_on_no_one_day,
            self._before_judging,
            self._by_what_is_told_elsewhere,
            self._as_said_now,
        )

    def dated(self, entry: Entry) -> Entry:
        """Return the entry with its When and the words that give it."""
        told = self._told(entry)
        if told is None:
            return entry
        found = next((dated for way in self._ways if (dated := way(told))), None)
        when, given_by = found or Dated(self._by_report(told))
        return replace(entry, when=when, when_words=given_by) if given_by else replace(entry, when=when)

    def _told(self, entry: Entry) -> Told | None:
        if isinstance(entry, Event):
            act = self._telling.act_of(entry.trigger)
            return Told(entry, act, ()) if act else None
        act = self._telling.act_of(entry.cue or entry.content[0])
        return Told(entry, act, tuple((piece.start, piece.end) for piece in entry.content)) if act else None

    # -- by its own words -----------------------------------------------------------------------------------------

    def _by_its_words(self, told: Told) -> Dated | None:
        """Return the time that governs an act, or that of what completes it."""
        act = told.act
        found = self._times.governing(act.i, told.said) or self._by_complement(act, told.said)
        return Dated(self._bounded(act, found), found.words) if found and self._can_be(act, found.time) else None

    def _by_complement(self, act: Token, said: tuple[tuple[int, int], ...]) -> Governing | None:
        """Return the time of an act from its complement, if that lies where the act does, behind or ahead."""
        found = self._times.of_complement(act.i, said)
        if not found or not self._last or not found.when.latest:
            return None
        if self._telling.is_ahead(act):
            return found if self._begins_after_report(found.when) else None
        past = act.tag in ("VBD", "VBN") or self._telling.is_done(act)
        return found if found.when.latest <= self._last and past else None

    def _begins_after_report(self, when: When) -> bool:
        return bool(when.earliest and self._first and when.earliest >= self._first)

    def _can_be(self, act: Token, time: TimeExpression) -> bool:
        """Say whether an act may have that date: what is told as past is not ahead of the report."""
        return not self._lies_after_report(time) or self._telling.can_be_ahead(act)

    def _lies_after_report(self, time: TimeExpression) -> bool:
        """Say whether a time ends after the report, and, unless it is a length, has not begun by then."""
        when, last = time.when, self._last
        if not when or not last or not when.latest or when.latest <= last:
            return False
        begun = when.earliest is not None and when.earliest <= last
        return not begun or time.kind is TimeKind.DURATION

    def _bounded(self, act: Token, found: Governing) -> When:
        """Return the time of an act between the day of the report and the open side of its words.

        What was done after another had been done by then; what will be done by 2030 is not done before.
        """
        when, reading = found.when, found.time.reading
        if not when.earliest:
            ahead = (reading and reading.tense is Tense.FUTURE) or self._telling.is_ahead(act)
            return self._from_report(when) if ahead else when
        if when.latest or not self._last or when.earliest > self._last or not self._telling.is_behind(act):
            return when
        return replace(when, latest=self._last, precision=Precision.INTERVAL)

    def _from_report(self, when: When) -> When:
        """Return a time that ends after the report as one that begins with it."""
        if not when.latest or not self._first or self._first >= when.latest:
            return when
        return replace(when, earliest=self._first, precision=Precision.INTERVAL)

    # -- by what is told beside it --------------------------------------------------------------------------------

    def _as_on_no_one_day(self, told: Told) -> Dated | None:
        """Return no more than that an act is behind the report, or ahead, where its words leave it no day."""
        if not self._is_undated(told.act) and not self._telling.is_repeated(told.act):
            return None
        if self._telling.is_ahead(told.act) and not is_recalled(self._document, told.act.i):
            return Dated(self._after_report())
        return Dated(self._before_report())

    def _is_undated(self, act: Token) -> bool:
        """Say whether an act is told as so long after one that nothing dates; the first sentences are news."""
        if self._times.is_long_before(act.i) or is_recalled(self._document, act.i):
            return True
        return act.sentence >= LEAD and self._times.counts_from_undated(self._telling.verb_of(act).i)

    def _before_judging(self, told: Told) -> Dated | None:
        """Return the time up to the day on which an act is condemned or praised, where only that day is told."""
        verb = judged_by(self._document, told.act) if isinstance(told.entry, Event) else None
        found = self._times.governing(verb.i) if verb else None
        if not found or not found.when.latest or self._same_act.time_of(told.act):
            return None
        return Dated(When(None, found.when.latest, Precision.INTERVAL, Basis.NARRATIVE))

    def _by_what_is_told_elsewhere(self, told: Told) -> Dated | None:
        """Return the time of the same act where it is told with its day, or else the day that is told of here."""
        if not self._can_be_of_a_day_told(told):
            return None
        found = self._by_same_act(told) or self._by_day_told_here(told)
        if not found or self._is_to_come(told.entry, found.when):
            return None
        return Dated(replace(found.when, basis=Basis.NARRATIVE), found.words)

    def _can_be_of_a_day_told(self, told: Told) -> bool:
        """Say whether an act was done as the report tells it: not before that, and not to come."""
        entry, act = told.entry, told.act
        if isinstance(entry, Event) and entry.status in _AHEAD:
            return False
        by_word = isinstance(entry, Event) or entry.cue is not None
        return by_word and not self._telling.is_ahead(act) and not self._telling.is_before(act)

    def _by_same_act(self, told: Told) -> Governing | None:
        """Return the day with which the same deed is told elsewhere."""
        act = told.act
        same = self._same_act.time_of(act) if isinstance(told.entry, Event) else None
        if not same or not same.when or not self._can_be(act, same):
            return None
        known = self._telling.is_definite(act) if act.pos == "NOUN" else self._telling.is_done(act)
        return Governing(same, same.citation, same.when) if known else None

    def _by_day_told_here(self, told: Told) -> Governing | None:
        """Return the day told before in the paragraph, or else that of the news."""
        act = told.act
        claimed = act.pos == "VERB" and self._is_claimed(told)
        if claimed or not self._last or not self._telling.is_done(act):
            return None
        before = self._paragraph.told_before(act)
        return self._paragraph.carried_on(act, *before, self._last) if before else self._news.day_of(act)

    def _is_to_come(self, entry: Entry, when: When) -> bool:
        """Say whether a day told elsewhere lies behind the report that tells a deed as done: a deadline, say."""
        done = isinstance(entry, Event) and entry.status is Status.HAPPENED
        return bool(done and self._last and when.earliest and when.earliest > self._last)

    def _as_said_now(self, told: Told) -> Dated | None:
        """Return that what is said without a word that tells the saying is said about now."""
        if isinstance(told.entry, Event) or told.entry.cue or not self._published:
            return None
        return Dated(self._news.about_now(self._published))

    # -- by the report's own day ----------------------------------------------------------------------------------

    def _by_report(self, told: Told) -> When | None:
        """Return what the report's day says of an act that no words date."""
        entry, act, published = told.entry, told.act, self._published
        if not published:
            return None
        if isinstance(entry, Event) and (entry.status in _AHEAD or self._telling.is_ahead(act)):
            return self._after_report()
        if self._is_some_time_ago(told):
            return self._before_report()
        since = None if isinstance(entry, Stance) else self._paragraph.flashback(act, published)
        if since:
            return When(since, published.latest, Precision.INTERVAL, Basis.NARRATIVE, approximate=True)
        return (
            self._of_deed(entry, act, published) if isinstance(entry, Event) else self._news.about_now(published)
        )

    def _of_deed(self, event: Event, act: Token, published: When) -> When | None:
        """Return what the report's day says of a deed that it tells as done."""
        if is_background(event, act):
            return self._before_report()
        if not published.latest:
            return None
        return about(published) if self._telling.is_present(act) else self._news.about_now(published)

    def _is_some_time_ago(self, told: Told) -> bool:
        """Say whether a deed was done before what the report tells of, or whoever is quoted tells it so."""
        claimed = told.act.pos == "VERB" and self._is_claimed(told) and self._telling.is_done(told.act)
        return claimed or self._telling.is_before(told.act)

    def _is_claimed(self, told: Told) -> bool:
        """Say whether an event is told by someone whom the report quotes."""
        entry = told.entry
        return isinstance(entry, Event) and (bool(entry.claim) or is_said(self._document, told.act.i))

    def _before_report(self) -> When | None:
        return When(None, self._last, Precision.INTERVAL, Basis.PUBLISHED) if self._published else None

    def _after_report(self) -> When | None:
        return When(self._first, None, Precision.INTERVAL, Basis.PUBLISHED) if self._published else None
