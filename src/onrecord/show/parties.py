"""Which parties of a dispute a sentence names, by whatever name: its own, its capital's, its spokesman's."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.names import Names
from onrecord.core.who import ActorKind, is_unnamed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from onrecord.casebook import Casebook
    from onrecord.core.who import Actor


class Parties:
    """The parties of a record with the names that stand for them.

    Args:
        book: What the record holds.
    """

    def __init__(self, book: Casebook) -> None:
        self._shown = shown = {party.id for party in book.parties}
        everyone = [one for one in book.actors.values() if not is_unnamed(one.id)]
        own = [one for one in everyone if _party_of(one) in shown]
        self._party = {name: _party_of(one) for one in own for name in _names(one)}
        self._called = {one.name for one in own}
        self._known = Names(self._party)
        self._others = Names(chain.from_iterable(map(_names, _other_states(everyone, shown))))

    def is_one(self, party: str | None) -> bool:
        """Say whether an id is that of a party."""
        return party in self._shown

    def is_a_name(self, words: str) -> bool:
        """Say whether words are the name by which a party or one of its own is shown: "Arvonian" is none."""
        return words in self._called

    def names_others(self, words: str) -> bool:
        """Say whether words name a state that is no party of the dispute."""
        return next(self._others.found_in(words), None) is not None

    def places_in(self, words: str) -> set[str]:
        """Return whom words name: parties by their ids, other states by their names."""
        return self.named_in(words) | {each.name for each in self._others.found_in(words)}

    def named_in(self, words: str) -> set[str]:
        """Return the parties that words name."""
        return {self._party[each.name] for each in self._known.found_in(words)}


def _party_of(actor: Actor) -> str:
    return actor.party or actor.id


def _other_states(everyone: Iterable[Actor], shown: Container[str]) -> list[Actor]:
    return [one for one in everyone if one.kind is ActorKind.STATE and _party_of(one) not in shown]


def _names(actor: Actor) -> Iterator[str]:
    """Yield the names of an actor; a sentence begins with "The League", reports call a person by the surname."""
    for name in filter(None, (actor.name, *actor.aliases)):
        yield from {name: None, f"{name[0].upper()}{name[1:]}": None}
        if actor.kind is ActorKind.PERSON:
            yield name.split()[-1]
