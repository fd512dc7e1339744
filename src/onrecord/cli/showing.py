"""The command that shows one entry or finding in full."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from onrecord.cli.completing import ids
from onrecord.cli.listing import print_lines
from onrecord.cli.options import json_option, record_argument
from onrecord.cli.output import print_json, say, say_marked

if TYPE_CHECKING:
    from onrecord.record import NoSuchEntry, Record


@click.command()
@record_argument
@click.argument("entry", shell_complete=ids("entry", "finding"))
@click.option("--around", type=click.IntRange(0, 50), default=0, help="Paragraphs before and after, too.")
@json_option
def show(record: str, entry: str, *, around: int, as_json: bool) -> None:
    """Show one entry or finding: everything known of it, and the words that it rests on.

    \b
    onrecord show nato-ukraine.db 9b688998

    ENTRY is its id, or the beginning of it as lists show it.
    """
    from onrecord.record import NoSuchEntry
    from onrecord.record import open as open_record
    from onrecord.show.entry import citation, entry_page, to_correct

    with open_record(record) as opened:
        try:
            context = opened.context(entry, around=around)
        except NoSuchEntry as none:
            _show_finding(opened, entry, none, as_json=as_json)
            return
        names = opened.names()
        if as_json:
            print_lines([context.line], names, as_json=True)
        else:
            say_marked(entry_page(context, names, brackets=not sys.stdout.isatty()))
            say(f"\nTo cite it: {citation(context.line, names)}\n{to_correct(context.line)}")


def _show_finding(opened: Record, given: str, no_entry: NoSuchEntry, *, as_json: bool) -> None:
    """Print the finding whose id begins so; where there is none either, there is no such entry."""
    from onrecord.jsonform import finding_json
    from onrecord.record import NoSuchFinding
    from onrecord.show.finding import finding_page

    paths = {report.id: report.path for report in opened.reports(retired=True)}
    try:
        finding = opened.finding(given)
    except NoSuchFinding:
        raise no_entry from None
    if as_json:
        print_json(finding_json(finding, paths))
    else:
        say(finding_page(finding, paths))
