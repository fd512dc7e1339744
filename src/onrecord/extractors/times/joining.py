"""Times beside each other: an hour and its day are one; of two days, one may lend the other its year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.core.reading import Anchor, Reading
from onrecord.extractors.times.words import listed, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.extractors.times.rules import Rule

_BRACKET = re.compile(r"(?:[\s,()]|-[LR]RB-|\(\d{1,2}:?\d\d [A-Z]{2,4}\))*(?:on\s+)?")
_NEAR = 50  # characters from a full date to one that takes its year
_OPEN = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")
_FULL = re.compile(r"(\d{4})-(\d\d(?:-\d\d)?)")
_FULL_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_STRETCHES = frozenset({"W", "M", "Y", "Q"})  # units of which there is a next one
_HOURS = listed.in_order("hour_groups")
_HOUR_TO_LENGTH = re.compile(r"[^.;:?!\n]{0,40}")


@dataclass(frozen=True)
class Found:
    """A match of a rule: where it stands, and what it says."""

    start: int
    end: int
    rule: Rule
    reading: Reading


def beside_each_other(text: str, found: list[Found]) -> list[Found]:
    """Return what was found, each as what stands beside it makes of it."""
    counted = [_counted(text, each) for one in found for each in _with_next(text, one)]
    whole = [part for one in joined(text, counted) for part in _parted(text, one)]
    return with_years(text, with_days(text, whole))


def _with_next(text: str, one: Found) -> Iterator[Found]:
    """Yield a time and one that is told behind it by no more than that it comes next, or by its day.

    "This week or next" leaves open which; "from 1 June 2000 until the 9th" ends in the same month.
    """
    yield one
    other = pattern("or_next").match(text, one.end) if one.reading.unit in _STRETCHES else None
    if other and one.reading.anchor is Anchor.REPORT and not one.reading.shift:
        yield Found(other.start("next"), other.end(), one.rule, replace(one.reading, shift=1.0))
    day, until = _FULL_DAY.fullmatch(one.reading.value), pattern("until_nth").match(text, one.end)
    if day and until and int(day["day"]) < int(until["nth"]) <= monthrange(int(day["year"]), int(day["month"]))[1]:
        value = f"{one.reading.value[:-2]}{int(until['nth']):02d}"
        yield Found(until.start("nth"), until.end(), one.rule, replace(one.reading, value=value))


def _parted(text: str, one: Found) -> Iterator[Found]:
    """Yield each of two days named together: "April 24 and 25" are two, "between April 24 and 28" is a stretch."""
    both = pattern("both").search(text, one.start, one.end) if one.reading.until else None
    if not both or pattern("between").search(text[max(0, one.start - 9) : one.start]):
        yield one
        return
    first, last = replace(one.reading, until=""), replace(one.reading, value=one.reading.until, until="")
    yield Found(one.start, both.start(), one.rule, first)
    yield Found(both.end(), one.end, one.rule, last)


def _counted(text: str, one: Found) -> Found:
    """Return a length before "before" or "after" as one that counts from the act named next."""
    after = pattern("from_act").match(text, one.end) if one.rule.group == "unit" else None
    if not after or one.reading.anchor is not Anchor.NONE or one.rule.kind is not TimeKind.DURATION:
        return one
    reading = replace(one.reading, anchor=Anchor.ACT, shift=-1.0 if after["before"] else 1.0)
    return Found(one.start, one.end, one.rule, reading)


def joined(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield what was found, a time of day and the day beside it as one."""
    held: Found | None = None
    for one in found:
        if held and pattern("gap").fullmatch(text[held.end : one.start]):
            both = _as_one(held, one)
            if both:
                held = both
                continue
        if held:
            yield held
        held = one
    if held:
        yield held


def with_days(text: str, found: list[Found]) -> list[Found]:
    """Return what was found, hours with the day that stands behind them.

    Behind a bracket, "at 16:53 local time (21:53 GMT) on Tuesday", or counted from an act, "at 6 a.m. ten days
    before the vote".
    """
    lent = list(found)
    for place in range(len(lent) - 2, -1, -1):
        one, other = lent[place], lent[place + 1]
        if one.rule.group not in _HOURS or one.reading.anchor is not Anchor.TOLD or one.reading.value:
            continue
        between = text[one.end : other.start]
        of_act = other.reading.anchor is Anchor.ACT and _HOUR_TO_LENGTH.fullmatch(between)
        if of_act or (_BRACKET.fullmatch(between) and _is_day(other.reading)):
            reading = replace(other.reading, clock=one.reading.clock)
            lent[place] = Found(one.start, one.end, one.rule, reading)
    return lent


def with_years(text: str, found: list[Found]) -> list[Found]:
    """Return what was found, days of no year with the year of the full date that they are told with.

    Of "from 9 January to 3 February 2022" the first takes the year of the last, of "began on 24 February 2022 and
    ended on 3 March" the last that of the first.
    """
    lent = list(found)
    for place in range(len(lent) - 2, -1, -1):
        if pattern("row").fullmatch(text[lent[place].end : lent[place + 1].start].strip() or " "):
            lent[place] = _with_year(lent[place], lent[place + 1], before=True)
    for place, (one, other) in enumerate(pairwise(tuple(lent)), start=1):
        between = text[one.end : other.start]
        if len(between) <= _NEAR and pattern("goes_on").fullmatch(between):
            lent[place] = _with_year(other, lent[place - 1], before=False)
    return lent


def _with_year(one: Found, other: Found, *, before: bool) -> Found:
    """Return one time in the year of another, or the year before or after, as their order asks."""
    reading = one.reading
    day, full = _OPEN.fullmatch(reading.value), _FULL.fullmatch(other.reading.value)
    if not day or not full or reading.unit or reading.shift or other.reading.anchor is not Anchor.NONE:
        return one
    length = min(len(day[1]), len(full[2]))
    year, mine, its = int(full[1]), day[1][:length], full[2][:length]
    year += (-1 if before and mine > its else 0) + (1 if not before and mine < its else 0)
    return Found(one.start, one.end, one.rule, replace(reading, value=f"{year:04d}-{day[1]}", anchor=Anchor.NONE))


def _as_one(first: Found, second: Found) -> Found | None:
    hour, day = (first, second) if first.rule.group in _HOURS else (second, first)
    if (
        hour.rule.group not in _HOURS
        or day.rule.group in (*_HOURS, "daypart")
        or not (_is_day(day.reading) or (day is second and day.reading.anchor is Anchor.ACT))
    ):
        return None
    reading = replace(day.reading, clock=hour.reading.clock)
    return Found(first.start, second.end, hour.rule, reading)


def _is_day(reading: Reading) -> bool:
    whole = re.fullmatch(r"[\dX]{4}-\d\d-\d\d|XXXX-WXX-\d", reading.value)
    return bool(whole or (reading.unit == "D" and not reading.value)) and not reading.clock.startswith("T1")
