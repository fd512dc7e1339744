"""What other systems lack or do otherwise, by simulation: no fork, no POSIX module, other letters, files held."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.pool import Bounds, Failed, run_bounded
from onrecord.writing import CannotWrite, written
from tests.conftest import ROOT, digest

TEXT = "“We will not sign,” Łukasz Żółć of Ostra 🚢 said on Monday.\n\nEgypt attacked Sudan on Sunday.\n"
# What Windows has not.
NO_MODULES = ("resource", "fcntl", "termios", "pty", "tty", "pwd", "grp", "syslog", "readline")
NO_NAMES = {
    "os": (
        "fork",
        "register_at_fork",
        "geteuid",
        "getuid",
        "killpg",
        "setsid",
        "mkfifo",
        "chown",
        "fchmod",
    ),
    "signal": ("SIGALRM", "SIGXFSZ", "SIGHUP", "setitimer", "pthread_sigmask", "pause"),
}
WITHOUT = f"""
import os, signal, sys
sys.modules.update(dict.fromkeys({NO_MODULES!r}))
for module, names in {NO_NAMES!r}.items():
    for name in names:
        vars(sys.modules[module]).pop(name, None)
import onrecord.pool
onrecord.pool._can_fork = lambda: False
from onrecord.cli import main
if __name__ == "__main__":
    main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s").mkdir()
    for name in ("a", "Україна – 1"):
        (tmp_path / "s" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    onrecord.build("s", into=folder / "r.db", published="2024-03-04", workers=1)
    return folder / "r.db"


def called(
    folder: Path, program: list[str], *words: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *program, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        check=False,
    )


def test_without_what_only_posix_has_all_goes_on(folder: Path, record: Path) -> None:
    program = folder / "without.py"
    program.write_text(WITHOUT, encoding="utf-8")
    build = ("build", "s", "--into", "other.db", "--published", "2024-03-04", "--workers", "2")
    for words in (
        build,
        ("brief", "other.db"),
        ("statements", "other.db", "--grep", "sign"),
        ("search", "other.db", "sign"),
    ):
        done = called(folder, [str(program)], *words)
        assert done.returncode == 0, done.stderr.decode()
    assert digest(folder / "other.db") == digest(record)


def _halved(number: int) -> int:
    return number // 2 if number % 2 == 0 else os._exit(3)


def test_workers_that_are_spawned_answer_in_order_and_may_die(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pool._can_fork", lambda: False)
    assert list(run_bounded(_halved, [0, 2, 3, 4], workers=2, bounds=Bounds())) == [0, 1, Failed("died"), 2]


@pytest.mark.parametrize("letters", ["ascii", "cp437", "cp1252", "cp932"])
@pytest.mark.parametrize("words", ["statements", "statements --json", "brief", "reports", "problems"])
def test_a_console_of_few_letters_ends_no_command(record: Path, letters: str, words: str) -> None:
    command, *options = words.split()
    done = called(record.parent, ["-m", "onrecord"], command, record.name, *options, PYTHONIOENCODING=letters)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    if "--json" in options:
        told = [json.loads(line)["speaker"]["words"] for line in done.stdout.decode(letters).splitlines()]
        assert any("Łukasz Żółć" in one for one in told)


def test_what_goes_to_a_pipe_is_utf_8(record: Path) -> None:
    """On Windows Python would take the letters of the system's own code page, as here those of the locale."""
    environment = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    done = called(record.parent, ["-m", "onrecord"], "statements", record.name, **environment)
    assert "Łukasz Żółć" in done.stdout.decode("utf-8")


def test_a_file_that_another_program_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to put a file in the place of one that is open elsewhere."""
    place = tmp_path / "out.csv"
    place.write_text("what stood there", encoding="utf-8")

    def held(*_: Path) -> Path:
        raise PermissionError(13, "the process cannot access the file because another process is using it")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(CannotWrite, match="another process is using it"), written(place) as target:
        target.write(b"new")
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["what stood there"]
