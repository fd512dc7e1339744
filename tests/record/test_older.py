"""Records of every form that there was: brought up, a copy beside, corrections kept; or refused in a sentence."""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import record
from onrecord.cli.main import commands
from onrecord.core.line import Standing
from onrecord.record import NotARecord, older_form
from onrecord.record.connect import SCHEMA_VERSION
from tests.record.samples import MADE_BY, dam

pytestmark = pytest.mark.of_files

OLD = Path(__file__).parent / "old"
FORMS = range(1, SCHEMA_VERSION)
REPORT = "“We will not sign,” Egypt's foreign minister said on Monday.\n"


@pytest.fixture(params=FORMS)
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of an older form, with six corrections, one of them taken back."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "r.db"
    path.write_bytes(lzma.decompress((OLD / f"form-{request.param}.db.xz").read_bytes()))
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    return path


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return list(opened.iterdump())


def test_every_form_that_there_was_has_a_record_here() -> None:
    assert sorted(path.name for path in OLD.iterdir()) == [f"form-{form}.db.xz" for form in FORMS]


def test_reading_it_is_refused_in_one_sentence_that_says_what_to_do(old: Path) -> None:
    with pytest.raises(NotARecord, match="onrecord build") as caught:
        record.open(old)
    assert "\n" not in str(caught.value)


def test_a_build_brings_it_up_and_lays_it_beside(old: Path) -> None:
    before = content(old)
    form = older_form(old)
    built = onrecord.build("a.txt", into=old)
    assert built.brought_up
    assert built.brought_up.copy.name == f"r.db.form-{form}"
    assert built.brought_up.corrections == 6
    assert built.left_behind == ("dam/other.txt", "dam/wire-1.txt")
    assert content(built.brought_up.copy) == before
    with record.open(old) as rec:
        kinds = [one.kind.value for one in rec.corrections.all(undone=True)]
        assert sorted(kinds) == ["accept", "add", "edit", "merge", "reject", "reject"]
        assert rec.count() > 0
    assert sorted(path.name for path in old.parent.iterdir()) == ["a.txt", "r.db", f"r.db.form-{form}"]
    again = onrecord.build("a.txt", into=old)
    assert again.brought_up is None


def test_its_corrections_find_their_entries_as_the_reports_come_in(old: Path) -> None:
    record.bring_up(old, MADE_BY)
    with record.open(old, write=True) as rec:
        rec.add(dam())
        standing = {line.standing for line in rec.lines(record.Filter(rejected=True))}
        assert standing == {
            Standing.EDITED,
            Standing.REJECTED,
            Standing.ACCEPTED,
            Standing.ADDED,
            Standing.EXTRACTED,
        }
        assert [line.entry for line in rec.statements(record.Filter(act="threaten"))]
        assert rec.actor("Sudan").id == "egypt"


def test_what_findings_were_cited_by_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(lzma.decompress((OLD / f"form-{SCHEMA_VERSION - 1}.db.xz").read_bytes()))
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("INSERT INTO former_finding VALUES ('00000000aaaaaaaa', '00000000bbbbbbbb')")
    record.bring_up(path, MADE_BY)
    with closing(sqlite3.connect(path)) as opened:
        rows = opened.execute("SELECT former, finding FROM former_finding").fetchall()
    assert rows == [("00000000aaaaaaaa", "00000000bbbbbbbb")]


def test_the_command_tells_it(old: Path) -> None:
    result = CliRunner().invoke(commands, ["build", "a.txt", "--into", "r.db", "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "6 corrections carried over" in result.stdout
    assert "in that copy alone: dam/other.txt" in result.stderr
    assert older_form(old) is None


def test_what_goes_wrong_leaves_the_old_one(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(old)

    def full(*_: object) -> None:
        raise record.RecordFull(old)

    monkeypatch.setattr("onrecord.record.older.create", full)
    with pytest.raises(record.RecordFull):
        record.bring_up(old, MADE_BY)
    assert content(old) == before
    assert not list(old.parent.glob(".r.db*"))


def test_one_from_a_later_onrecord_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with record.create(path, MADE_BY):
        pass
    with closing(sqlite3.connect(path)) as opened:
        opened.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert older_form(path) is None
    with pytest.raises(NotARecord, match="with the onrecord that made it"):
        onrecord.build(path.parent, into=path)
