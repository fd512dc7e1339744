"""Two sentences with two numbers: which of them contradict one another?

    python bench/number_conflicts.py [CANDIDATES.jsonl] [--errors]

152 pairs of sentences of ECB+ that tell one event and have different numbers before one noun. Labels with reasons
(`training/crossed/number_conflicts.tsv`, by row, in two passes) tell which are of one thing that is counted at one
time. What is measured is the rule on two sentences (`onrecord.compare.figures`); in a record the gates of sources,
days, doers and names stand before it. The sentences are no part of the project.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.compare.figures import disagree
from onrecord.compare.told import stems

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "training" / "crossed" / "number_conflicts.tsv"
CANDIDATES = Path("../shared/data/crossdoc/number_conflict_candidates.jsonl")
_NAME = re.compile(r"(?<=[\w,’'] )[A-Z][\w’'-]+")
_PLAIN = re.compile(r"\b[a-z][\w’'-]+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("candidates", nargs="?", type=Path, default=CANDIDATES)
    parser.add_argument("--errors", action="store_true", help="name the rows that are missed or wrong")
    given = parser.parse_args()
    if not given.candidates.exists():
        sys.exit(f"{given.candidates} is missing: name the file of candidates.")
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file, delimiter="\t"))
    rows = [json.loads(line) for line in given.candidates.read_text(encoding="utf-8").splitlines()]
    pairs = [(plain(row["a"]["text"]), plain(row["b"]["text"])) for row in rows]
    names = named(text for pair in pairs for text in pair)
    shown = [bool(disagree(*pair, names)) for pair in pairs]
    true = [label["label"] == "number" for label in labels]
    right = sum(map(min, shown, true))
    agreed = sum((one["first"] == "number") == (one["second"] == "number") for one in labels)
    print(f"labels on which the two passes agree  {agreed} of {len(labels)}")
    print(f"contradictions shown that are right   {right} of {sum(shown)}")
    print(f"contradictions found                  {right} of {sum(true)}")
    for number, (is_shown, is_true) in enumerate(zip(shown, true, strict=True)):
        if given.errors and is_shown != is_true:
            print(
                f"{'wrong' if is_shown else 'missed'} {number}: {labels[number]['label']}, {labels[number]['why']}"
            )


def plain(tokens: str) -> str:
    """Return a sentence without the blanks that its corpus has between tokens."""
    text = re.sub(r"(\d) ([.,]) (?=\d)", r"\1\2", tokens).replace(" - ", "-")
    return re.sub(r"([($]) ", r"\1", re.sub(r" ([.,;:?!%)’'])", r"\1", text))


def named(texts: Iterable[str]) -> frozenset[str]:
    """Return the stems of what some sentences only ever print with a capital: a record knows its names."""
    said = list(texts)
    capital, small = (stems(" ".join(" ".join(each.findall(text)) for text in said)) for each in (_NAME, _PLAIN))
    return capital - small


if __name__ == "__main__":
    main()
