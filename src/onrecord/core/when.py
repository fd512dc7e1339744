"""When: an interval of days, how sure it is, and how we know.

A `When` is never surer than the words it rests on. Its text form is EDTF level 1 (ISO 8601-2:2019), with the
interval written out where no shorter EDTF form says the same.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """The unit that the words name."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Basis(StrEnum):
    """How we know."""

    SIDECAR = "sidecar"  # the list of reports that came with them, or the command line
    METADATA = "metadata"  # the page's own machine-readable date
    ADDRESS = "address"  # the date in the report's address
    DATELINE = "dateline"  # the first or last lines of the report
    CONTENT = "content"  # worked out from what the report tells
    WORDS = "words"  # the words give it in full
    RELATIVE = "relative"  # the words, counted from the report's date
    NARRATIVE = "narrative"  # the words, counted from what was told before
    PUBLISHED = "published"  # no words: the reporting itself dates it
    HAND = "hand"  # a person corrected it


class Order(StrEnum):
    """How one `When` stands to another."""

    BEFORE = "before"
    AFTER = "after"
    OVERLAPS = "overlaps"
    CANNOT_TELL = "cannot tell"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
_ORDINALS = ("first", "second", "third", "fourth")


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class When:
    """Some time not before `earliest` and not after `latest`; None leaves that side open.

    Attributes:
        earliest: First day it can be, or None (open).
        latest: Last day it can be, or None (open).
        precision: The unit the words name ("in 2008" is a year, though an event in it took a day).
        basis: How we know.
        approximate: The words themselves are fuzzy ("about", "a few years ago").
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    basis: Basis
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a When cannot end ({self.latest}) before it begins ({self.earliest})")

    @classmethod
    def on(cls, day: date, basis: Basis) -> When:
        """Return the When of one calendar day."""
        return cls(day, day, Precision.DAY, basis)

    @property
    def day(self) -> date | None:
        """The single day this is, or None when it is not one day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day it can be; None where either side is open."""
        return (self.earliest, self.latest) if self.earliest and self.latest else None

    def order(self, other: When) -> Order:
        """Say how this stands to `other`; what the bounds do not decide stays undecided.

        A fuzzy time may lie as far beyond its bounds as it is long, and a day at least: about 2014 is not surely
        before March 2015.
        """
        room = max(self._room(), other._room())
        if self._ends_before(other, room):
            return Order.BEFORE
        if other._ends_before(self, room):
            return Order.AFTER
        if self.day and self.day == other.day and not room:
            return Order.OVERLAPS
        return Order.CANNOT_TELL

    def _ends_before(self, other: When, room: timedelta) -> bool:
        """Say whether this surely ends before the other begins, with so much room between them."""
        if self.latest is None or other.earliest is None:
            return False
        return other.earliest - self.latest > room

    def _room(self) -> timedelta:
        """Return how far beyond its bounds a fuzzy time may lie."""
        if not self.approximate:
            return timedelta(0)
        length = self.span[1] - self.span[0] if self.span else timedelta(0)
        return max(length, timedelta(days=1))

    def sort_key(self) -> tuple[date, date]:
        """Order by earliest, then latest possible day; an open side sorts by the side that is known."""
        first = self.earliest or self.latest or date.max
        return (first, self.latest or date.max)

    def edtf(self) -> str:
        """Return the EDTF text: `2022-01-12`, `2008`, `2021-12-06/2021-12-12`, `2008/..`."""
        mark = "~" if self.approximate else ""
        single = self._calendar_unit()
        if single:
            return single + mark
        first = self._cut(self.earliest) + mark if self.earliest else ".."
        last = self._cut(self.latest) + mark if self.latest else ".."
        return f"{first}/{last}"

    def in_words(self) -> str:
        """Return the time as a reader would say it.

        >>> When(date(2008, 1, 1), None, Precision.YEAR, Basis.WORDS).in_words()
        'since 2008'
        >>> When(date(2021, 12, 6), date(2021, 12, 12), Precision.WEEK, Basis.RELATIVE).in_words()
        '6 to 12 December 2021'
        >>> When(date(2019, 6, 1), date(2019, 8, 31), Precision.SEASON, Basis.WORDS).in_words()
        'summer 2019'
        """
        about = "about " if self.approximate else ""
        if stretch := self._named_stretch():
            return about + stretch
        if self._calendar_unit():
            return about + (self._said(self.earliest) if self.earliest else "")
        if self.span:
            first, last = self.span
            begins = str(first.day) if (first.year, first.month) == (last.year, last.month) else _day(first)
            return f"{about}{begins} to {_day(last)}"
        if self.earliest:
            return f"since {about}{self._said(self.earliest)}"
        return f"not after {about}{self._said(self.latest)}" if self.latest else "at some time"

    def _named_stretch(self) -> str:
        """Return the name of the season, quarter, half or century that this fills, or ""."""
        first, last = self.earliest, self.latest
        named = _STRETCHES.get(self.precision)
        if not named or not first or not last or first.day != 1 or (last + timedelta(days=1)).day != 1:
            return ""
        return named(first, 12 * (last.year - first.year) + last.month - first.month + 1)

    def _said(self, end: date) -> str:
        """Return one end no finer than the words name it."""
        unit = self._calendar_unit()
        if unit and unit.endswith("X"):
            return f"the {unit[:3]}0s"
        finest = _FINEST.get(len(unit), Precision.DAY) if unit else self.precision
        if finest is Precision.YEAR:
            return f"{end.year}"
        return f"{_MONTHS[end.month - 1]} {end.year}" if finest is Precision.MONTH else _day(end)

    def _cut(self, end: date) -> str:
        """Return an end of the interval, of an open one no finer than the words: "since 2008" is `2008/..`."""
        if self.span:
            return end.isoformat()
        return end.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision, 10)]

    def _calendar_unit(self) -> str | None:
        """Return the EDTF of the one calendar day, month, year or decade this fills, or None."""
        first, last = self.earliest, self.latest
        if not first or not last:
            return None
        if first == last:
            return first.isoformat()
        if first.day == 1 and (last.year, last.month) == (first.year, first.month):
            month_end = calendar.monthrange(first.year, first.month)[1]
            return f"{first.year:04d}-{first.month:02d}" if last.day == month_end else None
        return _whole_years(first, last)


def in_order(when: When | None) -> str:
    """Return what sorts times as text: the EDTF, and the undated behind all that is dated."""
    return when.edtf() if when else "9999"


def _whole_years(first: date, last: date) -> str | None:
    """Return the EDTF of the year or decade that two days begin and end, or None."""
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return None
    if first.year == last.year:
        return f"{first.year:04d}"
    decade = first.year % 10 == 0 and last.year == first.year + 9
    return f"{first.year // 10:03d}X" if decade else None


def _season(first: date, months: int) -> str:
    if months != 3 or first.month not in _SEASONS:
        return ""
    turns = first.month == 12  # a winter is of two years
    year = f"{first.year}-{(first.year + 1) % 100:02d}" if turns else f"{first.year}"
    return f"{_SEASONS[first.month]} {year}"


def _quarter(first: date, months: int) -> str:
    """Return the name of a quarter, or of a half."""
    if months not in (3, 6) or first.month % months != 1:
        return ""
    part = (first.month - 1) // months
    return f"the {_ORDINALS[part]} {'quarter' if months == 3 else 'half'} of {first.year}"


def _century(first: date, months: int) -> str:
    if months != 1200:
        return ""
    number = first.year // 100 + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in (11, 12, 13) else 0, "th")
    return f"the {number}{ending} century"


# What a stretch that begins on some day and lasts some months is called, by the unit that the words name.
_STRETCHES = {Precision.SEASON: _season, Precision.QUARTER: _quarter, Precision.CENTURY: _century}
# The unit that an EDTF text ends with, by its length.
_FINEST = {4: Precision.YEAR, 7: Precision.MONTH}
