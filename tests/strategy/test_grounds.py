"""The present, preferences and rules carry grounds: read, written, looked up, shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.files.files import load
from onrecord.strategy.files.writing import model_tables, to_toml
from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.reports.commands import order_file
from onrecord.strategy.reports.from_record import report_file
from tests.strategy.entries import said
from tests.strategy.models import DAM, written

if TYPE_CHECKING:
    from pathlib import Path

GROUNDS = """
[[ground]]
of = "status_quo"
entries = ["e1"]
[[ground]]
of = "preference"
party = "upstream"
entries = [{report = "wire.txt", words = "we fill the lake"}]
assumption = "It has said so for years."
[[ground]]
of = "rule"
rule = "fill & strike"
"""


def test_grounds_come_back_as_they_were_written(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM + GROUNDS))
    assert [ground.of.value for ground in model.grounds] == ["status_quo", "preference", "rule"]
    for words, name in ((to_toml(model), "again.toml"), (json.dumps(model_tables(model)), "again.json")):
        assert load(written(tmp_path, words, name)).grounds == model.grounds


def test_check_looks_grounds_up(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM + GROUNDS))
    entry = said("e1", "upstream", Act.ANNOUNCE, "we fill the lake", "2021-06-01")
    words = [finding.words for finding in check(model, EntryShelf([entry], {"report": "wire.txt"}))]
    mine = [line for line in words if line.startswith("ground of")]
    assert mine == ["ground of rule fill & strike: cite an entry, or say why you assume it."]
    bare = [finding.words for finding in check(model, EntryShelf([]))]
    assert "ground of status_quo: the record has no entry e1; cite another." in bare
    assert any(line.startswith("ground of preference upstream: no one entry of the record has") for line in bare)


def test_grounds_are_shown(tmp_path: Path) -> None:
    path = written(tmp_path, DAM + GROUNDS)
    page = report_file(path)
    assert "- The present: rests on e1" in page
    assert "- The preference of Upstream: It has said so for years." in page
    assert "It rests on: wire.txt “we fill the lake”; It has said so for years." in order_file(path, "upstream")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[[ground]]\nof = "weather"\n',
            r"ground\[0\].of: 'weather' has no grounds; use status_quo, preference, rule",
        ),
        ('[[ground]]\nof = "preference"\n', r"ground\[0\].party: a preference is a party's; name it"),
    ],
)
def test_what_is_wrong_with_a_ground_is_told_with_its_place(text: str, fault: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match=fault):
        load(written(tmp_path, DAM + text))
