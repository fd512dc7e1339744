"""Times to dates: every time expression gets its value and its When, every entry the time it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.reading import Anchor
from onrecord.core.when import Precision, When
from onrecord.resolvers.dates.counted_from import counts_from_act
from onrecord.resolvers.dates.counting import DatedActs, counted_from_acts, said_as_times
from onrecord.resolvers.dates.entries import EntryDater
from onrecord.resolvers.dates.govern import TimesByAct
from onrecord.resolvers.dates.live import pieces
from onrecord.resolvers.dates.order import writes_day_first
from onrecord.resolvers.dates.quoted import dated_by_tellers, opens_quotation
from onrecord.resolvers.dates.report import date_from_content
from onrecord.resolvers.dates.story import dated_times
from onrecord.resolvers.dates.telling import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.extraction import Extraction
    from onrecord.resolvers.dates.live import Piece


@dataclass(frozen=True, slots=True)
class DateResolver:
    """Dates the time expressions and the entries of a report."""

    name = "dates 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with its times and entries dated."""
        report = extraction.report
        published = report.published or date_from_content(document, extraction.times)
        order = writes_day_first(report)
        parts = pieces(report, published)
        times = _counted(document, _read_in(parts, extraction.times, order))
        entries = _dated(document, extraction.entries, times, parts)
        in_speech = _by_speaker(document, entries, times, order)
        if in_speech != times:
            times = _counted(document, in_speech)
            entries = _dated(document, extraction.entries, times, parts)
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


def _read_in(
    parts: Sequence[Piece], times: tuple[TimeExpression, ...], order: bool | None
) -> tuple[TimeExpression, ...]:
    """Return the times, each counted from the day of the piece of the report that it stands in."""
    inside = (tuple(time for time in times if part.holds(time.citation.start)) for part in parts)
    return tuple(
        time for part, its in zip(parts, inside, strict=True) for time in times_around(its, part.published, order)
    )


def _dated(
    document: Document, entries: tuple[Entry, ...], times: tuple[TimeExpression, ...], parts: Sequence[Piece]
) -> tuple[Entry, ...]:
    daters = [(part, EntryDater(document, times, part)) for part in parts]
    dated = tuple(dater.dated(entry) for entry in entries for part, dater in daters if part.holds(_place(entry)))
    return dated_by_tellers(document, dated, Telling(document).is_past)


def _place(entry: Entry) -> int:
    return entry.trigger.start if isinstance(entry, Event) else entry.content[0].start


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
    """Return a time as far as it is the same from the first and from the last day that a report can be of."""
    if one.value == other.value:
        return one
    when = _around(one.when, other.when) if one.when and other.when else None
    return replace(one, value="", when=when)


def _around(one: When, other: When) -> When:
    """Return the stretch that takes in both, open where either is."""
    first = min(one.earliest, other.earliest) if one.earliest and other.earliest else None
    last = max(one.latest, other.latest) if one.latest and other.latest else None
    return When(first, last, Precision.INTERVAL, one.basis, approximate=True)
