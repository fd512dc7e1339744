"""Commands to begin with: the page with a place to drop files, and a first dispute file."""

from __future__ import annotations

import getpass
import os
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import progress_bar, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.show.serve.serving import Address

RECORD = "record.db"


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), default=lambda: str(Path.home() / "onrecord"))
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 takes a free one.")
@click.option("--who", default=getpass.getuser, show_default="your user name", help="Who makes the corrections.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def start(folder: str, port: int, who: str, *, no_browser: bool) -> None:
    """Open the page in the browser, with a place to drop reports on; until Ctrl-C.

    \b
    onrecord start
    onrecord start talks/

    FOLDER (by default onrecord in your home) holds the record and copies of what was dropped. Nothing leaves this
    machine.
    """
    from onrecord.dispute import FILE_NAME, read_dispute
    from onrecord.readers import NOT_REPORTS
    from onrecord.show.serve.desk import Desk
    from onrecord.show.serve.reading_apart import ReadingApart
    from onrecord.show.serve.serving import serve
    from onrecord.show.serve.start import Workshop
    from onrecord.show.serve.tray import Tray

    place = Path(folder).absolute()
    place.mkdir(parents=True, exist_ok=True)
    reading = ReadingApart(partial(read_folder, str(place)))
    dispute = place / FILE_NAME
    workshop = Workshop(
        place / RECORD,
        dispute,
        Tray(place, NOT_REPORTS),
        reading,
        check=lambda text: read_dispute(text, dispute),
    )
    try:
        serve(
            Desk(workshop.record, who, models=sorted((place / "models").glob("*.toml")), starting=True),
            place.name,
            host="127.0.0.1",
            port=port,
            told=partial(_opened, browser=not no_browser),
            more=workshop.routes(),
        )
    except KeyboardInterrupt:
        say("ended.", err=True)
    finally:
        reading.stop()


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option("--into", metavar="FILE.toml", help="The file to write. By default FOLDER/dispute.toml.")
def init(folder: str, into: str | None) -> None:
    """Propose a first dispute file for a folder of reports: parties, issues, names, what cannot be read.

    \b
    onrecord init examples/nato-ukraine/reports --into proposed.toml

    It reads the reports as `build` does, and writes what it proposes, with a comment to each line that you must
    judge. Where the file is called dispute.toml and lies beside the reports, `build` reads it.
    """
    from tempfile import TemporaryDirectory

    from onrecord.building import build
    from onrecord.dispute import FILE_NAME
    from onrecord.record import open as open_record
    from onrecord.show.proposal import proposal
    from onrecord.writing import written

    place = Path(into or Path(folder) / FILE_NAME)
    for stands in {place, Path(folder) / FILE_NAME}:
        if stands.exists():
            raise click.UsageError(f"{stands} stands there already: take it away first, or edit it.")
    with TemporaryDirectory() as spare:
        record = Path(spare) / RECORD
        with progress_bar("Reading reports", "Finding reports") as progress:
            built = build([folder], into=record, progress=progress)
        if built.nothing_read:
            raise click.UsageError(f"{folder}: not one report could be read there.")
        with open_record(record) as opened:
            text = proposal(opened, Path(folder).absolute().name, [os.path.relpath(folder, place.parent)])
    with written(place) as target:
        target.write(text.encode())
    found = folder if place == Path(folder) / FILE_NAME else place
    say(f"{place}: read it, strike what does not belong, then: onrecord build {found}")


def read_folder(folder: str, told: Callable[[int, int | None], None]) -> str:
    """Read what was dropped into a folder; return what that did, in one sentence. For a process of its own."""
    from onrecord.building import build
    from onrecord.core.problem import OnRecordError
    from onrecord.dispute import FILE_NAME
    from onrecord.show.serve.tray import REPORTS

    os.chdir(folder)  # reports are named as they lie in the folder, wherever that is
    dispute = Path(FILE_NAME)
    built = build([REPORTS], into=RECORD, dispute=dispute if dispute.exists() else None, progress=told)
    if built.nothing_read:
        why = f" The first: {built.problems[0]}" if built.problems else ""
        raise OnRecordError(f"Not one report could be read.{why}")
    old = f"{built.remade} read again, {built.unchanged} as they were"
    return f"Reports: {built.added} added, {built.changed} changed, {old}. Problems: {len(built.problems)}."


def _opened(address: Address, *, browser: bool) -> None:
    say(f"Open {address.printed} (Ctrl-C ends)")
    if browser:
        import webbrowser  # loads as long as a small command takes

        Thread(target=webbrowser.open, args=(address.once,), daemon=True).start()
