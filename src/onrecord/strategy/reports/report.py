"""One page for a mediator: who wants what, the present, what could hold and on what it hinges.

What it is not stands on top. Everything on it is worked out elsewhere; this puts it in the order in which it is
asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.strategy.drafting.anchors import resolved
from onrecord.strategy.drafting.days import last_day
from onrecord.strategy.model.model import CellKind, GroundOf
from onrecord.strategy.reports.hinging import hinge_lines, open_route, open_table, questions
from onrecord.strategy.reports.holding import holding, holding_lines
from onrecord.strategy.reports.paths import By, paths
from onrecord.strategy.reports.remedies import remedies
from onrecord.strategy.reports.restating import restatements
from onrecord.strategy.reports.showing import row, section
from onrecord.strategy.reports.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.strategy.drafting.bearing import Shelf
    from onrecord.strategy.model.model import Cell, Model
    from onrecord.strategy.reports.hinging import Table
    from onrecord.strategy.reports.holding import Holding
    from onrecord.strategy.reports.showing import Block, Section

GROUNDS = {GroundOf.PRESENT: "The present", GroundOf.PREFERENCE: "The preference", GroundOf.RULE: "The rule"}
MOST_MOVES = 16
MOST_RESTATED = 256  # states, up to which the page says what would have to be stated otherwise
MOST_ANSWERS = 4
NO_GAIN = "no better for it"
MOST_TARGETS = 2  # outcomes to which a way is told
MOST_CHANGES = 6
LARGEST = 4096  # states, up to which ways and changes are searched


def report_sections(model: Model, shelf: Shelf | None = None) -> tuple[Section, ...]:
    """Return the page of a model; with a record it says how old the newest report is that it rests on."""
    held = holding(model)
    table = open_table(model) if model.partial() and held.game.size <= LARGEST else None
    return (
        section(model.name, _what_it_is_not(model, shelf)),
        section("Who wants what", _wants(model)),
        section("The present", _present(model, held, table)),
        section("What could hold", holding_lines(held)),
        section("On what it hinges", _hinges(model, held, table)),
        section("Who holds the key step", _keys(model, held, table)),
        section("What would change it", _changes(model, held, table)),
        section("What is assumed", _assumed(model)),
    )


def _what_it_is_not(model: Model, shelf: Shelf | None) -> Iterator[str]:
    yield "> **No forecast.** It says what could hold if the options and preferences below are right, and no more."
    day = f"The model speaks of {model.as_of.isoformat()}. " if model.as_of else "The model names no day. "
    yield f"> {day}{_newest(model, shelf)}"
    silent = [party.name for number, party in enumerate(model.parties) if not _cited(model, number)]
    if silent:
        yield f"> No entry of its own has: {', '.join(silent)}. What is said of them here is assumed."
    told = [cell for cell in model.cells if cell.says is not None]
    leaning = sum(1 for cell in told if cell.assumption)
    yield f"> Of {len(told)} cells that say yes or no, {leaning} lean on an assumption."


def _newest(model: Model, shelf: Shelf | None) -> str:
    """Return how old the newest entry is that the cells rest on."""
    known = resolved(model, shelf) if shelf is not None else model
    newest = max(
        filter(None, (_day(ident, shelf) for cell in known.cells for ident in cell.entries)), default=None
    )
    if newest is None:
        return _newest_cell(model)
    age = (model.as_of - newest).days if model.as_of else 0
    before = f", {age} {'day' if age == 1 else 'days'} before" if age > 0 else ""
    return f"The newest entry that it rests on is of {newest.isoformat()}{before}."


def _newest_cell(model: Model) -> str:
    """Return how old the newest cell is that cites something."""
    dated = max((cell.date for cell in model.cells if cell.cited), default="")
    return f"Its newest cell is dated {dated}." if dated else "None of its cells is dated."


def _day(ident: str, shelf: Shelf | None) -> date | None:
    """Return the last day that an entry can be of."""
    entry = shelf.entry(ident) if shelf else None
    return last_day(entry.when) if entry else None


def _cited(model: Model, party: int) -> bool:
    return any(cell.cited for cell in model.cells if cell.party == party)


def _wants(model: Model) -> Iterator[str]:
    """Yield a paragraph for each party: what it wants, what it says it will do, on what it is silent."""
    for number, party in enumerate(model.parties):
        said = [cell for cell in model.cells if cell.party == number and cell.says is not None]
        parts = [_said(model, cell) for cell in sorted(said, key=lambda cell: (cell.kind, cell.option))]
        parts.extend(_silent(model, said))
        yield f"- **{party.name}**: {'; '.join(parts) or 'nothing on record'}."


def _silent(model: Model, said: Iterable[Cell]) -> Iterator[str]:
    """Yield on which options none of a party's cells says anything."""
    on = {cell.option for cell in said}
    names = [f"“{option.name}”" for place, option in enumerate(model.options) if place not in on]
    if names:
        yield f"silent on {', '.join(names)}"


def _said(model: Model, cell: Cell) -> str:
    verb = {
        (CellKind.POSITION, True): "wants",
        (CellKind.POSITION, False): "does not want",
        (CellKind.INTENTION, True): "says that it will do",
        (CellKind.INTENTION, False): "says that it will not do",
    }[cell.kind, bool(cell.says)]
    reports = dict.fromkeys((*cell.entries, *(anchor.report for anchor in cell.anchors)))
    source = "; ".join(reports) or "assumed"
    doubt = ", ".join(model.parties[party].name for party in cell.doubted_by)
    when = f", {cell.date}" if cell.date else ""
    return f"{verb} “{model.options[cell.option].name}” [{source}{when}]" + (
        f", doubted by {doubt}" if doubt else ""
    )


def _present(model: Model, held: Holding, table: Table | None) -> Iterator[str | Block]:
    """Yield the present as a table of options, and as a tree what each could do next, and who could answer."""
    if held.present is None:
        yield "The model names no present state."
        return
    code = int(held.game.codes[held.present])
    if model.options and code >= 0:
        yield from _taken(model, code)
    wording = Wording(held.game, model)
    yield f"From {wording.state(held.present)}:"
    moves = [(p, t) for p in range(len(model.parties)) for t in held.game.moves(p, held.present)]
    for party, target in moves[:MOST_MOVES]:
        yield f"- {_step(held, table, wording, party, held.present, target)}"
        answers = list(_answers(held, table, wording, party, target))
        yield from answers[:MOST_ANSWERS]
        if len(answers) > MOST_ANSWERS:
            yield f"  - and {len(answers) - MOST_ANSWERS} more answers that may gain"
    if len(moves) > MOST_MOVES:
        yield f"- and {len(moves) - MOST_MOVES} more moves"


def _taken(model: Model, code: int) -> Iterator[Block]:
    """Yield a state as a table: each option, whose it is, and whether it is taken."""
    yield row("option", "of", "now")
    for place, option in enumerate(model.options):
        owners = ", ".join(model.parties[owner].name for owner in option.owners)
        yield row(option.name, owners, "yes" if code >> place & 1 else "no")


def _answers(held: Holding, table: Table | None, wording: Wording, party: int, target: int) -> Iterator[str]:
    """Yield the moves by which others could answer a party's move and may be better for it."""
    for other in range(len(held.model.parties)):
        ends = held.game.moves(other, target) if other != party else ()
        for end in ends:
            if not _gain(held, table, other, target, end).endswith(NO_GAIN):
                yield f"  - then {_step(held, table, wording, other, target, end)}"


def _step(held: Holding, table: Table | None, wording: Wording, party: int, origin: int, target: int) -> str:
    gain = _gain(held, table, party, origin, target)
    return f"{wording.party(party)} could {wording.change(origin, target)}: state {held.game.name(target)}, {gain}"


def _gain(held: Holding, table: Table | None, party: int, origin: int, target: int) -> str:
    if table is not None:
        order = table.orders[party]
        if order.better[target, origin]:
            return "surely better for it"
        if order.better[origin, target] or order.same[origin, target]:
            return f"surely {NO_GAIN}"
        return "**open** whether better for it"
    if held.model.partial():
        return "**open** whether better for it"  # too many states for what is known of each pair
    value = held.game.values[party]
    return "better for it" if value[target] > value[origin] else NO_GAIN


def _hinges(model: Model, held: Holding, table: Table | None) -> Iterator[str]:
    """Yield what decides whether the present holds, for each party for whom it is not decided."""
    if held.present is None:
        yield "Name the present (`status_quo`) to see on what it hinges."
        return
    if table is None:
        name = held.game.name(held.present)
        yield f"The preferences are full: `onrecord model why MODEL {name}` gives each gain and answer."
        return
    sure = []
    for party in range(len(model.parties)):
        if table.hinges.of(party, held.present, "nash").always:
            sure.append(model.parties[party].name)
        else:
            first = next(hinge_lines(table, held.present, "nash", [party]))  # without the examples for either side
            yield f"- {first}"
    if sure:
        yield f"- For {', '.join(sure)} the present is stable by Nash whatever the open preferences are."


def _keys(model: Model, held: Holding, table: Table | None) -> Iterator[str]:
    """Yield the ways from the present to the outcomes that hold most surely, with who holds their keys."""
    targets = [state for state in held.ranked("nash") if state != held.present][:MOST_TARGETS]
    if held.present is None or not targets or held.game.size > LARGEST:
        yield "No other outcome holds by Nash to which a way could be told."
        return
    for target in targets:
        if table is not None:
            yield from _open_way(table, held.present, target)
        else:
            found = paths(held.game, held.present, target, By.IMPROVEMENTS, model.coalitions, model)
            yield from (f"- {line}" for line in found.words)


def _open_way(table: Table, origin: int, target: int) -> Iterator[str]:
    """Yield the way to an outcome where preferences are open, its steps set in."""
    yield f"- To {table.wording.state(target)}:"
    for line in open_route(table, origin, target, By.IMPROVEMENTS):
        yield f"    - {line.strip()}" if line[0] == " " else f"  - {line}"


def _changes(model: Model, held: Holding, table: Table | None) -> Iterator[str]:
    """Yield what would settle or change whether the present holds."""
    if table is not None:
        yield from (f"- {line}" for line in questions(table) or ("No comparison decides a verdict by itself.",))
        yield from _restated(model, held)
        return
    if held.present is None or held.game.size > LARGEST:
        yield "Not searched: name the present, or ask of a smaller model."
        return
    wanted = held.present not in held.sure["nash"]
    found = remedies(model, held.present, "nash", wanted=wanted, parties=None, most=1)
    yield f"The present would {'hold' if wanted else 'no longer hold'} by Nash with one change:"
    yield from (f"- {words[0].upper()}{words[1:]}." for words in found.words[:MOST_CHANGES])
    if len(found.words) > MOST_CHANGES:
        yield f"- and {len(found.words) - MOST_CHANGES} more"
    if not found.words:
        yield "- None does it."


def _restated(model: Model, held: Holding) -> Iterator[str]:
    """Yield which single statements would make the present hold, or fall, whatever else is open."""
    if held.present is None or held.game.size > MOST_RESTATED:
        return
    wanted = held.present not in held.sure["nash"]
    name = str(held.game.name(held.present))
    found = restatements(model, name, "nash", wanted=wanted, parties=range(len(model.parties)), most=1)
    if found.answers:
        verb = "hold" if wanted else "not hold"
        yield f"- The present would {verb} by Nash, whatever else is open, with any one of these:"
        yield from (f"  - {words}." for (words,) in found.answers[:MOST_CHANGES])
        if len(found.answers) > MOST_CHANGES:
            yield f"  - {len(found.answers) - MOST_CHANGES} more"


def _assumed(model: Model) -> Iterator[str]:
    told = [cell for cell in model.cells if cell.assumption]
    for cell in told:
        says = {True: "yes", False: "no", None: "nothing"}[cell.says]
        where = f"{model.parties[cell.party].name} on “{model.options[cell.option].name}” ({cell.kind}, {says})"
        yield f"- {where}: {cell.assumption}"
    for ground in model.grounds:
        whose = f" of {model.parties[ground.party].name}" if ground.party is not None else ""
        rule = f" “{ground.rule}”" if ground.rule else ""
        rests = ground.assumption or f"rests on {'; '.join(ground.cited)}"
        yield f"- {GROUNDS[ground.of]}{whose}{rule}: {rests}"
    if not told:
        yield "No cell names an assumption."
    yield "- Which options there are, who owns them, what is impossible, and the preferences are the analyst's."
