"""Commands that send a record elsewhere: exports, shell completion."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from onrecord.cli.completing import formats
from onrecord.cli.options import filter_options, record_argument
from onrecord.cli.output import say
from onrecord.core.counted import counted
from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.export import Export
    from onrecord.record import Filter, Record


@click.command()
@record_argument
@click.option(
    "--format",
    "form",
    metavar="NAME",
    shell_complete=formats,
    help="csv, jsonl, parquet, text, plover (POLECAT's columns: what took place), plover-all,"
    " csv-bom (CSV that Excel takes for UTF-8), xlsx, timelinejs, gexf and graphml (who did what to whom),"
    " discourse (who takes which side), discourse-ties (who agrees with whom),"
    " annotations (W3C, JSON-LD), csl and ris (references), ical (announced dates), schema-org,"
    " datapackage (Frictionless, .zip),"
    " qdpx and qdpx-utf16 (REFI-QDA), label-studio and label-studio-interface, cas (INCEpTION),"
    " edges (CSV), ftm (FollowTheMoney), geojson (events on a map), or a plug-in's."
    " By default, what the name of --into ends in; CSV on standard output.",
)
@click.option(
    "--into", metavar="FILE", type=click.Path(dir_okay=False), help="Where to write; by default standard output."
)
@filter_options
def export(record: str, *, form: str | None, into: str | None, **chosen: Any) -> None:
    """Write entries in a format that other programs read.

    \b
    onrecord export nato-ukraine.db --into demands.csv --act demand
    onrecord export nato-ukraine.db --format plover > events.tsv

    In CSV, cells that a spreadsheet would take for a formula are guarded with an apostrophe. Where a format has no
    place for some of the entries, it is said how many of how many it holds.
    """
    from onrecord.cli.widening import nothing
    from onrecord.export import EXPORT_SHELF, format_for
    from onrecord.record import KINDS, Filter
    from onrecord.record import open as open_record
    from onrecord.writing import NothingToWrite, written

    into = None if into == "-" else into
    chosen_format = format_for(Path(into)) if into and not form else EXPORT_SHELF.named(form or "csv")
    with open_record(record) as opened:
        if into is None:
            if not chosen_format.is_text:
                raise click.UsageError(f"{form} is no text for a screen; name a file with --into.")
            _to_the_screen(chosen_format, opened, Filter(**chosen))
            return
        with written(Path(into), keep=kept(opened)) as target:
            count = _exported(chosen_format, opened, target, Filter(**chosen))
            matching = opened.count(Filter(**chosen))
            if not count:
                no_place = f"none of the {matching} entries that match has a place in it."
                none = no_place if matching else nothing(opened, Filter(**chosen), KINDS)
                raise NothingToWrite(Path(into), none)
    held = counted(count, "entry") if count == matching else f"{count} of the {matching} entries that match"
    say(f"{into}: {held}.", err=True)


def _to_the_screen(form: Export, opened: Record, wanted: Filter) -> None:
    """Write to standard output: as it is to a pipe or a file, made safe to print to a terminal."""
    if not sys.stdout.isatty():
        _exported(form, opened, sys.stdout.buffer, wanted)
        return
    shown = io.BytesIO()
    _exported(form, opened, shown, wanted)
    say(shown.getvalue().decode("utf-8"), end=False)


def _exported(form: Export, opened: Record, target: BinaryIO, wanted: Filter) -> int:
    """Write entries; the crash of a stranger's format is told in a sentence."""
    from onrecord.export import EXPORTS
    from onrecord.plugins import PluginFailed

    try:
        return form.write(opened, target, wanted)
    except (OSError, OnRecordError):
        raise
    except Exception as error:
        if form in EXPORTS:
            raise
        raise PluginFailed("export", form.name, error) from error


def kept(opened: Record) -> Iterator[tuple[Path, str]]:
    """Yield what no export may be written onto: the record with its logs, and the reports that it rests on."""
    for end in ("", "-wal", "-shm", "-journal"):
        yield opened.file.with_name(opened.file.name + end), "the record itself"
    for report in opened.reports():
        yield Path(report.path.partition("#")[0]), "a report that the record rests on"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    onrecord completion bash > onrecord-completion.bash

    Source that file from ~/.bashrc (or lay it where your shell looks: ~/.local/share/bash-completion/completions).
    Party names, outlets, issues, acts and ids of the record that a call names are completed, too.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    say(found(ctx.find_root().command, {}, "onrecord", "_ONRECORD_COMPLETE").source())
