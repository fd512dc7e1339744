"""The days on which a story turned, against timelines that journalists wrote (T17: measure only).

    python bench/timelines.py [TIMELINES] [--topics haiti,mj] [--most 40] [--predictions FILE]

TIMELINES holds articles_TOPIC.jsonl and references.jsonl. Of each topic as many articles as `--most` says are
drawn by a seed, built into a record, and as many of its key dates as the reference has are held against it. A
record shows at most twenty. Figures of others are of all articles: of fewer ours are a lower bound. PREDICTIONS is
written for the scorer of aligned ROUGE (../shared/score/timeline.py).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from cross import onrecord
from number_conflicts import plain

SEED = 17
TIMELINES = Path("../shared/data/timelines")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("timelines", nargs="?", type=Path, default=TIMELINES)
    parser.add_argument("--topics", default="haiti,mj,h1n1,egypt,libya")
    parser.add_argument("--most", type=int, default=40, help="articles of a topic")
    parser.add_argument("--predictions", type=Path)
    given = parser.parse_args()
    references = given.timelines / "references.jsonl"
    if not references.exists():
        sys.exit(f"{references} is missing: name the folder of T17.")
    wanted = [json.loads(line) for line in references.read_text(encoding="utf-8").splitlines()]
    scored: list[tuple[float, float]] = []
    for topic in given.topics.split(","):
        dates = key_dates(given.timelines / f"articles_{topic}.jsonl", given.most)
        for reference in (one for one in wanted if one["topic"] == topic):
            chosen = dict(list(dates.items())[: len(reference["timeline"])])
            met = len(chosen.keys() & reference["timeline"].keys())
            scored.append((met / max(1, len(chosen)), met / len(reference["timeline"])))
            print(
                f"{reference['name']}: {met} of {len(reference['timeline'])} dates, {len(chosen)} shown",
                flush=True,
            )
            write(given.predictions, reference, chosen)
    precision, recall = (sum(each) / len(scored) for each in zip(*scored, strict=True))
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"date F1 {both:.3f} (precision {precision:.3f}, recall {recall:.3f}) over {len(scored)} timelines")


def key_dates(articles: Path, most: int) -> dict[str, list[str]]:
    """Return the key dates of a topic's articles, weightiest first, each with its sentences."""
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    drawn = random.Random(SEED).sample(rows, min(most, len(rows)))
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        days = [("path", "date")]
        for number, row in enumerate(drawn):
            path = texts / f"{number:03}.txt"
            path.write_text(plain(row["text"]) + "\n", encoding="utf-8")
            days.append((str(path), row["dct"]))
        with (Path(folder) / "days.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(days)
        record = str(Path(folder) / "r.db")
        dated = ["--published-from", str(Path(folder) / "days.csv")]
        onrecord("build", str(texts), *dated, "--into", record, "--workers", "1")
        found = [json.loads(line) for line in onrecord("findings", record, "--json").splitlines()]
    turns = sorted((one for one in found if one["kind"] == "key-date"), key=lambda one: one["rank"])
    return {one["when"]: [told["words"] for told in one["tellings"]] for one in turns if len(one["when"]) == 10}


def write(path: Path | None, reference: dict[str, Any], chosen: dict[str, list[str]]) -> None:
    """Add a timeline to the predictions, in the form of the scorer."""
    if path:
        row = {key: reference[key] for key in ("topic", "collection", "name")} | {"timeline": chosen}
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
