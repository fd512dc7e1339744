"""Which candidates are a deed's parties: the foremost by the trained head, and those who stand with that one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onrecord.core.entry import Root
from onrecord.extractors.events.phrases import overlaps
from onrecord.extractors.events.standing import first_of_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.extractors.events.candidates import Candidate
    from onrecord.extractors.events.deed_head import Floats
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.scenes import Scene
    from onrecord.extractors.events.syntax import Reading

SOURCE, TARGET = 0, 1
# What several do with one another: all of them do it.
_MUTUAL = frozenset((Root.CONSULT, Root.AGREE, Root.COOPERATE))


def chosen(
    reading: Reading, scene: Scene, chances: Floats, role: int, taken: Sequence[Phrase], root: Root,
    limits: Mapping[str, float],
) -> tuple[Phrase, ...]:  # fmt: skip
    """Return who stands in a role: the foremost candidate, and others of its sentence that are in it too.

    Args:
        reading: The document.
        scene: Where the deed is told.
        chances: What the head says of its candidates.
        role: `SOURCE` or `TARGET`.
        taken: Phrases that stand in the other role, or are the deed itself.
        root: Its root: some deeds several do with one another.
        limits: From which chance on somebody of the sentence comes before all others (`here`), somebody is taken
            at all (`likely`), another beside the foremost: `joined` to it, in a deed that is `mutual`, or `apart`.
    """
    order = _in_order(scene, chances[:, role], chances[:, 1 - role], taken, limits)
    if not order:
        return ()
    top = scene.candidates[order[0]]
    phrases = [top.phrase]
    for number in order[1:]:
        other = scene.candidates[number]
        needed = _needed(reading, top, other, limits, mutual=is_mutual(root))
        beside = (other.token >= scene.first) is (top.token >= scene.first)
        if beside and chances[number, role] >= needed and not overlaps(other.phrase, phrases):
            phrases.append(other.phrase)
    return tuple(sorted(phrases))


def _in_order(
    scene: Scene, chances: Floats, otherwise: Floats, taken: Sequence[Phrase], limits: Mapping[str, float]
) -> list[int]:
    """Return the candidates that may stand in a role, the foremost first.

    Args:
        scene: Where they stand.
        chances: How likely each stands in the role.
        otherwise: How likely each stands in the other.
        taken: Phrases that are none of them.
        limits: See `chosen`.
    """

    def rank(number: int) -> tuple[bool, float, int]:
        here = scene.candidates[number].token >= scene.first and chances[number] >= limits["here"]
        return not here, -float(chances[number]), number

    fitting = np.flatnonzero((chances >= limits["likely"]) & (chances >= otherwise)).tolist()
    return sorted((n for n in fitting if not overlaps(scene.candidates[n].phrase, taken)), key=rank)


def is_mutual(root: Root) -> bool:
    """Say whether a root is of what several do with one another."""
    return root in _MUTUAL


def _needed(
    reading: Reading, top: Candidate, other: Candidate, limits: Mapping[str, float], *, mutual: bool
) -> float:
    """Return how likely another must be to stand in the role of the foremost."""
    if first_of_row(reading.tokens, top.token) == first_of_row(reading.tokens, other.token):
        return limits["joined"]
    return limits["mutual"] if mutual else limits["apart"]
