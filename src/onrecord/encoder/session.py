"""The network as it ships: loaded once a process, run window by window, in one thread, telling nobody."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.core.problem import OnRecordError
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
        self._session = _session(network)
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


def _session(network: bytes) -> InferenceSession:
    """Load a network.

    Raises:
        CannotLoad: The runtime is not there, or does not take it.
        MemoryError: There is no room for it.
    """
    # `onrecord/__init__.py` sees to it that the library tells nobody, and before any import of it.
    assert os.environ.get("ORT_DISABLE_TELEMETRY") == "1"
    try:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Sums and norms fused take three times as long as one after the other (onnxruntime 1.32).
        return onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
    except MemoryError:
        raise
    except Exception as error:
        raise CannotLoad(str(error)) from error


class CannotLoad(OnRecordError):
    """The trained network cannot be loaded: no report could be read with it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the trained network cannot be loaded: {why}. Install onrecord again.")


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """Load the encoder that ships with the package, once.

    Raises:
        DoesNotFit: Its files are missing, damaged, or not of one fit.
        CannotLoad: The runtime does not take them.
    """
    return Encoder(
        fitted_bytes("attribution/model.onnx"), fitted_bytes("attribution/vocabulary.txt").decode("utf-8")
    )
