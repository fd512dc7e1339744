"""The network as it ships: loaded once a process, run window by window, in one thread, telling nobody."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.encoder.fitted import fitted_bytes
from onrecord.encoder.pieces import WordPieces
from onrecord.encoder.states import Gathering
from onrecord.encoder.windows import stretches, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onnxruntime import InferenceSession

    from onrecord.encoder.chain import Floats
    from onrecord.encoder.states import States
    from onrecord.encoder.windows import Window


class Encoder:
    """The network and its vocabulary.

    Args:
        network: ONNX.
        vocabulary: One piece a line.
    """

    def __init__(self, network: bytes, vocabulary: str) -> None:
        # The library would note a device's id in the home folder and look up its maker's host; only this stops it,
        # and only if it stands there before the first import.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Sums and norms fused take three times as long as one after the other (onnxruntime 1.32).
        self._session: InferenceSession = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self._pieces = WordPieces(vocabulary.splitlines())

    def windows(self, text: str, passages: Iterable[tuple[int, int]]) -> Iterator[Window]:
        """Yield the passages of a text as the network takes them in."""
        return windows(stretches(self._pieces, text, passages), self._pieces)

    def run(self, window: Window, outputs: Sequence[str]) -> list[Floats]:
        """Return some outputs of the network for a window, each a row a word."""
        firsts = [first for row in window.firsts for first in row]
        answers: list[Floats] = self._session.run(
            outputs,
            {
                "pieces": np.array([window.pieces]), "shapes": np.array([window.shapes]),
                "quotes": np.array([window.quotes]), "firsts": np.array(firsts),
            },
        )  # fmt: skip
        return answers

    def states(self, text: str, passages: Iterable[tuple[int, int]]) -> States:
        """Return the states of the words of some passages."""
        gathered = Gathering()
        for window in self.windows(text, passages):
            gathered.add(window, self.run(window, ("states",))[0])
        return gathered.states()


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Load the encoder that ships with the package, once.

    Raises:
        DoesNotFit: Its files are missing, damaged, or not of one fit.
    """
    return Encoder(
        fitted_bytes("attribution/model.onnx"), fitted_bytes("attribution/vocabulary.txt").decode("utf-8")
    )
