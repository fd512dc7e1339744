"""What is shown of a model: the drawing, the schema, what a revision changed."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np
import pytest

from onrecord.strategy.files import own_files
from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import NoSuchParty, NoSuchState, TooLarge
from onrecord.strategy.model.game import Game, game
from onrecord.strategy.reports.drawing import to_svg
from onrecord.strategy.reports.results import solution_json
from onrecord.strategy.reports.revision import revision
from onrecord.strategy.solving.graph_engine import listed_arcs
from onrecord.strategy.solving.solve import solve, solve_game
from tests.strategy.models import DAM, PRISONERS, written

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_has_every_state_and_move_and_marks_what_holds(tmp_path: Path) -> None:
    solution = solve(load(written(tmp_path, DAM.replace("The dam", 'Dam <&> \\"lake\\"'))))
    picture = ElementTree.fromstring(to_svg(solution))
    titles = [title.text or "" for title in picture.iter(f"{SVG}title")]
    moves = sum(len(arcs.target) for arcs in listed_arcs(solution.game))
    assert len(titles) == moves + solution.game.size
    assert "Upstream: 0 to 1" in titles
    rings = [node for node in picture.iter(f"{SVG}g") if len(list(node.iter(f"{SVG}circle"))) == 2]
    assert [ring.findtext(f"{SVG}text") for ring in rings] == ["1"]
    assert picture.get("aria-label") == 'Dam <&> "lake": 8 states; equilibria by SEQ: 1'


def test_a_large_model_is_not_drawn() -> None:
    values = np.zeros((1, 100), dtype=np.int32)
    large = Game(("a",), values, np.arange(100, dtype=np.int64), arcs=(), names=None)
    with pytest.raises(TooLarge, match="a drawing takes a model of at most 64 states"):
        to_svg(solve_game(large, ()))


def test_a_revision_names_conclusions_cells_and_entries(tmp_path: Path) -> None:
    before = load(written(tmp_path, DAM))
    newer = DAM.replace(
        'statements = ["!strike", "fill", "!share"]', 'statements = ["!fill", "!strike", "!share"]'
    )
    after = load(written(tmp_path, newer.replace('entries = ["e1"]', 'entries = ["e9"]'), "newer.toml"))
    found = revision(before, after, ("nash",))
    assert found
    assert (found.gained, found.lost) == ({"nash": (0,)}, {})
    assert found.entries == ("e9",)
    assert [cell.entries for cell in found.dropped] == [("e1",)]
    assert not revision(before, before)


def test_a_revision_of_partial_models_tells_sure_from_possible(tmp_path: Path) -> None:
    wishes = 'partial = [["!strike", "fill"]]'
    before = load(written(tmp_path, DAM.replace('statements = ["!strike", "fill", "!share"]', wishes)))
    after = load(written(tmp_path, DAM, "newer.toml"))
    found = revision(before, after, ("nash",))
    assert found.gained == {}
    assert set(found.no_longer_possible) == {"nash"}


def test_the_schema_knows_the_names_that_the_reader_knows() -> None:
    text = resources.files("onrecord").joinpath("data/strategy_model.schema.json").read_text(encoding="utf-8")
    assert set(json.loads(text)["properties"]) == set(own_files.TOP)


def test_states_and_parties_are_asked_for_by_name(tmp_path: Path) -> None:
    worked_out = game(load(written(tmp_path, PRISONERS)))
    assert (worked_out.state("3"), worked_out.state(3), worked_out.party("b")) == (3, 3, 1)
    with pytest.raises(NoSuchState, match="no state '7'; name one as the file does, such as '0'"):
        worked_out.state(7)
    with pytest.raises(NoSuchParty, match="its parties are a, b"):
        worked_out.party("c")


def test_coalition_verdicts_are_in_the_json_where_asked_for(tmp_path: Path) -> None:
    solution = solve(load(written(tmp_path, PRISONERS)), ("nash",), [("a", "b")])
    assert json.loads(solution_json(solution))["coalitions"] == [
        {"concept": "nash", "parties": ["a", "b"], "stable": [1, 2, 3]}
    ]
