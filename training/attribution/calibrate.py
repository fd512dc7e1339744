"""Choose how readily cues are taken, and turn scores into probabilities, on documents held out of training."""

from __future__ import annotations

import collections
import json
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from onrecord.extractors.statements.attribution_model import Ascription, AttributionModel

if TYPE_CHECKING:
    from pathlib import Path

RAW = {"confidence": [0.0, 1.0, 0.0, 0.0], "exactness": [0.0, 0.0, 1.0, 0.0], "threshold": 0.0}
LEANS = (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)


def calibrated(folder: Path, tables: dict, corpus: Path, name: str, held: list[str]) -> dict:
    """Return the tables with the lean, the weights of the two probabilities and the default threshold."""
    texts = {record["doc_id"]: record["text"] for record in lines(corpus / f"{name}.text.jsonl")}
    gold = collections.defaultdict(list)
    for record in lines(corpus / f"{name}.gold.jsonl"):
        if record["content"]:
            gold[record["doc_id"]].append(record)
    network = (folder / "model.onnx").read_bytes()
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
    best: tuple[float, dict] = (-1.0, {})
    for lean in LEANS:
        model = AttributionModel(network, vocabulary, json.dumps({**tables, **RAW, "lean": lean}))
        rows, mostly, wholly = [], [], []
        for doc in held:
            passages = [found.span() for found in re.finditer(r"[^\n]+", texts[doc])]
            found = list(model.ascriptions(texts[doc], passages))
            spans = Words(texts[doc])
            rows.extend(features(one) for one in found)
            for pair in verdicts(spans, found, gold[doc]):
                mostly.append(pair[0])
                wholly.append(pair[1])
        wanted = sum(len(gold[doc]) for doc in held)
        chance = fit(np.array(rows), np.array(mostly))
        probability = 1 / (1 + np.exp(-(np.array(rows) @ chance)))
        threshold, score = balance(probability, np.array(mostly), wanted)
        print(
            f"lean {lean}: {len(rows)} found, {wanted} wanted; threshold {threshold:.3f}, F1 there {score:.3f};"
            f" exact F1 without threshold {2 * sum(wholly) / (len(rows) + wanted):.3f},"
            f" expected calibration error {calibration_error(probability, np.array(mostly)):.3f}"
        )
        if score > best[0]:
            exact = fit(np.array(rows), np.array(wholly))
            chosen = {"lean": lean, "threshold": round(threshold, 3)}
            weights = {"confidence": chance.round(4).tolist(), "exactness": exact.round(4).tolist()}
            best = (score, {**tables, **chosen, **weights})
    return best[1]


def lines(path: Path) -> list[dict]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def features(one: Ascription) -> list[float]:
    """Return what the probabilities are reckoned from; the model was given raw weights, so undo the sigmoid."""
    there, path = (-np.log(1 / max(min(p, 1 - 1e-9), 1e-30) - 1) for p in (one.confidence, one.exactness))
    return [1.0, there, path, float(one.source is not None)]


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


def verdicts(words: Words, found: list[Ascription], gold: list[dict]) -> list[tuple[bool, bool]]:
    """Return for each found ascription whether it is right mostly and wholly; each gold one counts once."""
    wanted = [(words.of(record["content"]), words.of(record["source"])) for record in gold]
    free = set(range(len(wanted)))
    result = []
    for one in found:
        content, source = words.of(list(one.content)), words.of([one.source] if one.source else [])
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


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, slightly held back."""

    def loss(weights: np.ndarray) -> float:
        margin = np.where(right, 1, -1) * (rows @ weights)
        return float(np.logaddexp(0, -margin).sum() + 0.5 * (weights[1:] ** 2).sum())

    return minimize(loss, np.zeros(rows.shape[1]), method="BFGS").x


def balance(probability: np.ndarray, right: np.ndarray, wanted: int) -> tuple[float, float]:
    """Return the threshold at which precision and recall are equal, or the lowest one, and F1 there."""
    order = np.argsort(-probability)
    taken = min(wanted, len(order))
    hits = int(right[order][:taken].sum())
    threshold = float(probability[order][taken - 1]) if taken < len(order) else 0.0
    return threshold, 2 * hits / (taken + wanted)


def calibration_error(probability: np.ndarray, right: np.ndarray) -> float:
    """Return the mean gap between probability and share of right ones, over ten bins of equal size."""
    bins = np.array_split(np.argsort(probability), 10)
    return float(sum(len(b) * abs(probability[b].mean() - right[b].mean()) for b in bins) / len(probability))
