"""Times to dates: every time expression gets its value and its When, every entry the time it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Statement, TimeKind
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.reading import Anchor, Bound
from onrecord.core.when import Precision, When
from onrecord.resolvers.dates.calendar import days_of
from onrecord.resolvers.dates.counting import DatedActs, counted_from_acts, counts_from_act, said_as_times
from onrecord.resolvers.dates.entries import EntryDater
from onrecord.resolvers.dates.govern import TimesByAct
from onrecord.resolvers.dates.order import writes_day_first
from onrecord.resolvers.dates.quoted import dated_by_tellers, opens_quotation
from onrecord.resolvers.dates.report import date_from_content
from onrecord.resolvers.dates.values import Anchors, next_after, value_of
from onrecord.resolvers.dates.when import told_loosely, when_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.extraction import Extraction
    from onrecord.core.reading import Reading

_NEAR = 400  # characters
_TOGETHER = len(" and ")  # characters between two days that are told together
_FIGURES = re.compile(r"(\d\d?)[/-](\d\d?)[/-]\d")
_YEAR_EARLIER = re.compile(r"\b(?:a |one |the )?year[- ](?:ago|earlier|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateResolver:
    """Dates the time expressions and the entries of a report."""

    name = "dates 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with its times and entries dated."""
        report = extraction.report
        published = report.published or date_from_content(document, extraction.times)
        order = writes_day_first(report)
        times = _counted(document, times_around(extraction.times, published, order))
        entries = _dated(document, extraction.entries, times, published)
        in_speech = _by_speaker(document, entries, times, order)
        if in_speech != times:
            times = _counted(document, in_speech)
            entries = _dated(document, extraction.entries, times, published)
        return replace(
            extraction,
            report=replace(report, published=published),
            times=said_as_times(times),
            entries=entries,
            problems=(*extraction.problems, *_problems(extraction, times, published)),
        )


def _counted(document: Document, times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Return the times, those that count from an act of the report counted from its day."""
    if not any(map(counts_from_act, times)):
        return times
    dated = DatedActs(document, times, TimesByAct(document, times))
    return counted_from_acts(document, times, dated)


def _dated(
    document: Document, entries: tuple[Entry, ...], times: tuple[TimeExpression, ...], published: When | None
) -> tuple[Entry, ...]:
    dater = EntryDater(document, times, published)
    return dated_by_tellers(document, tuple(map(dater.dated, entries)), dater.is_past)


def _by_speaker(
    document: Document, entries: tuple[Entry, ...], times: tuple[TimeExpression, ...], order: bool | None
) -> tuple[TimeExpression, ...]:
    """Return the times, those in the very words of one who spoke on another day counted from that day.

    In reported speech it is the reporter who says "tomorrow".
    """
    counted = list(times)
    starts = [time.citation.start for time in times]
    for entry in entries:
        if not isinstance(entry, Statement) or not _is_dated_by_words(entry):
            continue
        for piece in entry.content:
            if not opens_quotation(document.report.text, piece.start):
                continue
            inside = slice(bisect_left(starts, piece.start), bisect_left(starts, piece.end))
            again = times_around(tuple(counted[inside]), entry.when, order)
            counted[inside] = [
                new if old.reading and old.reading.anchor is Anchor.REPORT else old
                for old, new in zip(counted[inside], again, strict=True)
            ]
    return tuple(counted)


def _is_dated_by_words(entry: Statement) -> bool:
    """Say whether words outside a statement tell, with both bounds, when it was made."""
    when, words = entry.when, entry.when_words
    if not when or not words or when.approximate or not when.earliest or not when.latest:
        return False
    return not any(piece.start <= words.start < piece.end for piece in entry.content)


def _problems(
    extraction: Extraction, times: tuple[TimeExpression, ...], published: When | None
) -> Iterator[Problem]:
    """Yield, once a report, that words wait for a date that nothing gives."""
    waiting = next((time for time in times if _waits(time)), None)
    if waiting and not (published and published.day):
        report = extraction.report
        known = f"its text tells no more than {published.edtf()}" if published else "nothing in its text tells one"
        yield Problem(
            ProblemKind.NO_DATE,
            f"the report has no date of its own and {known}: '{waiting.citation.words}' and what hangs on it stay "
            "as open. Give a date with --published.",
            report.path,
            report.id,
            waiting.citation.start,
            waiting.citation.end,
        )


def _waits(time: TimeExpression) -> bool:
    return bool(not time.value and time.reading and time.reading.anchor is not Anchor.NONE)


def times_around(
    times: tuple[TimeExpression, ...], published: When | None, order: bool | None = None
) -> tuple[TimeExpression, ...]:
    """Return the times dated from a report's date; from a stretch of days, only as far as both its ends agree.

    Args:
        times: The times as read.
        published: The date.
        order: Whether the report's makers put the day first in figures, where that is known.
    """
    if not published or not published.earliest or not published.latest:
        return dated_times(times, None, order)
    first = dated_times(times, published.earliest, order)
    if published.day:
        return first
    last = dated_times(times, published.latest, order)
    return tuple(map(_agreed, first, last))


def _agreed(one: TimeExpression, other: TimeExpression) -> TimeExpression:
    if one.value == other.value or not one.when or not other.when:
        return one if one.value == other.value else replace(one, value="", when=None)
    starts, ends = (one.when.earliest, other.when.earliest), (one.when.latest, other.when.latest)
    when = When(
        min((day for day in starts if day), default=None) if all(starts) else None,
        max((day for day in ends if day), default=None) if all(ends) else None,
        Precision.INTERVAL,
        one.when.basis,
        approximate=True,
    )
    return replace(one, value="", when=when)


def dated_times(
    times: tuple[TimeExpression, ...], day: date | None, order: bool | None = None
) -> tuple[TimeExpression, ...]:
    """Return the times with their values, each counted from the report's day or from those told before."""
    told = quarter = ""
    told_day: date | None = None
    quarter_at = -_NEAR
    own = _own_order(times)
    day_first = order if own is None else own
    dated: list[TimeExpression] = []
    for time in times:
        reading = time.reading
        if not reading:
            dated.append(time)
            continue
        near = quarter if _speaks_of_quarter(time, quarter_at) else ""
        if reading.anchor is Anchor.ACT:
            dated.append(replace(time, value="" if reading.clock else reading.value))
            continue
        together = bool(dated) and 0 < time.citation.start - dated[-1].citation.end <= _TOGETHER
        value = next_after(reading, dated[-1], day) if together else ""
        value = value or value_of(reading, Anchors(day, told, told_day, near, day_first))
        start = told_day if reading.anchor is Anchor.TOLD else day
        when = when_of(time, value, start) if value else told_loosely(reading, told)
        dated.append(replace(time, value=value, when=when))
        if "-Q" in reading.value and value:
            quarter, quarter_at = value, time.citation.end
        days = days_of(value)
        if not value and reading.value.startswith("XXXX-WXX"):
            told, told_day = "", None  # a day was told, though not which
        if days and time.kind is not TimeKind.SET and _is_told_of(time, reading):
            told = value.partition("T")[0]
            told_day = days[0] if days[0] == days[1] else told_day
    return tuple(dated)


def _is_told_of(time: TimeExpression, reading: Reading) -> bool:
    """Say whether what comes next may count from a time: not from the far end of "the first since 2019"."""
    open_ended = reading.bound in (Bound.SINCE, Bound.BEFORE, Bound.UNTIL) and reading.anchor is Anchor.NONE
    return not open_ended and not _YEAR_EARLIER.search(time.citation.words)


def _own_order(times: tuple[TimeExpression, ...]) -> bool | None:
    """Return whether the dates in figures that leave no doubt put the day first; None where they do not tell."""
    found = [found for time in times if (found := _FIGURES.match(time.citation.words))]
    ways = {int(one[1]) > 12 for one in found if (int(one[1]) > 12) != (int(one[2]) > 12)}
    return ways.pop() if len(ways) == 1 else None


def _speaks_of_quarter(time: TimeExpression, quarter_at: int) -> bool:
    """Say whether the words mean a quarter told before: "the quarter", or "a year earlier" not far behind one."""
    if time.reading and time.reading.unit == "Q":
        return True
    words = time.citation.words.lower()
    if not _YEAR_EARLIER.search(words):
        return False
    return words.endswith(("period", "quarter")) or time.citation.start - quarter_at < _NEAR
