"""A document as the encoder sees it: what the network makes of it, made once, for whoever asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.encoder.session import encoder
from onrecord.encoder.states import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.core.document import Document
    from onrecord.encoder.chain import Floats
    from onrecord.encoder.session import Encoder
    from onrecord.encoder.states import States
    from onrecord.encoder.windows import Window


class Encoded:
    """The passages of a text and what the encoder makes of them.

    The network is by far the dearest part of an extraction: it runs when the first head asks, and what it makes of
    the words is kept for the others.

    Args:
        text: What is read.
        passages: Where.
        network: Another encoder than the one that ships.
    """

    def __init__(self, text: str, passages: Sequence[tuple[int, int]], network: Encoder | None = None) -> None:
        self._text = text
        self._passages = passages
        self._network = network
        self._states: States | None = None

    @classmethod
    def of(cls, document: Document) -> Encoded:
        """Return a document, not yet seen."""
        return cls(document.report.text, [(passage.start, passage.end) for passage in document.passages])

    def answers(self, outputs: Sequence[str]) -> Iterator[tuple[Window, list[Floats]]]:
        """Yield window by window what heads inside the network say; the states are kept on the way."""
        network = self._network or encoder()
        gathered = Gathering()
        for window in network.windows(self._text, self._passages):
            *heads, states = network.run(window, (*outputs, "states"))
            gathered.add(window, states)
            yield window, heads
        self._states = gathered.states()

    @property
    def states(self) -> States:
        """The states of the words."""
        if self._states is None:
            self._states = (self._network or encoder()).states(self._text, self._passages)
        return self._states
