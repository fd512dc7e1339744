"""Coverage: what reports a record holds of each outlet, party and month, and where it holds none.

Silence in these reports is not silence in the world: a party of which no report of a year tells may have said much
in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Gap(NamedTuple):
    """Months on end of which there is no report, the first and the last as `2022-01`."""

    first: str
    last: str
    months: int

    def __str__(self) -> str:
        return self.first if self.months == 1 else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Covered:
    """An outlet, or a party that speaks or acts, with the reports of it.

    Attributes:
        id: The outlet's name, "" for reports that name none; the party's id.
        name: The shown name.
        reports: How many reports are by it, or have it speak or act.
        entries: How many entries stand in those reports, or are its own words and deeds.
        months: How many reports of each month, where there are any.
        gaps: Where there are none, between the first and the last month of the whole record.
    """

    id: str
    name: str
    reports: int
    entries: int
    months: Mapping[str, int] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What reports a record holds.

    Attributes:
        reports: How many.
        sources: How many of them are independent: copies of one text count once.
        undated: How many are of no known month; they stand in no month below.
        months: How many reports of each month, where there are any.
        gaps: Months between the first and the last without a report.
        outlets: By outlet, those with most reports first.
        parties: By party, those that most reports carry first.
    """

    reports: int
    sources: int
    undated: int
    months: Mapping[str, int]
    gaps: tuple[Gap, ...]
    outlets: tuple[Covered, ...]
    parties: tuple[Covered, ...]

    def party(self, given: str) -> Covered:
        """Return how a party is covered; of one that no report carries, that."""
        found = next((one for one in self.parties if one.id == given), None)
        return found or Covered(given, given, 0, 0, {}, gaps({}, self.months))

    def __str__(self) -> str:
        span = f", {min(self.months)} to {max(self.months)}" if self.months else ""
        widest = max(self.gaps, key=lambda gap: (gap.months, gap.first), default=None)
        none = f"; none of {widest}" if widest else ""
        more = f" and of {counted(len(self.gaps) - 1, 'shorter gap')}" if len(self.gaps) > 1 else ""
        named = sum(bool(outlet.id) for outlet in self.outlets)
        counts = counted(self.reports, "report"), counted(self.sources, "source"), counted(named, "outlet")
        return f"{', '.join(counts)}{span}{none}{more}"


def gaps(months: Iterable[str], within: Iterable[str]) -> tuple[Gap, ...]:
    """Return the stretches of months without a report, between the first and the last month of others.

    >>> [str(gap) for gap in gaps(["2021-11", "2022-03"], ["2021-11", "2022-04"])]
    ['2021-12 to 2022-02', '2022-04']
    """
    span = sorted(map(_number, within))
    there = {_number(month) for month in months}
    found: list[Gap] = []
    begun: int | None = None
    for month in range(span[0], span[-1] + 2) if span else ():
        missing = month not in there and month <= span[-1]
        if missing and begun is None:
            begun = month
        elif not missing and begun is not None:
            found.append(Gap(_month(begun), _month(month - 1), month - begun))
            begun = None
    return tuple(found)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"
