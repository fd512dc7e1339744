"""Commands on strategic models: what could hold, given the options and the preferences that a file states."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import last_day, record_argument
from onrecord.cli.output import progress_bar, say
from onrecord.core.counted import counted

if TYPE_CHECKING:
    from datetime import date

    from onrecord.record import Record
    from onrecord.strategy.drafting.bearing import EntryShelf

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")

model_argument = click.argument("model_file", metavar="MODEL", type=click.Path(exists=True, dir_okay=False))


def _as_written(ctx: click.Context, parameter: click.Parameter, value: str | tuple[str, ...]) -> object:
    """Take NASH and L1, as results write them, for nash and l1."""
    del ctx, parameter
    return value.lower() if isinstance(value, str) else tuple(name.lower() for name in value)


concept_option = partial(click.option, "--concept", default="seq", show_default=True, callback=_as_written)
party_option = click.option(
    "--party", "parties", multiple=True, help="For this party alone; several times: for the coalition."
)


@click.group()
def model() -> None:
    """Draft, check and solve strategic models of a dispute (graph model for conflict resolution).

    \b
    onrecord model solve examples/nato-ukraine/models/2022-01-12.toml

    A conditional reasoning layer, never a forecast: given these options and preferences, which states are stable.
    """


@model.command()
@record_argument
@click.option("--name", default="Drafted model", show_default=True, help="Name of the model.")
@click.option("--as-of", metavar="DATE", callback=last_day, help="Use only what was said or done by then.")
@click.option("--most", type=click.IntRange(1, 12), default=12, show_default=True, help="Options at the most.")
def draft(record: str, name: str, as_of: date | None, most: int) -> None:
    """Propose a model from a record: options and cells with the entries they rest on, to be edited by hand.

    \b
    onrecord model draft nato-ukraine.db --as-of 2022-01-12 > january.toml
    """
    from onrecord.record import open as open_record
    from onrecord.strategy.reports.from_record import draft_file

    with open_record(record) as opened:
        say(draft_file(_shelf(opened), name, as_of, most, opened.names()), end=False)


@model.command()
@model_argument
@record_argument
def check(model_file: str, record: str) -> None:
    """Say which cells are uncited, outdated or contradicted by a later entry; exit code 1 if there are any.

    \b
    onrecord model check examples/nato-ukraine/models/2022-01-12.toml nato-ukraine.db
    """
    from onrecord.record import open as open_record
    from onrecord.strategy.reports.from_record import check_file

    with open_record(record) as opened:
        findings = check_file(model_file, _shelf(opened))
    for finding in findings:
        say(finding)
    say(f"{counted(len(findings), 'finding')}.", err=True)
    sys.exit(1 if findings else 0)


@model.command()
@model_argument
@record_argument
@click.option("--option", help="Only cells on this option, by its id.")
@click.option("--party", help="Only cells of this party; with --option, those that are filled too.")
def cite(model_file: str, record: str, option: str | None, party: str | None) -> None:
    """Show which entries could fill the empty, assumed and doubted cells, best first, each with its sentence.

    \b
    onrecord model cite examples/nato-ukraine/models/2022-01-12.toml nato-ukraine.db --option withdraw
    """
    from onrecord.record import open as open_record
    from onrecord.strategy.reports.from_record import cite_file

    with open_record(record) as opened:
        say(cite_file(model_file, _shelf(opened, texts=True), option, party), end=False)


@model.command()
@model_argument
@click.argument("party")
def order(model_file: str, party: str) -> None:
    """Show the order of outcomes that a party's preference makes, best first, in words.

    \b
    onrecord model order examples/nato-ukraine/models/2022-01-12.toml united-states
    """
    from onrecord.strategy.reports.commands import order_file

    say(order_file(model_file, party), end=False)


def _shelf(opened: Record, *, texts: bool = False) -> EntryShelf:
    """Return the entries of a record, and the paths of its reports; their texts where asked for."""
    from onrecord.strategy.drafting.bearing import EntryShelf

    lines = tuple(opened.lines())
    return EntryShelf(
        (line.entry for line in lines),
        {line.report.id: line.report.path for line in lines},
        {report.id: report.text for report in opened.texts()} if texts else {},
    )


@model.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file, a line each.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["page", "markdown", "csv", "latex", "svg"]),
    default="page",
    show_default=True,
    help="A page in words, a table of all states, or a drawing of the states and moves.",
)
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    callback=_as_written,
    help="Only these; by default nash, gmr, smr, seq, sseq. Also l1, l2 ... (limited foresight), nm (non-myopic).",
)
@click.option(
    "--coalition", "coalitions", multiple=True, metavar="A,B", help="Look at this coalition of parties, too."
)
def solve(
    files: tuple[str, ...], *, as_json: bool, form: str, concepts: tuple[str, ...], coalitions: tuple[str, ...]
) -> None:
    """Say which states are stable for whom, and which are equilibria.

    \b
    onrecord model solve examples/nato-ukraine/models/2022-01-12.toml --concept nash --concept seq

    With partial preferences: what is necessary (in all completions) and what is possible (in some).
    """
    from onrecord.strategy.reports.solved import solve_file

    groups = [coalition.split(",") for coalition in coalitions]
    for file in files:
        say(solve_file(file, "json" if as_json else form, concepts or CONCEPTS, groups), end=False)


@model.command()
@model_argument
def confront(model_file: str) -> None:
    """Show positions against the threatened future, and the dilemmas they raise (confrontation analysis).

    \b
    onrecord model confront examples/nato-ukraine/models/2022-01-12.toml
    """
    from onrecord.strategy.reports.commands import confrontation_file

    say(confrontation_file(model_file), end=False)


@model.command()
@model_argument
@click.argument("state")
@concept_option(help="nash, gmr, smr, seq, sseq; l1, l2 ... (limited foresight), nm (non-myopic).")
@party_option
def why(model_file: str, state: str, concept: str, parties: tuple[str, ...]) -> None:
    """Say why a state is stable or not: the improving move, the sanction, the lack of escape, with the entries.

    \b
    onrecord model why examples/nato-ukraine/models/2022-01-12.toml 32 --concept nash --party russia
    """
    from onrecord.strategy.reports.commands import why as reasons

    say("\n".join(reasons(model_file, state, concept, parties)))


@model.command()
@model_argument
@click.argument("record", required=False, type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    help="By default text in a terminal, else Markdown; html is a fragment to put into a page.",
)
def report(model_file: str, record: str | None, form: str | None) -> None:
    """Print one page on a model: who wants what, the present, what could hold and on what it hinges.

    \b
    onrecord model report examples/nato-ukraine/models/2022-01-12.toml nato-ukraine.db > january.md

    With RECORD it says how old the newest entry is that the model rests on.
    """
    from onrecord.record import open as open_record
    from onrecord.strategy.reports.from_record import report_file

    form = form or ("text" if sys.stdout.isatty() else "markdown")
    if record is None:
        say(report_file(model_file, form=form), end=False)
        return
    with open_record(record) as opened:
        say(report_file(model_file, _shelf(opened), form), end=False)


@model.command()
@model_argument
def ask(model_file: str) -> None:
    """Say which open comparison of two outcomes would settle most, where preferences are partial.

    \b
    onrecord model ask examples/nato-ukraine/models/2022-01-12.toml
    """
    from onrecord.strategy.reports.commands import ask_file

    say("\n".join(ask_file(model_file)))


@model.command()
@model_argument
@click.argument("target")
@click.option("--from", "origin", metavar="STATE", help="Where to start; by default the present state.")
@click.option(
    "--by",
    type=click.Choice(["moves", "improvements", "coalitions"]),
    default="improvements",
    show_default=True,
    help="Any moves, only those that better the mover, or those of the allowed coalitions too.",
)
def path(model_file: str, target: str, origin: str | None, by: str) -> None:
    """Say how the dispute could get from one state to another, and who holds the key step.

    \b
    onrecord model path examples/nato-ukraine/models/2022-01-12.toml 9
    """
    from onrecord.strategy.reports.commands import route

    say("\n".join(route(model_file, origin, target, by)))


@model.command()
@model_argument
@click.argument("state")
@concept_option(help="nash, gmr, smr, seq, sseq.")
@party_option
@click.option("--unstable", is_flag=True, help="Make it unstable instead of stable.")
@click.option("--most", type=click.IntRange(1, 4), default=2, show_default=True, help="Changes at the most.")
def change(
    model_file: str, state: str, concept: str, parties: tuple[str, ...], *, unstable: bool, most: int
) -> None:
    """Say which smallest changes would make a state stable (or unstable): all minimal answers.

    \b
    onrecord model change examples/nato-ukraine/models/2022-01-12.toml 32 --concept nash

    Of a ranking, of the statements of a preference, of options and steps; where preferences are partial, what
    would make it so whatever is left open.
    """
    from onrecord.strategy.reports.commands import what_would_change

    with progress_bar("Trying changes") as progress:
        found = what_would_change(
            model_file, state, concept, wanted=not unstable, parties=parties, most=most, progress=progress
        )
    say("\n".join(found))


@model.command()
@model_argument
@click.option(
    "--completion",
    "draw",
    type=click.IntRange(0),
    help="Settle open preferences by this random draw; unless given, what nothing tells apart is level.",
)
def nfg(model_file: str, draw: int | None) -> None:
    """Write a model as a strategic game, the .nfg form of Gambit.

    \b
    onrecord model nfg examples/nato-ukraine/models/2022-01-12.toml > january.nfg

    Each party chooses once; the file says in its comment what of the model is lost by that. Gambit ranks every
    state: of open preferences one completion is written, and the comment says which; `solve` tells what holds in
    all.
    """
    from onrecord.strategy.reports.commands import nfg_file

    say(nfg_file(model_file, draw), end=False)


@model.command()
@click.argument("before", type=click.Path(exists=True, dir_okay=False))
@click.argument("after", type=click.Path(exists=True, dir_okay=False))
def compare(before: str, after: str) -> None:
    """Say which conclusions changed between two versions of a model, and by which entries.

    \b
    onrecord model compare examples/nato-ukraine/models/2021-12-12.toml \\
        examples/nato-ukraine/models/2022-01-12.toml
    """
    from onrecord.strategy.reports.commands import compare_files

    say("\n".join(compare_files(before, after)))
