"""How near drafts come to the tables that an editor made: options found, cells right, wrong signs.

    python bench/drafts.py [--record RECORD] [--cells]
    python bench/drafts.py --sources ../shared/sources [--cells]

For each of the sample's four dates a draft is made of the record as of that day, and held against the editor's
table (`bench/sample-models`, as it stood before drafts knew matters). An option of the table is found where the
draft has one of the same owner that is of one of its matters (below). A filled cell of the draft is right where
the table has the same party on the same option with the same sign; a cell of an option not there is wrong.

With --sources the articles in a folder are drafted from, and held against `bench/source-models`: tables of four
days, written on reading the articles and before anything was run on them. The two articles that carry no date get
theirs from `bench/source-models/dates.csv`.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mutants import shelf_of
from sample_record import sample_record

from onrecord.building import build
from onrecord.record import open as open_record
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.leaning import orientation
from onrecord.strategy.files.files import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Record
    from onrecord.strategy.model.model import Model

TABLES = Path(__file__).parent / "sample-models"
SOURCE_TABLES = Path(__file__).parent / "source-models"
# What the editor's options are about, as `examples/nato-ukraine/models` say it; True: taking it is for the matter.
MATTERS = {
    "invade": {"attack": True},
    "withdraw": {"troops": False},
    "guarantee": {"guarantees": True, "membership": False},
    "sanctions": {"sanctions": True},
    "neutral": {"neutrality": True, "membership": False},
    "talks": {"talks": True, "arms-control": True},
    "stop": {"attack": False, "ceasefire": True, "talks": True},
    "disavow": {"membership": False},
    "protect": {"guarantees": True, "troops": True},
}


def matches(table: Model, drafted: Model) -> dict[int, tuple[int, bool]]:
    """Return for options of the draft which one of the table each is, and whether a yes there is a yes here."""
    found = {}
    for number, option in enumerate(drafted.options):
        owner = drafted.parties[option.owners[0]].id
        for place, wanted in enumerate(table.options):
            ways = MATTERS.get(wanted.id) or orientation(wanted)
            own = owner in {table.parties[one].id for one in wanted.owners}
            if own and option.about and option.about[0] in ways:
                found[number] = (place, ways[option.about[0]])
    return found


def judged(table: Model, drafted: Model, *, show: bool) -> Counter[str]:
    """Return how many options are found and how many cells are right, of a wrong sign, or not in the table."""
    same = matches(table, drafted)
    counts = Counter({"options": len(table.options), "found": len({place for place, _ in same.values()})})
    signs = {}
    for cell in table.cells:
        if cell.says is not None:
            signs[cell.option, table.parties[cell.party].id] = cell.says
    for cell in drafted.cells:
        if cell.says is None:
            continue
        place, way = same.get(cell.option, (-1, True))
        wanted = signs.get((place, drafted.parties[cell.party].id))
        verdict = (
            "not in the table" if wanted is None else "right" if (cell.says is way) is wanted else "wrong sign"
        )
        counts.update({"cells": 1, verdict: 1})
        if show:
            name = drafted.options[cell.option].name
            print(f"  {verdict}: {drafted.parties[cell.party].id} {cell.kind} on {name} ({cell.says})")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record of the sample dispute, instead of building one")
    parser.add_argument("--cells", action="store_true", help="print each filled cell with its verdict")
    parser.add_argument(
        "--sources", type=Path, help="a folder of articles, held against the tables written for them"
    )
    given = parser.parse_args()
    with _record(given.sources, given.record) as record:
        shelf, names = shelf_of(record), record.names()
    every = Counter[str]()
    for path in sorted((SOURCE_TABLES if given.sources else TABLES).glob("*.toml")):
        table = load(path)
        drafted = draft(shelf.entries(), table.name, table.as_of, names=names).model
        counts = judged(table, drafted, show=given.cells)
        every += counts
        print(f"{path.stem}: {_told(counts)}")
    print(f"all: {_told(every)}")


@contextmanager
def _record(sources: Path | None, there: Path | None) -> Iterator[Record]:
    """Open the record to draft from: of the articles in a folder, else of the sample."""
    if sources is None:
        with sample_record(there) as record:
            yield record
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.db"
        with (SOURCE_TABLES / "dates.csv").open(encoding="utf-8", newline="") as file:
            dates = {row["path"]: row["published"] for row in csv.DictReader(file)}
        listed = Path(folder) / "dates.csv"
        rows = [f"{sources / name},{day}\n" for name, day in dates.items()]
        listed.write_text("path,published\n" + "".join(rows), encoding="utf-8")
        build([str(sources)], into=path, published_from=listed)
        with open_record(path) as record:
            yield record


def _told(counts: Counter[str]) -> str:
    share = counts["right"] / counts["cells"] if counts["cells"] else 0
    return (
        f"{counts['found']} of {counts['options']} options, {counts['right']} of {counts['cells']} cells right "
        f"({share:.2f}), {counts['wrong sign']} of a wrong sign"
    )


if __name__ == "__main__":
    main()
