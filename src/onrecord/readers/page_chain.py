"""Where the words of an extraction stand on the page they are from: the best chain over all of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_RUN = 4  # words that are looked up together; a line of fewer is looked up whole
_MOST_PLACES = 40  # of one run; what stands more often on a page tells no place
_MOST_WORDS = 100_000  # of an extraction
_NEARER = 0.001  # of a word, for each word between two pieces: of equal chains the closest one is taken


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in a row in the extraction, from `told` on, and on the page, from `place` on: so many."""

    told: int
    place: int
    size: int


def share_found(extracted: Iterable[str], page: Sequence[str]) -> tuple[list[float], float]:
    """Return for each line of a page the share of its words that an extraction holds; and the share of the latter.

    Both are mostly in one order; the chain of pieces in order that holds most words is taken first. What stands
    elsewhere is found too, where it has one place only.

    >>> share_found(["The envoy left.", "He said so."], ["News", "The envoy left.", "Photo", "He said so."])
    ([0.0, 1.0, 0.0, 1.0], 1.0)
    """
    told = _Words(extracted, _MOST_WORDS)
    shown = _Words(page)
    pieces = _pieces(told, shown)
    heard, seen = bytearray(len(told.words)), bytearray(len(shown.words))
    for piece in (*_best_chain(pieces), *sorted(pieces, key=lambda piece: -piece.size)):
        _mark(piece, heard, seen)
    shares = [sum(seen[first:last]) / (last - first) if last > first else 0.0 for first, last in shown.lines]
    return shares, sum(heard) / len(heard) if heard else 1.0


class _Words:
    """The words of lines, and where in their row each line begins and ends."""

    def __init__(self, lines: Iterable[str], most: int | None = None) -> None:
        self.words: list[str] = []
        self.lines: list[tuple[int, int]] = []
        for line in lines:
            first = len(self.words)
            self.words.extend(word.casefold() for word in _WORD.findall(line))
            self.lines.append((first, len(self.words)))
            if most is not None and len(self.words) >= most:
                break

    def runs(self) -> Iterable[tuple[tuple[str, ...], int]]:
        """Yield the runs of words and their places: four in a row, and each shorter line whole."""
        for place in range(len(self.words) - _RUN + 1):
            yield tuple(self.words[place : place + _RUN]), place
        for first, last in self.lines:
            if 0 < last - first < _RUN:
                yield ("", *self.words[first:last]), first


def _places(told: _Words, shown: _Words) -> dict[tuple[str, ...], list[int]]:
    """Return where the page shows each run of the words told; nowhere, where it shows it everywhere."""
    places: dict[tuple[str, ...], list[int]] = {run: [] for run, _ in told.runs()}
    for run, place in shown.runs():
        if run in places:
            places[run].append(place)
    return {run: found if len(found) <= _MOST_PLACES else [] for run, found in places.items()}


def _pieces(told: _Words, shown: _Words) -> list[Piece]:
    """Return the longest pieces that both hold."""
    places = _places(told, shown)
    pieces: list[Piece] = []
    growing: dict[int, tuple[int, int]] = {}  # by how far the page is ahead: where the piece begins, where it ends
    for run, at in told.runs():
        if run[0] == "":
            pieces.extend(Piece(at, place, len(run) - 1) for place in places[run])
            continue
        for place in places[run]:
            begun, ended = growing.get(place - at, (at, at))
            if ended < at:
                pieces.append(Piece(begun, begun + place - at, ended - begun))
                begun = at
            growing[place - at] = (begun, at + _RUN)
    pieces.extend(Piece(begun, begun + ahead, ended - begun) for ahead, (begun, ended) in growing.items())
    return [piece for piece in pieces if piece.size]


def _best_chain(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, in order in the extraction and on the page, that hold most words together."""
    best = _Best(max((piece.place + piece.size for piece in pieces), default=0))
    by_start = sorted(range(len(pieces)), key=lambda number: pieces[number].told)
    by_end = sorted(range(len(pieces)), key=lambda number: pieces[number].told + pieces[number].size)
    values, before = [0.0] * len(pieces), [-1] * len(pieces)
    ended = 0
    for number in by_start:
        piece = pieces[number]
        while pieces[by_end[ended]].told + pieces[by_end[ended]].size <= piece.told:
            past = by_end[ended]
            best.put(pieces[past].place + pieces[past].size, values[past], past)
            ended += 1
        value, before[number] = max((piece.place * _NEARER, -1), best.up_to(piece.place))
        values[number] = value + piece.size
    return list(_followed(pieces, values, before))


def _followed(pieces: list[Piece], values: list[float], before: list[int]) -> Iterator[Piece]:
    """Yield the pieces of the best chain, the last one first."""
    number = max(
        range(len(pieces)),
        key=lambda number: values[number] - _NEARER * (pieces[number].place + pieces[number].size),
        default=-1,
    )
    while number != -1:
        yield pieces[number]
        number = before[number]


class _Best:
    """The best value put at any place up to one: a tree of sums, but of the greatest."""

    def __init__(self, size: int) -> None:
        self._values = [(-1.0, -1)] * (size + 2)

    def put(self, place: int, value: float, number: int) -> None:
        """Put a value at a place."""
        place += 1
        while place < len(self._values):
            self._values[place] = max(self._values[place], (value, number))
            place += place & -place

    def up_to(self, place: int) -> tuple[float, int]:
        """Return the best value put at a place or before it, and its number."""
        best = (-1.0, -1)
        place += 1
        while place:
            best = max(best, self._values[place])
            place -= place & -place
        return best


def _mark(piece: Piece, heard: bytearray, seen: bytearray) -> None:
    """Take the words of a piece, where most of them are not taken yet on either side."""
    told, shown = slice(piece.told, piece.told + piece.size), slice(piece.place, piece.place + piece.size)
    taken = max(sum(heard[told]), sum(seen[shown]))
    if 2 * taken < piece.size:
        heard[told] = seen[shown] = b"\x01" * piece.size
