"""Commands that lay marks on entries: tags, notes and stars, which change nothing of it."""

from __future__ import annotations

import getpass
from collections import Counter
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import print_rows, say

if TYPE_CHECKING:
    from onrecord.record import Record

who_option = click.option(
    "--who", default=getpass.getuser, show_default="your user name", help="Whose mark it is."
)


@click.group()
def mark() -> None:
    """Lay a tag, a note or a star on an entry; nothing of the entry changes.

    \b
    onrecord mark tag nato-ukraine.db 9b688998 "to check" summit
    onrecord mark list nato-ukraine.db

    Marks outlive every rebuild and go from one record to another with the corrections (`onrecord correct export`).
    Each is its maker's own: nobody's goes when another takes theirs away.
    """


@mark.command()
@record_argument
@click.argument("entry")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@who_option
def tag(record: str, entry: str, tags: tuple[str, ...], who: str) -> None:
    """Lay tags on an entry.

    \b
    onrecord mark tag nato-ukraine.db 9b688998 "to check" summit
    onrecord statements nato-ukraine.db --tag "to check"
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        for each in tags:
            made = opened.corrections.tag(entry, each, who=who)
            say(f"mark {made.id[:8]}: tag “{made.text}”, by {made.who}.")


@mark.command()
@record_argument
@click.argument("entry")
@click.argument("text")
@who_option
def note(record: str, entry: str, text: str, who: str) -> None:
    """Write a note to an entry.

    \b
    onrecord mark note nato-ukraine.db 9b688998 "Hold it against the transcript."
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        made = opened.corrections.note(entry, text, who=who)
        say(f"mark {made.id[:8]}: note, by {made.who}.")


@mark.command()
@record_argument
@click.argument("entry")
@who_option
def star(record: str, entry: str, who: str) -> None:
    """Star an entry.

    \b
    onrecord mark star nato-ukraine.db 9b688998
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        made = opened.corrections.star(entry, who=who)
        say(f"mark {made.id[:8]}: star, by {made.who}.")


@mark.command()
@record_argument
@click.argument("mark")
@who_option
def remove(record: str, mark: str, who: str) -> None:
    """Take a mark away: by its id, or the latest on an entry; it stays on record as taken away.

    \b
    onrecord mark star nato-ukraine.db 9b688998
    onrecord mark remove nato-ukraine.db 9b688998
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        opened.corrections.undo(_mark(opened, record, mark), who=who)


def _mark(opened: Record, record: str, given: str) -> str:
    """Return the id of a mark, never of a correction; where an entry is named, of the latest on it."""
    if any(given and one.id.startswith(given) for one in opened.corrections.marks(undone=True)):
        return given
    laid = [one.id for one in opened.corrections.marks() if given and (one.entry or "").startswith(given)]
    if not laid:
        raise click.UsageError(f"there is no mark '{given}'. `onrecord mark list {record}` shows those there are.")
    return laid[-1]


@mark.command("list")
@record_argument
def list_marks(record: str) -> None:
    """List the marks, oldest first.

    \b
    onrecord mark list nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        rows = [
            (one.id[:8], (one.entry or "")[:8], one.kind.value, one.text, one.who, one.when)
            for one in opened.corrections.marks()
        ]
    print_rows(("mark", "entry", "kind", "text", "by", "when"), rows, empty="nothing was marked.")


@mark.command()
@record_argument
def tags(record: str) -> None:
    """List the tags in use, those on most entries first.

    \b
    onrecord mark tags nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        used = Counter(tag for line in opened.lines() for tag in line.tags)
    rows = [(name, str(count)) for name, count in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))]
    print_rows(("tag", "entries"), rows, empty="no entry has a tag.")
