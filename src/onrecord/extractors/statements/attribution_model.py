"""The trained attribution model: finds who is said to have said or thought what, as spans of the text.

A small encoder (int8, run by onnxruntime) reads windows of passages; one head finds cues, the other says for each
cue which words of its passage name the source and which are the content. See docs/model-card.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice
from math import exp
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.core.problem import OnRecordError
from onrecord.extractors.statements.attribution_chain import Chain, best, outside, runs, side_by_side, total
from onrecord.extractors.statements.attribution_states import Gathering, States
from onrecord.extractors.statements.attribution_windows import stretches, windows
from onrecord.extractors.statements.last import Last
from onrecord.extractors.statements.word_pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attribution_chain import Floats, Run
    from onrecord.extractors.statements.attribution_windows import Stretch, Window

TextSpan = tuple[int, int]

HEADS = ("cue", "role", "ask", "answer")
_TOGETHER = 24  # windows decoded side by side; more would cost memory, fewer would cost time
_SOURCE, _CONTENT = 0, 1


class ModelDamaged(OnRecordError):
    """The files of the attribution model are missing or do not belong together."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the attribution model that ships with onrecord cannot be used: {why}. Install it again."
        )


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


class AttributionModel:
    """The model as it ships: loaded once a process, on first use."""

    def __init__(self, network: bytes, vocabulary: str, tables: str) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Sums and norms fused take three times as long as one after the other (onnxruntime 1.32).
        self._session: InferenceSession = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._pieces = WordPieces(vocabulary.splitlines())
        self.tables = Tables.read(tables)

    def ascriptions(
        self, text: str, passages: Iterable[TextSpan], states: Gathering | None = None
    ) -> Iterator[Ascription]:
        """Yield what the passages of a text ascribe to someone, in the order of their cues, however unlikely.

        Args:
            text, passages: What to read, and where.
            states: Gathers the encoder's states on the way, if given.
        """
        packed = windows(stretches(self._pieces, text, passages), self._pieces)
        while batch := list(islice(packed, _TOGETHER)):
            parts = [part for window in batch for part in window.stretches]
            answers = [one for window in batch for one in self._answers(window, states)]
            yield from decode(parts, answers, self.tables)

    def states(self, text: str, passages: Iterable[TextSpan]) -> States:
        """Return the encoder's states of the words of some passages."""
        gathered = Gathering()
        for window in windows(stretches(self._pieces, text, passages), self._pieces):
            gathered.add(window, self._run(window, ("states",))[0])
        return gathered.states()

    def _answers(self, window: Window, states: Gathering | None) -> list[Answers]:
        """Return what the network says, stretch by stretch."""
        outputs = HEADS if states is None else (*HEADS, "states")
        heads = self._run(window, outputs)
        if states is not None:
            states.add(window, heads.pop())
        result, done = [], 0
        for row in window.firsts:
            result.append(Answers(*(head[done : done + len(row)] for head in heads)))
            done += len(row)
        return result

    def _run(self, window: Window, outputs: Sequence[str]) -> list[Floats]:
        firsts = [first for row in window.firsts for first in row]
        answers: list[Floats] = self._session.run(
            outputs,
            {
                "pieces": np.array([window.pieces]), "shapes": np.array([window.shapes]),
                "quotes": np.array([window.quotes]), "firsts": np.array(firsts),
            },
        )  # fmt: skip
        return answers


@lru_cache(maxsize=1)
def attribution_model() -> AttributionModel:
    """Load the model that ships with the package, once.

    Raises:
        ModelDamaged: Its files are missing.
    """
    folder = resources.files("onrecord") / "data" / "attribution"
    try:
        network = (folder / "model.onnx").read_bytes()
        vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
        tables = (folder / "tables.json").read_text(encoding="utf-8")
    except OSError as error:
        raise ModelDamaged(f"{error.filename} is missing") from error
    return AttributionModel(network, vocabulary, tables)


class Read(NamedTuple):
    """What the model makes of a document in one run: what it ascribes to someone, and the encoder's states."""

    ascriptions: tuple[Ascription, ...]
    states: States


def _read(document: Document) -> Read:
    passages = [(passage.start, passage.end) for passage in document.passages]
    gathered = Gathering()
    found = tuple(attribution_model().ascriptions(document.report.text, passages, gathered))
    return Read(found, gathered.states())


# The encoder is by far the dearest part, and statements and events both need it.
read = Last(_read)


def ascriptions(document: Document, *, threshold: float | None = None) -> tuple[Ascription, ...]:
    """Return what a document ascribes to someone with at least `threshold` confidence (default: the model's)."""
    least = attribution_model().tables.threshold if threshold is None else threshold
    return tuple(one for one in read(document).ascriptions if one.confidence >= least)


def states_of(document: Document) -> States:
    """Return the encoder's states of a document."""
    return read(document).states
