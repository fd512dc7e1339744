"""What a length counts from: "after the vote", "before they met". The words behind it tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.reading import Anchor
from onrecord.resolvers.dates.words import words

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import TimeExpression

_BEHIND = 10  # tokens behind a length among which stands what it counts from


def counts_from_act(time: TimeExpression) -> bool:
    """Say whether a time is a length that counts from what the next words name."""
    return bool(time.reading and time.reading.anchor is Anchor.ACT)


def act_counted_from(document: Document, time: TimeExpression) -> Token | None:
    """Return the word for what a length counts from: the noun behind "after", or the verb of its clause."""
    covered = document.tokens_in(time.citation.start, time.citation.end)
    behind = document.tokens[covered[-1] + 1 : covered[-1] + _BEHIND] if covered else ()
    preposition = next((token for token in behind if token.text.lower() in words("counting")), None)
    if not preposition:
        return None
    if preposition.dep == "mark":
        return document.tokens[preposition.head]
    after = document.tokens[preposition.i + 1 : preposition.i + 2]
    for child in document.dependents(preposition.i, "pobj", "pcomp"):
        return child
    return document.tokens[after[0].head] if after and after[0].dep in ("nsubj", "det", "poss") else None
