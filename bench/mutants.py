"""How much of what is wrong in a model `check` finds: shipped models with one thing wrong on purpose.

    python bench/mutants.py [--record RECORD] [--part open|held|all] [--seed 20] [--errors]

Each mutant is one of the sample's four models with one change of a kind below, drawn by a seed; every second one
is `held` and was run only once `check` was written. Found is a mutant on which `check` says anything, since on the
models as they are shipped it must say nothing. The kinds were named before `check` read content. With --models
other files are taken: `bench/sample-models` holds the four as they were before options said what they are about.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from sample_record import EXAMPLE, sample_record

from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.files.files import load
from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.model import Anchor, CellKind, Model, Partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.record import Record

EACH = 5  # mutants of a kind and model, where there are as many


class Mutant(NamedTuple):
    """A model with one thing wrong."""

    kind: str
    what: str
    model: Model


def _with_cell(model: Model, number: int, **changed: object) -> Model:
    cells = list(model.cells)
    cells[number] = replace(cells[number], **changed)  # type: ignore[arg-type]
    return replace(model, cells=tuple(cells))


def _name(model: Model, number: int) -> str:
    cell = model.cells[number]
    return f"{cell.kind.value} of {model.parties[cell.party].id} on {model.options[cell.option].id}"


def _told(model: Model) -> list[int]:
    return [i for i, cell in enumerate(model.cells) if cell.says is not None]


def _cited(model: Model) -> list[int]:
    return [i for i in _told(model) if model.cells[i].anchors]


def turned_cell(model: Model) -> Iterator[tuple[str, Model]]:
    """A yes that is a no, in a cell that cites."""
    for i in _cited(model):
        yield _name(model, i), _with_cell(model, i, says=not model.cells[i].says)


def turned_assumption(model: Model) -> Iterator[tuple[str, Model]]:
    """A yes that is a no, in a position that is assumed."""
    for i in _told(model):
        if not model.cells[i].anchors and model.cells[i].kind is CellKind.POSITION:
            yield _name(model, i), _with_cell(model, i, says=not model.cells[i].says)


def all_turned(model: Model) -> Iterator[tuple[str, Model]]:
    """Every yes a no, and every no a yes."""
    turned = tuple(replace(c, says=None if c.says is None else not c.says) for c in model.cells)
    yield "all", replace(model, cells=turned)


def wrong_party(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell of one party given to another."""
    for i in _cited(model):
        for party in range(len(model.parties)):
            if party != model.cells[i].party:
                yield f"{_name(model, i)} to {model.parties[party].id}", _with_cell(model, i, party=party)


def wrong_option(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell put on another option."""
    for i in _cited(model):
        for option in range(len(model.options)):
            if option != model.cells[i].option:
                yield f"{_name(model, i)} to {model.options[option].id}", _with_cell(model, i, option=option)


def wrong_date(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell dated a year too early or too late."""
    for i in _cited(model):
        if len(model.cells[i].date) == 10:
            year = int(model.cells[i].date[:4])
            for other in (year - 1, year + 1):
                yield (
                    f"{_name(model, i)} in {other}",
                    _with_cell(model, i, date=f"{other}{model.cells[i].date[4:]}"),
                )


def wrong_citation(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell that cites what another party's cell cites."""
    for i in _cited(model):
        for j in _cited(model):
            if model.cells[i].party != model.cells[j].party:
                changed = _with_cell(model, i, anchors=model.cells[j].anchors)
                yield f"{_name(model, i)} cites {_name(model, j)}", changed


def no_citation(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell whose entries are gone."""
    for i in _cited(model):
        if not model.cells[i].assumption:
            yield _name(model, i), _with_cell(model, i, anchors=(), entries=())


def strange_words(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell that cites words which the report does not have."""
    for i in _cited(model):
        first = model.cells[i].anchors[0]
        yield _name(model, i), _with_cell(model, i, anchors=(Anchor(first.report, first.words + " at once"),))


def wrong_owner(model: Model) -> Iterator[tuple[str, Model]]:
    """An option given to another party."""
    for number, option in enumerate(model.options):
        for party in range(len(model.parties)):
            if party not in option.owners:
                options = list(model.options)
                options[number] = replace(option, owners=(party,))
                yield f"{option.id} to {model.parties[party].id}", replace(model, options=tuple(options))


def turned_preference(model: Model) -> Iterator[tuple[str, Model]]:
    """A wish on one option turned round, of a party that has a position on it."""
    held = {(c.party, c.option) for c in model.cells if c.says is not None and c.kind is CellKind.POSITION}
    for party, preference in enumerate(model.preferences):
        if not isinstance(preference, Partial):
            continue
        for place, wish in enumerate(preference.groups[0]):
            ((mask, value), *more) = wish.cases
            option = mask.bit_length() - 1
            if more or mask.bit_count() != 1 or (party, option) not in held:
                continue
            name = model.options[option].id
            turned = Condition(f"!{name}" if value else name, ((mask, mask ^ value),))
            group = (*preference.groups[0][:place], turned, *preference.groups[0][place + 1 :])
            preferences = list(model.preferences)
            preferences[party] = replace(preference, groups=(group, *preference.groups[1:]))
            yield f"{model.parties[party].id}: {turned.words}", replace(model, preferences=tuple(preferences))


def wrong_status_quo(model: Model) -> Iterator[tuple[str, Model]]:
    """A present in which one more option is taken."""
    for number, option in enumerate(model.options):
        code = int(model.status_quo or 0)
        if not code >> number & 1 and not any(rule.holds(code | 1 << number) for rule in model.infeasible):
            yield f"{option.id} taken", replace(model, status_quo=str(code | 1 << number))


def earlier_day(model: Model) -> Iterator[tuple[str, Model]]:
    """A model that speaks of a day before its entries."""
    if model.as_of:
        for days in (400, 800, 1200):
            yield f"{days} days earlier", replace(model, as_of=model.as_of - timedelta(days=days))


def no_cells(model: Model) -> Iterator[tuple[str, Model]]:
    """A model without its table, or an option without its cells."""
    yield "no table", replace(model, cells=())
    for number, option in enumerate(model.options):
        yield f"none on {option.id}", replace(model, cells=tuple(c for c in model.cells if c.option != number))


def doubled_cell(model: Model) -> Iterator[tuple[str, Model]]:
    """A cell that stands twice, once yes and once no."""
    for i in _told(model):
        twice = replace(model.cells[i], says=not model.cells[i].says)
        yield _name(model, i), replace(model, cells=(*model.cells, twice))


KINDS: tuple[Callable[[Model], Iterator[tuple[str, Model]]], ...] = (
    turned_cell, turned_assumption, all_turned, wrong_party, wrong_option, wrong_date, wrong_citation, no_citation,
    strange_words, wrong_owner, turned_preference, wrong_status_quo, earlier_day, no_cells, doubled_cell,
)  # fmt: skip


def mutants(models: list[Model], seed: int) -> list[Mutant]:
    """Return the mutants of all kinds, a few of each kind and model, in an order of the seed."""
    chance = Random(seed)
    found = []
    for kind in KINDS:
        for model in models:
            drawn = list(kind(model))
            chance.shuffle(drawn)
            found.extend(Mutant(kind.__name__, f"{model.name}: {what}", made) for what, made in drawn[:EACH])
    return found


def shelf_of(record: Record) -> EntryShelf:
    """Return the entries of a record."""
    lines = tuple(record.lines())
    return EntryShelf((line.entry for line in lines), {line.report.id: line.report.path for line in lines})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", type=Path, help="a record of the sample dispute, instead of building one")
    parser.add_argument("--models", type=Path, default=EXAMPLE / "models", help="folder of the models")
    parser.add_argument("--part", choices=("open", "held", "all"), default="all")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--errors", action="store_true", help="print each mutant that is not found")
    given = parser.parse_args()
    with sample_record(given.record) as record:
        shelf = shelf_of(record)
    models = [load(path) for path in sorted(given.models.glob("*.toml"))]
    for model in models:
        for finding in check(model, shelf):
            print(f"false on {model.name}: {finding.words}")
    every, met = Counter[str](), Counter[str]()
    for number, mutant in enumerate(mutants(models, given.seed)):
        if given.part == "all" or (given.part == "held") == bool(number % 2):
            found = bool(check(mutant.model, shelf))
            every[mutant.kind] += 1
            met[mutant.kind] += found
            if given.errors and not found:
                print(f"not found: {mutant.kind}, {mutant.what}")
    for name, count in every.items():
        print(f"{met[name]:4} of {count:4}  {name}")
    print(f"{met.total():4} of {every.total():4}  ({met.total() / every.total():.2f})")


if __name__ == "__main__":
    main()
