"""`onrecord mark`: what is taken away is a mark, never a correction."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "nato-ukraine.db"


@pytest.fixture
def folder(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(sample_folder / RECORD, tmp_path)
    return tmp_path


def told(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, words)
    return result.exit_code, result.output


def test_the_latest_mark_on_an_entry_goes(folder: Path) -> None:
    with open_record(folder / RECORD) as opened:
        entry = next(opened.lines()).entry.id
    assert told("mark", "star", RECORD, entry)[0] == 0
    assert told("mark", "tag", RECORD, entry, "summit")[0] == 0
    assert told("mark", "remove", RECORD, entry[:8]) == (0, "")
    with open_record(folder / RECORD) as opened:
        assert [one.kind.value for one in opened.corrections.marks()] == ["star"]


def test_a_correction_is_no_mark(folder: Path) -> None:
    with open_record(folder / RECORD, write=True) as opened:
        entry = next(opened.lines()).entry.id
        made = opened.corrections.reject(entry, who="Ada", why="a test")
    for given in (made.id, entry, "ffffffff", ""):
        code, said = told("mark", "remove", RECORD, given)
        assert code == 2
        assert f"there is no mark '{given}'" in said
    with open_record(folder / RECORD) as opened:
        assert [one.id for one in opened.corrections.all()] == [made.id]
