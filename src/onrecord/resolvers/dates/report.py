"""The report's own date where nothing outside it tells: from its first and last lines, else from what it tells.

Never today's date, and never surer than the content: a weekday with its date gives the year; the last day told as
past is one the report cannot be older than.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.reading import Anchor, Bound, Tense
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.calendar import days_of
from onrecord.resolvers.dates.words import in_order, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.core.entry import TimeExpression

_AROUND = 14  # days that news stays news
_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_LAST_YEAR = 9999
_FIRST, _LAST = 6, 2  # passages looked at from the start and from the end


def date_from_content(document: Document, times: Iterable[TimeExpression]) -> When | None:
    """Return the report's own date as far as its text gives it away, or None."""
    found = tuple(time for time in times if time.reading)
    return _line_of_its_own(document, found) or _from_weekday(document, found) or _not_before(found)


def _line_of_its_own(document: Document, times: tuple[TimeExpression, ...]) -> When | None:
    """Return the full date that stands alone in one of the first or last passages."""
    passages = (*document.passages[:_FIRST], *document.passages[-_LAST:])
    for passage in passages:
        for time in times:
            if not passage.start <= time.citation.start < passage.end:
                continue
            before = document.report.text[passage.start : time.citation.start]
            after = document.report.text[time.citation.end : passage.end]
            day = _full_day(time)
            if day and pattern("date_label").fullmatch(before) and not re.search(r"\w{3}", after):
                return When.on(day, Basis.DATELINE)
    return None


def _from_weekday(document: Document, times: tuple[TimeExpression, ...]) -> When | None:
    """Return the days around a date whose weekday tells its year: "Wednesday's meeting on 12 January"."""
    past = [days[0] for time in times if (days := _past_days(time))]
    if not past:
        return None
    together = [(time, group) for group in _by_sentence(document, times) for time in group]
    spans = [span for time, group in together if (span := _span(time, group, max(past)))]
    return _overlap(spans) if spans else None


def _by_sentence(document: Document, times: tuple[TimeExpression, ...]) -> Iterable[list[TimeExpression]]:
    """Return the times of each sentence that has any."""
    groups: dict[int, list[TimeExpression]] = defaultdict(list)
    for time in times:
        groups[_sentence(document, time)].append(time)
    return groups.values()


def _overlap(spans: list[tuple[date, date]]) -> When:
    """Return the days that all spans allow, as far as they do."""
    earliest = max(first for first, _ in spans)
    latest = min((last for _, last in spans if last >= earliest), default=earliest)
    return When(earliest, latest, Precision.INTERVAL, Basis.CONTENT, approximate=True)


def _span(time: TimeExpression, group: list[TimeExpression], known: date) -> tuple[date, date] | None:
    """Return the days on which the report may be from, by a date whose weekday is told in its sentence."""
    reading = time.reading
    open_day = _OPEN_DAY.fullmatch(reading.value) if reading and reading.anchor is Anchor.REPORT else None
    weekday = _weekday_beside(time, group) if open_day else None
    if not reading or not open_day or weekday is None:
        return None
    day = _first_on_weekday(int(open_day[1]), int(open_day[2]), weekday, known.year)
    if not day:
        return None
    before = timedelta(0 if reading.tense is Tense.PAST else _AROUND)
    after = timedelta(0 if reading.tense is Tense.FUTURE else _AROUND)
    return day - before, day + after


def _first_on_weekday(month: int, number: int, weekday: int, since: int) -> date | None:
    """Return the day of a month in the first of seven years in which it falls on a weekday."""
    for year in range(since, min(since + 7, _LAST_YEAR)):
        try:
            day = date(year, month, number)
        except ValueError:
            continue
        if day.weekday() == weekday:
            return day
    return None


def _weekday_beside(time: TimeExpression, group: list[TimeExpression]) -> int | None:
    """Return the weekday said with a date, or by the only other time of its sentence; Monday is 0."""
    said = _weekday_in(time.citation.words)
    if said is not None:
        return said
    if len(group) != 2:
        return None
    others = [one for one in group if one is not time]
    bare = [one for one in others if one.reading and one.reading.value.startswith("XXXX-WXX")]
    return _weekday_in(bare[0].citation.words) if bare else None


def _weekday_in(words: str) -> int | None:
    lower = words.lower()
    return next((number for number, name in enumerate(in_order("weekdays")) if name in lower), None)


def _sentence(document: Document, time: TimeExpression) -> int:
    covered = document.tokens_in(time.citation.start, time.citation.end)
    return document.tokens[covered[0]].sentence if covered else -1


def _not_before(times: tuple[TimeExpression, ...]) -> When | None:
    """Return "not before the last time told as past", open at the end."""
    past = [time for time in times if time.reading and time.reading.tense is Tense.PAST]
    starts = [days[0] for time in past if (days := _past_days(time))]
    if not starts:
        return None
    return When(max(starts), None, Precision.INTERVAL, Basis.CONTENT, approximate=True)


def _full_day(time: TimeExpression) -> date | None:
    days = days_of(time.value) if time.reading and time.reading.anchor is Anchor.NONE else None
    return days[0] if days and days[0] == days[1] else None


def _past_days(time: TimeExpression) -> tuple[date, date] | None:
    """Return the days of a time given in full and not told as ahead."""
    reading = time.reading
    if not reading or reading.anchor is not Anchor.NONE:
        return None
    if reading.tense is Tense.FUTURE and reading.bound is not Bound.SINCE:
        return None
    days = days_of(time.value)
    return days[:2] if days and (days[1] - days[0]).days < 400 else None
