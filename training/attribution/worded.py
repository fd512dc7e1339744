"""Fit the network by which the act of a statement is told from all its words (`worded.npz` of the data).

    PYTHONPATH=src training-env/bin/python training/attribution/worded.py [--texts DIR] [--look]

Learns from the statements of the annotated reports (training part) that the package finds: for each act, whether
a reader named it, among the acts of that statement or as one that can be defended. Prints, with networks fitted on
other reports in three parts, how often the act is right by the rules and with the network, then the same of the
development part. To be run again after the encoder, the rules of acts or the annotations have changed; `--look`
only prints.
"""

from __future__ import annotations

import argparse
import collections
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from of_cases import cases
from torch import Tensor, nn
from verdicts import Words, likeness

from onrecord.core.entry import Act
from onrecord.encoder import Encoded
from onrecord.encoder.states import WIDTH
from onrecord.extractors.statements import Statements
from onrecord.extractors.statements.quotations import quotations
from onrecord.extractors.statements.worded import OPEN, SLOTS, features, seen_in

sys.path.append(str(Path(__file__).parents[1] / "annotated"))
from reports import BESIDE, Gold, annotated

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.encoder.states import States
    from onrecord.extractors.statements.extractor import Told

OUT = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "attribution" / "worded.npz"
MARGIN = 0.2
RARE = 3  # a feature of fewer statements is left out
FEW = 12  # so is an act of fewer
PARTS = 3
SIZE = 64  # numbers that are read off each part of a statement
PASSES, BATCH = 14, 64
PACE, PACE_OF_SIGNS = 1e-3, 1e-2
HELD_BACK, CUES_HELD_BACK = 0.5, 2.0
TAUGHT = 6  # times that the rules' cases are shown
KEPT = (Act.DENY, Act.REFUSE)


class Row(NamedTuple):
    """A statement: the report, its features and states, its act by rule, whether that may change, a reader's."""

    report: str
    features: dict[str, float]
    seen: np.ndarray
    act: str
    free: bool
    named: frozenset[str]


class Lessons(NamedTuple):
    """Statements as the network takes them: features and states (a row each), and which acts are right."""

    given: Tensor
    seen: Tensor
    right: Tensor

    def chosen(self, which: Tensor) -> Lessons:
        """Return some of them."""
        return Lessons(*(part[which] for part in self))


class Network(nn.Module):
    """Tells how likely each act is; `worded.Model` of the package runs it in numpy."""

    def __init__(self, names: list[str], acts: list[str], seen: Tensor) -> None:
        super().__init__()
        self.mean, self.spread = seen.mean((0, 1)), seen.std((0, 1)) + 1e-3
        self.slots = nn.ModuleList(nn.Linear(WIDTH, SIZE) for _ in SLOTS)
        self.out = nn.Linear(len(SLOTS) * SIZE, len(acts))
        self.signs = nn.Linear(len(names), len(acts), bias=False)
        nn.init.zeros_(self.signs.weight)
        back = [CUES_HELD_BACK if name.startswith("cue ") else HELD_BACK for name in names]
        self.back = torch.tensor(back)
        self.before, self.inside = nn.Dropout(0.2), nn.Dropout(0.4)

    def forward(self, lessons: Lessons) -> Tensor:
        """Return the scores of the acts of each statement."""
        seen = self.before((lessons.seen - self.mean) / self.spread)
        inner = torch.cat([slot(seen[:, number]) for number, slot in enumerate(self.slots)], -1)
        scores: Tensor = self.out(self.inside(torch.relu(inner))) + self.signs(lessons.given)
        return scores

    def loss(self, lessons: Lessons, among: int) -> Tensor:
        """Return how wrong it is in some of so many statements."""
        wrong = nn.functional.binary_cross_entropy_with_logits(self(lessons), lessons.right, reduction="none")
        return wrong.sum(1).mean() + (self.back * self.signs.weight**2).sum() / among

    def written(self) -> dict[str, np.ndarray]:
        """Return the weights of its layers, with what the states are levelled by taken into them."""
        layers = {}
        for name, slot in zip(SLOTS, self.slots, strict=True):
            weight = slot.weight / self.spread
            layers |= {f"{name}.weight": weight.T, f"{name}.bias": slot.bias - weight @ self.mean}
        layers |= {"out.weight": self.out.weight.T, "out.bias": self.out.bias, "signs": self.signs.weight.T}
        return {name: value.detach().numpy().astype(np.float16) for name, value in layers.items()}


def main() -> None:
    """Fit, say how good it is, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--look", action="store_true", help="write nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows, unseen = rows_of("training", options.texts), rows_of("development", options.texts)
    rows += TAUGHT * rows_of_cases()
    counts = collections.Counter(act for row in rows for act in row.named)
    acts = sorted(act for act, count in counts.items() if count >= FEW)
    seen = collections.Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in seen.items() if count >= RARE)
    lessons = lessons_of(rows, names, acts)
    reports = sorted({row.report for row in rows})
    part = torch.tensor([reports.index(row.report) % PARTS for row in rows])
    fair = np.zeros(lessons.right.shape)
    for number in range(PARTS):
        network = fitted(lessons.chosen(part != number), names, acts)
        fair[part == number] = chances(network, lessons.chosen(part == number))
    tell("training, crossed", rows, fair, acts)
    network = fitted(lessons, names, acts)
    tell("development", unseen, chances(network, lessons_of(unseen, names, acts)), acts)
    if not options.look:
        told = {"names": np.array(names), "acts": np.array(acts), "margin": np.array(MARGIN)}
        np.savez_compressed(OUT, **network.written(), **told)


def rows_of(part: str, texts: Path) -> list[Row]:
    """Return the statements of a part that are found and annotated."""
    rows = []
    for gold, document in annotated(part, texts):
        encoded = Encoded.of(document)
        said = told_in(document, encoded)
        words = Words(document.report.text)
        acts = acts_of(words, [list(each.attribution.content) for each in said], gold)
        rows += [
            _row(gold["doc"], document, encoded.states, one, named)
            for one, named in zip(said, acts, strict=True)
            if named
        ]
    return rows


def rows_of_cases() -> list[Row]:
    """Return the statements of the rules' cases, with the acts that these expect."""
    rows = []
    for name, document, expected in cases():
        words = Words(document.report.text)
        wanted = [(words.of(one.content), one.acts) for one in expected if one.kind == "statement"]
        encoded = Encoded.of(document)
        for one in told_in(document, encoded):
            own = words.of(list(one.attribution.content))
            named = next((acts for content, acts in wanted if likeness(own, content)), None)
            if named:
                rows.append(_row(name, document, encoded.states, one, named))
    return rows


def told_in(document: Document, encoded: Encoded) -> list[Told]:
    """Return what is told to be said in a document, by rule, but what is negated."""
    marks = quotations(document.report.text, document.passages)
    told = Statements().told(document, encoded, marks)
    return [one for one in told if one.coding.act and not one.coding.negated]


def _row(name: str, document: Document, states: States, one: Told, named: frozenset[str]) -> Row:
    free = one.coding.ground in OPEN and one.coding.act not in KEPT
    given = features(document, one.attribution, one.coding)
    return Row(name, given, seen_in(document, one.attribution, states), str(one.coding.act), free, named)


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


def lessons_of(rows: list[Row], names: list[str], acts: list[str]) -> Lessons:
    """Return statements as the network takes them."""
    given = [[row.features.get(name, 0.0) for name in names] for row in rows]
    right = [[float(act in row.named) for act in acts] for row in rows]
    return Lessons(torch.tensor(given), torch.tensor(np.stack([row.seen for row in rows])), torch.tensor(right))


def fitted(lessons: Lessons, names: list[str], acts: list[str]) -> Network:
    """Return a network fitted on some statements; the pace falls to nothing."""
    torch.manual_seed(1)
    network = Network(names, acts, lessons.seen)
    layers = [*network.slots.parameters(), *network.out.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": layers, "lr": PACE, "weight_decay": 0.02},
            {"params": network.signs.parameters(), "lr": PACE_OF_SIGNS, "weight_decay": 0.0},
        ]
    )
    count = len(lessons.right)
    steps = PASSES * (count // BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: 1 - done / (steps + 1))
    network.train()
    for _ in range(PASSES):
        for which in torch.randperm(count)[: count // BATCH * BATCH].view(-1, BATCH):
            optimizer.zero_grad()
            network.loss(lessons.chosen(which), count).backward()
            optimizer.step()
            falling.step()
    return network.eval()


@torch.no_grad()
def chances(network: Network, lessons: Lessons) -> np.ndarray:
    """Return how likely each act is of each statement."""
    return torch.sigmoid(network(lessons)).numpy()


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
        f" with all words {after / len(rows):.3f} ({mended} mended, {broken} broken)"
    )


if __name__ == "__main__":
    main()
