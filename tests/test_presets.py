"""A filter kept under a name in the page is one of the command line, too."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.finding import FindingKind
from onrecord.record import Filter
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def record(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("presets") / "r.db"
    shutil.copy(sample_folder / "nato-ukraine.db", copy)
    with open_record(copy, write=True) as opened:
        first = next(opened.statements(Filter(party="russia"))).entry.id
        opened.corrections.tag(first, "key", who="Ada")
        opened.corrections.star(first, who="Ada")
        keep = opened.corrections.preset
        keep("Moscow", {"view": "timeline", "by": "issue", "party": "russia", "since": "2022"}, who="Ada")
        keep("Starred", {"tag": "key", "star": "1"}, who="Ada")
        keep("Doubtful", {"doubt": "1"}, who="Ada")
        keep("Odd", {"since": "soon"}, who="Ada")
    return copy


def listed(record: Path, *options: str) -> list[str]:
    done = CliRunner().invoke(commands, ["statements", str(record), "--json", *options])
    assert done.exit_code == 0, done.output
    return [json.loads(line)["id"] for line in done.output.splitlines()]


def test_a_preset_stands_for_its_conditions(record: Path) -> None:
    assert listed(record, "--preset", "moscow") == listed(record, "--party", "russia", "--since", "2022")
    assert len(listed(record, "--preset", "Starred")) == 1


def test_what_is_given_goes_before(record: Path) -> None:
    asked = listed(record, "--preset", "Moscow", "--party", "ukraine")
    assert asked == listed(record, "--party", "ukraine", "--since", "2022") != []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nosuch", "there are: Doubtful, Moscow, Odd, Starred"),
        ("Doubtful", "the page alone can"),
        ("Odd", "'soon' is no date"),
    ],
)
def test_a_preset_that_cannot_be_used_is_told(record: Path, name: str, told: str) -> None:
    done = CliRunner().invoke(commands, ["events", str(record), "--preset", name])
    assert (done.exit_code, told in " ".join(done.output.split())) == (2, True), done.output


def test_an_issue_that_was_found_is_a_filter_as_one_of_the_dispute_file_is(record: Path) -> None:
    with open_record(record) as opened:
        found = max(opened.findings(FindingKind.ISSUE), key=lambda one: len(one.entries()))
        about = {line.entry.id for line in opened.lines(Filter(issue=found.id))}
        assert about == set(found.entries())
        assert about == {line.entry.id for line in opened.lines(Filter(issue=found.says.name.upper()))}  # type: ignore[union-attr]
