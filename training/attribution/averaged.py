"""Average the weights of two networks of which one was trained on from the other.

Between two such networks lie better ones than either (Wortsman et al., Model soups, ICML 2022).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Read two checkpoints, write their average with the list of held-out documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="folder that train.py wrote")
    parser.add_argument("second", type=Path, help="folder of a run that went on from it")
    parser.add_argument("--share", type=float, default=0.5, help="of the second in the average")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    first, second = (torch.load(folder / "model.pt") for folder in (options.first, options.second))
    weights = {
        name: torch.lerp(value, second["weights"][name], options.share) for name, value in first["weights"].items()
    }
    torch.save({"weights": weights}, options.out / "model.pt")
    shutil.copy(options.second / "held_out.json", options.out / "held_out.json")


if __name__ == "__main__":
    main()
