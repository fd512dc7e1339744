"""The trained heads on the shared encoder: small networks, run in numpy.

One names the root of a given pair, one the parties of a sentence, one the parties of a given trigger. Each is one
transformer layer over what `evidence` gathers. Their weights are made by `training/events`; see
docs/model-card-events.md.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.encoder.chain import Chain
from onrecord.encoder.fitted import fitted_bytes
from onrecord.extractors.events.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Weights = dict[str, Floats]

ATTENTION_HEADS = 4
LONGEST = 110  # tokens that a head looks at; of a longer sentence it sees the beginning
AROUND = 45  # tokens on either side of the middle of a pair
BUCKETS = 26
TOGETHER = 32  # triggers asked about at once
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


class OfTrigger(NamedTuple):
    """A trigger as the head that names its parties is asked about it.

    Attributes:
        evidence: What is known of the tokens of its sentence; nothing of what the rules make of them.
        from_trigger: The class of each token's distance from the trigger (see `distances`).
        tree: How each token hangs together with it (see `evidence.in_tree`).
    """

    evidence: Evidence
    from_trigger: Ints
    tree: Ints


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
    states = _layer(weights, _norm(_taken_in(weights, asked.evidence) + extra, weights, "norm"))
    attention = _softmax(_linear(states, weights, "attend").T)
    pools = [*(attention @ states), *(states[parties == k].sum(0) / max(1, (parties == k).sum()) for k in (1, 2))]
    inner = np.maximum(_linear(np.concatenate(pools), weights, "inner"), 0)
    scores = _linear(np.concatenate((inner, asked.verdict)), weights, "out")
    whole: Floats = scores - np.log(np.exp(scores - scores.max()).sum()) - scores.max()
    return whole


def party_scores(weights: Weights, evidence: Evidence) -> Floats:
    """Return the scores of the labels of each token."""
    extra = weights["position"][: len(evidence.states)]
    states = _layer(weights, _norm(_taken_in(weights, evidence) + extra, weights, "norm"))
    return _linear(states, weights, "out")


def trigger_scores(weights: Weights, asked: OfTrigger, lengths: Sequence[int]) -> Floats:
    """Return the scores of each token to stand in a source, in a target.

    Args:
        asked: Several questions joined to one, since few large products cost less than many small ones.
        lengths: How many tokens each of them has.
    """
    extra = weights["from_trigger"][asked.from_trigger] + weights["tree"][asked.tree]
    states = _layer(weights, _norm(_taken_in(weights, asked.evidence) + extra, weights, "norm"), lengths)
    return _linear(states, weights, "out")


def chain_of(weights: Weights) -> Chain:
    """Return the chain that the labels of the parties are decoded with."""
    return Chain(weights["chain.move"], weights["chain.begin"], weights["chain.end"])


def _taken_in(weights: Weights, evidence: Evidence) -> Floats:
    return (
        _linear(evidence.states, weights, "states")
        + evidence.forms @ weights["forms"]
        + weights["named"][evidence.named]
        + weights["lexical"][evidence.lexical]
        + weights["roles"][evidence.roles]
    )


def _layer(weights: Weights, x: Floats, lengths: Sequence[int] = ()) -> Floats:
    joined = _linear(x, weights, "layer.query_key_value")
    ends = np.cumsum(lengths).tolist() or [len(x)]
    seen = np.concatenate([_seen(joined[low:high]) for low, high in pairwise((0, *ends))])
    x = _norm(x + _linear(seen, weights, "layer.out"), weights, "layer.norm")
    inner = np.maximum(_linear(x, weights, "layer.up"), 0)
    return _norm(x + _linear(inner, weights, "layer.down"), weights, "layer.norm2")


def _seen(joined: Floats) -> Floats:
    """Return what each token sees of those of the same text."""
    length, size = len(joined), joined.shape[1] // 3 // ATTENTION_HEADS
    query, key, value = joined.reshape(length, 3, ATTENTION_HEADS, size).transpose(1, 2, 0, 3)
    seen = _softmax(query @ key.transpose(0, 2, 1) * size**-0.5) @ value
    rows: Floats = seen.transpose(1, 0, 2).reshape(length, -1)
    return rows


def _linear(x: Floats, weights: Weights, name: str) -> Floats:
    result: Floats = x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


def _norm(x: Floats, weights: Weights, name: str) -> Floats:
    away = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt((away * away).mean(axis=-1, keepdims=True) + 1e-5)
    result: Floats = away / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


class Heads(NamedTuple):
    """The heads as they ship; several that answer the same are averaged.

    Attributes:
        labels: The roots that the root heads know, in the order of their scores.
        roots, parties, triggers: The weights of each.
        sure: How likely a party must be to be taken where the rules find none.
    """

    labels: tuple[str, ...]
    roots: tuple[Weights, ...]
    parties: tuple[Weights, ...]
    triggers: tuple[Weights, ...] = ()
    sure: float = 1.0

    def root_scores(self, asked: Asked) -> Floats:
        """Return the mean of the log of the probability of each root."""
        scores: Floats = np.mean([root_scores(weights, asked) for weights in self.roots], axis=0)
        return scores

    def party_scores(self, evidence: Evidence) -> Floats:
        """Return the mean of the scores of the labels of each token."""
        scores: Floats = np.mean([party_scores(weights, evidence) for weights in self.parties], axis=0)
        return scores

    def trigger_chances(self, asked: Sequence[OfTrigger]) -> list[Floats]:
        """Return for each question the probability of each token to stand in a source, in a target."""
        found: list[Floats] = []
        for first in range(0, len(asked), TOGETHER):
            some = asked[first : first + TOGETHER]
            lengths = [len(one.tree) for one in some]
            joined = _joined(some)
            scores = np.mean([trigger_scores(weights, joined, lengths) for weights in self.triggers], axis=0)
            found += np.split(1 / (1 + np.exp(-scores)), np.cumsum(lengths)[:-1])
        return found

    def chain(self) -> Chain:
        """Return the mean chain."""
        chains = [chain_of(weights) for weights in self.parties]
        return Chain(*(np.mean(tables, axis=0) for tables in zip(*chains, strict=True)))


def _joined(asked: Sequence[OfTrigger]) -> OfTrigger:
    evidence = (np.concatenate(parts) for parts in zip(*(one.evidence for one in asked), strict=True))
    from_trigger = np.concatenate([one.from_trigger for one in asked])
    return OfTrigger(Evidence(*evidence), from_trigger, np.concatenate([one.tree for one in asked]))


def read_heads(path: Path | BytesIO) -> Heads:
    """Read heads from the file, or its bytes, that `training/events` writes."""
    with np.load(path) as file:
        members: dict[str, Weights] = {}
        for name in file.files:
            member, _, part = name.partition("/")
            if part:
                members.setdefault(member, {})[part] = file[name].astype(np.float32)
        labels = tuple(map(str, file["labels"]))
        sure = float(file["sure"])
    roots, parties, triggers = (_of_kind(members, kind) for kind in ("roots", "parties", "triggers"))
    return Heads(labels, roots, parties, triggers, sure)


def _of_kind(members: dict[str, Weights], kind: str) -> tuple[Weights, ...]:
    return tuple(members[name] for name in sorted(members) if name.startswith(kind))


@lru_cache(maxsize=1)
def heads() -> Heads:
    """Load the heads that ship with the package, once.

    Raises:
        DoesNotFit: They are missing, or were fitted on another encoder.
    """
    return read_heads(BytesIO(fitted_bytes("events/heads.npz")))
