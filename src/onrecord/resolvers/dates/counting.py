"""Lengths that count from another time or from an act: "a month after 12 January", "ten days before the vote".

The words alone are a length. Where the report dates what they count from, by a time beside it or where it tells of
the same act, they are a time; else they stay a length, and the act that they date stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.when import Basis, Precision, When
from onrecord.resolvers.dates.calendar import counted as counted_value
from onrecord.resolvers.dates.calendar import days_away, days_of
from onrecord.resolvers.dates.counted_from import act_counted_from, counts_from_act
from onrecord.resolvers.dates.same_act import SameAct

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression
    from onrecord.core.reading import Reading
    from onrecord.resolvers.dates.govern import TimesByAct

_LENGTH = re.compile(r"PT?(\d+|X)([EYMWDHQ])")
_FEW = (2, 9)  # "a few days before" is two to nine of them


def counted_from_acts(
    document: Document, times: tuple[TimeExpression, ...], dated: Callable[[Token], When | None]
) -> tuple[TimeExpression, ...]:
    """Return the times, those that count from a dated act with their When; "the day after" is none without it.

    Args:
        document: The report.
        times: Its times, dated as far as they hang on the report's day.
        dated: Says when what a word names took place, as far as the report tells.
    """
    result: list[TimeExpression] = []
    for time in times:
        act = act_counted_from(document, time) if counts_from_act(time) else None
        start = dated(act) if act else None
        when = _away(time, start) if start else None
        if when and time.kind is not TimeKind.DURATION and when.day:
            clock = time.reading.clock if time.reading else ""
            result.append(replace(time, when=when, value=when.day.isoformat() + clock))
        else:
            result.append(replace(time, when=when) if counts_from_act(time) else time)
    return tuple(result)


def said_as_times(times: tuple[TimeExpression, ...]) -> tuple[TimeExpression, ...]:
    """Return the times without those that are none by themselves, "the day after" something that nothing dates."""
    return tuple(time for time in times if time.when or not (counts_from_act(time) and _is_bare(time)))


def _is_bare(time: TimeExpression) -> bool:
    return " " not in time.citation.words.lower().removeprefix("the ").strip()


class DatedActs:
    """Says when what a word names took place: by a time at it, on it, or on another word for the same act."""

    def __init__(self, document: Document, times: tuple[TimeExpression, ...], by_act: TimesByAct) -> None:
        self._by_act = by_act
        self._same_act = SameAct(by_act.on_lemma())
        self._at = {
            i: time.when
            for time in times
            for i in document.tokens_in(time.citation.start, time.citation.end)
            if time.when and not counts_from_act(time)
        }

    def __call__(self, word: Token) -> When | None:
        """Return the When of what a word names, or None."""
        if word.i in self._at:
            return self._at[word.i]
        hanging = (time for time in self._by_act.on(word.i) if time.when and not counts_from_act(time))
        time = next(hanging, None) or self._same_act.time_of(word)
        return time.when if time else None


def _away(time: TimeExpression, start: When) -> When | None:
    """Return the time so far from another, no finer than its unit."""
    reading = time.reading
    length = _LENGTH.fullmatch(reading.value or f"P1{reading.unit}") if reading else None
    if not reading or not length or not start.earliest or not start.latest:
        return None
    try:
        from_first = _span(start.earliest, length, reading.shift)
        from_last = _span(start.latest, length, reading.shift)
    except (ValueError, OverflowError):
        return None
    first, last = min(from_first[0], from_last[0]), max(from_first[1], from_last[1])
    precision = Precision.DAY if first == last else Precision.INTERVAL
    fuzzy = start.approximate or _is_loose(length, reading)
    return When(first, last, precision, Basis.NARRATIVE, approximate=fuzzy)


def _is_loose(length: re.Match[str], reading: Reading) -> bool:
    """Say whether a length is told as a few units, or as more or less."""
    return length[1] == "X" or reading.mod != ""


def _span(day: date, length: re.Match[str], way: float) -> tuple[date, date]:
    """Return the first and last day that lie a length before (way -1) or after (way 1) a day."""
    unit = f"T{length[2]}" if length[0].startswith("PT") else length[2]
    if length[1] == "X":
        ends = sorted(days_away(day, unit, way * steps) for steps in _FEW)
        return ends[0], ends[1]
    if unit.startswith("T"):
        ends = sorted((day, day + timedelta(days=way * (1 + int(length[1]) // (24 if unit == "TH" else 1440)))))
        return ends[0], ends[1]
    days = days_of(counted_value(day, unit, way * int(length[1])))
    if not days:
        raise ValueError(length[0])
    return days[:2]
