"""Which finds are right, as the scorer counts: words shared, marks left aside, each gold one counted once."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Find = tuple[list, list]  # spans of the content, spans of the source


def lines(path: Path) -> list[dict]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def shuffled(names: Iterable[str], seed: int = 17) -> list[str]:
    """Return the names of documents in the order from whose front documents are held out of training."""
    order = sorted(names)
    random.Random(seed).shuffle(order)
    return order


class Words:
    """The words of a text, to compare spans without their marks."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in re.finditer(r"\w+", text)]
        self.starts, self.ends = [start for start, _ in spans], [end for _, end in spans]

    def of(self, spans: list) -> frozenset[int]:
        """Return the numbers of the words in some spans."""
        return frozenset(
            at
            for start, end in spans
            for at in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )


def verdicts(words: Words, found: Iterable[Find], gold: list[dict]) -> list[tuple[bool, bool]]:
    """Return for each find whether it is right mostly and wholly; a gold one counts once, for the first find."""
    wanted = [(words.of(record["content"]), words.of(record["source"])) for record in gold]
    free = set(range(len(wanted)))
    result = []
    for its_content, its_source in found:
        content, source = words.of(its_content), words.of(its_source)
        scores = [
            (2 * len(content & wanted[n][0]) / (len(content) + len(wanted[n][0])), n)
            for n in free
            if source & wanted[n][1] or (not source and not wanted[n][1])
        ]
        overlap, number = max(scores, default=(0.0, -1))
        if overlap >= 0.5:
            free.discard(number)
        result.append((overlap >= 0.5, overlap == 1.0 and source == wanted[number][1]))
    return result


def listed(words: Words, found: Iterable[tuple[str, list]], gold: list[dict]) -> list[str | None]:
    """Return for each find, by kind and content, how needed what a reader listed there is, or None.

    Contents are the same where most of their words are, or the smaller lies in the larger and is a third of it.
    The pairs that share most go first, and each counts once.
    """
    wanted = [(one["kind"], words.of(one["content"] or [one["speaker"] or [0, 0]])) for one in gold]
    given = [(kind, words.of(content)) for kind, content in found]
    pairs = [
        (_likeness(content, one), number, place)
        for place, (kind, content) in enumerate(given)
        for number, (kind_of_one, one) in enumerate(wanted)
        if kind == kind_of_one
    ]
    result: list[str | None] = [None] * len(given)
    free = set(range(len(wanted)))
    for likeness, number, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if likeness and number in free and result[place] is None:
            free.discard(number)
            result[place] = gold[number]["need"]
    return result


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    common, least, most = len(one & other), min(len(one), len(other)), max(len(one), len(other))
    if not common or not (4 * common >= len(one) + len(other) or (common == least and 3 * common >= most)):
        return 0.0
    return 2 * common / (len(one) + len(other))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return what share of their words two contents have in common; 0 where that is too little."""
    common, least, most = len(one & other), min(len(one), len(other)), max(len(one), len(other))
    same = 4 * common >= len(one) + len(other) or (common == least and 3 * common >= most)
    return 2 * common / (len(one) + len(other)) if common and same else 0.0
