"""Commands that make a record, or entries without one."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import act_confidence_option, confidence_option
from onrecord.cli.output import print_json, print_problems, progress_bar, say
from onrecord.core.counted import counted
from onrecord.core.visible import one_line

if TYPE_CHECKING:
    from onrecord.building import Built
    from onrecord.record import BroughtUp
    from onrecord.shards.sharding import Sharded

_NAMED = 5  # paths that are named before the rest is counted


def _iso_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check that a date is written year-month-day."""
    del ctx, parameter
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise click.BadParameter(f"'{value}' is no date; write it as 2022-01-12.") from None
    return value


published_option = click.option(
    "--published",
    metavar="DATE",
    callback=_iso_date,
    help="Date (2022-01-12) of reports that carry none themselves.",
)
published_from_option = click.option(
    "--published-from",
    metavar="FILE.csv",
    type=click.Path(exists=True, dir_okay=False),
    help="CSV with rows of path,date that dates reports.",
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), help="Processes to use. By default one for each core."
)
anywhere_option = click.option(
    "--sources-anywhere", is_flag=True, help="Let the dispute file name sources outside its folder."
)
dispute_option = click.option(
    "--dispute",
    metavar="FILE.toml",
    type=click.Path(exists=True),
    help="The dispute file: parties, issues, extra names.",
)


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--into", metavar="RECORD.db", help="The record. By default the dispute's name with .db, or record.db."
)
@click.option(
    "--shard",
    metavar="K/N",
    help="Take only the K-th of N shares of the reports, into a part in the folder --into (by default `parts`).",
)
@click.option(
    "--engine",
    type=click.Choice(["dask"]),
    help="Let an engine hand the shards to its workers, and gather them at the end.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The engine's scheduler: tcp://10.0.0.1:8786. By default workers are started on this machine.",
)
@dispute_option
@anywhere_option
@published_option
@published_from_option
@workers_option
def build(
    paths: tuple[str, ...],
    into: str | None,
    shard: str | None,
    engine: str | None,
    scheduler: str | None,
    **how: Any,
) -> None:
    """Build a record from reports, or bring it up to date.

    \b
    onrecord build examples/nato-ukraine
    onrecord build examples/nile-dam/reports --into nile.db --published 2021-07-06
    onrecord build examples/nato-ukraine --shard 1/4 --into parts

    PATH is a report (plain text, HTML, JSON Lines), a folder of them, `-` for standard input, or a dispute file
    (or a folder that holds a dispute.toml), which stands for the sources that it names.

    With --shard the work is cut among many machines, and `onrecord gather` makes the record of all parts. A
    part that is there, made of the same reports by the same extractors, is left as it is. With --engine dask
    the shards go to the workers of Dask, on this machine or by --scheduler on many, and are gathered.
    """
    from onrecord.building import build as build_record
    from onrecord.shards.engine import build_on_dask
    from onrecord.shards.shard import shard_named
    from onrecord.shards.sharding import build_shard
    from onrecord.shards.task import Named
    from onrecord.taking import work_named

    if (engine and shard) or (scheduler and not engine):
        raise click.UsageError(
            "--shard is for an engine of your own, --scheduler for --engine dask; give one of them."
        )
    with progress_bar("Reading reports", "Finding reports") as progress:
        if engine:
            crew = how.pop("workers")
            named = Named(paths, **how)
            built = build_on_dask(named, into=into, scheduler=scheduler, workers=crew, progress=progress)
        elif shard is None:
            built = build_record(paths, into=into, progress=progress, **how)
        else:
            workers = how.pop("workers")
            share, work = shard_named(shard), work_named(paths, **how, progress=progress)
            sharded = build_shard(work, shard=share, into=into or "parts", workers=workers, progress=progress)
    if shard is None:
        tell_built(built)
    else:
        _tell_sharded(sharded)


def _tell_sharded(sharded: Sharded) -> None:
    """Say what a shard did, and end."""
    mark = sharded.mark
    was = "stood already, made of the same" if sharded.stood else "written"
    say(f"{sharded.part}: {was}; {counted(mark.reports, 'report')}, {counted(mark.problems, 'problem')}.")
    sys.exit(1 if sharded.nothing_read else 0)


@click.command()
@click.argument("parts", metavar="PARTS")
@click.option("--into", metavar="RECORD.db", required=True, help="The record.")
@click.option("--missing", is_flag=True, help="Go on where parts are missing. The record says so.")
def gather(parts: str, into: str, *, missing: bool) -> None:
    """Make a record of the parts that shards have left in a folder, or bring one up to date.

    \b
    onrecord gather parts --into nato-ukraine.db --missing

    The record has the content that one machine's build gives. Nothing is read again; what needs several
    reports, as finding copies does, is done here.
    """
    from onrecord.shards.gathering import gather as gather_parts

    with progress_bar("Gathering reports") as progress:
        built = gather_parts(parts, into=into, missing=missing, progress=progress)
    tell_built(built)


def tell_built(built: Built) -> None:
    """Say what a build did, and end."""
    print_problems(built.problems)
    counts = (
        f"{counted(built.added, 'report')} added",
        f"{built.changed} changed",
        f"{built.remade} read again",
        f"{built.unchanged} as they were",
    )
    made = f"{counted(built.entries, 'entry')}, {counted(len(built.problems), 'problem')}"
    say(f"{built.into}: {', '.join(counts)}; {made}.")
    if built.nothing_read and not built.problems:
        say("Nothing was read: what is named holds no file of a kind that is read, and no report.")
    if built.because and built.remade:
        say(f"Read again since what reads them changed: {', '.join(built.because)}.")
    if built.brought_up:
        _tell_brought_up(built.brought_up, built.left_behind)
    sys.exit(1 if built.nothing_read else 0)


def _tell_brought_up(was: BroughtUp, left_behind: tuple[str, ...]) -> None:
    """Say what became of a record of an older form."""
    carried = f"{counted(was.corrections, 'correction')} carried over"
    say(f"It had form {was.form}: as it was it lies in {was.copy}. {carried}.")
    if left_behind:
        listed = ", ".join(map(one_line, left_behind[:_NAMED]))
        more = f" and {len(left_behind) - _NAMED} more" if len(left_behind) > _NAMED else ""
        say(f"Not among the reports of this build, and in that copy alone: {listed}{more}.", err=True)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@dispute_option
@anywhere_option
@published_option
@published_from_option
@workers_option
@confidence_option
@act_confidence_option
def extract(
    paths: tuple[str, ...],
    dispute: str | None,
    published: str | None,
    published_from: str | None,
    workers: int | None,
    confidence: float | None,
    act_confidence: float | None,
    *,
    sources_anywhere: bool,
) -> None:
    """Print what reports say as JSON Lines, one object a report, without making a record.

    \b
    onrecord extract examples/nile-dam/reports --published 2021-07-06 --confidence 0.6

    Offsets count Unicode code points: of the file for plain text, of the printed `text` for other formats.
    """
    from onrecord.core.extraction import sure_enough
    from onrecord.jsonform import extraction_json
    from onrecord.taking import take_all, work_named

    count = 0
    with progress_bar("Reading reports", "Finding reports") as progress:
        work = work_named(
            paths,
            dispute=dispute,
            published=published,
            published_from=published_from,
            sources_anywhere=sources_anywhere,
            progress=progress,
        )
        print_problems(work.problems)
        for number, taken in enumerate(take_all(work.sources, work.ingest, workers=workers), start=1):
            print_problems(taken.problems)
            if taken.extraction:
                print_json(extraction_json(sure_enough(taken.extraction, confidence, act_confidence)))
                count += 1
            progress(number, len(work.sources))
    sys.exit(0 if count else 1)
