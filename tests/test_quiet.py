"""Nothing leaves the machine, and nothing is written but what was asked for: seen from the system's own calls."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from onrecord import record
from onrecord.cli.main import commands
from tests.conftest import ROOT

STRACE = shutil.which("strace")
CALLS = "connect,sendto,sendmsg,bind,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat"
_OPENS_TO_WRITE = re.compile(
    r'(?:openat\(AT_FDCWD(?:<[^>]*>)?, |open\(|creat\()"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)'
)
_MAKES = re.compile(r'(?:mkdir|rename)\w*\((?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]+)"')
# A library asks on import whether there is IPv6, by binding to the machine itself; that reaches nobody.
_ITSELF = re.compile(r'bind\(\d+, \{sa_family=AF_INET6?, [^}]*"(?:::1|127\.0\.0\.1)"')
_REACHES_OUT = re.compile(r"(?:connect|sendto|sendmsg|bind)\([^)]*AF_INET6?")
# Byte-code and compiled loops lie beside their sources; devices and a process's own entries are no files.
_ALLOWED = re.compile(r"__pycache__|^/dev/|^/proc/")

pytestmark = pytest.mark.skipif(
    STRACE is None and "CI" not in os.environ, reason="needs strace (a Debian package)"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("quiet")
    shutil.copytree(ROOT / "examples" / "nile-dam", place / "nile-dam")
    (place / "home").mkdir()
    traced(place, "build", "nile-dam", "--into", "r.db")
    traced(place, "build", "nile-dam", "--shard", "1/1", "--into", "parts")
    return place


def traced(folder: Path, *words: str) -> str:
    """Run a command with a fresh home folder; return the calls by which it reached files and hosts."""
    assert STRACE, "CI needs strace"
    log = folder / "calls.txt"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "ORT_"))}
    command = [
        STRACE,
        "-f",
        "-qq",
        "-o",
        str(log),
        "-e",
        f"trace={CALLS}",
        sys.executable,
        "-m",
        "onrecord",
        *words,
    ]
    done = subprocess.run(
        command, cwd=folder, env={**environment, "HOME": str(folder / "home")}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return log.read_text(encoding="utf-8", errors="replace")


COMMANDS = {
    "build": "build nile-dam --into again.db",
    "extract": "extract nile-dam/reports",
    "brief": "brief r.db",
    "dossier": "dossier r.db",
    "statements": "statements r.db",
    "timeline": "timeline r.db --json",
    "search": "search r.db dam",
    "findings": "findings r.db",
    "positions": "positions r.db",
    "export": "export r.db --into out.csv",
    "report": "report r.db -o report.html",
    "correct": "correct list r.db",
    "model": "model draft r.db",
    "events": "events r.db",
    "actors": "actors r.db",
    "reports": "reports r.db",
    "issues": "issues r.db",
    "accounts": "accounts r.db",
    "key-dates": "key-dates r.db",
    "contradictions": "contradictions r.db",
    "shifts": "shifts r.db",
    "framing": "framing r.db",
    "coverage": "coverage r.db",
    "quote": "quote r.db water",
    "show": "show r.db ENTRY",
    "changes": "changes r.db",
    "problems": "problems r.db",
    "audit": "audit r.db --verdicts verdicts.jsonl",
    "completion": "completion bash",
    "forget": "forget r.db 2021-04-07-delta-post.txt --yes",
    "help": "--help",
    "mark": "mark list r.db",
    "init": "init nile-dam/reports --into proposed.toml",
    "gather": "gather parts --into gathered.db",
    "copy": "copy r.db copied.db",
    "share": "share r.db --into shared.db",
    "rejoin": "rejoin r.db nile-dam/reports",
}
APART = {"serve", "start", "watch"}  # run until they are stopped


def test_each_command_is_watched() -> None:
    assert set(commands.commands) <= {*COMMANDS, *APART}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_reaches_no_host_and_writes_nothing_elsewhere(folder: Path, words: str) -> None:
    with record.open(folder / "r.db") as opened:
        entry = next(opened.lines()).entry.id
    calls = traced(folder, *words.replace("ENTRY", entry).split())
    assert not _REACHES_OUT.findall(_ITSELF.sub("", calls))
    touched = {*_OPENS_TO_WRITE.findall(calls), *_MAKES.findall(calls)}
    elsewhere = [
        path
        for path in sorted(touched)
        if not _ALLOWED.search(path) and not (folder / path).is_relative_to(folder)
    ]
    kept = [path for path in elsewhere if not path.startswith(tempfile.gettempdir()) or Path(path).exists()]
    assert not kept
    assert not list((folder / "home").iterdir())


def test_the_page_is_served_to_this_machine_alone(folder: Path) -> None:
    assert STRACE, "CI needs strace"
    log = folder / "served.txt"
    command = [STRACE, "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", sys.executable, "-u", "-m", "onrecord"]
    with subprocess.Popen(
        [*command, "serve", "r.db", "--port", "0"],
        cwd=folder,
        env={**os.environ, "HOME": str(folder / "home")},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as served:
        assert served.stdout is not None
        assert "127.0.0.1" in served.stdout.readline()
        os.killpg(served.pid, signal.SIGINT)
        try:
            served.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(served.pid, signal.SIGKILL)  # else the whole run would wait for it
            raise
    calls = log.read_text(encoding="utf-8", errors="replace")
    assert "127.0.0.1" in calls
    assert not _REACHES_OUT.findall(_ITSELF.sub("", calls))
    assert not list((folder / "home").iterdir())


def test_the_runtime_tells_nobody_whoever_imports_it() -> None:
    program = "import os, onrecord; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ORT_")}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)
    assert done.stdout.strip() == b"1"


def test_the_guard_sees_what_it_is_to_see() -> None:
    assert _REACHES_OUT.search(
        'connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}'
    )
    assert _OPENS_TO_WRITE.findall('openat(AT_FDCWD, "/home/a/.store", O_WRONLY|O_CREAT, 0644) = 3') == [
        "/home/a/.store"
    ]
    assert _REACHES_OUT.search(_ITSELF.sub("", "bind(3, {sa_family=AF_INET, sin_port=htons(80)"))
    assert not _OPENS_TO_WRITE.findall('openat(AT_FDCWD, "/home/a/.id", O_RDONLY|O_CLOEXEC) = 3')
