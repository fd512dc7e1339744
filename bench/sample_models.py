"""What other articles carry of the sample models: which cells they speak to, and what then still holds.

    python bench/sample_models.py [--sources ../shared/sources]

Builds a record of the articles in a folder, with the parties and issues of the sample's dispute file. For each
model under examples/nato-ukraine/models it looks for entries by the cell's party on the issues of the option,
up to the model's day, and prints for each cell that says something how many there are, with the first ones. The
cells' own citations, which are to the sample's reports, are left aside. Wishes of a party on options on which
the articles have nothing from it are then left open, and the model is solved again: what is left is what the
articles carry by themselves. An entry on the issue need not say what the cell says: it shows where to read, and
proves nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.building import build
from onrecord.record import open as open_record
from onrecord.strategy.drafting.bearing import party_of
from onrecord.strategy.files.files import load
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Model, Partial
from onrecord.strategy.solving.partial import across_completions

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

EXAMPLE = Path(__file__).parents[1] / "examples" / "nato-ukraine"

# The issues of the dispute file that an option of the models is about.
ISSUES = {
    "invade": {"war", "build-up"},
    "withdraw": {"build-up"},
    "guarantee": {"membership", "guarantees"},
    "sanctions": {"sanctions"},
    "neutral": {"membership"},
    "talks": {"talks", "arms-control"},
    "stop": {"war", "talks"},
    "disavow": {"membership"},
    "protect": {"protection"},
}


def read(sources: Path) -> tuple[Entry, ...]:
    """Return the entries of the articles."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "articles.db"
        build([str(sources)], into=record, dispute=EXAMPLE / "dispute.toml")
        with open_record(record) as opened:
            return tuple(line.entry for line in opened.lines())


def by_party(model: Model, party: int, option: int, entries: tuple[Entry, ...]) -> list[str]:
    """Return the entries by a party on the issues of an option, by the model's day."""
    issues = ISSUES[model.options[option].id]
    return [
        entry.id
        for entry in entries
        if party_of(entry) == model.parties[party].id
        and not issues.isdisjoint(entry.issues)
        and not (model.as_of and entry.when and (entry.when.earliest or model.as_of) > model.as_of)
    ]


def left_open(model: Model, heard: set[tuple[int, int]]) -> Model:
    """Return a model in which a party's wishes go either way on options on which it is not heard."""
    preferences = []
    for party, preference in enumerate(model.preferences):
        groups = []
        for group in preference.groups if isinstance(preference, Partial) else ():
            wishes = list(group)
            for wish in group:
                options = [i for i in range(len(model.options)) if any(mask >> i & 1 for mask, _ in wish.cases)]
                if any((party, option) not in heard for option in options):
                    wishes.append(opposite(wish, len(model.options)))
            groups.append(tuple(dict.fromkeys(wishes)))
        preferences.append(Partial(tuple(groups)))
    return replace(model, preferences=tuple(preferences))


def opposite(wish: Condition, count: int) -> Condition:
    every = (1 << count) - 1
    codes = [code for code in range(every + 1) if not wish.holds(code)]
    return Condition(f"!({wish.words})", tuple((every, code) for code in codes))


def told(model: Model, entries: tuple[Entry, ...]) -> None:
    print(f"\n{model.name}")
    places = {(party, option) for party in range(len(model.parties)) for option in range(len(model.options))}
    heard = {place for place in places if by_party(model, *place, entries)}
    for cell in model.cells:
        if cell.says is not None:
            found = by_party(model, cell.party, cell.option, entries)
            where = f"{cell.kind.value} of {model.parties[cell.party].name} on {model.options[cell.option].name}"
            print(f"  {len(found):3} {where} {' '.join(found[:3])}")
    for title, one in (("as modelled", model), ("by the articles alone", left_open(model, heard))):
        spans = across_completions(one, ("nash",))
        span, called = spans.by_concept["nash"], spans.game.called
        print(
            f"  Nash, {title}: necessary {called(span.equilibria)}, possible {called(span.possible_equilibria)}"
            f" of {spans.game.size} states"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=Path("../shared/sources"), help="folder of articles")
    sources: Path = parser.parse_args().sources
    if not sources.is_dir():
        sys.exit(f"{sources} is missing: name the folder of articles with --sources.")
    entries = read(sources)
    for path in sorted((EXAMPLE / "models").glob("*.toml")):
        told(load(path), entries)


if __name__ == "__main__":
    main()
