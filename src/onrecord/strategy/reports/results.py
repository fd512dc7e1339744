"""Solutions as values that print: the JSON line of `solve --json`, and tables as CSV, Markdown and LaTeX."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from onrecord.strategy.model.space import for_all

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.strategy.model.model import Model
    from onrecord.strategy.solving.partial import Span, Spans
    from onrecord.strategy.solving.solve import Solution

TITLES = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ", "nm": "non-myopic"}
# A cell that a spreadsheet runs; a sign alone, or a number, is none.
_FORMULA = re.compile(r"[=@\t\r\n]|[+-](?!$|[\d.]+$)")


def solution_json(solution: Solution, path: str | None = None) -> str:
    """Return the solution as one line of JSON, states and parties named as in the file."""
    game = solution.game
    where = path if path is not None else solution.model.path if solution.model else ""
    found: dict[str, object] = {
        "path": where,
        "equilibria": {concept: game.called(for_all(held)) for concept, held in solution.stable.items()},
        "stability": {
            concept: {party: game.called(held[number]) for number, party in enumerate(game.parties)}
            for concept, held in solution.stable.items()
        },
    }
    if solution.coalitions:
        found["coalitions"] = [
            {
                "concept": concept,
                "parties": [game.parties[party] for party in group],
                "stable": game.called(held),
            }
            for (concept, group), held in solution.coalitions.items()
        ]
    return json.dumps(found, ensure_ascii=False)


def comma_separated(rows: list[list[str]]) -> str:
    """Return rows of text as CSV; what a spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows)
    return out.getvalue()


def markdown(every: list[list[str]]) -> str:
    """Return rows of text as a Markdown table; the first is its head."""
    head, *rows = every
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def latex(every: list[list[str]]) -> str:
    """Return rows of text as a LaTeX tabular; the first is its head."""
    head, *rows = every
    body = [" & ".join(_escaped(cell) for cell in line) + r" \\" for line in rows]
    title = " & ".join(_escaped(cell) for cell in head) + r" \\"
    return "\n".join(
        [
            rf"\begin{{tabular}}{{{'l' * len(head)}}}",
            r"\hline",
            title,
            r"\hline",
            *body,
            r"\hline",
            r"\end{tabular}",
            "",
        ]
    )


def table(solution: Solution) -> list[list[str]]:
    """Return rows of text: each state, for whom it is stable by each concept, `E` for an equilibrium."""
    game, model = solution.game, solution.model
    head = ["state", "options", *(TITLES.get(concept, concept.upper()) for concept in solution.stable)]
    rows = [head]
    for state in range(game.size):
        cells = [str(game.name(state)), options_taken(model, int(game.codes[state]))]
        for held in solution.stable.values():
            parties = [party for number, party in enumerate(game.parties) if held[number, state]]
            cells.append("E" if len(parties) == len(game.parties) else ", ".join(parties))
        rows.append(cells)
    return rows


def options_taken(model: Model | None, code: int) -> str:
    """Return what is done in a state: the names of the options taken."""
    if model is None or code < 0 or not model.options:
        return ""
    taken = [option.name for place, option in enumerate(model.options) if code >> place & 1]
    return "; ".join(taken) or "nothing"


def _escaped(text: str) -> str:
    for sign in "\\&%$#_{}~^":
        text = text.replace(sign, {"\\": "\x00", "~": r"\~{}", "^": r"\^{}"}.get(sign, "\\" + sign))
    return text.replace("\x00", r"\textbackslash{}")


TABLES = {"markdown": markdown, "csv": comma_separated, "latex": latex}


def spans_json(spans: Spans, path: str) -> str:
    """Return what holds across completions as one line of JSON.

    It has the shape of a solution, with what is necessary; `possible` and `open` come beside it.
    """
    game = spans.game

    def by_party(table: NDArray[np.bool_]) -> dict[str, list[int | str]]:
        return {party: game.called(row) for party, row in zip(game.parties, table, strict=True)}

    each = spans.by_concept.items()
    found: dict[str, object] = {
        "path": path,
        "equilibria": {concept: game.called(span.equilibria) for concept, span in each},
        "stability": {concept: by_party(span.necessary) for concept, span in each},
        "possible": {
            "equilibria": {concept: game.called(span.possible_equilibria) for concept, span in each},
            "stability": {concept: by_party(span.possible) for concept, span in each},
        },
        "open": {
            concept: {
                "equilibria": game.called(span.open_equilibria),
                "stability": by_party(span.open),
                "completions_drawn": span.tried,
                "error": span.error,
            }
            for concept, span in each
            if span.tried
        },
    }
    return json.dumps(found, ensure_ascii=False)


def spans_table(spans: Spans) -> list[list[str]]:
    """Return rows of text: each state that is an equilibrium in some completion, necessary or possible."""
    game = spans.game
    lines = [["state", "options", *(TITLES.get(concept, concept.upper()) for concept in spans.by_concept)]]
    for state in range(game.size):
        cells = [str(game.name(state)), options_taken(spans.model, int(game.codes[state]))]
        for span in spans.by_concept.values():
            told = "necessary" if span.equilibria[state] else "possible" if span.possible_equilibria[state] else ""
            cells.append(f"{told} (open)".strip() if span.open_equilibria[state] else told)
        if any(cells[2:]):
            lines.append(cells)
    return lines


def spans_markdown(spans: Spans) -> str:
    """Return what holds across completions as a Markdown table, with how it was decided."""
    text = markdown(spans_table(spans)).rstrip("\n")
    notes = [
        f"{TITLES.get(concept, concept.upper())}: {_decided(span)}" for concept, span in spans.by_concept.items()
    ]
    return (
        text
        + "\n\nAn equilibrium whatever the open preferences are, or for some of them; no other state ever is.\n"
        + "\n".join(notes)
        + "\n"
    )


def _decided(span: Span) -> str:
    if not span.tried:
        return "decided exactly."
    return (
        f"what is marked open rests on {span.tried:,} completions drawn at random: with 95 % confidence less than "
        f"{span.error:.2%} of such draws would show otherwise."
    )
