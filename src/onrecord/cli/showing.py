"""The command that shows one entry or finding in full."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from onrecord.cli.completing import ids
from onrecord.cli.listing import print_lines
from onrecord.cli.options import json_option, record_argument
from onrecord.cli.output import print_json, say, say_marked
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.record import NoSuchEntry, Record


@click.command()
@record_argument
@click.argument("entry", shell_complete=ids("entry", "finding"))
@click.option("--why", is_flag=True, help="What gave each field, how surely, and what else it could have been.")
@click.option("--around", type=click.IntRange(0, 50), default=0, help="Paragraphs before and after, too.")
@json_option
def show(record: str, entry: str, *, why: bool, around: int, as_json: bool) -> None:
    """Show one entry or finding: everything known of it, and the words that it rests on.

    \b
    onrecord show nato-ukraine.db 9b688998
    onrecord show nato-ukraine.db 9b688998 --why

    With --why its report is read again, and each field told with the pass, rule or model that gave it, its
    probability where one was worked out, and what was refused. ENTRY is its id, or the beginning of it as lists
    show it.
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
        if why:
            _show_grounds(opened, context.line.entry.id, as_json=as_json)
        elif as_json:
            print_lines([context.line], names, as_json=True)
        else:
            say_marked(entry_page(context, names, brackets=not sys.stdout.isatty()))
            say(f"\nTo cite it: {citation(context.line, names)}\n{to_correct(context.line)}")


def _show_grounds(opened: Record, entry: str, *, as_json: bool) -> None:
    """Print which pass, rule or model gave each field of an entry; as JSON Lines a field a line."""
    from dataclasses import asdict

    from onrecord.dispute import read_dispute
    from onrecord.grounds import grounds
    from onrecord.ingest import Ingest
    from onrecord.show.grounds import grounds_page

    made_by = opened.made_by
    ingest = Ingest(read_dispute(made_by.dispute, opened.file) if made_by.dispute else None)
    found = grounds(opened, entry, ingest)
    if as_json:
        for one in found:
            print_json(asdict(one))
        return
    say(grounds_page(found))
    if changed := ingest.made_by.changes_since(made_by):
        say(f"What reads reports has changed since this record was made: {', '.join(changed)}.", err=True)


def _tell_report(opened: Record, given: str) -> None:
    """Say which command shows a report, where what should be shown is one."""
    from onrecord.record import NoSuchReport

    with suppress(NoSuchReport):
        path = one_line(opened.report(given).path)
        raise click.UsageError(
            f"'{given}' is a report, {path}: `onrecord timeline RECORD --report {given}` lists what it tells."
        )


def _show_finding(opened: Record, given: str, no_entry: NoSuchEntry, *, as_json: bool) -> None:
    """Print the finding whose id begins so; where there is none either, there is no such entry."""
    from onrecord.jsonform import finding_json
    from onrecord.record import NoSuchFinding
    from onrecord.show.finding import finding_page

    paths = {report.id: report.path for report in opened.reports(retired=True)}
    try:
        finding = opened.finding(given)
    except NoSuchFinding:
        _tell_report(opened, given)
        raise no_entry from None
    if as_json:
        print_json(finding_json(finding, paths))
    else:
        say(finding_page(finding, paths))
