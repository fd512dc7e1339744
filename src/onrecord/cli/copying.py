"""The command that copies a record to another store."""

from __future__ import annotations

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import say


@click.command()
@record_argument
@click.argument("target", metavar="TARGET")
def copy(record: str, target: str) -> None:
    """Copy a record from a file to a PostgreSQL server that a team shares, or back into a file.

    \b
    onrecord copy nato-ukraine.db "postgresql://db.example/disputes?record=nato"
    onrecord copy "postgresql://db.example/disputes?record=nato" back.db

    All that it holds is copied, corrections and notes too, or nothing is. Wherever RECORD stands, an address
    may stand as well. `record` names the record among those of a database. The password is taken from ~/.pgpass, a
    service file or PGPASSWORD, never from the address.
    """
    from onrecord.record.copying import copy as copy_record

    count = copy_record(record, target)
    say(f"{target}: {count:,} rows copied.")
