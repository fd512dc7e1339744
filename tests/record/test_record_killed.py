"""A build that is killed, or meets a full disk, leaves a readable record, and the next one completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from onrecord import record
from onrecord.core.problem import ProblemKind
from onrecord.record import Filter
from tests.conftest import on_posix
from tests.record.build_until_killed import build
from tests.record.samples import MADE_BY, many

pytestmark = pytest.mark.of_files

ROOT = Path(__file__).parents[2]
COUNT = 60
KILLS = 32


def start(path: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.record.build_until_killed", str(path), str(COUNT), str(seed)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def read_all(path: Path) -> tuple[int, int]:
    """Read everything that a killed build left; return how many reports are in and how many are missing."""
    with record.open(path) as rec:
        headers = list(rec.reports())
        for header in headers:
            entries = list(rec.lines(Filter(report=header.id, rejected=True)))
            assert len(entries) == 4, "a report is wholly in or not at all"
        assert len(list(rec.lines(Filter(rejected=True)))) == 4 * len(headers)
        rec.search("reservoir")
        missing = rec.pending()
        told = [problem for problem in rec.problems() if problem.kind is ProblemKind.INCOMPLETE]
        assert told or not missing
        assert not {header.path for header in headers} & set(missing)
        return len(headers), len(missing)


@on_posix
def test_a_killed_build_is_completed_by_the_next(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    began = time.monotonic()
    build(whole, COUNT, seed=0)
    length = time.monotonic() - began
    with record.open(whole, write=True) as rec:
        rec.corrections.reject(many(1)[0].entries[1].id, who="Ada", why="misread")
        corrections = rec.corrections.as_text()
    random = Random(7)
    path = tmp_path / "killed.db"
    halfway = 0
    for number in range(4 * KILLS):
        if number >= KILLS and halfway >= 5:
            break
        process = start(path, number)
        time.sleep(random.uniform(0, length))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()
        if path.exists():
            with record.open(path, write=True) as rec:
                rec.corrections.take_in(corrections)
            present, missing = read_all(path)
            assert present + missing in {0, COUNT}
            halfway += 0 < present < COUNT
        if number % 8 == 7:
            build(path, COUNT, seed=number)
            assert read_all(path) == (COUNT, 0)
            with record.open(path) as one, record.open(whole) as other:
                assert one.content_digest() == other.content_digest()
                assert one.count(Filter(rejected=True)) == one.count() + 1
            path.unlink()  # its log, if there is one, stays behind: the next record must not take it up
    assert halfway >= 5, "most kills came too early or too late to show anything"


def add_all(rec: record.Record) -> None:
    for one in many(COUNT):
        rec.add(one)


@on_posix
def test_a_full_disk_leaves_what_was_complete(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.db", tmp_path / "full.db"
    build(whole, COUNT, seed=0)
    with record.create(path, MADE_BY) as rec:
        rec._connection.execute("PRAGMA max_page_count = 80")
        with pytest.raises(record.RecordFull, match="full"):
            add_all(rec)
        added = len(list(rec.reports()))
    assert 0 < added < COUNT
    assert read_all(path)[0] == added
    build(path, COUNT, seed=1)
    with record.open(path) as one_record, record.open(whole) as other:
        assert one_record.content_digest() == other.content_digest()


@on_posix
def test_a_write_that_the_system_refuses_leaves_what_was_complete(tmp_path: Path) -> None:
    """The operating system stops the file from growing, as a full disk does."""
    path = tmp_path / "full.db"
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
        try:
            build(path, COUNT, seed=0)
        except record.RecordFull:
            os._exit(7)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    present, missing = read_all(path)
    assert present + missing == COUNT
    assert 0 < present < COUNT
    build(path, COUNT, seed=1)
    assert read_all(path) == (COUNT, 0)
