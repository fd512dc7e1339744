"""The day a report appeared: from its list or page, its address, its date lines, its file's name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.when import Basis, When
from onrecord.core.written_date import day_in_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.report import Report
    from onrecord.core.written_date import WrittenDate


def published(
    report: Report, lines: Sequence[WrittenDate], if_undated: When | None
) -> tuple[When | None, list[Problem]]:
    """Return the day a report appeared, by the surest source that tells; None where none does. Never today's."""
    if report.published:
        return report.published, []
    address = day_in_address(report.url or "")
    if address:
        return When.on(address, Basis.ADDRESS), []
    if lines:
        return _from_lines(report, lines)
    named = day_in_address("/" + PurePosixPath(report.path.partition("#")[0]).name)
    return (When.on(named, Basis.ADDRESS) if named else if_undated), []


def _from_lines(report: Report, lines: Sequence[WrittenDate]) -> tuple[When, list[Problem]]:
    first = lines[0]
    if not first.doubtful:
        return first.when(Basis.DATELINE), []
    others = {line.days[0] for line in lines if not line.doubtful}
    decided = [day for day in first.days if day in others]
    if len(decided) == 1:
        return When.on(decided[0], Basis.DATELINE), []
    words = (
        f"the date '{report.text[first.start : first.end]}' may be {first.days[0]} or {first.days[-1]}; "
        "the report is dated by both."
    )
    problem = Problem(ProblemKind.DOUBTFUL_DATE, words, report.path, report.id, first.start, first.end)
    return first.when(Basis.DATELINE), [problem]
