"""Cut what the network reckons into 256 steps word by word, and not by the largest number of a whole window.

Before each product of whole numbers, numbers are cut into 256 steps between the least and the greatest. A few
pieces have states a hundred times as large as all others; steps as wide as theirs are coarse for the rest, and so
near to one another that a sum rounded in another order, on another processor, falls into the next one: what comes
out moves by as much as a sixteenth. Each row is divided by its own greatest number before it is cut, and the
products are multiplied by it (as in Dettmers et al. 2022, vector-wise quantization).

    python training/attribution/rows.py model.onnx evened.onnx

`export.py` does it to what it writes; by itself it makes a new network of one that was written before, with the
same weights. What was fitted on the old one must be fitted again, or noted as it is (`training/fitted.py`).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = "least_row"  # a row of nothing but zeros is divided by this


def main() -> None:
    """Read a network, write the evened one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    model = onnx.load(options.network)
    if any(one.name == LEAST for one in model.graph.initializer):
        parser.error(f"{options.network} is evened already.")
    onnx.save(evened(model), options.out)


def evened(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the network with each row divided by its greatest number before it is cut."""
    graph = model.graph
    graph.initializer.append(numpy_helper.from_array(np.array(1e-6, np.float32), LEAST))
    sizes = dict(_sizes(graph))
    nodes = [made for node in graph.node for made in _around(node, sizes)]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def _sizes(graph: onnx.GraphProto) -> Iterator[tuple[str, str]]:
    """Yield each product of what is cut, once it is in real numbers, with the name of the sizes of its rows."""
    taking: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            taking.setdefault(name, []).append(node)
    for cut in (node for node in graph.node if node.op_type == "DynamicQuantizeLinear"):
        for product in taking[cut.output[0]]:
            (cast,) = taking[product.output[0]]
            (real,) = taking[cast.output[0]]
            yield real.output[0], _size(cut.input[0])


def _around(node: onnx.NodeProto, sizes: dict[str, str]) -> list[onnx.NodeProto]:
    """Return a node with what goes before and behind it."""
    if node.op_type == "DynamicQuantizeLinear":
        rows = node.input[0]
        node.input[0] = f"{rows}_even"
        return [*_dividing(rows), node]
    out = node.output[0] if node.output else ""
    if out not in sizes:
        return [node]
    node.output[0] = f"{out}_even"
    return [node, helper.make_node("Mul", [f"{out}_even", sizes[out]], [out])]


def _dividing(rows: str) -> list[onnx.NodeProto]:
    size = _size(rows)
    return [
        helper.make_node("Abs", [rows], [f"{size}_all"]),
        helper.make_node("ReduceMax", [f"{size}_all"], [f"{size}_most"], axes=[-1], keepdims=1),
        helper.make_node("Max", [f"{size}_most", LEAST], [size]),
        helper.make_node("Div", [rows, size], [f"{rows}_even"]),
    ]


def _size(rows: str) -> str:
    return f"{rows}_size"


if __name__ == "__main__":
    main()
