"""Does a sentence report a speech act? ICBe by cross-validation. Nothing of this ships: it is for measuring only.

usage: python bench/event_speech.py [--data DIR]

A sentence counts as speech if coders filled the say axis of any of its events. First the package as it is: does
the extractor of statements find one. Then what its parts know: a head on the shared encoder's states, trained on
four fifths of the crises and asked about the others. Needs what training needs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

sys.path[:0] = [str(Path(__file__).parents[1] / "training" / "events"), str(Path(__file__).parent)]
from corpus import batch_of, documents  # noqa: E402
from events import macro_f1  # noqa: E402
from layers import SIZE, Head, table  # noqa: E402
from train import fit  # noqa: E402

from onrecord.core.entry import Statement  # noqa: E402
from onrecord.encoder import Encoded, encoder  # noqa: E402
from onrecord.extractors.events.evidence import Evidence, evidence  # noqa: E402
from onrecord.extractors.events.heads import LONGEST  # noqa: E402
from onrecord.extractors.events.syntax import Reading  # noqa: E402
from onrecord.extractors.events.triggers import triggers  # noqa: E402
from onrecord.extractors.statements import Statements  # noqa: E402

FOLDS = 5
EPOCHS = 5


class SpeechHead(Head):
    """Says whether a sentence reports a speech act."""

    def __init__(self) -> None:
        super().__init__(0.3)
        self.position = table(LONGEST)
        self.attend = nn.Linear(SIZE, 4)
        self.out = nn.Linear(5 * SIZE, 1)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        x, mask = self.seen(batch, self.position[: batch["mask"].shape[1]]), batch["mask"][..., None]
        weights = self.attend(x).masked_fill(~mask, -1e4).softmax(1)
        pools = torch.einsum("bnk,bnw->bkw", weights, x).flatten(1)
        highest = x.masked_fill(~mask, -1e4).amax(1)
        return self.out(self.dropout(torch.cat((pools, highest), 1)))[:, 0]


def crises(path: Path) -> list[tuple[int, str, bool]]:
    """Return for each sentence its crisis, its words, and whether it reports a speech act."""
    said: dict[tuple[int, int, str], bool] = defaultdict(bool)
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        key = (row["crisno"], row["sentence_number_int_aligned"], row["sentence_span_text"])
        said[key] |= bool(row.get("sayintkind") or row.get("say_actor_a"))
    return [(crisis, text, speech) for (crisis, _, text), speech in said.items()]


def learned(seen: list[Evidence], speech: list[bool], seed: int) -> SpeechHead:
    torch.manual_seed(seed)
    head = SpeechHead()

    def loss(chosen: list[tuple[Evidence, bool]]) -> Tensor:
        wanted = torch.tensor([float(said) for _, said in chosen])
        return nn.functional.binary_cross_entropy_with_logits(head(batch_of([one for one, _ in chosen])), wanted)

    examples = list(zip(seen, speech, strict=True))
    fit(head, examples, loss, lambda one: len(one[0].named), seed, EPOCHS, 1e-3)
    return head


def asked(head: SpeechHead, seen: list[Evidence]) -> list[bool]:
    found: list[bool] = []
    with torch.no_grad():
        for at in range(0, len(seen), 64):
            found += (head(batch_of(seen[at : at + 64])) > 0).tolist()
    return found


def main() -> None:
    beside = Path(__file__).resolve().parents[2] / "shared"
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--data", type=Path, default=beside / "data")
    path = reader.parse_args().data / "events" / "icbe_dev.jsonl"
    if not path.is_file():
        sys.exit(f"{path}: the corpus is not there. Name its folder with --data.")
    rows = crises(path)
    speech = [said for _, _, said in rows]
    by_package, seen = [], []
    for document in documents([text for _, text, _ in rows]):
        found = Statements().extract(document, Encoded.of(document)).items
        by_package.append(any(isinstance(entry, Statement) for entry in found))
        span = range(min(LONGEST, len(document.tokens)))
        states = encoder().states(document.report.text, [(0, len(document.report.text))])
        reading = Reading(document)
        seen.append(evidence(reading, states, triggers(reading), span))
    print(f"{len(rows)} sentences, {sum(speech)} with speech")
    print(f"the package finds a statement: macro-F1 {macro_f1(speech, by_package):.3f}")
    order = sorted({crisis for crisis, _, _ in rows})
    random.Random(1).shuffle(order)
    fold_of = {crisis: number % FOLDS for number, crisis in enumerate(order)}
    folds = np.array([fold_of[crisis] for crisis, _, _ in rows])
    gold, given = [], []
    for fold in range(FOLDS):
        inside = [i for i in range(len(rows)) if folds[i] != fold]
        outside = [i for i in range(len(rows)) if folds[i] == fold]
        head = learned([seen[i] for i in inside], [speech[i] for i in inside], 0)
        given += asked(head, [seen[i] for i in outside])
        gold += [speech[i] for i in outside]
    print(f"a head on the shared states, {FOLDS} folds of crises: macro-F1 {macro_f1(gold, given):.3f}")


if __name__ == "__main__":
    main()
