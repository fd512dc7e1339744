"""Attacks from outside a call: hostile names in all that is printed, kills, a full disk, two makers, long runs.

    python bench/attack_outside.py [KIND ...] [--seed N] [--count N]

The kinds beside those of `bench/attack.py`, judged alike. Builds are processes of their own; a full disk needs
root, for a file system of a few MB, and is left out with a sentence for others.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.attack import HOSTILE, READING, TEXT, Attempt, Ground, called, run

from onrecord import record as records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SMALL_DISK = 3  # MB


def names(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Hostile names and words in reports, lists, dispute files and model files, through every command."""
    sayable = [word for word in HOSTILE if word.strip() and "\ud800" not in word and len(word) < 200]
    while True:
        place = ground.folder / "named"
        shutil.rmtree(place, ignore_errors=True)
        (place / "s").mkdir(parents=True)
        word, other = chance.choice(sayable), chance.choice(sayable)
        row = {
            "text": f"{TEXT}\n{word} Prime Minister Abel {other} Tesh of Egypt said {word} talks had failed.\n",
            "title": f"{word} {other}",
            "outlet": other,
            "url": f"https://example.org/{word}",
            "date": "2024-01-02",
        }
        name = "".join(letter for letter in f"a{word}b"[:40] if letter not in "/\0")
        (place / "s" / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
        (place / "s" / "b.txt").write_text(TEXT.replace("Egypt", "Sudan"), encoding="utf-8")
        said = json.dumps(other.replace("\0", ""))
        (place / "dispute.toml").write_text(
            f'name = "a"\ntitle = {json.dumps(word)}\nsources = ["s"]\n[[actor]]\nid = "tesh"\nkind = "person"\n'
            f'name = {said}\nparty = "egypt"\naliases = ["Tesh"]\n'
            f'[[issue]]\nid = "i"\nname = {said}\nwords = ["talks"]\n',
            encoding="utf-8",
        )
        record = place / "r.db"
        with contextlib.suppress(records.InvalidFilter):
            yield called(["build", str(place), "--into", str(record), "--workers", "1"], f"{word!r} {other!r}")
        if not record.exists():
            continue
        with records.open(record) as opened:
            entry = next(opened.lines()).entry.id
            found = next(opened.findings(), None)
        ground.entry, ground.finding = entry, found.id if found else "none"
        for line in (*READING, "show R E --why", "forget R b.txt --yes"):
            yield called(ground.words(line, record), f"names {word!r} {other!r}")


def _run(words: list[str], folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", *words],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kills(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """A build, a correction, an import, an export or a forgetting that is killed at a drawn moment."""
    corrections = ground.folder / "c.toml"
    with records.open(ground.sound, write=True) as opened:
        opened.corrections.accept(ground.entry, who="me", why="tried")
        corrections.write_text(opened.corrections.as_text(), encoding="utf-8")
        whole = opened.content_digest()
    lines = (
        "build s --into R --published 2024-03-04 --workers 2",
        "build s --into R --published 2024-03-05 --workers 1",
        "correct reject R E --who me --why tried", "correct import R c.toml", "export R --into out.csv",
        "forget R s/b.txt --yes", "report R -o report.html",
    )  # fmt: skip
    while True:
        record, line = ground.copy(), chance.choice(lines)
        begun = _run(ground.words(line, record), ground.folder)
        time.sleep(chance.uniform(0.05, 4.0))
        how = chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        group = chance.random() < 0.5
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(begun.pid, how)
        _, told = begun.communicate(timeout=120)
        orphans = _in_group(begun.pid)
        yield Attempt(f"{line} {how.name} group={group}", _after(record, whole, line, told, orphans))


def _in_group(group: int) -> list[int]:
    """Return who of a group of processes is still there a moment after its leader has ended."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return []
        time.sleep(0.05)
    return [group]


def _after(record: Path, whole: str, line: str, told: str, orphans: list[int]) -> str | None:
    """Return what is wrong with a record after somebody who worked on it was killed."""
    if orphans:
        return "a worker lives on"
    if "Traceback" in told:
        return f"traceback: {told[-200:]}"
    try:
        with records.open(record, write=True) as opened:
            kept = [one.kind.value for one in opened.corrections.all()]
            digest = opened.content_digest()
    except records.NotARecord as error:
        return str(error)
    with contextlib.closing(sqlite3.connect(record)) as opened:
        opened.create_function("fold", 1, str.casefold)
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok" or opened.execute("PRAGMA foreign_key_check").fetchall():
            return f"not sound: {sound}"
    if "accept" not in kept and "reject" not in line and "forget" not in line:
        return "a correction is gone"
    if line.startswith(("export", "report")) and digest != whole:
        return "reading changed it"
    beside = [one.name for one in record.parent.iterdir() if one.name.startswith("spoilt.db-")]
    return f"left beside it: {beside}" if beside else None


def full_disks(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Every command that writes, on a file system with room for a drawn number of bytes."""
    place = ground.folder / "small"
    place.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}m", "none", str(place)], check=False, capture_output=True
    ).returncode == 0  # fmt: skip
    if not mounted:
        print("full-disks: left out, since only root may mount a file system.", flush=True)
        return
    lines = (
        "build s --into R --published 2024-03-05 --workers 1", "correct reject R E --who me --why tried",
        "export R --into P/out.csv", "export R --format datapackage --into P/out.zip", "report R -o P/report.html",
        "forget R s/b.txt --yes",
    )  # fmt: skip
    try:
        while True:
            for file in place.iterdir():
                file.unlink()
            record = Path(shutil.copy(ground.sound, place / "r.db"))
            before = _content(record)
            filler = place / "filler"
            with contextlib.suppress(OSError), filler.open("wb") as opened:
                opened.write(bytes(SMALL_DISK << 20))
            left = chance.choice((0, 4096, 40_000, 200_000))
            os.truncate(filler, max(0, filler.stat().st_size - left))
            words = [word.replace("P/", f"{place}/") for word in ground.words(chance.choice(lines), record)]
            attempt = called(words, f"a disk with {left} bytes left")
            fault = attempt.fault
            filler.unlink()
            if fault is None:
                fault = _whole(record, before)
            leftover = [one.name for one in place.iterdir() if one.name.endswith(".part")]
            yield Attempt(attempt.what, fault or (f"left behind: {leftover}" if leftover else None))
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def _content(record: Path) -> set[str]:
    with records.open(record) as opened:
        return {line.entry.id for line in opened.lines(records.Filter(rejected=True, retired=True))}


def _whole(record: Path, before: set[str]) -> str | None:
    """Return what is wrong with a record after a write that had no room."""
    with records.open(record, write=True) as opened:
        reports = {report.path for report in opened.reports()}
    with contextlib.closing(sqlite3.connect(record)) as opened_raw:
        opened_raw.create_function("fold", 1, str.casefold)
        sound = opened_raw.execute("PRAGMA integrity_check").fetchone()[0]
    if sound != "ok":
        return f"not sound: {sound}"
    gone = len(before - _content(record))
    return f"{gone} entries are gone" if gone and len(reports) == 2 else None


def two_at_once(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Two makers of one new record, and readers beside whoever writes."""
    commands = ["statements", "brief", "timeline", "reports", "positions"]
    while True:
        record = ground.folder / "shared.db"
        for end in ("", "-wal", "-shm", "-journal"):
            record.with_name(record.name + end).unlink(missing_ok=True)
        line = ["build", "s", "--into", str(record), "--published", "2024-03-04", "--workers", "1"]
        makers = [_run(line, ground.folder)]
        time.sleep(chance.uniform(0.0, 1.5))
        makers.append(_run(line, ground.folder))
        readers = []
        while any(maker.poll() is None for maker in makers):
            if record.exists():
                readers.append(called([chance.choice(commands), str(record)], "a reader beside a writer"))
            time.sleep(0.3)
        yield from readers
        told = [maker.communicate()[1] for maker in makers]
        codes = sorted(maker.returncode for maker in makers)
        fault = None
        if codes not in ([0, 0], [0, 2]):
            fault = f"exit codes {codes}: {told}"
        elif any("Traceback" in one or "disk is full" in one for one in told):
            fault = str(told)
        else:
            fault = called(["reports", str(record)], "what two made").fault
        yield Attempt("two makers of one record", fault)


def long_runs(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """Many small reports through one process: memory after a tenth of them and at the end within 5 %."""
    from onrecord.taking import take_all, work_named

    del chance
    count = int(os.environ.get("ATTACK_REPORTS", "2000"))
    place = ground.folder / "many.jsonl"
    with place.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({"text": f"{TEXT}\nReport {number}.", "date": "2024-03-04"}) + "\n")
    work = work_named([str(place)])
    begun = after = 0
    for number, _ in enumerate(take_all(work.sources, work.ingest, workers=1), 1):
        if number == count // 10:
            begun = _resident()
        after = _resident() if number == count else after
    grown = after / begun - 1 if begun else 1.0
    what = f"{count} reports: {begun >> 20} MB after a tenth, {after >> 20} MB at the end"
    print(what, flush=True)
    yield Attempt(what, f"grew by {grown:.0%}" if grown > 0.05 else None)


def _resident() -> int:
    """Return the memory that this process has resident, in bytes."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()


KINDS: dict[str, Callable[[random.Random, Ground], Iterator[Attempt]]] = {
    "names": names,
    "kills": kills,
    "full-disks": full_disks,
    "two-at-once": two_at_once,
    "long-runs": long_runs,
}


def attempts(kind: str, seed: int, count: int) -> Iterator[Attempt]:
    """Yield how so many calls of a kind went, in a folder of their own that is gone afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        os.chdir(place)
        try:
            tried = KINDS[kind](random.Random(f"{kind} {seed}"), Ground(Path(place)))
            yield from itertools.islice(tried, count)
        finally:
            del tried  # what it has mounted goes with it
            os.chdir(before)


if __name__ == "__main__":
    run(KINDS, attempts, __doc__.splitlines()[0])
