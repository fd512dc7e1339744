"""The articles that one file holds, as stretches of its bytes; the file is gone through a piece at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import ProblemKind
from onrecord.readers.source import MOST_BYTES

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.core.problem import Problem
    from onrecord.readers.source import Source

_PIECE = 1 << 20
_HEAD = 4_000  # bytes of a stretch that show how it begins
_LONGEST_MARK = 4_000  # bytes that the mark of a beginning may take


class Mark(NamedTuple):
    """Bytes of a file that a pattern matches, and where they begin and end."""

    start: int
    end: int
    words: bytes


def marks_in(handle: BinaryIO, pattern: re.Pattern[bytes]) -> Iterator[Mark]:
    """Yield each match of a pattern in an open file, in memory that does not grow with it."""
    held, base = b"", 0
    while True:
        piece = handle.read(_PIECE)
        held += piece
        # A match near the end may go on in the next piece; it is looked for again there.
        bound = len(held) - _LONGEST_MARK if piece else len(held)
        passed = max(0, bound)
        for found in pattern.finditer(held):
            if found.start() >= bound:
                break
            yield Mark(base + found.start(), base + found.end(), found[0])
            passed = max(passed, found.end())
        held, base = held[passed:], base + passed
        if not piece:
            return


class Slices:
    """The sources that one file is cut into.

    The place of each is which time its bytes stand in the file, so an article put in before others changes no id.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._times: Counter[int] = Counter()
        self._number = 0

    @property
    def number(self) -> int:
        """How many were cut."""
        return self._number

    def of_file(self, handle: BinaryIO, start: int, end: int) -> Source | Problem:
        """Return the stretch of an open file as a source of its own."""
        if end - start > MOST_BYTES:
            return self._next(b"").problem(
                ProblemKind.TOO_BIG, f"the article is larger than {MOST_BYTES // 1_000_000} MB; it was not read."
            )
        handle.seek(start)
        cut = self._next(handle.read(end - start))
        return replace(cut, offset=start, length=end - start)

    def of_text(self, text: str) -> Source:
        """Return a text, taken out of a document, as a source of its own."""
        content = text.encode("utf-8", "surrogatepass")
        return replace(self._next(content), content=content, length=len(content))

    def _next(self, content: bytes) -> Source:
        key = hash(content.strip())
        self._times[key] += 1
        self._number += 1
        source = self._source
        return replace(
            source,
            path=f"{source.path}#{self._number}",
            place=f"{source.place or source.path}#{self._times[key]}",
        )


class Cut(NamedTuple):
    """A stretch of a file: the bytes that mark where it begins (or ends), how it begins, the source that it is."""

    mark: bytes
    head: bytes
    source: Source | Problem


class Edge(Enum):
    """How a mark stands to the stretch that it marks."""

    OPENS = "opens"  # the stretch begins with the mark
    HEADS = "heads"  # the stretch begins behind the mark
    CLOSES = "closes"  # the stretch ends before the mark; the next begins behind it


def cuts(source: Source, pattern: re.Pattern[bytes], edge: Edge) -> Iterator[Cut]:
    """Yield the stretches that a pattern cuts a file into. A file that cannot be read is a problem."""
    slices = Slices(source)
    try:
        with opened(source) as marks, opened(source) as handle:
            for start, end, mark in _stretches(marks, pattern, edge):
                handle.seek(start)
                yield Cut(mark, handle.read(min(_HEAD, end - start)), slices.of_file(handle, start, end))
    except OSError as error:
        words = f"it was left out: {(error.strerror or 'it cannot be opened').lower()}."
        yield Cut(b"", b"", source.problem(ProblemKind.UNREADABLE, words))


def _stretches(handle: BinaryIO, pattern: re.Pattern[bytes], edge: Edge) -> Iterator[tuple[int, int, bytes]]:
    begun, words = (0, b"") if edge is Edge.CLOSES else (None, b"")
    for mark in marks_in(handle, pattern):
        if begun is not None:
            yield begun, mark.start, mark.words if edge is Edge.CLOSES else words
        begun, words = mark.start if edge is Edge.OPENS else mark.end, mark.words
    if begun is not None:
        yield begun, handle.tell(), b"" if edge is Edge.CLOSES else words


def opened(source: Source) -> BinaryIO:
    """Open the file that a source lies in, or the bytes that came in its place."""
    return Path(source.file).open("rb") if source.content is None else BytesIO(source.content)


def head_of(source: Source, most: int) -> bytes:
    """Return the first bytes of the file that a source lies in; none of one that cannot be opened."""
    try:
        with opened(source) as handle:
            return handle.read(most)
    except OSError:
        return b""
