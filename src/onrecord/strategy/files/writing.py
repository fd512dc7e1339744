"""Model files out: our own TOML, readable and editable, and the same as JSON.

Rules are written as what they make impossible; a model read back is the same model.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from onrecord.strategy.model.conditions import ConditionFault, condition
from onrecord.strategy.model.model import CellKind, Direction, Ranking, Statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.strategy.drafting.draft import Draft
    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Anchor, Cell, Ground, Model, Option, Preference

    Value = str | bool | list["Value"] | dict[str, str]
    Row = dict[str, Value]


def model_tables(model: Model) -> dict[str, object]:
    """Return a model as the tables of our own file form."""
    top: dict[str, object] = {"name": model.name}
    if model.as_of:
        top["as_of"] = model.as_of.isoformat()
    if model.status_quo:
        top["status_quo"] = model.status_quo
    top["coalition"] = [[model.parties[p].id for p in group] for group in model.coalitions]
    top["party"] = [{"id": party.id, "name": party.name} for party in model.parties]
    top |= {key: rows(model) for key, rows in _ROWS.items()}
    return {key: value for key, value in top.items() if value != []}


def to_toml(model: Model, comments: Iterable[str] = (), notes: Sequence[str] = ()) -> str:
    """Return a model as TOML, opened by comments; each note stands in a comment on the cell of its place."""
    lines = [f"# {line}" for text in comments for line in text.splitlines()]
    tables = model_tables(model)
    rows = {key: value for key, value in tables.items() if isinstance(value, list) and isinstance(value[0], dict)}
    lines.extend(_lines({key: value for key, value in tables.items() if key not in rows}))
    beside = {"cell": notes} if notes else {}
    for key, of_key in rows.items():
        lines.extend(_noted(key, of_key, beside.get(key, [""] * len(of_key))))
    return "\n".join(lines) + "\n"


def _noted(key: str, rows: Sequence[Mapping[str, object]], notes: Sequence[str]) -> Iterator[str]:
    """Yield the rows of one kind, each with its note."""
    for row, note in zip(rows, notes, strict=True):
        yield from ("", f"[[{key}]]")
        yield from [f"# {note}"] if note else []
        yield from _lines(row)


def _lines(values: Mapping[str, object]) -> Iterator[str]:
    """Yield named values, a line each."""
    return (f"{name} = {_text(value)}" for name, value in values.items())


def draft_toml(drafted: Draft) -> str:
    """Return a draft as TOML; the options left out stand in the comments, so that nothing is hidden."""
    comments = [
        "A draft, to be edited: what to keep, what each option really is, what is feasible, who prefers what.",
        "Cells cite entries by their words, or by id; a cell of your own needs an `assumption`; empty: no entry.",
        "Wordings, and the yes or no of each cell, are read by rule: check them all.",
    ]
    comments.extend(
        f"Further option of {owner}: {words} (entries {', '.join(entries)})"
        for owner, words, entries in drafted.further
    )
    comments.extend(
        f"Done or past, {owner}: {words} (entries {', '.join(entries)})" for owner, words, entries in drafted.past
    )
    comments.extend(
        f"Names no one to act, {who}: {words} (entry {', '.join(ids)})" for who, words, ids in drafted.unplaced
    )
    comments.extend(f"Left out, {reason} ({len(ids)}): {', '.join(ids)}" for reason, ids in drafted.left_out)
    return to_toml(drafted.model, comments, drafted.reasons)


def _anchor(anchor: Anchor) -> dict[str, str]:
    named = {"report": anchor.report, "words": anchor.words, "kind": anchor.kind, "entry": anchor.entry}
    return {name: value for name, value in named.items() if value}


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_text(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    # A JSON string is a TOML string, but for characters that stand for nothing by themselves.
    return (
        json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8").replace("\x7f", "\\u007f")
    )


def _condition(rule: Condition, ids: list[str]) -> str:
    """Return a condition in words that read back to the same cases: its own where they are of these ids."""
    if "->" in rule.words and _reads_back(rule, ids):
        return rule.words
    cases = []
    for mask, value in rule.cases:
        signs = [("" if value >> i & 1 else "!") + ident for i, ident in enumerate(ids) if mask >> i & 1]
        cases.append(" & ".join(signs))
    return " | ".join(cases) if cases and all(cases) else rule.words


def _reads_back(rule: Condition, ids: list[str]) -> bool:
    """Say whether the words of a condition are of these ids, and mean the same."""
    try:
        return condition(rule.words, {ident: number for number, ident in enumerate(ids)}).cases == rule.cases
    except ConditionFault:
        return False


def _ids(model: Model) -> list[str]:
    return [option.id for option in model.options]


def _options(model: Model) -> list[Row]:
    return [_option(model, option) for option in model.options]


def _option(model: Model, option: Option) -> Row:
    ids = _ids(model)
    row: Row = {"id": option.id, "name": option.name, "by": [model.parties[owner].id for owner in option.owners]}
    if option.direction is not Direction.BOTH:
        row["direction"] = option.direction.value
    if option.only_if:
        row["only_if"] = _condition(option.only_if, ids)
    if option.back_if:
        row["back_if"] = _condition(option.back_if, ids)
    if option.about:
        row["about"] = list(option.about)
    return row


def _rules(model: Model) -> list[Row]:
    return [{"impossible": _condition(rule, _ids(model))} for rule in model.infeasible]


def _merges(model: Model) -> list[Row]:
    return [{"when": _condition(rule, _ids(model))} for rule in model.merged]


def _states(model: Model) -> list[Row]:
    return [
        {"name": state.name} if state.code is None else {"name": state.name, "options": model.signs(state.code)}
        for state in model.states or ()
    ]


def _moves(model: Model) -> list[Row]:
    found: dict[tuple[int, int], list[Value]] = {}
    names = [state.name for state in model.states or ()]
    for arc in model.arcs or ():
        found.setdefault((arc.party, arc.origin), []).append(names[arc.target])
    return [{"by": model.parties[p].id, "from": names[origin], "to": to} for (p, origin), to in found.items()]


def _blocked(model: Model) -> list[Row]:
    ids = _ids(model)
    return [
        {
            **({"by": model.parties[move.party].id} if move.party is not None else {}),
            "from": _condition(move.origin, ids),
            "to": _condition(move.target, ids),
        }
        for move in model.blocked
    ]


def _preferences(model: Model) -> list[Row]:
    return [
        {"party": party.id, **_preference(preference, _ids(model))}
        for party, preference in zip(model.parties, model.preferences, strict=True)
    ]


def _preference(preference: Preference, ids: list[str]) -> Row:
    if isinstance(preference, Ranking):
        return {"ranking": [list(tier) if len(tier) > 1 else tier[0] for tier in preference.tiers]}
    if isinstance(preference, Statements):
        return {"statements": _worded(preference.statements, ids)}
    row: Row = {"partial": [_worded(group, ids) for group in preference.groups]}
    if preference.tiers:
        row["tiers"] = [list(tier) for tier in preference.tiers]
    if preference.above:
        row["above"] = [list(pair) for pair in preference.above]
    return row


def _worded(statements: Iterable[Condition], ids: list[str]) -> list[Value]:
    return [_condition(statement, ids) for statement in statements]


def _grounds(model: Model) -> list[Row]:
    return [_ground(model, ground) for ground in model.grounds]


def _ground(model: Model, ground: Ground) -> Row:
    row: Row = {"of": ground.of.value}
    if ground.party is not None:
        row["party"] = model.parties[ground.party].id
    if ground.rule:
        row["rule"] = ground.rule
    row["entries"] = [*ground.entries, *(_anchor(anchor) for anchor in ground.anchors)]
    if ground.assumption:
        row["assumption"] = ground.assumption
    return row


def _cells(model: Model) -> list[Row]:
    return [_cell(model, cell) for cell in model.cells]


def _cell(model: Model, cell: Cell) -> Row:
    row: Row = {"option": model.options[cell.option].id, "party": model.parties[cell.party].id}
    if cell.kind is CellKind.INTENTION:
        row["kind"] = cell.kind.value
    if cell.says is not None:
        row["says"] = "yes" if cell.says else "no"
    if cell.date:
        row["date"] = cell.date
    row["entries"] = [*cell.entries, *(_anchor(anchor) for anchor in cell.anchors)]
    if cell.assumption:
        row["assumption"] = cell.assumption
    if cell.doubted_by:
        row["doubted_by"] = [model.parties[party].id for party in cell.doubted_by]
    if cell.candidates:
        row["candidates"] = list(cell.candidates)
    return row


_ROWS = {
    "option": _options,
    "rule": _rules,
    "merge": _merges,
    "state": _states,
    "move": _moves,
    "blocked": _blocked,
    "preference": _preferences,
    "cell": _cells,
    "ground": _grounds,
}  # in the order of the file
