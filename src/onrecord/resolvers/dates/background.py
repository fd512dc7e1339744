"""What a report tells besides its news, and when nobody knows: no day is given to it.

Part of `dates`. Of 290 deeds of annotated reports that are told so and that no words date, readers gave 34 the day of
the report, 95 another one and the others none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Root, Status

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.core.entry import Event

_LEAD = 3  # sentences that tell the news
_OF_THE_NEWS = (Root.CONSULT, Root.REQUEST, Root.ACCUSE, Root.REJECT)  # by nouns, too: "the talks", "the demand"
_BESIDES = ("relcl", "acl")  # what is told of somebody, not what happens


def is_background(document: Document, event: Event, act: Token, verb: Token) -> bool:
    """Say whether a deed is told besides the news: by a noun, in a clause on somebody, as done by now.

    Args:
        document: The report.
        event: The deed.
        act: Its word.
        verb: That word, or the verb above it.
    """
    if act.sentence < _LEAD or event.status is not Status.HAPPENED:
        return False
    if act.pos in ("NOUN", "PROPN"):
        return event.plover not in _OF_THE_NEWS
    helpers = document.dependents(verb.i, "aux", "auxpass")
    return act.dep in _BESIDES or any(token.lemma == "have" and token.tag in ("VBZ", "VBP") for token in helpers)
