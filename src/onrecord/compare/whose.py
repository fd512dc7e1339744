"""Whose a land is: one party says that it is part of the one state, another that it is part of another."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from onrecord.compare.pairs import COMMON, Pair, are_apart
from onrecord.core.entry import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare.told import Told

_NAME = r"(?:[Tt]he )?[A-Z][\w'’-]*(?: (?:and |of |the )?[A-Z][\w'’-]*)*"
_IS = "is|are|was|were|been|be|remains?|remained|belongs?|belonged"
_PART = re.compile(
    rf"(?P<land>{_NAME})(?:, [^,.\n]{{1,30}},|,?(?: \w+){{0,2}}) (?:{_IS})"
    rf"(?: \w+){{0,3}}? (?:part of|to) (?P<state>{_NAME})"
)


def claims(told: Iterable[Told]) -> dict[str, list[tuple[Told, str]]]:
    """Return, by land, who says of it that it is part of a state, and of which."""
    found: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for one in told:
        if not isinstance(one.entry, Event) and not one.entry.negated and one.by:
            for land, state in found_in(one.words.words):
                found[land].append((one, state))
    return found


def claimed_by_two(told: Iterable[Told]) -> Iterator[Pair]:
    """Yield sayings of two parties that put one land into two states."""
    for land, made in sorted(claims(told).items()):
        for (one, first), (other, second) in combinations(made[:COMMON], 2):
            if first != second and are_apart(one, other):
                yield Pair("whether", one, other, f"{land}: part of {first}, part of {second}", land)


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield lands with the states that words make them a part of; of what is denied nothing.

    >>> list(found_in("Sula had always been part of Arvonia")), list(found_in("Sula is not part of Arvonia"))
    ([('Sula', 'Arvonia')], [])
    >>> list(found_in("Sula, she insists, remains part of Arvonia"))
    [('Sula', 'Arvonia')]
    """
    for met in _PART.finditer(text):
        told = met[0].split()
        if not {"not", "never", "no", "longer"} & set(told) and ("part" in told or "belong" in met[0]):
            yield met["land"].removeprefix("The ").removeprefix("the "), met["state"].removeprefix("the ")
