"""Named entities quickly: the pipeline's own recogniser and weights, decoded for many words at once.

The recogniser goes from word to word and decides on each: outside a name, begin one, go on, end it. Its checks of
what may come next take longer than the network. But outside a name its decision hangs on the word alone, inside
one on the word, the one before and the first. So all words are decided at once as if none stood inside a name,
then the names begun are followed to their ends side by side, and at last each text is walked through.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

_RECOGNISER, _QUICK = "ner", "onrecord_entities"
_FEATURES = 3  # the word, the first word of the name that is open, the word before within it


def decode_at_once(nlp: Language) -> None:
    """Put the quick recogniser in the place of the pipeline's; leave alone one that decides in another way."""
    if nlp.has_pipe(_RECOGNISER) and _is_known(_recogniser_of(nlp)):
        nlp.add_pipe(_QUICK, after=_RECOGNISER)
        nlp.disable_pipe(_RECOGNISER)


@Language.factory(_QUICK)
def _quick(nlp: Language, name: str) -> Entities:  # noqa: ARG001 - spaCy calls it so
    return Entities(_recogniser_of(nlp))


def _recogniser_of(nlp: Language) -> EntityRecognizer:
    return cast("EntityRecognizer", nlp.get_pipe(_RECOGNISER))


def _is_known(recogniser: EntityRecognizer) -> bool:
    """Say whether the recogniser is greedy, and its network of the form that is decoded here."""
    model = recogniser.model
    return (
        model.name == "parser_model"
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and recogniser.cfg["beam_width"] == 1
        and model.get_ref("lower").get_dim("nF") == _FEATURES
    )


class _Words(NamedTuple):
    """The words of some texts in one row.

    Attributes:
        bounds: Where each text begins, and where the last one ends.
        is_space: Which words are white space.
        is_last: Which words no name may run on from: the last of a text and of a sentence.
    """

    bounds: list[int]
    is_space: NDArray[np.bool_]
    is_last: NDArray[np.bool_]


def _words(docs: Sequence[Doc]) -> _Words:
    bounds = list(accumulate(map(len, docs), initial=0))
    known = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
    is_last = np.append(known[1:, 1] == 1, True)
    is_last[np.array(bounds[1:]) - 1] = True
    return _Words(bounds, known[:, 0] == 1, is_last)


class Entities:
    """Finds the names that the recogniser would find."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._model = recogniser.model
        names = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        moves = [name.partition("-") for name in names]
        # A move without a label keeps a word from being a name where that was asked for, which it never is here.
        self._kinds = np.array([kind if label or kind == "O" else "" for kind, _, label in moves])
        self._labels = [label for _, _, label in moves]
        self._inside = {
            number: (names.index(f"I-{label}"), names.index(f"L-{label}"))
            for number, (kind, _, label) in enumerate(moves)
            if kind == "B" and label
        }

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of a text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Set the entities of texts, some at once."""
        coming = iter(docs)
        while batch := list(islice(coming, batch_size)):
            filled = [doc for doc in batch if len(doc)]
            for doc, names in zip(filled, self._names(filled), strict=True):
                doc.set_ents(names, default="outside")
            yield from batch

    def _names(self, docs: list[Doc]) -> list[list[Span]]:
        """Return the names in each of some texts, none of which is empty."""
        if not docs:
            return []
        words = _words(docs)
        parts = self._model.get_ref("lower").predict(self._model.get_ref("tok2vec").predict(docs))
        moves = self._moves_outside(parts, words)
        ends = self._ends(parts, words, moves)
        starts = np.flatnonzero(ends).tolist()
        found: list[list[Span]] = []
        for doc, (first, last) in zip(docs, pairwise(words.bounds), strict=True):
            names, done = [], first
            for start in starts[bisect_left(starts, first) : bisect_left(starts, last)]:
                if start >= done:
                    done = ends[start]
                    names.append(Span(doc, start - first, done - first, label=self._labels[moves[start]]))
            found.append(names)
        return found

    def _moves_outside(self, parts: Floats, words: _Words) -> Numbers:
        """Return the move at each word if no name is open there; row 0 of `parts` stands for what is not there."""
        scores = self._scores(parts[1:, 0] + parts[0, 1] + parts[0, 2])
        begins, units = self._kinds == "B", self._kinds == "U"
        scores[:, ~(begins | units | (self._kinds == "O"))] = -np.inf
        scores[np.ix_(words.is_last | words.is_space, begins)] = -np.inf
        scores[np.ix_(words.is_space, units)] = -np.inf
        moves: Numbers = scores.argmax(axis=1)
        return moves

    def _ends(self, parts: Floats, words: _Words, moves: Numbers) -> Numbers:
        """Return for each word with which a name may begin where the name ends, 0 for the others."""
        kinds = self._kinds[moves]
        ends = np.where(kinds == "U", np.arange(1, len(moves) + 1), 0)
        first = np.flatnonzero(kinds == "B")
        inner = np.array([self._inside[move] for move in moves[first].tolist()], dtype=np.int64).reshape(-1, 2)
        at = first + 1
        while len(first):
            scores = self._scores(parts[at + 1, 0] + parts[first + 1, 1] + parts[at, 2])
            goes_on, stops = np.take_along_axis(scores, inner, axis=1).T
            over = words.is_last[at] | (stops > goes_on)
            ends[first[over]] = at[over] + 1
            first, inner, at = first[~over], inner[~over], at[~over] + 1
        return ends

    def _scores(self, features: Floats) -> Floats:
        """Return the scores of all moves in states, each the sum of its features (states x hidden x pieces)."""
        hidden, _ = self._model.ops.maxout(features + self._model.get_ref("lower").get_param("b"))
        scores: Floats = self._model.get_ref("upper").predict(hidden)
        return scores
