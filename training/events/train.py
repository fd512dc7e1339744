"""Train the heads on the shared encoder. See README.md beside this file."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import (
    PairExample,
    TaggedText,
    batch_of,
    batch_of_pairs,
    padded,
    read_pairs,
    spans_of_pairs,
    spans_of_tags,
    tagged,
    without_rules,
)
from layers import Head, PartyHead, RootHead, weights_of
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BATCH = 32
# Share of the questions that are asked without what the rules say: the rules were mended on such sentences.
BLIND = 0.2


def main() -> None:
    """Train on whole corpora and write what ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, help="JSON lines with text, source, target, root")
    parser.add_argument("tags", type=Path, help="a word and its tag a line")
    parser.add_argument("--out", type=Path, required=True, help="heads.npz")
    parser.add_argument("--members", type=int, nargs=2, default=(3, 2), help="root and party heads")
    options = parser.parse_args()
    pairs = read_pairs(options.pairs)
    spans = [*spans_of_tags(options.tags), *spans_of_pairs(options.pairs)]
    texts = tagged(spans)
    roots = [train_roots(pairs, seed) for seed in range(options.members[0])]
    parties = [train_parties(texts, seed) for seed in range(options.members[1])]
    write(options.out, labels_of(pairs), (roots, parties))


def write(path: Path, labels: Sequence[str], heads: tuple[list[Head], list[Head]]) -> None:
    """Write root and party heads in the form that the package reads, in 16 bits."""
    arrays: dict[str, np.ndarray] = {"labels": np.array(labels)}
    for kind, members in zip(("roots", "parties"), heads, strict=True):
        for number, head in enumerate(members):
            for name, value in weights_of(head).items():
                arrays[f"{kind}{number}/{name}"] = value.astype(np.float16)
    np.savez_compressed(path, **arrays)


def labels_of(pairs: Sequence[PairExample]) -> list[str]:
    """Return the roots of a corpus."""
    return sorted({one.root for one in pairs})


def train_roots(pairs: Sequence[PairExample], seed: int, epochs: int = 14, rate: float = 1e-3) -> RootHead:
    """Return a root head trained on pairs."""
    torch.manual_seed(seed)
    labels = labels_of(pairs)
    head = RootHead(len(labels))
    counts = Counter(one.root for one in pairs)
    weights = torch.tensor([(len(pairs) / len(labels) / counts[label]) ** 0.5 for label in labels])
    chance = random.Random(seed)

    def loss(chosen: list[PairExample]) -> Tensor:
        asked = [without_rules(one.asked) if chance.random() < BLIND else one.asked for one in chosen]
        wanted = torch.tensor([labels.index(one.root) for one in chosen])
        scores = head(batch_of_pairs(asked))
        return nn.functional.cross_entropy(scores, wanted, weight=weights, label_smoothing=0.05)

    fit(head, list(pairs), loss, lambda one: len(one.asked.parties), seed, epochs, rate)
    return head


def train_parties(texts: Sequence[TaggedText], seed: int, epochs: int = 10, rate: float = 1.5e-3) -> PartyHead:
    """Return a party head trained on texts."""
    torch.manual_seed(seed)
    head = PartyHead()

    def loss(chosen: list) -> Tensor:
        batch = batch_of([one.evidence for one in chosen])
        wanted = padded([np.array(one.labels) for one in chosen], batch["mask"].shape[1])
        lengths = batch["mask"].sum(1)
        return head.chain.loss(head(batch), wanted, lengths).mean()

    sentences = [sentence for text in texts for sentence in text.sentences if sentence.labels]
    fit(head, sentences, loss, lambda one: len(one.labels), seed, epochs, rate)
    return head


def fit(
    head: Head,
    examples: list,
    loss_of: Callable[[list], Tensor],
    length: Callable[[object], int],
    seed: int,
    epochs: int,
    rate: float,
) -> None:
    """Train a head; the learning rate rises over fifty steps and falls to nothing by the end."""
    torch.set_num_threads(1)
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(head.parameters(), lr=rate, weight_decay=0.02)
    steps = epochs * -(-len(examples) // BATCH)
    done = 0
    head.train()
    for _ in range(epochs):
        for chosen in _batches(examples, length, chance):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (done + 1) / 50) * (1 - done / steps)
            optimizer.zero_grad()
            loss_of(chosen).backward()
            nn.utils.clip_grad_norm_(head.parameters(), 5.0)
            optimizer.step()
            done += 1
    head.eval()


def _batches(examples: list, length: Callable[[object], int], chance: random.Random) -> list[list]:
    """Return the examples in batches of about equal length, so that little is filled up."""
    mixed = examples[:]
    chance.shuffle(mixed)
    blocks = [sorted(mixed[at : at + 8 * BATCH], key=length) for at in range(0, len(mixed), 8 * BATCH)]
    found = [block[at : at + BATCH] for block in blocks for at in range(0, len(block), BATCH)]
    chance.shuffle(found)
    return found


if __name__ == "__main__":
    main()
