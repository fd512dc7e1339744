"""The head that finds deeds as it is trained; `deed_head.py` of the package runs the same in numpy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.layers import ATTENTION_HEADS
from onrecord.encoder.states import WIDTH
from onrecord.extractors.events.evidence import FORMS, ROOTS, STATUSES, TREE
from onrecord.extractors.events.heads import BUCKETS
from onrecord.extractors.events.scenes import RULED, Signs
from onrecord.extractors.events.standing import OFTEN, RELATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus import Example, Taught

SIZE, INNER = 128, 96
TABLES = {
    "lexical": len(ROOTS) + 1,
    "named": len(ROOTS) + 1,
    "status": len(STATUSES) + 1,
    "kept": 2,
    "often": OFTEN,
    "opening": 2,
    "here": 2,
}
BESIDE = {"away": BUCKETS, "tree": TREE, "ruled": RULED, "here": 2}
WORDS = 8.0  # how much it counts whether words name deeds, beside root, status and parties
STATUS = 0.7


class Network(nn.Module):
    """One transformer layer over a scene, and what is read from it."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.level = nn.LayerNorm(WIDTH)
        self.states = nn.Linear(WIDTH, SIZE)
        self.forms = table(FORMS, SIZE)
        self.of = nn.ParameterDict({name: table(rows, SIZE) for name, rows in TABLES.items()})
        self.norm = nn.LayerNorm(SIZE)
        self.layer = Layer(SIZE, dropout)
        self.dropout = nn.Dropout(dropout)
        self.deed, self.root = nn.Linear(2 * SIZE, 1), nn.Linear(2 * SIZE, len(ROOTS))
        self.status = nn.Linear(2 * SIZE, len(STATUSES))
        self.of_deed, self.of_other = nn.Linear(2 * SIZE, INNER), nn.Linear(2 * SIZE, INNER)
        self.of_both, self.of_root = table(SIZE, INNER), table(len(ROOTS), INNER)
        self.beside = nn.ParameterDict({name: table(rows, INNER) for name, rows in BESIDE.items()})
        self.among = RelatedLayer(INNER, dropout)
        self.inner, self.party = nn.Linear(INNER, INNER), nn.Linear(INNER, 2)

    def seen(self, batch: dict[str, Tensor]) -> Tensor:
        """Return what the layer makes of each word, and what went into it."""
        states = nn.functional.dropout(self.level(batch["states"]), 0.1, self.training)
        x = self.states(states) + batch["forms"] @ self.forms
        for name in TABLES:
            x = x + self.of[name][batch[name]]
        x = self.dropout(self.norm(x))
        return torch.cat((self.layer(x, batch["mask"]), x), -1)

    def pairs(
        self, deeds: Tensor, others: Tensor, roots: Tensor, beside: dict[str, Tensor], relations: Sequence[Tensor]
    ) -> Tensor:
        """Return the scores of candidates beside deeds, a row each, to have done it, to have suffered it.

        Args:
            deeds, others, roots, beside: What is known of each pair.
            relations: For each deed, how its candidates stand to one another.
        """
        x = self.of_deed(self.dropout(deeds)) + self.of_other(self.dropout(others)) + roots @ self.of_root
        x = x + self.dropout(deeds[:, :SIZE] * others[:, :SIZE]) @ self.of_both
        for name in BESIDE:
            x = x + self.beside[name][beside[name]]
        x = self.dropout(torch.relu(self.seen_together(x, relations)))
        return self.party(self.dropout(torch.relu(self.inner(x))))

    def seen_together(self, x: Tensor, relations: Sequence[Tensor]) -> Tensor:
        """Return what the candidates of each deed become beside one another."""
        counts = [len(each) for each in relations]
        longest = max(counts)
        places = torch.cat([torch.arange(n) + at * longest for at, n in enumerate(counts)])
        filled = torch.zeros(len(counts) * longest, INNER).index_copy(0, places, x)
        there = torch.zeros(len(filled), dtype=torch.bool)
        there[places] = True
        related = torch.stack([nn.functional.pad(each, (0, longest - len(each)) * 2) for each in relations])
        shape = (len(counts), longest)
        return self.among(filled.view(*shape, INNER), there.view(shape), related).reshape(-1, INNER)[places]


class Layer(nn.Module):
    """A transformer layer (normalisation after the sum)."""

    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(size, 3 * size)
        self.out, self.norm = nn.Linear(size, size), nn.LayerNorm(size)
        self.up, self.down, self.norm2 = nn.Linear(size, 2 * size), nn.Linear(2 * size, size), nn.LayerNorm(size)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor, related: Tensor | None = None) -> Tensor:
        """Return the next states; `mask` is True where a token stands, `related` draws more or less attention."""
        rows, length, size = x.shape
        joined = self.query_key_value(x).view(rows, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        chance = self.dropout.p if self.training else 0.0
        drawn = torch.zeros(1, 1, 1, 1) if related is None else related
        drawn = drawn.masked_fill(~mask[:, None, None, :], float("-inf"))
        seen = nn.functional.scaled_dot_product_attention(*joined, drawn, chance)
        x = self.norm(x + self.dropout(self.out(seen.transpose(1, 2).reshape(rows, length, size))))
        return self.norm2(x + self.dropout(self.down(self.dropout(torch.relu(self.up(x))))))


class RelatedLayer(Layer):
    """A transformer layer over what stands in relations, each of which draws more or less attention."""

    def __init__(self, size: int, dropout: float) -> None:
        super().__init__(size, dropout)
        self.related = nn.Parameter(torch.zeros(RELATED, ATTENTION_HEADS))

    def forward(self, x: Tensor, mask: Tensor, related: Tensor | None = None) -> Tensor:
        """Return the next states; `related` says which relation each has to each."""
        return super().forward(x, mask, self.related[related].permute(0, 3, 1, 2))


def table(rows: int, size: int) -> nn.Parameter:
    """Return a table to look vectors up in."""
    return nn.Parameter(torch.randn(rows, size) * 0.05)


def loss_of(network: Network, examples: Sequence[Example], blind: float) -> Tensor:
    """Return the loss over some scenes.

    Args:
        blind: The share of the scenes that are read without what the rules make of them, which were mended on
            some of the reports.
    """
    batch = batch_of([one.scene.signs for one in examples])
    hidden = torch.rand(len(examples), 1) < blind
    for name, nothing in (("named", 0), ("kept", 0), ("status", len(STATUSES))):
        batch[name] = batch[name].masked_fill(hidden, nothing)
    seen = network.seen(batch)
    x = network.dropout(seen)
    longest = seen.shape[1]
    telling = torch.tensor(np.stack([_filled(one.telling, longest) for one in examples]))
    at = [(line, deed) for line, one in enumerate(examples) for deed in one.deeds]
    lines, rows = torch.tensor([line for line, _ in at]).long(), torch.tensor([deed.row for _, deed in at]).long()
    named = torch.zeros(telling.shape)
    named[lines, rows] = 1
    scores = network.deed(x)[..., 0]
    loss = WORDS * nn.functional.binary_cross_entropy_with_logits(scores[telling], named[telling])
    if not at:
        return loss
    roots = torch.tensor(np.stack([deed.roots for _, deed in at]))
    statuses = torch.tensor(np.stack([deed.statuses for _, deed in at]))
    loss = loss + _unlikeness(network.root(x[lines, rows]), roots)
    loss = loss + STATUS * _unlikeness(network.status(x[lines, rows]), statuses)
    return loss + _party_loss(network, seen, at, roots)


def _party_loss(network: Network, seen: Tensor, at: list[tuple[int, Taught]], roots: Tensor) -> Tensor:
    """Return how wrong the parties are.

    For each party that is annotated one of the candidates who mean it must be found (they are a bag of instances),
    and nobody who means none.
    """
    paired = [(line, deed, roots[number]) for number, (line, deed) in enumerate(at) if deed.beside is not None]
    if not paired:
        return torch.zeros(())
    counts = [len(deed.beside.rows) for _, deed, _ in paired]
    own = torch.tensor([line for line, _, _ in paired]).repeat_interleave(torch.tensor(counts))
    deeds = seen[own, torch.tensor([deed.row for _, deed, _ in paired]).repeat_interleave(torch.tensor(counts))]
    beside = {
        name: torch.tensor(np.concatenate([getattr(deed.beside, name) for _, deed, _ in paired]))
        for name in BESIDE
    }
    rows = torch.tensor(np.concatenate([deed.beside.rows for _, deed, _ in paired]))
    given = torch.stack([root for _, _, root in paired]).repeat_interleave(torch.tensor(counts), dim=0)
    relations = [torch.tensor(deed.beside.related) for _, deed, _ in paired]
    absent = nn.functional.logsigmoid(-network.pairs(deeds, seen[own, rows], given, beside, relations))
    others = torch.tensor(np.concatenate([deed.others for _, deed, _ in paired]))
    loss = -(absent * others).sum()
    starts = np.cumsum([0, *counts[:-1]]).tolist()
    members = [
        (bag, start + n, role)
        for bag, (start, role, those) in enumerate(
            (start, role, those)
            for start, (_, deed, _) in zip(starts, paired, strict=True)
            for role, those in deed.bags
        )
        for n in those
    ]
    if members:
        bags, places, roles = (torch.tensor(column) for column in zip(*members, strict=True))
        none = torch.zeros(int(bags.max()) + 1).index_add(0, bags, absent[places, roles])
        loss = loss - torch.log((1 - torch.exp(none)).clamp(min=1e-5)).sum()
    return loss / len(paired)


def _unlikeness(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * torch.log_softmax(scores, -1)).sum() / len(wanted)


def batch_of(signs: Sequence[Signs]) -> dict[str, Tensor]:
    """Return the signs of scenes as tensors, filled up to the longest, with a mask of what is there."""
    longest = max(len(one.named) for one in signs)
    batch = {
        name: torch.tensor(np.stack([_filled(getattr(one, name), longest) for one in signs]))
        for name in Signs._fields
    }
    batch["mask"] = torch.tensor(
        np.stack([_filled(np.ones(len(one.named), dtype=bool), longest) for one in signs])
    )
    return batch


def _filled(rows: np.ndarray, longest: int) -> np.ndarray:
    return np.pad(rows, [(0, longest - len(rows)), *[(0, 0)] * (rows.ndim - 1)])


def weights_of(network: Network) -> dict[str, np.ndarray]:
    """Return the weights by the names that the package uses, matrices the way numpy multiplies them."""
    found = {name: value.detach().numpy() for name, value in network.named_parameters()}
    return {
        name: value.T if name.endswith(".weight") and value.ndim == 2 else value for name, value in found.items()
    }
