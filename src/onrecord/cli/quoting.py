"""The fact-checker's command: did they say this?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import say, say_if_out
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.show.quoted import QuotedRow

WHOSE = {
    "": "",
    "theirs": "",
    "another": ", by another speaker",
    "unnamed": ", but the report does not say by whom",
    "unknown": ", but no statement is on record there",
}


@click.command()
@record_argument
@click.argument("words")
@click.option("--by", metavar="NAME", help="Who is said to have said it: an actor's id, name or alias.")
def quote(record: str, words: str, by: str | None) -> None:
    """Say whether a quotation stands in the reports: verbatim, cut, altered, by another speaker, or not at all.

    \b
    onrecord quote nato-ukraine.db "We are strong, we will win" --by Zelensky

    The nearest report comes first, of equals the oldest; copies of one text are one. Differences are shown as
    [-words of the report-] {+words of the quotation+}.
    """
    from onrecord.record import open as open_record
    from onrecord.show.quoted import quoted

    with open_record(record) as opened:
        say_if_out(opened, "only words that entries cite are looked through")
        found = quoted(opened, words, by or "")
        paths = {header.id: one_line(header.path) for header in opened.reports()}
    if not found["rows"]:
        say("not in these reports.")
    if by and not found["known"]:
        say(f"no statement by “{one_line(by)}” is on record: whose words they are is not judged.", err=True)
    for row in found["rows"]:
        _tell(row, paths)


def _tell(row: QuotedRow, paths: dict[str, str]) -> None:
    """Print what one report has of the quotation, and whose words it says they are."""
    from onrecord.show.line import SHORT_ID
    from onrecord.show.quotation import as_text

    when = f", {row['published']['words']}" if row["published"] else ""
    first = ", the oldest of these" if row["first"] else ""
    say(f"{row['verdict'].value}{WHOSE[row['whose']]}: {row['path']}{when}{first}")
    say(f"  “{row['words']}”")
    if row["differences"]:
        say(f"  {as_text(row['differences'])}")
    if row["entry"]:
        say(f"  {row['speaker']} {{{row['entry'][:SHORT_ID]}}}")
    if row["copies"]:
        say(f"  the same text: {', '.join(paths[one] for one in row['copies'])}")
