"""A dated time expression becomes a `When`: no surer than its words, and saying how it is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.reading import Anchor, Bound, Reading
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.calendar import days_away, days_of
from onrecord.resolvers.dates.values import until_of

if TYPE_CHECKING:
    from onrecord.core.entry import TimeExpression

_BASIS = {Anchor.NONE: Basis.WORDS, Anchor.REPORT: Basis.RELATIVE, Anchor.TOLD: Basis.NARRATIVE}
_FEW = (2, 9)  # "a few years ago" is two to nine of them
_FUZZY = frozenset({"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"})
_SO_LONG = re.compile(
    r"(?:the (?:last|past|next)|(?:this )?past) (?:week|month|year|decade|century)", re.IGNORECASE
)
_UNBOUNDED = frozenset({"MORE_THAN", "EQUAL_OR_MORE"})


def when_of(time: TimeExpression, value: str, day: date | None) -> When | None:
    """Return the When that a time expression stands for, its value and the day it counts from being known."""
    reading = time.reading
    if not reading or time.kind == "SET":
        return None
    if reading.few or (value.startswith("P") and reading.anchor is not Anchor.NONE):
        return _fuzzy(reading, value, day)
    days = days_of(value)
    if not days:
        return _ambiguous(value, reading)
    if day and reading.anchor is Anchor.REPORT and reading.shift and _SO_LONG.fullmatch(time.citation.words):
        return _fuzzy(reading, f"P1{reading.unit}", day)
    first, last, precision = days
    if reading.until and (end := days_of(until_of(reading, value))) and end[1] > first:
        return When(first, end[1], Precision.INTERVAL, _BASIS[reading.anchor])
    when = When(first, last, precision, _BASIS[reading.anchor], approximate=reading.mod in _FUZZY)
    if reading.mod in _UNBOUNDED and reading.shift < 0:
        return replace(when, earliest=None)
    here = day if reading.anchor is Anchor.REPORT else None
    return when if first == last else _part(when, reading.mod, time.citation.words.lower(), here)


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
    one = timedelta(days=1)
    if of_act and bound in (Bound.BEFORE, Bound.AFTER):
        bound = Bound.UNTIL if bound is Bound.BEFORE else Bound.SINCE
    if bound is Bound.SINCE and when.earliest:
        return replace(when, latest=None)
    if bound in (Bound.UNTIL, Bound.BY) and when.latest:
        return replace(when, earliest=None)
    if bound is Bound.BEFORE and when.earliest and when.earliest > date.min:
        return replace(when, earliest=None, latest=when.earliest - one)
    if bound is Bound.AFTER and when.latest and when.latest < date.max:
        return replace(when, earliest=when.latest + one, latest=None)
    return when


def _part(when: When, mod: str, words: str, day: date | None) -> When:
    """Return the third of a time that "early", "mid" or "late" names: of a year four months.

    "Earlier this week" ends, and "later this week" begins, with the day of the report.
    """
    if mod not in ("START", "MID", "END") or not when.earliest or not when.latest:
        return when
    if day and when.earliest <= day <= when.latest and words.startswith("earlier"):
        return replace(when, latest=day, precision=Precision.INTERVAL)
    if day and when.earliest <= day <= when.latest and words.startswith("later"):
        return replace(when, earliest=day, precision=Precision.INTERVAL)
    third = ((when.latest - when.earliest).days + 1) / 3
    cuts = [when.earliest + timedelta(days=int(third * step)) for step in range(3)]
    if when.precision is Precision.YEAR:
        cuts = [date(when.earliest.year, month, 1) for month in (1, 5, 9)]
    number = ("START", "MID", "END").index(mod)
    latest = when.latest if number == 2 else cuts[number + 1] - timedelta(days=1)
    return When(cuts[number], max(latest, cuts[number]), Precision.INTERVAL, when.basis, approximate=True)


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
