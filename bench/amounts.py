"""The numbers that entries carry, held against those of the annotated reports.

    python bench/amounts.py [--part development] [--errors]

Every number counts once, whichever entries carry it. It is right where it shares words with an annotated one and
has the same bounds. An open side is right where the annotation leaves it open; "about 100" may be annotated as 100
or as open. Texts and scorers: as of `annotated.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from annotated import SHARED, extract, gold_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="development", choices=("development", "training", "sources"))
    parser.add_argument("--texts", type=Path)
    parser.add_argument(
        "--errors", action="store_true", help="print each number that is wrong, missed or too much"
    )
    given = parser.parse_args()
    texts = given.texts or (SHARED / "sources" if given.part == "sources" else SHARED / "data" / "pool" / "texts")
    if not texts.exists():
        sys.exit(f"{texts} is missing: name the texts with --texts.")
    print(told(figures(given.part, texts, errors=given.errors)))


def figures(part: str, texts: Path, *, errors: bool = False) -> dict[str, float]:
    """Return precision and recall of the numbers, and recall of those that are found with other bounds too."""
    gold = gold_of(part)
    with tempfile.TemporaryDirectory() as name:
        out = extract(Path(name), texts, gold, rules=False)
        reports = {Path(one["report"]["path"]).name: one for one in map(json.loads, out.open(encoding="utf-8"))}
    counts = {"given": 0, "annotated": 0, "met": 0, "right": 0}
    for doc, one in gold.items():
        _count(counts, _given(reports[doc]), one["numbers"], (texts / doc).read_bytes().decode() if errors else "")
    return {
        "precision": counts["right"] / max(counts["given"], 1),
        "recall": counts["right"] / max(counts["annotated"], 1),
        "found": counts["met"] / max(counts["annotated"], 1),
        "given": counts["given"],
        "annotated": counts["annotated"],
    }


def _given(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the numbers of a report's entries, each once."""
    numbers = (number for entry in report["entries"] for number in entry["numbers"])
    return list({(number["start"], number["end"]): number for number in numbers}.values())


def _count(
    counts: dict[str, int], given: list[dict[str, Any]], annotated: list[dict[str, Any]], text: str
) -> None:
    left = list(given)
    for number in annotated:
        start, end = number["span"]
        near = [one for one in left if one["start"] < end and start < one["end"]]
        best = max(near, key=lambda one: _same(number, one), default=None)
        counts["annotated"] += 1
        counts["met"] += best is not None
        right = best is not None and _same(number, best)
        counts["right"] += right
        if best is not None:
            left.remove(best)
        if text and not right:
            print(
                "WRONG" if best else "MISSED", text[max(0, start - 60) : end + 30].replace("\n", " "), number, best
            )
    counts["given"] += len(given)
    for one in left if text else ():
        print("TOO MUCH", text[max(0, one["start"] - 60) : one["end"] + 30].replace("\n", " "), one)


def _same(number: dict[str, Any], one: dict[str, Any]) -> bool:
    """Say whether two have the same bounds."""
    sides = ((number["low"], one["low"]), (number["high"], one["high"]))
    if one["approximate"]:
        return all(mine in (None, theirs) for mine, theirs in sides)
    return all(
        (mine is None and theirs is None)
        or (None not in (mine, theirs) and abs(mine - theirs) < 1e-6 * max(abs(mine), 1))
        for mine, theirs in sides
    )


def told(measured: dict[str, float]) -> str:
    """Return the figures as a line."""
    return "  ".join(
        f"{name} {value:.3f}" if value <= 1 else f"{name} {value:.0f}" for name, value in measured.items()
    )


if __name__ == "__main__":
    main()
