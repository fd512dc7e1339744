"""Draws which reports of the pool are annotated: by a seed, not by hand.

The development part is drawn first, dispute by dispute, until each genre has its share there (or one less), so
that no dispute is in both parts. Within each part the genres stand in the proportions of the pool (largest
remainders), and within a genre the disputes take turns, so that one that fills the pool does not fill the corpus.
The list is in the order of drawing: any first part of it has about the same proportions, and reports are annotated
in this order. Some reports, drawn too, get two readers. Behind them stand all other reports of the pool whose
dispute the development part does not have, for the training part: what is left over is of no part, and nothing is
fitted on it.

    python training/annotated/draw.py POOL/index.jsonl > training/annotated/drawn.tsv
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

SEED = 2811
TRAINING, DEVELOPMENT = 160, 40
TWICE = {"training": 16, "development": 8}
SPARE = 1.6  # how many more texts than are needed the disputes of the development part hold at least


class Row(TypedDict):
    """A line of the pool's index, as far as it is used here."""

    doc: str
    genre: str
    dispute: str


def shares(rows: Sequence[Row], wanted: int, of: Sequence[Row]) -> dict[str, int]:
    """How many reports of each genre: the pool's proportions, as far as the part has them."""
    have = {g: sum(r["genre"] == g for r in of) for g in sorted({r["genre"] for r in rows})}
    exact = {g: wanted * sum(r["genre"] == g for r in rows) / len(rows) for g in have}
    taken = {g: min(have[g], int(exact[g])) for g in have}
    while sum(taken.values()) < wanted:
        open_ = [g for g in have if taken[g] < have[g]]
        taken[max(open_, key=lambda g: exact[g] - taken[g])] += 1
    return taken


def in_turns(rows: Sequence[Row], draw: random.Random) -> Iterator[Row]:
    """Reports in an order in which disputes take turns."""
    by_dispute: dict[str, list[Row]] = defaultdict(list)
    for row in draw.sample(rows, len(rows)):
        by_dispute[row["dispute"]].append(row)
    while by_dispute:
        for dispute in draw.sample(sorted(by_dispute), len(by_dispute)):
            yield by_dispute[dispute].pop()
            if not by_dispute[dispute]:
                del by_dispute[dispute]


def part(rows: Sequence[Row], of: Sequence[Row], wanted: int, draw: random.Random) -> list[Row]:
    """One part of the corpus, in an order whose every beginning has about the same genres."""
    chosen: list[tuple[float, Row]] = []
    for genre, count in shares(rows, wanted, of).items():
        turns = in_turns([r for r in of if r["genre"] == genre], draw)
        chosen += [((i + draw.random()) / count, row) for i, row in zip(range(count), turns, strict=False)]
    return [row for _, row in sorted(chosen, key=lambda c: c[0])]


def drawn(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Both parts: no dispute is in both."""
    draw = random.Random(SEED)
    disputes = draw.sample(sorted({r["dispute"] for r in rows}), len({r["dispute"] for r in rows}))
    full = shares(rows, DEVELOPMENT, rows)
    apart: set[str] = set()
    held: list[Row] = []
    for dispute in disputes:
        if len(held) >= SPARE * DEVELOPMENT and all(
            n <= 1 + sum(r["genre"] == g for r in held) for g, n in full.items()
        ):
            break
        apart.add(dispute)
        held = [r for r in rows if r["dispute"] in apart]
    rest = [r for r in rows if r["dispute"] not in apart]
    return {"training": part(rows, rest, TRAINING, draw), "development": part(rows, held, DEVELOPMENT, draw)}


def further(rows: Sequence[Row], before: dict[str, list[Row]]) -> list[Row]:
    """All other reports for the training part: of disputes that the development part does not have."""
    taken = {row["doc"] for chosen in before.values() for row in chosen}
    held = {row["dispute"] for row in before["development"]}
    rest = [r for r in rows if r["doc"] not in taken and r["dispute"] not in held]
    return part(rows, rest, len(rest), random.Random(SEED))


def main() -> None:
    """Print the list: part, report, genre, dispute, how many readers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    lines = parser.parse_args().index.read_text(encoding="utf-8").splitlines()
    rows: list[Row] = [json.loads(line) for line in lines]
    print(f"# seed {SEED}; in the order of drawing")
    print("part\tdoc\tgenre\tdispute\treaders")
    before = drawn(rows)
    for name, chosen in before.items():
        twice = set(random.Random(SEED).sample([r["doc"] for r in chosen], TWICE[name]))
        for row in chosen:
            print(f"{name}\t{row['doc']}\t{row['genre']}\t{row['dispute']}\t{1 + (row['doc'] in twice)}")
    for row in further(rows, before):
        print(f"training\t{row['doc']}\t{row['genre']}\t{row['dispute']}\t1")


if __name__ == "__main__":
    main()
