"""How entries are read as cells of a model: by whom, and yes or no to what, against labels made by hand.

    python bench/readings.py [--errors] [--record RECORD]

The labels (`bench/readings.tsv`) name entries of the sample dispute by report and words. By one reader of the
sentences, with the program's readings at hand; `of` gives the words that the yes or no is of, and the same turned
round where a reading may name it so ("reduce +|attacks -"). A reading is right where party, sign and, if a label
gives one, the kind of cell are. An entry with a label and no reading is missed; one with a reading and no label is
counted apart.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sample_record import sample_record

from onrecord.strategy.drafting.anchors import words_of
from onrecord.strategy.drafting.bearing import bearings

if TYPE_CHECKING:
    from onrecord.core.entry import Entry
    from onrecord.record import Record
    from onrecord.strategy.drafting.bearing import Bearing

HERE = Path(__file__).parent


class Label(NamedTuple):
    """How an entry is to be read: `of` holds words with signs; the first found decides."""

    report: str
    kind: str
    words: str
    party: str
    cell: str
    of: str

    def sign(self, said: str) -> str:
        """Return the sign that a reading with these words must have; empty where they are of something else."""
        for one in self.of.split("|"):
            words, _, sign = one.rpartition(" ")
            if words.casefold() in said.casefold():
                return sign
        return ""


def labels() -> list[Label]:
    """Return the labels of the file, in order."""
    with (HERE / "readings.tsv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [Label(*row) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def judged(label: Label, told: list[Bearing]) -> str:
    """Return what is wrong with the readings of an entry: nothing, party, sign, kind, or that there is none."""
    if not told:
        return "missed"
    if all(one.party != label.party for one in told):
        return "party"
    signs = {True: "+", False: "-", None: "?"}
    right = [one for one in told if signs[one.says] == label.sign(one.words)]
    if not right:
        return "sign"
    return "" if not label.cell or any(one.kind.value == label.cell for one in right) else "kind"


def lines_of(record: Record) -> list[tuple[str, Entry]]:
    """Return the entries of a record with the file names of their reports."""
    return [(line.report.path.rpartition("/")[2], line.entry) for line in record.lines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each reading that is not right")
    parser.add_argument("--record", type=Path, help="a record of the sample dispute, instead of building one")
    given = parser.parse_args()
    with sample_record(given.record) as record:
        lines = lines_of(record)
    told: dict[str, list[Bearing]] = {}
    for one in bearings([entry for _, entry in lines]):
        told.setdefault(one.entry, []).append(one)
    counts, met = Counter[str](), set[str]()
    for label in labels():
        found = [
            entry
            for report, entry in lines
            if (report, entry.kind) == (label.report, label.kind) and words_of(entry) == label.words
        ]
        if not found:
            counts["entry gone"] += 1
            continue
        met.update(entry.id for entry in found)
        wrong = judged(label, told.get(found[0].id, []))
        counts[wrong or "right"] += 1
        if wrong and given.errors:
            print(f"{wrong}: {label.report} {label.kind} “{label.words[:90]}” is {label.party} {label.of}")
    every = sum(counts.values())
    print(f"{every} labelled readings: " + ", ".join(f"{count} {name}" for name, count in counts.most_common()))
    print(f"{len(set(told) - met)} entries are read and have no label")


if __name__ == "__main__":
    main()
