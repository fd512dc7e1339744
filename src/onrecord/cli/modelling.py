"""Commands on strategic models: what could hold, given the options and the preferences that a file states."""

from __future__ import annotations

import click


@click.group()
def model() -> None:
    """Solve strategic models of a dispute (graph model for conflict resolution).

    A conditional reasoning layer, never a forecast: given these options and preferences, which states are stable.
    """


@model.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv", "latex"]),
    default="markdown",
    show_default=True,
    help="Form of the table.",
)
def solve(files: tuple[str, ...], *, as_json: bool, form: str) -> None:
    """Say which states are stable for whom, and which are equilibria.

    Concepts: Nash, general metarationality (GMR), symmetric metarationality (SMR), sequential stability (SEQ),
    symmetric sequential stability (SSEQ).

    \b
    onrecord model solve model.toml
    """
    from onrecord.strategy.files import load
    from onrecord.strategy.results import solution_json, to_csv, to_latex, to_markdown
    from onrecord.strategy.solve import solve as solve_model

    forms = {"markdown": to_markdown, "csv": to_csv, "latex": to_latex}
    for file in files:
        solution = solve_model(load(file))
        click.echo(solution_json(solution, file) if as_json else forms[form](solution))
