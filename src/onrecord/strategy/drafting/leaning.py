"""What an entry says of an option: yes, no, or nothing that can be told.

Option and entry meet in the matters of the catalogue: what the option is about, as its file says or its name
tells, and on which side of it the entry stands. Where they share no matter the act alone says something, and less
surely: who refuses what a cell cites says no to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Status
from onrecord.core.proposition import Sense, Sign
from onrecord.matters import catalogue, spoken
from onrecord.strategy.drafting.acts import act_of, lexicon
from onrecord.strategy.drafting.sides import takes_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.entry import Entry, Stance, Statement
    from onrecord.core.proposition import Proposition
    from onrecord.strategy.model.model import Option

_SO = (Status.HAPPENED, Status.ONGOING, Status.PLANNED)
_DENYING = ("deny", "refuse")
_BLAMING = ("criticise", "protest")


@dataclass(frozen=True, slots=True)
class Lean:
    """Which way an entry leans on an option: `sure` by a matter that both are about, else by its act alone."""

    says: bool
    sure: bool
    matter: str = ""


def lean(option: Option, entry: Entry, *, wish: bool = True) -> Lean | None:
    """Return which way an entry leans on an option; None where nothing tells.

    Args:
        option: The option.
        entry: The entry, taken to be about the option: a cell cites it.
        wish: It is read as what the speaker wants, and not as what it will do.
    """
    ways, sides = orientation(option), told_sides(entry)
    for one in sides:
        if one.matter in ways:
            return Lean((one.sign is Sign.FOR) is ways[one.matter], sure=True, matter=one.matter)
    if isinstance(entry, Event):
        return Lean(says=True, sure=False) if entry.status in _SO and not wish else None
    if sides or _is_misleading(act_of(entry), ways):
        return None
    return _by_act(entry, wish=wish)


def told_sides(entry: Entry) -> tuple[Proposition, ...]:
    """Return the propositions that tell what an entry wants or will do: what is only so takes no side."""
    if isinstance(entry, Event) and entry.status not in _SO:
        return ()
    told = isinstance(entry, Event) or act_of(entry) in _DENYING
    return tuple(one for one in entry.propositions if takes_side(one) and (told or one.sense is Sense.WILL))


def _is_misleading(act: str, ways: Mapping[str, bool]) -> bool:
    """Say whether the act by itself tells nothing of an option that is for, or against, some matters."""
    if not ways:
        return act in _BLAMING  # what is blamed may be that the option was not taken
    return not any(ways.values())  # it undoes something: what is warned of or refused may be that, or its undoing


def _by_act(entry: Statement | Stance, *, wish: bool) -> Lean | None:
    act, lists = act_of(entry), lexicon()
    if wish and act == Act.THREATEN.value:
        return None  # what is threatened is not wished, and may answer what is
    if act in lists["leaning.no"]:
        return Lean(says=False, sure=False)
    turned = entry.deed is None or entry.deed.sign is not Sign.FOR
    if act in lists["leaning.yes"] and not turned:
        return Lean(says=True, sure=False)
    return Lean(says=False, sure=False) if act == "warn" and wish else None


@cache
def orientation(option: Option) -> dict[str, bool]:
    """Return the matters that an option is about: True where taking it is for them, False where it undoes them."""
    if option.about:
        return {name.removeprefix("-"): not name.startswith("-") for name in option.about}
    said = spoken(option.name)
    undoes = not lexicon()["option.undoing"].isdisjoint(said.split())
    return {matter.id: not undoes for matter in catalogue() if matter.stands_in(said, names_body=True)}
