"""How near drafts come to the tables that an editor made: options found, cells right, wrong signs.

    python bench/drafts.py [--record RECORD] [--cells]

For each of the sample's four dates a draft is made of the record as of that day, and held against the editor's
table (`bench/sample-models`, as it stood before drafts knew matters). An option of the table is found where the
draft has one of the same owner that is of one of its matters (below). A filled cell of the draft is right where
the table has the same party on the same option with the same sign; a cell of an option not there is wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mutants import shelf_of
from sample_record import sample_record

from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.files.files import load

if TYPE_CHECKING:
    from onrecord.strategy.model.model import Model

TABLES = Path(__file__).parent / "sample-models"
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
            ways = MATTERS[wanted.id]
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
    given = parser.parse_args()
    with sample_record(given.record) as record:
        shelf, names = shelf_of(record), record.names()
    every = Counter[str]()
    for path in sorted(TABLES.glob("*.toml")):
        table = load(path)
        drafted = draft(shelf.entries(), table.name, table.as_of, names=names).model
        counts = judged(table, drafted, show=given.cells)
        every += counts
        print(f"{path.stem}: {_told(counts)}")
    print(f"all: {_told(every)}")


def _told(counts: Counter[str]) -> str:
    share = counts["right"] / counts["cells"] if counts["cells"] else 0
    return (
        f"{counts['found']} of {counts['options']} options, {counts['right']} of {counts['cells']} cells right "
        f"({share:.2f}), {counts['wrong sign']} of a wrong sign"
    )


if __name__ == "__main__":
    main()
