"""The trained event heads by cross-validation: PLV (root of a given pair), CAMEO-NER (spans of the parties).

usage: python bench/event_model.py [--data DIR] [plv] [ner]

Needs what training needs (`training/events/requirements.txt`). Each fold's heads are trained on the others; no
sentence stands in two folds, nor one nearly the same. The corpora are not part of the project; their folder is
looked for beside the checkout.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[1] / "training" / "events"), str(Path(__file__).parent)]
from corpus import TaggedText, read_pairs, spans_of_pairs, spans_of_tags, tagged  # noqa: E402
from events import QUAD, macro_f1  # noqa: E402
from folds import folds  # noqa: E402
from layers import weights_of  # noqa: E402
from train import labels_of, train_parties, train_roots  # noqa: E402

from onrecord.extractors.events.heads import Heads  # noqa: E402
from onrecord.extractors.events.party_model import Role, labelled  # noqa: E402

VERBAL = ("AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
FOLDS = 5


def interval(gold: list[str], given: list[str], measure, seed: int = 7) -> str:
    """Return the middle 95 % of a measure over resampled sentences."""
    chance = np.random.default_rng(seed)
    values = []
    for _ in range(1000):
        at = chance.integers(0, len(gold), len(gold))
        values.append(measure([gold[i] for i in at], [given[i] for i in at]))
    low, high = np.quantile(values, (0.025, 0.975))
    return f"{low:.3f}-{high:.3f}"


def quad_f1(gold: list[str], given: list[str]) -> float:
    return macro_f1([QUAD[root] for root in gold], [QUAD[root] for root in given])


def f1_of(label: str, gold: list[str], given: list[str]) -> float:
    hits = sum(a == b == label for a, b in zip(gold, given, strict=True))
    return 2 * hits / max(1, gold.count(label) + given.count(label))


def verbal_f1(gold: list[str], given: list[str]) -> float:
    return sum(f1_of(label, gold, given) for label in VERBAL) / len(VERBAL)


def plv(data: Path, fold_of: dict[str, int], members: int) -> None:
    pairs = read_pairs(data / "plv_train.jsonl")
    labels = labels_of(pairs)
    gold, given = [], []
    for fold in range(FOLDS):
        learned = [one for one in pairs if fold_of[one.text] != fold]
        heads = Heads(tuple(labels), tuple(weights_of(train_roots(learned, seed)) for seed in range(members)), ())
        for one in pairs:
            if fold_of[one.text] == fold:
                gold.append(one.root)
                given.append(labels[int(heads.root_scores(one.asked).argmax())])
    for name, measure in (
        ("root macro-F1", macro_f1),
        ("quad macro-F1", quad_f1),
        ("six verbal acts, mean F1", verbal_f1),
    ):
        print(f"PLV, {FOLDS} folds: {name} {measure(gold, given):.3f} ({interval(gold, given, measure)})")
    for label, count in Counter(gold).most_common():
        missed = Counter(b for a, b in zip(gold, given, strict=True) if a == label != b)
        print(f"  {label:10} {count:4} F1 {f1_of(label, gold, given):.2f}  {dict(missed.most_common(4))}")


def ner(data: Path, fold_of: dict[str, int], members: int) -> None:
    texts = tagged(spans_of_tags(data / "cameo_ner_train.txt"))
    more = tagged(spans_of_pairs(data / "plv_train.jsonl"))
    counts: Counter[tuple[str, str]] = Counter()
    for fold in range(FOLDS):
        learned = [one for one in (*texts, *more) if fold_of[one.text] != fold]
        heads = Heads((), (), tuple(weights_of(train_parties(learned, seed)) for seed in range(members)))
        for one in texts:
            if fold_of[one.text] == fold:
                count(counts, one, heads)
    for role, name in (("S", "source"), ("T", "target")):
        gold, given = counts[role, "gold"], counts[role, "given"]
        exact = 2 * counts[role, "exact"] / (gold + given)
        p, r = counts[role, "near given"] / given, counts[role, "near"] / gold
        print(f"CAMEO-NER, {FOLDS} folds, {name}: exact F1 {exact:.3f}, overlap P {p:.3f} R {r:.3f}"
              f" F1 {2 * p * r / (p + r):.3f}  ({gold} gold, {given} given)")  # fmt: skip


def count(counts: Counter[tuple[str, str]], text: TaggedText, heads: Heads) -> None:
    found: dict[Role, set[tuple[int, int]]] = {role: set() for role in Role}
    for sentence in text.sentences:
        for role, first, last in labelled(heads, sentence.evidence):
            found[role].add((sentence.tokens[first][0], sentence.tokens[last - 1][1]))
    for role, given in (("S", found[Role.SOURCE]), ("T", found[Role.TARGET])):
        wanted = {(start, end) for tag, start, end in text.spans if tag == role}
        counts[role, "gold"] += len(wanted)
        counts[role, "given"] += len(given)
        counts[role, "exact"] += len(wanted & given)
        counts[role, "near"] += sum(any(a < d and c < b for c, d in given) for a, b in wanted)
        counts[role, "near given"] += sum(any(a < d and c < b for c, d in wanted) for a, b in given)


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared"
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", nargs="*", default=["plv", "ner"])
    reader.add_argument("--data", type=Path, default=beside / "data")
    reader.add_argument("--members", type=int, nargs=2, default=(3, 1), help="root heads and party heads")
    options = reader.parse_args()
    data = options.data / "events"
    if not data.is_dir():
        sys.exit(f"{data}: the corpora are not there. Name their folder with --data.")
    found = [*spans_of_tags(data / "cameo_ner_train.txt"), *spans_of_pairs(data / "plv_train.jsonl")]
    texts = [text for text, _ in found]
    fold_of = dict(zip(texts, folds(texts, FOLDS), strict=True))
    if "plv" in options.what:
        plv(data, fold_of, options.members[0])
    if "ner" in options.what:
        ner(data, fold_of, options.members[1])


if __name__ == "__main__":
    main()
