"""Where people meet or speak is no party to it: "asked for talks in Geneva" asks nothing of Switzerland.

Part of `actors`. A town behind "in" or "at" is the place of what is said, asked, agreed or discussed. What is
done to a town, by force or by aid, stays done to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Root
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.core.who import Mention
    from onrecord.resolvers.actors.figures import Cast

_TALKED = frozenset(
    (
        *(Root.CONSULT, Root.AGREE, Root.REQUEST, Root.REJECT, Root.COOPERATE, Root.SUPPORT, Root.CONCEDE),
        *(Root.PROTEST, Root.THREATEN, Root.ACCUSE),
    )
)
_TOWNS = (By.CAPITAL, By.PLACE)
_AT = listed("venue_leads")


def without_venues(document: Document, cast: Cast, entry: Entry) -> Entry:
    """Return an event whose parties are no venues; the first of these is its place, if it has none."""
    if not isinstance(entry, Event) or entry.plover not in _TALKED:
        return entry
    venues = [one for one in (*entry.sources, *entry.targets) if _is_venue(document, cast, one)]
    sources, targets = (
        tuple(one for one in parties if one not in venues) for parties in (entry.sources, entry.targets)
    )
    return replace(entry, sources=sources, targets=targets, place=entry.place or venues[0]) if venues else entry


def _is_venue(document: Document, cast: Cast, mention: Mention) -> bool:
    """Say whether a mention is a town behind a word of place."""
    tokens = document.tokens_in(mention.citation.start, mention.citation.end)
    if not tokens or not tokens.start:
        return False
    seen = cast.at.get(tokens.stop - 1)
    town = seen is not None and seen.how in _TOWNS and seen.first <= tokens.start
    return town and document.tokens[tokens.start - 1].text.lower() in _AT
