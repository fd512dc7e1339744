"""A model file solved, as text: a page, a table, a drawing or a line of JSON.

Apart from the other questions, and what only one answer needs is imported with it: to load all of that takes
longer than to solve a small model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import NoSuchParty
from onrecord.strategy.reports.holding import holding, holding_lines
from onrecord.strategy.solving.oracle import CONCEPTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onrecord.strategy.model.model import Model

FORMS = ("json", "page", "markdown", "csv", "latex", "svg")


def solve_file(
    path: str | Path,
    form: str = "json",
    concepts: Sequence[str] = CONCEPTS,
    coalitions: Sequence[Sequence[str]] = (),
) -> str:
    """Return the solution of a model file: a line of JSON, a page, a table, or a drawing.

    A model with partial preferences has no single solution; what is necessary and possible is returned instead.
    """
    model = load(path)
    ids = tuple(party.id for party in model.parties)
    if strange := [name for group in coalitions for name in group if name not in ids]:
        raise NoSuchParty(strange[0], ids)
    if form == "page":
        return _page(model, concepts, coalitions)
    if model.partial():
        return _open_form(model, form, concepts, str(path))
    return _full_form(model, form, concepts, coalitions, str(path))


def _page(model: Model, concepts: Sequence[str], coalitions: Sequence[Sequence[str]]) -> str:
    """Return what holds, in words, on a page."""
    held = holding(model, concepts, coalitions)
    states = f"{held.game.size:,} states"
    lines = [f"{model.name}: {states}, {len(model.parties)} parties.", *holding_lines(held)]
    if model.partial() and (coalitions or model.coalitions):
        lines.append("Coalitions are judged where preferences are full; here they are partial.")
    return "\n".join(lines) + "\n"


def _full_form(
    model: Model, form: str, concepts: Sequence[str], coalitions: Sequence[Sequence[str]], path: str
) -> str:
    """Return what holds in one form."""
    from onrecord.strategy.reports.drawing import to_svg
    from onrecord.strategy.reports.results import TABLES, solution_json, table
    from onrecord.strategy.solving.solve import solve

    solution = solve(model, concepts, coalitions)
    if form == "json":
        return solution_json(solution, path) + "\n"
    if form == "svg":
        return to_svg(solution, _marked(concepts))
    return TABLES[form](table(solution))


def _open_form(model: Model, form: str, concepts: Sequence[str], path: str) -> str:
    """Return what is necessary and possible in one form."""
    from onrecord.strategy.reports.drawing import spans_svg
    from onrecord.strategy.reports.results import TABLES, spans_json, spans_markdown, spans_table
    from onrecord.strategy.solving.partial import across_completions

    spans = across_completions(model, concepts)
    if form == "json":
        return spans_json(spans, path) + "\n"
    if form == "svg":
        return spans_svg(spans, _marked(concepts))
    return spans_markdown(spans) if form == "markdown" else TABLES[form](spans_table(spans))


def _marked(concepts: Sequence[str]) -> str:
    """Return the concept whose equilibria a drawing marks: SEQ where it was asked for."""
    return "seq" if "seq" in concepts else concepts[0]
