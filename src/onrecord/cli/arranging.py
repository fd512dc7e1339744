"""Commands that arrange issues by hand: name, merge, split, pin. Each is in force at once, and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.completing import ids
from onrecord.cli.correcting import told
from onrecord.cli.options import record_argument, who_and_why

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.core.correction import Correction
    from onrecord.record.corrections import Corrections

issue_argument = click.argument("issue", shell_complete=ids("issue"))


@click.command("name-issue")
@record_argument
@issue_argument
@click.argument("name")
@who_and_why
def name_issue(record: str, issue: str, name: str, who: str, why: str) -> None:
    """Give an issue a name of your own.

    \b
    onrecord correct name-issue nato-ukraine.db "attack and war: Ukraine" "the invasion" --why "as we call it"

    ISSUE is its id, as `onrecord issues` lists it, or its name. Positions and filters go by the new name.
    """
    _arrange(record, lambda corrections: corrections.name_issue(issue, name, who=who, why=why))


@click.command("merge-issue")
@record_argument
@issue_argument
@click.argument("into", shell_complete=ids("issue"))
@who_and_why
def merge_issue(record: str, issue: str, into: str, who: str, why: str) -> None:
    """Say that ISSUE is no other than the issue INTO.

    \b
    onrecord correct merge-issue nato-ukraine.db "security guarantees: Russia" "security guarantees" --why "one"

    What is about the one is about the other, in positions too.
    """
    _arrange(record, lambda corrections: corrections.merge_issue(issue, into, who=who, why=why))


@click.command("split-issue")
@record_argument
@issue_argument
@click.argument("name")
@click.argument("entries", nargs=-1, required=True, shell_complete=ids("entry"))
@who_and_why
def split_issue(record: str, issue: str, name: str, entries: tuple[str, ...], who: str, why: str) -> None:
    """Say that some ENTRIES of an issue are about another one, which gets a NAME.

    \b
    onrecord correct split-issue nato-ukraine.db "security guarantees" "guarantor states" d4b033b4 --why "another"

    Who splits off more by the same name adds to it.
    """
    _arrange(record, lambda corrections: corrections.split_issue(issue, entries, name, who=who, why=why))


@click.command("pin-issue")
@record_argument
@issue_argument
@who_and_why
def pin_issue(record: str, issue: str, who: str, why: str) -> None:
    """Say that an issue stays and stands first, however little is said of it.

    \b
    onrecord correct pin-issue nato-ukraine.db "talks and formats" --why "what the talks are about"
    """
    _arrange(record, lambda corrections: corrections.pin_issue(issue, who=who, why=why))


def _arrange(record: str, make: Callable[[Corrections], Correction]) -> None:
    """Make a correction of an issue and compare anew, so that it is in force."""
    from onrecord.building import compare
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        made = make(opened.corrections)
        compare(opened)
        told(made)
