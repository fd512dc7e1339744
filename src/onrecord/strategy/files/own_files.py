"""Reads our own model files, TOML or JSON; `model.schema.json` beside this file describes them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain, product
from typing import TYPE_CHECKING

from onrecord.matters import by_id
from onrecord.strategy.model.conditions import Condition, condition, conjunction, negation, pattern
from onrecord.strategy.model.fields import Table, condition_at, name_of
from onrecord.strategy.model.model import (
    Anchor,
    Arc,
    BlockedMove,
    Cell,
    CellKind,
    Direction,
    Ground,
    GroundOf,
    ListedState,
    Model,
    Option,
    Partial,
    Party,
    Preference,
    Statements,
)
from onrecord.strategy.model.naming import (
    MOST_OPTIONS,
    MOST_OPTIONS_LISTED,
    option_ids,
    ranking,
    too_many_options,
    unlike,
)
from onrecord.strategy.model.space import state_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Reading = Callable[[str], Condition]

TOP = ("model", "name", "as_of", "status_quo", "party", "option", "rule", "merge", "state", "move", "blocked",
       "preference", "coalition", "cell", "ground")  # fmt: skip
KINDS = ("statement", "stance", "event")


def read_own(top: Table) -> Model:
    """Return the model of one of our own files."""
    top.only(TOP)
    parties = tuple(_party_of(table) for table in top.tables("party"))
    unlike(top, "party", [party.id for party in parties], "party")
    options = _options(top, parties)
    numbers = {option.id: i for i, option in enumerate(options)}
    read = partial(condition, options=numbers)
    infeasible = tuple(chain.from_iterable(_rules(table, read, numbers) for table in top.tables("rule")))
    merged = tuple(_given(table, "when", read) for table in top.tables("merge"))
    states = _states(top, len(options), infeasible)
    model = Model(
        path=top.path,
        name=top.text("name", top.path),
        parties=parties,
        options=options,
        infeasible=infeasible,
        merged=merged,
        states=states,
        arcs=_arcs(top, parties, states),
        blocked=tuple(_blocked(table, parties, read) for table in top.tables("blocked")),
        coalitions=_coalitions(top, parties),
        cells=tuple(_cell(table, parties, numbers) for table in top.tables("cell")),
        grounds=tuple(_ground(table, parties) for table in top.tables("ground")),
        as_of=top.day("as_of"),
        status_quo=top.text("status_quo", "") or None,
    )
    return _with_preferences(top, model, read)


def _party_of(table: Table) -> Party:
    table.only(("id", "name"))
    return Party(table.text("id"), table.text("name", table.text("id")))


def _party(table: Table, key: str, name: str, parties: Sequence[Party]) -> int:
    for number, party in enumerate(parties):
        if name in (party.id, party.name):
            return number
    known = ", ".join(party.id for party in parties)
    raise table.fault(key, f"there is no party '{name}'; the parties are {known}.")


def _given(table: Table, key: str, read: Reading) -> Condition:
    return condition_at(table.path, table.at(key), table.text(key), read)


def _options(top: Table, parties: Sequence[Party]) -> tuple[Option, ...]:
    tables = top.tables("option")
    spare = option_ids([table.text("name", table.text("id", "option")) for table in tables])
    ids = [table.text("id", ident) for table, ident in zip(tables, spare, strict=True)]
    for i, ident in enumerate(ids):
        if ident in ids[:i]:
            raise tables[i].fault("id", f"the option '{ident}' stands twice; give each its own id.")
    most = MOST_OPTIONS_LISTED if top.has("state") else MOST_OPTIONS
    if len(ids) > most:
        raise too_many_options(top, "option", len(ids))
    numbers = {ident: i for i, ident in enumerate(ids)}
    return tuple(_option(table, ident, parties, numbers) for table, ident in zip(tables, ids, strict=True))


def _option(table: Table, ident: str, parties: Sequence[Party], numbers: dict[str, int]) -> Option:
    table.only(("id", "name", "by", "direction", "only_if", "back_if", "about"))
    direction = table.text("direction", "both")
    if direction not in tuple(Direction):
        raise table.fault("direction", f"'{direction}' is no direction; use both, fwd or back.")
    read = partial(condition, options=numbers)
    owners = tuple(_party(table, "by", name, parties) for name in table.texts("by"))
    if not owners:
        raise table.fault("by", "an option needs a party who can change it; name it.")
    return Option(
        ident,
        table.text("name", ident),
        owners,
        Direction(direction),
        table.condition("only_if", read),
        table.condition("back_if", read),
        _about(table),
    )


def _about(table: Table) -> tuple[str, ...]:
    """Return the matters that an option is about; one that the catalogue does not have is a fault."""
    found = table.texts("about")
    for name in found:
        if name.removeprefix("-") not in by_id():
            known = ", ".join(by_id())
            raise table.fault(
                "about", f"the catalogue has no matter '{name}'; it has {known}, each with - or not."
            )
    return found


def _rules(table: Table, read: Reading, numbers: dict[str, int]) -> tuple[Condition, ...]:
    """Return what one rule makes infeasible."""
    table.only(("impossible", "one_of", "at_most_one", "at_least_one", "if", "then"))
    if table.has("impossible"):
        return (_given(table, "impossible", read),)
    if table.has("if"):
        told, then = _given(table, "if", read), _given(table, "then", read)
        cases = conjunction(frozenset(told.cases), negation(frozenset(then.cases)))
        return (Condition(f"{told.words} without {then.words}", tuple(sorted(cases))),)
    for key in ("one_of", "at_most_one", "at_least_one"):
        if table.has(key):
            names = table.texts(key)
            for name in names:
                if name not in numbers:
                    raise table.fault(key, f"there is no option '{name}'; the options are {', '.join(numbers)}.")
            return _counting(names, [1 << numbers[name] for name in names], key)
    raise table.fault("", "a rule says impossible, one_of, at_most_one, at_least_one, or if and then.")


def _counting(names: Sequence[str], bits: Sequence[int], key: str) -> tuple[Condition, ...]:
    pairs = tuple((a | b, a | b) for i, a in enumerate(bits) for b in bits[:i])
    several = Condition(f"more than one of {', '.join(names)}", pairs)
    none = Condition(f"none of {', '.join(names)}", ((sum(bits), 0),))
    return {"one_of": (several, none), "at_most_one": (several,), "at_least_one": (none,)}[key]


def _states(top: Table, count: int, infeasible: Sequence[Condition]) -> tuple[ListedState, ...] | None:
    tables = top.tables("state")
    if not tables and count:
        return None
    names = [table.text("name") for table in tables]
    unlike(top, "state", names, "state")
    found: list[ListedState] = []
    for table, name in zip(tables, names, strict=True):
        table.only(("name", "options"))
        found.append(ListedState(name, _code(table, count, infeasible, found) if count else None))
    return tuple(found)


def _code(table: Table, count: int, infeasible: Sequence[Condition], others: Sequence[ListedState]) -> int:
    """Return the code of a listed state; one left open, ruled out or listed already is a fault."""
    held = condition_at(table.path, table.at("options"), table.text("options"), partial(pattern, count=count))
    mask, code = held.cases[0]
    if mask != (1 << count) - 1:
        raise table.fault("options", f"'{held.words}' leaves an option open; a state says Y or N for each.")
    for rule in infeasible:
        if rule.holds(code):
            raise table.fault("options", f"the state is listed and yet infeasible by '{rule.words}'; drop one.")
    for other in others:
        if other.code == code:
            raise table.fault("options", f"this is the same state as '{other.name}'; list each state once.")
    return code


def _arcs(top: Table, parties: Sequence[Party], states: Sequence[ListedState] | None) -> tuple[Arc, ...] | None:
    if not top.has("move"):
        return None if top.has("option") else ()
    number = {state.name: i for i, state in enumerate(states or ())}
    found: list[Arc] = []
    for table in top.tables("move"):
        table.only(("by", "from", "to"))
        origins, ends = _listed(table, "from", number), _listed(table, "to", number)
        movers = [_party(table, "by", name, parties) for name in table.texts("by")]
        found.extend(Arc(*arc) for arc in product(movers, origins, ends))
    return tuple(found)


def _listed(table: Table, key: str, number: dict[str, int]) -> list[int]:
    """Return the numbers of the listed states that a move names."""
    names = table.texts(key)
    for name in names:
        if name not in number:
            raise table.fault(key, f"there is no listed state '{name}'; moves join states listed as [[state]].")
    return [number[name] for name in names]


def _blocked(table: Table, parties: Sequence[Party], read: Reading) -> BlockedMove:
    table.only(("by", "from", "to"))
    by = _party(table, "by", table.text("by"), parties) if table.has("by") else None
    return BlockedMove(by, _given(table, "from", read), _given(table, "to", read))


def _coalitions(top: Table, parties: Sequence[Party]) -> tuple[tuple[int, ...], ...]:
    found = []
    for i, item in enumerate(top.items("coalition")):
        members = Table(top.path, "", {f"coalition[{i}]": item}).texts(f"coalition[{i}]")
        found.append(tuple(sorted(_party(top, "coalition", name, parties) for name in members)))
    return tuple(found)


def _cell(table: Table, parties: Sequence[Party], numbers: dict[str, int]) -> Cell:
    table.only(("option", "party", "kind", "says", "date", "entries", "assumption", "doubted_by", "candidates"))
    option, kind = table.text("option"), table.text("kind", "position")
    if option not in numbers:
        raise table.fault("option", f"there is no option '{option}'; the options are {', '.join(numbers)}.")
    if kind not in tuple(CellKind):
        raise table.fault("kind", f"'{kind}' is no kind of cell; use position or intention.")
    says = {"yes": True, "no": False, "": None}.get(table.text("says", "").lower(), 0)
    if says == 0 and says is not False:
        raise table.fault("says", "a cell says yes, no, or nothing.")
    day = table.data.get("date", "")
    ids, anchors = _citations(table)
    return Cell(
        option=numbers[option],
        party=_party(table, "party", table.text("party"), parties),
        kind=CellKind(kind),
        says=None if says is None else bool(says),
        date=str(day),
        entries=ids,
        assumption=table.text("assumption", ""),
        doubted_by=tuple(_party(table, "doubted_by", name, parties) for name in table.texts("doubted_by")),
        candidates=table.texts("candidates"),
        anchors=anchors,
    )


def _ground(table: Table, parties: Sequence[Party]) -> Ground:
    """Return what the present, a preference or a rule rests on."""
    table.only(("of", "party", "rule", "entries", "assumption"))
    of = table.text("of")
    if of not in tuple(GroundOf):
        raise table.fault("of", f"'{of}' has no grounds; use {', '.join(GroundOf)}.")
    if of == GroundOf.PREFERENCE and not table.has("party"):
        raise table.fault("party", "a preference is a party's; name it.")
    ids, anchors = _citations(table)
    return Ground(
        GroundOf(of),
        _party(table, "party", table.text("party"), parties) if table.has("party") else None,
        table.text("rule", ""),
        ids,
        anchors,
        table.text("assumption", ""),
    )


def _citations(table: Table) -> tuple[tuple[str, ...], tuple[Anchor, ...]]:
    """Return the entries that a cell cites by id, and those that it cites by words."""
    if not isinstance(table.data.get("entries"), list):
        return table.texts("entries"), ()
    items = list(enumerate(table.items("entries")))
    ids = tuple(name_of(table.path, f"{table.at('entries')}[{i}]", x) for i, x in items if not isinstance(x, dict))
    places = [Table(table.path, f"{table.at('entries')}[{i}]", x) for i, x in items if isinstance(x, dict)]
    return ids, tuple(_anchor(place) for place in places)


def _anchor(table: Table) -> Anchor:
    table.only(("report", "words", "kind", "entry"))
    kind = table.text("kind", "")
    if kind not in ("", *KINDS):
        raise table.fault("kind", f"'{kind}' is no kind of entry; use {', '.join(KINDS)}, or leave it out.")
    return Anchor(table.text("report"), table.text("words"), kind, table.text("entry", ""))


def _with_preferences(top: Table, model: Model, read: Reading) -> Model:
    given = _preference_tables(top, model.parties)
    names = state_names(model) if any(_names_states(table) for table in given.values()) or model.status_quo else ()
    if model.status_quo and model.status_quo not in names:
        raise top.fault("status_quo", f"there is no state '{model.status_quo}'; name a feasible state.")
    found = tuple(_preference(given[number], read, names) for number in range(len(model.parties)))
    return replace(model, preferences=found)


def _preference_tables(top: Table, parties: Sequence[Party]) -> dict[int, Table]:
    """Return the one table of each party's preference."""
    given: dict[int, Table] = {}
    for table in top.tables("preference"):
        party = _party(table, "party", table.text("party"), parties)
        if party in given:
            raise table.fault("party", f"'{parties[party].id}' has a preference already; keep one.")
        given[party] = table
    for number, missing in enumerate(parties):
        if number not in given:
            words = f"the preference of '{missing.id}' is missing; add it, or leave it partial."
            raise top.fault("preference", words)
    return given


def _names_states(table: Table) -> bool:
    return any(table.has(key) for key in ("ranking", "tiers", "above"))


def _preference(table: Table, read: Reading, names: Sequence[str]) -> Preference:
    table.only(("party", "ranking", "statements", "partial", "tiers", "above"))
    if table.has("ranking"):
        return ranking(table.path, table.at("ranking"), table.items("ranking"), names)
    if table.has("statements"):
        return Statements(_conditions(table, "statements", table.texts("statements"), read))
    groups = []
    for i, item in enumerate(table.items("partial")):
        words = Table(table.path, table.at("partial"), {f"{i}": item}).texts(f"{i}")
        groups.append(_conditions(table, "partial", words, read))
    tiers = ranking(table.path, table.at("tiers"), table.items("tiers"), names).tiers if table.has("tiers") else ()
    return Partial(tuple(groups), _above(table, names), tiers)


def _conditions(table: Table, key: str, words: Sequence[str], read: Reading) -> tuple[Condition, ...]:
    return tuple(condition_at(table.path, f"{table.at(key)}[{i}]", text, read) for i, text in enumerate(words))


def _above(table: Table, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    every = set(names)
    found = []
    for i, item in enumerate(table.items("above")):
        pair = item if isinstance(item, list) else [item]
        place = f"{table.at('above')}[{i}]"
        better_worse = tuple(name_of(table.path, place, name) for name in pair)
        if len(better_worse) != 2:
            raise table.fault("above", "each pair names two states, the better one first.")
        for name in better_worse:
            if name not in every:
                raise table.fault("above", f"there is no state '{name}'; compare feasible states.")
        found.append((better_worse[0], better_worse[1]))
    return tuple(found)
