"""Text that UTF-8 cannot hold: half of a surrogate pair, as a broken file or an odd file name may bring.

It is replaced character for character, so that no offset moves and words still equal the text at their offsets.
"""

from __future__ import annotations

import dataclasses
import re
from enum import Enum
from typing import TypeVar

T = TypeVar("T")

_LONE = re.compile("[\ud800-\udfff]")


def storable_text(text: str) -> str:
    r"""Return the text with the replacement character for each half of a surrogate pair.

    >>> storable_text("caf\udce9.txt")
    'caf�.txt'
    """
    return _LONE.sub("\ufffd", text)


def storable(value: T) -> T:
    """Return a core object with all its text made storable."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return storable_text(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(storable, value))  # type: ignore[return-value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: storable(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value
