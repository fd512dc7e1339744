"""Make a checkpoint with fewer layers from one with more, to be trained on (`train.py --resume --teacher`)."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import torch


def main() -> None:
    """Read a checkpoint, leave out layers, write `model.pt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="model.pt to shorten")
    parser.add_argument("--without", type=int, nargs="+", required=True, help="layers to leave out, from 0")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.model)
    torch.save(shortened(state, set(options.without)), options.out / "model.pt")


def shortened(state: dict, without: set[int]) -> dict:
    """Return the checkpoint without some layers, the others numbered anew."""
    kept = [layer for layer in range(state["layers"]) if layer not in without]
    place = {str(layer): str(number) for number, layer in enumerate(kept)}
    weights = {}
    for name, value in state["weights"].items():
        found = re.match(r"(encoder\.layers\.)(\d+)(\..+)", name)
        if found is None:
            weights[name] = value
        elif found[2] in place:
            weights[found[1] + place[found[2]] + found[3]] = value
    return {"layers": len(kept), "weights": weights}


if __name__ == "__main__":
    main()
