"""Everything taken from one report: what the first half hands to the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.entry import Statement

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


class Content(NamedTuple):
    """What a record holds of a report, corrections applied, and comparing reads.

    Attributes:
        report: The report.
        times: The words that name a time, in order.
        entries: Its entries, in the order of the text.
    """

    report: Report
    times: tuple[TimeExpression, ...] = ()
    entries: tuple[Entry, ...] = ()


def sure_enough(
    extraction: Extraction, confidence: float | None, act_confidence: float | None = None
) -> Extraction:
    """Return an extraction without the entries that are less sure; what was told in one of them loses that tie.

    What has no confidence counts as sure; with None for a bound, nothing is left out.

    Args:
        extraction: What was taken from a report.
        confidence: How sure it must be that an entry is told.
        act_confidence: How sure the act of a statement must be.
    """
    if confidence is None and act_confidence is None:
        return extraction
    kept = [
        entry
        for entry in extraction.entries
        if _reaches(entry.confidence, confidence) and _reaches(_of_act(entry), act_confidence)
    ]
    there = {entry.id for entry in kept}
    return replace(extraction, entries=tuple(_untied(entry, there) for entry in kept))


def _of_act(entry: Entry) -> float | None:
    return entry.act_confidence if isinstance(entry, Statement) else None


def _reaches(sureness: float | None, bound: float | None) -> bool:
    return sureness is None or bound is None or sureness >= bound


def _untied(entry: Entry, there: set[str]) -> Entry:
    return entry if entry.told_in is None or entry.told_in in there else entry.told_by_reporter()
