"""What a whole build of one web archive of many articles needs: memory of each process as it goes on, seconds.

    python bench/building_memory.py [--articles 10000] [--workers 2]

Writes a WARC of short made-up pages, no two alike, and builds a record of it as a user does; looks at the
resident memory of all its processes twice a second, and prints a line for each tenth of the reports that are in,
then one for comparing them.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import archive

from onrecord.core.problem import OnRecordError
from onrecord.record import open as open_record
from onrecord.record import stands

PLACES = [
    *(
        "Mali",
        "Peru",
        "Chad",
        "Laos",
        "Oman",
        "Fiji",
        "Cuba",
        "Iran",
        "Nepal",
        "Kenya",
        "Ghana",
        "Chile",
        "Qatar",
        "Gabon",
    )
]
MATTERS = [
    *("the dam", "the border", "the truce", "the harbour", "the treaty", "grain", "the prisoners", "the embargo")
]
DEEDS = [*("rejected", "welcomed", "demanded", "offered", "postponed", "criticised", "proposed", "cancelled")]


def page(number: int, chance: random.Random) -> bytes:
    """A page of three sentences."""
    one, other = chance.sample(PLACES, 2)
    matters, day = chance.choices(MATTERS, k=3), f"{chance.randint(1, 28)} {chance.choice(['March', 'May'])} 2021"
    lines = (
        f"The minister of {one} said in report {number} that talks with {other} on {matters[0]} would go on.",
        f"{other} {chance.choice(DEEDS)} a plan for {matters[1]} on {day}.",
        f"Its envoy, who spoke to {chance.randint(12, 900)} reporters, asked {one} to open {matters[2]} again.",
    )
    prose = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><article><h1>Report {number}</h1>{prose}</article></body></html>".encode()


def memory(top: int) -> tuple[int, list[int]]:
    """Return the resident memory of a process, and of each below it, in MiB."""
    found: dict[int, int] = {}
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, KeyError, ValueError):
            said = dict(
                line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line
            )
            number = int(said["Pid"])
            parents[number], found[number] = int(said["PPid"]), int(said["VmRSS"].split()[0]) >> 10
    return found.get(top, 0), [size for number, size in found.items() if parents[number] == top]


def reports_in(record: Path) -> int:
    """Return how many reports a record holds."""
    if not stands(record):
        return 0
    with suppress(OnRecordError), open_record(record) as opened:
        return sum(1 for _ in opened.reports())
    return 0


def main() -> None:
    """Build, and look on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    chance = random.Random(18)
    with tempfile.TemporaryDirectory() as name:
        file, record = Path(name) / "site.warc.gz", Path(name) / "r.db"
        with file.open("wb") as target:
            for number in range(given.articles):
                address = f"https://gazette.example/{number}"
                target.write(archive.record(address, "text/html; charset=utf-8", page(number, chance)))
        run = [
            sys.executable,
            "-c",
            "from onrecord.cli import main; main()",
            "build",
            str(file),
            "--into",
            str(record),
        ]
        started = time.perf_counter()
        with (Path(name) / "told").open("wb") as told:
            build = subprocess.Popen([*run, "--workers", str(given.workers)], stdout=told, stderr=told)
            watch(build, record, given.articles, started)
        print((Path(name) / "told").read_text(encoding="utf-8")[-300:].strip())
        took, size = time.perf_counter() - started, record.stat().st_size >> 20
        print(f"ended with {build.returncode} after {took:.0f} s, record {size} MiB")


def watch(build: subprocess.Popen[bytes], record: Path, articles: int, started: float) -> None:
    """Print the most memory of each stretch of a build."""
    top = worker = 0
    tenth, looked = 1, 0.0
    while build.poll() is None:
        time.sleep(0.5)
        own, below = memory(build.pid)
        top, worker = max(top, own), max([worker, *below])
        if time.perf_counter() - looked > 10:
            looked = time.perf_counter()
            if (held := reports_in(record)) * 10 >= tenth * articles and tenth <= 10:
                far = f"{held:>6} reports, {looked - started:>5.0f} s"
                print(f"{far}: parent {top} MiB, largest worker {worker} MiB", flush=True)
                top = worker = 0
                tenth = held * 10 // articles + 1
    print(f"to the end, comparing: parent {top} MiB, largest worker {worker} MiB")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    main()
