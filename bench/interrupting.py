"""Ctrl-C while `onrecord build` goes through a large file: how long it takes to end, and whether anything is lost.

    python bench/interrupting.py [--articles 10000] [--kinds warc factiva mailbox] [--moments 1 3 10 30]

Writes a web archive, an export of Factiva and a box of messages, each of so many made-up articles; begins a build
of each in processes of its own, and sends SIGINT to all of them, as a terminal does, after so many seconds; then
again, into the same record. Each time the record must open and hold the reports that it held before, and no
process may be left.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import archive

import press
from onrecord.record import open as open_record
from onrecord.record import stands

BOUND = 2.0  # seconds
# A shell that begins this in the background lets it pay no heed to SIGINT.
RUN = "import signal; signal.signal(2, signal.default_int_handler); from onrecord.cli import main; main()"


class Ended(NamedTuple):
    """How a build ended: in how many seconds after it was asked to, with which code and words."""

    seconds: float
    code: int
    words: str
    left: int


def write_box(target: Path, articles: int) -> None:
    """Write a box of messages."""
    chance = random.Random(18)
    with target.open("w", encoding="utf-8", newline="\n") as box:
        for number in range(articles):
            lines = [f"{' '.join(chance.choices(press.WORDS, k=12)).capitalize()}." for _ in range(20)]
            box.write(
                "From ann@gazette.example Tue Apr  6 10:00:00 2021\nFrom: The Gazette <ann@gazette.example>\n"
                f"Subject: Talks on weir {number}\nDate: Tue, 06 Apr 2021 10:00:00 +0000\n"
                f"Message-ID: <{number}@gazette.example>\n\n" + "\n".join(lines) + "\n\n"
            )


def files(folder: Path, articles: int, kinds: list[str]) -> dict[str, Path]:
    """Write the files; return them by kind."""
    made = {
        "warc": folder / "site.warc.gz",
        "factiva": folder / "factiva.html",
        "mailbox": folder / "letters.mbox",
    }
    made = {kind: made[kind] for kind in kinds}
    if "warc" in made:
        archive.write(made["warc"], articles)
    if "factiva" in made:
        press.write(made["factiva"], "html", articles)
    if "mailbox" in made:
        write_box(made["mailbox"], articles)
    return made


def interrupted(file: Path, record: Path, after: float) -> Ended:
    """Build a record of a file; ask it to end after so many seconds, as Ctrl-C does."""
    build = [sys.executable, "-c", RUN, "build", str(file), "--into", str(record)]
    process = subprocess.Popen(
        build,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(after)
    asked = time.perf_counter()
    os.killpg(process.pid, signal.SIGINT)
    _, words = process.communicate(timeout=120)
    seconds = time.perf_counter() - asked
    time.sleep(0.2)
    return Ended(seconds, process.returncode, words.strip(), left(process.pid))


def left(group: int) -> int:
    """Return how many processes of a group live."""
    alive = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        alive += int(of) == group and state != "Z"
    return alive


def reports_in(record: Path) -> set[str]:
    """Return the reports that a record holds, none where none stands."""
    if not stands(record):
        return set()
    with open_record(record) as opened:
        return {report.id for report in opened.reports()}


def main() -> None:
    """Interrupt builds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--kinds", nargs="+", default=["warc", "factiva", "mailbox"])
    parser.add_argument("--moments", nargs="+", type=float, default=[1, 3, 10, 30])
    given = parser.parse_args()
    slowest, faults = 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, file in files(folder, given.articles, given.kinds).items():
            record, held = folder / f"{kind}.db", set[str]()
            for (
                after
            ) in given.moments:  # the same record each time: every build goes on where the last one stopped
                ended = interrupted(file, record, after)
                now = reports_in(record)
                well = ended.code == 130 and ended.seconds < BOUND and not ended.left and held <= now
                faults += not well or "Traceback" in ended.words
                slowest = max(slowest, ended.seconds)
                print(
                    f"{kind:<8} after {after:>4g} s: ended in {ended.seconds:.2f} s with {ended.code}, "
                    f"{ended.left} processes left, {len(now)} reports in, {len(held - now)} lost"
                    f"{'' if well else ' FAULT: ' + ended.words[-500:]}",
                    flush=True,
                )
                held = now
    print(f"slowest {slowest:.2f} s, faults {faults}")


if __name__ == "__main__":
    main()
