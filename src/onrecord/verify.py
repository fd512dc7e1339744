"""No entry passes whose words are not in its report, at its offsets, in what is read of it.

Runs after every extractor, strangers' too. What does not pass becomes a Problem.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from onrecord.core.problem import Outcome, Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation, Report


def verify(report: Report, entries: Iterable[Entry]) -> Outcome[Entry]:
    """Return the entries that hold, in their order, and a problem for each that does not.

    An entry that is told within one that does not hold (`via`, `claim`) stays, and loses that tie.
    """
    skipped = _Skipped(report)
    kept: dict[str, Entry] = {}
    dropped: set[str] = set()
    problems: list[Problem] = []
    for entry in entries:
        problem = _fault(report, entry, skipped)
        if problem is None and entry.id in kept:
            problem = _problem(report, entry, ProblemKind.EXTRACTOR, "has the id of another entry")
        elif problem is None:
            kept[entry.id] = entry
        else:
            dropped.add(entry.id)
        if problem:
            problems.append(problem)
    dropped -= kept.keys()
    return Outcome(tuple(_untied(entry, dropped) for entry in kept.values()), tuple(problems))


class _Skipped:
    """The stretches of a report that are not read, to be asked of many citations."""

    def __init__(self, report: Report) -> None:
        passages = [passage for passage in report.passages if not passage.is_read]
        self._starts = [passage.start for passage in passages]
        self._ends = [passage.end for passage in passages]

    def holds(self, citation: Citation) -> bool:
        """Say whether a citation reaches into such a stretch."""
        first = bisect_right(self._ends, citation.start)
        return first < len(self._starts) and self._starts[first] < citation.end


def _fault(report: Report, entry: Entry, skipped: _Skipped) -> Problem | None:
    if not entry.pieces:
        return _problem(report, entry, ProblemKind.NOT_VERBATIM, "has no content")
    for citation in entry.citations():
        if citation.report != report.id:
            fault = f"cites another report ({citation.report})"
        elif not 0 <= citation.start <= citation.end <= len(report.text) or not citation.found_in(report):
            fault = f"cites words that are not at their place: '{citation.words[:60]}'"
        elif skipped.holds(citation):
            fault = f"cites what is no part of the report's prose: '{citation.words[:60]}'"
        else:
            continue
        return _problem(report, entry, ProblemKind.NOT_VERBATIM, fault, citation)
    return None


def _problem(
    report: Report, entry: Entry, kind: ProblemKind, fault: str, citation: Citation | None = None
) -> Problem:
    start, end = (citation.start, citation.end) if citation else (None, None)
    words = f"an entry by {entry.by} {fault}; it was left out."
    return Problem(kind, words, report.path, report.id, start, end)


def _untied(entry: Entry, dropped: set[str]) -> Entry:
    return entry.told_by_reporter() if entry.told_in in dropped else entry
