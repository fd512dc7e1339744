"""Reports whose words that name deeds are known (`deeds/words.py`): what the network learns from beside."""

from __future__ import annotations

import json
import random
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from corpus import pad
from torch import Tensor

from onrecord.encoder.windows import WINDOW, stretches, windows

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.encoder.pieces import WordPieces
    from onrecord.encoder.windows import Stretch, Window


@dataclass(frozen=True, slots=True)
class Told:
    """A report: its stretches, and of the words that may name a deed the weights of roots and statuses, if any."""

    parts: list[Stretch]
    words: dict[int, tuple[list[float], list[float]] | None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors. `place` leads to the first pieces of the words asked about, among all in a row."""

    pieces: Tensor
    shapes: Tensor
    quotes: Tensor
    mask: Tensor
    place: Tensor
    telling: Tensor
    roots: Tensor
    statuses: Tensor


def told(path: Path, pieces: WordPieces) -> list[Told]:
    """Return the reports of a file that `deeds/words.py` wrote."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        parts = list(stretches(pieces, row["text"], row["passages"]))
        starts = sorted(start for part in parts for start, _ in part.words)
        words: dict[int, tuple[list[float], list[float]] | None] = {}
        for word in row["words"]:
            at = bisect_right(starts, word["at"][0]) - 1
            if at >= 0 and starts[at] == word["at"][0]:
                words[starts[at]] = (word["roots"], word["statuses"]) if "roots" in word else None
        found.append(Told(parts, words))
    return found


def batches(reports: list[Told], pieces: WordPieces, size: int, seed: int) -> list[Batch]:
    """Return reports as batches of windows, mixed; each seed packs the windows in another way."""
    chance = random.Random(seed)
    packed = [
        (window, report)
        for report in reports
        for window in windows(report.parts, pieces, room=chance.randint(WINDOW // 4, WINDOW))
    ]
    chance.shuffle(packed)
    blocks = (
        sorted(packed[at : at + 8 * size], key=lambda one: len(one[0].pieces))
        for at in range(0, len(packed), 8 * size)
    )
    groups = [block[at : at + size] for block in blocks for at in range(0, len(block), size)]
    chance.shuffle(groups)
    made = (_batch(group) for group in groups)
    return [one for one in made if len(one.roots)]


def _batch(group: list[tuple[Window, Told]]) -> Batch:
    longest = max(len(window.pieces) for window, _ in group)
    place, telling, roots, statuses = [], [], [], []
    for line, (window, report) in enumerate(group):
        for part, firsts in zip(window.stretches, window.firsts, strict=True):
            for (start, _), first in zip(part.words, firsts, strict=True):
                if start not in report.words:
                    continue
                known = report.words[start]
                place.append(first + line * longest)
                telling.append(known is not None)
                if known:
                    roots.append(known[0])
                    statuses.append(known[1])
    return Batch(
        pad([window.pieces for window, _ in group], longest),
        pad([window.shapes for window, _ in group], longest),
        pad([window.quotes for window, _ in group], longest),
        pad([[1] * len(window.pieces) for window, _ in group], longest).bool(),
        torch.tensor(place),
        torch.tensor(telling),
        torch.tensor(roots),
        torch.tensor(statuses),
    )
