"""A corpus of attributions in the scorer's form, made into what the network learns from.

Two files: `NAME.text.jsonl` with {"doc_id", "text"} a line and `NAME.gold.jsonl` with {"doc_id", "source", "cue",
"content"} a line, each a list of [start, end] offsets.
"""

from __future__ import annotations

import collections
import json
import random
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from onrecord.encoder.windows import ROOM, WINDOW, Stretch, stretches, windows

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.encoder.pieces import WordPieces

CUE, SOURCE, CONTENT = 0, 0, 4


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch with its gold: labels of the cue head, and for each cue its words and the labels of its roles."""

    stretch: Stretch
    cues: tuple[int, ...]
    asked: tuple[tuple[int, int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as tensors. `place` leads from the words of each stretch to the flattened pieces."""

    pieces: Tensor
    shapes: Tensor
    quotes: Tensor
    mask: Tensor
    place: Tensor
    lengths: Tensor
    cues: Tensor
    row: Tensor
    first: Tensor
    last: Tensor
    roles: Tensor
    windows: int


def read(folder: Path, name: str, pieces: WordPieces) -> dict[str, list[Example]]:
    """Return the examples of each document of a corpus, in order."""
    gold = collections.defaultdict(list)
    for line in (folder / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        gold[record["doc_id"]].append(record)
    documents = {}
    for line in (folder / f"{name}.text.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        passages = [found.span() for found in re.finditer(r"[^\n]+", record["text"])]
        parts = stretches(pieces, record["text"], passages)
        documents[record["doc_id"]] = [example(part, gold[record["doc_id"]]) for part in parts]
    return documents


def example(stretch: Stretch, gold: list[dict]) -> Example:
    """Return a stretch with the attributions whose cue stands in it."""
    starts = [start for start, _ in stretch.words]
    ends = [end for _, end in stretch.words]

    def words(spans: list[list[int]]) -> list[tuple[int, int]]:
        """Return runs of words; runs with nothing but marks between them are one."""
        found = sorted(
            {at for start, end in spans for at in range(bisect_right(ends, start), bisect_left(starts, end))}
        )
        runs: list[tuple[int, int]] = []
        for at in found:
            if runs and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return runs

    cues = [0] * len(starts)
    asked = []
    for record in gold:
        cue = words(record["cue"])
        content = words(record["content"])
        if not cue or not content:
            continue
        first, last = cue[0][0], cue[-1][1]
        if any(cues[first:last]):
            continue
        paint(cues, first, last, 0)
        roles = [0] * len(starts)
        for run in content:
            paint(roles, *run, CONTENT)
        for run in words(record["source"]):
            if not any(roles[run[0] : run[1]]):
                paint(roles, *run, SOURCE)
        asked.append((first, last, tuple(roles)))
    return Example(stretch, tuple(cues), tuple(asked))


def paint(labels: list[int], first: int, last: int, base: int) -> None:
    """Write B I E U labels of a run of words."""
    if last - first == 1:
        labels[first] = base + 4
        return
    labels[first:last] = [base + 2] * (last - first)
    labels[first], labels[last - 1] = base + 1, base + 3


def batches(
    documents: list[list[Example]], pieces: WordPieces, size: int, seed: int, *, shuffle: bool = True
) -> list[Batch]:
    """Return the documents as batches of windows; each seed packs the windows in another way."""
    chance = random.Random(seed)
    packed = []
    for examples in documents:
        known = {id(one.stretch): one for one in examples}
        room = chance.randint(WINDOW // 4, WINDOW) if shuffle else ROOM
        packed.extend(
            (window, [known[id(part)] for part in window.stretches])
            for window in windows([one.stretch for one in examples], pieces, room=room)
        )
    if shuffle:
        chance.shuffle(packed)
        blocks = [sorted(packed[at : at + 8 * size], key=length) for at in range(0, len(packed), 8 * size)]
        groups = [block[at : at + size] for block in blocks for at in range(0, len(block), size)]
        chance.shuffle(groups)
    else:
        groups = [packed[at : at + size] for at in range(0, len(packed), size)]
    return [batch(group) for group in groups]


def length(item: tuple) -> int:
    """Return the number of pieces of a window."""
    return len(item[0].pieces)


def batch(group: list[tuple]) -> Batch:
    """Return windows with their gold as tensors."""
    longest = max(map(length, group))
    rows = [example for _, examples in group for example in examples]
    words = max(len(row.cues) for row in rows)
    place = torch.zeros(len(rows), words, dtype=torch.long)
    cues = torch.zeros(len(rows), words, dtype=torch.long)
    lengths = torch.tensor([len(row.cues) for row in rows])
    asked = []
    number = 0
    for line, (window, examples) in enumerate(group):
        for firsts, one in zip(window.firsts, examples, strict=True):
            place[number, : len(firsts)] = torch.tensor(firsts) + line * longest
            cues[number, : len(firsts)] = torch.tensor(one.cues)
            asked.extend((number, *cue) for cue in one.asked)
            number += 1
    roles = torch.zeros(len(asked), words, dtype=torch.long)
    for line, (_, _, _, labels) in enumerate(asked):
        roles[line, : len(labels)] = torch.tensor(labels)
    return Batch(
        pad([window.pieces for window, _ in group], longest),
        pad([window.shapes for window, _ in group], longest),
        pad([window.quotes for window, _ in group], longest),
        pad([[1] * len(window.pieces) for window, _ in group], longest).bool(),
        place, lengths, cues,
        torch.tensor([one[0] for one in asked], dtype=torch.long),
        torch.tensor([one[1] for one in asked], dtype=torch.long),
        torch.tensor([one[2] for one in asked], dtype=torch.long),
        roles, len(group),
    )  # fmt: skip


def pad(rows: list[list[int]], longest: int) -> Tensor:
    """Return lists of numbers as one tensor, filled up with zeros."""
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows])
