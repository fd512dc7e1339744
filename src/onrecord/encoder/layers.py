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


def layer(weights: Weights, x: Floats, lengths: Sequence[int] = ()) -> Floats:
    """Return what one transformer layer makes of some rows (normalisation after the sum).

    Args:
        weights: Those of the head; the layer's begin with `layer.`.
        x: The rows.
        lengths: How many rows each text has, where several stand one after the other; each sees its own alone.
    """
    joined = linear(x, weights, "layer.query_key_value")
    ends = np.cumsum(lengths).tolist() or [len(x)]
    seen = np.concatenate([_seen(joined[low:high]) for low, high in pairwise((0, *ends))])
    x = norm(x + linear(seen, weights, "layer.out"), weights, "layer.norm")
    inner = np.maximum(linear(x, weights, "layer.up"), 0)
    return norm(x + linear(inner, weights, "layer.down"), weights, "layer.norm2")


def _seen(joined: Floats) -> Floats:
    """Return what each row sees of those of the same text."""
    length, size = len(joined), joined.shape[1] // 3 // ATTENTION_HEADS
    query, key, value = joined.reshape(length, 3, ATTENTION_HEADS, size).transpose(1, 2, 0, 3)
    seen = softmax(query @ key.transpose(0, 2, 1) * size**-0.5) @ value
    rows: Floats = seen.transpose(1, 0, 2).reshape(length, -1)
    return rows
