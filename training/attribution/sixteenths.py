"""Tables of numbers in 4 bits: in each row, thirty-two numbers at a time share a scale.

As `GatherBlockQuantized` of onnxruntime reads them: a number is `(level - 8) * scale` of its block, the levels 0
to 15. Half as large as 8 bits with a scale a row, and no head tells the difference (bench/RESULTS-annotated.md).
"""

from __future__ import annotations

import torch
from torch import Tensor

BLOCK = 32  # numbers that share a scale
ZERO = 8  # the level that stands for nothing
TOP = 15


def levels(table: Tensor) -> tuple[Tensor, Tensor]:
    """Return the levels of a table (rows x width, 0 to 15), and the scales of its blocks (rows x width / 32).

    The number farthest from zero gets the level farthest from it, on whichever side, so that none is cut off.
    """
    blocks = table.unflatten(-1, (-1, BLOCK))
    farthest = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scales = farthest / -ZERO
    scales = torch.where(scales == 0, torch.ones_like(scales), scales)
    found = torch.round(blocks / scales + ZERO).clamp(0, TOP)
    return found.to(torch.uint8).flatten(-2), scales.squeeze(-1)


def rounded(table: Tensor) -> Tensor:
    """Return a table as it is after rounding; rounding that again changes nothing."""
    found, scales = levels(table)
    blocks = found.float().unflatten(-1, (-1, BLOCK)) - ZERO
    return (blocks * scales[..., None]).flatten(-2).contiguous()
