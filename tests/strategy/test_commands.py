"""What the command line asks for, from file to text."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from onrecord.core.entry import Act
from onrecord.core.problem import OnRecordError
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.reports.commands import confrontation_file, route, what_would_change, why
from onrecord.strategy.reports.from_record import check_file, draft_file
from onrecord.strategy.reports.solved import FORMS, solve_file
from tests.strategy.entries import said
from tests.strategy.models import DAM, PRISONERS, WELLS, written

PARTIAL = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = [["!strike", "fill"]]')


def test_the_json_line_has_exactly_what_is_agreed(tmp_path: Path) -> None:
    path = written(tmp_path, WELLS)
    text = solve_file(path)
    assert text.count("\n") == 1
    line = json.loads(text)
    assert set(line) == {"path", "equilibria", "stability"}
    assert line["path"] == str(path)
    assert set(line["equilibria"]) == set(line["stability"]) == {"nash", "gmr", "smr", "seq", "sseq"}
    assert line["equilibria"]["nash"] == [8, 18, 21]
    assert set(line["stability"]["nash"]) == {"ministry", "plant", "town"}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_equilibrium(form: str, tmp_path: Path) -> None:
    assert "Fill the lake" in solve_file(written(tmp_path, DAM), form) or form == "json"


def test_a_partial_model_says_what_is_necessary_and_what_possible(tmp_path: Path) -> None:
    path = written(tmp_path, PARTIAL)
    line = json.loads(solve_file(path))
    assert set(line["equilibria"]["nash"]) <= set(line["possible"]["equilibria"]["nash"])
    assert line["open"] == {}
    text = solve_file(path, "markdown")
    assert "| 1 | Fill the lake | necessary |" in text
    assert "equilibria by NASH: 1, 3" in solve_file(path, "svg", ["nash"])
    assert "Nash: decided exactly." in text


def test_what_is_open_is_drawn_as_open() -> None:
    drawn = solve_file(Path("examples/nato-ukraine/models/2025.toml"), "svg", ["nash"])
    told = re.search('equilibria by NASH: none; may hold: ([^"]*)"', drawn)
    assert told
    assert drawn.count(' stroke-dasharray="4 3"/>') == len(told[1].split(", "))
    assert 'opacity="0.65"' in drawn  # a move of which it is open whether it gains
    assert "half faint, broken ring: open" in drawn


def test_questions_are_answered_in_sentences(tmp_path: Path) -> None:
    path = written(tmp_path, DAM)
    assert "State 0 (nothing done) is not stable for Upstream by SEQ." in why(path, "0", "seq")
    assert "Entries: e1, e2." in why(path, "0", "seq", ["upstream"])
    assert route(path, None, "1")[-1] == "Entries: e1, e2."
    assert "“Fill the lake” is off the table: it stays as it is there." in what_would_change(
        path, "0", "nash", wanted=True
    )
    assert what_would_change(path, "1", "nash", wanted=True) == ("It is so already.",)
    two = written(tmp_path, PRISONERS, "two.toml")
    assert what_would_change(two, "0", "nash", wanted=False, parties=["b"])[0].startswith("B ranks state ")
    with pytest.raises(OnRecordError, match="no party 'c'"):
        why(two, "0", "seq", ["c"])


def test_what_no_change_of_the_size_does_is_said(tmp_path: Path) -> None:
    text = '[[party]]\nid = "a"\n[[state]]\nname = "x"\n[[preference]]\nparty = "a"\nranking = ["x"]\n'
    (words,) = what_would_change(written(tmp_path, text), "x", "nash", wanted=False)
    assert words.startswith("No set of up to 2 changes does it")


def test_a_draft_is_checked_and_shown_as_a_confrontation(tmp_path: Path) -> None:
    entries = [
        said("e1", "serbia", Act.REFUSE, "to recognise the licence plates", "2022-08-01"),
        said("e2", "kosovo", Act.DEMAND, "recognise the licence plates", "2022-08-02", "serbia"),
    ]
    path = written(tmp_path, draft_file(EntryShelf(entries), "plates", date(2022, 9, 1)))
    assert check_file(path, EntryShelf(entries)) == ()
    assert "kosovo has a persuasion dilemma with serbia" in confrontation_file(path)
    assert check_file(path, EntryShelf(entries[:1]))[0].endswith("the record has no entry e2; cite another.")


def test_where_one_stands_already_nothing_has_to_happen(tmp_path: Path) -> None:
    for text in (DAM, PARTIAL):
        path = written(tmp_path, text)
        assert route(path, None, "0") == ("Nothing has to happen: state 0 (nothing done) is the present.",)
        assert route(path, "1", "1") == ("Nothing has to happen: state 1 (Fill the lake) is where it starts.",)


def test_a_present_that_is_not_named_and_a_party_that_is_not_there_are_told(tmp_path: Path) -> None:
    for text in (DAM, PARTIAL):
        path = written(tmp_path, text.replace('status_quo = "0"\n', ""))
        with pytest.raises(OnRecordError, match="nothing says what the present is; add `status_quo`"):
            route(path, None, "1")
        with pytest.raises(OnRecordError, match="no party 'moon'; its parties are upstream, downstream"):
            solve_file(path, "page", coalitions=[["moon", "upstream"]])
