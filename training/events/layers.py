"""The heads as they are trained; `heads.py` of the package runs the same in numpy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from onrecord.encoder.layers import ATTENTION_HEADS
from onrecord.encoder.states import WIDTH
from onrecord.extractors.events.evidence import FORMS, ROLES, ROOTS, VERDICT
from onrecord.extractors.events.heads import BUCKETS, LONGEST, PARTY_LABELS

if TYPE_CHECKING:
    import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "attribution"))
from network import Crf

SIZE = 128


class Layer(nn.Module):
    """A transformer layer (normalisation after the sum)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(SIZE, 3 * SIZE)
        self.out = nn.Linear(SIZE, SIZE)
        self.norm = nn.LayerNorm(SIZE)
        self.up = nn.Linear(SIZE, 2 * SIZE)
        self.down = nn.Linear(2 * SIZE, SIZE)
        self.norm2 = nn.LayerNorm(SIZE)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `mask` is True where a token stands."""
        rows, length, _ = x.shape
        joined = self.query_key_value(x).view(rows, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(
            joined[0], joined[1], joined[2], mask[:, None, None, :], self.dropout.p if self.training else 0.0
        )
        x = self.norm(x + self.dropout(self.out(seen.transpose(1, 2).reshape(rows, length, SIZE))))
        return self.norm2(x + self.dropout(self.down(self.dropout(torch.relu(self.up(x))))))


class Head(nn.Module):
    """What both heads have in common: the evidence taken in, and one layer over it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.states = nn.Linear(WIDTH, SIZE)
        self.forms = table(FORMS)
        self.named, self.lexical, self.roles = table(len(ROOTS) + 1), table(len(ROOTS) + 1), table(ROLES)
        self.norm = nn.LayerNorm(SIZE)
        self.layer = Layer(dropout)
        self.dropout = nn.Dropout(dropout)

    def seen(self, batch: dict[str, Tensor], extra: Tensor) -> Tensor:
        """Return the states after the layer."""
        states = nn.functional.dropout(batch["states"], 0.1, self.training)
        rules = self.named[batch["named"]] + self.lexical[batch["lexical"]] + self.roles[batch["roles"]]
        x = self.states(states) + batch["forms"] @ self.forms + rules + extra
        return self.layer(self.dropout(self.norm(x)), batch["mask"])


class RootHead(Head):
    """Names the root of a pair."""

    def __init__(self, labels: int, dropout: float = 0.3) -> None:
        super().__init__(dropout)
        self.party = table(3)
        self.from_source, self.from_target = table(BUCKETS), table(BUCKETS)
        self.attend = nn.Linear(SIZE, 4)
        self.inner = nn.Linear(6 * SIZE, SIZE)
        self.out = nn.Linear(SIZE + VERDICT, labels)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the scores of the roots."""
        party, mask = batch["parties"], batch["mask"]
        places = self.from_source[batch["from_source"]] + self.from_target[batch["from_target"]]
        x = self.seen(batch, self.party[party] + places)
        weights = self.attend(x).masked_fill(~mask[..., None], -1e4).softmax(1)
        pools = [torch.einsum("bnk,bnw->bkw", weights, x).flatten(1)]
        for which in (1, 2):
            inside = ((party == which) & mask).float()[..., None]
            pools.append((x * inside).sum(1) / inside.sum(1).clamp(min=1))
        inner = self.dropout(torch.relu(self.inner(self.dropout(torch.cat(pools, 1)))))
        return self.out(torch.cat((inner, nn.functional.dropout(batch["verdict"], 0.1, self.training)), 1))


class PartyHead(Head):
    """Labels the parties of a sentence."""

    def __init__(self, dropout: float = 0.3) -> None:
        super().__init__(dropout)
        self.position = table(LONGEST)
        self.out = nn.Linear(SIZE, PARTY_LABELS)
        self.chain = Crf(PARTY_LABELS)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the scores of the labels."""
        x = self.seen(batch, self.position[: batch["mask"].shape[1]])
        return self.out(self.dropout(x))


def table(rows: int) -> nn.Parameter:
    """Return a table to look vectors up in."""
    return nn.Parameter(torch.randn(rows, SIZE) * 0.05)


def weights_of(head: Head) -> dict[str, np.ndarray]:
    """Return the weights by the names that the package uses, matrices the way numpy multiplies them."""
    found = {name: value.detach().numpy() for name, value in head.named_parameters() if "chain" not in name}
    for name in [name for name in found if name.endswith(".weight") and found[name].ndim == 2]:
        found[name] = found[name].T
    if isinstance(head, PartyHead):
        tables = zip(("chain.move", "chain.begin", "chain.end"), head.chain.tables(), strict=True)
        found |= {name: value.detach().numpy() for name, value in tables}
    return found
