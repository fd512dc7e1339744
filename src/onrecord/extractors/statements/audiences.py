"""To whom it was said where the frame of the cue does not tell: whom one praises, of whom one demands, who hears.

Asked in this order: those whom the verb of saying names ("said to the council", "reporters were told"); those of
whom something is demanded, by the cue or by the words themselves, whom one answers, to whom one binds oneself, and
whom one praises or thanks; then the occasion, told in the sentence of the cue ("at a press conference", "in an
interview with the daily", "speaking to reporters"). Who is accused, or only talked about, is not spoken to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.addressees import can_hear
from onrecord.extractors.statements.attributions import trimmed
from onrecord.extractors.statements.charged import charged
from onrecord.extractors.statements.concerned import answered, bound, obliged, praised
from onrecord.extractors.statements.occasions import met
from onrecord.extractors.statements.told_to import spoken_to, told, turned_to

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

# In this order: the first whose words name someone who can hear.
_LOOKS = (told, spoken_to, obliged, charged, answered, bound, praised, turned_to, met)


def audience_of(document: Document, attribution: Attribution, coding: Coding) -> TokenSpan | None:
    """Return the words that name to whom something was said; None where the sentence does not tell."""
    if coding.act is None:
        return None  # what is only wanted or expected of somebody is not said to him
    if attribution.addressee is not None:
        return attribution.addressee
    for look in _LOOKS:
        for span in look(document, attribution, coding):
            if heard := _heard(document, attribution, span):
                return heard
    return None


def _heard(document: Document, attribution: Attribution, span: TokenSpan) -> TokenSpan | None:
    """Return the words that name someone who can hear and does not speak here, up to those that name who does."""
    low, high = span
    source = _named_in(document, attribution.source) if attribution.source else None
    if source and low < source[0] < high:
        low, high = trimmed(document, low, source[0])
    speaks = source is not None and low < source[1] and source[0] < high
    return (low, high) if not speaks and can_hear(document, (low, high)) else None


def _named_in(document: Document, source: TokenSpan) -> TokenSpan:
    """Return the words that name who speaks, without what he does meanwhile: "Holm, briefing the council"."""
    verbs = (n for n in range(*source) if document.tokens[n].tag == "VBG" and document.tokens[n - 1].text == ",")
    return source[0], next((n for n in verbs if n > source[0]), source[1])
