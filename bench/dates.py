"""The dates of the hand-annotated articles: how many of the dated entries get the annotated date, and how sure.

    python bench/dates.py [--gold ../shared/gold] [--sources ../shared/sources]

For each annotated statement or event with a date, the extracted entry of the same kind that shares most words with
it is taken. `right`: the annotated span of days and ours have a day in common. `surer`: ours is a single day where
the annotation is wider. Prints each that is not right or is surer, then the counts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.ingest import Ingest
from onrecord.readers import Source, find
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.core.when import When

BESIDE = Path(__file__).parents[1] / ".." / "shared"


def days(words: str) -> tuple[date, date]:
    """Return the first and last day of `2008`, `2021-10/2022-03`, `2008/..`, `before 2011-12-12`."""
    if words.startswith("before "):
        return date.min, days(words.removeprefix("before "))[1]
    if "/" in words:
        first, last = words.split("/")
        return days(first)[0], date.max if last == ".." else days(last)[1]
    parts = [int(part) for part in re.findall(r"\d+", words)]
    first = date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return first, first
    after = (
        date(first.year + 1, 1, 1) if len(parts) == 1 else (first.replace(day=28) + timedelta(4)).replace(day=1)
    )
    return first, after - timedelta(1)


def extent(entry: Entry) -> set[int]:
    pieces = (entry.words,) if isinstance(entry, Event) else entry.content
    return {place for piece in pieces for place in range(piece.start, piece.end)}


def bounds(when: When) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=BESIDE / "gold")
    parser.add_argument("--sources", type=Path, default=BESIDE / "sources")
    given = parser.parse_args()
    if not given.gold.is_dir() or not given.sources.is_dir():
        sys.exit(f"{given.gold} or {given.sources} is missing: name them with --gold and --sources.")
    counts = {"dated": 0, "found": 0, "right": 0, "surer": 0}
    for path in sorted(given.gold.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if "doc" in told:
            score(told, given.sources / told["doc"], counts)
    print(f"right {counts['right'] / max(1, counts['dated']):.3f} of {counts['dated']} dated; {counts}")


def judged(entry, first, last) -> tuple[bool, bool]:
    """Return whether the time of an entry meets the days that are told, and whether it is surer than they are."""
    mine = bounds(entry.when) if entry.when else None
    if mine is None:
        return False, False
    return mine[0] <= last and first <= mine[1], mine[0] == mine[1] and first != last


def score(told: dict[str, list[dict[str, str]]], path: Path, counts: dict[str, int]) -> None:
    source = next(item for item in find([path]) if isinstance(item, Source))
    extraction = Ingest().extract(read_and_clean(source).items[0])
    text = extraction.report.text
    for key, kind, words_key in (("statements", Statement, "content"), ("events", Event, "text")):
        ours = [entry for entry in extraction.entries if isinstance(entry, kind)]
        for gold in (one for one in told[key] if "date" in one):
            counts["dated"] += 1
            start = text.index(gold[words_key])
            place = set(range(start, start + len(gold[words_key])))
            best = max(ours, key=lambda entry: len(extent(entry) & place) / len(extent(entry) | place))
            if not extent(best) & place:
                print(f"not found: {gold['date']}: {gold[words_key][:80]}")
                continue
            counts["found"] += 1
            right, surer = judged(best, *days(gold["date"]))
            counts["right"] += right
            counts["surer"] += surer
            if not right or surer:
                print(f"{gold['date']} but {best.when.edtf() if best.when else '?'}: {gold[words_key][:80]}")


if __name__ == "__main__":
    main()
