"""The command that takes in corrections that were made elsewhere: in an export that comes back, or as a text."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import progress_bar, say
from onrecord.core.counted import counted

if TYPE_CHECKING:
    from onrecord.export.back import TakenBack
    from onrecord.export.back.brought import Returned
    from onrecord.record import Record

_MOST_BYTES = 64_000_000  # of a list of corrections


@click.command("import")
@record_argument
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--who", help="Whose changes they are; by default whom the file names, else your user name.")
@click.option("--why", help="The reason; by default which file they came in.")
def import_corrections(record: str, file: str, who: str | None, why: str | None) -> None:
    """Take in what was changed elsewhere, or a text of corrections.

    \b
    onrecord export nato-ukraine.db --into entries.xlsx
    onrecord correct import nato-ukraine.db entries.xlsx --who "Ada Osei"

    FILE went out by `onrecord export` and was edited: a workbook (xlsx) or CSV, what Label Studio or INCEpTION
    (UIMA CAS JSON) exports, a REFI-QDA project. Or it is a text that `correct export` printed. Each change becomes
    a correction. An edit of an entry that the record tells otherwise since is shown as a conflict and not applied;
    what cannot be taken is listed. Either ends with exit code 1. Taking in a file twice changes nothing.
    What is taken in is in force at once: the record is compared anew.
    """
    from onrecord.building import compare
    from onrecord.export.back import brought_by
    from onrecord.record import open as open_record

    returned = _from_stdin() if file == "-" else brought_by(Path(file))
    with open_record(record, write=True) as opened:
        if isinstance(returned, str):
            count, taken = _taken_in(opened, returned, file), None
        else:
            taken = _taken_back(opened, returned, who, why or f"changed in {Path(file).name}")
            count = len(taken.corrections)
        if count:
            compare(opened)
    if taken is None:
        say(f"{counted(count, 'correction')} taken in.")
        return
    _tell(taken)
    sys.exit(1 if taken.conflicts or taken.untaken else 0)


def _from_stdin() -> str:
    """Return a text of corrections from standard input; what is no UTF-8 in it shows as such where it is read."""
    from onrecord.core.bounded import read_bounded

    return read_bounded(sys.stdin.buffer, _MOST_BYTES).decode("utf-8-sig", "replace")


def _taken_in(opened: Record, text: str, file: str) -> int:
    """Take in a text of corrections; return how many are new. What is wrong with it is told with its name."""
    from onrecord.record import InvalidCorrection

    try:
        return opened.corrections.take_in(text)
    except InvalidCorrection as error:
        raise InvalidCorrection(f"{file}: {error.why}; give what `correct export` or an export wrote") from None


def _taken_back(opened: Record, returned: Returned, who: str | None, why: str) -> TakenBack:
    from onrecord.export.back import take_back

    total = opened.count()
    with progress_bar("Looking for changes") as progress:
        return take_back(
            opened, returned, who=who, user=getpass.getuser(), why=why, progress=lambda done: progress(done, total)
        )


def _tell(taken: TakenBack) -> None:
    """Print what became of a file: what was not taken, line by line, then how many of what."""
    for conflict in taken.conflicts:
        say(f"conflict: {conflict}")
    for untaken in taken.untaken:
        say(f"not taken: {untaken}")
    say(
        f"{counted(len(taken.corrections), 'correction')} taken in, {counted(taken.untouched, 'entry')} unchanged,"
        f" {counted(taken.already, 'change')} that the record has already,"
        f" {counted(len(taken.conflicts), 'conflict')}, {len(taken.untaken)} not taken."
    )
