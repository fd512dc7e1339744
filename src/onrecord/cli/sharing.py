"""Commands that share a record without the texts of its reports, and put the texts back."""

from __future__ import annotations

import sys

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import print_problems, say


@click.command()
@record_argument
@click.option(
    "--into", required=True, metavar="FILE.db", type=click.Path(dir_okay=False), help="The copy to be shared."
)
def share(record: str, into: str) -> None:
    """Write a copy of a record without the texts of its reports, as data that break no copyright.

    \b
    onrecord share nato-ukraine.db --into to-share.db

    Titles, hashes, offsets and the words that are cited stay; all else of each text is taken out. Whoever has the
    reports puts the texts back with `rejoin`.
    """
    from onrecord.record import open as open_record
    from onrecord.record.sharing import share as share_record

    with open_record(record) as opened:
        count = share_record(opened, into)
    say(f"{into}: {count} texts taken out, all entries kept.")


@click.command()
@record_argument
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def rejoin(record: str, paths: tuple[str, ...]) -> None:
    """Put texts back that were taken out: PATH is a copy of a report, or a folder of them, as for `build`.

    \b
    onrecord share nato-ukraine.db --into shared.db
    onrecord rejoin shared.db examples/nato-ukraine/reports

    A copy is taken for what it is, whatever its name: its text is, to the byte, one that was taken out, or it is
    refused. Ends with exit code 1 while texts are out.
    """
    from onrecord.record import open as open_record
    from onrecord.rejoining import rejoin as rejoin_record

    with open_record(record, write=True) as opened:
        found = rejoin_record(opened, paths)
    print_problems(found.problems)
    for path in found.refused:
        say(f"refused: {path} is, to the byte, no text that was taken out.", err=True)
    for one in found.out:
        say(f"still out: {one.path}", err=True)
    left = f"{len(found.out)} are still out, {len(found.refused)} copies refused"
    say(f"{record}: {found.back} texts are back, {left}.")
    sys.exit(1 if found.out else 0)
