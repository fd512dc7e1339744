"""The sample dispute modelled for four dates: every cell has its source, and what the page says of them holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.record import open as open_record
from onrecord.strategy.drafting.anchors import resolved
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check, uncited
from onrecord.strategy.drafting.finding import Fault
from onrecord.strategy.files.files import load
from onrecord.strategy.reports.confrontation import Dilemma, confrontation
from onrecord.strategy.solving.partial import across_completions
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODELS = sorted((ROOT / "examples" / "nato-ukraine" / "models").glob("*.toml"))
WINTER = [path for path in MODELS if path.stem != "2025"]
# A later entry that may bear on a cell is for the analyst to weigh; the others are faults of the file.
TO_WEIGH = (Fault.OUTDATED, Fault.CONTRADICTED)


@pytest.fixture(scope="module")
def shelf(sample_folder: Path) -> EntryShelf:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        lines = tuple(record.lines())
    return EntryShelf((line.entry for line in lines), {line.report.id: line.report.path for line in lines})


def test_there_is_a_model_for_each_date() -> None:
    assert [path.stem for path in MODELS] == ["2021-12-12", "2022-01-12", "2022-02-23", "2025"]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_cell_rests_on_entries_or_a_stated_assumption(path: Path, shelf: EntryShelf) -> None:
    model = load(path)
    assert uncited(model) == ()
    assert [finding.words for finding in check(model, shelf) if finding.fault not in TO_WEIGH] == []
    cells = resolved(model, shelf).cells
    assert not any(cell.anchors for cell in cells)
    assert all(cell.entries or cell.assumption for cell in cells)


@pytest.mark.parametrize("path", WINTER, ids=lambda path: path.stem)
def test_before_the_invasion_only_war_under_sanctions_holds_in_every_completion(path: Path) -> None:
    spans = across_completions(load(path))
    for span in spans.by_concept.values():
        assert spans.game.called(span.equilibria) == [9]


@pytest.mark.parametrize("path", WINTER, ids=lambda path: path.stem)
def test_the_present_is_possible_and_hangs_on_russia_alone(path: Path) -> None:
    model = load(path)
    spans = across_completions(model, ("nash",))
    span, present = spans.by_concept["nash"], spans.game.state(model.status_quo or "")
    assert span.possible_equilibria[present]
    sure = [party.id for party, row in zip(model.parties, span.necessary, strict=True) if row[present]]
    assert sure == ["united-states", "nato", "ukraine"]


@pytest.mark.parametrize("path", WINTER, ids=lambda path: path.stem)
def test_no_guarantee_holds_by_nash_in_any_completion(path: Path) -> None:
    model = load(path)
    spans = across_completions(model, ("nash",))
    possible = spans.game.called(spans.by_concept["nash"].possible_equilibria)
    place = [option.id for option in model.options].index("guarantee")
    assert not any(int(state) >> place & 1 for state in possible)


def test_in_2025_nothing_is_sure_and_american_troops_hold_by_nash_in_no_completion() -> None:
    spans = across_completions(load(MODELS[-1]), ("nash",))
    span = spans.by_concept["nash"]
    assert not span.equilibria.any()
    assert spans.game.called(span.possible_equilibria) == [0, 1, 2, 3, 8, 9, 10, 11]


@pytest.mark.parametrize("path", WINTER, ids=lambda path: path.stem)
def test_the_denial_of_an_invasion_is_not_believed(path: Path) -> None:
    model = load(path)
    raised = {
        (r.dilemma, model.parties[r.holder].id, model.options[r.option].id) for r in confrontation(model).dilemmas
    }
    assert (Dilemma.TRUST, "united-states", "invade") in raised
    assert (Dilemma.COOPERATION, "russia", "invade") in raised
    assert (Dilemma.PERSUASION, "russia", "guarantee") in raised
