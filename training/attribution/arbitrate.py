"""Fit the weights by which the finds of the model and of the rules are judged (`arbitration.json` of the data).

    PYTHONPATH=src python training/attribution/arbitrate.py CORPUS --name polnear_train

To be run again after the network or the rules have changed; it needs the package and the corpus, nothing else,
and takes a minute or two. The first measure learns from the documents that were held out of the network's
training; the second from finds in documents of the same corpus that were judged by reading (`judged.jsonl`:
document, place, act, verdict; no words of the corpus).
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from logistic import calibration_error, fit
from verdicts import Words, lines, shuffled, verdicts

from onrecord.core.report import Passage, PassageKind, Report
from onrecord.encoder import Encoded
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.arbitration import is_telling, marked_features, told_features
from onrecord.extractors.statements.evidence import Evidence
from onrecord.extractors.statements.joined import Neighbours, candidates
from onrecord.extractors.statements.lexicon import lexicon
from onrecord.extractors.statements.quotations import quotations
from onrecord.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "onrecord" / "data" / "attribution"
LEAST_TOLD = 0.5  # more likely than not
RARE = 4  # a feature of fewer finds is left out
HELD_BACK = {"marked": 2.0, "told": 1.0}


class Find(NamedTuple):
    """A candidate with what it is judged by."""

    document: str
    key: tuple[int, str]
    marked: dict[str, float]
    told: dict[str, float] | None
    right: bool


def main() -> None:
    """Fit both measures, choose their thresholds, write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder with NAME.text.jsonl and NAME.gold.jsonl")
    parser.add_argument("--name", default="polnear_train")
    parser.add_argument("--held-out", type=int, default=42)
    parser.add_argument("--judged", type=Path, default=HERE / "judged.jsonl")
    parser.add_argument("--out", type=Path, default=DATA / "arbitration.json")
    parser.add_argument(
        "--least-marked", type=float, help="keep from here on; default: where precision equals recall, held out"
    )
    options = parser.parse_args()
    texts = {row["doc_id"]: row["text"] for row in lines(options.corpus / f"{options.name}.text.jsonl")}
    gold = collections.defaultdict(list)
    for row in lines(options.corpus / f"{options.name}.gold.jsonl"):
        if row["content"]:
            gold[row["doc_id"]].append(row)
    held = shuffled(texts)[: options.held_out]
    read = {(row["doc"], row["at"], row["act"]): row["right"] for row in lines(options.judged)}
    both = sorted({*held, *(doc for doc, _, _ in read)})
    finds = [find for doc in parse(report_of(name, texts[name]) for name in both) for find in of(doc, gold)]
    marked = [find for find in finds if find.document in set(held)]
    told = [find for find in finds if find.told is not None and (find.document, *find.key) in read]
    verdict = np.array([read[(find.document, *find.key)] for find in told], dtype=float)
    print(f"{len(marked)} finds in {len(held)} documents, {sum(find.right for find in marked)} right")
    print(f"{len(told)} of {len(read)} judged finds are found again, {verdict.sum():.0f} right")
    wanted = sum(len(gold[doc]) for doc in held)
    write(options.out, marked, told, verdict, wanted, options.least_marked)


def report_of(name: str, text: str) -> Report:
    """Return a text as a report, each line with words in it a paragraph."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    return Report(name, name, text, language="en", passages=tuple(passages))


def of(document: Document, gold: dict[str, list[dict]]) -> Iterable[Find]:
    """Yield what is found in a document, the model's first, the surest first."""
    name = document.report.path
    found = candidates(
        document, Encoded.of(document), quotations(document.report.text, document.passages), lexicon()
    )
    near = Neighbours([one.found for one in found if one.found.confidence is not None])
    spans = [(list(one.found.content), source_of(document, one.found)) for one in found]
    right = verdicts(Words(document.report.text), spans, gold[name])
    for candidate, (mostly, _) in zip(found, right, strict=True):
        evidence = Evidence(document, candidate, coded(document, candidate.found), near)
        told = told_features(evidence) if is_telling(evidence) else None
        key = (place_of(document, candidate.found), str(evidence.coding.act or evidence.coding.attitude))
        yield Find(name, key, marked_features(evidence), told, mostly)


def source_of(document: Document, one: Attribution) -> list[tuple[int, int]]:
    """Return the offsets of a source."""
    if one.source is None:
        return []
    return [(document.tokens[one.source[0]].start, document.tokens[one.source[1] - 1].end)]


def place_of(document: Document, one: Attribution) -> int:
    """Return where a find stands: the offset of its cue's main word, or of its content."""
    return document.tokens[one.trigger].start if one.trigger >= 0 else one.content[0][0]


def write(
    out: Path, marked: list[Find], told: list[Find], verdict: np.ndarray, wanted: int, chosen: float | None
) -> None:
    """Fit, say how good it is in cross-validation, and write."""
    right = np.array([find.right for find in marked], dtype=float)
    table = named([find.marked for find in marked])
    fair = crossed([find.marked for find in marked], right, table, [find.document for find in marked], "marked")
    acts = named([find.told or {} for find in told])
    fair_told = crossed([f.told or {} for f in told], verdict, acts, [f.document for f in told], "told")
    weights = fit(matrix([find.told or {} for find in told], acts), verdict, HELD_BACK["told"])
    reading = np.array([chance(find.told, acts, weights) for find in marked])
    least = balanced(fair, reading >= LEAST_TOLD, wanted)
    print(f"precision equals recall from {least:.3f} on")
    least = least if chosen is None else chosen
    keeps = (fair >= least) | (reading >= LEAST_TOLD)
    print(
        f"marked: least {least:.3f}; with acts {keeps.sum()} kept, {right[keeps].sum():.0f} right,"
        f" {wanted} wanted; calibration error {calibration_error(fair, right):.3f}"
    )
    print(
        f"told: {verdict[fair_told >= LEAST_TOLD].mean():.2f} of those kept are right,"
        f" calibration error {calibration_error(fair_told, verdict):.3f};"
        f" kept for it alone {((fair < least) & (reading >= LEAST_TOLD)).sum()}"
    )
    data = {
        "least_marked": round(least, 3),
        "least_told": LEAST_TOLD,
        "marked": rounded(table, fit(matrix([find.marked for find in marked], table), right, HELD_BACK["marked"])),
        "told": rounded(acts, weights),
    }
    out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def balanced(fair: np.ndarray, anyway: np.ndarray, wanted: int) -> float:
    """Return the threshold at which as many are kept as are wanted, with those that are kept anyway."""
    free = np.sort(fair[~anyway])[::-1]
    return float(free[min(wanted - int(anyway.sum()), len(free)) - 1])


def named(rows: list[dict[str, float]]) -> list[str]:
    """Return the names of the features that are not rare, "bias" first."""
    counts = collections.Counter(name for row in rows for name, value in row.items() if value)
    return ["bias", *sorted(name for name, count in counts.items() if count >= RARE and name != "bias")]


def matrix(rows: list[dict[str, float]], names: list[str]) -> np.ndarray:
    """Return features as a table, a row a find."""
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def crossed(
    rows: list[dict[str, float]], right: np.ndarray, names: list[str], documents: list[str], measure: str
) -> np.ndarray:
    """Return the probabilities that weights fitted on the other documents give, in six parts."""
    order = {name: number % 6 for number, name in enumerate(sorted(set(documents)))}
    part = np.array([order[name] for name in documents])
    table = matrix(rows, names)
    result = np.zeros(len(rows))
    for number in range(6):
        weights = fit(table[part != number], right[part != number], HELD_BACK[measure])
        result[part == number] = 1 / (1 + np.exp(-(table[part == number] @ weights)))
    return result


def chance(features: dict[str, float] | None, names: list[str], weights: np.ndarray) -> float:
    """Return the probability of one find, 0 for one that the measure does not apply to."""
    if features is None:
        return 0.0
    return float(1 / (1 + np.exp(-sum(features.get(n, 0.0) * w for n, w in zip(names, weights, strict=True)))))


def rounded(names: list[str], weights: np.ndarray) -> dict[str, float]:
    """Return weights by name."""
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


if __name__ == "__main__":
    main()
