"""The day a report appeared: from its list or page, its address, its date lines, its file's name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.when import Basis, When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.report import Report
    from onrecord.core.written_date import WrittenDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ADDRESS = (
    re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)", re.IGNORECASE),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
)


def published(
    report: Report, lines: Sequence[WrittenDate], if_undated: When | None
) -> tuple[When | None, list[Problem]]:
    """Return the day a report appeared, by the surest source that tells; None where none does. Never today's."""
    if report.published:
        return report.published, []
    address = _address_day(report.url or "")
    if address:
        return When.on(address, Basis.ADDRESS), []
    if lines:
        return _from_lines(report, lines)
    named = _address_day("/" + PurePosixPath(report.path.partition("#")[0]).name)
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


def _address_day(address: str) -> date | None:
    """Return the calendar day in an address or file name.

    >>> _address_day("https://news.example/2022/jan/12/talks")
    datetime.date(2022, 1, 12)
    """
    for form in _IN_ADDRESS:
        for match in form.finditer(address):
            month = match[2].lower()
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdigit() else 0
            try:
                return date(int(match[1]), number, int(match[3]))
            except ValueError:
                continue
    return None
