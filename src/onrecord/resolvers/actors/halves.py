"""Halves of a divided land: "the North", once a report has named North Korea.

Part of `actors`, for `cast`. Only where one state is so called that the report names, or the other half of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.figures import Seen
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.core.document import Token
    from onrecord.resolvers.directory.directory import Directory

_HALVES = listed.in_order("halves")


def halves(tokens: tuple[Token, ...], at: Mapping[int, Seen], directory: Directory) -> Iterator[Seen]:
    """Yield the places where a report calls a state that it names by the half it is of.

    Args:
        tokens: Of the document.
        at: The names found so far, by token.
        directory: Who is known.
    """
    named = {seen.actor for seen in at.values() if seen.actor and seen.kind is ActorKind.STATE}
    meant = {half: _meant(half, named, directory) for half in _HALVES}
    for token in tokens:
        state = meant.get(token.text)
        if state and token.i not in at and _stands_alone(tokens, token.i):
            yield Seen(token.i, token.i + 1, state, By.NAME, ActorKind.STATE)


def _meant(half: str, named: Iterable[str], directory: Directory) -> str | None:
    """Return the one state named, or the other half of one named, that a half means."""
    begins = tuple(f"{each.lower()}-" for each in _HALVES)
    lands = {state.split("-", 1)[1] for state in named if state.startswith(begins)}
    states = {f"{half.lower()}-{land}" for land in lands} & directory.actors.keys()
    return states.pop() if len(states) == 1 else None


def _stands_alone(tokens: tuple[Token, ...], i: int) -> bool:
    """Say whether "North" is a name by itself: "the North said", not "the North Sea", "the North of it"."""
    before = tokens[i - 1].text.lower() if i else ""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    goes_on = after is not None and (after.text.lower() == "of" or after.text == "-" or after.pos == "PROPN")
    return before == "the" and not goes_on
