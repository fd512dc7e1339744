"""How well a reading agrees with a pronoun in number and gender, and which of several is ahead.

For `pronoun`, which weighs who is near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.figures import Reading
from onrecord.resolvers.actors.words import HE, IT, SHE, THEY

if TYPE_CHECKING:
    from onrecord.core.document import Token

_AHEAD = 0.5


def meant_together(persons: dict[str, Reading] | None) -> Reading | None:
    """Return several persons as meant together, of the party that they share."""
    if persons is None:
        return None
    parties = {reading.party for reading in persons.values()}
    party = parties.pop() if len(parties) == 1 else None
    return Reading(None, party, tuple(persons), kind=ActorKind.PERSON, plural=True, together=True)


def plural_people(head: Token) -> bool:
    """Say whether a name is that of a people: "the Russians"."""
    return head.tag in ("NNPS", "NNS") and head.text[:1].isupper()


def as_plural(reading: Reading) -> Reading:
    """Return the reading of a people by its name: several, of its state."""
    return Reading(
        reading.actor, reading.party, reading.candidates, kind=reading.kind, plural=True, together=reading.together
    )


def agrees(word: str, reading: Reading) -> float | None:
    """Return how well a reading agrees with a pronoun, or None where it cannot be meant."""
    if word in HE or word in SHE:
        return fits_one(word, reading)
    if word in IT:
        thing = reading.kind not in (None, ActorKind.PERSON, ActorKind.UNNAMED)
        return 0.0 if thing and reading.actor and not reading.plural else None
    return fits_several(reading) if word in THEY else None


def fits_several(reading: Reading) -> float | None:
    """Return how well a reading agrees with "they", or None where it cannot be meant."""
    if reading.plural:
        return 0.6
    if reading.kind is ActorKind.PERSON:
        return None if reading.pronoun else -1.5
    if reading.kind is ActorKind.UNNAMED:
        return -1.5
    return -0.6 if reading.actor else None


def fits_one(word: str, reading: Reading) -> float | None:
    """Return how well a reading agrees with "he" or "she", or None where it cannot be meant."""
    if reading.actor is None:
        return None
    other = reading.pronoun and word not in (HE if reading.pronoun == "he" else SHE)
    if reading.kind is not ActorKind.PERSON or other:
        return None
    return 0.0 if reading.pronoun else -0.7


def decide(scores: dict[str, float], readings: dict[str, Reading], *, plural: bool) -> Reading:
    """Return the best where it is clearly ahead; otherwise the near ones, with the party they share."""
    if not scores:
        return Reading()
    order = sorted(scores, key=lambda key: -scores[key])
    best = readings[order[0]]
    if len(order) == 1 or scores[order[0]] - scores[order[1]] >= _AHEAD:
        return best
    rivals = [key for key in order if scores[order[0]] - scores[key] < 2 * _AHEAD][:4]
    candidates = tuple(actor for key in rivals if (actor := readings[key].actor))
    parties = {readings[key].party for key in rivals}
    return Reading(
        None,
        parties.pop() if len(parties) == 1 else None,
        candidates,
        kind=best.kind,
        pronoun=best.pronoun,
        plural=plural,
    )
