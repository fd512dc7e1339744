"""The command that watches a folder."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.listing import cells, line_json
from onrecord.cli.making import (
    anywhere_option,
    dispute_option,
    published_from_option,
    published_option,
    workers_option,
)
from onrecord.cli.options import json_option
from onrecord.cli.output import print_json, say
from onrecord.core.finding import Finding
from onrecord.core.line import Line, ReportHeader
from onrecord.core.problem import OnRecordError, Problem
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.jsonform import Object
    from onrecord.watching import Change, Watch


@click.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--into", metavar="RECORD.db", required=True, help="The record.")
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 86_400),
    default=10.0,
    show_default=True,
    help="How often to look.",
)
@dispute_option
@anywhere_option
@published_option
@published_from_option
@workers_option
@json_option
def watch(folder: str, into: str, every: float, *, workers: int | None, as_json: bool, **how: Any) -> None:
    """Take in reports as they arrive in a folder, keep the findings up to date, and print what is new.

    \b
    onrecord watch inbox --into dam.db --json

    A line for each new report, entry, finding and problem, with --json a JSON object each. A report is taken in
    when two looks find it the same. It goes on until Ctrl-C; started again, it tells what it had not told yet.
    """
    from onrecord.taking import work_named
    from onrecord.watching import Watch

    watching = Watch(lambda: work_named(folder, **how), into, workers=workers)
    _tell(watching.look(), into, as_json=as_json)
    watching.remember()
    say(f"Watching {folder} every {every:g} seconds. Ctrl-C ends it.", err=True)
    try:
        _go_on(watching, into, every, as_json=as_json)
    except KeyboardInterrupt:
        say(f"ended; {into} holds all that has come in.", err=True)


def _go_on(watching: Watch, into: str, every: float, *, as_json: bool) -> None:
    """Look again and again. What fails, as while another writes to the record, is told once and tried again."""
    failed = ""
    while True:
        time.sleep(every)
        try:
            _tell(watching.look(), into, as_json=as_json)
            watching.remember()
            failed = ""
        except OnRecordError as error:
            if str(error) != failed:
                say(f"{error} It is tried again.", err=True)
            failed = str(error)


def _tell(changes: tuple[Change, ...], into: str, *, as_json: bool) -> None:
    """Print changes, a line each."""
    from onrecord.record import open as open_record

    if not changes:
        return
    with open_record(into) as opened:
        names = opened.names()
        paths = {report.id: report.path for report in opened.reports(retired=True)}
    for change in changes:
        if as_json:
            print_json({"change": change.how, **_form(change, names, paths)})
        else:
            say("\t".join(map(one_line, (change.how, *_cells(change, names)))))


def _form(change: Change, names: Mapping[str, str], paths: Mapping[str, str]) -> Object:
    """Return one change under the name of what it is."""
    from onrecord.jsonform import finding_json, problem_json

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
    return "finding", change.what[:8]
