"""`show --why`: each field with what gave it, how surely, and what was refused for it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord import record as records
from onrecord.cli.main import commands
from onrecord.core.entry import Event, Statement
from onrecord.grounds import grounds
from onrecord.ingest import Ingest
from onrecord.record import Filter, Record, values_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.ground import Ground

RECORD = "nato-ukraine.db"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


def of(opened: Record, entry: str) -> dict[str, Ground]:
    return {one.field: one for one in grounds(opened, entry, Ingest())}


@pytest.mark.usefixtures("in_sample_folder")
def test_every_field_of_a_statement_has_a_pass_and_its_sureness_is_the_entrys() -> None:
    with records.open(RECORD) as opened:
        entry = next(line.entry for line in opened.statements(Filter(speaker="vladimir-putin", act="demand")))
        assert isinstance(entry, Statement)
        found = of(opened, entry.id)
    values = {field: value for field, value in values_of(entry).items() if value}
    assert {field: one.value for field, one in found.items() if field in values} == values
    assert all(found[field].by for field in values if field not in {"issues"})
    assert found["told"].chance == entry.confidence
    assert found["act"].chance == entry.act_confidence
    assert found["act"].by == ("statements 2",)
    assert found["speaker"].by == ("statements 2", "actors 1")
    assert found["when"].by == ("dates 1",)


@pytest.mark.usefixtures("in_sample_folder")
def test_an_event_says_what_else_its_root_and_parties_could_have_been() -> None:
    with records.open(RECORD) as opened:
        lines = opened.events(Filter(report="2008-04-04-meridian-wire.txt"))
        entry = next(line.entry for line in lines if isinstance(line.entry, Event) and line.entry.targets)
        assert isinstance(entry, Event)
        found = of(opened, entry.id)
    assert found["told"].chance == entry.confidence
    assert found["source"].chance == entry.source_confidence
    others = found["plover"].refused
    assert others
    assert entry.plover.value not in {one.what for one in others}
    chances = [one.chance or 0 for one in others]
    assert chances == sorted(chances, reverse=True)


@pytest.mark.usefixtures("in_sample_folder")
def test_what_was_found_in_the_same_words_and_refused_is_told_with_its_reason() -> None:
    with records.open(RECORD) as opened:
        entries = [line.entry.id for line in opened.statements(Filter(report="2008-04-04-meridian-wire.txt"))]
        refused = [one for entry in entries for one in of(opened, entry)["told"].refused]
    assert any(one.chance is not None and one.why for one in refused)


@pytest.mark.usefixtures("in_sample_folder")
def test_the_command_tells_it_as_text_and_as_json() -> None:
    entry = json.loads(run("statements", RECORD, "--json").stdout.splitlines()[0])["id"]
    shown = run("show", RECORD, entry, "--why")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("told: yes")
    forms = [json.loads(line) for line in run("show", RECORD, entry, "--why", "--json").stdout.splitlines()]
    assert forms[0]["field"] == "told"


def test_a_hand_is_told_and_what_a_hand_added_has_no_grounds(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(sample_folder / RECORD, tmp_path)
    monkeypatch.chdir(tmp_path)
    report = "2008-04-04-meridian-wire.txt"
    with records.open(RECORD, write=True) as opened:
        entry = next(opened.statements(Filter(report=report))).entry.id
        opened.corrections.edit(entry, {"act": "praise"}, who="me", why="tried")
        found = of(opened, entry)
        assert found["act"].by[-1] == "a person, by hand"
        assert found["content"].by[-1] != "a person, by hand"
        path = opened.report(report).path
        added = opened.corrections.add(path, "statement", {"act": "deny", "content": "0:4"}, who="me", why="tried")
    result = run("show", RECORD, str(added.entry), "--why")
    assert result.exit_code == 2
    assert "a person added it" in result.stderr
