"""A text of which only the words that are cited are left: the rest is filled in, so that every offset still holds.

The fillers are characters that no text has (Unicode keeps them for such use). One stands for each character, one
of the same width in UTF-16; line ends and a byte-order mark stay, so that offsets in any unit are those of the
text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.core.report import Span

FILLER, WIDE_FILLER = "\ufdd0", "\U0001fffe"
# Stands on a screen for what was taken out.
GAP = " […] "

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_NARROW = re.compile(f"[^\r\n\ufeff{WIDE_FILLER}]")
_OUT = re.compile(f"[{FILLER}{WIDE_FILLER}]+(?:\\s*[{FILLER}{WIDE_FILLER}]+)*")


def cited_only(text: str, cited: Iterable[Span]) -> str:
    """Return a text in which nothing is left but some stretches.

    >>> from onrecord.core.report import Span
    >>> shown(cited_only("They will not go, he said.", [Span(5, 16), Span(18, 20)]))
    ' […] will not go […] he […] '
    """
    filled = list(_NARROW.sub(FILLER, _WIDE.sub(WIDE_FILLER, text)))
    for span in cited:
        filled[span.start : span.end] = text[span.start : span.end]
    return "".join(filled)


def is_out(words: str) -> bool:
    """Say whether some of a text was taken out."""
    return FILLER in words or WIDE_FILLER in words


def shown(words: str) -> str:
    """Return a text as it is shown, with a mark for what was taken out."""
    return _OUT.sub(GAP, words) if is_out(words) else words


def first_held(words: str) -> str:
    """Return what stands before the first gap of a text."""
    return _OUT.split(words, maxsplit=1)[0]


def last_held(words: str) -> str:
    """Return what stands behind the last gap of a text."""
    return _OUT.split(words)[-1]
