"""The command that forgets: a report leaves the record for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from onrecord.cli.completing import ids
from onrecord.cli.options import record_argument
from onrecord.cli.output import ask, at_work, say
from onrecord.core.counted import counted
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.record import Forgotten


@click.command()
@record_argument
@click.argument("report", shell_complete=ids("report"))
@click.option("--yes", is_flag=True, help="Do not ask first.")
def forget(record: str, report: str, *, yes: bool) -> None:
    """Take a report out of a record for good, with its entries, corrections, findings and words, and prove it.

    \b
    onrecord forget nato-ukraine.db 2008-04-04-meridian-wire.txt --yes

    REPORT is its path or id; its older versions go with it. The index and the file are written anew, and the file
    is searched for the report's words. What other reports hold too stays with them and is named. Copies, exports
    and backups of the record are not reached, nor is the report's own file: as long as it lies among the sources,
    the next build reads it again. Exit code 1 where words of it are still found.
    """
    from onrecord.building import compare
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        found = opened.report(report)
        if not yes:
            _ask(found.path)
        with at_work():
            gone = opened.forget(found.id)
            compare(opened)
            left = opened.purge(gone.stretches)
    _tell(record, gone, left)
    sys.exit(1 if left else 0)


def _ask(path: str) -> None:
    """Ask whoever sits at the terminal; where nobody does, the call must say so itself."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"this takes {one_line(path)} out for good; say so with --yes.")
    ask(f"Take {one_line(path)} out for good?")


def _tell(record: str, gone: Forgotten, left: tuple[str, ...]) -> None:
    counts = ", ".join(
        (
            counted(gone.entries, "entry"),
            counted(gone.corrections, "correction"),
            counted(gone.findings, "finding"),
        )
    )
    say(f"forgotten: {', '.join(map(one_line, gone.paths))}: {counts}.")
    looked_for = f"looked for in {one_line(record)}: {counted(len(gone.stretches), 'passage')} of it"
    if left:
        say(f"{looked_for}; still there: {len(left)}, the first “{left[0]}”. Build the record anew.", err=True)
    else:
        say(f"{looked_for}; none is there.")
    for path, count in gone.shared.items():
        say(f"left in {one_line(path)}, which holds it too: {counted(count, 'passage')}.")
