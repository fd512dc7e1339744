"""Corpora of events, made into what the heads learn from.

Pairs: a file of JSON lines with "text", "source", "target" ([start, end] offsets) and "root". Parties: a file with
a word and its BIO tag (S, T, R) a line, sentences apart by an empty line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from onrecord.core.identity import report_id
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.encoder import encoder
from onrecord.extractors.events.evidence import VERDICT, Evidence, evidence
from onrecord.extractors.events.heads import LONGEST, Asked, distances
from onrecord.extractors.events.pair_model import asked_about, opened
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.triggers import triggers
from onrecord.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from onrecord.core.document import Document

TAGS = {"S": 0, "T": 4, "R": 8}
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class PairExample:
    """A pair with its root."""

    text: str
    asked: Asked
    root: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the party head reads it: what is known of its tokens, their offsets, their labels."""

    evidence: Evidence
    tokens: tuple[tuple[int, int], ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text with the spans of its parties, and its sentences."""

    text: str
    spans: tuple[Span, ...]
    sentences: tuple[Sentence, ...]


def documents(texts: list[str]) -> list[Document]:
    """Return the parses of texts of one passage each."""
    return list(
        parse(
            Report(
                report_id(str(number), text),
                str(number),
                text,
                language="en",
                passages=(Passage(0, len(text), PassageKind.PARAGRAPH),),
            )
            for number, text in enumerate(texts)
        )
    )


def read_pairs(path: Path) -> list[PairExample]:
    """Return the pairs of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = []
    for row, document in zip(rows, documents([row["text"] for row in rows]), strict=True):
        known = opened(document, encoder().states(row["text"], [(0, len(row["text"]))]))
        asked = asked_about(known, source=tuple(row["source"]), target=tuple(row["target"]))
        found.append(PairExample(row["text"], asked, row["root"]))
    return found


def spans_of_pairs(path: Path) -> list[tuple[str, list[Span]]]:
    """Return the texts of a file of pairs with all their parties."""
    spans: dict[str, set[Span]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans[row["text"]] |= {("S", *row["source"]), ("T", *row["target"])}
    return [(text, sorted(found)) for text, found in spans.items()]


def spans_of_tags(path: Path) -> list[tuple[str, list[Span]]]:
    """Return the texts of a file of tags with their parties."""
    found: list[tuple[str, list[Span]]] = []
    words: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, tag = line.rsplit(maxsplit=1)
            words.append((word, tag))
        elif words:
            found.append(_spans_of(words))
            words = []
    return found


def _spans_of(words: list[tuple[str, str]]) -> tuple[str, list[Span]]:
    text, spans = "", []
    for word, tag in words:
        start, text = len(text), f"{text}{word} "
        if tag.startswith("I-") and spans and spans[-1][0] == tag[2:]:
            spans[-1] = (*spans[-1][:2], start + len(word))
        elif tag != "O":
            spans.append((tag[2:], start, start + len(word)))
    return text, spans


def tagged(texts: list[tuple[str, list[Span]]]) -> list[TaggedText]:
    """Return texts with spans as the party head learns from them."""
    found = []
    for (text, spans), document in zip(texts, documents([text for text, _ in texts]), strict=True):
        states = encoder().states(text, [(0, len(text))])
        reading = Reading(document)
        met = triggers(reading)
        labels = _labels(document, spans)
        sentences = []
        for sentence in document.sentences:
            span = range(sentence.first, min(sentence.last, sentence.first + LONGEST))
            tokens = tuple((token.start, token.end) for token in document.tokens[span.start : span.stop])
            known = evidence(reading, states, met, span)
            sentences.append(Sentence(known, tokens, tuple(labels[span.start : span.stop])))
        found.append(TaggedText(text, tuple(spans), tuple(sentences)))
    return found


def _labels(document: Document, spans: list[Span]) -> list[int]:
    labels = [0] * len(document.tokens)
    for tag, start, end in spans:
        inside = document.tokens_in(start, end)
        if not inside or any(labels[inside.start : inside.stop]):
            continue
        if len({document.tokens[i].sentence for i in inside}) > 1:
            continue
        base = TAGS[tag]
        if len(inside) == 1:
            labels[inside.start] = base + 4
            continue
        labels[inside.start : inside.stop] = [base + 2] * len(inside)
        labels[inside.start], labels[inside.stop - 1] = base + 1, base + 3
    return labels


def batch_of(all_evidence: list[Evidence]) -> dict[str, Tensor]:
    """Return evidence as tensors, filled up to the longest."""
    longest = max(len(one.states) for one in all_evidence)
    batch = {name: padded([getattr(one, name) for one in all_evidence], longest) for name in Evidence._fields}
    batch["mask"] = padded([np.ones(len(one.states), dtype=bool) for one in all_evidence], longest)
    return batch


def batch_of_pairs(examples: list[Asked]) -> dict[str, Tensor]:
    """Return questions as tensors."""
    batch = batch_of([one.evidence for one in examples])
    longest = batch["mask"].shape[1]
    batch["parties"] = padded([one.parties for one in examples], longest)
    batch["from_source"] = padded([distances(one.parties, 1) for one in examples], longest)
    batch["from_target"] = padded([distances(one.parties, 2) for one in examples], longest)
    batch["verdict"] = torch.tensor(np.stack([one.verdict for one in examples]))
    return batch


def padded(rows: list[np.ndarray], longest: int) -> Tensor:
    """Return arrays as one tensor, filled up with zeros."""
    spare = [[(0, longest - len(row)), *[(0, 0)] * (row.ndim - 1)] for row in rows]
    return torch.tensor(np.stack([np.pad(row, extra) for row, extra in zip(rows, spare, strict=True)]))


def without_rules(one: Asked) -> Asked:
    """Return a question with all that the rules say of it left out."""
    known = one.evidence
    nothing = np.zeros_like(known.named)
    bare = known._replace(named=nothing, lexical=nothing, roles=nothing)
    return one._replace(evidence=bare, verdict=np.zeros(VERDICT, dtype=np.float32))
