"""Did they say this? What each report of a record has of a quotation, whose words it is there, who told it first.

The one value behind `onrecord quote`, the page and whoever asks from a program.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict

from onrecord.core.entry import Statement
from onrecord.core.finding import Copy, FindingKind
from onrecord.core.visible import one_line
from onrecord.record import Filter, UnknownName
from onrecord.show import line as one
from onrecord.show.quotation import Difference, Verdict, spots
from onrecord.views.entries import when_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record
    from onrecord.show.quotation import Spot
    from onrecord.views.forms import WhenRow

_WORD = re.compile(r"[\w-]+")


class QuotedRow(TypedDict):
    """What one report has of a quotation.

    `words` are the report's; `differences` are they and the quotation in pieces, each with whose it is: `report`,
    `quotation`, or of both; empty where they are the same. `whose` says whose words they are there, as far as that
    was asked: `theirs`, `another` speaker's, `unnamed`, `unknown` where no statement is on record there. `entry`
    is the statement, `speaker` who makes it. `copies` are reports with the same text.
    """

    verdict: Verdict
    report: str
    path: str
    published: WhenRow | None
    words: str
    differences: list[Difference]
    entry: str | None
    speaker: str
    whose: str
    first: bool
    copies: list[str]


class Quoted(TypedDict):
    """A quotation held against a record; `known` says whether any statement of who is asked about is on record."""

    asked: str
    by: str
    known: bool
    reports: int
    rows: list[QuotedRow]


def quoted(record: Record, words: str, by: str = "") -> Quoted:
    """Return what the reports of a record have of a quotation, the nearest first, of equals the oldest.

    Args:
        record: The record.
        words: The quotation.
        by: Who is said to have said it: an actor's id, name or alias; empty where that is not asked.
    """
    headers = [header.id for header in record.reports()]
    copies = _copies(record)
    original = {report: min(of, key=headers.index) for report, of in copies.items()}
    found = spots(words, (record.report(one) for one in headers), original)
    theirs = _said_by(record, by) if by else set()
    names = record.names()
    rows = [_row(record, report, at, theirs, names) for report, at in found]
    for row in rows:
        row["copies"] = sorted(copies.get(row["report"], set()) - {row["report"]}, key=headers.index)
    _mark_first(rows)
    return Quoted(asked=one_line(words), by=one_line(by), known=bool(theirs), reports=len(headers), rows=rows)


def _copies(record: Record) -> dict[str, set[str]]:
    """Return for each report that shares its text with others all that share it."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in record.findings(FindingKind.COPY):
        if isinstance(finding.says, Copy):
            for report in finding.reports:
                found[report] |= set(finding.reports)
    return found


def _mark_first(rows: Iterable[QuotedRow]) -> None:
    """Mark who told it first: the oldest that has the words, altered or not, where more than one is dated."""
    dated = [(row["published"]["first"], row) for row in rows if row["published"] and row["published"]["first"]]
    if len(dated) > 1:
        least = min(day for day, _ in dated)
        for day, row in dated:
            row["first"] = day == least


def _row(record: Record, report: Report, at: Spot, theirs: set[str], names: Mapping[str, str]) -> QuotedRow:
    told = _telling(record.statements(Filter(report=report.id)), at)
    return QuotedRow(
        verdict=at.verdict,
        report=report.id,
        path=one_line(report.path),
        published=when_row(report.published),
        words=one_line(report.text[at.start : at.end]),
        differences=[(one_line(text), whose) for text, whose in at.differences],
        entry=told.entry.id if told else None,
        speaker=_speaker(told, names) if told else "",
        whose=_whose(told, theirs) if theirs else "",
        first=False,
        copies=[],
    )


def _said_by(record: Record, name: str) -> set[str]:
    """Return the ids of the statements of an actor, of those who speak for it, or of all who bear the name."""
    wanted = (Filter(speaker=name), Filter(party=name))
    try:
        named = {line.entry.id for chosen in wanted for line in record.statements(chosen)}
    except UnknownName:
        named = set()
    if named:
        return named
    names, bears = record.names(), set(name.casefold().split())
    lines = record.statements()
    return {line.entry.id for line in lines if bears <= set(_WORD.findall(_speaker(line, names).casefold()))}


def _speaker(told: Line, names: Mapping[str, str]) -> str:
    return one_line(one.doers(told.entry, names))


def _whose(told: Line | None, theirs: set[str]) -> str:
    if told is None:
        return "unknown"
    if isinstance(told.entry, Statement) and told.entry.speaker is None:
        return "unnamed"
    return "theirs" if told.entry.id in theirs else "another"


def _telling(lines: Iterable[Line], at: Spot) -> Line | None:
    """Return the statement whose content has most of the stretch, or None where none has any of it.

    Of those that have as much the one with the fewest words besides: in "he told me: 'I want it'" the words are
    told by one and said by the other, and they are the other's.
    """
    best: tuple[tuple[int, int], Line] | None = None
    for line in lines:
        if isinstance(line.entry, Statement) and (shared := _shared(line.entry, at)):
            rank = shared, -sum(piece.end - piece.start for piece in line.entry.content)
            if best is None or rank > best[0]:
                best = rank, line
    return best[1] if best else None


def _shared(statement: Statement, at: Spot) -> int:
    """Return how many characters of a stretch stand in what a statement says."""
    return sum(max(0, min(piece.end, at.end) - max(piece.start, at.start)) for piece in statement.content)
