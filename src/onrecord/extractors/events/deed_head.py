"""The head that finds deeds: a small network on the states of the shared encoder, run in numpy.

One transformer layer over a sentence and those before it; of each word it tells how likely it names a deed, of
which root and with which status, and of each candidate, seen beside the others, how likely that one did it, or
suffered it. Learned from annotated reports of disputes by `training/deeds`; see docs/model-card-events.md.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.encoder.fitted import fitted_bytes
from onrecord.encoder.layers import layer, linear, norm, related_layer, sigmoid, softmax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from onrecord.extractors.events.scenes import Pairing, Scene, Signs

    Floats = NDArray[np.float32]
    Weights = dict[str, Floats]


TOGETHER = 32  # scenes that are looked at side by side


class Words(NamedTuple):
    """What the head makes of the words of a scene, one row each.

    Attributes:
        chance: How likely each names a deed.
        roots: How likely the deed is of each root, in the order of `evidence.ROOTS`.
        statuses: How likely it is of each status, in the order of `evidence.STATUSES`.
        seen: What the members of the head go on with, when they are asked for the parties.
    """

    chance: Floats
    roots: Floats
    statuses: Floats
    seen: tuple[Floats, ...]


class DeedHead(NamedTuple):
    """The head as it ships: members that answer the same are averaged.

    Attributes:
        members: The weights of each.
        limits: From which chance on an answer is taken, by name (see `learned`).
    """

    members: tuple[Weights, ...]
    limits: Mapping[str, float]

    def taken_in(self, signs: Signs) -> tuple[Floats, ...]:
        """Return what each member makes of the signs of words, before it looks at any beside others."""
        return tuple(_taken_in(weights, signs) for weights in self.members)

    def words(self, scene: Scene) -> Words:
        """Return what the head makes of the words of one scene."""
        return next(self.each([scene], self.taken_in(scene.signs), scene.span.start))

    def each(self, several: Sequence[Scene], taken: Sequence[Floats], first: int = 0) -> Iterator[Words]:
        """Yield what the head makes of the words of scenes; few large products cost less than many small ones.

        Args:
            several: The scenes, of one document.
            taken: What `taken_in` makes of the document's words, whole: they stand in several scenes.
            first: The token that the first row of `taken` is of.
        """
        for at in range(0, len(several), TOGETHER):
            yield from self._together(several[at : at + TOGETHER], taken, first)

    def _together(self, several: Sequence[Scene], taken: Sequence[Floats], first: int) -> list[Words]:
        rows = np.concatenate([np.arange(scene.span.start, scene.span.stop) - first for scene in several])
        here = np.concatenate([scene.signs.here for scene in several])
        lengths = [len(scene.span) for scene in several]
        ends = np.cumsum(lengths)[:-1]
        seen = [
            _seen(weights, x[rows] + weights["of.here"][here], lengths)
            for weights, x in zip(self.members, taken, strict=True)
        ]
        both = list(zip(self.members, seen, strict=True))
        chance = _mean([sigmoid(linear(x, weights, "deed")[:, 0]) for weights, x in both])
        roots = _mean([softmax(linear(x, weights, "root")) for weights, x in both])
        statuses = _mean([softmax(linear(x, weights, "status")) for weights, x in both])
        told = (np.split(each, ends) for each in (chance, roots, statuses))
        own = zip(*(np.split(x, ends) for x in seen), strict=True)
        return list(map(Words, *told, own))

    def parties(self, words: Words, row: int, beside: Pairing) -> Floats:
        """Return how likely each candidate did a deed (column 0), or suffered it (column 1).

        Args:
            words: What the head makes of the words of the scene.
            row: Where the deed's word stands in it.
            beside: The deed beside each candidate.
        """
        both = zip(self.members, words.seen, strict=True)
        return _mean([_pairs(weights, seen, row, beside, words.roots[row]) for weights, seen in both])


def _taken_in(weights: Weights, signs: Signs) -> Floats:
    x = linear(norm(signs.states, weights, "level"), weights, "states") + signs.forms @ weights["forms"]
    for name in ("lexical", "named", "status", "kept", "often", "opening"):
        x = x + weights[f"of.{name}"][getattr(signs, name)]
    return x


def _seen(weights: Weights, x: Floats, lengths: Sequence[int]) -> Floats:
    x = norm(x, weights, "norm")
    return np.concatenate((layer(weights, x, lengths), x), axis=1)


def _pairs(weights: Weights, seen: Floats, row: int, beside: Pairing, roots: Floats) -> Floats:
    half = seen.shape[1] // 2
    deed, others = seen[row], seen[beside.rows]
    x = linear(deed, weights, "of_deed") + linear(others, weights, "of_other") + roots @ weights["of_root"]
    x = x + (deed[:half] * others[:, :half]) @ weights["of_both"]
    for name in ("away", "tree", "ruled", "here"):
        x = x + weights[f"beside.{name}"][getattr(beside, name)]
    x = related_layer(weights, x, beside.related, "among")
    x = np.maximum(linear(np.maximum(x, 0), weights, "inner"), 0)
    return sigmoid(linear(x, weights, "party"))


def _mean(answers: Sequence[Floats]) -> Floats:
    mean: Floats = np.mean(answers, axis=0)
    return mean


def read_deed_head(path: BytesIO) -> DeedHead:
    """Read the head from the bytes of the file that `training/deeds` writes."""
    with np.load(path) as file:
        members: dict[str, Weights] = {}
        limits: dict[str, float] = {}
        for name in file.files:
            member, _, part = name.partition("/")
            if member == "limits":
                limits[part] = float(file[name])
            else:
                members.setdefault(member, {})[part] = file[name].astype(np.float32)
    return DeedHead(tuple(members[name] for name in sorted(members)), limits)


@lru_cache(maxsize=1)
def deed_head() -> DeedHead:
    """Load the head that ships with the package, once.

    Raises:
        DoesNotFit: It is missing, or was fitted on another encoder.
    """
    return read_deed_head(BytesIO(fitted_bytes("events/deeds.npz")))
