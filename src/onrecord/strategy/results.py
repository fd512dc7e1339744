"""Solutions as values that print: the JSON line of `solve --json`, and tables as CSV, Markdown and LaTeX."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.strategy.model import Model
    from onrecord.strategy.solve import Solution

TITLES = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ", "nm": "non-myopic"}


def solution_json(solution: Solution, path: str | None = None) -> str:
    """Return the solution as one line of JSON, states and parties named as in the file."""
    game = solution.game
    where = path if path is not None else solution.model.path if solution.model else ""
    found: dict[str, object] = {
        "path": where,
        "equilibria": {
            concept: [game.name(state) for state in solution.equilibria(concept)] for concept in solution.stable
        },
        "stability": {
            concept: {
                party: [game.name(int(state)) for state in np.flatnonzero(held[number])]
                for number, party in enumerate(game.parties)
            }
            for concept, held in solution.stable.items()
        },
    }
    if solution.coalitions:
        found["coalitions"] = [
            {
                "concept": concept,
                "parties": [game.parties[party] for party in group],
                "stable": [game.name(int(state)) for state in np.flatnonzero(held)],
            }
            for (concept, group), held in solution.coalitions.items()
        ]
    return json.dumps(found, ensure_ascii=False)


def to_csv(solution: Solution) -> str:
    """Return the table of states, verdicts and equilibria as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(table(solution))
    return out.getvalue()


def to_markdown(solution: Solution) -> str:
    """Return the table of states, verdicts and equilibria as Markdown."""
    head, *rows = table(solution)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def to_latex(solution: Solution) -> str:
    """Return the table of states, verdicts and equilibria as a LaTeX tabular."""
    head, *rows = table(solution)
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


def named(solution: Solution, states: Sequence[int]) -> list[int | str]:
    """Return the names of states."""
    return [solution.game.name(state) for state in states]


def _escaped(text: str) -> str:
    for sign in "\\&%$#_{}~^":
        text = text.replace(sign, {"\\": "\x00", "~": r"\~{}", "^": r"\^{}"}.get(sign, "\\" + sign))
    return text.replace("\x00", r"\textbackslash{}")
