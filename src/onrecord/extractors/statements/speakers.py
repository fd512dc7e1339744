"""Who is not the speaker: whoever is told, called or accused something is named as if he spoke, and does not.

And who is not spoken to: an agreement, a sum, a day.

Looks over the attributions of any span finder before entries are made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.statements.addressees import can_hear
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.document import Document
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_SPEAKING = word_set("seen_saying")
_TELLING = word_set("telling_to")


def rightly_sourced(document: Document, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions, without the sources that are spoken to or of ("MPs were told that ...")."""
    for one in found:
        attribution = _rightly_addressed(document, one)
        source = attribution.source
        if source is None or not _is_patient(document, attribution.trigger, source):
            yield attribution
            continue
        told = document.tokens[attribution.trigger].lemma in _TELLING
        addressee = attribution.addressee or (source if told and can_hear(document, source) else None)
        yield attribution._replace(source=_agent(document, attribution.trigger), addressee=addressee)


def _rightly_addressed(document: Document, attribution: Attribution) -> Attribution:
    addressee = attribution.addressee
    if addressee is None or can_hear(document, addressee):
        return attribution
    return attribution._replace(addressee=None)


def _is_patient(document: Document, trigger: int, source: TokenSpan) -> bool:
    """Say whether a source is the subject of its cue in the passive."""
    if trigger < 0 or document.tokens[trigger].lemma in _SPEAKING:
        return False
    return any(source[0] <= token.i < source[1] for token in document.dependents(trigger, "nsubjpass"))


def _agent(document: Document, trigger: int) -> TokenSpan | None:
    """Return who does what a verb in the passive tells ("was accused by the minister of")."""
    for by in document.dependents(trigger, "agent"):
        for agent in document.dependents(by.i, "pobj"):
            return named_phrase(document, agent.i)
    return None
