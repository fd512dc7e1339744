"""Who began it: each of two says that the other's deed came first ("only after they had shelled the town").

The deeds themselves are told by both. What is disputed is their order, so a word of order has to stand in both
sayings, which follow one another in one report.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.compare.pairs import Pair, are_apart
from onrecord.compare.wordlists import phrases
from onrecord.core.entry import Event, Statement
from onrecord.matters import spoken, stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.compare.told import Told

BESIDE = 3  # sentences within which the one answers the other


def began_by_the_other(told: Iterable[Told]) -> Iterator[Pair]:
    """Yield sayings of two parties of which each puts a deed of the other's before its own."""
    by_report: dict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.age):
        if isinstance(one.entry, Statement) and not one.entry.negated and _tells_order(one):
            by_report[one.report].append(one)
    for said in by_report.values():
        for place, one in enumerate(said):
            for other in said[place + 1 :]:
                beside = 0 < other.sentence - one.sentence <= BESIDE
                if beside and are_apart(one, other) and _blames(one, other.by) and _blames(other, one.by):
                    yield Pair("whether", one, other, "each says that the other began it", "who began")


def _tells_order(told: Told) -> bool:
    said = spoken(told.words.words)
    return any(stands(phrase, said) for phrase in phrases("answers", "order"))


def _blames(told: Told, others: tuple[str, ...]) -> bool:
    """Say whether what is said has one of others do something."""
    entry = told.entry
    if isinstance(entry, Event):
        return False
    doers = {one.doer for one in entry.propositions} | ({entry.deed.doer} if entry.deed else set())
    return bool(doers & set(others))
