"""Which states and bodies a text names: what a matter is of, and whom it concerns."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from onrecord.core.who import Actor, Membership

_WORD = re.compile(r"\w+")
_LISTED = (ActorKind.STATE, ActorKind.BODY)


class Named:
    """Finds states and bodies by their names and aliases, the longest first.

    Capitals count ("US" is no "us"). A name that several bear names nobody.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self.kinds: dict[str, ActorKind] = {}
        self.names: dict[str, str] = {}
        self._members: dict[str, tuple[Membership, ...]] = {}
        bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for actor in actors:
            self._members[actor.id] = actor.members
            self.kinds[actor.id], self.names[actor.id] = actor.kind, actor.name
            for name in (actor.name, *actor.aliases) if actor.kind in _LISTED else ():
                if found := tuple(_WORD.findall(name)):
                    bearers[found].add(actor.id)
        for form, who in bearers.items():
            if len(who) == 1:
                self._by_first[form[0]].append((form, next(iter(who))))
        for forms in self._by_first.values():
            forms.sort(key=lambda item: (-len(item[0]), item))

    def in_text(self, text: str) -> tuple[str, ...]:
        """Return the ids of the states and bodies that a text names, in its order, each once."""
        return tuple(dict.fromkeys(self._met(_WORD.findall(text))))

    def _met(self, tokens: list[str]) -> Iterator[str]:
        at = 0
        while at < len(tokens):
            form, who = next(
                (
                    each
                    for each in self._by_first.get(tokens[at], ())
                    if tuple(tokens[at : at + len(each[0])]) == each[0]
                ),
                ((), ""),
            )
            if who:
                yield who
            at += len(form) or 1

    def is_member(self, state: str, body: str, on: date | None) -> bool:
        """Say whether a state is in a body on a day; of no known day, whether it is so now."""
        found = [one for one in self._members.get(body, ()) if one.member == state]
        return any(one.held_on(on) if on else one.until is None for one in found)

    def is_body(self, actor: str) -> bool:
        """Say whether an id is that of an international body."""
        return self.kinds.get(actor) is ActorKind.BODY

    def is_state(self, actor: str) -> bool:
        """Say whether an id is that of a state."""
        return self.kinds.get(actor) is ActorKind.STATE
