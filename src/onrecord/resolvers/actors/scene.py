"""Where a sentence is set: "In Athens the government said", "In Moscow, officials said" are of the country named.

Part of `actors`, for `reading`. Only what opens a sentence sets it; towns where others than their own country meet
and speak set nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.who import ActorKind
from onrecord.resolvers.actors.units import unit_of_phrase
from onrecord.resolvers.directory.entries import By
from onrecord.resolvers.directory.files import listed

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.resolvers.actors.figures import Cast
    from onrecord.resolvers.actors.phrase import Phrase

_IN = listed("standing_in")
_TOWNS = (By.CAPITAL, By.NAME, By.PLACE)
_MET_IN = listed("met_in")
_OPENING = 4  # tokens that may stand before the town: "Meanwhile, in Athens"


def set_in(document: Document, cast: Cast, phrase: Phrase) -> str | None:
    """Return the state in whose town a sentence is set, for an organ or officials whose no word tells; or None."""
    if unit_of_phrase(document, phrase) is None:
        return None
    sentence = document.sentences[phrase.head.sentence]
    for i in range(sentence.first, min(sentence.first + _OPENING, phrase.first)):
        seen = cast.at.get(i)
        if seen is None:
            continue
        town = document.report.text[document.tokens[seen.first].start : document.tokens[seen.last - 1].end]
        opens = seen.first > sentence.first and document.tokens[seen.first - 1].text.lower() in _IN
        stands = seen.kind is ActorKind.STATE and seen.how in _TOWNS and seen.last <= phrase.first
        return seen.actor if opens and stands and town not in _MET_IN else None
    return None
