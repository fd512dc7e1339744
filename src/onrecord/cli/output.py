"""The door through which commands print: tables in a terminal, tab-separated lines in a pipe, JSON on request.

Nothing else writes to the screen. What reports and names hold goes out with every control character written out.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

import click

from onrecord.core.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console
    from rich.status import Status

    from onrecord.core.problem import Problem
    from onrecord.jsonform import Json
    from onrecord.record import Record
    from onrecord.show.entry import Piece


# Characters that JSON lets through and a screen obeys.
_OBEYED_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
SILENT = 2.0  # seconds after which a command that has printed nothing shows that it is at work
_AT_WORK = "onrecord.at_work"  # under which a call keeps what shows it


class _AtWork:
    """A line on the screen that a command is at work, from the moment when it has been silent for too long.

    A timer shows it, for the command itself may be within one long query; whatever is printed takes it away.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._over = False
        self._shown: Status | None = None
        self._timer = Timer(SILENT, self._show)
        self._timer.daemon = True
        self._timer.start()

    def _show(self) -> None:
        from rich.console import Console

        with self._lock:
            if not self._over:
                # A spinner of plain letters, which every terminal has.
                self._shown = Console(stderr=True).status("at work; Ctrl-C ends it", spinner="line")
                self._shown.start()

    def over(self) -> None:
        """Take the line away, for good."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._shown:
                self._shown.stop()
                self._shown = None


@contextmanager
def at_work() -> Iterator[None]:
    """Show on the screen that the block is at work where it prints nothing for two seconds."""
    if not sys.stderr.isatty():
        yield
        return
    kept = click.get_current_context().meta
    shown = kept[_AT_WORK] = _AtWork()
    try:
        yield
    finally:
        shown.over()


def _printing() -> None:
    """Take away what shows that a command is at work: something is printed, or asked, now."""
    context = click.get_current_context(silent=True)
    if context and (shown := context.meta.pop(_AT_WORK, None)):
        shown.over()


def ask(question: str) -> None:
    """Ask whoever sits at the terminal; without a yes the command ends."""
    _printing()
    click.confirm(visible(question), abort=True)


def say(text: str, *, err: bool = False, end: bool = True) -> None:
    """Print a text, made safe to print.

    Args:
        err: On standard error.
        end: With a line end behind it.
    """
    _printing()
    click.echo(visible(text), err=err, nl=end)


def say_if_out(opened: Record, what: str) -> None:
    """Say in one sentence, where texts were taken out of a record, what a command can do without them."""
    from onrecord.record.sharing import missing

    if out := len(missing(opened)):
        of = sum(1 for _ in opened.reports())
        say(
            f"the texts of {out} of {of} reports were taken out: {what}. `onrecord rejoin` puts them back.",
            err=True,
        )


def say_marked(pieces: Iterable[Piece]) -> None:
    """Print pieces of text, some of them marked: by weight or underlining in a terminal."""
    _printing()
    styles = {"bold": {"bold": True}, "underline": {"underline": True}}
    click.echo("".join(click.style(visible(piece.text), **styles.get(piece.style, {})) for piece in pieces))


def terminal() -> Console | None:
    """Return the terminal that standard output is, to be printed to now, or None where it is a pipe or a file."""
    from rich.console import Console

    _printing()
    return Console() if sys.stdout.isatty() else None


def _takes_any_letter() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def print_json(form: Json) -> None:
    """Print one JSON value on one line."""
    _printing()
    text = json.dumps(form, ensure_ascii=not _takes_any_letter(), separators=(", ", ": "))
    click.echo(_OBEYED_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str = "") -> int:
    """Print a table: laid out in a terminal, tab-separated lines in a pipe, headers first in both.

    Args:
        columns: The headers.
        rows: One sequence of cells a row.
        empty: What to say, on standard error, when there is no row.

    Returns:
        How many rows there are.
    """
    listed = list(rows)
    if not listed:
        if empty:
            say(empty, err=True)
    elif screen := terminal():
        from onrecord.cli.table import laid_out

        header, *lines = laid_out(columns, listed, screen.width)
        click.echo(click.style(header, bold=True))
        for line in lines:
            click.echo(line)
    else:
        for row in (columns, *listed):
            say("\t".join(map(one_line, row)))
    return len(listed)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems with the material on standard error, a line each."""
    for problem in problems:
        say(one_line(f"problem: {problem}"), err=True)


@contextmanager
def progress_bar(title: str, before: str = "") -> Iterator[Callable[[int, int | None], None]]:
    """Show progress on standard error while the block runs.

    Call what is yielded with (done, of how many); with (so many, None) while nobody knows of how many, which goes
    under the title `before`.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    _printing()
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(before or title, total=None)
        yield lambda done, total: bar.update(
            task, completed=done, total=total, description=before if total is None else title
        )
