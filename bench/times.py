"""Measures the time expressions (TIMEX3, TempEval style) and the dating of events on annotated corpora.

    python bench/times.py [--data ../shared/data] [--set timebank|aquaint|meantime] [--errors N] [--whole]

Corpora are other people's; without them the benchmark says so and ends. For the events of MEANTIME the gold span
is given, and the date is right when it equals the annotated one, a month or a year where that is annotated.
`--whole` measures the times as `onrecord extract` gives them: cleaned text, quotations dated by their speakers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.core.entry import Entry, Event, Root, Status
from onrecord.core.extraction import Extraction
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, When
from onrecord.extractors.times import find_times
from onrecord.ingest import Ingest
from onrecord.parse import parse
from onrecord.resolvers.dates.resolver import DateResolver

DEFAULT = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_BLOCK = re.compile(r"\S(?:.*?)(?=\n\s*\n|\s*\Z)", re.DOTALL)
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    if not path.exists():
        raise SystemExit(f"{path} is not there: name the folder of the corpora with --data.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def report_of(row: Row, *, lines: bool) -> Report:
    block = re.compile(r"[^\n]+") if lines else _BLOCK
    passages = tuple(
        Passage(found.start(), found.end(), PassageKind.PARAGRAPH)
        for found in block.finditer(row["text"])
        if found[0].strip()
    )
    published = When.on(date.fromisoformat(row["dct"][:10]), Basis.SIDECAR) if row["dct"] else None
    return Report(row["doc_id"], row["doc_id"], row["text"], language="en", published=published, passages=passages)


def timex_counts(row: Row, extraction: Extraction) -> Counter[str]:
    """Count what the TempEval measures need: gold, found, overlapping, same value, same day."""
    gold = [one for one in row["timexes"] if one["end"] > one["start"]]
    found = extraction.times
    counts = Counter(gold=len(gold), found=len(found))
    counts["gold day"] = sum(_day(one["value"]) is not None for one in gold)
    counts["found day"] = sum(_day(one.value) is not None for one in found)
    pairs = sorted(
        (
            (one["start"], one["end"]) != (other.citation.start, other.citation.end),
            max(one["start"], other.citation.start) - min(one["end"], other.citation.end),
            i,
            j,
        )
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if one["start"] < other.citation.end and other.citation.start < one["end"]
    )
    used: set[tuple[str, int]] = set()
    for _, _, i, j in pairs:
        if ("gold", i) in used or ("found", j) in used:
            continue
        used |= {("gold", i), ("found", j)}
        counts["relaxed"] += 1
        counts["value"] += gold[i]["value"] == found[j].value
        counts["day"] += _day(gold[i]["value"]) is not None and _day(gold[i]["value"]) == _day(found[j].value)
    return counts


def _day(value: str) -> str | None:
    found = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return found[0] if found else None


def f1(counts: Counter[str], name: str, base: str = "") -> float:
    total = counts["gold" + base] + counts["found" + base]
    return 200 * counts[name] / total if total else 0.0


def event_counts(row: Row, events: list[Row], extraction: Extraction, errors: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    by_id = {entry.id: entry for entry in extraction.entries}
    for event in events:
        gold = event["gold_time"].replace("-XX", "")
        said = said_of(by_id[event["mention_id"]], extraction)
        full = len(gold) == 10
        counts["events"] += 1
        counts["right"] += said == gold
        counts["full"] += full
        counts["full right"] += full and said == gold
        counts["by report"] += gold == row["dct"]
        counts["full by report"] += full and gold == row["dct"]
        if said != gold:
            start = event["start"]
            around = row["text"][max(0, start - 90) : start + 70].replace("\n", " / ")
            errors.append(f"{event['text']}: {gold} not {said} (report {row['dct']}) | {around}")
    return counts


def said_of(entry: Entry, extraction: Extraction) -> str:
    """Return the day, month or year of the words that date an entry, or the EDTF of its When where no words do."""
    words = entry.when_words
    for one in extraction.times:
        if words and one.citation == words:
            return one.value.partition("T")[0]
    return entry.when.edtf().replace("~", "") if entry.when else "none"


def gold_event(event: Row, report: Report) -> Event:
    words = report.cite(event["start"], event["end"])
    return Event(event["mention_id"], Root.CONSULT, Status.HAPPENED, words, words, "gold span")


def interval(per_document: list[Counter[str]], measure: Any) -> str:
    """Return the measure with its 95 % interval over documents drawn with replacement."""
    dice = random.Random(20)
    draws = sorted(measure(_sum(dice.choices(per_document, k=len(per_document)))) for _ in range(1000))
    return f"{measure(_sum(per_document)):5.1f} ({draws[25]:.1f}-{draws[974]:.1f})"


def _sum(parts: list[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def measure_times(data: Path, name: str, *, whole: bool) -> list[Counter[str]]:
    """Print the measures of one set; return the counts of its documents."""
    gold = rows(data / "time" / f"{name}.jsonl")
    counts: list[Counter[str]] = []
    seconds = 0.0
    if whole:
        ingest = Ingest()
        for row in gold:
            report = replace(report_of(row, lines=False), passages=())
            counts.append(timex_counts(row, ingest.extract(report)))
        _print_measures(name, counts)
        return counts
    for row, document in zip(gold, parse(report_of(row, lines=False) for row in gold), strict=True):
        begun = time.process_time()
        extraction = Extraction(document.report, times=find_times(document))
        extraction = DateResolver().resolve(document, extraction)
        seconds += time.process_time() - begun
        counts.append(timex_counts(row, extraction))
    print(f"{len(gold) / seconds:.0f} documents a second after the parse")
    _print_measures(name, counts)
    return counts


def _print_measures(name: str, counts: list[Counter[str]]) -> None:
    print(f"{name}: {len(counts)} documents")
    for title, key, base in (("relaxed", "relaxed", ""), ("value", "value", ""), ("day", "day", " day")):
        print(f"  {name} {title:8} F1 {interval(counts, lambda total, k=key, b=base: f1(total, k, b))}")


def measure_events(data: Path, errors: int) -> None:
    documents = {row["doc_id"]: row for row in rows(data / "time" / "meantime_dev.docs.jsonl")}
    events: dict[str, list[Row]] = defaultdict(list)
    for event in rows(data / "time" / "meantime_dev.events.jsonl"):
        if event["gold_time"] and not event["gold_time"].startswith("XXXX"):
            events[event["doc_id"]].append(event)
    dated = [documents[name] for name in events]
    counts: list[Counter[str]] = []
    wrong: list[str] = []
    for row, document in zip(dated, parse(report_of(row, lines=True) for row in dated), strict=True):
        entries = tuple(gold_event(event, document.report) for event in events[row["doc_id"]])
        extraction = Extraction(document.report, entries=entries, times=find_times(document))
        extraction = DateResolver().resolve(document, extraction)
        counts.append(event_counts(row, events[row["doc_id"]], extraction, wrong))
    print(f"meantime: {len(dated)} documents, {_sum(counts)['events']} events with a date")
    print(f"  exact             {interval(counts, lambda total: 100 * total['right'] / total['events'])}")
    print(f"  full dates        {interval(counts, lambda total: 100 * total['full right'] / total['full'])}")
    print(f"  report's day      {interval(counts, lambda total: 100 * total['by report'] / total['events'])}")
    for line in wrong[:errors]:
        print("  ", line)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DEFAULT)
    options.add_argument("--set", choices=("timebank", "aquaint", "meantime"))
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--whole", action="store_true")
    chosen = options.parse_args()
    counts: list[Counter[str]] = []
    for name in ("timebank", "aquaint"):
        if chosen.set in (None, name):
            counts += measure_times(chosen.data, name, whole=chosen.whole)
    if chosen.set is None:
        print(f"both: day F1 {interval(counts, lambda total: f1(total, 'day', ' day'))}")
    if chosen.set in (None, "meantime"):
        measure_events(chosen.data, chosen.errors)


if __name__ == "__main__":
    main()
