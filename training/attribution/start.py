"""Make what training starts from: some layers of an MPNet, with the pieces of words that news needs.

    python training/attribution/start.py MODEL --layers 0 1 2 --texts FOLDER [FOLDER ...] --out start

MODEL is a folder with `config.json`, `model.safetensors` and `vocab.txt`. Pieces of words that stand in the texts
at most once are left out, unless they are single letters or signs, of which any word can be put together: of some
30,000 some 13,000. Without texts all are kept. The marks of an MPNet get the names of a BERT's, by which the
package knows them. What a piece means is rounded to 4 bits at once, in the way that it ships (`sixteenths.py`), so
that training knows it as it will be.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import sixteenths
from safetensors.torch import load_file, save_file

from onrecord.encoder.pieces import WordPieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from torch import Tensor

MARKS = {"<s>": "[CLS]", "</s>": "[SEP]", "<unk>": "[UNK]", "<mask>": "[MASK]"}
NAMED = ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
WORDS = "embeddings.word_embeddings.weight"


def main() -> None:
    """Read the model, write what of it is needed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--layers", type=int, nargs="+", required=True, help="those taken, from 0")
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="folders of *.txt, files of JSON lines")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    pieces = named(read_lines(given.model / "vocab.txt"))
    kept = needed(pieces, texts_in(given.texts)) if given.texts else list(range(len(pieces)))
    print(f"{len(kept)} of {len(pieces)} pieces")
    weights = chosen(load_file(given.model / "model.safetensors"), given.layers)
    weights[WORDS] = sixteenths.rounded(weights[WORDS][kept])
    save_file(weights, given.out / "model.safetensors")
    (given.out / "vocab.txt").write_text("".join(f"{pieces[at]}\n" for at in kept), encoding="utf-8")
    told = json.loads((given.model / "config.json").read_text(encoding="utf-8"))
    told |= {"vocab_size": len(kept), "num_hidden_layers": len(given.layers)}
    (given.out / "config.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def read_lines(path: Path) -> list[str]:
    """Return the lines of a vocabulary; only line feeds part them, since other breaks are pieces."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def named(pieces: list[str]) -> list[str]:
    """Return the pieces of a vocabulary with its own marks under the names of BERT's."""
    return [MARKS.get(piece, f"({piece})" if piece in NAMED else piece) for piece in pieces]


def texts_in(places: Iterable[Path]) -> Iterator[str]:
    """Yield the texts of folders, and of files with a `text` a line."""
    for place in places:
        if place.is_dir():
            yield from (path.read_text(encoding="utf-8") for path in sorted(place.glob("*.txt")))
        else:
            yield from (json.loads(line)["text"] for line in place.read_text(encoding="utf-8").splitlines())


def needed(pieces: list[str], texts: Iterable[str]) -> list[int]:
    """Return the numbers of the pieces that texts have twice, of the marks, and of single letters and signs."""
    cutter, seen = WordPieces(pieces), Counter[int]()
    for text in texts:
        seen.update(cutter.cut(text)[0])
    return [
        at
        for at, piece in enumerate(pieces)
        if seen[at] > 1 or piece in NAMED or len(piece.removeprefix("##")) == 1
    ]


def chosen(weights: dict[str, Tensor], layers: list[int]) -> dict[str, Tensor]:
    """Return the weights of some layers, numbered from 0, and those beside the layers."""
    place = {f"encoder.layer.{number}.": f"encoder.layer.{at}." for at, number in enumerate(layers)}
    found: dict[str, Tensor] = {}
    for name, value in weights.items():
        if not name.startswith("encoder.layer."):
            found[name] = value
            continue
        before = next((each for each in place if name.startswith(each)), None)
        if before:
            found[place[before] + name.removeprefix(before)] = value
    return found


if __name__ == "__main__":
    main()
