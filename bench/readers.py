"""Readers: what of the samples of every layout is read right, and what damaged files do to them.

    python bench/readers.py [--mutants 40] [FOLDER ...]

The samples lie in tests/press, each with what its writer put down without seeing a reader: an article is right if
it is counted, and has its title, day, outlet and body. Then each sample, and each file of the folders that are
named, is damaged so many times by a seed (bytes changed, taken out, said twice, the end cut off) and read: each
must give a report or a problem, all passages within the text, nothing thrown, in seconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.damaged import damaged
from tests.test_press_samples import EXPORTS, STORIES, Expected, body, day, reports

from onrecord.core.problem import Problem
from onrecord.readers import find
from onrecord.readers.story_rows import stories_in
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from onrecord.core.report import Report

SLOW = 10.0  # seconds of the processor


def of_export(sample: Expected) -> Counter[str]:
    """Return how much of an export is right, by what."""
    found = reports(sample.file)
    right = Counter(counted=min(len(found), len(sample.articles)) if len(found) <= len(sample.articles) else 0)
    for report, article in zip(found, sample.articles, strict=False):
        right["title"] += report.title == article["title"]
        right["day"] += (report.published.edtf() if report.published else None) == day(article)
        right["outlet"] += report.outlet == article["outlet"]
        right["body"] += is_whole(report, article)
    return right


def is_whole(report: Report, article: dict[str, str | int | None]) -> bool:
    """Say whether a report's prose is the article's, from its first words to its last."""
    paragraphs = body(report)
    if len(paragraphs) != article["paragraphs"]:
        return False
    ends = (str(article["first"]), str(article["last"]))
    return not paragraphs or (paragraphs[0].startswith(ends[0]) and paragraphs[-1].endswith(ends[1]))


def of_list(sample: Expected) -> int:
    """Return how many stories of a list are told right."""
    told = []
    for story in stories_in(sample.file):
        when = story.details.published or story.seen
        told.append((story.details.title, story.details.outlet, when.edtf() if when else None))
    wanted = [(article["title"], article["outlet"], day(article)) for article in sample.articles]
    return sum(one == other for one, other in zip(told, wanted, strict=False)) if len(told) <= len(wanted) else 0


def fault_of(file: Path) -> str:
    """Read a file as a build does; return what is wrong with how that went, or nothing."""
    began = time.process_time()
    try:
        for one in find([file]):
            outcome = None if isinstance(one, Problem) else read_and_clean(one)
            if outcome is None:
                continue
            if not outcome.items and not outcome.problems:
                return "neither a report nor a problem"
            for report in outcome.items:
                if not all(0 <= piece.start < piece.end <= len(report.text) for piece in report.passages):
                    return "a passage outside the text"
    except Exception as error:  # noqa: BLE001 - what is thrown is what is looked for
        return f"{type(error).__name__}: {error}"
    return "" if time.process_time() - began < SLOW else f"{time.process_time() - began:.0f} s"


def main() -> None:
    """Count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=40)
    parser.add_argument("folders", nargs="*", type=Path)
    given = parser.parse_args()
    articles = sum(len(sample.articles) for sample in EXPORTS)
    right = sum((of_export(sample) for sample in EXPORTS), Counter[str]())
    told = ", ".join(f"{what} {right[what]}" for what in ("counted", "title", "day", "outlet", "body"))
    print(f"{len(EXPORTS)} exports, {articles} articles: {told}")
    stories = sum(len(sample.articles) for sample in STORIES)
    print(f"{len(STORIES)} lists, {stories} stories: {sum(map(of_list, STORIES))} with title, outlet and day")
    print(f"readers' samples right {(right.total() / 5 + sum(map(of_list, STORIES))) / (articles + stories):.4f}")
    samples = [sample.file for sample in (*EXPORTS, *STORIES)]
    samples += [file for folder in given.folders for file in sorted(folder.rglob("*")) if file.is_file()]
    faults = read = 0
    with tempfile.TemporaryDirectory() as name:
        for sample in samples:
            content, fate = sample.read_bytes(), random.Random(sample.name)
            for _ in range(given.mutants if content else 0):
                file = Path(name) / f"damaged{sample.suffix}"
                file.write_bytes(damaged(content, fate))
                read += 1
                if fault := fault_of(file):
                    faults += 1
                    print(f"    {sample.name}: {fault[:200]}")
    print(f"{read} damaged files of {len(samples)}: faults {faults}")


if __name__ == "__main__":
    main()
