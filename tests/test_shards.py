"""Shards: the record is one machine's, however the work was cut, in whatever order, and whoever was killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.core.problem import ProblemKind
from onrecord.record import open as open_record
from onrecord.shards.faults import PartDamaged, PartOfAnother, PartsMissing, PartsMixed, PartTwice
from onrecord.shards.gathering import gather
from onrecord.shards.shard import NoSuchShard, Shard, shard_named
from onrecord.shards.sharding import build_shard
from onrecord.taking import work_named
from tests.conftest import ROOT, digest, on_posix

if TYPE_CHECKING:
    from onrecord.shards.sharding import Sharded


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dispute of few reports, two of one id that lists tell apart, one that is broken; beside it its record."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copytree(ROOT / "examples" / "nile-dam", folder / "dam")
    reports = folder / "dam" / "reports"
    (reports / "broken.txt").write_bytes(b"")
    for edition, outlet in (("early", "The Early Post"), ("late", "The Late Post")):
        (reports / edition / "wire").mkdir(parents=True)
        (reports / edition / "wire" / "1.txt").write_text(
            "Sudan rejected the plan on 6 July 2021. Egypt will not yield, its minister said.\n",
            encoding="utf-8",
        )
        (reports / edition / "reports.csv").write_text(f"path,outlet\nwire/1.txt,{outlet}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        build(["dam"], into="whole.db", workers=1)
    return folder


@pytest.fixture
def here(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand where the corpus lies; its files and the whole record are shared, so tests must not change them."""
    monkeypatch.chdir(corpus)
    return corpus


def make(folder: Path, *numbers: int, of: int) -> list[Sharded]:
    work = work_named(["dam"])
    return [build_shard(work, shard=Shard(number, of), into=folder, workers=1) for number in numbers]


@pytest.fixture(scope="module")
def three(corpus: Path) -> Path:
    """The parts of three shards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(corpus)
        make(corpus / "three", 1, 2, 3, of=3)
    return corpus / "three"


@pytest.fixture
def parts(three: Path, tmp_path: Path) -> Path:
    """A copy of the parts of three shards, to be spoilt."""
    return Path(shutil.copytree(three, tmp_path / "parts"))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("of", [1, 7])
def test_the_record_is_one_machines_whatever_the_number_of_shards(of: int, tmp_path: Path) -> None:
    numbers = list(range(1, of + 1))
    random.Random(of).shuffle(numbers)
    make(tmp_path / "parts", *numbers, of=of)
    gather(tmp_path / "parts", into=tmp_path / "gathered.db")
    assert digest(tmp_path / "gathered.db") == digest("whole.db")


@pytest.mark.usefixtures("here")
def test_gathering_twice_changes_nothing(parts: Path, tmp_path: Path) -> None:
    first = gather(parts, into=tmp_path / "gathered.db")
    again = gather(parts, into=tmp_path / "gathered.db")
    assert first.added == 4
    assert (again.added, again.changed, again.entries) == (0, 0, first.entries)
    assert digest(tmp_path / "gathered.db") == digest("whole.db")


@pytest.mark.usefixtures("here")
def test_gathering_onto_a_build_changes_nothing(parts: Path, tmp_path: Path) -> None:
    shutil.copy("whole.db", tmp_path / "built.db")
    assert gather(parts, into=tmp_path / "built.db").added == 0
    assert digest(tmp_path / "built.db") == digest("whole.db")


@on_posix
@pytest.mark.usefixtures("here")
def test_a_shard_killed_half_way_leaves_no_part_and_is_run_again(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    killed = multiprocessing.get_context("fork").Process(target=_killed_half_way, args=(folder,))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    assert not make(folder, 1, of=1)[0].stood
    assert sorted(path.name for path in folder.iterdir()) == ["1-of-1.mark", "1-of-1.part"]
    gather(folder, into=tmp_path / "gathered.db")
    assert digest(tmp_path / "gathered.db") == digest("whole.db")


def _killed_half_way(folder: Path) -> None:
    def kill(done: int, total: int) -> None:
        if done > total // 2:
            os.kill(os.getpid(), signal.SIGKILL)

    build_shard(work_named(["dam"]), shard=Shard(1, 1), into=folder, workers=1, progress=kill)


@pytest.mark.usefixtures("here")
def test_a_part_that_stands_is_left_as_it_is(parts: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in parts.iterdir()}
    assert all(sharded.stood for sharded in make(parts, 1, 2, 3, of=3))
    assert {path: path.stat().st_mtime_ns for path in parts.iterdir()} == before


def test_only_the_shard_of_a_report_that_changed_is_made_again(here: Path, parts: Path) -> None:
    report = here / "dam" / "reports" / "late" / "wire" / "1.txt"
    was = report.stat()
    os.utime(report, ns=(was.st_atime_ns, was.st_mtime_ns + 10**9))
    try:
        stood = [sharded.stood for sharded in make(parts, 1, 2, 3, of=3)]
    finally:
        os.utime(report, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert stood == [not Shard(number, 3).holds("dam/reports/late/wire/1.txt") for number in (1, 2, 3)]


def test_a_missing_part_is_named(parts: Path, tmp_path: Path) -> None:
    (parts / "2-of-3.mark").unlink()
    with pytest.raises(PartsMissing, match=r"part 2 of 3 is missing.*--missing"):
        gather(parts, into=tmp_path / "gathered.db")
    assert not (tmp_path / "gathered.db").exists()


@pytest.mark.usefixtures("here")
def test_a_record_without_a_part_says_so_until_it_is_there(parts: Path, tmp_path: Path) -> None:
    mark = (parts / "2-of-3.mark").read_bytes()
    (parts / "2-of-3.mark").unlink()
    told = gather(parts, into=tmp_path / "gathered.db", missing=True).problems[0]
    assert told.kind is ProblemKind.INCOMPLETE
    assert "all of shard 2/3" in told.words
    (parts / "2-of-3.mark").write_bytes(mark)
    assert gather(parts, into=tmp_path / "gathered.db").problems[0].kind is not ProblemKind.INCOMPLETE
    assert digest(tmp_path / "gathered.db") == digest("whole.db")


def test_a_part_twice_is_named(parts: Path, tmp_path: Path) -> None:
    for end in ("mark", "part"):
        shutil.copy(parts / f"2-of-3.{end}", parts / f"copy.{end}")
    with pytest.raises(PartTwice, match=r"2-of-3\.mark and .*copy\.mark are both part 2/3"):
        gather(parts, into=tmp_path / "gathered.db")


@pytest.mark.usefixtures("here")
def test_parts_of_two_cuts_are_told_apart(parts: Path, tmp_path: Path) -> None:
    make(parts, 5, of=7)
    with pytest.raises(PartsMixed, match=r"a part of 3, .*5-of-7\.mark a part of 7"):
        gather(parts, into=tmp_path / "gathered.db")


def test_a_part_of_another_dispute_file_is_named(here: Path, parts: Path, tmp_path: Path) -> None:
    file = here / "dam" / "dispute.toml"
    was = file.read_text(encoding="utf-8")
    file.write_text(was + "\n# another\n", encoding="utf-8")
    try:
        make(parts, 3, of=3)
    finally:
        file.write_text(was, encoding="utf-8")
    with pytest.raises(PartOfAnother, match=r"3-of-3\.mark: .* the dispute file\. Run its shard again"):
        gather(parts, into=tmp_path / "gathered.db")


def test_a_part_of_another_version_is_named(parts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.shards.gathering.__version__", "99")
    with pytest.raises(PartOfAnother, match=r"by version .*, and this is 99"):
        gather(parts, into=tmp_path / "gathered.db")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_part_or_mark_is_named_and_nothing_is_made(parts: Path, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    path = parts / f"{draw.randint(1, 3)}-of-3.{draw.choice(('part', 'mark'))}"
    held = path.read_bytes()
    at = draw.randrange(len(held) - 1) if held else 0
    path.write_bytes(draw.choice((held[:at], held[:at] + b"\x00" + held[at + 1 :], b"", b"[]", b"null", held * 2)))
    if path.read_bytes() == held:
        return
    with pytest.raises((PartDamaged, PartOfAnother, PartsMissing, PartsMixed, PartTwice)):
        gather(parts, into=tmp_path / "gathered.db")
    assert not (tmp_path / "gathered.db").exists()


@pytest.mark.parametrize("given", ["0/4", "5/4", "1", "1/0", "a/b", "-1/4", "1/4/2", "1/9999999", ""])
def test_what_names_no_shard_is_told_in_one_sentence(given: str) -> None:
    with pytest.raises(NoSuchShard):
        shard_named(given)
    result = CliRunner().invoke(commands, ["build", "dam", f"--shard={given}"])
    assert result.exit_code == 2
    assert "names no shard" in result.output


def test_each_report_is_in_one_shard_and_shards_are_alike() -> None:
    counts = [0] * 8
    for number in range(4000):
        held = [shard for shard in range(8) if Shard(shard + 1, 8).holds(f"corpus/{number}.txt")]
        assert len(held) == 1
        counts[held[0]] += 1
    assert min(counts) > 400


def _page(language: str, holding: str = "") -> str:
    """Return the first block of the page in a language that holds some words."""
    page = (ROOT / "docs" / "shards.md").read_text(encoding="utf-8")
    blocks = (part.split("```")[0] for part in page.split(f"```{language}\n")[1:])
    return next(block for block in blocks if holding in block)


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    """A folder as the page has it, and an `onrecord` to call there."""
    shutil.copytree(ROOT / "examples" / "nile-dam" / "reports", tmp_path / "corpus")
    shutil.copy(ROOT / "examples" / "nile-dam" / "dispute.toml", tmp_path)
    command = tmp_path / "onrecord"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def _run(cluster: Path, script: str, **variables: str) -> int:
    source = os.pathsep.join(path for path in sys.path if path)
    around = {"PATH": f"{cluster}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": source}
    call = ["bash", "-c", script]
    return subprocess.run(call, cwd=cluster, env=os.environ | around | variables, check=False).returncode


def test_the_slurm_array_on_the_page_runs_in_a_local_loop(cluster: Path) -> None:
    script = _page("bash")
    assert len(script.splitlines()) <= 10
    for number in ("2", "1"):
        assert _run(cluster, script.replace("/400", "/2"), SLURM_ARRAY_TASK_ID=number) == 0
    gathering = _page("sh", "sbatch").split('"')[-2]
    assert _run(cluster, gathering) == 0
    with open_record(cluster / "record.db") as record:
        assert len(list(record.reports())) == 3


def test_the_kubernetes_job_on_the_page_calls_what_there_is(cluster: Path) -> None:
    job = _page("yaml")
    assert len(job.splitlines()) <= 10
    assert job.count("{") == job.count("}")
    assert job.count("[") == job.count("]")
    script = job.split("-c, '")[1].split("'")[0].replace("400", "2")
    assert _run(cluster, " ".join(script.split()), JOB_COMPLETION_INDEX="1") == 0
    assert (cluster / "parts" / "2-of-2.mark").exists()


def _called(*call: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, list(call))
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def test_a_shard_says_by_its_exit_code_what_happened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dam").mkdir()
    (tmp_path / "dam" / "broken.txt").write_bytes(b"")
    own = next(number for number in (1, 2) if Shard(number, 2).holds("dam/broken.txt"))
    for words in ("written", "stood already"):
        code, told = _called("build", "dam", "--shard", f"{own}/2", "--workers", "1")
        assert (code, words in told) == (1, True)
        code, told = _called("build", "dam", "--shard", f"{3 - own}/2", "--workers", "1")
        assert (code, words in told) == (0, True)
    assert _called("gather", "parts", "--into", "dam.db")[0] == 1
    (tmp_path / "dam" / "good.txt").write_text("Sudan rejected the plan on 6 July 2021.", encoding="utf-8")
    (tmp_path / "file").touch()
    code, told = _called("build", "dam", "--shard", "1/1", "--into", "file")
    assert (code, "cannot be written" in told) == (2, True)
    (tmp_path / "empty").mkdir()
    code, told = _called("gather", "empty", "--into", "dam.db")
    assert (code, "no part of a record lies there" in told) == (2, True)
    assert _called("gather", "nowhere", "--into", "dam.db")[0] == 2
