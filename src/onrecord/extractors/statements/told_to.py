"""Whom the verb of the cue says to have been told: told reporters, reported to the board, phoned him to protest.

For `audiences`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extractors.agents import agent_nouns, label_of
from onrecord.extractors.statements.addressees import names_someone, objects_of
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import word_set
from onrecord.extractors.statements.occasions import faced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_TELLING = word_set("telling_verbs")
_SPEAKING = word_set("speaking_verbs")
_BODIES = word_set("hearing_bodies")
_PLAINLY = word_set("plain_telling_verbs")
_TURNING = word_set("turning_verbs")
_EXCHANGE_LEADS = word_set("exchange_leads")


def told(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield whom the verb of the cue says to have been told: told reporters, showed Norland."""
    verb = _verb(document, attribution)
    if verb is None:
        return
    if verb.lemma in _TELLING:
        for token in document.dependents(verb.i, "dobj", "dative", "iobj", "nsubjpass"):
            if token.pos != "ADP":
                yield named_phrase(document, token.i)
    for token in document.dependents(verb.i, "dative"):
        if names_someone(document, token):
            yield named_phrase(document, token.i)
    if verb.lemma in _PLAINLY and (near := _right_behind(document, verb.i)):
        yield near


def spoken_to(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield to whom or before whom the verb of the cue says that it was said: reported to the board."""
    verb = _verb(document, attribution)
    for token in document.dependents(verb.i, "prep", "dative") if verb else ():
        word = token.text.lower()
        towards = verb and word in _EXCHANGE_LEADS and token.i > verb.i and verb.lemma in _SPEAKING
        if towards or (word == "before" and _is_before_bodies(document, token)):
            yield from objects_of(document, attribution, token)


def _verb(document: Document, attribution: Attribution) -> Token | None:
    """Return the verb that the cue hangs on, or None where there is none."""
    if attribution.trigger < 0 or attribution.nominal:
        return None
    token = document.tokens[attribution.trigger]
    return token if token.pos in ("VERB", "AUX") else None


def _is_before_bodies(document: Document, before: Token) -> bool:
    """Say whether a word of place stands before those who hear: before the committee, not before the summit."""
    heard = list(document.dependents(before.i, "pobj"))
    return bool(heard) and all(
        label_of(document, whom.i) == "ORG" or whom.lemma.lower() in agent_nouns() | _BODIES for whom in heard
    )


def _right_behind(document: Document, verb: int) -> TokenSpan | None:
    """Return the noun phrase right behind a verb: "told reporters the talks will resume" is parsed otherwise."""
    last = document.sentences[document.tokens[verb].sentence].last
    n = verb + 1
    while n < last and document.tokens[n].pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
        n += 1
        if document.tokens[n - 1].pos == "PRON" or (n < last and document.tokens[n].pos == "DET"):
            break
    return (verb + 1, n) if n > verb + 1 else None


def turned_to(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield to whom one turns in order to say it: phoned Norland's minister to protest, wrote to them to ask."""
    cue = document.tokens[attribution.trigger] if attribution.trigger >= 0 else None
    if cue is None or cue.tag != "VB" or cue.dep not in ("advcl", "xcomp"):
        return
    verb = document.tokens[cue.head]
    if verb.lemma in _TURNING:
        yield from faced(document, attribution, verb)
