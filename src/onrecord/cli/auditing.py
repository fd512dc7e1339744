"""The researcher's command: how much of a record is right, from a random draw judged by hand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import say, say_marked

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.show.audit import AuditRow

_KEYS = {"y": True, "n": False}


@click.command()
@record_argument
@click.option("--sample", default=60, show_default=True, type=click.IntRange(1), help="How many entries to draw.")
@click.option("--seed", default=1, show_default=True, help="Of the draw: the same seed draws the same entries.")
@click.option(
    "--verdicts",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where verdicts are kept, as JSON Lines; what stands there already is not asked again.",
)
def audit(record: str, sample: int, seed: int, verdicts: Path) -> None:
    """Judge a random draw of entries by key (y, n, q to stop) and print precision by field.

    \b
    onrecord audit nato-ukraine.db --sample 60 --verdicts audit.jsonl
    """
    from onrecord.record import open as open_record
    from onrecord.record.sharing import need_texts
    from onrecord.show import audit as audits

    try:
        with open_record(record) as opened:
            need_texts(opened, "judging entries")
            before = audits.audited(opened, verdicts, size=sample, seed=seed)
            if not before["entries"]:
                raise click.UsageError("the record has no entries to draw from.")
            _ask(opened, before, verdicts)
            found = audits.audited(opened, verdicts, size=sample, seed=seed)
    except audits.NoVerdict as error:
        raise click.UsageError(str(error)) from error
    if found["open"]:
        say(f"verdicts still open: {found['open']}. Call again to go on.", err=True)
    for one in found["found"]:
        say(f"{one['field']}\t{one['right']}/{one['judged']}\t{one['low']:.2f}-{one['high']:.2f}")
    if found["method"]:
        say(found["method"])


def _ask(opened: Record, drawn: AuditRow, path: Path) -> None:
    """Ask for what is not judged yet, as long as there is someone who answers; each answer is kept at once."""
    from onrecord.show.audit import keep_verdict
    from onrecord.show.entry import entry_page

    names = opened.names()
    for row in drawn["drawn"]:
        todo = [field for field in row["fields"] if field not in row["verdicts"]]
        if not todo or not sys.stdin.isatty():
            continue
        say_marked(entry_page(opened.context(row["entry"]), names, brackets=False))
        for field in todo:
            key = click.prompt(f"{field} right?", type=click.Choice([*_KEYS, "q"]))
            if key == "q":
                return
            keep_verdict(path, opened.entry(row["entry"]).entry, field, right=_KEYS[key])
