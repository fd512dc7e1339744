"""Which mentions of events in several reports are of one event: ECB+, gold mentions, the evaluation sentences.

    python bench/ecb.py CROSSDOC [SCORER.py] [--python PYTHON] [--words]

CROSSDOC holds ecbplus_docs.jsonl and ecbplus_mentions.jsonl. Two ways: mentions of one head stem within a subtopic
(the anchor); and pairs scored by words and by the states of the encoder that ships (`--words`: without them),
weighed on the training split by logistic regression and put together by average linkage, at the threshold that is
best there. Subtopics are the gold's, or found by the words of the reports. The scorer needs numpy and scipy:
PYTHON names one that has them. None of this ships: accounts are made by gates on who, whom, act and day, which
ECB+ does not test.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from onrecord.compare.told import stem, stems
from onrecord.encoder.encoded import Encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

SHARED = Path("../shared")
FOLDS, ROUNDS, RATE = 5, 400, 0.5
ALIKE = 0.12  # likeness of two reports from which they are of one subtopic


class Mention(NamedTuple):
    """An event's words in a sentence of a report."""

    id: str
    cluster: str
    subtopic: str
    doc: str
    text: str
    sentence: frozenset[str]
    state: NDArray[np.float32]

    @property
    def head(self) -> str:
        """The stem of the last word, or of the first of a verb with its particle."""
        said = self.text.casefold().split()
        return stem(said[0] if len(said) > 1 and len(said[-1]) <= len("over") else said[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("crossdoc", nargs="?", type=Path, default=SHARED / "data" / "crossdoc")
    parser.add_argument("scorer", nargs="?", type=Path, default=SHARED / "score" / "coref.py")
    parser.add_argument("--python", default=sys.executable, help="a Python with numpy and scipy")
    parser.add_argument("--words", action="store_true", help="without the states of the encoder")
    given = parser.parse_args()
    for needed in (given.crossdoc / "ecbplus_docs.jsonl", given.scorer):
        if not needed.exists():
            sys.exit(f"{needed} is missing: name the folder of ECB+ and the scorer of coreference.")
    docs = {row["doc_id"]: row for row in rows_of(given.crossdoc / "ecbplus_docs.jsonl")}
    train, dev = (mentions(given.crossdoc, docs, split, with_states=not given.words) for split in ("train", "dev"))
    weights, threshold = fitted(train)
    told = Told(dev, given)
    told.tell("head stem, gold subtopics", by_head(dev))
    told.tell("pairs weighed, gold subtopics", linked(dev, weights, threshold))
    found = subtopics(docs, {one.doc for one in dev})
    moved = [one._replace(subtopic=str(found[one.doc])) for one in dev]
    told.tell("pairs weighed, subtopics found", linked(moved, weights, threshold))


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON Lines."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def mentions(folder: Path, docs: Mapping[str, Any], split: str, *, with_states: bool) -> list[Mention]:
    """Return the event mentions of a split in the sentences that are evaluated."""
    wanted = [
        row
        for row in rows_of(folder / "ecbplus_mentions.jsonl")
        if row["split"] == split and row["kind"] == "EVENT" and row["validated"]
    ]
    states: dict[tuple[str, int], NDArray[np.float32]] = {}
    found = []
    for row in wanted:
        key = row["doc_id"], row["sent_id"]
        tokens = next(one["tokens"] for one in docs[key[0]]["sentences"] if one["sent_id"] == key[1])
        if key not in states:
            states[key] = states_of(tokens) if with_states else np.zeros((len(tokens), 1), dtype=np.float32)
        state = states[key][[place for place in row["tokens"] if place < len(tokens)]].mean(axis=0)
        said = stems(" ".join(tokens)) - stems(row["text"])
        found.append(Mention(row["mention_id"], row["cluster"], row["subtopic"], key[0], row["text"], said, state))
    return found


def states_of(tokens: Sequence[str]) -> NDArray[np.float32]:
    """Return the encoder's state of each token of a sentence, all of one length."""
    text, starts = " ".join(tokens), [0]
    for token in tokens:
        starts.append(starts[-1] + len(token) + 1)
    states = Encoded(text, [(0, len(text))]).states
    values = np.zeros((len(tokens), states.values.shape[1]), dtype=np.float32)
    for start, value in zip(states.starts, states.values, strict=True):
        values[int(np.searchsorted(starts, start, side="right")) - 1] = value
    return values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-6)


def features(one: Mention, other: Mention, weight: Mapping[str, float]) -> list[float]:
    """Return by what a pair of mentions is judged: heads, words, the sentences around them, states."""
    shared = sum(weight.get(each, 1.0) for each in one.sentence & other.sentence)
    lighter = min(sum(weight.get(each, 1.0) for each in mention.sentence) for mention in (one, other))
    same = float(one.head == other.head)
    alike = float(one.state @ other.state)
    near = float(one.head[:4] == other.head[:4])
    around = shared / max(lighter, 1e-6)
    return [
        1.0,
        same,
        near,
        around,
        same * around,
        alike,
        alike * alike,
        same * alike,
        float(one.doc == other.doc),
    ]


def weights_of(found: Iterable[Mention]) -> dict[str, float]:
    """Return how much each stem of the sentences tells: 1 if one sentence has it, 0 if all have."""
    sentences = {(one.doc, one.sentence) for one in found}
    met = Counter(each for _, sentence in sentences for each in sentence)
    total = len(sentences) + 1
    return {each: math.log(total / count) / math.log(total) for each, count in met.items()}


def pairs_of(found: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions of one subtopic, by place."""
    by_subtopic: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        by_subtopic[one.subtopic].append(place)
    for places in by_subtopic.values():
        yield from combinations(places, 2)


def fitted(train: Sequence[Mention]) -> tuple[NDArray[np.float64], float]:
    """Return the weights of the features, and the threshold that is best on the training split."""
    weight, pairs = weights_of(train), list(pairs_of(train))
    table = np.array([features(train[one], train[other], weight) for one, other in pairs])
    truth = np.array([train[one].cluster == train[other].cluster for one, other in pairs], dtype=float)
    balance = np.where(truth > 0, (1 - truth.mean()) / truth.mean() / 4, 1.0)
    learned = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-table @ learned))
        learned -= RATE * (table.T @ ((sure - truth) * balance) / balance.sum() + 1e-4 * learned)
    best = max(np.arange(0.3, 0.9, 0.05), key=lambda at: b_cubed(train, linked(train, learned, float(at))))
    return learned, float(best)


def b_cubed(found: Sequence[Mention], clusters: Sequence[int]) -> float:
    """Return B-cubed F1 of clusters."""
    here, there = Counter(clusters), Counter(one.cluster for one in found)
    both = Counter(zip(clusters, (one.cluster for one in found), strict=True))
    precision = sum(count * count / here[ours] for (ours, _), count in both.items()) / len(found)
    recall = sum(count * count / there[gold] for (_, gold), count in both.items()) / len(found)
    return 2 * precision * recall / (precision + recall)


def by_head(found: Sequence[Mention]) -> list[int]:
    """Return a cluster for each mention: those of one head stem in one subtopic are one."""
    keys = [(one.subtopic, one.head) for one in found]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return [numbers[key] for key in keys]


def linked(found: Sequence[Mention], learned: NDArray[np.float64], threshold: float) -> list[int]:
    """Return a cluster for each mention, by average linkage of the pairs' scores within a subtopic."""
    weight = weights_of(found)
    by_subtopic: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        by_subtopic[one.subtopic].append(place)
    clusters = [0] * len(found)
    for places in by_subtopic.values():
        table = [[features(found[one], found[other], weight) for other in places] for one in places]
        scores = 1 / (1 + np.exp(-np.array(table) @ learned))
        for group in grouped(scores, threshold):
            for place in group:
                clusters[places[place]] = places[group[0]] + 1
    return clusters


def grouped(scores: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Return groups by average linkage: the two likest are joined as long as they are like enough."""
    groups, sums = [[place] for place in range(len(scores))], scores.copy()
    np.fill_diagonal(sums, -np.inf)
    while len(groups) > 1:
        sizes = np.array([len(group) for group in groups])
        means = sums / np.outer(sizes, sizes)
        one, other = sorted(divmod(int(means.argmax()), len(groups)))
        if means[one, other] < threshold:
            break
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[one, one] = -np.inf
        sums = np.delete(np.delete(sums, other, 0), other, 1)
        groups[one] += groups.pop(other)
    return groups


def subtopics(docs: Mapping[str, Any], wanted: Iterable[str]) -> dict[str, int]:
    """Return a subtopic for each report, by the weight of the words that reports have in common."""
    names = sorted(wanted)
    said = [stems(" ".join(token for one in docs[name]["sentences"] for token in one["tokens"])) for name in names]
    met = Counter(each for one in said for each in one)
    weight = {each: math.log(len(names) / count) for each, count in met.items()}
    heavy = [math.sqrt(sum(weight[each] ** 2 for each in one)) for one in said]
    shared = [[sum(weight[each] ** 2 for each in one & other) for other in said] for one in said]
    scores = np.array(shared) / np.outer(heavy, heavy)
    return {names[place]: number for number, group in enumerate(grouped(scores, ALIKE)) for place in group}


class Told:
    """Scores clusters of mentions and tells the figures, a line for each way."""

    def __init__(self, found: Sequence[Mention], given: argparse.Namespace) -> None:
        self._found, self._given = found, given

    def tell(self, way: str, clusters: Sequence[int]) -> None:
        """Print CoNLL F1 and the precision and recall of pairs."""
        with tempfile.TemporaryDirectory() as folder:
            gold, ours = (Path(folder) / name for name in ("gold.jsonl", "ours.jsonl"))
            write(gold, ((one.id, one.cluster) for one in self._found))
            write(ours, ((one.id, str(number)) for one, number in zip(self._found, clusters, strict=True)))
            command = [self._given.python, str(self._given.scorer), str(gold), str(ours)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        kept = [line for line in said.splitlines() if line.startswith(("CoNLL", "pair"))]
        print(f"{way}: {'; '.join(kept)}")


def write(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Write mentions with their clusters as the scorer reads them."""
    lines = (json.dumps({"mention_id": mention, "cluster": cluster}) for mention, cluster in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
