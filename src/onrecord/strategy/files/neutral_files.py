"""Reads the neutral JSON form in which published cases are collected.

It names decision makers, options with owner and direction, every feasible state as a Y/N string, each party's
ranking best to worst, and for general graphs the arcs; it may carry the published equilibria.
"""

from __future__ import annotations

from onrecord.strategy.model.conditions import Condition, pattern
from onrecord.strategy.model.fields import Table, condition_at, name_of
from onrecord.strategy.model.model import Arc, Direction, ListedState, Model, Option, Party, Ranking
from onrecord.strategy.model.naming import (
    MOST_OPTIONS,
    MOST_OPTIONS_LISTED,
    feasible_count,
    option_ids,
    ranking,
    too_many_options,
    unlike,
)


def read_neutral(top: Table) -> Model:
    """Return the model of a neutral file."""
    names = top.texts("decision_makers")
    unlike(top, "decision_makers", names, "party")
    parties = tuple(Party(name, name) for name in names)
    arcs_given, listed = top.has("arcs"), top.has("states")
    options = _options(top, names, MOST_OPTIONS_LISTED if listed else MOST_OPTIONS)
    infeasible = _infeasible(top, len(options), arcs_given=arcs_given)
    states = _states(top, len(options), infeasible, arcs_given=arcs_given) if listed or arcs_given else None
    known = _names(top, states, len(options), infeasible)
    return Model(
        path=top.path,
        name=top.text("name", top.path),
        parties=parties,
        options=options,
        states=states,
        infeasible=infeasible if states is None else (),
        counted=states is None,
        arcs=_arcs(top, names, states) if states and arcs_given else None,
        preferences=_preferences(top, names, known),
        status_quo=_status_quo(top, known),
    )


def _names(
    top: Table, states: tuple[ListedState, ...] | None, options: int, infeasible: tuple[Condition, ...]
) -> list[str]:
    """Return how the file names the states: as it lists them, else by their place in order of code."""
    if states is not None:
        return [state.name for state in states]
    return [str(i + 1) for i in range(feasible_count(top, "infeasible", options, infeasible))]


def party_number(table: Table, key: str, name: str, names: tuple[str, ...]) -> int:
    """Return a party's number, or say that there is no such party."""
    if name not in names:
        raise table.fault(key, f"there is no party '{name}'; the parties are {', '.join(names)}.")
    return names.index(name)


def _options(top: Table, names: tuple[str, ...], most: int) -> tuple[Option, ...]:
    tables = top.tables("options")
    ids = option_ids([table.text("name") for table in tables])
    found = []
    for table, ident in zip(tables, ids, strict=True):
        owners = tuple(party_number(table, "owner", owner, names) for owner in table.texts("owner"))
        direction = table.text("direction", "both")
        if direction not in tuple(Direction):
            raise table.fault("direction", f"'{direction}' is no direction; use both, fwd or back.")
        found.append(Option(ident, table.text("name"), owners, Direction(direction)))
    if len(found) > most:
        raise too_many_options(top, "options", len(found))
    return tuple(found)


def _infeasible(top: Table, count: int, *, arcs_given: bool) -> tuple[Condition, ...]:
    def read(words: str) -> Condition:
        return pattern(words, count)

    texts = top.texts("infeasible")
    if arcs_given:  # the states and arcs say it all; some files put a remark here instead of patterns
        texts = tuple(text for text in texts if len(text) == count and set(text) <= set("YN-"))
    return tuple(condition_at(top.path, f"infeasible[{i}]", text, read) for i, text in enumerate(texts))


def _states(
    top: Table, count: int, infeasible: tuple[Condition, ...], *, arcs_given: bool
) -> tuple[ListedState, ...]:
    table = top.table("states")
    found: list[ListedState] = []
    codes: dict[int, str] = {}
    for name in table.data:
        code = _code(table, name, count, arcs_given=arcs_given)
        if code is not None and code in codes:
            raise table.fault(name, f"this is the same state as '{codes[code]}'; list each state once.")
        for rule in infeasible:
            if code is not None and rule.holds(code):
                signs = table.text(name)
                raise table.fault(
                    name, f"{signs} is listed and yet infeasible by '{rule.words}'; drop one of the two."
                )
        if code is not None:
            codes[code] = name
        found.append(ListedState(name, code))
    if not found:
        raise top.fault("states", "the file lists no state; list the feasible ones.")
    return tuple(found)


def _code(table: Table, name: str, count: int, *, arcs_given: bool) -> int | None:
    """Return a state's code; where arcs give the moves, a state may be put in other words."""
    signs = table.text(name, "")
    if arcs_given and (len(signs) != count or set(signs) - set("YN") or not count):
        return None
    mask, code = condition_at(table.path, table.at(name), signs, lambda words: pattern(words, count)).cases[0]
    if mask != (1 << count) - 1:
        raise table.fault(name, f"'{signs}' leaves an option open; a state says Y or N for each.")
    return code


def _preferences(top: Table, names: tuple[str, ...], known: list[str]) -> tuple[Ranking, ...]:
    table = top.table("preference_best_to_worst")
    for name in table.data:
        party_number(table, name, name, names)
    for name in names:
        if not table.has(name):
            raise table.fault("", f"the ranking of '{name}' is missing; add it.")
    return tuple(ranking(table.path, table.at(name), table.items(name), known) for name in names)


def _arcs(top: Table, names: tuple[str, ...], states: tuple[ListedState, ...]) -> tuple[Arc, ...]:
    table = top.table("arcs")
    number = {state.name: i for i, state in enumerate(states)}
    found: list[Arc] = []
    for name in table.data:
        party = party_number(table, name, name, names)
        moves = table.table(name)
        for origin in moves.data:
            for i, item in enumerate(moves.items(origin)):
                target = name_of(moves.path, f"{moves.at(origin)}[{i}]", item)
                for state in (origin, target):
                    if state not in number:
                        raise moves.fault(origin, f"there is no state '{state}'; arcs join listed states.")
                found.append(Arc(party, number[origin], number[target]))
    return tuple(found)


def _status_quo(top: Table, known: list[str]) -> str | None:
    published = top.data.get("published_equilibria")
    found = top.data.get("status_quo") or (published.get("status_quo") if isinstance(published, dict) else None)
    if found is None:
        return None
    name = name_of(top.path, "status_quo", found)
    if name not in known:
        raise top.fault("status_quo", f"there is no state '{name}'; name a listed state.")
    return name
