"""Folds for cross-validation in which no two folds share a sentence, nor one nearly the same."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from itertools import combinations

_RARE = 12  # two sentences are compared if they share one of their rarest words
_COMMON = 60  # a word in more sentences than this tells nothing


def folds(texts: list[str], count: int = 5, seed: int = 1) -> list[int]:
    """Return the number of the fold of each text."""
    groups = near_equal(texts)
    order = sorted(set(groups))
    random.Random(seed).shuffle(order)
    fold = {group: number % count for number, group in enumerate(order)}
    return [fold[group] for group in groups]


def near_equal(texts: list[str]) -> list[int]:
    """Return for each text the number of its group: they share 45 % of their words, or one 80 % of its own.

    >>> near_equal(["Mali closed its border.", "Mali has closed its border.", "Talks began in Oslo."])
    [0, 0, 2]
    """
    words = [frozenset(re.findall(r"\w+", text.lower())) for text in texts]
    groups = list(range(len(texts)))

    def group(number: int) -> int:
        while groups[number] != number:
            groups[number] = groups[groups[number]]
            number = groups[number]
        return number

    for one, other in _candidates(words):
        shared = len(words[one] & words[other])
        alike = shared >= 0.45 * len(words[one] | words[other])
        if alike or shared >= 0.8 * min(len(words[one]), len(words[other])):
            low, high = sorted((group(one), group(other)))
            groups[high] = low
    return [group(number) for number in range(len(texts))]


def _candidates(words: list[frozenset[str]]) -> set[tuple[int, int]]:
    spread = Counter(word for found in words for word in found)
    holders = defaultdict(list)
    for number, found in enumerate(words):
        for word in sorted(found, key=lambda word: (spread[word], word))[:_RARE]:
            holders[word].append(number)
    return {pair for found in holders.values() if len(found) <= _COMMON for pair in combinations(found, 2)}
