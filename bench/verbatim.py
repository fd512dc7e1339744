"""Every citation of every entry equals the text at its offsets: on all prose of the corpora, with no crash.

    python bench/verbatim.py [--data ../shared/data] [--limit N]

Runs the whole first half on every text under the corpora folder and checks each citation against the text. Prints
counts, and each failure; exits 1 if there is any.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.taking import take_all

if TYPE_CHECKING:
    from collections.abc import Iterator

CSV_TEXT = ("text", "sentence", "Sentence", "edu")


def prose(data: Path) -> Iterator[tuple[str, str]]:
    """Yield a name and a text for everything in the corpora that is prose."""
    for path in sorted(data.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                if isinstance(row.get("text"), str) and row["text"].strip():
                    yield f"{path.stem}-{number}", row["text"]
                elif isinstance(row.get("sentences"), list):
                    sentences = (
                        " ".join(s["tokens"]) for s in row["sentences"] if isinstance(s, dict) and "tokens" in s
                    )
                    yield f"{path.stem}-{number}", "\n".join(sentences)
    for path in sorted(data.rglob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            rows = list(csv.DictReader(lines))
        column = next((name for name in CSV_TEXT if rows and name in rows[0]), None)
        if column:
            yield path.stem, "\n".join(row[column] or "" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[1] / ".." / "shared" / "data")
    parser.add_argument("--limit", type=int, help="only the first so many texts of each kind")
    given = parser.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data} is missing: name the folder of corpora with --data.")
    sys.exit(check(given.data, given.limit))


def check(data: Path, limit: int | None) -> int:
    import tempfile

    reports = entries = citations = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, text) in enumerate(prose(data)):
            if limit and number >= limit:
                break
            Path(folder, f"{name}.txt").write_bytes(text.encode("utf-8", "replace"))
        sources = [item for item in find([folder]) if isinstance(item, Source)]
        for source, taken in zip(sources, take_all(sources, Ingest()), strict=True):
            extraction = taken.extraction
            if extraction is None:
                print(f"{source.path}: {[str(problem) for problem in taken.problems]}")
            else:
                reports += 1
                for entry in extraction.entries:
                    entries += 1
                    for citation in entry.citations():
                        citations += 1
                        if not citation.found_in(extraction.report):
                            wrong += 1
                            print(f"{source.path}: {citation}")
                for time in extraction.times:
                    citations += 1
                    wrong += not time.citation.found_in(extraction.report)
                for problem in extraction.problems:
                    if problem.kind in ("not verbatim", "extractor"):
                        wrong += 1
                        print(problem)
    print(f"{reports} of {len(sources)} reports, {entries} entries, {citations} citations, {wrong} wrong")
    share = math.floor(1000 * (citations - wrong) / max(1, citations)) / 1000  # 1.000 is all of them
    print(f"verbatim {share:.3f}")
    return 1 if wrong or reports < len(sources) else 0


if __name__ == "__main__":
    main()
