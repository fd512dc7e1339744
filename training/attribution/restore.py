"""Make a checkpoint of the model that ships, to go on training from it (`train.py --resume`).

The rounded weights are turned back into numbers; the word embeddings, which training leaves alone, are taken from
the encoder that training started from.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import FORBIDDEN, Network
from onnx import numpy_helper
from safetensors.torch import load_file
from start import WORDS


def main() -> None:
    """Read the model that ships, write `model.pt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder with model.onnx and tables.json")
    parser.add_argument("--start", type=Path, required=True, help="folder of the encoder training started from")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    graph = onnx.load(options.model / "model.onnx").graph
    tables = json.loads((options.model / "tables.json").read_text(encoding="utf-8"))
    network = Network.of(options.start)
    weights = network.state_dict()
    found = named(graph) | chains(tables)
    found["encoder.words.weight"] = load_file(options.start / "model.safetensors")[WORDS]
    missing = [name for name in weights if name not in found and ".no_" not in name]
    if missing:
        raise SystemExit(f"the model lacks {', '.join(missing)}")
    for name, value in found.items():
        weights[name].copy_(value)
    torch.save({"weights": weights}, options.out / "model.pt")


def named(graph: onnx.GraphProto) -> dict[str, torch.Tensor]:
    """Return the weights of the graph by the names of the network."""
    given = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    found = {name: torch.tensor(value) for name, value in given.items() if name.endswith((".weight", ".bias"))}
    found["encoder.kind"] = torch.tensor(given["encoder.kind"])
    for name in ("shapes", "quotes", "away"):
        found[f"encoder.{name}.weight"] = full(given, f"encoder.{name}.weight")
    for name in ("cue", "role", "ask", "answer"):
        turned = f"{name}.weight_Transposed"  # as some versions of the exporter call it
        kept = turned if f"{turned}_quantized" in given else f"{name}.weight"
        found[f"{name}.weight"] = full(given, kept).T
    for node in graph.node:
        name = node.name.removeprefix("/encoder")  # which some versions of the exporter leave out
        if node.op_type == "MatMulInteger" and name.startswith("/layers."):
            layer, part = name.removeprefix("/layers.").split("/")[:2]
            weight = full(given, node.input[1].removesuffix("_quantized"))
            found[f"encoder.layers.{layer}.{part}.weight"] = weight.T
    return found


def full(given: dict[str, np.ndarray], name: str) -> torch.Tensor:
    """Return a rounded weight as 32-bit numbers."""
    steps = given[f"{name}_quantized"].astype(np.float32) - given[f"{name}_zero_point"].astype(np.float32)
    return torch.tensor(steps * given[f"{name}_scale"])


def chains(tables: dict) -> dict[str, torch.Tensor]:
    """Return the weights of the label chains and distances; what is forbidden has none of its own."""
    found = {"distance.weight": torch.tensor(tables["distance"])}
    for name, table in (("cue_chain", "cues"), ("role_chain", "roles")):
        for part in ("move", "begin", "end"):
            value = torch.tensor(tables[table][part])
            found[f"{name}.{part}"] = torch.where(value <= FORBIDDEN / 2, torch.zeros_like(value), value)
    return found


if __name__ == "__main__":
    main()
