"""The times of a report in the order in which it tells them: each gets its value and its When.

Part of `dates`. A time counts from the day of the report, or from what was told before it: "the next day", "the
quarter", "a year earlier".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound
from onrecord.resolvers.dates.calendar import days_of
from onrecord.resolvers.dates.values import Anchors, next_after, value_of
from onrecord.resolvers.dates.when import told_loosely, when_of
from onrecord.resolvers.dates.words import in_order, pattern

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.entry import TimeExpression
    from onrecord.core.reading import Reading

_NEAR = 400  # characters
_TOGETHER = len(" and ")  # characters between two days that are told together
_FIGURES = re.compile(r"(\d\d?)[/-](\d\d?)[/-]\d")
_QUARTERS = in_order("quarters")


def dated_times(
    times: tuple[TimeExpression, ...], day: date | None, order: bool | None = None
) -> tuple[TimeExpression, ...]:
    """Return the times with their values, each counted from the report's day or from those told before."""
    own = _own_order(times)
    story = _Story(day, order if own is None else own)
    return tuple(map(story.dated, times))


class _Story:
    """What was told so far, from which the next times may count."""

    def __init__(self, day: date | None, day_first: bool | None) -> None:
        self._day = day
        self._day_first = day_first
        self._before: TimeExpression | None = None
        self._told = ""
        self._told_day: date | None = None
        self._quarter = ""
        self._quarter_at = -_NEAR

    def dated(self, time: TimeExpression) -> TimeExpression:
        """Return the next time, dated; what comes after it may count from it."""
        self._before = self._counted(time)
        return self._before

    def _counted(self, time: TimeExpression) -> TimeExpression:
        reading = time.reading
        if not reading:
            return time
        if reading.anchor is Anchor.ACT:
            return replace(time, value="" if reading.clock else reading.value)
        value = self._by_one_beside(time, reading) or value_of(reading, self._anchors(time))
        start = self._told_day if reading.anchor is Anchor.TOLD else self._day
        when = when_of(time, value, start) if value else told_loosely(reading, self._told)
        self._note(time, reading, value)
        return replace(time, value=value, when=when)

    def _by_one_beside(self, time: TimeExpression, reading: Reading) -> str:
        """Return the value of a time told together with the one before it: "December and January"."""
        if self._before and 0 < time.citation.start - self._before.citation.end <= _TOGETHER:
            return next_after(reading, self._before, self._day)
        return ""

    def _anchors(self, time: TimeExpression) -> Anchors:
        quarter = self._quarter if _speaks_of_quarter(time, self._quarter_at) else ""
        return Anchors(self._day, self._told, self._told_day, quarter, self._day_first)

    def _note(self, time: TimeExpression, reading: Reading, value: str) -> None:
        """Keep what the times that follow may count from."""
        if "-Q" in reading.value and value:
            self._quarter, self._quarter_at = value, time.citation.end
        if not value and reading.value.startswith("XXXX-WXX"):
            self._told, self._told_day = "", None  # a day was told, though not which
        days = days_of(value)
        if days and time.kind is not TimeKind.SET and _is_told_of(time, reading):
            self._told = value.partition("T")[0]
            self._told_day = days[0] if days[0] == days[1] else self._told_day


def _is_told_of(time: TimeExpression, reading: Reading) -> bool:
    """Say whether what comes next may count from a time: not from the far end of "the first since 2019"."""
    open_ended = reading.bound in (Bound.SINCE, Bound.BEFORE, Bound.UNTIL) and reading.anchor is Anchor.NONE
    return not open_ended and not pattern("year_earlier").search(time.citation.words)


def _own_order(times: tuple[TimeExpression, ...]) -> bool | None:
    """Return whether the dates in figures that leave no doubt put the day first; None where they do not tell."""
    figures = [found for time in times if (found := _FIGURES.match(time.citation.words))]
    ways = {int(one[1]) > 12 for one in figures if (int(one[1]) > 12) != (int(one[2]) > 12)}
    return ways.pop() if len(ways) == 1 else None


def _speaks_of_quarter(time: TimeExpression, quarter_at: int) -> bool:
    """Say whether the words mean a quarter told before: "the quarter", or "a year earlier" not far behind one."""
    if time.reading and time.reading.unit == "Q":
        return True
    words = time.citation.words.lower()
    if not pattern("year_earlier").search(words):
        return False
    return words.endswith(_QUARTERS) or time.citation.start - quarter_at < _NEAR
