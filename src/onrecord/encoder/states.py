"""The encoder's states of the words of a report, for heads that read other things out of them than statements."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from onrecord.core.document import Token
    from onrecord.encoder.windows import Window


WIDTH = 1536  # of the states of a word: those of the middle layer and of the last
MOST = 100_000  # words whose states are kept, so that no text can fill the memory


class States(NamedTuple):
    """The states of the words of a text, and where the words begin and end in it."""

    starts: list[int]
    ends: list[int]
    values: NDArray[np.float16]

    @property
    def reach(self) -> int:
        """The offset up to which the words have states; only of a book's length have the later ones none."""
        return self.ends[-1] if self.ends else 0

    def of(self, tokens: Sequence[Token]) -> NDArray[np.float32]:
        """Return for each token the states of its first word, zeros where it has none."""
        rows = np.zeros((len(tokens), WIDTH), dtype=np.float32)
        word = bisect_right(self.ends, tokens[0].start) if tokens else 0
        for row, token in enumerate(tokens):
            while word < len(self.ends) and self.ends[word] <= token.start:
                word += 1
            if word < len(self.starts) and self.starts[word] < token.end:
                rows[row] = self.values[word]
        return rows


class Gathering:
    """Gathers the states of the windows of a text, in order."""

    def __init__(self) -> None:
        self._words: list[tuple[int, int]] = []
        self._values: list[NDArray[np.float16]] = []

    def add(self, window: Window, values: NDArray[np.float32]) -> None:
        """Add the states of the words of a window, unless there are very many already."""
        if len(self._words) >= MOST:
            return
        self._words.extend(word for stretch in window.stretches for word in stretch.words)
        self._values.append(values.astype(np.float16))  # half the room; the network is rounded more than that

    def states(self) -> States:
        """Return the states gathered."""
        values = np.concatenate(self._values) if self._values else np.zeros((0, WIDTH), dtype=np.float16)
        return States([start for start, _ in self._words], [end for _, end in self._words], values)
