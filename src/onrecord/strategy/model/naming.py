"""Names in model files: ids for options, rankings of named states, and refusal of what stands twice or nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.model.fields import Table, name_of
from onrecord.strategy.model.model import Ranking

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from onrecord.strategy.model.conditions import Condition

MOST_OPTIONS = 24  # without a list of states: 2^24 of them are solved in one run
MOST_OPTIONS_LISTED = 62  # a state's code must fit a machine word


def too_many_options(table: Table, key: str, count: int) -> ModelFault:
    """Return the fault of a model whose options make more states than can be gone through."""
    return table.fault(
        key,
        f"{count} options make {2**count:,} states, more than can be solved; keep to {MOST_OPTIONS}, "
        "or list the feasible states.",
    )


def option_ids(names: Sequence[str]) -> tuple[str, ...]:
    """Return short ids for options that a file only names.

    >>> option_ids(["US withdraw", "US withdraw", "Blockade!"])
    ('us-withdraw', 'us-withdraw-2', 'blockade')
    """
    found: list[str] = []
    for name in names:
        base = re.sub(r"[^\w]+", "-", name.lower()).strip("-") or "option"
        ident, count = base, 1
        while ident in found:
            count += 1
            ident = f"{base}-{count}"
        found.append(ident)
    return tuple(found)


def unlike(table: Table, key: str, names: Sequence[str], what: str) -> None:
    """Refuse a list of names that is empty or holds one twice."""
    if not names:
        raise table.fault(key, f"there is no {what}; name at least one.")
    for i, name in enumerate(names):
        if name in names[:i]:
            raise table.fault(key, f"the {what} '{name}' stands twice; keep one.")


def ranking(path: str, place: str, items: Sequence[object], known: Collection[str]) -> Ranking:
    """Read a ranking, best first, ties as lists; every known state must stand in it exactly once."""
    tiers: list[tuple[str, ...]] = []
    for i, item in enumerate(items):
        members = item if isinstance(item, list) else [item]
        tiers.append(tuple(name_of(path, f"{place}[{i}]", member) for member in members))
    every_state_once(path, place, [name for tier in tiers for name in tier], known)
    return Ranking(tuple(tier for tier in tiers if tier))


def every_state_once(path: str, place: str, names: Sequence[str], known: Collection[str]) -> None:
    """Refuse a ranking that names an unknown state, one state twice, or leaves one out."""
    seen: set[str] = set()
    every = set(known)
    for name in names:
        if name not in every:
            raise ModelFault(path, place, f"there is no state '{name}'; rank only feasible states.")
        if name in seen:
            raise ModelFault(path, place, f"state {name} stands twice; rank each state once.")
        seen.add(name)
    missing = [name for name in known if name not in seen]
    if missing:
        some = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        word = "state" if len(missing) == 1 else f"{len(missing)} states:"
        raise ModelFault(path, place, f"the ranking omits {word} {some}; put every state in it, ties as lists.")


def feasible_count(table: Table, key: str, count: int, infeasible: Sequence[Condition]) -> int:
    """Return how many combinations of options are feasible; none at all is a contradiction."""
    codes = np.arange(1 << count, dtype=np.int64)
    for rule in infeasible:
        codes = codes[~rule.holds_for(codes)]
    if not len(codes):
        raise table.fault(key, "no state is left feasible; drop one of the rules.")
    return len(codes)
