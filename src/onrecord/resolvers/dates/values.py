"""A reading and its anchor become a TIMEX3 value: which Friday, which May, which quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.reading import Anchor, Reading, Tense
from onrecord.resolvers.dates.calendar import counted, days_of, named_day, same_day, unit_days

if TYPE_CHECKING:
    from onrecord.core.entry import TimeExpression
    from onrecord.core.when import Precision

_FAR = 300  # a date that its tense puts further off than this many days is taken to be the near one
_CLOSE = 75
_FAR_BACK = 180
_MONTHS_AROUND = 12  # in which a day of the month falls on a weekday
_OPEN = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")
_FULL = re.compile(r"(\d{4})-(\d\d(?:-\d\d)?)")


@dataclass(frozen=True)
class Anchors:
    """From where relative words count.

    Attributes:
        report: The day of the report, or of the one who is quoted; None where it is not known.
        told: TIMEX3 value of the time last told; empty where nothing was told.
        told_day: The day last told.
        quarter: The quarter that the words look back to; empty where they do not.
        day_first: Whether the report writes 12 January as 12/01; None where nothing tells.
    """

    report: date | None
    told: str = ""
    told_day: date | None = None
    quarter: str = ""
    day_first: bool | None = None


def value_of(reading: Reading, anchors: Anchors) -> str:
    """Return the TIMEX3 value, or "" where no anchor gives one.

    >>> friday = Reading("XXXX-WXX-5", Anchor.REPORT, tense=Tense.PAST)
    >>> value_of(friday, Anchors(date(2022, 1, 12)))
    '2022-01-07'
    """
    if reading.value.startswith("P") or reading.value.endswith("_REF") or reading.anchor is Anchor.NONE:
        return reading.value + (reading.clock if reading.value[:1].isdigit() else "")
    try:
        return _beyond(_anchored(reading, anchors), reading, anchors)
    except (ValueError, OverflowError):
        return ""


def _beyond(value: str, reading: Reading, anchors: Anchors) -> str:
    """Return the value so many days on; one counted in months or years from the day itself that is so far away."""
    if not reading.beyond or not value:
        return value
    days = days_of(value)
    if days and days[0] == days[1]:
        return (days[0] + timedelta(days=reading.beyond)).isoformat()
    day = anchors.report if reading.anchor is Anchor.REPORT else anchors.told_day
    if not day or reading.unit not in ("M", "Y"):
        return value
    start = same_day(day, int(reading.shift) * (12 if reading.unit == "Y" else 1))
    return (start + timedelta(days=reading.beyond)).isoformat()


def next_after(reading: Reading, before: TimeExpression, day: date | None) -> str:
    """Return the value of a month or day of no year that is told with one ahead of the report, or "".

    Of "December and January", in a report of November, the January is that of the year after.
    """
    days = days_of(before.value)
    if not day or not days or days[1] < day or not before.reading or "W" in before.reading.value:
        return ""
    open_day, full = _OPEN.fullmatch(reading.value), _FULL.fullmatch(before.value)
    if not open_day or not full or reading.unit or reading.shift:
        return ""
    length = min(len(open_day[1]), len(full[2]))
    year = int(full[1]) + (open_day[1][:length] < full[2][:length])
    return f"{year:04d}-{open_day[1]}" + reading.clock


def until_of(reading: Reading, value: str) -> str:
    """Return the value of the last end of a span, its year taken from the first end where it has none."""
    if not reading.until.startswith("XXXX"):
        return reading.until
    until = value[:4] + reading.until[4:]
    return until if until >= value else f"{int(value[:4]) + 1:04d}" + reading.until[4:]


def _anchored(reading: Reading, anchors: Anchors) -> str:
    if _is_quarter_told(reading):
        return _quarter(reading, anchors)
    if "|" in reading.value:
        return _either(reading.value, anchors)
    if reading.value[:1].isdigit() and reading.anchor is Anchor.REPORT:
        return named_day(reading.value[5:], int(reading.value[:4])).isoformat()
    if not reading.unit and not reading.value:
        return anchors.told
    day = _told(reading, anchors) if reading.anchor is Anchor.TOLD else anchors.report
    return _from_day(reading, day, anchors) if day else ""


def _is_quarter_told(reading: Reading) -> bool:
    """Say whether words mean a quarter that was told before: "the quarter", "that quarter of 2019"."""
    return reading.anchor is Anchor.TOLD and reading.unit == "Q" and bool(reading.value or not reading.shift)


def _quarter(reading: Reading, anchors: Anchors) -> str:
    """Return the quarter told before, of the year that the words name, else the last one that is over."""
    if reading.value:
        return reading.value + anchors.quarter[4:]
    return anchors.quarter or _reported(anchors.report)


def _from_day(reading: Reading, day: date, anchors: Anchors) -> str:
    return _chosen(reading, day) if reading.value else _counted(reading, day, anchors)


def _told(reading: Reading, anchors: Anchors) -> date | None:
    """Return the day from which words count that hang on what was told before: none where that is too coarse."""
    days = days_of(anchors.told)
    if reading.clock:
        return _day_of_hour(reading, days, anchors)
    if not days and not anchors.told_day and reading.shift > 0 and reading.tense is Tense.PAST:
        return None  # what was later than something that is not told
    if not days:
        return anchors.told_day or anchors.report
    if reading.value:
        return days[0]
    return days[0] if (days[1] - days[0]).days <= 1.5 * unit_days(reading.unit) else None


def _day_of_hour(reading: Reading, told: tuple[date, date, Precision] | None, anchors: Anchors) -> date | None:
    """Return the day of an hour: the one told last, unless the text has gone far back behind it since."""
    day = anchors.told_day
    if day and told and (day - told[1]).days > _FAR_BACK and len(anchors.told) > len("2008"):
        return None
    if day and anchors.report and day > anchors.report and reading.tense is Tense.PAST:
        return anchors.report
    return day or anchors.report


def _counted(reading: Reading, day: date, anchors: Anchors) -> str:
    if reading.few:
        return _a_few(reading)
    if reading.unit == "Y" and anchors.quarter:
        year, _, quarter = anchors.quarter.partition("-")
        return f"{int(year) + int(reading.shift):04d}-{quarter}"
    shift = -1 if _is_weekend_past(reading, day) else reading.shift
    return counted(day, reading.unit, shift) + reading.clock


def _a_few(reading: Reading) -> str:
    """Return the value of "a few" units: no more than past or future, or a length where they count on."""
    if reading.anchor is Anchor.TOLD:
        return f"PX{reading.unit}" if len(reading.unit) == 1 else f"PTX{reading.unit[1]}"
    return "PAST_REF" if reading.shift < 0 else "FUTURE_REF"


def _is_weekend_past(reading: Reading, day: date) -> bool:
    """Say whether "the weekend" is the last one: told early in the week, and not of what is to come."""
    bare = reading.unit == "WE" and not reading.shift
    return bare and reading.tense is not Tense.FUTURE and day.isoweekday() < 5


def _chosen(reading: Reading, day: date) -> str:
    """Return the value whose open head is filled: the one of the unit named, or the nearest that fits."""
    pattern = reading.value
    if pattern.startswith("XXXX-WXX"):
        return _weekday(reading, day).isoformat() + reading.clock
    if pattern.startswith("XXXX-XX-"):
        return _in_month(reading, pattern, day)
    if reading.unit == "Y":
        return _in_year(pattern, day.year + int(reading.shift)) + reading.clock
    value = _nearest(reading, pattern, day)
    if not value:
        return ""
    if reading.unit == "W":
        return counted(date.fromisoformat(value), "W", 0)
    return value + reading.clock


def _either(pattern: str, anchors: Anchors) -> str:
    """Return the one of two dates that the report's own way of writing or its day allows, or the year alone.

    >>> _either("2022-01-12|2022-12-01", Anchors(date(2022, 1, 20)))
    '2022-01-12'
    >>> _either("2022-01-12|2022-12-01", Anchors(None, day_first=False))
    '2022-12-01'
    """
    values = pattern.split("|")
    if anchors.day_first is not None:
        return values[0 if anchors.day_first else 1]
    past = [value for value in values if anchors.report and date.fromisoformat(value) <= anchors.report]
    return past[0] if len(past) == 1 else pattern[:4] + "-XX-XX"


def _weekday(reading: Reading, day: date) -> date:
    weekday = int(reading.value[9])
    if reading.unit == "W":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=reading.shift)
        return monday + timedelta(days=weekday - 1)
    back = (day.isoweekday() - weekday) % 7
    if reading.shift < 0:
        return day - timedelta(days=back or 7)
    if reading.shift > 0:
        return day + timedelta(days=7 - back)
    if reading.tense is Tense.FUTURE and back:
        return day + timedelta(days=7 - back)
    return day - timedelta(days=back)


def _in_year(pattern: str, year: int) -> str:
    """Return the value in one year.

    >>> _in_year("XXXX-05", 2022), _in_year("XXXX-11-w4n4", 1999), _in_year("XXXX-Q3", 1989)
    ('2022-05', '1999-11-25', '1989-Q3')
    """
    rest = pattern[5:]
    if "w" in rest or "easter" in rest:
        return named_day(rest, year).isoformat()
    return f"{year:04d}-{rest}"


def _in_month(reading: Reading, pattern: str, day: date) -> str:
    """Return the day of a month that counts from the report's, or of the nearest one whose weekday fits.

    >>> _in_month(Reading("XXXX-XX-26w5", Anchor.REPORT, tense=Tense.FUTURE), "XXXX-XX-26w5", date(2018, 1, 19))
    '2018-01-26'
    >>> _in_month(Reading("XXXX-XX-w5n9", Anchor.REPORT, "M", 1), "XXXX-XX-w5n9", date(2022, 12, 1))
    '2023-01-27'
    """
    rest = pattern[len("XXXX-XX-") :]
    if reading.unit == "M":
        start = same_day(day.replace(day=1), int(reading.shift))
        return named_day(f"{start.month:02d}-{rest}", start.year).isoformat()
    number, _, weekday = rest.partition("w")
    fitting = _days_around(day, int(number), int(weekday))
    if reading.tense is not Tense.UNKNOWN:
        ahead = reading.tense is Tense.FUTURE
        fitting = [one for one in fitting if (one >= day if ahead else one <= day)] or fitting
    return min(fitting, key=lambda one: abs((one - day).days)).isoformat() if fitting else ""


def _days_around(day: date, number: int, weekday: int) -> list[date]:
    """Return the days with a number in their month that fall on a weekday, within a year of a day."""
    months = (same_day(day.replace(day=1), step) for step in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1))
    days = [start + timedelta(days=number - 1) for start in months]
    return [one for one in days if one.day == number and one.isoweekday() == weekday]


def _nearest(reading: Reading, pattern: str, day: date) -> str:
    """Return the value in the year that the tense, or "last" and "next", or nearness choose."""
    values = _in_years_around(pattern, day.year)
    spans = [(value, days) for value in values if (days := days_of(value))]
    if reading.shift:
        return _last_or_next(spans, day, last=reading.shift < 0)
    past = _last([value for value, days in spans if days[0] <= day], values[0])
    future = _first([value for value, days in spans if days[1] >= day], values[-1])
    if _is_quarter_reported(reading, pattern, past, day):
        return past
    return _by_tense(reading.tense, past, future, day)


def _in_years_around(pattern: str, year: int) -> list[str]:
    """Return the value in each of the two years before one, in it, and in the two after it."""
    return [_in_year(pattern, near) for near in range(max(year - 2, 1), min(year + 2, 9999) + 1)]


def _is_quarter_reported(reading: Reading, pattern: str, past: str, day: date) -> bool:
    """Say whether a quarter is meant that had begun: reports tell of the last one, unless as of the future."""
    return "-Q" in pattern and (reading.tense is not Tense.FUTURE or past >= _reported(day))


def _last_or_next(spans: list[tuple[str, tuple[date, date, Precision]]], day: date, *, last: bool) -> str:
    """Return the last value that was over on a day, or the first that had not begun; "" where there is none."""
    if last:
        return _last([value for value, days in spans if days[1] < day])
    return _first([value for value, days in spans if days[0] > day])


def _first(values: list[str], otherwise: str = "") -> str:
    return values[0] if values else otherwise


def _last(values: list[str], otherwise: str = "") -> str:
    return values[-1] if values else otherwise


def _reported(day: date | None) -> str:
    """Return the last quarter that is over: the one whose results a report tells."""
    return counted(day, "Q", -1) if day else ""


def _by_tense(tense: Tense, past: str, future: str, day: date) -> str:
    """Return the value that the tense chooses, unless that is far off and the other near; else the nearer."""
    behind, before = days_of(past), days_of(future)
    if past == future or not behind or not before:
        return past or future
    back, on = (day - behind[1]).days, (before[0] - day).days
    if tense is Tense.FUTURE:
        return past if _is_unlikely(on, back) else future
    if tense is Tense.PAST:
        return future if _is_unlikely(back, on) else past
    return past if back <= on else future


def _is_unlikely(away: int, other: int) -> bool:
    """Say whether a day is so many days away, and the other so few, that the tense must have been misread."""
    return away > _FAR and other < _CLOSE
