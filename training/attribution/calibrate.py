"""Choose how readily cues are taken, and turn scores into probabilities, on documents held out of training."""

from __future__ import annotations

import collections
import json
import re
from typing import TYPE_CHECKING

import numpy as np
from logistic import balance, calibration_error, fit
from verdicts import Words, lines, verdicts

from onrecord.encoder import Encoded, Encoder
from onrecord.extractors.statements.attribution_head import Ascription, Tables, ascriptions_in

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
    vocabulary = (folder / "vocabulary.txt").read_text(encoding="utf-8")
    network = Encoder((folder / "model.onnx").read_bytes(), vocabulary)
    best: tuple[float, dict] = (-1.0, {})
    for lean in LEANS:
        known = Tables.read(json.dumps({**tables, **RAW, "lean": lean}))
        rows, mostly, wholly = [], [], []
        for doc in held:
            passages = [found.span() for found in re.finditer(r"[^\n]+", texts[doc])]
            found = list(ascriptions_in(Encoded(texts[doc], passages, network), known))
            spans = Words(texts[doc])
            rows.extend(features(one) for one in found)
            finds = [(list(one.content), [one.source] if one.source else []) for one in found]
            for pair in verdicts(spans, finds, gold[doc]):
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


def features(one: Ascription) -> list[float]:
    """Return what the probabilities are reckoned from; the model was given raw weights, so undo the sigmoid."""
    there, path = (-np.log(1 / max(min(p, 1 - 1e-9), 1e-30) - 1) for p in (one.confidence, one.exactness))
    return [1.0, there, path, float(one.source is not None)]
