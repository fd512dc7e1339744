"""What the encoder costs, and how far rounding takes its states from those of another network.

    python bench/encoder.py --texts FOLDER [--reports 30] [--against OTHER.onnx]

Prints the CPU time a word of the encoder that ships, by itself, and of the finders of events on its states. With
--against the same of another network that takes the same pieces (as `training/attribution/export.py --full` writes
it), and the mean cosine between the states of both, middle and last layer.
"""

from __future__ import annotations

import argparse
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import onrecord
from onrecord.clean import clean
from onrecord.encoder import Encoded, Encoder, encoder
from onrecord.extractors.events import Events
from onrecord.parse import parse

if TYPE_CHECKING:
    from onrecord.core.document import Document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="a folder of *.txt")
    parser.add_argument("--reports", type=int, default=30)
    parser.add_argument("--against", type=Path, help="another network, as ONNX")
    given = parser.parse_args()
    documents = [document_of(path) for path in sorted(given.texts.glob("*.txt"))[: given.reports]]
    shipped = states("ships", documents, encoder())
    events(documents)
    if given.against:
        vocabulary = (
            files("onrecord").joinpath("data", "attribution", "vocabulary.txt").read_text(encoding="utf-8")
        )
        other = states(given.against.name, documents, Encoder(given.against.read_bytes(), vocabulary))
        halves = zip(np.split(shipped, 2, axis=1), np.split(other, 2, axis=1), strict=True)
        print("cosine, middle and last layer: " + ", ".join(f"{cosine(one, two):.3f}" for one, two in halves))


def document_of(path: Path) -> Document:
    """Return a report as it is parsed."""
    report = onrecord.read(str(path)).items[0]
    return next(parse([report if report.passages else clean(report).items[0]]))


def states(name: str, documents: list[Document], network: Encoder) -> np.ndarray:
    """Return the states of all words of some reports; print what they cost."""
    spans = [[(one.start, one.end) for one in document.passages] for document in documents]
    network.states(documents[0].report.text, spans[0])  # the first run makes room
    begun = time.process_time()
    found = [
        network.states(one.report.text, passages).values for one, passages in zip(documents, spans, strict=True)
    ]
    spent, words = time.process_time() - begun, sum(map(len, found))
    print(f"{name}: {words:,} words, {spent:.2f} s, {spent / words * 1e6:.0f} microseconds a word")
    return np.concatenate(found).astype(np.float32)


def events(documents: list[Document]) -> None:
    """Print what finding events costs, once the states are there."""
    encoded = [Encoded.of(document) for document in documents]
    words = sum(len(one.states.starts) for one in encoded)
    begun = time.process_time()
    for document, one in zip(documents, encoded, strict=True):
        Events().extract(document, one)
    spent = time.process_time() - begun
    print(f"events on its states: {spent:.2f} s, {spent / words * 1e6:.0f} microseconds a word")


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    """Return the mean cosine between the rows of two tables."""
    norms = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    return float(((one * other).sum(axis=1) / norms).mean())


if __name__ == "__main__":
    main()
