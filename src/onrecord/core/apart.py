"""Reports that have nobody in common of whom they mostly tell: a record of several disputes, perhaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Of how many parties a report mostly tells: by them it hangs together with others.
FOREMOST = 3


@dataclass(frozen=True, slots=True)
class Apart:
    """Reports that hang together: each has one of its foremost parties in common with another.

    Attributes:
        reports: How many.
        parties: Ids of those of whom they mostly tell, most first.
    """

    reports: int
    parties: tuple[str, ...]


def apart_of(named: Mapping[str, Counter[str]]) -> tuple[Apart, ...]:
    """Return the same from how often each report names each party of the dispute.

    Two reports hang together that have one of their foremost parties in common. A single report beside all others
    is no group: it may tell of whom it will.
    """
    foremost = {
        report: [party for party, _ in counts.most_common(FOREMOST)] for report, counts in named.items() if counts
    }
    several = [reports for reports in _hanging_together(foremost) if len(reports) > 1]
    return tuple(_apart(reports, foremost) for reports in several) if len(several) > 1 else ()


def _hanging_together(foremost: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return reports in groups that share no foremost party."""
    groups: list[tuple[set[str], list[str]]] = []
    for report, parties in foremost.items():
        joined, reports = set(parties), [report]
        apart = [group for group in groups if group[0].isdisjoint(joined)]
        for group in (group for group in groups if not group[0].isdisjoint(parties)):
            joined |= group[0]
            group[1].extend(reports)  # the longer one grows: to copy it for each report takes the square of them
            reports = group[1]
        groups = [*apart, (joined, reports)]
    return [reports for _, reports in groups]


def _apart(reports: Sequence[str], foremost: Mapping[str, Sequence[str]]) -> Apart:
    told = Counter(party for report in reports for party in foremost[report])
    return Apart(len(reports), tuple(party for party, _ in told.most_common(FOREMOST)))
