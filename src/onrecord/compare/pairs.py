"""Two tellings that say something of one another: what a search for contradictions yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.compare.gates import bounds
from onrecord.core.entry import Event

if TYPE_CHECKING:
    from onrecord.compare.told import Told

COMMON = 200  # tellings of one party and one kind of deed: more are not compared


class Pair(NamedTuple):
    """Two sides, what they are to one another, why, and what about: pairs about one thing are one quarrel."""

    type: str
    one: Told
    other: Told
    why: str
    about: str = ""


def near(one: Told, other: Told, days: int) -> bool:
    """Say whether two tellings begin within some days of one another; of what is undated that cannot be said."""
    first, second = bounds(one.entry.when), bounds(other.entry.when)
    return first is not None and second is not None and abs(first[0] - second[0]) <= days


def are_apart(one: Told, other: Told) -> bool:
    """Say whether two tellings are of different speakers."""
    return not set(speakers(one)) & set(speakers(other))


def speakers(told: Told) -> tuple[str, ...]:
    """Return the parties that say something, where none is known the words that name who does."""
    if told.by or isinstance(told.entry, Event):
        return told.by
    return (told.entry.speaker.citation.words.casefold(),) if told.entry.speaker else ("",)


def sureness(told: Told) -> float:
    """Return how sure it is who did what is told; of what was said, and where nothing reckons it, wholly."""
    sure = told.entry.source_confidence if isinstance(told.entry, Event) else None
    return 1.0 if sure is None else sure
