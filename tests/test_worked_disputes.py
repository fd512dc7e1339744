"""Two more disputes worked through: every cell has its source, and what their page says of the models holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.building import build
from onrecord.record import open as open_record
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check, uncited
from onrecord.strategy.files.files import load
from onrecord.strategy.reports.commands import ask_file, compare_files
from onrecord.strategy.solving.partial import across_completions
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DISPUTES = {
    "cyprus-missiles": ("1998-12-28-ankara", "1998-12-28-nicosia"),
    "iran-deal": ("2018-05-23-tehran", "2018-05-23-washington"),
}


def model_file(dispute: str, name: str) -> Path:
    return ROOT / "examples" / dispute / "models" / f"{name}.toml"


def equilibria(dispute: str, name: str, concept: str) -> tuple[list[int | str], list[int | str]]:
    spans = across_completions(load(model_file(dispute, name)), (concept,))
    span = spans.by_concept[concept]
    return spans.game.called(span.equilibria), spans.game.called(span.possible_equilibria)


@pytest.mark.parametrize("dispute", DISPUTES)
def test_every_cell_rests_on_entries_or_a_stated_assumption(
    dispute: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    build([f"examples/{dispute}"], into=str(tmp_path / "record.db"))
    with open_record(tmp_path / "record.db") as record:
        lines = tuple(record.lines())
    shelf = EntryShelf((line.entry for line in lines), {line.report.id: line.report.path for line in lines})
    for name in DISPUTES[dispute]:
        model = load(model_file(dispute, name))
        assert uncited(model) == ()
        assert [finding.words for finding in check(model, shelf)] == []


@pytest.mark.parametrize("dispute", DISPUTES)
def test_two_sights_differ_in_one_preference_and_in_doubts(dispute: str) -> None:
    one, other = (model_file(dispute, name) for name in DISPUTES[dispute])
    lines = compare_files(one, other)
    assert sum(line.startswith("The preference of ") for line in lines) == 1
    assert any("doubts" in line for line in lines)
    assert "0 cells are new or different, 0 are gone." in lines


def test_deployed_missiles_may_hold_only_as_nicosia_sees_turkey() -> None:
    assert equilibria("cyprus-missiles", "1998-12-28-ankara", "nash") == ([53], [2, 37, 53])
    assert equilibria("cyprus-missiles", "1998-12-28-nicosia", "nash") == ([53], [2, 33, 37, 53])


def test_the_present_of_cyprus_may_hold_by_seq_and_not_by_nash() -> None:
    assert 0 in equilibria("cyprus-missiles", "1998-12-28-ankara", "seq")[1]


def test_talks_under_sanctions_hold_as_washington_sees_iran_and_in_no_case_as_tehran_does() -> None:
    assert 5 in equilibria("iran-deal", "2018-05-23-washington", "seq")[0]
    assert 5 not in equilibria("iran-deal", "2018-05-23-tehran", "seq")[1]
    assert 9 in equilibria("iran-deal", "2018-05-23-tehran", "seq")[0]
    assert {3, 9} <= set(equilibria("iran-deal", "2018-05-23-tehran", "nash")[1])


def test_what_to_ask_is_europe() -> None:
    (asked,) = ask_file(model_file("iran-deal", "2018-05-23-tehran"))
    assert asked.startswith("Would European Union rather take up “Guarantee Iran its trade” or not")
    assert "16 of 16" in asked
