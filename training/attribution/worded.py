"""Fit the weights by which the act of a statement is told from all its words (`worded.json` of the data).

    PYTHONPATH=src python training/attribution/worded.py [--texts DIR] [--look]

Learns from the statements of the annotated reports (training part) that the package finds: for each act, whether
a reader named it, among the acts of that statement or as one that can be defended. Prints, with weights fitted on
other reports in five parts, how often the act is right by the rules and with the model, then the same of the
development part. To be run again after the rules of acts or the annotations have changed; `--look` only prints.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from of_cases import cases
from verdicts import Words, likeness

from onrecord.core.entry import Act
from onrecord.encoder import Encoded
from onrecord.extractors.statements import Statements
from onrecord.extractors.statements.quotations import quotations
from onrecord.extractors.statements.worded import OPEN, features

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
from reports import BESIDE, Gold, annotated

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.extractor import Told

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "attribution" / "worded.json"
MARGIN = 0.12
RARE = 3  # a feature of fewer statements is left out
FEW = 12  # so is an act of fewer
SMALL = 0.02  # a smaller weight is none
PARTS = 5
STEPS = 300
HELD_BACK, WORDS_HELD_BACK = 1.0, 4.0
TAUGHT = 6  # times that the rules' cases are shown
KEPT = (Act.DENY, Act.REFUSE)


class Row(NamedTuple):
    """A statement: the report, its features, its act by rule, whether that may change, and those of a reader."""

    report: str
    features: dict[str, float]
    act: str
    free: bool
    named: frozenset[str]


def main() -> None:
    """Fit, say how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--look", action="store_true", help="write nothing")
    options = parser.parse_args()
    rows, unseen = rows_of("training", options.texts), rows_of("development", options.texts)
    rows += TAUGHT * rows_of_cases()
    counts = collections.Counter(act for row in rows for act in row.named)
    acts = sorted(act for act, count in counts.items() if count >= FEW)
    seen = collections.Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in seen.items() if count >= RARE)
    table, right = matrix(rows, names), np.array([[act in row.named for act in acts] for row in rows], dtype=float)
    reports = sorted({row.report for row in rows})
    part = np.array([reports.index(row.report) % PARTS for row in rows])
    fair = np.zeros(right.shape)
    for number in range(PARTS):
        fair[part == number] = chances(
            table[part == number], fit(table[part != number], right[part != number], names)
        )
    tell("training, crossed", rows, fair, acts)
    weights = fit(table, right, names)
    weights[abs(weights) < SMALL] = 0
    tell("development", unseen, chances(matrix(unseen, names), weights), acts)
    if not options.look:
        OUT.write_text(json.dumps(written(weights, names, acts), separators=(",", ":")) + "\n", encoding="utf-8")


def rows_of(part: str, texts: Path) -> list[Row]:
    """Return the statements of a part that are found and annotated."""
    rows = []
    for gold, document in annotated(part, texts):
        said = told_in(document)
        words = Words(document.report.text)
        acts = acts_of(words, [list(each.attribution.content) for each in said], gold)
        rows += [_row(gold["doc"], document, one, named) for one, named in zip(said, acts, strict=True) if named]
    return rows


def rows_of_cases() -> list[Row]:
    """Return the statements of the rules' cases, with the acts that these expect."""
    rows = []
    for name, document, expected in cases():
        words = Words(document.report.text)
        wanted = [(words.of(one.content), one.acts) for one in expected if one.kind == "statement"]
        for one in told_in(document):
            own = words.of(list(one.attribution.content))
            named = next((acts for content, acts in wanted if likeness(own, content)), None)
            if named:
                rows.append(_row(name, document, one, named))
    return rows


def told_in(document: Document) -> list[Told]:
    """Return what is told to be said in a document, by rule, but what is negated."""
    marks = quotations(document.report.text, document.passages)
    told = Statements().told(document, Encoded.of(document), marks)
    return [one for one in told if one.coding.act and not one.coding.negated]


def _row(name: str, document: Document, one: Told, named: frozenset[str]) -> Row:
    free = one.coding.ground in OPEN and one.coding.act not in KEPT
    return Row(name, features(document, one.attribution, one.coding), str(one.coding.act), free, named)


def acts_of(words: Words, found: list[list[tuple[int, int]]], gold: Gold) -> list[frozenset[str]]:
    """Return for each content the acts that a reader gave the statement there; none where none is listed."""
    wanted = [one for one in gold["statements"] if one["kind"] == "statement"]
    contents = [words.of(one["content"] or [one["speaker"] or [0, 0]]) for one in wanted]
    given = [words.of(content) for content in found]
    pairs = sorted(
        ((likeness(one, other), i, j) for i, one in enumerate(given) for j, other in enumerate(contents)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    result: list[frozenset[str]] = [frozenset()] * len(found)
    free = set(range(len(wanted)))
    for alike, i, j in pairs:
        if alike and j in free and not result[i]:
            free.discard(j)
            result[i] = frozenset(wanted[j]["acts"]) | frozenset(wanted[j].get("also", ()))
    return result


def matrix(rows: list[Row], names: list[str]) -> np.ndarray:
    """Return the features as a table, a row a statement."""
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)), dtype=np.float32)
    for number, row in enumerate(rows):
        for name, value in row.features.items():
            if name in place:
                table[number, place[name]] = value
    return table


def fit(table: np.ndarray, right: np.ndarray, names: list[str]) -> np.ndarray:
    """Return the weights of one logistic regression an act, those of single words held back more."""
    back = [WORDS_HELD_BACK if name.startswith(("w ", "verb ", "cue ")) else HELD_BACK for name in names]
    held = np.array(back, dtype=np.float32)[:, None]
    weights = np.zeros((table.shape[1], right.shape[1]), dtype=np.float32)
    drift, size = np.zeros_like(weights), np.full_like(weights, 1e-8)
    for step in range(STEPS):
        slope = (table.T @ (chances(table, weights) - right) + held * weights) / len(table)
        drift = 0.9 * drift + 0.1 * slope
        size = 0.99 * size + 0.01 * slope * slope
        weights -= 0.05 * (1 - step / STEPS) * drift / np.sqrt(size)
    return weights


def chances(table: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return how likely each act is of each row."""
    return 1 / (1 + np.exp(-(table @ weights)))


def tell(what: str, rows: list[Row], fair: np.ndarray, acts: list[str]) -> None:
    """Print how often the act is right by the rules, and with the model."""
    mended = broken = before = 0
    for row, likely in zip(rows, fair, strict=True):
        best = acts[int(likely.argmax())]
        own = likely[acts.index(row.act)] if row.act in acts else 0.0
        changes = row.free and best not in (*KEPT, Act.ASSERT) and likely.max() - own > MARGIN
        before += row.act in row.named
        mended += changes and best in row.named and row.act not in row.named
        broken += changes and best not in row.named and row.act in row.named
    after = before + mended - broken
    print(
        f"{what}: {len(rows)} statements, act right by rule {before / len(rows):.3f},"
        f" by words {after / len(rows):.3f} ({mended} mended, {broken} broken)"
    )


def written(weights: np.ndarray, names: list[str], acts: list[str]) -> dict[str, object]:
    """Return the model as it is kept."""
    rows = {
        name: {act: round(float(weight), 2) for act, weight in zip(acts, row, strict=True) if weight}
        for name, row in zip(names, weights, strict=True)
    }
    return {"margin": MARGIN, "weights": {name: row for name, row in rows.items() if row}}


if __name__ == "__main__":
    main()
