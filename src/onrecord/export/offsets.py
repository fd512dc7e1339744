"""Offsets in the units of other programs, there and back: the one place where one is turned into the other.

The record counts Unicode code points of the text as it stands: a byte-order mark is one, a line end of Windows
two. Programs in JavaScript, Java or C# count UTF-16 code units, in which an emoji is two; XML and most editors
make one line feed of a line end; a decoder of UTF-8 drops the mark. Each file that gives offsets says its unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from onrecord.core.problem import OnRecordError

# A mark at the very beginning, line ends of two characters, characters beyond the first 65,536.
_SPECIAL = re.compile("\\A\ufeff|\r(?=\n)|[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Unit:
    """How a program counts.

    Attributes:
        utf16: It counts UTF-16 code units, not code points.
        one_line_feed: A carriage return before a line feed is gone from its text.
        no_mark: A byte-order mark at the beginning is gone from its text.
    """

    utf16: bool = False
    one_line_feed: bool = False
    no_mark: bool = False

    def in_words(self) -> str:
        """Return the unit as a file says it.

        >>> Unit(no_mark=True).in_words()
        'Unicode code points, without a byte-order mark, a line end of Windows (CR LF) as two'
        """
        counted = "UTF-16 code units" if self.utf16 else "Unicode code points"
        mark = "without a byte-order mark" if self.no_mark else "a byte-order mark as one"
        return f"{counted}, {mark}, a line end of Windows (CR LF) as {'one' if self.one_line_feed else 'two'}"

    def text(self, text: str) -> str:
        """Return a text as the program has it."""
        text = text.removeprefix("\ufeff") if self.no_mark else text
        return text.replace("\r\n", "\n") if self.one_line_feed else text

    def _weight(self, character: str) -> int:
        """Return how many more than one a character is."""
        if character == "\r":
            return -self.one_line_feed
        return -self.no_mark if character == "\ufeff" else int(self.utf16)


# As the record counts.
OURS = Unit()


class SplitsCharacter(OnRecordError):
    """An offset that came back lies inside a character, or outside the text."""

    def __init__(self, offset: int, unit: Unit) -> None:
        super().__init__(
            f"offset {offset} ({unit.in_words()}) is no place between two characters of the text; it was counted"
            " in another unit, or in another text."
        )


class Offsets:
    """The offsets of one text, in another unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        found = [(match.start(), unit._weight(match[0])) for match in _SPECIAL.finditer(text)]
        found = [(place, weight) for place, weight in found if weight]
        self._unit = unit
        self._places = [place for place, _ in found]
        self._shifts = [0, *accumulate(weight for _, weight in found)]
        # Where the next character begins behind each special one, as the other program counts.
        self._theirs = [place + 1 + shift for place, shift in zip(self._places, self._shifts[1:], strict=True)]
        self._length = len(text)

    def theirs(self, offset: int) -> int:
        """Return one of our offsets as the other program counts."""
        return offset + self._shifts[bisect_left(self._places, offset)]

    def ours(self, offset: int, *, end: bool = False) -> int:
        """Return an offset of the other program as the record counts.

        Args:
            offset: Where it begins or ends, as the other program counts.
            end: Words end here: what its text lacks there (CR, a mark) is then not part of them.

        Raises:
            SplitsCharacter: It is no place between two characters of the text.
        """
        passed = bisect_right(self._theirs, offset)
        while end and passed and self._is_gone(passed - 1) and self._theirs[passed - 1] == offset:
            passed -= 1
        found = offset - self._shifts[passed]
        if not 0 <= found <= self._length or self.theirs(found) != offset:
            raise SplitsCharacter(offset, self._unit)
        return found

    def _is_gone(self, number: int) -> bool:
        """Say whether the other program's text lacks a special character."""
        return self._shifts[number + 1] < self._shifts[number]
