"""The library: what `import onrecord` offers. Each function is the whole way of one half, in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.building import build
from onrecord.clean import clean
from onrecord.core.problem import Outcome, Problem
from onrecord.ingest import Ingest
from onrecord.read import find
from onrecord.read import read as read_source
from onrecord.record import open  # noqa: A004 - `onrecord.open(path)` is the name people look for

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Report
    from onrecord.dispute import Dispute

__all__ = ["build", "extract", "open", "read"]


def read(path: str | Path, *, published: str | None = None) -> Outcome[Report]:
    """Read a file, a folder or an export: its reports, cleaned, and what was wrong with the material.

    Args:
        path: Plain text, HTML, JSON Lines, or a folder of these with or without a list of them.
        published: ISO date for reports that carry none themselves.

    Raises:
        PathNotFound: There is no such file or folder.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for source in find([str(path)], published=published):
        if isinstance(source, Problem):
            problems.append(source)
            continue
        outcome = read_source(source)
        problems.extend(outcome.problems)
        for report in outcome.items:
            cleaned = clean(report)
            reports.extend(cleaned.items)
            problems.extend(cleaned.problems)
    return Outcome(tuple(reports), tuple(problems))


def extract(report: Report, *, dispute: Dispute | None = None) -> Extraction:
    """Return the statements, stances, events and time expressions of a report, with their problems."""
    return Ingest(dispute).extract(report)
