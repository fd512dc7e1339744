"""What stands under a picture: it tells what is on it, and when it was taken; nothing that the parties did.

Reports that are saved or sold as plain text have captions among their paragraphs, and nothing marks them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def is_caption(sentence: str) -> bool:
    """Say whether a sentence stands under a picture.

    >>> is_caption("A file photo shows the strait."), is_caption("The envoy had her photo taken.")
    (True, False)
    """
    said = " ".join(sentence.casefold().split())
    return any(words in said for words in _phrases())


@cache
def _phrases() -> tuple[str, ...]:
    text = files("onrecord").joinpath("data/captions.toml").read_text(encoding="utf-8")
    return tuple(map(str, tomllib.loads(text)["caption"]))
