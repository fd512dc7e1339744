"""The command that tells what is new in a record, and how a change is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from onrecord.cli.correcting import correction_cells
from onrecord.cli.listing import cells, line_json
from onrecord.cli.options import first_day, json_option, record_argument
from onrecord.cli.output import print_json, print_rows, say
from onrecord.core.correction import Correction
from onrecord.core.finding import Finding
from onrecord.core.line import Line, ReportHeader
from onrecord.core.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.core.change import Change
    from onrecord.jsonform import Object
    from onrecord.record import Record


def _moment(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the moment that is named, or the first day of the day, month or year."""
    if value and "T" in value:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"'{value}' is no time; write it as 2026-01-31T09:30.") from None
    return first_day(ctx, parameter, value)


COLUMNS = ("news", "what", "id", "when", "told")


@click.command()
@record_argument
@click.option(
    "--since",
    metavar="DATE",
    callback=_moment,
    help="A day, month or year, or a time as 2026-01-31T09:30; else the beginning of the last build.",
)
@json_option
def changes(record: str, since: date | None, *, as_json: bool) -> None:
    """List what is new in a record since a day: reports, entries, findings, corrections.

    \b
    onrecord changes nato-ukraine.db --since 2025-01-31
    onrecord changes nato-ukraine.db --json

    What counts is when it came into the record. A finding is new, changed (it says or rests on something else) or
    gone, a correction is new or undone.
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        news = tuple(opened.changes(since))
        if as_json:
            print_objects(opened, news)
        else:
            print_rows(COLUMNS, rows(opened, news))
    if not news:
        say(f"nothing is new since {since.isoformat() if since else 'the last build'}.", err=True)


def rows(opened: Record, news: Iterable[Change]) -> Iterator[tuple[str, ...]]:
    """Yield changes as rows of a table."""
    names = opened.names()
    for change in news:
        what, key, when, *told = _cells(change, names)
        yield change.how, what, key[:8], when, " · ".join(filter(None, told))


def print_objects(opened: Record, news: Iterable[Change]) -> None:
    """Print changes as JSON Lines."""
    names = opened.names()
    paths = {report.id: report.path for report in opened.reports(retired=True)}
    for change in news:
        print_json({"change": change.how, **_form(change, names, paths)})


def _form(change: Change, names: Mapping[str, str], paths: Mapping[str, str]) -> Object:
    """Return one change under the name of what it is."""
    from onrecord.jsonform import correction_json, finding_json, problem_json

    match change.what:
        case ReportHeader() as report:
            day = report.published.edtf() if report.published else None
            where = {"path": report.path, "id": report.id, "outlet": report.outlet, "title": report.title}
            return {"report": where | {"published": day}}
        case Line() as line:
            return {"entry": line_json(line, names)}
        case Finding() as finding:
            return {"finding": finding_json(finding, paths)}
        case Problem() as problem:
            return {"problem": problem_json(problem)}
        case Correction() as correction:
            return {"correction": correction_json(correction)}
    return {"finding": {"id": change.what}}


def _cells(change: Change, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a change is of, its id and time, and what is told of it."""
    match change.what:
        case ReportHeader() as report:
            day = report.published.edtf() if report.published else "undated"
            return "report", report.id, day, report.outlet or "", report.path, report.title or ""
        case Line() as line:
            return "entry", *cells(line, names)
        case Finding() as finding:
            return "finding", finding.id, "", str(finding.kind), "; ".join(finding.why)
        case Problem() as problem:
            return "problem", "", "", str(problem)
        case Correction() as correction:
            key, what, who, when, why = correction_cells(correction)
            return "correction", key, when, what, who, why
    return "finding", change.what, ""
