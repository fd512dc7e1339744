"""The trained heads on the shared encoder: small networks, run in numpy.

One names the root of a given pair, one the parties of a sentence. Each is one transformer layer over what
`evidence` gathers. Their weights are made by `training/events`; see docs/model-card-events.md.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.encoder.chain import Chain
from onrecord.encoder.fitted import fitted_bytes
from onrecord.encoder.layers import layer, linear, norm, softmax

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from onrecord.extractors.events.evidence import Evidence

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Weights = dict[str, Floats]

LONGEST = 110  # tokens that a head looks at; of a longer sentence it sees the beginning
AROUND = 45  # tokens on either side of the middle of a pair
BUCKETS = 26
PARTY_LABELS = 13  # outside, then B I E U of source, target, party of a mutual deed


class Asked(NamedTuple):
    """A pair as the root head is asked about it.

    Attributes:
        evidence: What is known of the tokens around the pair.
        parties: For each token 1 in the source, 2 in the target, else 0.
        verdict: What the rules say, as numbers (see `evidence.verdict`).
    """

    evidence: Evidence
    parties: Ints
    verdict: Floats


def distances(parties: Ints, party: int) -> Ints:
    """Return the class of each token's distance from a party: 0 inside, 1-12 before it, 13-24 after, 25 no party.

    >>> distances(np.array([0, 1, 0, 0]), 1).tolist()
    [1, 0, 13, 14]
    """
    places = np.flatnonzero(parties == party)
    if not len(places):
        return np.full(len(parties), BUCKETS - 1)
    at = np.arange(len(parties))
    away = np.minimum(at - places[0], 0) + np.maximum(at - places[-1], 0)
    size = np.abs(away)
    step = np.where(size <= 8, size, 8 + (size > 8) + (size > 12) + (size > 20) + (size > 40))
    classes: Ints = np.where(away > 0, step + 12, step)
    return classes


def root_scores(weights: Weights, asked: Asked) -> Floats:
    """Return the log of the probability of each root."""
    parties = asked.parties
    extra = weights["party"][parties]
    extra = extra + weights["from_source"][distances(parties, 1)] + weights["from_target"][distances(parties, 2)]
    states = layer(weights, norm(_taken_in(weights, asked.evidence) + extra, weights, "norm"))
    attention = softmax(linear(states, weights, "attend").T)
    pools = [*(attention @ states), *(states[parties == k].sum(0) / max(1, (parties == k).sum()) for k in (1, 2))]
    inner = np.maximum(linear(np.concatenate(pools), weights, "inner"), 0)
    scores = linear(np.concatenate((inner, asked.verdict)), weights, "out")
    whole: Floats = scores - np.log(np.exp(scores - scores.max()).sum()) - scores.max()
    return whole


def party_scores(weights: Weights, evidence: Evidence) -> Floats:
    """Return the scores of the labels of each token."""
    extra = weights["position"][: len(evidence.states)]
    states = layer(weights, norm(_taken_in(weights, evidence) + extra, weights, "norm"))
    return linear(states, weights, "out")


def chain_of(weights: Weights) -> Chain:
    """Return the chain that the labels of the parties are decoded with."""
    return Chain(weights["chain.move"], weights["chain.begin"], weights["chain.end"])


def _taken_in(weights: Weights, evidence: Evidence) -> Floats:
    return (
        linear(evidence.states, weights, "states")
        + evidence.forms @ weights["forms"]
        + weights["named"][evidence.named]
        + weights["lexical"][evidence.lexical]
        + weights["roles"][evidence.roles]
    )


class Heads(NamedTuple):
    """The heads as they ship; several that answer the same are averaged.

    Attributes:
        labels: The roots that the root heads know, in the order of their scores.
        roots, parties: The weights of each.
    """

    labels: tuple[str, ...]
    roots: tuple[Weights, ...]
    parties: tuple[Weights, ...]

    def root_scores(self, asked: Asked) -> Floats:
        """Return the mean of the log of the probability of each root."""
        scores: Floats = np.mean([root_scores(weights, asked) for weights in self.roots], axis=0)
        return scores

    def party_scores(self, evidence: Evidence) -> Floats:
        """Return the mean of the scores of the labels of each token."""
        scores: Floats = np.mean([party_scores(weights, evidence) for weights in self.parties], axis=0)
        return scores

    def chain(self) -> Chain:
        """Return the mean chain."""
        chains = [chain_of(weights) for weights in self.parties]
        return Chain(*(np.mean(tables, axis=0) for tables in zip(*chains, strict=True)))


def read_heads(path: Path | BytesIO) -> Heads:
    """Read heads from the file, or its bytes, that `training/events` writes."""
    with np.load(path) as file:
        members: dict[str, Weights] = {}
        for name in file.files:
            member, _, part = name.partition("/")
            if part:
                members.setdefault(member, {})[part] = file[name].astype(np.float32)
        labels = tuple(map(str, file["labels"]))
    return Heads(labels, _of_kind(members, "roots"), _of_kind(members, "parties"))


def _of_kind(members: dict[str, Weights], kind: str) -> tuple[Weights, ...]:
    return tuple(members[name] for name in sorted(members) if name.startswith(kind))


@lru_cache(maxsize=1)
def heads() -> Heads:
    """Load the heads that ship with the package, once.

    Raises:
        DoesNotFit: They are missing, or were fitted on another encoder.
    """
    return read_heads(BytesIO(fitted_bytes("events/heads.npz")))
