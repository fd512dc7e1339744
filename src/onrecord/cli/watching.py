"""The command that watches a folder."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.changing import COLUMNS, print_objects, rows
from onrecord.cli.making import (
    anywhere_option,
    dispute_option,
    published_from_option,
    published_option,
    workers_option,
)
from onrecord.cli.options import json_option
from onrecord.cli.output import say
from onrecord.core.problem import OnRecordError
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.core.change import Change
    from onrecord.watching import Watch


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
    if not as_json:
        say("\t".join(COLUMNS))
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


def _tell(news: tuple[Change, ...], into: str, *, as_json: bool) -> None:
    """Print what is new, a line each."""
    from onrecord.record import open as open_record

    if news:
        with open_record(into) as opened:
            if as_json:
                print_objects(opened, news)
            else:
                for row in rows(opened, news):
                    say("\t".join(map(one_line, row)))
