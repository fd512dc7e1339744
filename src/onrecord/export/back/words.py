"""Where words that a person wrote stand in a report: exactly one place, or a sentence that says why none is it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.report import Span

_OFFSETS = re.compile(r"(\d+):(\d+)")


class NotThere(ValueError):
    """Words stand nowhere in a report, or in several places and none is nearer than the others."""


def place_of(words: str, text: str, near: Iterable[Span] = ()) -> str:
    """Return the offsets of words in a text, as corrections write them.

    White space may differ. Where the words stand several times, those are meant that overlap what stood there
    before; without that the offsets must be given, as `12:17`.

    Raises:
        NotThere: None or several could be meant.

    >>> place_of("the dam", "They saw the \\n dam.")
    '9:18'
    """
    if (given := _OFFSETS.fullmatch(words.strip())) and words.strip() not in text:
        return f"{given[1]}:{given[2]}"
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    before = [(span.start, span.end) for span in near]
    overlapping = [
        (start, end) for start, end in found if any(start < last and first < end for first, last in before)
    ]
    chosen = overlapping or found
    if len(chosen) != 1:
        where = "nowhere" if not found else f"{len(found)} times"
        raise NotThere(f"“{words}” stands {where} in the report; give the offsets as start:end")
    return f"{chosen[0][0]}:{chosen[0][1]}"
