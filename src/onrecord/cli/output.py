"""What commands print: tables in a terminal, clean tab-separated lines in a pipe, JSON on request."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.core.problem import Problem
    from onrecord.jsonform import Json


_NARROWEST = 8  # columns of a table: the length of an id


def print_json(form: Json) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(form, ensure_ascii=False, separators=(", ", ": ")))


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Print a table: drawn in a terminal, tab-separated without a header in a pipe.

    Args:
        columns: The headers.
        rows: One sequence of cells a row.
        empty: What to say, on standard error, when there is no row.
    """
    listed = list(rows)
    if not listed:
        click.echo(empty, err=True)
    elif sys.stdout.isatty():
        _draw(columns, listed)
    else:
        for row in listed:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))


def _draw(columns: Sequence[str], rows: list[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    widest = [max(len(column), *(len(row[n]) for row in rows)) for n, column in enumerate(columns)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), collapse_padding=True)
    for column, width in zip(columns, _widths(widest, console.width - 2 * len(columns)), strict=True):
        table.add_column(column, overflow="fold", width=width)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _widths(widest: Sequence[int], room: int) -> list[int]:
    """Return how wide to make each column, the widest giving way first.

    The last column holds the words of a report: two fifths of the room are its own, so that rows stay low.
    """
    widths = list(widest)
    others = range(len(widths) - 1)
    while sum(widths) > room:
        broadest = max(others, key=widths.__getitem__, default=len(widths) - 1)
        if widths[-1] > room * 2 // 5 or widths[broadest] <= _NARROWEST:
            broadest = len(widths) - 1
        if widths[broadest] <= _NARROWEST:
            break
        widths[broadest] -= 1
    return widths


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems with the material on standard error, a line each."""
    for problem in problems:
        click.echo(f"problem: {problem}", err=True)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on standard error while the block runs; call what is yielded with (done, of how many)."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
