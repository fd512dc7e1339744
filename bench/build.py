"""What a build costs: paired with the bare language pipeline, and as the number of reports grows.

    python bench/build.py pair [--data ../shared/data] [--reports 150] [--rounds 3]
    python bench/build.py grow [--data ../shared/data] [--sizes 100 1000 5000]

`pair` runs, in turn, `nlp.pipe` over the texts and `onrecord build` of the same texts with one worker, each as a
process of its own, and prints CPU seconds (user and system, children included) and their ratio, each round.
`grow` builds records of growing size with all cores and prints articles and words a second and peak memory
(largest process). Texts are the articles of PolNeAR's training part, taken again with another first line
where there are too few; without the corpus it says so and stops.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def texts(data: Path, count: int) -> list[str]:
    source = data / "attribution" / "polnear_train.text.jsonl"
    if not source.is_file():
        sys.exit(f"{source} is missing: name the folder of corpora with --data.")
    with source.open(encoding="utf-8") as lines:
        known = [json.loads(line)["text"] for line in lines]
    return [f"Report {n}.\n{known[n % len(known)]}" if n >= len(known) else known[n] for n in range(count)]


def write(folder: Path, many: list[str]) -> None:
    for number, text in enumerate(many):
        (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")


def bare(folder: str) -> None:
    import spacy

    from onrecord.parse import DEFAULT_PIPELINE

    nlp = spacy.load(DEFAULT_PIPELINE)
    for _ in nlp.pipe(path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))):
        pass


def run(command: list[str]) -> tuple[float, float, int]:
    """Return the wall seconds, CPU seconds and peak KiB of a command."""
    start = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def build_command(folder: str, record: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "onrecord", "build", folder, "--into", record, *more]


def pair(data: Path, reports: int, rounds: int) -> None:
    many = texts(data, reports)
    words = sum(len(text.split()) for text in many)
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        reports_folder = Path(folder) / "reports"
        reports_folder.mkdir()
        write(reports_folder, many)
        for number in range(rounds):
            _, bare_cpu, _ = run([sys.executable, __file__, "bare", str(reports_folder)])
            record = str(Path(folder) / f"{number}.db")
            _, build_cpu, _ = run(build_command(str(reports_folder), record, "--workers", "1"))
            ratios.append(build_cpu / bare_cpu)
            print(f"round {number + 1}: bare {bare_cpu:.1f} s, build {build_cpu:.1f} s, ratio {ratios[-1]:.2f}")
    print(f"{reports} reports, {words} words: ratio median {statistics.median(ratios):.2f} "
          f"(min {min(ratios):.2f}, max {max(ratios):.2f})")  # fmt: skip


def grow(data: Path, sizes: list[int]) -> None:
    for size in sizes:
        many = texts(data, size)
        words = sum(len(text.split()) for text in many)
        with tempfile.TemporaryDirectory() as folder:
            reports_folder = Path(folder) / "reports"
            reports_folder.mkdir()
            write(reports_folder, many)
            record = Path(folder) / "record.db"
            wall, cpu, peak = run(build_command(str(reports_folder), str(record)))
            print(
                f"{size} reports: {wall:.0f} s wall, {cpu:.0f} s CPU, {size / wall:.1f} articles/s, "
                f"{words / wall:.0f} words/s, peak {peak / 1024:.0f} MiB, record {record.stat().st_size >> 20} MiB"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pair", "grow", "bare"])
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[1] / ".." / "shared" / "data")
    parser.add_argument("--reports", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000])
    given = parser.parse_args()
    if given.what == "bare":
        bare(given.folder)
    elif given.what == "pair":
        pair(given.data, given.reports, given.rounds)
    else:
        grow(given.data, given.sizes)


if __name__ == "__main__":
    main()
