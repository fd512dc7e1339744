"""What cleaning takes away from real reports: how much, of what kind, and whether annotators had marked any of it.

Usage: python bench/clean.py [DATA] [--show KIND] [--limit N]

DATA holds the corpora (default: ../shared/data beside the checkout). With `--show`, print what was taken away, to
be read by a person.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.clean import clean
from onrecord.core.identity import report_id
from onrecord.core.report import PassageKind, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parents[1]
TEXTS = {
    "PolNeAR train": ("attribution/polnear_train.text.jsonl", "attribution/polnear_train.gold.jsonl"),
    "PolNeAR dev": ("attribution/polnear_dev.text.jsonl", "attribution/polnear_dev.gold.jsonl"),
    "CED-1K dev": ("attribution/ced1k_dev.text.jsonl", "attribution/ced1k_dev.gold.jsonl"),
    "TimeBank": ("time/timebank.jsonl", None),
    "AQUAINT": ("time/aquaint.jsonl", None),
    "MEANTIME dev": ("time/meantime_dev.docs.jsonl", None),
    "T17 Egypt": ("timelines/articles_egypt.jsonl", None),
    "T17 Libya": ("timelines/articles_libya.jsonl", None),
}


def rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def marked_spans(file: Path) -> dict[str, list[tuple[int, int]]]:
    """Return, for each document, the spans that annotators marked: what was said, by whom, by what word."""
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows(file):
        for part in ("content", "source", "cue"):
            spans[row["doc_id"]].extend((start, end) for start, end in row.get(part) or ())
    return spans


def measure(name: str, data: Path, shown: str | None, limit: int) -> None:
    texts, gold = TEXTS[name]
    marked = marked_spans(data / gold) if gold else {}
    taken: Counter[str] = Counter()
    letters = Counter[str]()
    hit: list[str] = []
    total = sum(map(len, marked.values()))
    spent = 0.0
    count = 0
    for row in rows(data / texts):
        if count >= limit:
            break
        count += 1
        key = row.get("doc_id") or row["id"]
        report = Report(report_id(key, row["text"]), key, row["text"])
        started = time.process_time()
        report = clean(report).items[0]
        spent += time.process_time() - started
        letters["all"] += len(report.text)
        for passage in report.passages:
            if passage.is_read:
                continue
            why = passage.why if passage.kind is PassageKind.FURNITURE else f"unread: {passage.why}"
            words = report.text[passage.start : passage.end]
            taken[why] += 1
            letters["taken"] += len(words)
            spans = [span for span in marked.get(key, []) if span[0] < passage.end and passage.start < span[1]]
            hit.extend(f"{why}: {words[:150]!r}" for _ in spans)
            if shown in {why, "all"}:
                print(f"  {name} {key[:30]} [{why}] {words[:220]!r}")
    share = letters["taken"] / max(1, letters["all"])
    print(f"{name}: {count} texts, {sum(taken.values())} pieces taken ({share:.2%} of the characters),", end=" ")
    print(f"{spent / max(1, count) * 1000:.2f} ms a text; of the marked spans, {len(hit)} of {total} touched")
    print("   ", ", ".join(f"{why} {number}" for why, number in taken.most_common()))
    for line in sorted(set(hit)):
        print("    touched:", line)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", nargs="?", type=Path, default=HERE.parent / "shared" / "data")
    options.add_argument("--show")
    options.add_argument("--limit", type=int, default=10**9)
    given = options.parse_args()
    if not given.data.is_dir():
        sys.exit(f"{given.data}: the corpora are not there. Give the folder that holds them.")
    for name in TEXTS:
        measure(name, given.data, given.show, given.limit)


if __name__ == "__main__":
    main()
