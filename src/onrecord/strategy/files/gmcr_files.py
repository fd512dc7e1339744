"""Reads `.gmcr` files, the JSON that the known desktop tool for graph models saves.

Options have a permitted direction; decision makers list their options by index; preferences are prioritised
statements, each a list of (option, Y or N), or several such lists of which one must fit ("compound"), or a manual
ranking by the tool's own numbers: feasible states in order of decimal code, counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.strategy.model.conditions import Condition
from onrecord.strategy.model.fields import Table
from onrecord.strategy.model.model import Direction, Model, Option, Party, Preference, Statements
from onrecord.strategy.model.naming import (
    MOST_OPTIONS,
    feasible_count,
    option_ids,
    ranking,
    too_many_options,
    unlike,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def read_gmcr(top: Table) -> Model:
    """Return the model of a `.gmcr` file."""
    makers = top.tables("decisionMakers")
    names = tuple(maker.text("name") for maker in makers)
    unlike(top, "decisionMakers", names, "party")
    options, place = _options(top, makers)
    infeasible = tuple(_conditions(top, "infeasibles", place))
    count = feasible_count(top, "infeasibles", len(options), infeasible)
    manual = bool(top.data.get("useManualPreferenceRanking", top.data.get("useManualPreferenceVectors", False)))
    return Model(
        path=top.path,
        name=top.text("name", top.path),
        parties=tuple(Party(name, name) for name in names),
        options=options,
        infeasible=infeasible,
        preferences=tuple(_preference(maker, manual, place, count) for maker in makers),
        counted=True,
        coalitions=_coalitions(top, len(names)),
        notes=tuple(
            f"{top.path}: the misperceptions of {name} are left out; the model is solved as it truly stands."
            for maker, name in zip(makers, names, strict=True)
            if maker.items("misperceptions")
        ),
    )


def _options(top: Table, makers: Sequence[Table]) -> tuple[tuple[Option, ...], dict[int, int]]:
    """Return the options in the order of their parties, as the tool itself puts them, and where each went."""
    tables = top.tables("options")
    owners: dict[int, list[int]] = {}
    for number, maker in enumerate(makers):
        for item in maker.items("options"):
            owners.setdefault(_index(maker, "options", item, len(tables)), []).append(number)
    order = [*owners, *(i for i in range(len(tables)) if i not in owners)]
    ids = option_ids([tables[i].text("name") for i in order])
    found = []
    for ident, i in zip(ids, order, strict=True):
        direction = tables[i].text("permittedDirection", "both")
        if direction not in tuple(Direction):
            raise tables[i].fault("permittedDirection", f"'{direction}' is no direction; use both, fwd or back.")
        found.append(Option(ident, tables[i].text("name"), tuple(owners.get(i, ())), Direction(direction)))
    if len(found) > MOST_OPTIONS:
        raise too_many_options(top, "options", len(found))
    return tuple(found), {old: new for new, old in enumerate(order)}


def _index(table: Table, key: str, item: object, count: int) -> int:
    if isinstance(item, bool) or not isinstance(item, int) or not 0 <= item < count:
        raise table.fault(key, f"there is no option {item!r}; the options are numbered 0 to {count - 1}.")
    return item


def _conditions(table: Table, key: str, place: dict[int, int]) -> list[Condition]:
    found = []
    for i, item in enumerate(table.items(key)):
        inner = Table(table.path, f"{table.at(key)}[{i}]", {"members": [item]} if isinstance(item, list) else item)
        cases = tuple(_case(inner, member, place) for member in inner.items("members"))
        found.append(Condition(_signs(cases, len(place)), cases))
    return found


def _case(table: Table, member: object, place: dict[int, int]) -> tuple[int, int]:
    mask = value = 0
    for pair in member if isinstance(member, list) else [member]:
        if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N"):
            raise table.fault("", f"a pair of option and Y or N should stand here, not {pair!r}.")
        bit = 1 << place[_index(table, "", pair[0], len(place))]
        mask |= bit
        value |= bit if pair[1] == "Y" else 0
    return mask, value


def _signs(cases: tuple[tuple[int, int], ...], count: int) -> str:
    def one(mask: int, value: int) -> str:
        return "".join("-" if not mask >> i & 1 else "Y" if value >> i & 1 else "N" for i in range(count))

    return " | ".join(one(mask, value) for mask, value in cases)


def _preference(maker: Table, manual: bool, place: dict[int, int], count: int) -> Preference:
    if not manual:
        return Statements(tuple(_conditions(maker, "preferences", place)))
    key = "preferenceRanking" if maker.has("preferenceRanking") else "preferenceVector"
    return ranking(maker.path, maker.at(key), maker.items(key), [str(i + 1) for i in range(count)])


def _coalitions(top: Table, count: int) -> tuple[tuple[int, ...], ...]:
    found = []
    for item in top.items("coalitions"):
        members = item if isinstance(item, list) else [item]
        for member in members:
            if isinstance(member, bool) or not isinstance(member, int) or not 0 <= member < count:
                raise top.fault(
                    "coalitions", f"there is no party {member!r}; parties are numbered 0 to {count - 1}."
                )
        if len(members) > 1:
            found.append(tuple(members))
    return tuple(found)
