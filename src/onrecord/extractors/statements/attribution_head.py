"""The attribution heads on the shared encoder: who is said to have said or thought what, as spans of the text.

One head finds cues, the other says for each cue which words of its passage name the source and which are the
content. See docs/model-card.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import exp
from typing import TYPE_CHECKING

import numpy as np

from onrecord.encoder.chain import Chain, best, outside, runs, side_by_side, total
from onrecord.encoder.fitted import fitted_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.encoder import Encoded
    from onrecord.encoder.chain import Floats, Run
    from onrecord.encoder.windows import Stretch, Window

TextSpan = tuple[int, int]

HEADS = ("cue", "role", "ask", "answer")
_TOGETHER = 24  # windows decoded side by side; more would cost memory, fewer would cost time
_SOURCE, _CONTENT = 0, 1


@dataclass(frozen=True, slots=True)
class Ascription:
    """Words that a report ascribes to someone, as the model found them; offsets are those of the report's text.

    Attributes:
        content: What was said or thought, piece by piece. Never empty.
        source: Who, or None.
        cue: The words that tell that it was said.
        confidence: Probability that content and source are right as far as it matters: the content mostly, the
            source in part (calibrated on held-out articles).
        exactness: Probability that both are right to the word.
    """

    content: tuple[TextSpan, ...]
    source: TextSpan | None
    cue: TextSpan
    confidence: float
    exactness: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says about the words of one stretch: scores (words x labels) and vectors to match."""

    cue: Floats
    role: Floats
    ask: Floats
    answer: Floats


@dataclass(frozen=True, slots=True)
class Tables:
    """What decoding needs beside the network; learned with it.

    Attributes:
        cues, roles: The chains.
        distance: For each class of distance from the cue, the scores of the role labels.
        lean: Added to the score of every cue, so that as many are missed as are made up.
        confidence, exactness: Weights of the calibration (see `_chance`).
        threshold: Confidence from which an ascription is given out by default.
    """

    cues: Chain
    roles: Chain
    distance: Floats
    lean: float
    confidence: tuple[float, ...]
    exactness: tuple[float, ...]
    threshold: float

    @classmethod
    def read(cls, text: str) -> Tables:
        """Read tables from their JSON form."""
        data = json.loads(text)

        def chain(name: str) -> Chain:
            return Chain(*(np.array(data[name][part], dtype=np.float32) for part in ("move", "begin", "end")))

        return cls(
            chain("cues"), chain("roles"), np.array(data["distance"], dtype=np.float32), data["lean"],
            tuple(data["confidence"]), tuple(data["exactness"]), data["threshold"],
        )  # fmt: skip


def decode(parts: Sequence[Stretch], answers: Sequence[Answers], tables: Tables) -> list[Ascription]:
    """Return the ascriptions of some stretches, in order, the unlikely ones included."""
    leaning = np.array([0, tables.lean, 0, 0, tables.lean], dtype=np.float32)  # once for each cue
    block, lengths = side_by_side([one.cue for one in answers])
    labels, _ = best(tables.cues, block + leaning, lengths)
    asked = [(number, cue) for number, row in enumerate(labels) for cue in runs(row)]
    if not asked:
        return []
    absent = outside(tables.cues, block, lengths)
    block, lengths = side_by_side([_role_scores(answers[number], cue, tables) for number, cue in asked])
    roles, scores = best(tables.roles, block, lengths)
    sure = scores - total(tables.roles, block, lengths)
    found = []
    for (number, cue), row, path in zip(asked, roles, sure.tolist(), strict=True):
        there = 1 - float(absent[number][cue[0] : cue[1]].min())
        if one := _ascription(parts[number], cue, row, (there, path), tables):
            found.append(one)
    return found


def _role_scores(answers: Answers, cue: Run, tables: Tables) -> Floats:
    labels = answers.role.shape[1]
    question = answers.ask[cue[0] : cue[1]].mean(axis=0).reshape(labels, 1, -1)
    words = answers.answer.reshape(len(answers.role), labels, -1)
    match = (words.transpose(1, 0, 2) * question).sum(axis=2).T
    scores: Floats = match + answers.role + tables.distance[_distances(len(answers.role), cue)]
    return scores


def _distances(words: int, cue: Run) -> NDArray[np.int64]:
    """Return the class of each word's distance from the cue: 0 inside, 1-12 before, 13-24 after."""
    at = np.arange(words)
    away = np.minimum(at - cue[0], 0) + np.maximum(at - cue[1] + 1, 0)
    size = np.abs(away)
    step = np.where(size <= 8, size, 8 + (size > 8) + (size > 12) + (size > 20) + (size > 40))
    classes: NDArray[np.int64] = np.where(away > 0, step + 12, step)
    return classes


def _ascription(
    part: Stretch, cue: Run, labels: list[int], sure: tuple[float, float], tables: Tables
) -> Ascription | None:
    def offsets(run: Run) -> TextSpan:
        return part.words[run[0]][0], part.words[run[1] - 1][1]

    content = runs(labels, _CONTENT)
    if not content:
        return None
    sources = runs(labels, _SOURCE)
    # With several, the one nearest to the cue names the speaker.
    source = min(sources, key=lambda run: max(run[0] - cue[1], cue[0] - run[1]), default=None)
    return Ascription(
        tuple(map(offsets, content)),
        offsets(source) if source else None,
        offsets(cue),
        _chance(tables.confidence, *sure, has_source=source is not None),
        _chance(tables.exactness, *sure, has_source=source is not None),
    )


def _chance(weights: tuple[float, ...], there: float, path: float, *, has_source: bool) -> float:
    """Return a probability from how sure the network is of cue and labels, and whether there is a source."""
    there = min(max(there, 1e-4), 1 - 1e-4)
    features = (1.0, float(np.log(there / (1 - there))), path, float(has_source))
    return 1 / (1 + exp(-sum(weight * feature for weight, feature in zip(weights, features, strict=True))))


def ascriptions_in(encoded: Encoded, tables: Tables) -> Iterator[Ascription]:
    """Yield what a text ascribes to someone, in the order of the cues, however unlikely."""
    seen = encoded.answers(HEADS)
    while batch := list(islice(seen, _TOGETHER)):
        parts = [part for window, _ in batch for part in window.stretches]
        answers = [one for window, heads in batch for one in _by_stretch(window, heads)]
        yield from decode(parts, answers, tables)


def _by_stretch(window: Window, heads: Sequence[Floats]) -> Iterator[Answers]:
    """Yield what the heads say, stretch by stretch."""
    done = 0
    for row in window.firsts:
        yield Answers(*(head[done : done + len(row)] for head in heads))
        done += len(row)


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Load the tables that ship with the package, once.

    Raises:
        DoesNotFit: They are missing, or of another network.
    """
    return Tables.read(fitted_bytes("attribution/tables.json").decode("utf-8"))


def ascriptions(encoded: Encoded, *, threshold: float | None = None) -> tuple[Ascription, ...]:
    """Return what a document ascribes to someone with at least `threshold` confidence (default: the model's)."""
    least = tables().threshold if threshold is None else threshold
    return tuple(one for one in ascriptions_in(encoded, tables()) if one.confidence >= least)
