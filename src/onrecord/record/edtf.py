"""EDTF text as people write it in a correction, back to a When: the way back of `When.edtf`."""

from __future__ import annotations

import calendar
import re
from datetime import date

from onrecord.core.when import Basis, Precision, When

_UNIT = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?")
_OPEN = frozenset({"", ".."})
_NONE = (None, None, Precision.INTERVAL)
_DECADE = re.compile(r"(\d{3})X")


def when_by_hand(text: str) -> When | None:
    """Return the When of an EDTF text, or None where it is none.

    >>> when_by_hand("2022-01").latest
    datetime.date(2022, 1, 31)
    >>> when_by_hand("2008/..").earliest
    datetime.date(2008, 1, 1)
    """
    approximate = "~" in text
    first, slash, last = text.replace("~", "").strip().partition("/")
    try:
        if not slash:
            earliest, latest, precision = _unit(first)
            return When(earliest, latest, precision, Basis.HAND, approximate)
        since, _, from_unit = _unit(first) if first not in _OPEN else _NONE
        _, until, to_unit = _unit(last) if last not in _OPEN else _NONE
        if not since and not until:
            return None
        # Of an open interval the unit is that of its one end: "since 2008" names a year.
        unit = Precision.INTERVAL if since and until else from_unit if since else to_unit
        return When(since, until, unit, Basis.HAND, approximate)
    except ValueError:
        return None


def _unit(text: str) -> tuple[date, date, Precision]:
    if decade := _DECADE.fullmatch(text):
        year = int(decade[1]) * 10
        return date(year, 1, 1), date(year + 9, 12, 31), Precision.DECADE
    found = _UNIT.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
    if found["month"] is None:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    if found["day"] is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
    return date(year, month, day), date(year, month, day), Precision.DAY
