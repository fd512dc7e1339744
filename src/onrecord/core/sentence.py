"""Where sentences end, by their marks alone: enough to show words in their sentence, where no parse is at hand."""

from __future__ import annotations

import re

# As the word before the stop: "Mr. Smith" and "J. Smith" go on.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bGen)(?<!\bSt)[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z])|\n\s*"
)


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which the next sentence begins; what is behind the last one is the last sentence.

    >>> sentence_ends('Mr. Ade left. "Why?" asked no one.')
    [14]
    """
    return [match.end() for match in _END.finditer(text)]
