"""What a report tells besides its news by a noun: "the bombing". No day is given to it.

Part of `dates`. Of 176 deeds of annotated reports that are told so and that no words date, readers gave 19 the day
of the report, 54 another one and the others none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root, Status

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.core.entry import Event

_LEAD = 3  # sentences that tell the news
_OF_THE_NEWS = (Root.CONSULT, Root.REQUEST, Root.ACCUSE, Root.REJECT)  # by nouns, too: "the talks", "the demand"


def is_background(event: Event, act: Token) -> bool:
    """Say whether a deed is told besides the news.

    Args:
        event: The deed.
        act: Its word.
    """
    named = act.pos in ("NOUN", "PROPN") and act.sentence >= _LEAD
    return named and event.status is Status.HAPPENED and event.plover not in _OF_THE_NEWS
