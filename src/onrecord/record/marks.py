"""What people laid on entries, to be found again: the words of their tags and notes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.record.port import Connection

_TEXTS = (
    "SELECT applies_to, json_extract(changes, '$[0][1]') FROM correction"
    " WHERE kind IN ('tag', 'note') AND undone IS NULL AND applies_to IS NOT NULL ORDER BY made, id"
)


def entries_marked_with(connection: Connection, terms: Sequence[tuple[str, bool]]) -> list[str]:
    """Return the ids of the entries in whose tags and notes all terms stand.

    Args:
        connection: To the record.
        terms: Words that stand together, and whether their ending is open.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for entry, text in connection.execute(_TEXTS):
        texts[entry].append(text.casefold())
    patterns = [_pattern(words, is_open=is_open) for words, is_open in terms]
    return [
        entry
        for entry, told in texts.items()
        if patterns and all(any(pattern.search(text) for text in told) for pattern in patterns)
    ]


def _pattern(words: str, *, is_open: bool) -> re.Pattern[str]:
    together = r"\W+".join(map(re.escape, re.findall(r"\w+", words.casefold())))
    return re.compile(rf"\b{together}" + ("" if is_open else r"\b"))
