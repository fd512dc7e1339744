"""Decoding of label chains: the best one, how likely it is, and how likely each word is to be in a span at all.

Labels are 0 (outside) and, for each role in turn, B(egin) I(nside) E(nd) U(nit). Many sequences are decoded side
by side, since a step in numpy costs the same for one as for fifty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Run = tuple[int, int]

_FILLING = -1e4


class Chain(NamedTuple):
    """The scores of a chain: of each move from label to label, of beginning and of ending with a label."""

    move: Floats
    begin: Floats
    end: Floats


def side_by_side(sequences: Sequence[Floats]) -> tuple[Floats, Ints]:
    """Return sequences of scores as one block (words x sequences x labels), and their lengths."""
    lengths = np.array([len(sequence) for sequence in sequences], dtype=np.int64)
    block = np.full((int(lengths.max()), len(sequences), sequences[0].shape[1]), _FILLING, dtype=np.float32)
    for number, sequence in enumerate(sequences):
        block[: len(sequence), number] = sequence
    return block, lengths


def best(chain: Chain, block: Floats, lengths: Ints) -> tuple[list[list[int]], Floats]:
    """Return the best labels of each sequence and their score."""
    words, count, labels = block.shape
    scores = chain.begin + block[0]
    back = np.zeros((words, count, labels), dtype=np.int8)
    ended = scores + chain.end
    moves = np.ascontiguousarray(chain.move.T)
    for at in range(1, words):
        ways = scores[:, None, :] + moves
        back[at] = ways.argmax(axis=2)
        scores = ways.max(axis=2) + block[at]
        alive = (lengths > at)[:, None]
        ended = np.where(alive, scores + chain.end, ended)
    label = ended.argmax(axis=1)
    path = np.zeros((words, count), dtype=np.int64)
    rows = np.arange(count)
    for at in range(words - 1, -1, -1):
        path[at] = label
        label = np.where((lengths > at) & (at > 0), back[at, rows, label], label)
    chosen = [path[: lengths[number], number].tolist() for number in range(count)]
    return chosen, ended.max(axis=1)


def total(chain: Chain, block: Floats, lengths: Ints) -> Floats:
    """Return the log of the summed weight of all label chains of each sequence."""
    _, ended = _forward(chain, block, lengths)
    return _log_sum(ended)


def outside(chain: Chain, block: Floats, lengths: Ints) -> list[Floats]:
    """Return for each word of each sequence the probability that it is in no span."""
    forward, ended = _forward(chain, block, lengths)
    whole = _log_sum(ended)
    words, count, labels = block.shape
    after = np.broadcast_to(chain.end, (count, labels)).astype(np.float32)
    chance = np.zeros((words, count), dtype=np.float32)
    for at in range(words - 1, -1, -1):
        chance[at] = np.exp(np.minimum(forward[at, :, 0] + after[:, 0] - whole, 0))
        if at:
            earlier = _log_sum(chain.move[None] + (block[at] + after)[:, None, :])
            after = np.where((lengths > at)[:, None], earlier, after)
    return [chance[: lengths[number], number] for number in range(count)]


def _forward(chain: Chain, block: Floats, lengths: Ints) -> tuple[Floats, Floats]:
    words, count, labels = block.shape
    forward = np.zeros((words, count, labels), dtype=np.float32)
    forward[0] = chain.begin + block[0]
    ended = forward[0] + chain.end
    moves = np.ascontiguousarray(chain.move.T)
    for at in range(1, words):
        forward[at] = _log_sum(forward[at - 1][:, None, :] + moves) + block[at]
        ended = np.where((lengths > at)[:, None], forward[at] + chain.end, ended)
    return forward, ended


def _log_sum(values: Floats) -> Floats:
    top = values.max(axis=-1, keepdims=True)
    summed: Floats = np.log(np.exp(values - top).sum(axis=-1)) + top[..., 0]
    return summed


def runs(labels: Sequence[int], role: int = 0) -> tuple[Run, ...]:
    """Return the spans of a role in a chain of labels; spans that touch are one.

    >>> runs([0, 1, 2, 3, 0, 4, 8])
    ((1, 4), (5, 6))
    """
    found: list[Run] = []
    for at, label in enumerate(labels):
        if not label or (label - 1) // 4 != role:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return tuple(found)
