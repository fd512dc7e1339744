"""Train the head that finds deeds on the annotated reports. See README.md beside this file."""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import Example, learned
from limits import limits_of
from network import Network, loss_of, weights_of
from reports import BESIDE
from torch import nn

from cases import of_cases
from onrecord.extractors.events.deed_head import DeedHead

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH = 24
BLIND = 0.15
CASES = 2  # times that the cases are shown, of which there are few beside the reports


def main() -> None:
    """Train on the training part, choose the limits on the development part, write what ships."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--out", type=Path, required=True, help="deeds.npz")
    parser.add_argument("--members", type=int, default=1, help="networks that are averaged")
    parser.add_argument("--seed", type=int, default=1, help="of the first of them")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--reports", type=int, default=0, help="for a learning curve: this many reports only")
    given = parser.parse_args()
    reports = list(learned("training", given.texts, given.reports))
    taught = [one for report in reports for one in report.examples]
    taught += CASES * list(of_cases())
    print(f"{len(taught)} scenes, {sum(len(one.deeds) for one in taught)} deeds", flush=True)
    held = list(learned("development", given.texts))
    members = tuple(
        weights_of(trained(taught, given.seed + number, given.epochs)) for number in range(given.members)
    )
    write(given.out, DeedHead(members, limits_of(DeedHead(members, {}), held)))


def trained(
    examples: list[Example],
    seed: int,
    epochs: int,
    rate: float = 1.5e-3,
    made: Callable[[], Network] = Network,
) -> Network:
    """Return a network trained on some scenes; the learning rate rises over fifty steps and falls to nothing."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)
    network = made()
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    steps, done, started = epochs * -(-len(examples) // BATCH), 0, time.monotonic()
    network.train()
    for epoch in range(epochs):
        total = 0.0
        for chosen in _batches(examples, chance):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (done + 1) / 50) * (1 - done / (steps + 1))
            loss = loss_of(network, chosen, BLIND)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            done += 1
            total += loss.item()
        print(
            f"seed {seed} epoch {epoch} loss {total * epochs / steps:.3f} {time.monotonic() - started:.0f} s",
            flush=True,
        )
    return network.eval()


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Return the examples in batches of about equal length, so that little is filled up."""
    mixed = examples[:]
    chance.shuffle(mixed)
    blocks = [mixed[at : at + 8 * BATCH] for at in range(0, len(mixed), 8 * BATCH)]
    blocks = [sorted(block, key=lambda one: len(one.scene.span)) for block in blocks]
    found = [block[at : at + BATCH] for block in blocks for at in range(0, len(block), BATCH)]
    chance.shuffle(found)
    return found


def write(path: Path, head: DeedHead) -> None:
    """Write a head in the form that the package reads, its weights in 16 bits."""
    arrays = {f"limits/{name}": np.array(value) for name, value in head.limits.items()}
    for number, weights in enumerate(head.members):
        arrays |= {f"member{number}/{name}": value.astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    main()
