"""The calendar behind the dates: what days a TIMEX3 value covers, and how to count from one day to another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.when import Precision

if TYPE_CHECKING:
    from collections.abc import Callable

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VALUE = re.compile(
    r"(?P<year>\d{4})-W(?P<week>\d\d)(?P<weekend>-WE)?|(?P<y>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?|"
    r"(?P<ys>\d{4})-(?P<season>SP|SU|FA|WI)|(?P<yq>\d{4})-(?P<part>[QH])(?P<number>\d)|"
    r"(?P<only>\d{4})|(?P<decade>\d{3})|(?P<century>\d\d)"
)
_UNIT_DAYS = {"D": 1, "N": 1, "W": 7, "WE": 7, "F": 14, "M": 30.4, "Q": 91.3, "Y": 365.25, "E": 3652.5, "C": 36525}


def days_of(value: str) -> tuple[date, date, Precision] | None:
    """Return the first and last day that a TIMEX3 date covers and its precision, or None for one without days.

    >>> days_of("2019-SU")
    (datetime.date(2019, 6, 1), datetime.date(2019, 8, 31), <Precision.SEASON: 'season'>)
    >>> days_of("2022-W02")
    (datetime.date(2022, 1, 10), datetime.date(2022, 1, 16), <Precision.WEEK: 'week'>)
    """
    found = _VALUE.fullmatch(value.partition("T")[0])
    if not found:
        return None
    said = {name: text for name, text in found.groupdict().items() if text}
    try:
        return _days(said, timed="T" in value)
    except (ValueError, OverflowError):
        return None


def _days(said: dict[str, str], *, timed: bool) -> tuple[date, date, Precision]:
    covered, precision = next(_SPANS[unit] for unit in _SPANS if unit in said)
    exact = Precision.TIME if timed and precision is Precision.DAY else precision
    return *covered(said), exact


def _week(said: dict[str, str]) -> tuple[date, date]:
    monday = date.fromisocalendar(int(said["year"]), int(said["week"]), 1)
    return monday + timedelta(days=5 if "weekend" in said else 0), monday + timedelta(days=6)


def _day(said: dict[str, str]) -> tuple[date, date]:
    day = date(int(said["y"]), int(said["month"]), int(said["day"]))
    return day, day


def _part(said: dict[str, str]) -> tuple[date, date]:
    """Return the days of a quarter or a half of a year."""
    size = 3 if said["part"] == "Q" else 6
    last = int(said["number"]) * size
    return _months(int(said["yq"]), last - size + 1, last)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), month_end(year + (last - 1) // 12, (last - 1) % 12 + 1)


def _years(first: int, count: int) -> tuple[date, date]:
    return date(first, 1, 1), date(first + count - 1, 12, 31)


# What a value covers, by the finest unit that it names.
_SPANS: dict[str, tuple[Callable[[dict[str, str]], tuple[date, date]], Precision]] = {
    "week": (_week, Precision.WEEK),
    "day": (_day, Precision.DAY),
    "month": (lambda said: _months(int(said["y"]), int(said["month"]), int(said["month"])), Precision.MONTH),
    "season": (lambda said: _months(int(said["ys"]), *_SEASONS[said["season"]]), Precision.SEASON),
    "part": (_part, Precision.QUARTER),
    "only": (lambda said: _years(int(said["only"]), 1), Precision.YEAR),
    "decade": (lambda said: _years(int(said["decade"]) * 10, 10), Precision.DECADE),
    "century": (lambda said: _years(int(said["century"]) * 100, 100), Precision.CENTURY),
}


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def same_day(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or the last one of a shorter month.

    >>> same_day(date(2022, 3, 31), -1)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def counted(day: date, unit: str, steps: float) -> str:
    """Return the TIMEX3 value, as fine as the unit, of a day so many units on.

    >>> counted(date(2022, 1, 12), "Y", -2), counted(date(2022, 1, 12), "M", 3), counted(date(2022, 1, 12), "D", 1)
    ('2020', '2022-04', '2022-01-13')

    Raises:
        OverflowError, ValueError: The calendar does not reach that far.
    """
    whole = int(steps)
    if unit in ("M", "Q"):
        months = day.year * 12 + day.month - 1 + whole * (3 if unit == "Q" else 1)
        year, month = divmod(months, 12)
        return f"{year:04d}-{month + 1:02d}" if unit == "M" else f"{year:04d}-Q{month // 3 + 1}"
    if unit in ("W", "WE", "F"):
        year, week, _ = (day + timedelta(weeks=whole * (2 if unit == "F" else 1))).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "Y":
        return f"{day.year + whole:04d}"
    if unit == "E":
        return f"{day.year // 10 + whole:03d}"
    if unit == "C":
        return f"{day.year // 100 + whole:02d}"
    hours = {"TH": 24, "TM": 1440, "TS": 86400}.get(unit, 1)
    return (day + timedelta(days=int(steps / hours))).isoformat()


def days_away(day: date, unit: str, steps: float) -> date:
    """Return the day that is so many units away, to the day."""
    return day + timedelta(days=round(_UNIT_DAYS.get(unit, 0) * steps))


def unit_days(unit: str) -> float:
    """Return about how many days a unit has; none for a part of a day."""
    return _UNIT_DAYS.get(unit, 0)


def named_day(rule: str, year: int) -> date:
    """Return the day of a year that is spelled by its rule, as the holidays of the data file are.

    >>> named_day("11-w4n4", 1999), named_day("easter-2", 2019), named_day("12-25", 2020)
    (datetime.date(1999, 11, 25), datetime.date(2019, 4, 19), datetime.date(2020, 12, 25))
    """
    church, moves, away = rule.partition("easter")
    if moves:
        return (orthodox_easter if church else easter)(year) + timedelta(days=int(away))
    found = re.fullmatch(r"(\d\d)-w(\d)n(\d)(\+?)", rule)
    if not found:
        month, _, day = rule.partition("-")
        return date(year, int(month), int(day))
    month_number, weekday, number = int(found[1]), int(found[2]), int(found[3])
    first = date(year, month_number, 2 if found[4] else 1)
    days = [first + timedelta(days=offset) for offset in range(31)]
    fitting = [day for day in days if day.isoweekday() == weekday and day.month == month_number]
    return fitting[-1] if number == 9 else fitting[number - 1]


def easter(year: int) -> date:
    """Return the Sunday of western Easter (Anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Return the Sunday of eastern Easter, which the Julian calendar fixes (Meeus).

    >>> orthodox_easter(2023), orthodox_easter(2024)
    (datetime.date(2023, 4, 16), datetime.date(2024, 5, 5))
    """
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
