"""A line of a page, and the parts of a page that stand beside its article: navigation, comments, forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS_AS_PROSE = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_SENTENCE = 50  # characters
_LONGEST_LINK = 200


@dataclass(slots=True)
class Beside:
    """A part of a page that by its tag or name stands beside the article; `within`: the one that it stands in."""

    within: Beside | None = None
    letters: int = 0
    titled: bool = False
    real: bool = True


@dataclass(slots=True)
class Line:
    """A line of a page: its text, the tag and the number of the block it stands in, how much of it is links.

    Attributes:
        build: The number of its block's make: equal for blocks with the same tags and classes, all the way up.
        beside: It stands in the page's navigation, footer, side column, comments or a form, by tag or name.
        quoted: It stands in a block quotation.
        within: The innermost part that may be beside the article.
    """

    text: str
    tag: str
    parent: int
    linked: int = 0
    beside: bool = False
    build: int = 0
    quoted: bool = False
    within: Beside | None = field(default=None, repr=False)
    parts: list[str] = field(default_factory=list, repr=False)

    @property
    def is_sentence(self) -> bool:
        """Say whether it is a sentence or more, of words more than of links."""
        return (
            len(self.text) >= _SENTENCE
            and self.linked < len(self.text) / 3
            and bool(_ENDS_AS_PROSE.search(self.text))
        )

    @property
    def is_prose(self) -> bool:
        """Say whether it is a sentence or more, and not beside the article."""
        return not self.beside and self.is_sentence

    @property
    def is_link(self) -> bool:
        """Say whether it is nothing but a link to elsewhere."""
        return self.linked > 0.8 * len(self.text) and len(self.text) < _LONGEST_LINK


def settle(lines: Sequence[Line], besides: Sequence[Beside]) -> None:
    """Say of each line whether it is beside the article; each of `besides` stands behind the one it is within.

    A part with most of the page's prose, and with the page's title, is the page: some sites put all in one form.
    """
    total = sum(_letters(line) for line in lines)
    _count(lines, besides)
    titled = any(line.tag == "h1" for line in lines)
    for part in besides:
        is_page = part.letters > total / 2 and (part.titled or not titled)
        part.real = not is_page or (part.within is not None and part.within.real)
    for line in lines:
        line.beside = line.within is not None and line.within.real


def _count(lines: Sequence[Line], besides: Sequence[Beside]) -> None:
    """Count the letters of prose in each part, with those of the parts in it, and note which has the title."""
    for line in lines:
        if line.within:
            line.within.letters += _letters(line)
            line.within.titled |= line.tag == "h1"
    for part in reversed(besides):
        if part.within:
            part.within.letters += part.letters
            part.within.titled |= part.titled


def _letters(line: Line) -> int:
    """Return how many letters of prose a line has."""
    return len(line.text) if line.is_sentence else 0
