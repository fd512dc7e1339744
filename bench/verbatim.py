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
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.taking import take_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.extraction import Extraction

CSV_TEXT = ("text", "sentence", "Sentence", "edu")


def text_of(row: dict[str, Any]) -> str | None:
    """Return the text of a row, or its sentences put together; None where it has neither."""
    if isinstance(row.get("text"), str) and row["text"].strip():
        return str(row["text"])
    if not isinstance(row.get("sentences"), list):
        return None
    parted = (one for one in row["sentences"] if isinstance(one, dict) and "tokens" in one)
    return "\n".join(" ".join(one["tokens"]) for one in parted)


def prose(data: Path) -> Iterator[tuple[str, str]]:
    """Yield a name and a text for everything in the corpora that is prose."""
    for path in sorted(data.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                text = text_of(json.loads(line))
                if text is not None:
                    yield f"{path.stem}-{number}", text
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

    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in islice(prose(data), limit or None):
            Path(folder, f"{name}.txt").write_bytes(text.encode("utf-8", "replace"))
        sources = [item for item in find([folder]) if isinstance(item, Source)]
        for source, taken in zip(sources, take_all(sources, Ingest()), strict=True):
            if taken.extraction is None:
                print(f"{source.path}: {[str(problem) for problem in taken.problems]}")
            else:
                look_through(source.path, taken.extraction, counts)
    reports, citations, wrong = counts["reports"], counts["citations"], counts["wrong"]
    print(
        f"{reports} of {len(sources)} reports, {counts['entries']} entries, {citations} citations, {wrong} wrong"
    )
    share = math.floor(1000 * (citations - wrong) / max(1, citations)) / 1000  # 1.000 is all of them
    print(f"verbatim {share:.3f}")
    return 1 if wrong or reports < len(sources) else 0


def look_through(path: str, extraction: Extraction, counts: Counter[str]) -> None:
    """Count the citations of a report, and those whose words do not stand there."""
    cited = [citation for entry in extraction.entries for citation in entry.citations()]
    misquoted = [citation for citation in cited if not citation.found_in(extraction.report)]
    misdated = sum(not time.citation.found_in(extraction.report) for time in extraction.times)
    told = [problem for problem in extraction.problems if problem.kind in ("not verbatim", "extractor")]
    for citation in misquoted:
        print(f"{path}: {citation}")
    for problem in told:
        print(problem)
    counts["reports"] += 1
    counts["entries"] += len(extraction.entries)
    counts["citations"] += len(cited) + len(extraction.times)
    counts["wrong"] += len(misquoted) + misdated + len(told)


if __name__ == "__main__":
    main()
