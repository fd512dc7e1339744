"""Measures what the whole of `extract` costs, stage by stage, in CPU seconds for 920 words on one core.

    python bench/speed.py [--data ../shared/data] [--part dev] [--rounds 3] [--articles 20]

Every article is read for the first time in each round's process: nothing is remembered from one round to the next
but what a long run would remember too. Loading is not counted. Of the rounds the quickest counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from onrecord.clean import clean
from onrecord.core.report import Report
from onrecord.encoder import Encoded
from onrecord.ingest import Ingest
from onrecord.parse import parse

SHARED = Path(__file__).parents[1].parent / "shared"
WORDS = 920


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--part", default="dev")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, help="only so many of them, from the first on")
    parser.add_argument("--one", action="store_true", help="measure in this process, print JSON")
    given = parser.parse_args()
    path = given.data / "attribution" / f"polnear_{given.part}.text.jsonl"
    if not path.exists():
        sys.exit(f"{path}: the corpus is not there; say where with --data.")
    if given.one:
        print(json.dumps(costs(path, given.articles)))
        return
    command = [sys.executable, __file__, "--data", str(given.data), "--part", given.part, "--one"]
    command += ["--articles", str(given.articles)] if given.articles else []
    one_thread = os.environ | {"OMP_NUM_THREADS": "1"}
    rounds = []
    for _ in range(given.rounds):
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=one_thread)
        rounds.append(json.loads(done.stdout))
        print({name: round(spent, 4) for name, spent in rounds[-1].items()}, flush=True)
    best = min(spent["whole"] for spent in rounds)
    print(f"whole: {best:.3f} CPU-seconds for {WORDS} words, {1 / best:.2f} articles a CPU-second")


def costs(path: Path, articles: int | None) -> dict[str, float]:
    """Return the CPU seconds for 920 words: the whole, then stage by stage over the same articles."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:articles]]
    reports = [Report(row["doc_id"], row["doc_id"], row["text"], language="en") for row in rows]
    words = sum(len(row["text"].split()) for row in rows)
    ingest = Ingest()
    ingest.extract(Report("warm", "warm", "The minister said on Monday that talks would go on.", language="en"))
    spent = {}
    begun = time.process_time()
    for report in reports:
        ingest.extract(report)
    spent["whole"] = time.process_time() - begun
    begun = time.process_time()
    cleaned = [clean(report).items[0] for report in reports]
    spent["clean"] = time.process_time() - begun
    begun = time.process_time()
    documents = list(parse(cleaned, pipeline_name=ingest.pipeline))
    spent["parse (words met before)"] = time.process_time() - begun
    spent |= {extractor.name: 0.0 for extractor in ingest.extractors}
    for document in documents:  # one after the other: the encoder runs once for all of them
        for extractor in ingest.extractors:
            begun = time.process_time()
            extractor.extract(document, Encoded.of(document))
            spent[extractor.name] += time.process_time() - begun
    return {name: seconds * WORDS / words for name, seconds in spent.items()}


if __name__ == "__main__":
    main()
