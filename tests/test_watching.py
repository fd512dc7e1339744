"""A watched folder: what arrives is told once, whatever happens in between."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.core.finding import Finding
from onrecord.core.line import Line, ReportHeader
from onrecord.core.problem import PathNotFound, Problem
from onrecord.record import open as open_record
from onrecord.taking import work_named
from onrecord.watching import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.change import Change

DAM = "Sudan rejected the plan on 6 July 2021. Egypt demanded that Ethiopia stop the filling."
OTHER = "Kenya welcomed the talks on 7 July 2021. Ethiopia promised to share its data."


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def watch() -> Watch:
    return Watch(lambda: work_named("inbox"), "dam.db", workers=1)


def told(watching: Watch, looks: int = 2) -> list[Change]:
    """Return what some looks tell, as one who prints it all."""
    found: list[Change] = []
    for _ in range(looks):
        found.extend(watching.look())
        watching.remember()
    return found


def reports(changes: list[Change]) -> list[tuple[str, str]]:
    return [(one.how, one.what.path) for one in changes if isinstance(one.what, ReportHeader)]


def test_what_arrives_is_told_once_with_its_entries(inbox: Path) -> None:
    watching = watch()
    assert told(watching) == []
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    changes = told(watching)
    assert reports(changes) == [("new", "inbox/1.txt")]
    words = " ".join(one.what.entry.by for one in changes if isinstance(one.what, Line))
    assert "statements" in words
    (inbox / "2.txt").write_text(OTHER, encoding="utf-8")
    assert reports(told(watching)) == [("new", "inbox/2.txt")]
    assert told(watching) == []


def test_a_report_that_is_still_written_waits(inbox: Path) -> None:
    watching = watch()
    told(watching)
    for length in (20, 40, len(DAM)):
        (inbox / "1.txt").write_text(DAM[:length], encoding="utf-8")
        assert reports(told(watching, 1)) == []
    assert reports(told(watching, 1)) == [("new", "inbox/1.txt")]
    with open_record("dam.db") as record:
        assert [report.text for report in record.texts()] == [DAM]


def test_another_version_in_its_place_and_a_broken_file_are_told(inbox: Path) -> None:
    watching = watch()
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    told(watching)
    (inbox / "1.txt").write_text(OTHER, encoding="utf-8")
    (inbox / "2.txt").write_bytes(b"")
    changes = told(watching)
    assert reports(changes) == [("changed", "inbox/1.txt")]
    assert [one.what.path for one in changes if isinstance(one.what, Problem)] == ["inbox/2.txt"]


def test_a_copy_is_a_finding_that_is_told(inbox: Path) -> None:
    watching = watch()
    wire = " ".join(f"{DAM} Talks of round {number} ended in Cairo without a word." for number in range(8))
    (inbox / "1.txt").write_text(f"{wire}\n", encoding="utf-8")
    told(watching)
    (inbox / "2.txt").write_text(f"{wire}\nIt was sent again.\n", encoding="utf-8")
    assert [one.what.kind.value for one in told(watching) if isinstance(one.what, Finding)].count("copy") == 1


def test_what_a_watch_that_died_had_not_told_is_told_after_a_restart(inbox: Path) -> None:
    first = watch()
    told(first)
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    first.look()
    assert first.look()  # it dies before it has told this
    again = watch()
    assert reports(told(again)) == [("new", "inbox/1.txt")]
    assert told(watch()) == []


def test_what_a_record_held_before_counts_as_told(inbox: Path) -> None:
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    build(["inbox"], into="dam.db", workers=1)
    (inbox / "2.txt").write_text(OTHER, encoding="utf-8")
    assert reports(told(watch())) == [("new", "inbox/2.txt")]


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'{"reports": 3}', b"\xff\x00"])
def test_a_damaged_memory_is_made_anew(inbox: Path, held: bytes) -> None:
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    (inbox.parent / ".dam.db.told").write_bytes(held)
    assert reports(told(watch())) == [("new", "inbox/1.txt")]


def test_a_folder_that_goes_and_comes_back_loses_nothing(inbox: Path) -> None:
    watching = watch()
    (inbox / "1.txt").write_text(DAM, encoding="utf-8")
    told(watching)
    inbox.rename(inbox.parent / "away")
    with pytest.raises(PathNotFound):
        watching.look()
    (inbox.parent / "away").rename(inbox)
    (inbox / "2.txt").write_text(OTHER, encoding="utf-8")
    assert reports(told(watching)) == [("new", "inbox/2.txt")]


def test_the_record_is_that_of_a_build(inbox: Path) -> None:
    watching = watch()
    for name, text in (("b.txt", OTHER), ("a.txt", DAM)):
        (inbox / name).write_text(text, encoding="utf-8")
        told(watching)
    build(["inbox"], into="built.db", workers=1)
    with open_record("dam.db") as watched, open_record("built.db") as built:
        assert watched.content_digest() == built.content_digest()


def test_the_command_prints_a_json_line_a_change_and_ends_by_ctrl_c(inbox: Path) -> None:
    call = [sys.executable, "-m", "onrecord", "watch", "inbox", "--into", "dam.db", "--json", "--every", "0.3"]
    source = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        [*call, "--workers", "1"],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": source},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        (inbox / "1.txt").write_text(DAM, encoding="utf-8")
        ready, _, _ = select.select([process.stdout], [], [], 120)
        line = json.loads(process.stdout.readline()) if ready else None
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        rest = [json.loads(one) for one in process.stdout]
        assert process.wait(60) == 0
    assert line is not None
    assert (line["change"], line["report"]["path"]) == ("new", "inbox/1.txt")
    assert all(one["entry"]["report"]["path"] == "inbox/1.txt" for one in rest if "entry" in one)
    assert any("entry" in one for one in rest)


def test_what_fails_on_the_way_is_told_once_and_tried_again(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away = inbox.parent / "away"
    steps = iter(
        (
            lambda: inbox.rename(away),
            lambda: None,
            lambda: away.rename(inbox),
            lambda: (inbox / "1.txt").write_text(DAM, encoding="utf-8"),
            lambda: None,
        )
    )

    def sleep(seconds: float) -> None:
        assert seconds == 5
        step = next(steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("onrecord.cli.watching.time.sleep", sleep)
    call = ["watch", "inbox", "--into", "dam.db", "--every", "5", "--workers", "1"]
    result = CliRunner().invoke(commands, call)
    assert result.exit_code == 0
    assert result.stderr.count("there is no such file or folder. Check the path. It is tried again.") == 1
    assert "new\treport\t" in result.stdout
    assert "new\tentry\t" in result.stdout


def test_a_folder_that_is_not_there_at_the_start_is_the_calls_fault(inbox: Path) -> None:
    result = CliRunner().invoke(commands, ["watch", "no-such-folder", "--into", "dam.db"])
    assert result.exit_code == 2
    assert "there is no such file or folder" in result.stderr
    assert list(inbox.parent.iterdir()) == [inbox]
