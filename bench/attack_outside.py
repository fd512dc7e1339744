"""Attacks from outside a call: kills, a full disk at every write, two makers beside readers.

    python bench/attack_outside.py [KIND ...] [--seed N] [--count N] [--first N]

The kinds beside those of `bench/attack.py`, judged alike. A full disk needs root, for a file system of a few MB,
and is left out with a sentence for others.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attacking import Attempt, Child, Ended, Ground, called, fault_of, run

from onrecord import record as records

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.attacking import Kind

SMALL_DISK = 3  # MB
PAGE = 4096
WHEN = ("2024-03-04", "2024-03-05")
WRITING = (
    "build s --into R --published 2024-03-05 --workers 1", "correct reject R E --who me --why tried",
    "correct import R c.toml", "mark tag R E checked --who me", "forget R s/b.txt --yes",
    "export R --into P/out.csv", "export R --format datapackage --into P/out.zip", "export R --into P/out.xlsx",
    "report R -o P/out.html", "share R --into P/shared.db", "init s --into P/out.toml",
    "build s --into P/new.db --published 2024-03-04 --workers 1", "build s --shard 1/1 --into P/parts --workers 1",
)  # fmt: skip
_KEPT = {"accept", "reject"}  # who rejects what was accepted has taken the first word back
_STOOD = "what stood there before"


def kills(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """A build, a correction, an import, an export or a forgetting that is killed at a drawn moment."""
    whole = _corrected(ground)
    line = chance.choice((
        "build s --into R --published 2024-03-04 --workers 2",
        "build s --into R --published 2024-03-05 --workers 1",
        "build s --into new.db --published 2024-03-04 --workers 2", *WRITING[1:9],
    )).replace("P/", "")  # fmt: skip
    record = ground.copy()
    new = ground.folder / "new.db"
    new.unlink(missing_ok=True)
    _lay(ground.folder)
    words = ground.words(line, record)
    child = Child(words, ground.folder)
    time.sleep(chance.uniform(0.0, _usual(ground, line)))
    how = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
    whom = chance.choice(("it alone", "its group", "a worker of it"))
    child.kill(how, whom)
    ended = child.ended()
    told = f"{line} {how.name} to {whom}"
    yield Attempt(told, _after_a_kill(ground, record, whole, line, ended))
    if line.startswith("build"):
        yield Attempt(f"again after {told}", _again(words, ground, new if "new.db" in line else record))


def _corrected(ground: Ground) -> str:
    """Lay a correction into the sound record, once; return what its content is then."""
    corrections = ground.folder / "c.toml"
    with records.open(ground.sound, write=True) as opened:
        if not corrections.exists():
            opened.corrections.accept(ground.entry, who="me", why="tried")
            corrections.write_text(opened.corrections.as_text(), encoding="utf-8")
        return opened.content_digest()


def _usual(ground: Ground, line: str) -> float:
    """Return how long a call takes that nobody kills, measured once, and a little more."""
    taken: dict[str, float] = ground.__dict__.setdefault("taken", {})
    if line not in taken:
        begun = time.monotonic()
        Child(ground.words(line, ground.copy("timed.db")), ground.folder).ended()
        taken[line] = 1.1 * (time.monotonic() - begun)
    return taken[line]


def _lay(folder: Path) -> None:
    """Lay a file under each name that is written to."""
    for name in ("out.csv", "out.zip", "out.xlsx", "out.html"):
        (folder / name).write_text(_STOOD, encoding="utf-8")
    for name in ("shared.db", "out.toml", "new.db"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "parts", ignore_errors=True)


def _after_a_kill(ground: Ground, record: Path, whole: str, line: str, ended: Ended) -> str | None:
    """Return what is wrong after somebody who worked on a record was killed."""
    if ended.left:
        return "a worker lives on"
    if "Traceback" in ended.told:
        return f"traceback: {ended.told[-300:]!r}"
    try:
        with records.open(record, write=True) as opened:
            kept = {one.kind.value for one in opened.corrections.all()}
            digest = opened.content_digest()
    except records.NotARecord as error:
        return str(error)
    if fault := _unsound(record):
        return fault
    if not kept & _KEPT and "forget" not in line:
        return "a correction is gone"
    if "--into R" not in line and "correct" not in line and "mark" not in line and "forget" not in line:
        return "reading changed it" if digest != whole else _half(ground.folder)
    beside = [one.name for one in record.parent.iterdir() if one.name.startswith("spoilt.db-")]
    return f"left beside it: {beside}" if beside else _half(ground.folder)


def _unsound(record: Path) -> str | None:
    with contextlib.closing(sqlite3.connect(record)) as opened:
        opened.create_function("fold", 1, str.casefold)
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok" or opened.execute("PRAGMA foreign_key_check").fetchall():
            return f"not sound: {sound}"
    return None


_ENDS = {"out.csv": b"\n", "out.html": b"</html>\n"}


def _half(folder: Path) -> str | None:
    """Return which file is neither what stood there before nor a whole new one."""
    for name in ("out.csv", "out.zip", "out.xlsx", "out.html"):
        file = folder / name
        data = file.read_bytes() if file.exists() else b""
        whole = data.endswith(_ENDS[name]) if name in _ENDS else data[-22:-18] == b"PK\x05\x06"
        if data != _STOOD.encode() and not whole:
            return f"{name} is half: {data[-40:]!r}"
    for name in ("shared.db", "new.db"):
        if (folder / name).exists():
            with contextlib.closing(sqlite3.connect(folder / name)) as opened:
                opened.create_function("fold", 1, str.casefold)
                if opened.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    return f"{name} is half"
    return None


def _again(words: list[str], ground: Ground, record: Path) -> str | None:
    """Build once more, unkilled; return what differs from a build that was never killed."""
    if fault := fault_of(words, Child(words, ground.folder).ended()):
        return fault
    other = [f"{word}.never.db" if word == str(record) or word == "new.db" else word for word in words]
    digests: dict[str, str] = ground.__dict__.setdefault("digests", {})
    key = " ".join(words)
    if key not in digests:
        ground.copy("spoilt.db.never.db")
        (ground.folder / "new.db.never.db").unlink(missing_ok=True)
        Child(other, ground.folder).ended()
        name = "new.db.never.db" if record.name == "new.db" else "spoilt.db.never.db"
        digests[key] = _digest(ground.folder / name)
    return None if _digest(record) == digests[key] else "it is not what an unkilled build makes"


def _digest(record: Path) -> str:
    with records.open(record) as opened:
        return opened.content_digest()


def full_disks(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Every command that writes, on a file system with room for a drawn number of pages: full at any write."""
    place = ground.folder / "small"
    place.mkdir(exist_ok=True)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}m", "none", str(place)], check=False, capture_output=True
    ).returncode == 0  # fmt: skip
    if not mounted:
        print("full-disks: left out, since only root may mount a file system.", flush=True)
        return
    try:
        line = chance.choice(WRITING)
        _corrected(ground)
        record = Path(shutil.copy(ground.sound, place / "r.db"))
        _lay(place)
        before, stood = _content(record), {file: file.read_bytes() for file in place.glob("out.*")}
        filler = place / "filler"
        with contextlib.suppress(OSError), filler.open("wb") as opened:
            opened.write(bytes(SMALL_DISK << 20))
        left = PAGE * chance.randrange(_needed(ground, line) + 2)
        os.truncate(filler, max(0, filler.stat().st_size - left))
        words = [word.replace("P/", f"{place}/") for word in ground.words(line, record)]
        attempt = called(words, f"a disk with {left} bytes left", ground.folder)
        filler.unlink()
        yield Attempt(f"{line} {attempt.what}", attempt.fault or _whole(place, record, before, stood))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def _needed(ground: Ground, line: str) -> int:
    """Return how many pages a call takes at the most where there is room, measured once."""
    taken: dict[str, int] = ground.__dict__.setdefault("pages", {})
    if line not in taken:
        place = ground.folder / "roomy"
        place.mkdir()
        record = Path(shutil.copy(ground.sound, place / "r.db"))
        before = record.read_bytes()
        Child([word.replace("P/", f"{place}/") for word in ground.words(line, record)], ground.folder).ended()
        made = [file.stat().st_size for file in place.rglob("*") if file.is_file() and file != record]
        taken[line] = sum(-(-size // PAGE) for size in made)
        if record.read_bytes() != before:
            taken[line] += 2 * record.stat().st_size // PAGE
        shutil.rmtree(place)
    return taken[line]


def _content(record: Path) -> set[str]:
    with records.open(record) as opened:
        return {line.entry.id for line in opened.lines(records.Filter(rejected=True, retired=True))}


def _whole(place: Path, record: Path, before: set[str], stood: dict[Path, bytes]) -> str | None:
    """Return what is wrong with a record, and with what stood beside it, after a write that had no room."""
    with records.open(record, write=True) as opened:
        reports = {report.path for report in opened.reports()}
        kept = {one.kind.value for one in opened.corrections.all()}
    gone = len(before - _content(record))
    if gone and len(reports) == 2:
        return f"{gone} entries are gone"
    if not kept & _KEPT and len(reports) == 2:
        return "a correction is gone"
    if left := [one.name for one in place.rglob(".*") if one.name.endswith(".part")]:
        return f"left behind: {left}"
    lost = [file.name for file in stood if not file.exists()]
    return _unsound(record) or (f"gone: {lost}" if lost else _half(place))


def two_at_once(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Two makers of one new record, and readers beside whoever writes."""
    commands = ["statements", "brief", "timeline", "reports", "positions", "export", "actors", "changes"]
    record = ground.folder / "shared.db"
    for end in ("", "-wal", "-shm", "-journal"):
        record.with_name(record.name + end).unlink(missing_ok=True)
    line = ["build", "s", "--into", str(record), "--published", "2024-03-04", "--workers", "1"]
    second = chance.choice(
        (line, ["correct", "reject", str(record), ground.entry, "--who", "me", "--why", "tried"])
    )
    makers = [Child(line, ground.folder)]
    time.sleep(chance.uniform(0.0, _usual(ground, "build s --into new.db --published 2024-03-04 --workers 1")))
    makers.append(Child(second, ground.folder))
    readers = []
    while any(maker.running() for maker in makers):
        if record.exists():
            readers.append(called([chance.choice(commands), str(record)], "a reader beside a writer"))
        time.sleep(0.02)
    yield from readers
    told = [maker.ended() for maker in makers]
    codes = [one.code for one in told]
    fault = None
    if codes not in ([0, 0], [0, 2], [2, 0]):
        fault = f"exit codes {codes}: {[one.told for one in told]}"
    elif any("Traceback" in one.told or "disk is full" in one.told for one in told):
        fault = str([one.told for one in told])
    else:
        fault = called(["reports", str(record)], "what two made").fault or _unsound(record)
    yield Attempt(f"two at {record.name}: {second[0]}", fault)


KINDS: dict[str, Kind] = {"kills": kills, "full-disks": full_disks, "two-at-once": two_at_once}


if __name__ == "__main__":
    run(KINDS, __doc__.splitlines()[0])
