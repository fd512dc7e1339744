"""Dask hands out the shards: the record is one machine's, though a worker is killed."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.core.problem import ProblemKind
from onrecord.shards import engine
from onrecord.shards.engine import build_on_dask
from onrecord.shards.faults import NoEngine, SchedulerAway, ShardsFailed
from onrecord.shards.task import Call, Named, ShardFailed, main, run
from tests.conftest import ROOT, digest

distributed = pytest.importorskip("distributed")
psutil = pytest.importorskip("psutil")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from distributed import LocalCluster

    from onrecord.building import Built

REPORTS = Named(("dam",))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dispute of few reports, one of them broken; beside it its record, as one machine builds it."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "examples" / "nile-dam", folder / "dam")
    (folder / "dam" / "reports" / "broken.txt").write_bytes(b"\x00\x01\x02")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(["dam"], into="whole.db", workers=1)
    return folder


@pytest.fixture
def here(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(corpus)
    return corpus


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as cluster:
        yield cluster


def kill_one_at_work(cluster: LocalCluster, killed: list[int]) -> None:
    """Kill the first worker that has a shard in hand, as whoever runs the machine may."""
    until = time.monotonic() + 60
    while time.monotonic() < until and not killed:
        for pid in (nanny.pid for nanny in cluster.workers.values()):
            children = psutil.Process(pid).children() if pid and psutil.pid_exists(pid) else []
            if any("onrecord.shards.task" in word for child in children for word in child.cmdline()):
                killed.extend([pid, *(child.pid for child in children)])
                os.kill(pid, signal.SIGKILL)
                return
        time.sleep(0.02)


@pytest.mark.usefixtures("here")
def test_the_record_is_one_machines_though_a_worker_is_killed(cluster: LocalCluster, tmp_path: Path) -> None:
    killed: list[int] = []
    killer = threading.Thread(target=kill_one_at_work, args=(cluster, killed))
    killer.start()
    told: list[tuple[int, int | None]] = []

    def go() -> Built:
        address = cluster.scheduler_address
        return build_on_dask(
            REPORTS, into=tmp_path / "r.db", scheduler=address, progress=lambda *far: told.append(far)
        )

    built = go()
    killer.join()
    assert killed
    assert not any(psutil.pid_exists(pid) for pid in killed)  # the shard that it had in hand ended with it
    assert digest(tmp_path / "r.db") == digest("whole.db")
    assert built.added == 3
    assert ProblemKind.BINARY in [problem.kind for problem in built.problems]  # a bad report is its problem
    assert (4, 4) in told
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "r.db.parts").rglob("*.part")}
    assert len(stamps) == 2
    assert go().unchanged == 3  # given again, it makes no part anew
    assert stamps == {path: path.stat().st_mtime_ns for path in (tmp_path / "r.db.parts").rglob("*.part")}


@pytest.mark.usefixtures("here")
def test_a_shard_that_leaves_no_part_is_named_and_the_others_stay(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_TRIES", 1)
    (tmp_path / "r.db.parts" / "of-2").mkdir(parents=True)
    (tmp_path / "r.db.parts" / "of-2" / "1-of-2.part").mkdir()  # no file can take its place
    with pytest.raises(ShardsFailed, match=r"shard 1 of 2 left no part, though tried again: .*cannot be written"):
        build_on_dask(REPORTS, into=tmp_path / "r.db", scheduler=cluster.scheduler_address)
    assert (tmp_path / "r.db.parts" / "of-2" / "2-of-2.mark").exists()
    assert not (tmp_path / "r.db").exists()


def test_without_an_address_workers_are_started_here(here: Path, tmp_path: Path) -> None:
    call = ["build", "dam", "--into", str(tmp_path / "r.db"), "--engine", "dask", "--workers", "1"]
    result = CliRunner().invoke(commands, call)
    assert result.exit_code == 0, result.output
    assert "3 reports added" in result.output
    assert digest(tmp_path / "r.db") == digest(here / "whole.db")


@pytest.mark.usefixtures("here")
def test_a_scheduler_that_goes_away_ends_the_build_in_a_sentence(tmp_path: Path) -> None:
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as own:
        threading.Timer(1, own.close).start()
        with pytest.raises(ShardsFailed, match="the line to the scheduler was lost"):
            build_on_dask(REPORTS, into=tmp_path / "r.db", scheduler=own.scheduler_address)
    assert not (tmp_path / "r.db").exists()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x", "tcp://"])
def test_a_scheduler_that_is_away_is_told_in_a_sentence(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_SECONDS", 1)
    with pytest.raises(SchedulerAway, match="no scheduler of Dask answers there"):
        build_on_dask(REPORTS, into=tmp_path / "r.db", scheduler=address)


@pytest.mark.usefixtures("here")
def test_without_its_library_the_engine_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(NoEngine, match=r"pip install 'onrecord\[dask\]'"):
        build_on_dask(REPORTS, into=tmp_path / "r.db")


@pytest.mark.parametrize("words", [["--engine", "dask", "--shard", "1/2"], ["--scheduler", "tcp://x"]])
def test_an_engine_and_a_shard_exclude_one_another(words: list[str]) -> None:
    result = CliRunner().invoke(commands, ["build", "dam", *words])
    assert result.exit_code == 2
    assert "give one of them" in result.output


def test_a_worker_that_sees_no_such_folder_or_report_says_so(tmp_path: Path) -> None:
    away = Call(REPORTS, str(tmp_path / "away"), str(tmp_path / "parts"), 2)
    with pytest.raises(ShardFailed, match="a worker has no folder"):
        run(away, 1, os.getpid())
    with pytest.raises(SystemExit, match="there is no such file or folder"):
        main([str(os.getppid()), '{"named": {"paths": ["/nowhere"]}, "number": 1, "of": 2, "parts": "p"}'])
