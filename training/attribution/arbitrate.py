"""Fit the weights by which the finds of the model and of the rules are judged (`arbitration.json` of the data).

    PYTHONPATH=src python training/attribution/arbitrate.py CORPUS --name polnear_train

To be run again after the network or the rules have changed; it needs the package, the corpus and the texts of the
annotated reports, nothing else, and takes two minutes. The measure learns from the training part of the annotated
reports, where a find is right that a reader listed, and from the documents of the corpus that were held back from
the network's training, where one is right that its annotators marked. From which probability on a find is kept is
tried on the development part, of disputes of which the training part tells nothing.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from logistic import calibration_error, fit
from of_cases import cases
from verdicts import Words, likeness, lines, listed, shuffled, verdicts

from onrecord.core.report import Passage, PassageKind, Report
from onrecord.encoder import Encoded
from onrecord.extractors.statements.acts import coded
from onrecord.extractors.statements.arbitration import features
from onrecord.extractors.statements.certainties import KEPT, LEFT_OUT
from onrecord.extractors.statements.evidence import Evidence
from onrecord.extractors.statements.joined import Neighbours, candidates
from onrecord.extractors.statements.lexicon import lexicon
from onrecord.extractors.statements.quotations import quotations
from onrecord.parse import parse

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
from reports import BESIDE, annotated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports import Gold

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution

DATA = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "attribution"
LEAST = 0.46
RARE = 5  # a feature of fewer finds is left out
HELD_BACK = 2.0
TAUGHT = 4.0  # how much a find in a case of the rules counts beside one in the annotated reports
MARKED = 3.0  # how much a find in the corpus counts beside one in the annotated reports, of which there are more


class Find(NamedTuple):
    """A candidate with what it is judged by; `sure` is True or False where a rule settles it."""

    document: str
    features: dict[str, float]
    sure: bool | None
    right: bool
    needed: bool = True


class Judged(NamedTuple):
    """The finds of some documents, and how many there were to find."""

    finds: list[Find]
    wanted: int


def main() -> None:
    """Fit the measure, tell how good it is, write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="folder with NAME.text.jsonl and NAME.gold.jsonl")
    parser.add_argument("--name", default="polnear_train")
    parser.add_argument("--held-out", type=int, default=42)
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--reports", type=int, default=0, help="for a learning curve: this many reports only")
    parser.add_argument("--least", type=float, default=LEAST, help="keep from here on")
    parser.add_argument("--out", type=Path, default=DATA / "arbitration.json")
    options = parser.parse_args()
    disputes = of_reports("training", options.texts, options.reports)
    marked = of_corpus(options.corpus, options.name, options.held_out)
    taught = of_cases()
    finds = [*disputes.finds, *marked.finds, *taught]
    names = named([find.features for find in finds])
    counts = np.repeat([1.0, MARKED, TAUGHT], [len(disputes.finds), len(marked.finds), len(taught)])
    weights = fit(matrix(finds, names), truth(finds), HELD_BACK, counts)
    tell("annotated, training, crossed", disputes, crossed(disputes.finds, marked.finds, names), options.least)
    unseen = of_reports("development", options.texts)
    tell("annotated, development", unseen, chances(unseen.finds, names, weights), options.least)
    rounded = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    data = {"least": options.least, "weights": rounded}
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def of_reports(part: str, texts: Path, only: int = 0) -> Judged:
    """Return what is found in a part of the annotated reports; right is what a reader listed."""
    finds: list[Find] = []
    wanted = 0
    for gold, document in annotated(part, texts, only):
        found = list(evidence(document))
        rights = listed(Words(document.report.text), map(spoken, found), gold["statements"])
        finds += [find(one, right is not None, right == "must") for one, right in zip(found, rights, strict=True)]
        wanted += must(gold)
    return Judged(finds, wanted)


def must(gold: Gold) -> int:
    """Return how many statements and stances an annotation holds that must not be missed."""
    return sum(one["need"] == "must" for one in gold["statements"])


def of_corpus(folder: Path, name: str, held_out: int) -> Judged:
    """Return what is found in the held-out documents of a corpus; right is what its annotators marked."""
    texts = {row["doc_id"]: row["text"] for row in lines(folder / f"{name}.text.jsonl")}
    gold = collections.defaultdict(list)
    for row in lines(folder / f"{name}.gold.jsonl"):
        if row["content"]:
            gold[row["doc_id"]].append(row)
    held = shuffled(texts)[:held_out]
    finds: list[Find] = []
    for document in parse(report_of(doc, texts[doc]) for doc in held):
        found = list(evidence(document))
        spans = [(list(one.found.content), source_of(document, one.found)) for one in found]
        right = verdicts(Words(document.report.text), spans, gold[document.report.path])
        finds += [find(one, mostly) for one, (mostly, _) in zip(found, right, strict=True)]
    return Judged(finds, sum(len(gold[doc]) for doc in held))


def of_cases() -> list[Find]:
    """Return what is found in the cases of the rules; right is what they expect."""
    finds: list[Find] = []
    for name, document, expected in cases():
        words = Words(document.report.text)
        wanted = [(one.kind, words.of(one.content)) for one in expected]
        for one in evidence(document):
            kind, content = spoken(one)
            own = words.of(content)
            right = any(kind == other and likeness(own, their) for other, their in wanted)
            finds.append(find(one, right)._replace(document=name))
    return finds


def report_of(name: str, text: str) -> Report:
    """Return a text as a report, each line with words in it a paragraph."""
    passages, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    return Report(name, name, text, language="en", passages=tuple(passages))


def evidence(document: Document) -> Iterator[Evidence]:
    """Yield what is found in a document, the model's first, the surest first."""
    marks = quotations(document.report.text, document.passages)
    found = candidates(document, Encoded.of(document), marks, lexicon())
    near = Neighbours([one.found for one in found if one.found.confidence is not None])
    nested = {mark.start for mark in marks if mark.depth}
    for one in found:
        yield Evidence(document, one, coded(document, one.found), near, one.found.content[0][0] in nested)


def spoken(one: Evidence) -> tuple[str, list[tuple[int, int]]]:
    """Return the kind of a find, and the offsets of its content."""
    return "stance" if one.coding.attitude else "statement", list(one.found.content)


def find(one: Evidence, right: bool, needed: bool = True) -> Find:
    """Return a find with its features and its verdict."""
    sure = True if any(is_sure(one) for is_sure in KEPT) else None
    sure = False if any(is_out(one) for is_out in LEFT_OUT) else sure
    return Find(one.document.report.path, features(one), sure, right, right and needed)


def source_of(document: Document, one: Attribution) -> list[tuple[int, int]]:
    """Return the offsets of a source."""
    if one.source is None:
        return []
    return [(document.tokens[one.source[0]].start, document.tokens[one.source[1] - 1].end)]


def named(rows: list[dict[str, float]]) -> list[str]:
    """Return the names of the features that are not rare, "bias" first."""
    counts = collections.Counter(name for row in rows for name, value in row.items() if value)
    return ["bias", *sorted(name for name, count in counts.items() if count >= RARE and name != "bias")]


def matrix(finds: list[Find], names: list[str]) -> np.ndarray:
    """Return features as a table, a row a find."""
    return np.array([[find.features.get(name, 0.0) for name in names] for find in finds])


def truth(finds: list[Find]) -> np.ndarray:
    """Return which finds are right."""
    return np.array([find.right for find in finds], dtype=float)


def chances(finds: list[Find], names: list[str], weights: np.ndarray) -> np.ndarray:
    """Return the probability of each find."""
    return 1 / (1 + np.exp(-(matrix(finds, names) @ weights)))


def crossed(finds: list[Find], others: list[Find], names: list[str]) -> np.ndarray:
    """Return the probabilities that weights fitted on the other documents, and on others, give, in six parts."""
    order = {name: number % 6 for number, name in enumerate(sorted({find.document for find in finds}))}
    part = np.array([order[find.document] for find in finds])
    table, right = matrix(finds, names), truth(finds)
    beside, known = matrix(others, names), truth(others)
    result = np.zeros(len(finds))
    for number in range(6):
        away = part != number
        counts = np.concatenate((np.ones(away.sum()), np.full(len(known), MARKED)))
        weights = fit(np.vstack((table[away], beside)), np.concatenate((right[away], known)), HELD_BACK, counts)
        result[~away] = 1 / (1 + np.exp(-(table[~away] @ weights)))
    return result


def tell(what: str, judged: Judged, fair: np.ndarray, least: float) -> None:
    """Print how good the probabilities are, and what is kept from some of them on."""
    right = truth(judged.finds)
    needed = np.array([find.needed for find in judged.finds])
    off = calibration_error(fair, right)
    print(f"{what}: {len(right)} finds, {right.sum():.0f} right, calibration error {off:.3f}")
    for bound in (least - 0.1, least, least + 0.1, least + 0.2):
        keeps = np.array(
            [fair[n] >= bound if one.sure is None else one.sure for n, one in enumerate(judged.finds)]
        )
        found = needed[keeps].sum() / judged.wanted
        print(f"  from {bound:.2f} on: {right[keeps].mean():.3f} right, {found:.3f} found")


if __name__ == "__main__":
    main()
