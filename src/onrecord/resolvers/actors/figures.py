"""Who is named in a report, in our own types: places where a name stands, persons with what is said of them.

Part of `actors`; `cast` makes these, everything else there reads them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from onrecord.core.who import ActorKind, Sector
    from onrecord.resolvers.directory.entries import By


class Seen(NamedTuple):
    """One place where an actor is named: tokens `first` up to but without `last`.

    `actor` is None where the words leave several readings; these are then in `candidates`.
    """

    first: int
    last: int
    actor: str | None
    how: By
    kind: ActorKind
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Figure:
    """A person of the report: what it calls and says of him or her, gathered as the cast is made.

    Attributes:
        id, name: As of the actor.
        pronoun: "he", "she", or None.
        party: Whose official, as far as the report or the directory tells.
        words: Nouns and adjectives by which the report describes the person, in lower case.
        printed: The full name as the report gives it, or None.
        known: The person is in the directory.
    """

    id: str
    name: str
    pronoun: str | None
    party: str | None
    words: set[str] = field(default_factory=set)
    printed: str | None = None
    known: bool = False


@dataclass(slots=True)
class Cast:
    """Everyone named in a report.

    Attributes:
        seen: The places, in order.
        at: For a token that is part of a name, that place.
        figures: The persons by id.
        described: For a token that is part of what describes a person ("the minister, ..."), the person.
        met: Organisations that the directory does not know, by id, with their names.
    """

    seen: list[Seen]
    at: dict[int, Seen]
    figures: dict[str, Figure]
    described: dict[int, str]
    met: dict[str, str]

    def before(self, token: int) -> int:
        """Return how many of the places stand before a token."""
        return bisect_left(self.seen, token, key=lambda seen: seen.first)


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom words stand for; the fields of a mention, and what later pronouns must agree with."""

    actor: str | None = None
    party: str | None = None
    candidates: tuple[str, ...] = ()
    name: str | None = None
    sector: Sector | None = None
    kind: ActorKind | None = None
    pronoun: str | None = None
    plural: bool = False
    together: bool = False

    @property
    def empty(self) -> bool:
        """Say whether nothing at all is known."""
        return self.actor is None and self.party is None and not self.candidates
