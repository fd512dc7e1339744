"""A calendar date as people write it: `2022-01-12`, `08-Jul-2023`, `Jan. 12, 2022`, `12/01/2022`.

For dates that stand by themselves: in a list of reports, a page's metadata, an address, a date line. Dates
within prose, and all that depend on another date, are for `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.when import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.when import Basis

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d./-])(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    re.compile(rf"(?<![\d./-]){_YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_DAY}(?:\s+of)?[\s,./-]*\b{_MONTH}[\s,./-]+{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}[\s-]*{_DAY.replace('./-', '')}[\s,./-]+{_YEAR}", re.IGNORECASE),
    re.compile(rf"(?<![\d./-])(?P<one>\d{{1,2}})(?P<mark>[-/.])(?P<two>\d{{1,2}})(?P=mark){_YEAR}"),
)
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)", re.IGNORECASE),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a text: where it stands, and the days, first to last, that it may name; mostly one."""

    start: int
    end: int
    days: tuple[date, ...]

    @property
    def doubtful(self) -> bool:
        """Say whether it can be read as more than one day."""
        return len(self.days) > 1

    def when(self, basis: Basis) -> When:
        """Return the day as a When; of a doubtful date, the interval that holds its readings."""
        precision = Precision.INTERVAL if self.doubtful else Precision.DAY
        return When(self.days[0], self.days[-1], precision, basis)


def written_date(text: str, *, day_first: bool | None = None) -> WrittenDate | None:
    """Return the first full calendar date of a short text, or None.

    A day and month in figures alone may be read either way, unless one reading is no date, a weekday beside it
    decides, or it is written with full stops, which only those do who put the day first. `day_first` says which
    comes first where that is known.

    >>> from onrecord.core.when import Basis
    >>> written_date("World, 08-Jul-2023").days
    (datetime.date(2023, 7, 8),)
    >>> written_date("12/01/2022").when(Basis.DATELINE).edtf()
    '2022-01-12/2022-12-01'
    >>> written_date("Wednesday 12/01/2022").days
    (datetime.date(2022, 1, 12),)
    """
    if not _HAS_YEAR.search(text):
        return None
    found = [
        dated for form in _FORMS for match in form.finditer(text) if (dated := _reading(match, text, day_first))
    ]
    return min(found, key=lambda dated: dated.start, default=None)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Say whether the day comes first in the dates of one list, by those that can be read one way only.

    >>> day_comes_first(["12/01/2022", "13/01/2022"]), day_comes_first(["12/01/2022"])
    (True, None)
    """
    found = {
        int(match["one"]) > 12
        for text in texts
        if (match := _FORMS[3].search(text))
        and match["mark"] != "."
        and max(int(match["one"]), int(match["two"])) > 12
    }
    return found.pop() if len(found) == 1 else None


def day_in_address(address: str) -> date | None:
    """Return the calendar day in an address or file name.

    >>> day_in_address("https://news.example/2022/jan/12/talks")
    datetime.date(2022, 1, 12)
    """
    for form in _IN_ADDRESS:
        for match in form.finditer(address):
            month = match[2].lower()
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
            try:
                return date(int(match[1]), number, int(match[3]))
            except ValueError:
                continue
    return None


def _reading(match: re.Match[str], text: str, day_first: bool | None) -> WrittenDate | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        readings = {True: (year, two, one), False: (year, one, two)}
        first = True if parts["mark"] == "." else day_first
        days = _existing(readings.values() if first is None else [readings[first]])
        days = _by_weekday(days, text[max(0, match.start() - 12) : match.end() + 12])
    else:
        month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
        days = _existing([(year, month, int(parts["day"]))])
    return WrittenDate(match.start(), match.end(), days) if days else None


def _existing(readings: Iterable[tuple[int, int, int]]) -> tuple[date, ...]:
    days: set[date] = set()
    for reading in readings:
        try:
            days.add(date(*reading))
        except ValueError:
            continue
    return tuple(sorted(days))


def _by_weekday(days: tuple[date, ...], around: str) -> tuple[date, ...]:
    weekday = _WEEKDAY.search(around)
    if not weekday:
        return days
    number = _DAYS.index(weekday[1].lower())
    return tuple(day for day in days if day.weekday() == number) or days
