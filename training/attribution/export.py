"""Make what ships of a trained network: ONNX with weights of 7 and 4 bits, vocabulary, tables for decoding."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import sixteenths
import torch
from calibrate import calibrated
from network import Network
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from rows import evened

INPUTS = ("pieces", "shapes", "quotes", "firsts")
MEANINGS = "encoder.words.weight"
WITH_FOUR_BITS = 10  # the version of ONNX's files that has such numbers
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
    parser.add_argument("--full", action="store_true", help="keep 32 bits, to see what rounding costs")
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
    """Write the network as ONNX, its weights as 7-bit numbers unless `full`."""
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
        meanings_small(ready)
        # Seven bits of eight, signed: a processor without VNNI adds up products in 16 bits and caps what does not
        # fit; of seven bits all fit, so that every processor reckons the same.
        quantize_dynamic(str(ready), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.save(evened(onnx.load(path)), path)


def drawn_in_place(path: Path) -> None:
    """Move what draws attention to the place that the operator has for it, past two inputs that stay empty."""
    model = onnx.load(path)
    for node in model.graph.node:
        if node.op_type == "MultiHeadAttention":
            query, key, value, drawn = node.input
            del node.input[:]
            node.input.extend([query, key, value, "", "", drawn])
    onnx.save(model, path)


def meanings_small(path: Path) -> None:
    """Give the table of what pieces mean, the largest, 4 bits a number (`sixteenths.py`)."""
    model = onnx.load(path)
    table = next(one for one in model.graph.initializer if one.name == MEANINGS)
    found, scales = sixteenths.levels(torch.tensor(numpy_helper.to_array(table)))
    parts = [
        four_bits("levels", found),
        numpy_helper.from_array(scales.numpy(), f"{MEANINGS}.scales"),
        four_bits("zeros", torch.full(scales.shape, sixteenths.ZERO, dtype=torch.uint8)),
    ]
    model.graph.initializer.remove(table)
    model.graph.initializer.extend(parts)
    node = next(one for one in model.graph.node if MEANINGS in one.input)
    small, *beside = (part.name for part in parts)
    taken = helper.make_node(
        "GatherBlockQuantized", [small, node.input[1], *beside], node.output,
        name=node.name, domain="com.microsoft", block_size=sixteenths.BLOCK, quantize_axis=1,
    )  # fmt: skip
    model.graph.node[list(model.graph.node).index(node)].CopyFrom(taken)
    model.ir_version = max(model.ir_version, WITH_FOUR_BITS)
    onnx.save(model, path)


def four_bits(name: str, levels: torch.Tensor) -> onnx.TensorProto:
    """Return levels of 0 to 15 as a part of a network, two a byte (rows of an even width)."""
    packed = (levels[:, 0::2] | levels[:, 1::2] << 4).numpy().tobytes()
    return helper.make_tensor(f"{MEANINGS}.{name}", TensorProto.UINT4, levels.shape, packed, raw=True)


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
