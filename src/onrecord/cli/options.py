"""Options that commands share: the filters, and JSON output."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")

_FILTERS = (
    ("--speaker", "NAME", "Who spoke, or did it: an actor's id, name or alias."),
    ("--party", "NAME", "The state or body that they speak or act for."),
    ("--to", "NAME", "To whom it was said or done."),
    ("--act", "ACT", "The act of a statement: demand, refuse, promise, threaten ..."),
    ("--plover", "ROOT", "The PLOVER root: CONSULT, ASSAULT, REQUEST ..."),
    ("--status", "STATUS", "Of events: happened, ongoing, planned, possible, demanded, denied."),
    ("--issue", "ID", "The issue it is about, from the dispute file."),
    ("--since", "DATE", "Not before this day, month or year."),
    ("--until", "DATE", "Not after this day, month or year."),
    ("--outlet", "NAME", "By whose account."),
    ("--report", "PATH", "The report it stands in: its path or id."),
    ("--grep", "REGEX", "Its words match this regular expression, capitals aside."),
)

record_argument = click.argument("record", metavar="RECORD", type=click.Path(exists=True, dir_okay=False))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")


def filter_options(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the filter options; it receives them as keyword arguments named as the fields of `Filter`."""
    for name, metavar, help_text in reversed(_FILTERS):
        command = click.option(name, metavar=metavar, help=help_text)(command)
    return functools.wraps(command)(command)
