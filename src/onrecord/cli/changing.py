"""The command that tells what is new in a record, and how a change is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from onrecord.cli.correcting import correction_cells
from onrecord.cli.listing import cells, line_json
from onrecord.cli.options import first_day, json_option, record_argument
from onrecord.cli.output import print_json, say
from onrecord.core.correction import Correction
from onrecord.core.finding import Finding
from onrecord.core.line import Line, ReportHeader
from onrecord.core.problem import Problem
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    What counts is when it came into the record. A line each, as `onrecord watch` prints them: a finding is new,
    changed (it says or rests on something else) or gone, a correction is new or undone.
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        told = print_changes(opened, opened.changes(since), as_json=as_json)
    if not told:
        say(f"nothing is new since {since.isoformat() if since else 'the last build'}.", err=True)


def print_changes(opened: Record, news: Iterable[Change], *, as_json: bool) -> int:
    """Print changes, a line each; return how many."""
    names = opened.names()
    paths = {report.id: report.path for report in opened.reports(retired=True)}
    count = 0
    for change in news:
        count += 1
        if as_json:
            print_json({"change": change.how, **_form(change, names, paths)})
        else:
            say("\t".join(map(one_line, (change.how, *_cells(change, names)))))
    return count


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
    match change.what:
        case ReportHeader() as report:
            return "report", report.id[:8], report.outlet or "?", report.path, report.title or ""
        case Line() as line:
            return "entry", *cells(line, names)
        case Finding() as finding:
            return "finding", finding.id[:8], str(finding.kind), "; ".join(finding.why)
        case Problem() as problem:
            return "problem", str(problem)
        case Correction() as correction:
            return "correction", *correction_cells(correction)
    return "finding", change.what[:8]
