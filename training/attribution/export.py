"""Make what ships of a trained network: int8 ONNX, vocabulary, tables for decoding."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from calibrate import calibrated
from network import Network
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

INPUTS = ("pieces", "shapes", "quotes", "firsts")
OUTPUTS = ("cue", "role", "ask", "answer", "states")


def main() -> None:
    """Export, calibrate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="folder that train.py wrote")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--name", default="polnear_train")
    parser.add_argument(
        "--start", type=Path, required=True, help="folder of the encoder that training started from"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--full", action="store_true", help="keep 32 bits, to see what int8 costs")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    state = torch.load(options.run / "model.pt")
    network = Network.of(options.start)
    network.load_state_dict(state["weights"])
    network.eval()
    write_network(network, options.out / "model.onnx", full=options.full)
    shutil.copy(options.start / "vocab.txt", options.out / "vocabulary.txt")
    tables = tables_of(network)
    held = json.loads((options.run / "held_out.json").read_text(encoding="utf-8"))
    tables = calibrated(options.out, tables, options.corpus, options.name, held)
    (options.out / "tables.json").write_text(json.dumps(tables) + "\n", encoding="utf-8")


def write_network(network: Network, path: Path, *, full: bool) -> None:
    """Write the network as ONNX, its weights as 8-bit numbers unless `full`."""
    some = torch.zeros(1, 200, dtype=torch.long)
    example = (some + 999, some, some, torch.arange(0, 200, 2))
    free = {name: {1: "pieces"} for name in INPUTS[:3]} | {"firsts": {0: "words"}}
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder) / "whole.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network, example, str(whole), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=free, opset_version=17, dynamo=False,
        )  # fmt: skip
        drawn_in_place(whole)
        if full:
            shutil.copy(whole, path)
            return
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True)
        unsigned(path)


def drawn_in_place(path: Path) -> None:
    """Move what draws attention to the place that the operator has for it, past two inputs that stay empty."""
    model = onnx.load(path)
    for node in model.graph.node:
        if node.op_type == "MultiHeadAttention":
            query, key, value, drawn = node.input
            del node.input[:]
            node.input.extend([query, key, value, "", "", drawn])
    onnx.save(model, path)


def unsigned(path: Path) -> None:
    """Shift the 8-bit weights of a network from -128..127 to 0..255, their zero with them: the same numbers.

    Processors without VNNI add up products with signed weights in 16 bits and cap what does not fit, so that the
    network would answer differently on them. With unsigned weights every processor reckons the same.
    """
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.int8:
            shifted = (values.astype(np.int16) + 128).astype(np.uint8)
            tensor.CopyFrom(numpy_helper.from_array(shifted, tensor.name))
    onnx.save(model, path)


def tables_of(network: Network) -> dict:
    """Return the decoding tables of a network, not yet calibrated."""

    def numbers(values: torch.Tensor) -> list:
        return [numbers(row) for row in values] if values.dim() else round(values.item(), 4)

    tables: dict = {}
    for name, chain in (("cues", network.cue_chain), ("roles", network.role_chain)):
        tables[name] = dict(zip(("move", "begin", "end"), map(numbers, chain.tables()), strict=True))
    return tables | {"distance": numbers(network.distance.weight)}


if __name__ == "__main__":
    main()
