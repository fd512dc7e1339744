"""Partial preferences answered in words: what decides, what to ask, what leads where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import OnRecordError
from onrecord.strategy.files.files import load
from onrecord.strategy.reports.commands import ask_file, route, what_would_change, why
from onrecord.strategy.reports.hinging import open_table, questions
from onrecord.strategy.solving.partial import across_completions
from tests.strategy.models import DAM, written

if TYPE_CHECKING:
    from pathlib import Path

PARTIAL = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = ["!strike", ["fill", "!share"]]')
OPEN = DAM.replace(
    'statements = ["!strike", "fill", "!share"]', 'partial = [["fill", "!fill"], ["!share"], ["!strike"]]'
)


def test_what_decides_is_told_with_a_completion_for_either_side(tmp_path: Path) -> None:
    lines = why(written(tmp_path, PARTIAL), "0", "nash", ["upstream"])
    assert lines == (
        "State 0 (nothing done) is stable for Upstream by NASH in no completion: Upstream surely likes more what "
        "it can move to, and no answer spoils it.",
    )
    decided = why(written(tmp_path, PARTIAL), "2", "nash", ["upstream"])
    assert "in no completion" in decided[0]
    lines = why(written(tmp_path, OPEN), "0", "nash", ["upstream"])
    assert lines[0] == (
        "State 0 (nothing done) is stable for Upstream by NASH if and only if Upstream likes state 1 (Fill the "
        "lake) no more than state 0."
    )
    assert lines[1].startswith("It holds, for one, where Upstream likes more than it only what it surely does")
    assert lines[2].startswith("It fails, for one,")


def test_in_every_completion_is_said_and_agrees_with_the_solution(tmp_path: Path) -> None:
    path = written(tmp_path, PARTIAL)
    for concept in ("nash", "gmr", "smr", "seq", "sseq"):
        span = across_completions(load(path), (concept,)).by_concept[concept]
        for state in range(8):
            (first, *_) = why(path, str(state), concept, ["upstream"])
            assert ("in every completion" in first) is bool(span.necessary[0, state])
            assert ("in no completion" in first) is not bool(span.possible[0, state])


def test_the_question_that_bears_on_most_comes_first(tmp_path: Path) -> None:
    asked = questions(open_table(load(written(tmp_path, OPEN))))
    assert asked[0] == (
        "Would Upstream rather take up “Fill the lake” or not, all else as it is? "
        "It bears on 2 of 2 open verdicts by Nash."
    )
    assert ask_file(written(tmp_path, DAM)) == ("Nothing is open: every preference is stated in full.",)


def test_paths_are_told_for_every_completion_and_for_what_is_not_ruled_out(tmp_path: Path) -> None:
    lines = route(written(tmp_path, OPEN), "0", "1")
    assert lines[0] == "In every completion of the open preferences:"
    assert lines[1].strip().startswith("Nothing leads from state 0")
    assert lines[2] == "By steps of which none is ruled out:"
    assert "Upstream takes up “Fill the lake”" in lines[3]
    assert route(written(tmp_path, OPEN), "0", "1", "moves")[0].startswith("From state 0 (nothing done): Upstream")


def test_what_would_change_a_partial_model_begins_with_what_is_left_open(tmp_path: Path) -> None:
    first, *rest = what_would_change(written(tmp_path, OPEN), "0", "nash", wanted=True, parties=["upstream"])
    assert "if and only if Upstream likes state 1 (Fill the lake) no more than state 0" in first
    assert "It would hold, whatever else is open, with any one of these:" in rest


def test_a_wrong_concept_state_or_party_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, OPEN)
    with pytest.raises(OnRecordError, match="no solution concept 'maximin'"):
        why(path, "0", "maximin")
    with pytest.raises(OnRecordError, match="no state '99'"):
        why(path, "99", "nash")
    with pytest.raises(OnRecordError, match="no party 'x'"):
        why(path, "0", "nash", ["x"])
