"""Strategic models as rows: who wants what, what could hold, what leads there, each with the entries behind it.

What the models say is worked out in `strategy`; here it is only put into the form that page and report file show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from onrecord.core.visible import one_line
from onrecord.strategy.drafting.anchors import resolved
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.files.files import load
from onrecord.strategy.model.model import CellKind
from onrecord.strategy.reports.commands import route, why
from onrecord.strategy.reports.from_record import report_data
from onrecord.strategy.reports.holding import TITLES, holding
from onrecord.strategy.reports.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from onrecord.record import Record
    from onrecord.strategy.model.model import Cell, Model
    from onrecord.strategy.reports.holding import Holding

MOST_STATES = 8  # columns of the table; how many more hold is told
LARGEST = 4096  # states, up to which ways are searched
KINDS = {
    (CellKind.POSITION, True): "wants it",
    (CellKind.POSITION, False): "does not want it",
    (CellKind.INTENTION, True): "says that it will",
    (CellKind.INTENTION, False): "says that it will not",
}


class CellRow(TypedDict):
    """What a party says on an option, and what it rests on: entries of the record, other words, an assumption."""

    party: int
    option: int
    says: str
    entries: list[str]
    beside: list[str]
    assumed: str
    doubted_by: list[str]
    date: str


class StateRow(TypedDict):
    """An outcome: which options are taken, by which concepts it holds, why, and what leads there from now."""

    name: str
    told: str
    taken: list[bool]
    present: bool
    holds: dict[str, str]
    why: list[str]
    way: list[str]


class OptionRow(TypedDict):
    """Something that a party can do or leave."""

    name: str
    owners: list[str]


class ModelRow(TypedDict):
    """A model as it is shown; `states` are those that matter most of `size`, `page` is that for a mediator."""

    id: str
    name: str
    as_of: str
    partial: bool
    size: int
    parties: list[str]
    options: list[OptionRow]
    cells: list[CellRow]
    concepts: dict[str, str]
    states: list[StateRow]
    more: dict[str, int]
    page: list[dict[str, object]]


def model_rows(paths: Iterable[Path], record: Record) -> list[ModelRow]:
    """Return model files as rows, their cells resolved to entries of a record.

    Raises:
        OnRecordError: A file is no model.
    """
    files = list(paths)
    lines = list(record.lines()) if files else []
    shelf = EntryShelf((line.entry for line in lines), {line.report.id: line.report.path for line in lines})
    return [_row(path, resolved(load(path), shelf), shelf) for path in files]


def with_models(rows: Mapping[str, object], models: list[ModelRow]) -> dict[str, object]:
    """Return rows of a record with models beside them; the view of these is named only where there are any."""
    views = list(rows["views"])  # type: ignore[call-overload]
    if models:
        views.insert(views.index("reports"), "model")
    return {**rows, "views": views, "models": models}


def _row(path: Path, model: Model, shelf: EntryShelf) -> ModelRow:
    held = holding(model)
    wording = Wording(held.game, model)
    shown = _most_telling(held)
    return ModelRow(
        id=path.stem,
        name=one_line(model.name),
        as_of=model.as_of.isoformat() if model.as_of else "",
        partial=model.partial(),
        size=held.game.size,
        parties=[one_line(party.name) for party in model.parties],
        options=[
            OptionRow(name=one_line(one.name), owners=[one_line(model.parties[p].name) for p in one.owners])
            for one in model.options
        ],
        cells=[_cell(model, cell) for cell in model.cells if cell.says is not None],
        concepts={concept: TITLES.get(concept, concept.upper()) for concept in held.sure},
        states=[_state(path, held, wording, state) for state in shown],
        more={concept: len(set(held.ranked(concept)) - set(shown)) for concept in held.sure},
        page=report_data(path, shelf),
    )


def _most_telling(held: Holding) -> list[int]:
    """Return the present, then what holds: by the strictest concept first."""
    found = [] if held.present is None else [held.present]
    for concept in held.sure:
        found.extend(held.ranked(concept))
    return list(dict.fromkeys(found))[:MOST_STATES]


def _cell(model: Model, cell: Cell) -> CellRow:
    return CellRow(
        party=cell.party,
        option=cell.option,
        says=KINDS[cell.kind, bool(cell.says)],
        entries=list(cell.entries),
        beside=[one_line(str(anchor)) for anchor in cell.anchors],
        assumed=one_line(cell.assumption),
        doubted_by=[one_line(model.parties[party].name) for party in cell.doubted_by],
        date=cell.date,
    )


def _state(path: Path, held: Holding, wording: Wording, state: int) -> StateRow:
    name = str(held.game.name(state))
    code = int(held.game.codes[state])
    return StateRow(
        name=name,
        told=one_line(wording.state(state)),
        taken=[bool(code >= 0 and code >> place & 1) for place in range(len(held.model.options))],
        present=state == held.present,
        holds={concept: word for concept in held.sure if (word := _holds(held, concept, state))},
        why=[one_line(line) for line in why(path, name, "nash")],
        way=_way(path, held, state, name),
    )


def _holds(held: Holding, concept: str, state: int) -> str:
    if state in held.sure[concept]:
        return "holds"
    return "may hold" if state in held.possible[concept] else ""


def _way(path: Path, held: Holding, state: int, name: str) -> list[str]:
    """Return what leads to a state from the present; nothing for the present itself, and where it is too much."""
    if held.present is None or state == held.present or held.game.size > LARGEST:
        return []
    return [one_line(line) for line in route(path, None, name)]
