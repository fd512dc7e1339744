"""Where words that a person wrote stand in a report: exactly one place, or a sentence that says why none is it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.core.report import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


_OFFSETS = re.compile(r"(\d+):(\d+)")


class NotThere(ValueError):
    """Words stand nowhere in a report, or in several places and none is nearer than the others."""


def place_of(words: str, text: str, near: Iterable[Span] = (), around: Span | None = None) -> str:
    """Return the offsets of words in a text, as corrections write them.

    White space may differ. Where the words stand several times, those are meant that overlap what stood there
    before, else those in the sentence; without these the offsets must be given, as `12:17`.

    Args:
        words: As somebody wrote them.
        text: The report's text.
        near: What stood there before.
        around: The sentence that they are about.

    Raises:
        NotThere: None or several could be meant.

    >>> place_of("the dam", "They saw the \n dam.")
    '9:18'
    """
    if (given := _OFFSETS.fullmatch(words.strip())) and words.strip() not in text:
        return f"{given[1]}:{given[2]}"
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*match.span()) for match in re.finditer(pattern, text)] if pattern else []
    chosen = _touching(found, near) or _touching(found, (around,) if around else ()) or found
    if len(chosen) != 1:
        where = "nowhere" if not found else f"{len(found)} times"
        raise NotThere(f"“{words}” stands {where} in the report; give the offsets as start:end")
    return f"{chosen[0].start}:{chosen[0].end}"


def _touching(found: list[Span], others: Iterable[Span]) -> list[Span]:
    several = tuple(others)
    return [one for one in found if any(one.start < each.end and each.start < one.end for each in several)]
