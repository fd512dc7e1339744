"""The network: the first layers of an MPNet, and two heads.

One head finds cues. The other, asked about one cue at a time, labels every word of the cue's stretch as part of
its source, its content or neither, so that spans and links are learned together. Both decode with a linear-chain
CRF over B(egin) I(nside) E(nd) U(nit) labels.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

CUE_LABELS = 5  # O B I E U
ROLE_LABELS = 9  # O, B I E U of the source, B I E U of the content
RANK = 64
DISTANCES = 25
FORBIDDEN = -1e4
LONGEST = 256  # pieces of a window, at most: so many positions are known
BUCKETS = 32  # of distances between pieces
UNUSED = 2  # the first positions of an MPNet, which stand for none and for what is filled up


class Shape(NamedTuple):
    """What an encoder to start from looks like.

    Attributes:
        layers: How many.
        width, heads, inner: Of its layers.
        vocabulary: How many pieces it knows.
        least: What is added to a variance before its root is taken.
    """

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    least: float

    @classmethod
    def of(cls, folder: Path) -> Shape:
        """Return that of an encoder in a folder with `config.json`."""
        told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        names = ("num_hidden_layers", "hidden_size", "num_attention_heads", "intermediate_size")
        return cls(*(told[name] for name in (*names, "vocab_size", "layer_norm_eps")))


def distance_buckets(length: int) -> Tensor:
    """Return the class of the distance from each piece to each, as MPNet and T5 count them (length x length).

    Raffel et al. 2020: sixteen classes a side, the first eight one distance each, the others wider and wider.
    """
    away = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    far = 8 + (torch.log(away.abs().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    near = torch.where(away.abs() < 8, away.abs(), far.clamp(max=15))
    return near + BUCKETS // 2 * (away < 0)


def bucket(distance: Tensor) -> Tensor:
    """Return the class of a signed distance in words: 0 inside the cue, 1-12 before it, 13-24 after."""
    size = distance.abs()
    far = 8 + (size > 8).long() + (size > 12).long() + (size > 20).long() + (size > 40).long()
    step = torch.where(size <= 8, size, far)
    return torch.where(distance > 0, step + 12, step)


class Attention(torch.autograd.Function):
    """Attention without a mask, exported as one operator of onnxruntime: quicker than its parts."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, drawn: Tensor, heads: int) -> Tensor:
        """Return the same as the operator; `drawn` says how much more each piece looks at each (heads x L x L)."""
        parts = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*parts, drawn[None]).transpose(1, 2).flatten(-2)

    @staticmethod
    def symbolic(
        graph: torch.Graph,
        query: torch.Value,
        key: torch.Value,
        value: torch.Value,
        drawn: torch.Value,
        heads: int,
    ):
        """Return the operator; `export.py` moves its last input to the place that it has."""
        operator = "com.microsoft::MultiHeadAttention"
        drawn = graph.op("Unsqueeze", drawn, graph.op("Constant", value_t=torch.tensor([0])))
        return graph.op(operator, query, key, value, drawn, num_heads_i=heads).setType(query.type())


class Layer(nn.Module):
    """A transformer layer of MPNet (normalisation after the sum)."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        width = shape.width
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=shape.least)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.least)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None, drawn: Tensor) -> Tensor:
        """Return the next hidden states.

        Args:
            x: The states so far.
            mask: True where a piece may be looked at; None where all may.
            drawn: How much more each piece looks at each, for each head.
        """
        query, key, value = self.query_key_value(x).chunk(3, dim=-1)
        if mask is None:
            seen = Attention.apply(query, key, value, drawn, self.heads)
        else:
            parts = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (query, key, value))
            drawn = drawn[None].masked_fill(~mask[:, None, None, :], float("-inf")).to(x.dtype)
            chance = self.dropout.p if self.training else 0.0
            seen = nn.functional.scaled_dot_product_attention(*parts, drawn.to(query.dtype), chance)
            seen = seen.transpose(1, 2).flatten(-2)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embeddings and layers; takes over the weights of an MPNet."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.positions = nn.Embedding(LONGEST, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(5, width)
        self.quotes = nn.Embedding(4, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        self.norm = nn.LayerNorm(width, eps=shape.least)
        self.dropout = nn.Dropout(0.1)
        self.away = nn.Embedding(BUCKETS, shape.heads)
        nn.init.zeros_(self.away.weight)
        self.register_buffer("buckets", distance_buckets(LONGEST).int(), persistent=False)
        self.layers = nn.ModuleList(Layer(shape, 0.1) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None) -> Tensor:
        """Return the hidden states of the pieces."""
        return self.layered(pieces, shapes, quotes, mask)[-1]

    def layered(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the hidden states of the pieces, layer by layer."""
        length = pieces.shape[1]
        places = self.positions.weight[:length]
        x = self.words(pieces) + places + self.kind + self.shapes(shapes) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        drawn = self.away(self.buckets[:length, :length]).permute(2, 0, 1)
        states = []
        for layer in self.layers:
            x = layer(x, mask, drawn)
            states.append(x)
        return states

    def keep_still(self, layers: int) -> None:
        """Let training leave the embeddings of words alone, and so many first layers with all embeddings."""
        still = [self.words, *self.layers[:layers]]
        if layers:
            still += [self.positions, self.norm, self.away]
        for module in still:
            module.requires_grad_(requires_grad=False)

    def take(self, weights: dict[str, Tensor]) -> None:
        """Copy the weights of an MPNet with as many layers."""
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                weights["embeddings.position_embeddings.weight"][UNUSED : UNUSED + LONGEST]
            )
            self.away.weight.copy_(weights["encoder.relative_attention_bias.weight"])
            _copy(self.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    joined = torch.cat([weights[f"{name}attention.attn.{each}.{part}"] for each in "qkv"])
                    getattr(layer.query_key_value, part).copy_(joined)
                _copy(layer.out, weights, name + "attention.attn.o")
                _copy(layer.norm, weights, name + "attention.LayerNorm")
                _copy(layer.up, weights, name + "intermediate.dense")
                _copy(layer.down, weights, name + "output.dense")
                _copy(layer.norm2, weights, name + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])


class Crf(nn.Module):
    """A linear chain over B I E U labels of one or several roles."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.move = nn.Parameter(torch.zeros(labels, labels))
        self.begin = nn.Parameter(torch.zeros(labels))
        self.end = nn.Parameter(torch.zeros(labels))
        move, begin, end = allowed(labels)
        self.register_buffer("no_move", move)
        self.register_buffer("no_begin", begin)
        self.register_buffer("no_end", end)

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of moves, beginnings and ends, forbidden ones included."""
        return self.move + self.no_move, self.begin + self.no_begin, self.end + self.no_end

    def loss(self, emissions: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Return the negative log-likelihood of each sequence (rows x words x labels, lengths >= 1)."""
        move, begin, end = self.tables()
        rows, longest, _ = emissions.shape
        row = torch.arange(rows)
        alpha = begin + emissions[:, 0]
        gold = begin[labels[:, 0]] + emissions[row, 0, labels[:, 0]]
        for at in range(1, longest):
            alive = at < lengths
            following = torch.logsumexp(alpha[:, :, None] + move, dim=1) + emissions[:, at]
            alpha = torch.where(alive[:, None], following, alpha)
            step = move[labels[:, at - 1], labels[:, at]] + emissions[row, at, labels[:, at]]
            gold = gold + torch.where(alive, step, torch.zeros_like(step))
        gold = gold + end[labels[row, lengths - 1]]
        return torch.logsumexp(alpha + end, dim=1) - gold


def allowed(labels: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return 0 for what may follow, begin or end a chain, a large negative number for what may not."""
    move = torch.zeros(labels, labels)
    begin, end = torch.zeros(labels), torch.zeros(labels)
    for before in range(labels):
        opened = before and (before - 1) % 4 in (0, 1)
        for after in range(labels):
            continues = after and (after - 1) % 4 in (1, 2)
            same = before and after and (before - 1) // 4 == (after - 1) // 4
            if bool(opened) != bool(continues) or (opened and not same):
                move[before, after] = FORBIDDEN
        if opened:
            end[before] = FORBIDDEN
        if before and (before - 1) % 4 in (1, 2):
            begin[before] = FORBIDDEN
    return move, begin, end


class Network(nn.Module):
    """The encoder with its two heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        width = shape.width
        self.dropout = nn.Dropout(0.1)
        self.cue = nn.Linear(width, CUE_LABELS)
        self.ask = nn.Linear(width, ROLE_LABELS * RANK)
        self.answer = nn.Linear(width, ROLE_LABELS * RANK)
        self.role = nn.Linear(width, ROLE_LABELS)
        self.distance = nn.Embedding(DISTANCES, ROLE_LABELS)
        nn.init.zeros_(self.distance.weight)
        self.cue_chain = Crf(CUE_LABELS)
        self.role_chain = Crf(ROLE_LABELS)

    @classmethod
    def of(cls, start: Path) -> Network:
        """Return one of the shape of what training starts from, not yet trained."""
        return cls(Shape.of(start))

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return, for hidden states of words, cue scores, role scores, asking and answering vectors."""
        return self.cue(words), self.role(words), self.ask(words) * RANK**-0.5, self.answer(words)

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return the heads' answers for the words of one window (the form that is exported), and what other heads
        need (see `shared`).
        """
        states = self.encoder.layered(pieces, shapes, quotes, None)
        return *self.heads(states[-1][0][firsts]), shared(states)[0][firsts]


def shared(states: list[Tensor]) -> Tensor:
    """Return what other heads read: the last layer, and one in the middle, which tells more of what words mean."""
    return torch.cat((states[(len(states) - 1) // 2], states[-1]), dim=-1)


class Deeds(nn.Module):
    """What keeps the states telling of deeds while the encoder learns of attributions; it is not exported.

    Of each word: whether it names a deed, of which root, of which status.
    """

    def __init__(self, width: int, roots: int, statuses: int) -> None:
        super().__init__()
        self.roots = roots
        self.told = nn.Linear(2 * width, 1 + roots + statuses)

    def loss(self, states: Tensor, telling: Tensor, roots: Tensor, statuses: Tensor) -> Tensor:
        """Return how far the words of a batch are from being told rightly, summed.

        Args:
            states: Of words that may name a deed (words x what is shared).
            telling: Whether each does.
            roots: The weight of each root, of those that do; statuses alike.
            statuses: See above.
        """
        deed, root, status = self.told(states).float().split((1, self.roots, statuses.shape[1]), dim=-1)
        loss = nn.functional.binary_cross_entropy_with_logits(deed[:, 0], telling.float(), reduction="sum")
        for scores, wanted in ((root, roots), (status, statuses)):
            loss = loss - (wanted * torch.log_softmax(scores[telling], -1)).sum()
        return loss
