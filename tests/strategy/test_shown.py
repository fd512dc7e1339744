"""What is shown of a model: the drawing, the schema, what a revision changed."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np
import pytest

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files import own_files
from onrecord.strategy.files.files import load
from onrecord.strategy.model.faults import NoSuchParty, NoSuchState, TooLarge
from onrecord.strategy.model.game import Game, game
from onrecord.strategy.reports.commands import compare_files
from onrecord.strategy.reports.drawing import to_svg
from onrecord.strategy.reports.results import solution_json
from onrecord.strategy.reports.revision import revision
from onrecord.strategy.solving.graph_engine import listed_arcs
from onrecord.strategy.solving.solve import solve, solve_game
from tests.strategy.models import DAM, PRISONERS, WELLS, written

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
    assert (found.gained, found.lost) == ({"nash": ("nothing done",)}, {})
    assert found.entries == ("e9",)
    assert [cell.entries for cell in found.dropped] == [("e1",)]
    assert not revision(before, before)


def test_options_in_another_order_change_nothing(tmp_path: Path) -> None:
    fill, rest = DAM.index('[[option]]\nid = "fill"'), DAM.index('[[option]]\nid = "share"')
    end = DAM.index("[[preference]]")
    turned = DAM[:fill] + DAM[rest:end] + DAM[fill:rest] + DAM[end:]
    before, after = load(written(tmp_path, DAM)), load(written(tmp_path, turned, "turned.toml"))
    assert [option.id for option in after.options] == ["share", "strike", "fill"]
    found = revision(before, after)
    assert not found
    assert (found.cells, found.dropped, found.apart) == ((), (), ())


def test_other_options_are_compared_on_what_is_shared(tmp_path: Path) -> None:
    wider = DAM.replace(
        '[[preference]]\nparty = "upstream"',
        '[[option]]\nid = "talk"\nname = "Talk"\nby = "downstream"\n[[preference]]\nparty = "upstream"',
    )
    before, after = load(written(tmp_path, DAM)), load(written(tmp_path, wider, "wider.toml"))
    found = revision(before, after, ("nash",))
    assert found.apart == ("Only the newer has the option “Talk”.",)
    assert not found, "with or without talk, the same holds"
    owned = load(
        written(
            tmp_path,
            DAM.replace(
                'name = "Share the readings"\nby = "upstream"', 'name = "Share the readings"\nby = "downstream"'
            ),
            "owned.toml",
        )
    )
    assert revision(before, owned, ("nash",)).apart == (
        "“Share the readings” was of upstream, and is of downstream.",
    )


def test_models_of_different_disputes_are_refused(tmp_path: Path) -> None:
    dam, wells = load(written(tmp_path, DAM)), load(written(tmp_path, WELLS, "wells.toml"))
    with pytest.raises(OnRecordError, match="The dam and The wells have no party in common"):
        revision(dam, wells)
    renamed = DAM.replace('"fill"', '"a"').replace('"share"', '"b"').replace('"strike"', '"c"')
    others = renamed.replace('"!strike", "a", "!share"', '"!c", "a", "!b"').replace(
        '"!fill | share", "!strike", "b"', '"!a | b", "!c", "b"'
    )
    with pytest.raises(OnRecordError, match="have no option in common"):
        revision(dam, load(written(tmp_path, others, "others.toml")))


def test_what_changed_is_told_in_words(tmp_path: Path) -> None:
    newer = DAM.replace(
        'statements = ["!strike", "fill", "!share"]', 'statements = ["!fill", "!strike", "!share"]'
    )
    lines = compare_files(written(tmp_path, DAM), written(tmp_path, newer, "newer.toml"))
    assert "nash: (nothing done): holds now, whatever is open." in lines
    assert lines[-1] == "0 cells are new or different, 0 are gone."
    assert "No conclusion changed." in compare_files(tmp_path / "model.toml", tmp_path / "model.toml")


def test_a_revision_of_partial_models_tells_sure_from_possible(tmp_path: Path) -> None:
    wishes = 'partial = [["fill", "!fill"], ["!share"], ["!strike"]]'
    before = load(written(tmp_path, DAM.replace('statements = ["!strike", "fill", "!share"]', wishes)))
    after = load(written(tmp_path, DAM, "newer.toml"))
    found = revision(before, after, ("nash",))
    assert found.no_longer_possible == {"nash": ("nothing done",)}
    assert found.now_possible == {}
    back = revision(after, before, ("nash",))
    assert back.now_possible == {"nash": ("nothing done",)}


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
