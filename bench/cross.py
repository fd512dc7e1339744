"""What comparing finds, against a hand-made table of what some reports say side by side.

    python bench/cross.py [TABLE.json [SCORER.py]] [--errors]        the project's sample
    python bench/cross.py korea|zimbabwe --texts POOL/texts          a table of training/crossed

The sample is built by its folder of reports, without the dispute file. Its table, the scorer and the texts of the
other tables are not part of the project: they are found by path.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "nato-ukraine" / "reports"
CROSSED = ROOT / "training" / "crossed"
SHARED = Path("../shared")


def main() -> None:
    given = asked(__doc__ or "").parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table, extracted, record = made(given, Path(folder))
        found = Path(folder) / "findings.jsonl"
        found.write_bytes(onrecord("findings", str(record), "--json"))
        kinds = Counter(json.loads(line)["kind"] for line in found.read_text(encoding="utf-8").splitlines())
        print("findings shown:", ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
        errors = ["--errors"] if given.errors else []
        sys.stdout.flush()
        subprocess.run([sys.executable, given.scorer, table, extracted, found, *errors], check=True)


def asked(about: str) -> argparse.ArgumentParser:
    """Return what reads which table is meant, and where its scorer and its texts lie."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="?", default=str(SHARED / "gold" / "cross_sample.json"))
    parser.add_argument("scorer", type=Path, nargs="?", default=SHARED / "score" / "cross.py")
    parser.add_argument("--texts", type=Path, default=SHARED / "data" / "pool" / "texts", help="the pool's texts")
    parser.add_argument("--errors", action="store_true", help="name what is missed and what is wrong")
    return parser


def made(given: argparse.Namespace, folder: Path) -> tuple[Path, Path, Path]:
    """Return a table with its words, what is extracted of its reports, and a record of them."""
    own = CROSSED / f"{given.table}.json"
    for needed in (given.texts if own.exists() else Path(given.table), given.scorer):
        if not needed.exists():
            sys.exit(f"{needed} is missing: name the hand-made table and the scorer that reads it.")
    table, reports = with_words(own, given.texts, folder) if own.exists() else (Path(given.table), [SAMPLE])
    sources = [*map(str, reports), *dated(reports, given.texts, folder)]
    record, extracted = folder / "r.db", folder / "extract.jsonl"
    onrecord("build", *sources, "--into", str(record), "--workers", "1")
    extracted.write_bytes(onrecord("extract", *sources, "--workers", "1"))
    return table, extracted, record


def with_words(own: Path, texts: Path, folder: Path) -> tuple[Path, list[Path]]:
    """Return a table of the project with the words put back, and the reports that it is of."""
    command = [sys.executable, str(CROSSED / "standoff.py"), "give", str(own), "--texts", str(texts)]
    subprocess.run([*command, "--into", str(folder / "table")], check=True)
    table = folder / "table" / own.name
    return table, [texts / name for name in json.loads(table.read_text(encoding="utf-8"))["reports"]]


def dated(reports: list[Path], texts: Path, folder: Path) -> list[str]:
    """Return the options that give reports of the pool the days on which they appeared, where its index tells."""
    index = texts.parent / "index.jsonl"
    names = {path.name for path in reports}
    rows = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()] if index.exists() else []
    days = [
        (str(texts / row["doc"]), row["published"]) for row in rows if row["doc"] in names and row["published"]
    ]
    if not days:
        return []
    with (folder / "dates.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("path", "date"), *days])
    return ["--published-from", str(folder / "dates.csv")]


def onrecord(*words: str) -> bytes:
    """Run a command; return what it prints."""
    return subprocess.run([sys.executable, "-m", "onrecord", *words], check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    main()
