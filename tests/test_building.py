"""Building: incremental, idempotent, whole whatever happens in between."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from onrecord.building import build
from onrecord.record import open as open_record
from tests.conftest import ROOT, digest, on_posix

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The Nile sample in a folder of its own, where we stand."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "nile-dam", tmp_path / "nile-dam")
    return tmp_path / "nile-dam" / "reports"


@pytest.mark.usefixtures("reports")
def test_building_twice_changes_nothing() -> None:
    first = build(["nile-dam"])
    before = digest("nile-dam.db")
    again = build(["nile-dam"])
    assert first.added == 3
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert digest("nile-dam.db") == before


@pytest.mark.usefixtures("reports")
def test_the_number_of_workers_does_not_matter() -> None:
    build(["nile-dam"], into="one.db", workers=1)
    build(["nile-dam"], into="three.db", workers=3)
    assert digest("one.db") == digest("three.db")


def test_a_changed_report_retires_its_old_entries(reports: Path) -> None:
    build(["nile-dam"])
    path = sorted(reports.glob("*.txt"))[0]
    path.write_text(path.read_text(encoding="utf-8") + "\nSudan rejected the plan on Monday.\n", encoding="utf-8")
    assert build(["nile-dam"]).changed == 1
    with open_record("nile-dam.db") as record:
        assert len(list(record.reports())) == 3
        assert len(list(record.reports(retired=True))) == 4


def test_a_report_that_is_no_longer_bad_loses_its_problem(reports: Path) -> None:
    bad = reports / "bad.txt"
    bad.write_bytes(b"")
    assert build(["nile-dam"]).problems
    bad.write_text("Sudan rejected the plan on 6 July 2021.", encoding="utf-8")
    assert not [problem for problem in build(["nile-dam"]).problems if problem.path.endswith("bad.txt")]


@on_posix
@pytest.mark.usefixtures("reports")
def test_a_build_killed_at_any_moment_is_completed_by_the_next() -> None:
    build(["nile-dam"], into="whole.db")
    moments = random.Random(7)
    for _ in range(6):
        _build_and_kill(moments.uniform(0.5, 4.0))
    build(["nile-dam"], into="killed.db")
    assert digest("killed.db") == digest("whole.db")


def _build_and_kill(seconds: float) -> None:
    command = [sys.executable, "-m", "onrecord", "build", "nile-dam", "--into", "killed.db"]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_an_outlet_that_was_given_can_be_taken_back(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Egypt demanded that Sudan leave the islands.", encoding="utf-8")
    names = tmp_path / "list.csv"
    names.write_text("path,outlet\n1.txt,Wrong Paper\n", encoding="utf-8")
    build([tmp_path], into=tmp_path / "r.db")
    names.write_text("path,outlet\n1.txt,\n", encoding="utf-8")
    assert build([tmp_path], into=tmp_path / "r.db").remade == 1
    with open_record(tmp_path / "r.db") as opened:
        assert [report.outlet for report in opened.reports()] == [None]


@pytest.mark.parametrize("first", ["early", "late"])
def test_where_lists_differ_on_one_report_its_first_place_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for edition in ("early", "late"):
        (tmp_path / edition / "wire").mkdir(parents=True)
        (tmp_path / edition / "wire" / "1.txt").write_text("Sudan rejected the plan.\n", encoding="utf-8")
        (tmp_path / edition / "reports.csv").write_text(
            f"path,outlet\nwire/1.txt,The {edition}\n", encoding="utf-8"
        )
    digests = set()
    for paths in ([first], ["early", "late"], ["late", "early"], ["early", "late"]):
        build(paths, into="r.db", workers=1)
        digests.add(digest("r.db"))
    with open_record("r.db") as record:
        assert [(report.path, report.outlet) for report in record.reports()] == [("early/wire/1.txt", "The early")]
    again = build(["early", "late"], into="r.db", workers=1)
    assert (again.added, again.changed, again.remade) == (0, 0, 0)
    assert len(digests) == 2  # of one place, and of both
