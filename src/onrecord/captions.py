"""What stands under a picture: it tells what is on it, and when it was taken; nothing that the parties did.

Reports that are saved or sold as plain text have captions among their paragraphs, and nothing marks them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

# So agencies end what stands under a picture; running text has the day of the week or the year, not both.
_TAKEN = re.compile(r", (?:\w{3,6}day), \w{3,9}\.? \d{1,2}, \d{4}\.?\s*$")


def is_caption(sentence: str) -> bool:
    """Say whether a sentence stands under a picture.

    >>> is_caption("A file photo shows the strait."), is_caption("The envoy had her photo taken.")
    (True, False)
    >>> is_caption("People wait at the strait, in Port Kelm, Monday, March 3, 2021.")
    True
    >>> is_caption("FILE - The strait, seen from the north in May 2019.")
    True
    """
    said = " ".join(sentence.casefold().split())
    return (
        bool(_TAKEN.search(sentence))
        or said.startswith(_phrases("opens"))
        or any(words in said for words in _phrases("caption"))
    )


@cache
def _phrases(key: str) -> tuple[str, ...]:
    text = files("onrecord").joinpath("data/captions.toml").read_text(encoding="utf-8")
    return tuple(map(str, tomllib.loads(text)[key]))
