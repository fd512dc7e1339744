"""What the attacks share: calls in children of one warm process, how they are judged, hostile words, the count.

A call is a child that this process forks once all modules and the trained parts are loaded: it has its own folder,
ends of its own, the whole command line from `main` on, and may be killed; what a cold interpreter would spend on
loading, some seconds, is saved. A call holds when it ends with an exit code that the docs name, with a sentence
and no traceback, prints nothing that a screen obeys, forges no heading, link or tag, leaves no process, takes
no longer than its bound, and on a terminal works on for no longer than a moment without a sign.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import itertools
import os
import pkgutil
import pty
import random
import re
import select
import shutil
import signal
import sqlite3
import sys
import tempfile
import termios
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from click.testing import CliRunner

import onrecord
from onrecord.building import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Kind = Callable[[random.Random, "Ground"], Iterator["Attempt"]]

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
FORGED = re.compile(r"^# Forged|(?<!\\)<script|(?<!\\)\]\(javascript", re.MULTILINE)
# What a terminal is given to show weight and colour, to redraw a bar, and for the end of a line.
_STYLED = re.compile(r"\x1b\[[0-9;]*[mAK]|\x1b\[\?25[lh]|\x1b\[2K|\r+\n|\r(?=\x1b)")
_TRACEBACK = "Traceback (most recent call last)"
SECONDS = 20.0  # of the processor
MOST_WAITED = 600.0  # of the clock: others use the machine, too
MOST_SILENT = 3.0  # of the processor, on a terminal; a sign is due after two of the clock, which others may delay
_TICKS = os.sysconf("SC_CLK_TCK")
CODES = {0, 1, 2}

HOSTILE = (
    "\x1b[2J", "\x1b]52;c;cGF5\x07", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069", "a\nb", "a\r\n# Forged",
    "| a | b |",
    "<script>alert(1)</script>", "</script>", "[x](javascript:1)", "=cmd|' /C calc'!A0", "\x00", "a" * 5000,
    " ", "",
    "'; DROP TABLE entry; --", '"', "\\", "\ud800", "\U000e0041", "\ufeff", "%s%n", "{0}", "../../x",
    "9" * 5000, "\x0b", "-rf", "--help", "~", "$(id)", "`id`", "CON", "a/b", "\u0130", "\u0301",
    "e\u0301", "\u200d", "[bold]x[/bold]", "[/]", "&amp;", "]]>", "<!--", "\\x1b[2J", "%0a", "?a=b#c",
    ":", "*", "\t", "@import", "+1",
)  # fmt: skip
_RANGES = (
    (0, 32),
    (0x7F, 0xA0),
    (0x200B, 0x2010),
    (0x2028, 0x202F),
    (0x2066, 0x206A),
    (0xFFF9, 0xFFFC),
    (33, 127),
)
TEXT = (
    '"We will not sign," Egypt\'s foreign minister said on Monday.\n\n'
    "Ethiopia demanded that the water be shared.\n\nEgypt attacked Sudan on Sunday.\n"
)


def hostile(chance: random.Random) -> str:
    """Return a hostile word: a known one, several in one, or letters drawn from what a screen obeys."""
    how = chance.randrange(3)
    if how == 0:
        return chance.choice(HOSTILE)
    if how == 1:
        return "".join(chance.choice(HOSTILE)[:60] for _ in range(chance.randint(2, 4)))
    drawn = "".join(chr(chance.randrange(*chance.choice(_RANGES))) for _ in range(chance.randint(1, 12)))
    return f"Abel {drawn} Tesh"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call: what was done to it, and what is wrong with how it went; nothing where it held."""

    what: str
    fault: str | None


class Ended(NamedTuple):
    """How a call ended: its exit code (below 0: by that signal), what it printed, the processor's seconds.

    `silent` is the longest it worked, by the processor, between two signs on its terminal.
    """

    code: int
    out: str
    err: str
    seconds: float
    left: bool  # a process of its group lives on
    silent: float = 0.0

    @property
    def told(self) -> str:
        """All that was printed."""
        return self.out + self.err


class Child:
    """A command in a child of this process, in a group of its own.

    Args:
        words: The call.
        folder: Where it stands.
        screen: Its ends are a terminal.
    """

    def __init__(self, words: Sequence[str], folder: Path, *, screen: bool = False) -> None:
        self.begun = time.monotonic()
        self._screen = -1
        self._shown = bytearray()
        self._heard = 0.0
        self._ends: tuple[IO[bytes], IO[bytes]] = (tempfile.TemporaryFile(), tempfile.TemporaryFile())  # noqa: SIM115
        ends = [os.open(os.devnull, os.O_RDONLY), *(one.fileno() for one in self._ends)]
        if screen:
            self._screen, terminal = _terminal()
            ends = [terminal] * 3
        kept = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        self.pid = os.fork()
        if self.pid == 0:
            _become(words, folder, ends, kept)
        signal.pthread_sigmask(signal.SIG_SETMASK, kept)
        os.close(ends[0])

    def kill(self, how: signal.Signals, whom: str = "its group") -> None:
        """Send a signal to it alone, to its group, or to a worker of it if it has one."""
        with contextlib.suppress(ProcessLookupError):
            if whom == "its group":
                os.killpg(self.pid, how)
            elif whom == "it alone":
                os.kill(self.pid, how)
            else:
                for worker in self._workers()[:1]:
                    os.kill(worker, how)

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(one) for one in children.read_text("ascii").split()] if children.exists() else []

    def hear(self) -> None:
        """Take in what stands on its terminal: a full one holds it up."""
        while self._screen >= 0 and select.select([self._screen], [], [], 0)[0] and (more := self._read()):
            self._shown += more
            self._heard = self.worked()

    def running(self) -> bool:
        """Say whether it has not ended yet."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    def ended(self) -> Ended:
        """Wait for its end; one that takes for ever is killed."""
        until = time.monotonic() + MOST_WAITED
        pause = 0.001
        silent = 0.0
        while self.running():
            if self._screen >= 0:
                worked = self.worked()
                silent = max(silent, worked - self._heard)
                if select.select([self._screen], [], [], 0.02)[0]:
                    self._shown += self._read()
                    self._heard = worked
                    continue
            if time.monotonic() > until:
                self.kill(signal.SIGKILL)
            time.sleep(pause)
            pause = min(0.02, pause * 1.5)
        _, status, used = os.wait4(self.pid, 0)
        left = _lives(self.pid)
        if self._screen >= 0:
            self.hear()
            os.close(self._screen)
        told = [bytes(self._shown)] if self._screen >= 0 else []
        for one in self._ends:
            one.seek(0)
            told.append(one.read())
            one.close()
        out, err = (one.decode("utf-8", "surrogateescape") for one in (told[0], b"".join(told[1:])))
        seconds = used.ru_utime + used.ru_stime
        return Ended(os.waitstatus_to_exitcode(status), out, err, seconds, left, silent)

    def worked(self) -> float:
        """Return for how many seconds it has had the processor, itself and not its workers."""
        stat = Path(f"/proc/{self.pid}/stat")
        told = stat.read_text("ascii", "replace").rpartition(")")[2].split() if stat.exists() else []
        return (int(told[11]) + int(told[12])) / _TICKS if told else 0.0

    def _read(self) -> bytes:
        try:
            return os.read(self._screen, 1 << 16)
        except OSError:  # nobody has the other end any more
            return b""


def _terminal() -> tuple[int, int]:
    """Return both ends of a terminal that echoes nothing, on which somebody has ended the input."""
    ours, theirs = pty.openpty()
    how = termios.tcgetattr(theirs)
    how[3] &= ~termios.ECHO
    termios.tcsetattr(theirs, termios.TCSANOW, how)
    os.write(ours, b"\x04\x04")
    return ours, theirs


def _become(words: Sequence[str], folder: Path, ends: Sequence[int], kept: set[int | signal.Signals]) -> None:
    """Be the command, in the child that was just forked; never come back."""
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        for number, end in enumerate(ends):
            os.dup2(end, number)
        sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
        sys.argv = ["onrecord", *words]
        os.environ["COLUMNS"] = "100"
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.default_int_handler if one == signal.SIGINT else signal.SIG_DFL)
        from onrecord.cli.main import main

        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, kept)
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except KeyboardInterrupt:  # as `onrecord.cli` takes it, which is around `main`
            code = 130
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def _lives(group: int) -> bool:
    """Say whether somebody of a group is still there a while after its leader has ended."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    os.killpg(group, signal.SIGKILL)
    return True


def called(words: Sequence[str], told: str, folder: Path | None = None, *, screen: bool = False) -> Attempt:
    """Run a command and judge it."""
    ended = Child(words, folder or Path.cwd(), screen=screen).ended()
    on = "a terminal, " if screen else ""
    return Attempt(f"{' '.join(words)[:200]!r} on {on}{told}", fault_of(words, ended, screen=screen))


def fault_of(words: Sequence[str], ended: Ended, *, screen: bool = False) -> str | None:
    """Return what is wrong with how a command ended, or None."""
    told = _STYLED.sub("", ended.told) if screen else ended.told
    data = words[0] == "export" and not screen  # to a pipe data go as they are
    markdown = words[0] in ("brief", "dossier") and (not screen or "--markdown" in words)
    faults = (
        (f"traceback: {told[-300:]!r}", _TRACEBACK in told),
        (f"ended by signal {-ended.code}", ended.code < 0),
        (f"exit code {ended.code}", ended.code not in CODES),
        ("exit code 2 without a word", ended.code == 2 and not told.strip()),
        (f"{_first(OBEYED, told)!r} printed", not data and OBEYED.search(told)),
        (f"{_first(FORGED, told)!r} in Markdown", markdown and FORGED.search(ended.out)),
        (f"took {ended.seconds:.0f} s", ended.seconds > SECONDS),
        (f"silent for {ended.silent:.1f} s", ended.silent > MOST_SILENT),
        ("a process lives on", ended.left),
    )
    return next((fault for fault, is_so in faults if is_so), None)


def _first(pattern: re.Pattern[str], told: str) -> str:
    found = pattern.search(told)
    return told[max(0, found.start() - 30) : found.end() + 10] if found else ""


class Ground:
    """A folder with a sound record and its reports, to try things in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "s").mkdir()
        (folder / "s" / "a.txt").write_text(TEXT, encoding="utf-8")
        (folder / "s" / "b.txt").write_text(TEXT.replace("Monday", "Friday"), encoding="utf-8")
        self.sound = folder / "sound.db"
        build([folder / "s"], into=self.sound, published="2024-03-04", workers=1)
        shutil.copytree(Path(__file__).parents[1] / "examples/nato-ukraine/models", folder / "models")
        self.look_up(self.sound)

    def look_up(self, record: Path) -> None:
        """Take the ids that calls name from a record."""
        with contextlib.closing(sqlite3.connect(record)) as opened:
            self.entry = str(opened.execute("SELECT id FROM entry ORDER BY id LIMIT 1").fetchone()[0])
            found = opened.execute("SELECT id FROM finding ORDER BY id LIMIT 1").fetchone()
            self.finding = str(found[0]) if found else "none"

    def words(self, line: str, record: Path) -> list[str]:
        """Return a line of the tables as the words of a call."""
        stand = {"R": str(record), "E": self.entry, "F": self.finding}
        return [stand.get(word, word) for word in line.split()]

    def copy(self, name: str = "spoilt.db") -> Path:
        """Return a copy of the sound record that may be spoilt."""
        for end in ("-wal", "-shm", "-journal"):
            self.folder.joinpath(name + end).unlink(missing_ok=True)
        return Path(shutil.copy(self.sound, self.folder / name))


def attempts(
    tried: Mapping[str, Kind], kind: str, seed: int, numbers: Iterable[int]
) -> Iterator[tuple[int, Attempt]]:
    """Yield how the calls of some goes at a kind went, each with its go's number."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            ground = Ground(Path(place))
            _loaded(ground)
            for number in numbers:
                for one in tried[kind](random.Random(f"{kind} {seed} {number}"), ground):
                    yield number, one
        finally:
            os.chdir(before)


def _loaded(ground: Ground) -> None:
    """Load all modules, and the compiled loops of models, so that no child has to."""
    for found in pkgutil.walk_packages(onrecord.__path__, "onrecord."):
        if not found.name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(found.name)
    model = next((ground.folder / "models").glob("*.toml"))
    for command in ("solve", "report"):
        CliRunner().invoke(importlib.import_module("onrecord.cli.main").commands, ["model", command, str(model)])


def run(tried: Mapping[str, Kind], what: str) -> None:
    """Go at the kinds that are named, or all, and print what did not hold; exit code 1 then."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("kinds", nargs="*", choices=[*tried, []], metavar="KIND")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200, help="goes; one of `names` is some 50 calls")
    parser.add_argument("--first", type=int, default=0, help="the number of the first go, as a fault tells it")
    asked = parser.parse_args()
    failed = 0
    for kind in asked.kinds or tried:
        goes = itertools.count(asked.first)
        calls = faulty = 0
        for number, one in attempts(tried, kind, asked.seed, itertools.islice(goes, asked.count)):
            calls += 1
            if one.fault:
                faulty += 1
                print(
                    f"  {kind} --seed {asked.seed} --first {number} --count 1: {one.what}: {one.fault}", flush=True
                )
        print(f"{kind}: {asked.count} goes, {calls} calls, {faulty} faulty (seed {asked.seed})", flush=True)
        failed += faulty
    sys.exit(1 if failed else 0)
