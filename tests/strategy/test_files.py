"""Model files: what is read, and that each fault is one sentence with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import OnRecordError, PathNotFound
from onrecord.strategy.files.files import load
from onrecord.strategy.model.game import game
from onrecord.strategy.model.model import Direction
from onrecord.strategy.reports.results import comma_separated, latex, markdown, solution_json, table
from onrecord.strategy.solving.solve import solve
from tests.strategy.models import DAM, PRISONERS, WELLS, written

if TYPE_CHECKING:
    from pathlib import Path

NEUTRAL = {
    "name": "Two fleets",
    "decision_makers": ["North", "South"],
    "options": [
        {"index": 0, "name": "Sail", "owner": "North", "direction": "both"},
        {"index": 1, "name": "Fire", "owner": "South", "direction": "fwd"},
    ],
    "infeasible": ["YY"],
    "states": {"1": "NN", "2": "YN", "3": "NY"},
    "preference_best_to_worst": {"North": [2, [1, 3]], "South": [1, 3, 2]},
}

GMCR = {
    "program": "gmcr-py",
    "options": [
        {"name": "Patrol", "permittedDirection": "both"},
        {"name": "Withdraw", "permittedDirection": "fwd"},
        {"name": "Protest", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {"name": "Coast guard", "options": [0, 1], "preferences": [[[2, "N"]], [[0, "Y"]]]},
        {
            "name": "Fishers",
            "options": [2],
            "preferences": [{"compound": True, "members": [[[1, "Y"]], [[0, "N"], [2, "Y"]]]}],
        },
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "useManualPreferenceRanking": False,
}


def neutral(folder: Path, **changes: object) -> Path:
    return written(folder, json.dumps({**NEUTRAL, **changes}), "neutral.json")


def gmcr(folder: Path, **changes: object) -> Path:
    return written(folder, json.dumps({**GMCR, **changes}), "case.gmcr")


def test_the_neutral_form_keeps_its_names_and_directions(tmp_path: Path) -> None:
    model = load(neutral(tmp_path))
    assert [party.name for party in model.parties] == ["North", "South"]
    assert [option.direction for option in model.options] == [Direction.BOTH, Direction.FORWARD]
    line = json.loads(solution_json(solve(model)))
    assert set(line) == {"path", "equilibria", "stability"}
    assert line["path"] == str(tmp_path / "neutral.json")
    assert line["equilibria"]["nash"] == [2, 3]  # South cannot take its fire back; North cannot sail into it
    assert line["stability"]["nash"] == {"North": [2, 3], "South": [1, 2, 3]}


def test_without_a_list_of_states_they_are_numbered_by_code(tmp_path: Path) -> None:
    bare = {key: value for key, value in NEUTRAL.items() if key != "states"}
    line = json.loads(solution_json(solve(load(written(tmp_path, json.dumps(bare), "bare.json")))))
    assert line["equilibria"]["nash"] == [2, 3]
    bare["options"] = [{"name": f"o{i}", "owner": "North"} for i in range(40)]
    with pytest.raises(OnRecordError, match="40 options make 1,099,511,627,776 states"):
        load(written(tmp_path, json.dumps(bare), "bare.json"))


def test_where_arcs_give_the_moves_states_may_be_put_in_words(tmp_path: Path) -> None:
    model = load(
        neutral(
            tmp_path,
            options=[],
            infeasible=["see arcs"],
            states={"1": "calm", "2": "patrols", "3": "war"},
            arcs={"North": {"1": [2]}, "South": {"2": [3, 1]}},
        )
    )
    assert json.loads(solution_json(solve(model)))["equilibria"]["nash"] == [3]


def test_gmcr_files_number_states_by_code_from_one(tmp_path: Path) -> None:
    model = load(gmcr(tmp_path))
    worked_out = game(model)
    assert [worked_out.name(state) for state in range(worked_out.size)] == [1, 2, 3, 4, 5, 6]
    assert worked_out.codes.tolist() == [0, 1, 2, 4, 5, 6]
    assert worked_out.values[0].tolist() == [2, 3, 2, 0, 1, 0]
    assert worked_out.values[1].tolist() == [0, 0, 1, 1, 0, 1]
    assert [worked_out.name(s) for s in worked_out.moves(0, 0)] == [2, 3]
    assert worked_out.moves(0, 2) == ()  # withdrawn for good


def test_gmcr_rankings_and_coalitions_are_read(tmp_path: Path) -> None:
    makers = [{**maker, "preferenceRanking": [1, [2, 3, 4], 5, 6]} for maker in GMCR["decisionMakers"]]  # type: ignore[attr-defined]
    model = load(gmcr(tmp_path, decisionMakers=makers, useManualPreferenceRanking=True, coalitions=[[0, 1]]))
    assert game(model).values.tolist() == [[4, 3, 3, 3, 2, 1]] * 2
    assert model.coalitions == ((0, 1),)


def test_what_a_gmcr_file_holds_beyond_our_model_is_said(tmp_path: Path) -> None:
    makers = [{**maker, "misperceptions": [[[0, "Y"]]]} for maker in GMCR["decisionMakers"]]  # type: ignore[attr-defined]
    assert "misperceptions of Fishers are left out" in load(gmcr(tmp_path, decisionMakers=makers)).notes[1]


def test_our_own_toml_and_json_say_the_same(tmp_path: Path) -> None:
    import tomllib

    for text in (PRISONERS, WELLS, DAM):
        first = load(written(tmp_path, text))
        again = load(written(tmp_path, json.dumps(tomllib.loads(text), default=str), "model.json"))
        assert solution_json(solve(first), "-") == solution_json(solve(again), "-")
        assert first.cells == again.cells


def test_rules_conditions_and_blocked_moves_shape_the_moves(tmp_path: Path) -> None:
    extra = """
[[rule]]
if = "strike"
then = "fill"
[[blocked]]
by = "upstream"
from = "strike"
to = "!share"
"""
    worked_out = game(
        load(written(tmp_path, DAM.replace('id = "share"', 'id = "share"\nonly_if = "fill"') + extra))
    )
    assert worked_out.codes.tolist() == [0, 1, 2, 3, 5, 7]

    def reached(party: int, state: int) -> list[object]:
        return [worked_out.name(s) for s in worked_out.moves(party, worked_out.state(state))]

    assert reached(0, 0) == [1]  # not 3: the readings can be shared only once the lake fills
    assert reached(0, 1) == [3]  # not 0: the lake does not drain
    assert reached(0, 7) == []  # under strikes no one stops sharing
    assert reached(1, 0) == []  # no strike before the lake is filled


def test_a_general_graph_needs_no_options(tmp_path: Path) -> None:
    text = """
[[party]]
id = "a"
[[party]]
id = "b"
[[state]]
name = "truce"
[[state]]
name = "war"
[[move]]
by = ["a", "b"]
from = "truce"
to = "war"
[[preference]]
party = "a"
ranking = ["war", "truce"]
[[preference]]
party = "b"
ranking = [["truce", "war"]]
"""
    solution = solve(load(written(tmp_path, text)))
    assert json.loads(solution_json(solution))["equilibria"]["nash"] == ["war"]


def test_tables_name_every_state_with_what_is_done_in_it(tmp_path: Path) -> None:
    rows = table(solve(load(written(tmp_path, DAM))))
    assert "1,Fill the lake,E,E,E,E,E" in comma_separated(rows)
    assert "| 0 | nothing | downstream | E | E | downstream | downstream |" in markdown(rows)
    assert r"1 & Fill the lake & E & E & E & E & E \\" in latex(rows)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"infeasible": ["Y-"]}, "states.2: YN is listed and yet infeasible by 'Y-'"),
        ({"preference_best_to_worst": {"North": [2, 1, 3], "South": [1, 2]}}, "South: the ranking omits state 3"),
        ({"preference_best_to_worst": {"North": [2, 1, 3], "South": [1, 2, 2, 3]}}, "South: state 2 stands twice"),
        (
            {"preference_best_to_worst": {"North": [2, 1, 3], "South": [1, 2, 4, 3]}},
            "South: there is no state '4'",
        ),
        ({"preference_best_to_worst": {"North": [2, 1, 3]}}, "the ranking of 'South' is missing"),
        (
            {"preference_best_to_worst": {"North": [2, 1, 3], "South": [1, 2, 3], "East": [1, 2, 3]}},
            "preference_best_to_worst.East: there is no party 'East'; the parties are North, South",
        ),
        ({"decision_makers": ["North"]}, "options[1].owner: there is no party 'South'"),
        ({"states": {"1": "NN", "2": "YN", "3": "YN"}}, "states.3: this is the same state as '2'"),
        ({"states": {"1": "NN", "2": "Y"}}, "states.2: 'Y' should have one Y, N or - for each of the 2 options"),
        ({"states": {}}, "states: the file lists no state"),
        ({"states": 5}, "states: a table of named values should stand here, not 5"),
        ({"arcs": {"North": {"1": [9]}}}, "arcs.North.1: there is no state '9'"),
    ],
)
def test_a_faulty_neutral_file_is_told_in_one_sentence(
    changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(OnRecordError) as fault:
        load(neutral(tmp_path, **changes))
    assert words in str(fault.value)
    assert str(fault.value).startswith(str(tmp_path / "neutral.json"))
    assert "\n" not in str(fault.value)


FORTY = [{"name": f"o{i}", "permittedDirection": "both"} for i in range(40)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"options": FORTY}, "40 options make 1,099,511,627,776 states"),
        ({"infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "infeasibles: no state is left feasible"),
        ({"infeasibles": [[[7, "Y"]]]}, "there is no option 7"),
        ({"coalitions": [[0, 5]]}, "coalitions: there is no party 5"),
    ],
)
def test_a_faulty_gmcr_file_is_told_in_one_sentence(
    changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(OnRecordError, match=words.replace("[", r"\[")):
        load(gmcr(tmp_path, **changes))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('by = "downstream"', 'by = "Atlantis"', "option[2].by: there is no party 'Atlantis'"),
        ('"!fill | share"', '"!fill | shade"', "statements[0]: 'shade' is not an option; the options are fill"),
        ('"!fill | share"', '"(!fill | share"', "a bracket is opened and not closed"),
        ('id = "share"', 'id = "fill"', "the option 'fill' stands twice"),
        ('direction = "fwd"', 'direction = "up"', "'up' is no direction; use both, fwd or back"),
        ('name = "Upstream"', 'nmae = "Upstream"', "party[0].nmae"),
        ('status_quo = "0"', 'status_quo = "9"', "there is no state '9'"),
        ('party = "downstream"\nstatements', 'party = "upstream"\nstatements', "has a preference already"),
        ('says = "no"', 'says = "perhaps"', "a cell says yes, no, or nothing"),
        ('name = "The dam"', 'name = "The dam', "this is not TOML"),
    ],
)
def test_a_faulty_file_of_our_own_is_told_in_one_sentence(
    before: str, after: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(OnRecordError) as fault:
        load(written(tmp_path, DAM.replace(before, after)))
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_forty_options_of_our_own_are_refused(tmp_path: Path) -> None:
    options = "".join(f'[[option]]\nid = "o{i}"\nby = "a"\n' for i in range(40))
    with pytest.raises(OnRecordError, match="keep to 24, or list the feasible states"):
        load(written(tmp_path, '[[party]]\nid = "a"\n' + options))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "line 1, column 2: this is not JSON"),
        ("[1]", "a table of named values should stand here"),
        ("{}", "no party is named here"),
        ('{"a": 1, "a": 2}', "the name 'a' stands twice"),
        ("[" * 100_000, "nested too deeply"),
        ("", "this is not JSON"),
    ],
)
def test_what_is_no_model_is_told_in_one_sentence(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(OnRecordError) as fault:
        load(written(tmp_path, text, "model.json"))
    assert words in str(fault.value)


def test_a_missing_file_and_one_that_is_not_text_are_told(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        load(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OnRecordError, match="not UTF-8"):
        load(tmp_path / "bytes.toml")
