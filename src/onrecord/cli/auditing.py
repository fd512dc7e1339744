"""The researcher's command: how much of a record is right, from a random draw judged by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import record_argument
from onrecord.cli.output import say, say_marked
from onrecord.core.bounded import bytes_of

if TYPE_CHECKING:
    from onrecord.record import Record

Verdicts = dict[tuple[str, str], bool]
_MOST_BYTES = 64_000_000
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
    from onrecord import __version__
    from onrecord.record import open as open_record
    from onrecord.record.sharing import need_texts
    from onrecord.show import audit as audits

    given = _read(verdicts)
    with open_record(record) as opened:
        need_texts(opened, "judging entries")
        ids = [line.entry.id for line in opened.lines()]
        drawn = audits.draw(ids, sample, seed)
        asked = {one: audits.fields(opened.entry(one).entry) for one in drawn}
        if not ids:
            raise click.UsageError("the record has no entries to draw from.")
        _ask(opened, asked, given, verdicts)
    judged = {key: right for key, right in given.items() if key[1] in asked.get(key[0], ())}
    if left := sum(map(len, asked.values())) - len(judged):
        say(f"verdicts still open: {left}. Call again to go on.", err=True)
    found = audits.by_field(judged)
    for field, one in found.items():
        say(f"{field}\t{one.right}/{one.judged}\t{one.low:.2f}-{one.high:.2f}")
    if found and not left:
        say(audits.method(found, drawn=len(drawn), entries=len(ids), seed=seed, version=__version__))


def _ask(opened: Record, asked: dict[str, tuple[str, ...]], given: Verdicts, path: Path) -> None:
    """Ask for what is not judged yet, as long as there is someone who answers; each answer is kept at once."""
    from onrecord.show.entry import entry_page

    names = opened.names()
    for entry, fields in asked.items():
        todo = [field for field in fields if (entry, field) not in given]
        if not todo or not sys.stdin.isatty():
            continue
        say_marked(entry_page(opened.context(entry), names, brackets=False))
        for field in todo:
            key = click.prompt(f"{field} right?", type=click.Choice([*_KEYS, "q"]))
            if key == "q":
                return
            given[entry, field] = _KEYS[key]
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"entry": entry, "field": field, "right": _KEYS[key]}) + "\n")


def _read(path: Path) -> Verdicts:
    """Return the verdicts of a file; of two on one field the later holds."""
    given: Verdicts = {}
    try:
        lines = bytes_of(path, _MOST_BYTES).decode("utf-8").splitlines() if path.exists() else []
    except ValueError as error:
        raise click.UsageError(f"{path}: this is no file of verdicts; name another.") from error
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            entry, field, right = row["entry"], row["field"], row["right"]
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(f"{path}, line {number}: no verdict (entry, field, right).") from error
        if not isinstance(right, bool):
            raise click.UsageError(f"{path}, line {number}: right is true or false.")
        given[entry, field] = right
    return given
