"""Towns that bear the name of a capital or country elsewhere: "Moscow, Idaho", "Tripoli, Lebanon".

Part of `actors`, for `cast`. What stands behind the comma says in which country the town lies: a place there,
and no party. "The state of Georgia" is a province, and nobody known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.figures import Seen
from onrecord.resolvers.directory.entries import By, strings
from onrecord.resolvers.directory.files import table
from onrecord.resolvers.directory.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Token

_NAMED = (By.NAME, By.CAPITAL, By.PLACE)
_CLOSES = frozenset({",", ".", ")", ";", ":", "–", "—"})


def abroad(tokens: Sequence[Token], at: Mapping[int, Seen]) -> Iterator[Seen]:
    """Yield the places of the cast that are towns in another country than the one whose name they bear."""
    for seen in dict.fromkeys(at.values()):
        if seen.kind is not ActorKind.STATE or seen.how not in _NAMED:
            continue
        country = _behind(tokens, at, seen)
        if _is_province(tokens, seen):
            yield Seen(seen.first - 2, seen.last, None, By.PLACE, ActorKind.STATE)
        elif country and country != seen.actor:
            yield seen._replace(actor=country, how=By.PLACE, candidates=())


def _is_province(tokens: Sequence[Token], seen: Seen) -> bool:
    """Say whether a country's name is that of a province: "the state of Georgia"."""
    before = [token.text.lower() for token in tokens[max(0, seen.first - 2) : seen.first]]
    return before == ["state", "of"] and (tokens[seen.first].text,) in _provinces()


def _behind(tokens: Sequence[Token], at: Mapping[int, Seen], seen: Seen) -> str | None:
    """Return the country that stands behind a town and a comma: its province, or itself."""
    if seen.last + 1 >= len(tokens) or tokens[seen.last].text != ",":
        return None
    return _of_province(tokens, seen.last + 1) or _named_state(tokens, at, seen)


def _of_province(tokens: Sequence[Token], first: int) -> str | None:
    """Return the country of the province that is named at a place, if a mark closes it: "Moscow, Idaho,"."""
    for length in (3, 2, 1):
        province = _provinces().get(tuple(token.text for token in tokens[first : first + length]))
        if province and _closes(tokens, first + length):
            return province
    return None


def _named_state(tokens: Sequence[Token], at: Mapping[int, Seen], seen: Seen) -> str | None:
    """Return the state that is named behind a town where something is, if a mark closes it."""
    other = at.get(seen.last + 1)
    if other is None or (other.kind, other.how) != (ActorKind.STATE, By.NAME):
        return None
    return other.actor if _is_where(tokens, seen) and _closes(tokens, other.last) else None


def _is_where(tokens: Sequence[Token], seen: Seen) -> bool:
    """Say whether a town is where something is: behind a preposition, or a capital that opens the report."""
    lies = seen.first > 0 and tokens[seen.first - 1].pos == "ADP"
    return lies or (seen.how is By.CAPITAL and tokens[seen.first].i == 0)


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a mark stands at a place, or the text ends there: what is listed goes on with "and"."""
    return i >= len(tokens) or tokens[i].text in _CLOSES


@lru_cache(maxsize=1)
def _provinces() -> Mapping[tuple[str, ...], str]:
    content = table("provinces")
    return {pieces(name): country for country in content for name in strings(content, country)}
