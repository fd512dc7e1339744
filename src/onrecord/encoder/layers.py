"""The layers that heads are made of, in numpy: what `torch` trains, the package runs with these.

Weights go by name: `NAME.weight` (inputs x outputs) and `NAME.bias`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]
    Weights = dict[str, Floats]

ATTENTION_HEADS = 4


def linear(x: Floats, weights: Weights, name: str) -> Floats:
    """Return a linear map of each row."""
    result: Floats = x @ weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


def norm(x: Floats, weights: Weights, name: str) -> Floats:
    """Return each row brought to mean 0 and deviation 1, then scaled and moved as learned."""
    away = x - x.mean(axis=-1, keepdims=True)
    scale = np.sqrt((away * away).mean(axis=-1, keepdims=True) + 1e-5)
    result: Floats = away / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return result


def softmax(x: Floats) -> Floats:
    """Return scores as probabilities, along the last axis."""
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return result


def sigmoid(x: Floats) -> Floats:
    """Return each score as a probability of its own."""
    return np.asarray(1 / (1 + np.exp(-x)), dtype=np.float32)


def layer(weights: Weights, x: Floats, lengths: Sequence[int] = (), name: str = "layer") -> Floats:
    """Return what one transformer layer makes of some rows (normalisation after the sum).

    Args:
        weights: Those of the head.
        x: The rows.
        lengths: How many rows each text has, where several stand one after the other; each sees its own alone.
        name: What the layer's weights begin with.
    """
    joined = linear(x, weights, f"{name}.query_key_value")
    ends = np.cumsum(lengths).tolist() or [len(x)]
    seen = np.concatenate([_seen(joined[low:high], 0.0) for low, high in pairwise((0, *ends))])
    return _gone_on(weights, x, seen, name)


def related_layer(weights: Weights, x: Floats, relations: Ints, name: str) -> Floats:
    """Return what a transformer layer makes of rows that stand in relations, each of which draws the eye so much.

    Args:
        weights: Those of the head; `NAME.related` has a row a relation, a column a head of attention.
        x: The rows.
        relations: Which relation each row has to each (rows x rows).
        name: What the layer's weights begin with.
    """
    drawn = weights[f"{name}.related"][relations].transpose(2, 0, 1)
    return _gone_on(weights, x, _seen(linear(x, weights, f"{name}.query_key_value"), drawn), name)


def _gone_on(weights: Weights, x: Floats, seen: Floats, name: str) -> Floats:
    x = norm(x + linear(seen, weights, f"{name}.out"), weights, f"{name}.norm")
    inner = np.maximum(linear(x, weights, f"{name}.up"), 0)
    return norm(x + linear(inner, weights, f"{name}.down"), weights, f"{name}.norm2")


def _seen(joined: Floats, drawn: Floats | float) -> Floats:
    """Return what each row sees of those of the same text."""
    length, size = len(joined), joined.shape[1] // 3 // ATTENTION_HEADS
    query, key, value = joined.reshape(length, 3, ATTENTION_HEADS, size).transpose(1, 2, 0, 3)
    seen = softmax(query @ key.transpose(0, 2, 1) * size**-0.5 + drawn) @ value
    rows: Floats = seen.transpose(1, 0, 2).reshape(length, -1)
    return rows
