"""Commands that correct a record by hand. Every correction says who made it and why, and can be taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from onrecord.cli.completing import fields_of, ids
from onrecord.cli.options import entry_argument, record_argument, who_and_why
from onrecord.cli.output import print_rows, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.correction import Correction
    from onrecord.record import Record

# Mentions with offsets, of several each; what follows a name's sign otherwise is words of the report.
_SPANS = re.compile(r"\d+:\d+(\s*,.*)?", re.DOTALL)


@click.group()
def correct() -> None:
    """Correct a record by hand: accept, reject, edit or add entries, merge or split actors, arrange issues.

    \b
    onrecord correct reject nato-ukraine.db 9b688998 --why "the reporter's own view"
    onrecord correct edit nato-ukraine.db da825244 act=threaten --why "it is a threat"

    Corrections are kept apart from what was extracted, outlive every rebuild, and can be taken back.
    """


@correct.command()
@record_argument
@entry_argument
@who_and_why
def accept(record: str, entry: str, who: str, why: str) -> None:
    """Say that an entry was read and is right.

    \b
    onrecord correct accept nato-ukraine.db 9b688998 --why "as the report has it"
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        told(opened.corrections.accept(opened.entry(entry).entry.id, who=who, why=why))


@correct.command()
@record_argument
@entry_argument
@who_and_why
def reject(record: str, entry: str, who: str, why: str) -> None:
    """Take an entry, or a finding, out of what is shown.

    \b
    onrecord correct reject nato-ukraine.db 9b688998 --why "the reporter's own view"

    A finding that is rejected stays out when the record is built again.
    """
    from onrecord.building import compare
    from onrecord.record import NoSuchEntry, NoSuchFinding
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        try:
            told(opened.corrections.reject(opened.entry(entry).entry.id, who=who, why=why))
        except NoSuchEntry as none:
            try:
                made = opened.corrections.dismiss(entry, who=who, why=why)
            except NoSuchFinding:
                raise none from None
            compare(opened)
            told(made)


@correct.command()
@record_argument
@entry_argument
@click.argument("other", shell_complete=ids("entry"))
@who_and_why
def same(record: str, entry: str, other: str, who: str, why: str) -> None:
    """Say that two entries tell one happening.

    \b
    onrecord correct same nato-ukraine.db 31e3f479 214128aa --why "the promise of Bucharest"

    They stand in one account, whatever else comparing makes of them, also when the record is built again.
    """
    _linked(record, entry, other, who, why, together=True)


@correct.command("not-same")
@record_argument
@entry_argument
@click.argument("other", shell_complete=ids("entry"))
@who_and_why
def not_same(record: str, entry: str, other: str, who: str, why: str) -> None:
    """Say that two entries do not tell one happening.

    \b
    onrecord correct not-same nato-ukraine.db f2a30a16 bb4f550f --why "a reaction to it"

    No account holds both, also when the record is built again.
    """
    _linked(record, entry, other, who, why, together=False)


def _linked(record: str, entry: str, other: str, who: str, why: str, *, together: bool) -> None:
    from onrecord.building import compare
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        say_so = opened.corrections.same if together else opened.corrections.not_same
        made = say_so(opened.entry(entry).entry.id, opened.entry(other).entry.id, who=who, why=why)
        compare(opened)
        told(made)


@correct.command()
@record_argument
@entry_argument
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...", shell_complete=fields_of)
@who_and_why
def edit(record: str, entry: str, changes: tuple[str, ...], who: str, why: str) -> None:
    """Give fields of an entry other values: act=refuse when=2022-01-12 status=denied speaker=nato ...

    \b
    onrecord correct edit nato-ukraine.db 9b688998 act=ask addressee=nato --why "asked of all"
    onrecord correct edit nato-ukraine.db da825244 speaker="new:Ana Ruiz/person/peru" --why "she said it"

    `show` prints an entry's fields. Those that hold words of the report (content, words, cue, condition) take the
    words themselves, pieces apart joined by " … ", or their offsets as start:end; of words that stand in several
    places "words#2" means the second. Who (speaker, addressee, source, target, place) is anybody whom the record
    or the directory knows by a name, or new:NAME/KIND/PARTY; the words that name them may follow: nato@the
    alliance. An empty value takes a field away.
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        line = opened.entry(entry)
        text = opened.report(line.report.id).text
        with opened.together():
            fields = _fields(opened, changes, text, who, why)
            made = opened.corrections.edit(line.entry.id, fields, who=who, why=why)
        told(made)


@correct.command()
@record_argument
@click.argument("report", shell_complete=ids("report"))
@click.argument("kind", type=click.Choice(["statement", "stance", "event"]))
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...", shell_complete=fields_of)
@who_and_why
def add(record: str, report: str, kind: str, fields: tuple[str, ...], who: str, why: str) -> None:
    """Add an entry that the extractors did not find.

    \b
    onrecord correct add nato-ukraine.db 2008-04-04-meridian-wire.txt statement act=announce \\
        content="It gives no date" speaker="nato@The declaration" --why "left out"

    REPORT is its path or id. A statement needs act and content, a stance attitude and content, an event plover,
    status and words. Words of the report and names are given as in `edit`.
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        found = opened.report(report)
        with opened.together():
            given = _fields(opened, fields, found.text, who, why)
            made = opened.corrections.add(found.id, kind, given, who=who, why=why)
        told(made)


@correct.command()
@record_argument
@click.argument("actor", shell_complete=ids("actor"))
@click.argument("into", shell_complete=ids("actor"))
@who_and_why
def merge(record: str, actor: str, into: str, who: str, why: str) -> None:
    """Say that ACTOR is no other than INTO.

    \b
    onrecord correct merge nato-ukraine.db the-west nato --why "these reports mean the alliance"
    """
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        told(opened.corrections.merge(actor, into, who=who, why=why))


@correct.command()
@record_argument
@click.argument("actor", shell_complete=ids("actor"))
@click.argument("into", shell_complete=ids("actor"))
@click.argument("names", nargs=-1, required=True)
@click.option("--name", help="Shown name of INTO, if it is new.")
@click.option("--kind", help="Kind of INTO, if it is new: person, state, body, organisation ...")
@click.option("--party", help="Party of INTO, if it is new.")
@who_and_why
def split(
    record: str, actor: str, into: str, names: tuple[str, ...], who: str, why: str, **about: str | None
) -> None:
    """Say that some NAMES of ACTOR, as reports print them, stand for INTO.

    \b
    onrecord correct split nato-ukraine.db russia duma "the Duma" --kind organisation --why "not the state"
    """
    from onrecord.record import open as open_record

    given = {field: value for field, value in about.items() if value}
    with open_record(record, write=True) as opened:
        told(opened.corrections.split(actor, names, into, who=who, why=why, about=given))


@correct.command()
@record_argument
@click.argument("correction", shell_complete=ids("correction"))
@who_and_why
def undo(record: str, correction: str, who: str, why: str) -> None:
    """Take a correction back; it stays on record as taken back.

    \b
    onrecord correct reject nato-ukraine.db 9b688998 --why "the reporter's own view"
    onrecord correct undo nato-ukraine.db 9b688998 --why "it was the president after all"
    """
    from onrecord.building import compare
    from onrecord.core.correction import OF_FINDINGS
    from onrecord.record import open as open_record

    with open_record(record, write=True) as opened:
        undone = opened.corrections.undo(_of_entry(opened, correction), who=who, why=why)
        if undone.kind in OF_FINDINGS:
            compare(opened)
        told(undone)


def _of_entry(opened: Record, given: str) -> str:
    """Return the id of a correction; where an entry is named, of the latest that holds for it."""
    from onrecord.record import NoSuchCorrection, NoSuchEntry

    try:
        return opened.corrections.find(given).id
    except NoSuchCorrection as none:
        try:
            latest = opened.entry(given).correction
        except NoSuchEntry:
            raise none from None
        if latest is None:
            raise click.UsageError(f"nothing was corrected in entry '{given}'.") from none
        return latest.id


@correct.command("list")
@record_argument
@click.option("--undone", is_flag=True, help="Those taken back, too.")
def list_corrections(record: str, *, undone: bool) -> None:
    """List the corrections, oldest first.

    \b
    onrecord correct list nato-ukraine.db
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        print_rows(
            ("correction", "what", "by", "when", "why"),
            [correction_cells(correction) for correction in opened.corrections.all(undone=undone)],
            empty="nothing was corrected.",
        )


@correct.command("export")
@record_argument
def export_corrections(record: str) -> None:
    """Print all corrections as text (TOML), those taken back included.

    \b
    onrecord correct export nato-ukraine.db > corrections.toml
    """
    from onrecord.record import open as open_record

    with open_record(record) as opened:
        say(opened.corrections.as_text(), end=False)


def _fields(opened: Record, given: Sequence[str], text: str, who: str, why: str) -> dict[str, str]:
    """Return FIELD=VALUE arguments as fields: words of the report as offsets, names as ids of actors."""
    from onrecord.naming import WHOM, with_known_actors
    from onrecord.record import WORDS_FIELDS, offsets_of

    fields = {}
    for argument in given:
        field, sign, value = argument.partition("=")
        if not sign:
            raise click.UsageError(f"'{argument}' is no FIELD=VALUE, as in act=refuse.")
        if field in WORDS_FIELDS:
            value = offsets_of(value, text)
        elif field in WHOM and "@" in value:
            names, _, words = value.partition("@")
            value = value if _SPANS.fullmatch(words) else f"{names}@{offsets_of(words, text)}"
        fields[field] = value
    return with_known_actors(opened, fields, who=who, why=why)


def told(correction: Correction) -> None:
    """Say that a correction was made."""
    say(f"correction {correction.id[:8]}: {correction.kind}, by {correction.who}.")


def correction_cells(correction: Correction) -> tuple[str, ...]:
    """Return a correction as a row of a table: its id, what it does, by whom, when, why."""
    of_actor = (
        correction.actor if correction.actor == correction.into else f"{correction.actor} -> {correction.into}"
    )
    about = correction.entry[:8] if correction.entry else of_actor if correction.actor else ""
    changes = " ".join(f"{change.field}={change.value}" for change in correction.changes)
    state = f" (taken back by {correction.undone.who})" if correction.undone else ""
    what = f"{correction.kind} {about} {changes}".strip() + state
    return correction.id[:8], what, correction.who, correction.when, correction.why
