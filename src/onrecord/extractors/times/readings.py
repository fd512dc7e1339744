"""From the match of a rule to a `Reading`: each named word of the pattern gives its share of the value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.reading import Anchor, Bound, Reading
from onrecord.extractors.times.numbers import number, ordinal, year
from onrecord.extractors.times.words import listed, meaning, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.extractors.times.rules import Rule

_PLAIN = listed.in_order("plain_groups")
_HALVES = {"1": "1", "2": "2", "first": "1", "1st": "1", "second": "2", "2nd": "2", "last": "2", "latter": "2"}
_RANKS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "9", "final": "9"}
_QUARTERS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_WEEKS = {"last": -1.0, "this": 0.0, "next": 1.0}
_TOLD = {"next": 1.0, "following": 1.0, "previous": -1.0}
_DEICTIC = {"yesterday": -1, "today": 0, "tomorrow": 1}
_PARTS = {"first": "START", "opening": "START", "last": "END", "closing": "END", "final": "END", "end": "END"}
_BOUNDS = {"since": Bound.SINCE, "until": Bound.UNTIL, "till": Bound.UNTIL, "by": Bound.BY, "before": Bound.BEFORE}
_SMALLER = {"Y": ("M", 12), "E": ("Y", 10), "C": ("Y", 100), "W": ("D", 7), "D": ("TH", 24), "M": ("D", 30)}
_SMALLER |= {"TH": ("TM", 60), "TM": ("TS", 60), "Q": ("M", 3), "F": ("D", 14), "N": ("TH", 12), "WE": ("D", 2)}
_LARGER = {"E": ("Y", 10), "C": ("Y", 100), "F": ("W", 2), "N": ("D", 1)}
_OPEN_LENGTHS = {"TS": "PTXS", "TM": "PTXM", "TH": "PTXH", "F": "PXW", "N": "PXD", "WE": "PXD"}
_AMOUNTS = {"one": 1, "two": 2, "several": None}
_NIGHTS = listed("nights")
_OPENING_PARTS = listed("opening_parts")
_LATE_PARTS = listed("late_parts")


@dataclass(frozen=True)
class _Count:
    """Where counting words lead: from which anchor, by which unit, how far."""

    anchor: Anchor
    unit: str
    shift: float
    few: bool = False
    beyond: int = 0


def reading_of(rule: Rule, match: re.Match[str]) -> Reading | None:
    """Return what the matched words say, or None if they name no possible time (30 February)."""
    said = _said(match)
    value = _filled(rule.value, said)
    until = _filled(rule.until, said)
    if _no_day(value) and not until:
        value = value[: len("2015-02")]  # a slip in the day leaves the month
    if not (_possible(value) and _possible(until)):
        return None
    value = _begun_before(value, until)
    count = _count(rule, said, value)
    mod = _modifier(said)
    if rule.group == "period":
        value, until, mod = _of_period(*value.split("/"), mod=mod)
    reading = Reading(
        value=value,
        anchor=count.anchor,
        unit=count.unit,
        shift=count.shift,
        few=count.few,
        clock=_clock_beside(value, said),
        until=until,
        mod=mod,
        bound=_bound(rule, said),
        beyond=count.beyond,
    )
    return replace(reading, anchor=Anchor.NONE) if rule.kind == "SET" else reading


def _said(match: re.Match[str]) -> dict[str, str]:
    """Return the named words of a match."""
    return {name: words for name, words in match.groupdict().items() if words is not None}


def _clock_beside(value: str, said: dict[str, str]) -> str:
    """Return the time of day, unless the value has it: a morning, a night."""
    return "" if "TMO" in value or "TNI" in value else _clock(said)


def _bound(rule: Rule, said: dict[str, str]) -> Bound:
    """Return what the preposition makes of the time where the words are "then": "since then"."""
    lead = said.get("lead", "").strip().lower()
    return _BOUNDS.get(lead, rule.bound) if "then" in said else rule.bound


def _no_day(value: str) -> bool:
    """Say whether a full date of a year is none of the calendar, though its month is: 31 April 2016."""
    return bool(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d", value)) and not _possible(value)


def _begun_before(value: str, until: str) -> str:
    """Return the first of two months of which only the last has a year: "between December and February 2015".

    >>> _begun_before("2015-12", "2015-02"), _begun_before("2015-03", "2015-06")
    ('2014-12', '2015-03')
    """
    months = re.fullmatch(r"(\d{4})-(\d\d)", value) if re.fullmatch(r"\d{4}-\d\d", until) else None
    return f"{int(months[1]) - 1:04d}-{months[2]}" if months and value > until else value


def _of_period(first: str, last: str = "", *, mod: str) -> tuple[str, str, str]:
    """Return value, until and modifier of a named period: its beginning and its end are single years."""
    if mod == "END" and last:
        return last, "", ""
    return (first, "", "") if mod == "START" else (first, last, mod)


def length_value(amount: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length; a part of a unit goes into smaller ones.

    >>> length_value(2.5, "Y"), length_value(None, "W"), length_value(1.5, "TH"), length_value(2, "E")
    ('P2Y6M', 'PXW', 'PT1H30M', 'P20Y')
    """
    if amount is None:
        return _OPEN_LENGTHS.get(unit, f"PX{unit}")
    unit, factor = _LARGER.get(unit, (unit, 1))
    amount *= factor
    whole = int(amount)
    rest = amount - whole
    text = f"{whole}{unit[-1] if unit != 'WE' else unit}" if whole else ""
    mark = "T" if unit.startswith("T") else ""
    if rest and unit in _SMALLER:
        small, factor = _SMALLER[unit]
        text += ("T" if small.startswith("T") and not mark else "") + f"{round(rest * factor)}{small[-1]}"
    return f"P{mark}{text}"


def _filled(template: str, said: dict[str, str]) -> str:
    """Return a template of the data file with the matched words in the place of their names."""
    return re.sub(r"\{([a-z]+\d?)\}", lambda found: _share(found[1], said), template)


def _share(name: str, said: dict[str, str]) -> str:
    """Return what one name of a template stands for."""
    if name in _SHARES:
        return _SHARES[name](said)
    if name in _PLAIN:
        return f"{int(said[name]):02d}" if said[name].isdigit() else meaning(name.rstrip("2"), said[name])
    return _length(name, said)


def _length(name: str, said: dict[str, str]) -> str:
    unit = meaning("unit", said.get("unit") or said["units"])
    if name in _AMOUNTS:
        open_end = name == "one" and said.get("units", "").lower() == "decades"
        return length_value(None if open_end else _AMOUNTS[name], unit)
    if "n2" in said:
        return length_value(None, unit)
    amount = _with_part(number(said["n"]), said)
    return str(int(amount or 0)) if name == "n" else length_value(amount, unit)


def _with_part(amount: float | None, said: dict[str, str]) -> float | None:
    """Return a number with the half or the quarter that is told with it: "two and a half"."""
    if amount is None or "half" not in said:
        return amount
    return amount + (0.5 if said["half"].lower() == "half" else 0.25)


def _year(said: dict[str, str]) -> str:
    words = said.get("year") or said.get("shortyear") or said.get("year2")
    return f"{year(words):04d}" if words else "XXXX"


def _year2(said: dict[str, str]) -> str:
    if "tail" in said:
        return said["year"][:2] + said["tail"]
    return _year({"year": said["year2"]})


def _decade(words: str) -> str:
    """Return the three digits of a decade: "1990", "'80", "nineties" -> 199, 198, 199."""
    digits = re.sub(r"\D", "", words)
    if not digits:
        return "19" + meaning("decade", words)
    return digits[:3] if len(digits) == 4 else "19" + digits[0]


def _figures(said: dict[str, str]) -> str:
    """Return the date in figures; where day and month can be either, both values, the day first one first."""
    first, second, in_year = int(said["first"]), int(said["second"]), year(said["year"])
    day_first, month_first = f"{in_year:04d}-{second:02d}-{first:02d}", f"{in_year:04d}-{first:02d}-{second:02d}"
    if first == second or second > 12 or first > 12:
        return day_first if second <= 12 else month_first
    return day_first if said["sep"] == "." else f"{day_first}|{month_first}"


def _possible(value: str) -> bool:
    """Say whether a full date is one of the calendar; in an open year, 29 February is."""
    found = re.fullmatch(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", value)
    if not found:
        return not re.fullmatch(r"\d{4}-(?:1[3-9]|[2-9]\d)-\d\d", value)
    try:
        date(int(found[1].replace("XXXX", "2000")), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class _Counting:
    """Words that count, and from where, by what and how far their rule lets them."""

    rule: Rule
    said: dict[str, str]
    anchor: Anchor
    unit: str
    shift: float

    def so_far(self, shift: float) -> _Count:
        """Return a count of so many units."""
        return _Count(self.anchor, self.unit, shift)


def _count(rule: Rule, said: dict[str, str], value: str) -> _Count:
    """Return from where, by what and how far the words count."""
    default = Anchor.REPORT if "|" in value or value.startswith("XXXX") or rule.group == "holiday" else Anchor.NONE
    anchor = rule.anchor or default
    counting = _Counting(rule, said, anchor, _unit(rule, said, anchor), float(rule.shift))
    named = {*said, "beyond"} if rule.beyond else said.keys()
    for name, way in _COUNTS.items():
        if name in named:
            return way(counting)
    few = "units" in said and "span" not in said and anchor is Anchor.REPORT
    return _Count(anchor, counting.unit, counting.shift, few=few)


def _unit(rule: Rule, said: dict[str, str], anchor: Anchor) -> str:
    if "units" in said and anchor is Anchor.REPORT:
        return meaning("unit", said["units"])
    return meaning("unit", said["unit"]) if "unit" in said and rule.count else rule.unit


def _by_relation(counting: _Counting) -> _Count:
    source, _, steps = meaning("relation", counting.said["relation"]).partition(" ")
    return _Count(Anchor(source), counting.unit, float(steps))


def _by_week(counting: _Counting) -> _Count:
    """Return a count of the week in which a day lies: "on Monday of next week"."""
    return _Count(counting.anchor, "W", _WEEKS[counting.said["within"].lower()])


def _by_weeks_ago(counting: _Counting) -> _Count:
    """Return a count of weeks from a day: "Monday two weeks ago"."""
    weeks = number(counting.said["weeksago"])
    return _Count(counting.anchor, "W", -round(weeks or 1.0), few=weeks is None)


def _by_days_on(counting: _Counting) -> _Count:
    """Return a count of one or two weeks from a day: "a week today"."""
    days = 14 if counting.said["fromnow"].lower() == "fortnight" else 7
    return replace(_by_name_of_day(counting), beyond=days)


def _by_name_of_day(counting: _Counting) -> _Count:
    return counting.so_far(float(_DEICTIC[counting.said["deictic"].lower()]))


def _by_days_beyond(counting: _Counting) -> _Count:
    """Return a count that goes on by so many times the days of the rule: "three Fridays ago"."""
    said, shift = counting.said, counting.shift
    times = int(number(said["n"]) or 1) if "n" in said else 1
    return replace(counting.so_far(shift), beyond=counting.rule.beyond * (times - 1 if shift < 0 else times))


def _by_what_was_told(counting: _Counting) -> _Count:
    return counting.so_far(_TOLD.get(counting.said["told"].lower(), 0.0))


def _ago(counting: _Counting) -> _Count:
    """Return a count of so many units behind or ahead: "two and a half years ago", "in ten days"."""
    said, unit = counting.said, counting.unit
    source, _, sign = _way(said).partition(" ")
    if "n" not in said:
        return _Count(Anchor(source), unit, float(sign), few="units" not in said and said["unit"].endswith("s"))
    unit, amount = _in_years(unit, number(said["n"]))
    amount = _with_part(amount, said)
    if amount is None:
        return _Count(Anchor(source), unit, float(sign), few=True)
    if "n2" in said:
        return _compound(_Count(Anchor(source), unit, float(sign) * amount), said)
    unit, amount = _whole(unit, amount)
    return _Count(Anchor(source), unit, float(sign) * round(amount))


def _way(said: dict[str, str]) -> str:
    """Return from where words like "ago" and "after" count, and which way."""
    table = "ago" if "ago" in said else "aside"
    return meaning("asked_for" if said[table].lower() in tables()["asked_for"] else table, said[table])


def _in_years(unit: str, amount: float | None) -> tuple[str, float | None]:
    """Return decades and centuries as years."""
    return ("Y", amount * _LARGER[unit][1]) if amount and unit in ("E", "C") else (unit, amount)


def _whole(unit: str, amount: float) -> tuple[str, float]:
    """Return so many units as a whole number of smaller ones: 2.5 years are 30 months."""
    while amount % 1 and unit in _SMALLER:
        unit, factor = _SMALLER[unit]
        amount *= factor
    return unit, amount


def _compound(first: _Count, said: dict[str, str]) -> _Count:
    """Return a count of two units: years and months as months, else the first and the days of the second."""
    sign = -1 if first.shift < 0 else 1
    unit, amount = meaning("unit", said["unit2"]), number(said["n2"]) or 0.0
    if (first.unit, unit) == ("Y", "M"):
        return _Count(first.anchor, "M", first.shift * 12 + sign * amount)
    days = round(amount * {"D": 1, "W": 7, "M": 30.4}.get(unit, 0))
    if first.unit == "W":
        return _Count(first.anchor, "D", first.shift * 7 + sign * days)
    return _Count(first.anchor, first.unit, first.shift, beyond=sign * days)


def _modifier(said: dict[str, str]) -> str:
    for name, table in (("part2", "part"), ("part", "part"), ("about", "about")):
        if name in said:
            return _PARTS.get(said[name].lower()) or meaning(table, said[name])
    return ""


def _clock(said: dict[str, str]) -> str:
    """Return the time of day that the words name, as TIMEX3 hangs it on a date."""
    if "moment" in said:
        return meaning("moment", said["moment"])
    if "hour" in said:
        return _hour(said)
    words = said.get("daypart", "").lower()
    if words in _NIGHTS:
        return "TNI"
    return meaning("daypart", words) if words else ""


def _hour(said: dict[str, str]) -> str:
    hour = int(said["hour"]) if said["hour"].isdigit() else int(number(said["hour"]) or 0)
    later = said.get("half", "").lower() == "p" or said.get("daypart", "").lower() in _LATE_PARTS
    if (later or "daypart2" in said) and hour < 12:
        hour += 12
    elif said.get("half", "").lower() == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{said.get('minute') or '00'}"


def _day(words: str) -> str:
    return f"{int(words) if words.isdigit() else ordinal(words):02d}"


def _month_of(said: dict[str, str], *, first: bool) -> str:
    """Return the first or the last of the first, or last, so many months of a year."""
    months = min(max(int(number(said["n"]) or 1), 1), 12)
    if said["endpart"].lower() in _OPENING_PARTS:
        return "01" if first else f"{months:02d}"
    return f"{13 - months:02d}" if first else "12"


_SHARES: dict[str, Callable[[dict[str, str]], str]] = {
    "year": _year,
    "year2": _year2,
    "tailyear": _year2,
    "day": lambda said: _day(said["day"]),
    "day2": lambda said: _day(said["day2"]),
    "plural": lambda said: meaning("weekday", said["plural"] + "day"),
    "clock": _clock,
    "quarter": lambda said: _QUARTERS.get(said["quarter"].lower(), said["quarter"]),
    "rank": lambda said: _RANKS[said["rank"].lower()],
    "half": lambda said: _HALVES[said["half"].lower()],
    "decade": lambda said: _decade(said["decade"]),
    "century": lambda said: f"{ordinal(said['century']) - 1:02d}",
    "figures": _figures,
    "weekfirst": lambda said: f"{7 * ordinal(said['nthweek']) - 6:02d}",
    "weeklast": lambda said: f"{7 * ordinal(said['nthweek']):02d}",
    "monthfirst": lambda said: _month_of(said, first=True),
    "monthlast": lambda said: _month_of(said, first=False),
}
# How words count, by the part of a rule that they fill; the first that is filled says it.
_COUNTS: dict[str, Callable[[_Counting], _Count]] = {
    "relation": _by_relation,
    "within": _by_week,
    "weeksago": _by_weeks_ago,
    "fromnow": _by_days_on,
    "beyond": _by_days_beyond,
    "ago": _ago,
    "aside": _ago,
    "deictic": _by_name_of_day,
    "told": _by_what_was_told,
}
