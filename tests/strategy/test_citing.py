"""The table of cells against the record: what is drafted, what is wrong with a cell, which dilemmas it raises."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Attitude, Status
from onrecord.strategy.drafting.bearing import EntryShelf, bearing
from onrecord.strategy.drafting.citing import check, uncited
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.finding import Fault
from onrecord.strategy.drafting.telling import about
from onrecord.strategy.files.files import load
from onrecord.strategy.files.writing import draft_toml, model_tables, to_toml
from onrecord.strategy.model.model import CellKind
from onrecord.strategy.reports.confrontation import Dilemma, board_markdown, confrontation
from onrecord.strategy.solving.partial import across_completions
from tests.strategy.entries import done, said, thought
from tests.strategy.models import DAM, PRISONERS, WELLS, written

if TYPE_CHECKING:
    from pathlib import Path

RIVER = (
    said("e1", "upstream", Act.ANNOUNCE, "the lake will be filled in July", "2021-06-01"),
    said(
        "e2",
        "upstream",
        Act.REFUSE,
        "to halt the filling of the lake",
        "2021-05-01",
        says=True,
        of="the filling of the lake",
    ),
    said("e3", "downstream", Act.DEMAND, "that the lake not be filled", "2021-05-20", "upstream", says=False),
    said("e4", "downstream", Act.THREATEN, "to strike the dam", "2021-05-21"),
    thought("e5", "upstream", Attitude.DOUBT, "that the neighbour would strike the dam", "2021-05-22"),
    thought("e6", "upstream", Attitude.FEAR, "a strike on the dam"),
    said("e7", "downstream", Act.ASSERT, "the river is low", "2021-05-23"),
    said("e8", None, Act.DEMAND, "an end to the drought"),
)


@pytest.mark.parametrize(
    ("entry", "kind", "owner", "says"),
    [
        (said("x", "a", Act.THREATEN, "to close the strait"), CellKind.INTENTION, "a", True),
        (said("x", "a", Act.PROMISE, "never to close the strait", says=False), CellKind.INTENTION, "a", False),
        (said("x", "a", Act.DENY, "that it plans to close the strait"), CellKind.INTENTION, "a", False),
        (
            said("x", "a", Act.WARN, "that it will close the strait", says=True, doer="a"),
            CellKind.INTENTION,
            "a",
            True,
        ),
        (said("x", "a", Act.DEMAND, "that b open the strait", to="c", doer="b"), CellKind.POSITION, "b", True),
        (said("x", "a", Act.REFUSE, "to open the strait"), CellKind.INTENTION, "a", False),
        (said("x", "a", Act.DEMAND, "that it open the strait", to="b"), CellKind.POSITION, "b", True),
        (
            said("x", "a", Act.DEMAND, "that it not stop the ships", to="b", says=True),
            CellKind.POSITION,
            "b",
            True,
        ),
        (thought("x", "a", Attitude.FEAR, "the closing of the strait"), CellKind.POSITION, None, False),
        (thought("x", "a", Attitude.DOUBT, "that it will open"), CellKind.POSITION, None, None),
        (done("x", "a", "closed the strait"), CellKind.INTENTION, "a", True),
    ],
)
def test_an_entry_bears_on_whose_doing_and_which_way(
    entry: object,
    kind: CellKind,
    owner: str | None,
    says: bool | None,
) -> None:
    found = bearing(entry)  # type: ignore[arg-type]
    assert found is not None
    assert (found.kind, found.owner, found.says) == (kind, owner, says)


def test_plain_assertions_and_denied_events_bear_on_nothing() -> None:
    assert bearing(said("x", "a", Act.ASSERT, "the strait is narrow")) is None
    assert bearing(said("x", None, Act.THREATEN, "to close it")) is None
    assert bearing(done("x", "a", "closed the strait", Status.DENIED)) is None
    assert about("fill the lake", "the filling of the great lake")
    assert not about("fill the lake", "the fishing on the lake")


def test_a_draft_cites_every_cell_that_says_something(tmp_path: Path) -> None:
    drafted = draft(RIVER, "river", date(2021, 6, 30))
    model = drafted.model
    assert {party.id for party in model.parties} == {"upstream", "downstream"}
    assert [model.parties[option.owners[0]].id for option in model.options] == ["upstream", "downstream"]
    assert uncited(model) == ()
    told = {(cell.option, model.parties[cell.party].id, cell.kind): cell for cell in model.cells}
    fill = told[0, "upstream", CellKind.INTENTION]
    assert (fill.says, fill.entries, fill.candidates, fill.date) == (True, ("e1",), ("e2",), "2021-06-01")
    assert told[0, "downstream", CellKind.POSITION].says is False
    strike = told[1, "downstream", CellKind.INTENTION]
    assert strike.entries == ("e4",)
    assert [model.parties[p].id for p in strike.doubted_by] == ["upstream"]
    assert told[1, "downstream", CellKind.POSITION].says is None  # nothing on record: empty
    again = load(written(tmp_path, draft_toml(drafted)))
    assert again.cells == model.cells
    assert across_completions(again, ("nash",)).by_concept["nash"].possible_equilibria.any()
    assert check(again, EntryShelf(RIVER)) == ()


def test_what_does_not_fit_into_a_draft_is_still_named() -> None:
    drafted = draft(RIVER, most=1)
    assert drafted.further == (("downstream", "strike the dam", ("e4", "e5", "e6")),)
    assert "Further option of downstream: strike the dam (entries e4, e5, e6)" in draft_toml(drafted)
    alone = draft([said("e", "a", Act.DEMAND, "an end to the siege")])
    assert alone.unplaced == (("a", "an end to the siege", ("e",)),)
    assert "# Names no one to act, a: an end to the siege (entry e)" in draft_toml(alone)


def test_entries_later_than_the_day_are_left_out() -> None:
    model = draft(RIVER, as_of=date(2021, 5, 20)).model
    assert {entry for cell in model.cells for entry in (*cell.entries, *cell.candidates)} == {"e2", "e3"}


def test_check_finds_what_is_wrong_with_each_cell(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    shelf = EntryShelf(
        [
            said("e1", "upstream", Act.ANNOUNCE, "we fill the lake", "2021-06-01"),
            said("e2", "downstream", Act.DEMAND, "fill the lake", "2021-05-01", "upstream"),
            said("e3", "downstream", Act.DEMAND, "not to fill the lake", "2021-08-01", "upstream", says=False),
            said("n1", "upstream", Act.PROMISE, "not to fill the lake", "2021-06-20", says=False),
            said("n2", "upstream", Act.PROMISE, "to fill the lake", "2021-06-21"),
            said("n3", "upstream", Act.PROMISE, "not to fill the lake", "2021-07-20", says=False),
        ]
    )
    found = [(finding.fault, finding.entries) for finding in check(model, shelf)]
    assert found == [
        (Fault.CONTRADICTED, ("e1", "n1")),
        (Fault.OUTDATED, ("e1", "n2")),
        (Fault.OTHER_PARTY, ("e2",)),
        (Fault.TOO_LATE, ("e3",)),
        (Fault.MISSING, ("e4",)),
        (Fault.UNCITED, ()),
        (Fault.NEVER_CITED, ()),
    ]
    words = [finding.words for finding in check(model, shelf)]
    assert words[0] == "intention of Upstream on “Fill the lake” (yes): entry n1 of 2021-06-20 may contradict it."
    assert words[-1] == "option “Share the readings”: no cell of it cites an entry or an assumption."
    assert words[-2].endswith("cite an entry, or say why you assume it.")


def test_the_confrontation_names_each_dilemma_with_its_entries(tmp_path: Path) -> None:
    view = confrontation(load(written(tmp_path, DAM)))
    assert [(raised.dilemma, raised.holder, raised.other) for raised in view.dilemmas] == [
        (Dilemma.PERSUASION, 1, 0),
        (Dilemma.THREAT, 1, 0),
    ]
    assert view.dilemmas[0].entries == ("e1", "e3", "e2")
    assert view.dilemmas[1].assumptions == ("It has always called force the last resort.",)
    assert view.at_issue == (0, 2)
    assert not view.agreed
    assert view.silent == (1,)
    text = board_markdown(view)
    assert "Downstream has a persuasion dilemma with Upstream" in text
    assert "| Strike the dam | Downstream | no | no [assumed: It has always" in text


def test_doubt_turns_agreement_into_trust_and_cooperation_and_refusal_into_rejection(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM))
    strike = next(cell for cell in model.cells if cell.kind is CellKind.INTENTION and cell.option == 2)
    wants = next(cell for cell in model.cells if cell.party == 1 and cell.option == 2 and cell is not strike)

    def dilemmas(*changed: object) -> list[Dilemma]:
        others = [cell for cell in model.cells if cell.option != 2 or cell.party == 0]
        view = confrontation(replace(model, cells=(*others, *changed)))  # type: ignore[arg-type]
        return [raised.dilemma for raised in view.dilemmas if raised.option == 2]

    assert dilemmas(replace(strike, says=False), wants) == [Dilemma.TRUST, Dilemma.COOPERATION]
    assert dilemmas(replace(strike, says=False, doubted_by=()), wants) == []
    assert dilemmas(strike, replace(wants, says=True)) == [Dilemma.REJECTION]
    assert dilemmas(replace(strike, doubted_by=()), wants) == [Dilemma.PERSUASION]


@pytest.mark.parametrize("text", [PRISONERS, WELLS, DAM])
def test_a_model_written_out_reads_back_the_same(text: str, tmp_path: Path) -> None:
    model = load(written(tmp_path, text))
    for words, name in ((to_toml(model), "again.toml"), (json.dumps(model_tables(model)), "again.json")):
        again = load(written(tmp_path, words, name))
        assert [rule.cases for rule in again.infeasible] == [rule.cases for rule in model.infeasible]
        assert (again.options, again.parties, again.cells) == (model.options, model.parties, model.cells)
        assert to_toml(again) == to_toml(model)
