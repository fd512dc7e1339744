"""What an entry said when it went out, as a digest that goes out with it.

What comes back with the same digest was not touched. Where it was, the digest tells whether the record still says
what it said then: an edit of an entry that has changed since is a conflict.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from onrecord.record.values import values_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.line import Line


def state_of(values: Mapping[str, str]) -> str:
    """Return the digest of what an entry says, by field; a field that is empty is as one that is not there.

    >>> state_of({"act": "refuse", "when": ""}) == state_of({"act": "refuse"})
    True
    """
    told = json.dumps(sorted(pair for pair in values.items() if pair[1]), ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fields_of(line: Line) -> dict[str, str]:
    """Return all of an entry that a person can change, as corrections write it, with what was said of it."""
    return values_of(line.entry) | {"standing": line.standing.value}
