"""Which parties of a dispute a sentence names, by whatever name: its own, its capital's, its spokesman's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.names import Names
from onrecord.core.who import ActorKind, is_unnamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.casebook import Casebook
    from onrecord.core.who import Actor


class Parties:
    """The parties of a record with the names that stand for them.

    Args:
        book: What the record holds.
    """

    def __init__(self, book: Casebook) -> None:
        self._shown = shown = {party.id for party in book.parties}
        everyone = [(one, one.party or one.id) for one in book.actors.values() if not is_unnamed(one.id)]
        self._party = {name: party for one, party in everyone if party in shown for name in _names(one)}
        self._known = Names(self._party)

    def is_one(self, party: str | None) -> bool:
        """Say whether an id is that of a party."""
        return party in self._shown

    def named_in(self, words: str) -> set[str]:
        """Return the parties that words name."""
        return {self._party[each.name] for each in self._known.found_in(words)}


def _names(actor: Actor) -> Iterator[str]:
    """Yield the names of an actor; a sentence begins with "The League", reports call a person by the surname."""
    for name in filter(None, (actor.name, *actor.aliases)):
        yield from {name: None, f"{name[0].upper()}{name[1:]}": None}
        if actor.kind is ActorKind.PERSON:
            yield name.split()[-1]
