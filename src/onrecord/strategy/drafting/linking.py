"""What a party says that it would do if another does something: a link of two options, which it wishes to hold.

"If they attack, we would sanction them" says less than that it will, and more than nothing: that the one be
followed by the other. A link is made where the words of the condition are of the matter of one other option alone.
Where they turn it round ("unless they withdraw") the words do not tell which way, and no link is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.matters import by_id, spoken
from onrecord.strategy.drafting.acts import lexicon
from onrecord.strategy.model.conditions import condition
from onrecord.strategy.model.model import CellKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from onrecord.strategy.drafting.bearing import Bearing
    from onrecord.strategy.drafting.proposing import Proposed
    from onrecord.strategy.model.conditions import Condition
    from onrecord.strategy.model.model import Option, Party


@dataclass(frozen=True, slots=True)
class Link:
    """That one option follow another: which party wishes it, by its number, and the entry that says so."""

    party: int
    wish: Condition
    entry: str


def links(chosen: Sequence[Proposed], options: Sequence[Option], parties: Sequence[Party]) -> Iterator[Link]:
    """Yield which options are to follow others, by what the owners say that they would do."""
    order = {party.id: number for number, party in enumerate(parties)}
    numbers = {option.id: number for number, option in enumerate(options)}
    for number, one in enumerate(chosen):
        for told in _tied(one, order):
            cause = _cause(told, chosen)
            if cause is not None and cause != number:
                then = options[number].id if told.says else f"!{options[number].id}"
                wish = condition(f"{options[cause].id} -> {then}", numbers)
                yield Link(order[told.party], wish, told.entry)


def _tied(one: Proposed, parties: Container[str]) -> Iterator[Bearing]:
    """Yield what parties say that they would do of an option on a condition."""
    for told, kind in one.told:
        own = kind is CellKind.INTENTION and told.party in parties
        if own and told.conditional and told.says is not None:
            yield told


def _cause(told: Bearing, chosen: Sequence[Proposed]) -> int | None:
    """Return the only option of another's that a condition is of; None where none, or several, are."""
    said = spoken(told.condition)
    if not lexicon()["condition.turning"].isdisjoint(said.split()):
        return None
    fitting = [
        number
        for number, one in enumerate(chosen)
        if one.about and one.owner != told.party and by_id()[one.about[0]].stands_in(said, names_body=False)
    ]
    return fitting[0] if len(fitting) == 1 else None
