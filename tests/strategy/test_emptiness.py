"""An empty or doubted cell says which entries were looked at, and why none of them fills it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Attitude, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.strategy.drafting import emptiness
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.emptiness import reason
from onrecord.strategy.files.writing import draft_toml
from onrecord.strategy.model.model import Cell, CellKind, Model, Option, Party
from onrecord.strategy.reports.cites import cites
from tests.strategy.entries import done, said, thought
from tests.strategy.test_placing import NAMES, about

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

MODEL = Model(
    "m",
    "m",
    (Party("peru", "Peru"), Party("chile", "Chile")),
    (Option("embargo", "Embargo", (0,), about=("sanctions",)),),
    as_of=date(2021, 6, 30),
)
WISH, PLAN = Cell(0, 0, CellKind.POSITION), Cell(0, 0, CellKind.INTENTION)
OF_CHILE = Cell(0, 1, CellKind.POSITION)


@pytest.mark.parametrize(
    ("cell", "entry", "why"),
    [
        (WISH, about(said("e", "peru", Act.PROMISE, "an embargo"), "sanctions"), emptiness.NO_WISH),
        (PLAN, about(said("e", "peru", Act.DEMAND, "an embargo", to="peru"), "sanctions"), emptiness.NO_PLAN),
        (
            WISH,
            about(said("e", "peru", Act.ASSERT, "an embargo"), "sanctions", sense=Sense.FACT),
            emptiness.MENTION,
        ),
        (PLAN, about(done("e", "peru", "an embargo", Status.POSSIBLE), "sanctions"), emptiness.DEED),
        (OF_CHILE, about(said("e", "chile", Act.DEMAND, "none"), "sanctions", Sign.AGAINST), emptiness.UNSURE),
        (
            OF_CHILE,
            about(said("e", "chile", Act.DEMAND, "none", to="bolivia"), "sanctions", Sign.AGAINST),
            emptiness.OTHER,
        ),
        (OF_CHILE, about(thought("e", "chile", Attitude.DOUBT, "the embargo"), "sanctions"), emptiness.MENTION),
    ],
)
def test_an_entry_that_does_not_fill_a_cell_has_its_reason(cell: Cell, entry: Entry, why: str) -> None:
    party = MODEL.parties[cell.party].name
    assert reason(MODEL, cell, [entry]) == f"Of 1 entry by {party} 1 is about it: {why} (e)."


def test_what_is_of_other_things_or_of_nobody_or_later_is_told_apart() -> None:
    later = about(said("e", "peru", Act.PROMISE, "an embargo", "2021-08-01"), "sanctions")
    assert reason(MODEL, WISH, [later]) == "No entry by Peru is on record."
    other = [about(said(ident, "peru", Act.PROMISE, "a truce"), "ceasefire") for ident in ("a", "b")]
    assert reason(MODEL, WISH, other) == "None of the 2 entries by Peru is about it."
    assert reason(MODEL, WISH, other[:1]) == "The only entry by Peru is not about it."
    assert reason(MODEL, replace(WISH, says=True, entries=("a",)), other) == ""


def test_a_draft_tells_it_beside_each_cell_and_cite_beside_each_question() -> None:
    entries: list[Entry] = [
        about(said("a", "peru", Act.PROMISE, "an embargo"), "sanctions", whom=("chile",)),
        about(said("b", "chile", Act.PROMISE, "talks"), "talks"),
    ]
    drafted = draft(entries, names=NAMES)
    text = draft_toml(drafted)
    empty = [cell for cell in drafted.model.cells if cell.says is None]
    assert empty
    beside = [part.splitlines()[1] for part in text.split("[[cell]]")[1:]]
    assert [line.startswith("# ") for line in beside] == [cell.says is None for cell in drafted.model.cells]
    assert f"# Of 1 entry by Peru 1 is about it: {emptiness.NO_WISH} (a)." in beside
    assert len(tomllib.loads(text)["cell"]) == len(drafted.model.cells)
    asked = cites(drafted.model, EntryShelf(entries))
    assert "  The only entry by Chile is not about it." in asked


def test_a_doubted_cell_names_the_words_of_doubt() -> None:
    doubt = said("d", "chile", Act.ASSERT, "whether the embargo will come")
    doubting = thought("d", "chile", Attitude.DOUBT, "the embargo")
    doubted = replace(PLAN, says=True, entries=("a",), doubted_by=(1,))
    assert reason(MODEL, doubted, [about(doubting, "sanctions")]) == "Doubted in d."
    assert reason(MODEL, doubted, [about(doubt, "sanctions")]) == ""
