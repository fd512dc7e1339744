"""Everything taken from one report: what the first half hands to the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.core.who import Actor


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report with its entries.

    Attributes:
        report: The report, cleaned.
        entries: Its statements, stances and events, in the order of the text.
        times: Its time expressions.
        actors: The actors that its mentions name by id, the ones met for the first time included.
        problems: What went wrong with it.
    """

    report: Report
    entries: tuple[Entry, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    problems: tuple[Problem, ...] = ()
