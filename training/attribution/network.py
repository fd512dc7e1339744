"""The network: a small BERT-style encoder and two heads.

One head finds cues. The other, asked about one cue at a time, labels every word of the cue's stretch as part of
its source, its content or neither, so that spans and links are learned together. Both decode with a linear-chain
CRF over B(egin) I(nside) E(nd) U(nit) labels.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

CUE_LABELS = 5  # O B I E U
ROLE_LABELS = 9  # O, B I E U of the source, B I E U of the content
RANK = 64
DISTANCES = 25
FORBIDDEN = -1e4


def bucket(distance: Tensor) -> Tensor:
    """Return the class of a signed distance in words: 0 inside the cue, 1-12 before it, 13-24 after."""
    size = distance.abs()
    far = 8 + (size > 8).long() + (size > 12).long() + (size > 20).long() + (size > 40).long()
    step = torch.where(size <= 8, size, far)
    return torch.where(distance > 0, step + 12, step)


class Attention(torch.autograd.Function):
    """Attention without a mask, exported as one operator of onnxruntime: quicker than its parts."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Return the same as the operator."""
        parts = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(-2)

    @staticmethod
    def symbolic(graph: torch.Graph, query: torch.Value, key: torch.Value, value: torch.Value, heads: int):
        """Return the operator."""
        operator = "com.microsoft::MultiHeadAttention"
        return graph.op(operator, query, key, value, num_heads_i=heads).setType(query.type())


class Layer(nn.Module):
    """A transformer layer of BERT (normalisation after the sum)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the next hidden states; `mask` is True where a piece may be looked at."""
        if mask is None:
            seen = Attention.apply(*self.query_key_value(x).chunk(3, dim=-1), self.heads)
        else:
            seen = self._seen(x, mask)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))

    def _seen(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        q, k, v = (
            part.reshape(rows, length, self.heads, width // self.heads).transpose(1, 2)
            for part in self.query_key_value(x).chunk(3, dim=-1)
        )
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5
        scores = scores.masked_fill(~mask[:, None, None, :], -1e9)
        seen = self.dropout(scores.softmax(-1)) @ v
        return seen.transpose(1, 2).reshape(rows, length, width)


class Encoder(nn.Module):
    """Embeddings and layers; takes over the weights of a BERT-style model."""

    def __init__(self, layers: int, width: int = 384, heads: int = 12, inner: int = 1536, vocabulary: int = 30522):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(5, width)
        self.quotes = nn.Embedding(4, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.quotes.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner, 0.1) for _ in range(layers))

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None) -> Tensor:
        """Return the hidden states of the pieces."""
        return self.layered(pieces, shapes, quotes, mask)[-1]

    def layered(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the hidden states of the pieces, layer by layer."""
        places = self.positions.weight[: pieces.shape[1]]
        x = self.words(pieces) + places + self.kind + self.shapes(shapes) + self.quotes(quotes)
        x = self.dropout(self.norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def take(self, weights: dict[str, Tensor], chosen: tuple[int, ...]) -> None:
        """Copy the weights of a BERT-style model, layer `chosen[i]` of it into layer i."""
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.kind.copy_(weights["embeddings.token_type_embeddings.weight"][0])
            _copy(self.norm, weights, "embeddings.LayerNorm")
            for number, layer in zip(chosen, self.layers, strict=True):
                name = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    joined = torch.cat(
                        [weights[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                    )
                    getattr(layer.query_key_value, part).copy_(joined)
                _copy(layer.out, weights, name + "attention.output.dense")
                _copy(layer.norm, weights, name + "attention.output.LayerNorm")
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

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        width = 384
        self.dropout = nn.Dropout(0.1)
        self.cue = nn.Linear(width, CUE_LABELS)
        self.ask = nn.Linear(width, ROLE_LABELS * RANK)
        self.answer = nn.Linear(width, ROLE_LABELS * RANK)
        self.role = nn.Linear(width, ROLE_LABELS)
        self.distance = nn.Embedding(DISTANCES, ROLE_LABELS)
        nn.init.zeros_(self.distance.weight)
        self.cue_chain = Crf(CUE_LABELS)
        self.role_chain = Crf(ROLE_LABELS)

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return, for hidden states of words, cue scores, role scores, asking and answering vectors."""
        return self.cue(words), self.role(words), self.ask(words) * RANK**-0.5, self.answer(words)

    def forward(self, pieces: Tensor, shapes: Tensor, quotes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return the heads' answers for the words of one window (the form that is exported), and what other heads
        need: the states of the last layer and of one in the middle, which tells more of the words' meaning.
        """
        states = self.encoder.layered(pieces, shapes, quotes, None)
        shared = torch.cat((states[(len(states) - 1) // 2], states[-1]), dim=-1)
        return *self.heads(states[-1][0][firsts]), shared[0][firsts]
