"""The brief's part on when it turned: each day with one sentence that tells it, in order of time.

A day stands over a sentence that readers take for what happened on it. So the sentence must name the day, or be of
a report of that day; who "he" is must be told; and nothing that stands under a picture is of any day. Reports date
much that is of no dispute: what one report alone tells is told where it is its news, or is between two parties.
What befalls one party alone (an election, a coup, a death) is told where several reports tell it that copy nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.counted import counted
from onrecord.core.entry import Event, Status
from onrecord.core.finding import KeyDate
from onrecord.core.when import Basis, Precision
from onrecord.core.who import ActorKind, is_unnamed
from onrecord.record.edtf import when_by_hand
from onrecord.show.blocks import Item, fitting
from onrecord.show.line import SHORT_ID
from onrecord.show.parties import Parties
from onrecord.show.phrases import (
    before_pronoun,
    by_pronoun,
    hangs,
    is_mood,
    is_printed,
    is_whole,
    names_another_year,
    points_back,
    tells,
    tells_of_year,
    tells_what_was,
    unprinted,
)
from onrecord.show.voices import NEXT_DAYS
from onrecord.show.wants import is_mere

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from onrecord.casebook import Casebook
    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding, Telling
    from onrecord.core.report import Citation
    from onrecord.core.when import When
    from onrecord.show.agreeing import Agreeing, Days
    from onrecord.show.sentences import Sentences

_CALENDAR = (Basis.WORDS, Basis.RELATIVE, Basis.HAND)
# Of a day that a sentence names without its year, so long after, the year is that of what was told before it.
_OF_THIS_YEAR = timedelta(days=90)
_NOW = ("today", "now")
_WIDE = re.compile(r"\b(?:week|month|year)s?\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_OF_ONE_PARTY = 3  # independent reports that tell a happening to which nobody else is party
_LOOKED_BACK = 3  # reports that tell of a day on which the best sentence but looks back
_NEXT_DAY = timedelta(days=1)  # on which papers print it


class Dated(IntEnum):
    """How a sentence is of a day, the surest first."""

    NAMED = 0  # it names the day
    FOLLOWED = 1  # its words count from what was told before
    REPORTED = 2  # its report is of that day
    LOOKING_BACK = 3  # it is of another time: "since the coup on April 7"
    IN_A_NAME = 4  # it names something that is called by the day: "an April 7 attack"


_HOW = {Dated.REPORTED: "reported", Dated.LOOKING_BACK: "looking back"}


class Told(NamedTuple):
    """A telling that can stand under a day."""

    dated: Dated
    telling: Telling
    words: str
    who: str


class Turning:
    """Puts the days on which it turned into lines.

    Args:
        sentences: The sentences of the reports.
        book: What the record holds.
        printed: The sentences printed so far.
        agreeing: Says how many independent reports tell one happening.
        days: Of the stances that are printed: a happening is told once.
    """

    def __init__(
        self,
        sentences: Sentences,
        book: Casebook,
        printed: Collection[str],
        agreeing: Agreeing,
        days: Mapping[str, Days] | None = None,
    ) -> None:
        self._sentences = sentences
        self._days = days or {}
        self._agreeing = agreeing
        self._names = book.names
        self._actors = book.actors
        self._printed = list(printed)
        self._lines = {line.entry.id: line for line in book.lines}
        self._published = {report.id: report.published for report in book.reports}
        self._parties = Parties(book)
        self._told: dict[str, list[tuple[Citation, Entry]]] = defaultdict(list)
        for line in book.lines:
            self._told[line.report.id] += [(one, line.entry) for one in line.entry.pieces]
        persons = (one for one in self._actors.values() if one.kind is ActorKind.PERSON and not is_unnamed(one.id))
        self._surnames = {called.split()[-1] for one in persons for called in (one.name, *one.aliases) if called}

    def items(self, found: Iterable[Finding], room: int) -> list[Item]:
        """Return a line for each day that a sentence can tell: those with room in order of time, then the rest."""
        ranked = sorted(
            ((finding.says, finding) for finding in found if isinstance(finding.says, KeyDate)),
            key=lambda pair: pair[0].rank,
        )
        items = [(says, item) for says, finding in ranked if (item := self._item(says, finding))]
        taken = list(fitting((item for _, item in items), room))
        chosen = sorted((pair for pair in items if pair[1] in taken), key=lambda pair: pair[0].when)
        return [*(item for _, item in chosen), *(item for _, item in items if item not in taken)]

    def _item(self, says: KeyDate, finding: Finding) -> Item | None:
        count = len(finding.reports)
        note = f"({counted(count, 'report')})" if count > 1 else ""
        if not finding.tellings:
            return Item(day_in_words(says.when), "", says.what, note, finding.id[:SHORT_ID])
        when = when_by_hand(says.when)
        if when is None:
            return None
        told = [one for telling in finding.tellings if (one := self._as_told(telling, when))]
        told = [one for one in told if one.dated is not Dated.IN_A_NAME and self._is_a_turn(one, when, finding)]
        told = [one for one in told if not (is_printed(one.words, self._printed) or self._is_told(one, when))]
        if not told:
            return None
        best = min(told, key=self._place)
        words = unprinted(best.words, self._printed)
        self._printed.append(best.words)
        how = ", ".join(filter(None, (_HOW.get(best.dated, ""), best.who)))
        return Item(day_in_words(says.when), f"{how}:" if how else "", words, note, finding.id[:SHORT_ID])

    def _is_told(self, told: Told, when: When) -> bool:
        """Say whether what a party wants is told by the same of that party and day."""
        doers = {one.side for entry in self._entries(told.telling) for one in entry.doers}
        same = (words for words, one in self._days.items() if when.day in one.days and one.party in doers)
        return any(self._agreeing.tell_one(told.words, words) for words in same)

    def _as_told(self, telling: Telling, when: When) -> Told | None:
        """Return a telling as it stands under a day or year; None where it cannot."""
        day = when.day
        words = self._sentences.dated(telling.citation, day)
        dated = self._dated(telling, day) if day else self._of_year(telling, when, words)
        who = self._who(telling, words)
        if dated is None or who is None or not self._tells_of(telling, when, words):
            return None
        return Told(dated, telling, words, who)

    def _tells_of(self, telling: Telling, when: When, words: str) -> bool:
        """Say whether a sentence tells of a time by itself: whole, of no other year, of nobody named before it."""
        is_counted = self._sentences.counts_from_another(telling.citation)
        if not is_counted and not self._sentences.stands_alone(telling.citation):
            return False  # the sentence before it, with which it would be printed, is of another day
        whole = words[2:3].upper() + words[3:] if is_counted else words
        known = when.earliest or when.latest
        is_of_it = known is None or not names_another_year(words, known.year)
        is_nothing = tells(words, "no_news") or tells(_QUOTED.sub("", words), "firsthand") or is_mood(words)
        return is_of_it and is_whole(whole) and not (hangs(words) or points_back(words) or is_nothing)

    def _dated(self, telling: Telling, day: date) -> Dated | None:
        """Return how a telling's sentence is of a day, None where it is of none or of another."""
        known = self._published.get(telling.citation.report)
        appeared = known.day if known else None
        if not self._sentences.is_of(telling, day) or (appeared and not self._can_be(telling, day, appeared)):
            return None
        by_the_way = self._by_the_way(telling, day)
        if by_the_way is not None:
            return by_the_way
        if self._tells_day(telling, day):
            return self._named(telling)
        followed = appeared is not None and day <= appeared <= day + _NEXT_DAY
        return Dated.REPORTED if followed and self._may_be_of(telling, day) else None

    def _by_the_way(self, telling: Telling, day: date) -> Dated | None:
        """Return how a sentence names a day that is not its news: in a name, or looking back."""
        if self._sentences.only_names(telling, day) or self._is_of_two_days(telling, day):
            return Dated.IN_A_NAME
        if not self._sentences.looks_back(telling, day):
            return None
        return Dated.IN_A_NAME if self._sentences.names_but_a_weekday(telling, day) else Dated.LOOKING_BACK

    def _may_be_of(self, telling: Telling, day: date) -> bool:
        """Say whether the entry of a telling is of a day, or there is none."""
        entry = self._entry(telling)
        return entry is None or (entry.when is not None and entry.when.day == day)

    def _is_of_two_days(self, telling: Telling, day: date) -> bool:
        """Say whether a sentence is of "today" and names this day besides: "at the trial that began on May 3"."""
        by_date = not self._sentences.names_but_a_weekday(telling, day)
        return by_date and self._sentences.is_of_today(telling, day)

    def _can_be(self, telling: Telling, day: date, appeared: date) -> bool:
        """Say whether a report of a day can mean this day: not one behind it, nor one of another week or year."""
        if day > appeared:
            return False  # nor had it been when the report appeared
        if appeared - day == NEXT_DAYS and self._sentences.names_but_a_weekday(telling, day):
            return False
        return appeared - day <= _OF_THIS_YEAR or self._sentences.names_year(telling, day.year)

    def _tells_day(self, telling: Telling, day: date) -> bool:
        """Say whether a telling's own words name a day."""
        entry = self._entry(telling)
        if entry is None:
            return self._sentences.names(telling, day)
        return entry.when is not None and entry.when.day == day and self._names_its_day(telling, entry)

    def _named(self, telling: Telling) -> Dated:
        entry = self._entry(telling)
        is_of_calendar = entry is None or (entry.when is not None and entry.when.basis in _CALENDAR)
        return Dated.NAMED if is_of_calendar else Dated.FOLLOWED

    def _names_its_day(self, telling: Telling, entry: Entry) -> bool:
        """Say whether the words that date an entry stand in the sentence.

        A clock ("at 10:11") names no day, nor does "last week"; "today" is nowadays as often, and tells no more
        than the report's date.
        """
        words, when = entry.when_words, entry.when
        if words is None:
            return when is not None and when.basis in _CALENDAR
        first, last = self._sentences.bounds(telling.citation)
        said = words.words.casefold()
        is_day = when is not None and when.precision is not Precision.TIME and said not in _NOW
        return is_day and not _WIDE.search(said) and first <= words.start < last

    def _of_year(self, telling: Telling, when: When, words: str) -> Dated | None:
        """Return that a sentence is of a year, if it tells what was in it.

        "Last year" is not when it turned, and "since the 2011 uprising" may be of any year after.
        """
        known = when.earliest or when.latest
        if known is None or self._sentences.is_beside(telling.citation):
            return None
        return Dated.NAMED if tells_of_year(words, known.year) else None

    def _place(self, told: Told) -> tuple[int, bool, bool, int]:
        """Return where a telling stands among those of its day, the best first.

        A sentence of which nothing was taken tells hardly anything. One that is printed whole goes before one
        that is cut, then the one that names most parties.
        """
        tells = bool(self._entries(told.telling))
        alone = self._sentences.stands_alone(told.telling.citation)
        is_cut = told.words.endswith("…")
        return told.dated + 2 * (not tells), not alone, is_cut, -len(self._parties.named_in(told.words))

    def _is_a_turn(self, told: Told, when: When, finding: Finding) -> bool:
        """Say whether what a finding's reports tell of a time is a turn of the dispute.

        The news of one is; so is what further sentences date where several do, or where they name two parties,
        and tell more than what somebody held to be so: whom else they name in passing is no matter. What names but
        one party, whose neither word nor deed it is, is none unless several independent reports tell it, or a
        chronicle has it: somebody chose it for a turn.
        """
        if told.dated is Dated.LOOKING_BACK and len(finding.reports) < _LOOKED_BACK:
            return False
        entries = self._entries(told.telling)
        several = len(self._parties.named_in(told.words)) > 1
        is_shared = self._is_many(told, when, finding)
        if not (is_shared or several or self._concerns_a_party(told.telling, entries)):
            return False
        mere = bool(entries) and all(map(is_mere, entries))
        if told.dated is Dated.REPORTED:
            return not mere and self._is_news(told, is_shared)
        between = not mere and (is_shared or several or len(finding.reports) > 1)
        return self._was(told) and (between or self._sentences.leads(told.telling.citation))

    def _is_many(self, told: Told, when: When, finding: Finding) -> bool:
        """Say whether what concerns but one party is told by several who are independent, or by a chronicle."""
        if not self._parties.named_in(told.words):
            return False
        return self._sentences.is_chronicled(told.telling.citation) or self._is_shared(told, when, finding)

    def _was(self, told: Told) -> bool:
        """Say whether words tell what was: what is on a picture, or is still to come, turned nothing."""
        return self._sentences.is_chronicled(told.telling.citation) or tells_what_was(told.words)

    def _concerns_a_party(self, telling: Telling, entries: Sequence[Entry]) -> bool:
        """Say whether a party says or does what a sentence tells; of a report's news also whether it befalls one.

        "The president was ousted on Friday" has no doer whom anybody could name.
        """
        if any(map(self._is_a_partys, entries)):
            return True
        return self._sentences.leads(telling.citation) and any(map(self._befalls_a_party, entries))

    def _befalls_a_party(self, entry: Entry) -> bool:
        """Say whether an entry is of what was surely done to a party of the dispute."""
        if not isinstance(entry, Event) or entry.status is not Status.HAPPENED or entry.doubts_targets:
            return False
        return any(self._parties.is_one(one.side) for one in entry.targets)

    def _is_shared(self, told: Told, when: When, finding: Finding) -> bool:
        """Say whether so many independent reports tell the same of a time that one party is enough."""
        same = self._agreeing.reports(told.telling.citation, when, finding.tellings)
        return same >= _OF_ONE_PARTY

    def _is_news(self, told: Told, is_shared: bool) -> bool:
        """Say whether what nothing dates but its report is its headline; what others share it may begin with, too.

        What opinions begin with is of no day.
        """
        begins = self._sentences.leads if is_shared else self._sentences.heads
        return begins(told.telling.citation) and not by_pronoun(told.words)

    def _is_a_partys(self, entry: Entry) -> bool:
        """Say whether a party of the dispute says or does it."""
        by = entry.sources if isinstance(entry, Event) else (entry.speaker,)
        return any(one is not None and self._parties.is_one(one.party or one.actor) for one in by)

    def _entries(self, telling: Telling) -> list[Entry]:
        """Return what was taken of a telling's sentence."""
        first, last = self._sentences.bounds(telling.citation)
        told = self._told[telling.citation.report]
        return [entry for one, entry in told if first <= one.start and one.end <= last]

    def _who(self, telling: Telling, words: str) -> str | None:
        """Return who says it where the sentence has but "he" or "she" for them; None where nobody can tell."""
        before = before_pronoun(words)
        if before is None or any(name in before for name in self._surnames):
            return ""  # who is named before it is mostly meant
        entry = self._entry(telling)
        speaker = None if entry is None or isinstance(entry, Event) else entry.speaker
        actor = speaker.actor if speaker else None
        if actor is None or is_unnamed(actor) or (speaker and actor == speaker.party):
            return None
        return self._names.get(actor)

    def _entry(self, telling: Telling) -> Entry | None:
        line = self._lines.get(telling.entry or "")
        return line.entry if line else None


def day_in_words(edtf: str) -> str:
    """Return a day or time in words.

    >>> day_in_words("2022-02-24"), day_in_words("")
    ('24 February 2022', 'undated')
    """
    when: When | None = when_by_hand(edtf) if edtf else None
    return when.in_words() if when else "undated"
