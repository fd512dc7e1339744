"""Issues by reading: is the issue of an entry right, and have the entries that are about one got it?

    python bench/issues_read.py RECORD...

200 entries of 21 records of the pool, drawn by a seed, each read by one reader, who noted the matters of the
catalogue that it is about (`training/crossed/issues_read.tsv`, by report and offsets). Whether it is about a
matter that the catalogue got later, or of the field of one, was read afterwards where the first labels and the
program differ (`again`). RECORDs are of the pool's reports; of what they do not hold nothing is counted.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from onrecord.compare.issue_keys import IssueKey
from onrecord.compare.told import tellings
from onrecord.core.finding import FindingKind, Matter
from onrecord.record.opening import open_record

LABELS = Path(__file__).resolve().parents[1] / "training" / "crossed" / "issues_read.tsv"
Place = tuple[str, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="+", type=Path)
    given = parser.parse_args()
    shown: dict[Place, set[str]] = {}
    first, again = labels()
    for record in given.records:
        shown.update(issues_in(record))
    print(f"entries read that the records hold   {len(shown.keys() & first.keys())} of {len(first)}")
    for which, read in (("first labels", first), ("with those read again", again)):
        here = [(shown[place], matters) for place, matters in read.items() if place in shown]
        named = [(issues, matters) for issues, matters in here if issues]
        about = [(issues, matters) for issues, matters in here if matters]
        print(which)
        print(f"issue right, of those that have one  {_right(named)} of {len(named)}")
        print(f"covered, of those that are about one {_right(about)} of {len(about)}")


def labels() -> tuple[dict[Place, set[str]], dict[Place, set[str]]]:
    """Return the matters that each entry was read to be about: at first, and with those read again."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    places = [(row["doc"], row["start"], row["end"], row["kind"]) for row in rows]
    first = [set(row["matters"].split()) for row in rows]
    both = [{*matters, *row["again"].split()} for matters, row in zip(first, rows, strict=True)]
    return dict(zip(places, first, strict=True)), dict(zip(places, both, strict=True))


def _right(found: list[tuple[set[str], set[str]]]) -> int:
    return sum(bool(issues & matters) for issues, matters in found)


def issues_in(record: Path) -> dict[Place, set[str]]:
    """Return the matters of the issues of each entry of a record, by report, offsets and kind."""
    found: dict[str, set[str]] = defaultdict(set)
    with open_record(record) as view:
        names = {report.id: Path(report.path).name for report in view.texts()}
        for issue in view.findings(FindingKind.ISSUE):
            if isinstance(issue.says, Matter):
                for entry in issue.entries():
                    found[entry].add(IssueKey.of(issue.says).matter)
        return {
            (names[one.report], str(one.words.start), str(one.words.end), type(one.entry).__name__.lower()): found[
                one.entry.id
            ]
            for one in tellings(view)
        }


if __name__ == "__main__":
    main()
