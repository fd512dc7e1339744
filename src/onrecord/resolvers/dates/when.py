"""A dated time expression becomes a `When`: no surer than its words, and saying how it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Bound, Reading
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.calendar import days_away, days_of
from onrecord.resolvers.dates.values import until_of
from onrecord.resolvers.dates.words import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.entry import TimeExpression

_BASIS = {Anchor.NONE: Basis.WORDS, Anchor.REPORT: Basis.RELATIVE, Anchor.TOLD: Basis.NARRATIVE}
_FEW = (2, 9)  # "a few years ago" is two to nine of them
_FUZZY = frozenset({"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"})
_THIRDS = ("START", "MID", "END")
_UNBOUNDED = frozenset({"MORE_THAN", "EQUAL_OR_MORE"})


def when_of(time: TimeExpression, value: str, day: date | None) -> When | None:
    """Return the When that a time expression stands for, its value and the day it counts from being known."""
    reading = time.reading
    if not reading or time.kind is TimeKind.SET:
        return None
    if reading.few or (value.startswith("P") and reading.anchor is not Anchor.NONE):
        return _fuzzy(reading, value, day)
    days = days_of(value)
    return _of_days(time.citation.words, reading, value, day, days) if days else _ambiguous(value, reading)


def _of_days(
    words: str, reading: Reading, value: str, day: date | None, days: tuple[date, date, Precision]
) -> When | None:
    """Return the When of words whose value has a first and a last day, or names their unit around the report."""
    here = day if reading.anchor is Anchor.REPORT else None
    if here and reading.shift and pattern("so_long").fullmatch(words):
        return _fuzzy(reading, f"P1{reading.unit}", here)
    first, last, precision = days
    if end := _far_end(reading, value, first):
        return When(first, end, Precision.INTERVAL, _BASIS[reading.anchor])
    when = When(first, last, precision, _BASIS[reading.anchor], approximate=reading.mod in _FUZZY)
    if reading.mod in _UNBOUNDED and reading.shift < 0:
        return replace(when, earliest=None)
    return when if first == last else _part(when, reading.mod, words.lower(), here)


def _far_end(reading: Reading, value: str, first: date) -> date | None:
    """Return the last day of a stretch whose end is told too: "between March and June"."""
    end = days_of(until_of(reading, value)) if reading.until else None
    return end[1] if end and end[1] > first else None


def told_loosely(reading: Reading, told: str) -> When | None:
    """Return the When of words that count in smaller units than the time told before is known in.

    >>> told_loosely(Reading("", Anchor.TOLD, "M", 3), "2008").edtf()
    '2008-04-01/2009-04-01'
    """
    days = days_of(told)
    if not days or reading.anchor is not Anchor.TOLD or reading.value or reading.few:
        return None
    try:
        first, last = (days_away(day, reading.unit, reading.shift) for day in days[:2])
    except OverflowError:
        return None
    return When(first, last, Precision.INTERVAL, Basis.NARRATIVE)


def bounded(when: When, bound: Bound, *, of_act: bool = False) -> When:
    """Return the time in which something lies that is said to be since, until, before, after or by another.

    What is before or after an act, "after Monday's meeting", can be on its very day, or in its very year.

    >>> bounded(When(date(2008, 1, 1), date(2008, 12, 31), Precision.YEAR, Basis.WORDS), Bound.SINCE).edtf()
    '2008/..'
    """
    if of_act:
        bound = _WITH_ITS_DAY.get(bound, bound)
    return _BOUNDED[bound](when)


def _since(when: When) -> When:
    return replace(when, latest=None) if when.earliest else when


def _until(when: When) -> When:
    return replace(when, earliest=None) if when.latest else when


def _before(when: When) -> When:
    first = when.earliest
    return replace(when, earliest=None, latest=first - _ONE) if first and first > date.min else when


def _after(when: When) -> When:
    last = when.latest
    return replace(when, earliest=last + _ONE, latest=None) if last and last < date.max else when


_ONE = timedelta(days=1)
_WITH_ITS_DAY = {Bound.BEFORE: Bound.UNTIL, Bound.AFTER: Bound.SINCE}
# What each preposition leaves of a time.
_BOUNDED: dict[Bound, Callable[[When], When]] = {
    Bound.AT: lambda when: when,
    Bound.SINCE: _since,
    Bound.UNTIL: _until,
    Bound.BY: _until,
    Bound.BEFORE: _before,
    Bound.AFTER: _after,
}


def _part(when: When, mod: str, words: str, day: date | None) -> When:
    """Return the third of a time that "early", "mid" or "late" names: of a year four months.

    "Earlier this week" ends, and "later this week" begins, with the day of the report.
    """
    if mod not in _THIRDS or not when.earliest or not when.latest:
        return when
    if day and when.earliest <= day <= when.latest:
        if words.startswith("earlier"):
            return replace(when, latest=day, precision=Precision.INTERVAL)
        if words.startswith("later"):
            return replace(when, earliest=day, precision=Precision.INTERVAL)
    starts = _starts_of_thirds(when.earliest, when.latest, when.precision)
    number = _THIRDS.index(mod)
    first = starts[number]
    last = when.latest if number == 2 else starts[number + 1] - _ONE
    return When(first, max(last, first), Precision.INTERVAL, when.basis, approximate=True)


def _starts_of_thirds(first: date, last: date, precision: Precision) -> list[date]:
    if precision is Precision.YEAR:
        return [date(first.year, month, 1) for month in (1, 5, 9)]
    third = ((last - first).days + 1) / 3
    return [first + timedelta(days=int(third * step)) for step in range(3)]


def _fuzzy(reading: Reading, value: str, day: date | None) -> When | None:
    """Return the stretch of time that "a few years ago", "recent weeks" or "the last twenty years" covers."""
    if day is None or not reading.shift:
        return None
    try:
        if reading.few:
            near, far = _FEW
            near = 0 if value.endswith("_REF") and reading.value else near
            ends = [days_away(day, reading.unit, reading.shift * steps) for steps in (near, far)]
        else:
            ends = [day, _after_length(day, value, reading.shift)]
    except OverflowError:
        return None
    return When(min(ends), max(ends), Precision.INTERVAL, _BASIS[reading.anchor], approximate=reading.few)


def _after_length(day: date, value: str, shift: float) -> date:
    number = "".join(character for character in value if character.isdigit() or character == "X")
    unit = value[-1]
    steps = float(number) if number.isdigit() else float(_FEW[1])
    return days_away(day, "TH" if "T" in value else unit, steps * shift)


def _ambiguous(value: str, reading: Reading) -> When | None:
    """Return both days of a date in figures of which day and month can change places, as one interval."""
    if "|" not in reading.value or not value:
        return None
    one, other = (date.fromisoformat(text) for text in reading.value.split("|"))
    return When(min(one, other), max(one, other), Precision.INTERVAL, Basis.WORDS, approximate=True)
