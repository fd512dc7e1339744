"""Towns that bear the name of a capital or country elsewhere: "Moscow, Idaho", "Tripoli, Lebanon".

Part of `actors`, for `cast`. What stands behind the comma says in which country the town lies: a place there,
and no party. "The state of Georgia" is a province, and nobody known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.figures import Seen
from onrecord.resolvers.directory.entries import strings
from onrecord.resolvers.directory.files import table
from onrecord.resolvers.directory.words import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.document import Token

_NAMED = ("name", "capital", "place")
_CLOSES = frozenset({",", ".", ")", ";", ":", "–", "—"})


def abroad(tokens: Sequence[Token], at: Mapping[int, Seen]) -> Iterator[Seen]:
    """Yield the places of the cast that are towns in another country than the one whose name they bear."""
    for seen in dict.fromkeys(at.values()):
        if seen.kind is not ActorKind.STATE or seen.how not in _NAMED:
            continue
        country = _behind(tokens, at, seen)
        if _is_province(tokens, seen):
            yield Seen(seen.first - 2, seen.last, None, "place", ActorKind.STATE)
        elif country and country != seen.actor:
            yield seen._replace(actor=country, how="place", candidates=())


def _is_province(tokens: Sequence[Token], seen: Seen) -> bool:
    """Say whether a country's name is that of a province: "the state of Georgia"."""
    before = [token.text.lower() for token in tokens[max(0, seen.first - 2) : seen.first]]
    return before == ["state", "of"] and (tokens[seen.first].text,) in _provinces()


def _behind(tokens: Sequence[Token], at: Mapping[int, Seen], seen: Seen) -> str | None:
    """Return the country that stands behind a town and a comma: its province, or itself."""
    if seen.last + 1 >= len(tokens) or tokens[seen.last].text != ",":
        return None
    first = seen.last + 1
    for length in (3, 2, 1):
        province = _provinces().get(tuple(token.text for token in tokens[first : first + length]))
        if province and _closes(tokens, first + length):
            return province
    other = at.get(first)
    named = other is not None and other.kind is ActorKind.STATE and other.how == "name"
    if other and named and _is_where(tokens, seen) and _closes(tokens, other.last):
        return other.actor
    return None


def _is_where(tokens: Sequence[Token], seen: Seen) -> bool:
    """Say whether a town is where something is: behind a preposition, or a capital that opens the report."""
    lies = seen.first > 0 and tokens[seen.first - 1].pos == "ADP"
    return lies or (seen.how == "capital" and tokens[seen.first].i == 0)


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Say whether a mark stands at a place, or the text ends there: what is listed goes on with "and"."""
    return i >= len(tokens) or tokens[i].text in _CLOSES


@lru_cache(maxsize=1)
def _provinces() -> Mapping[tuple[str, ...], str]:
    content = table("provinces")
    return {pieces(name): country for country in content for name in strings(content, country)}
