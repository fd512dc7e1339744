"""Who acts in a dispute and can be spoken to: names of parties, and nouns such as "government" or "rebel"."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.document import Document

_LONGEST_NAME = 12  # tokens


@lru_cache(maxsize=1)
def agent_nouns() -> frozenset[str]:
    """Return the nouns of `data/agents.toml`, in their dictionary form.

    >>> "negotiator" in agent_nouns(), "agreement" in agent_nouns()
    (True, False)
    """
    text = files("onrecord").joinpath("data", "agents.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["nouns"])


def label_of(document: Document, i: int) -> str:
    """Return the label of the name that token `i` stands in, or an empty text."""
    near = document.names_between(i - _LONGEST_NAME, i + 1)
    return next((name.label for name in near if name.last > i), "")
