"""Whether an attribution tells of something said or thought at all: "if they agree to" and "could say" do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.statements.attributions import antecedent, head_of
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import Attribution

_UNREAL = word_set("unreal_modals")
_REFUSABLE = acts_that(Trait.REFUSABLE)
_ONGOING = word_set("ongoing_verbs")
_UNSAID = word_set("unsaid_marks")
_TELLING = word_set("telling_nouns")
_VAGUE_SUBJECT = word_set("vague_subjects")
_ASKING = word_set("wanting_verbs")
_AVOIDING = word_set("avoiding_verbs")
_SHOWING = word_set("showing_verbs")
_WILLED_MODALS = word_set("willed_modals")


def is_real(document: Document, attribution: Attribution) -> bool:
    """Say whether the report tells that something was said or thought, not that it might be."""
    i = attribution.trigger
    if i < 0:
        return True
    token = document.tokens[i]
    if attribution.nominal:
        return _is_real_noun(document, attribution, token)
    if not attribution.source and not _speaks_for_itself(document, attribution):
        return False
    if _is_modal(attribution):
        return False
    if attribution.source and _is_vague(document, attribution, token):
        return False
    avoided = token.tag == "VBG" and _is_avoided(document, token)
    return not avoided and not _is_infinitive_of_purpose(document, token) and not _is_conditional(document, token)


def _is_real_noun(document: Document, attribution: Attribution, token: Token) -> bool:
    """Say whether what a noun names took place: "they demand a promise from Iran" tells of no promise."""
    verb = document.tokens[token.head]
    owner = attribution.source
    owned = owner and any(t.dep == "poss" and owner[0] <= t.i < owner[1] for t in document.dependents(token.i))
    if owned or verb.pos not in ("VERB", "AUX"):
        return True
    return not (
        _is_infinitive_of_purpose(document, verb) or _is_conditional(document, verb) or verb.lemma in _ASKING
    )


def _speaks_for_itself(document: Document, attribution: Attribution) -> bool:
    """Say whether a cue without a source is one: "it was announced that", "is believed to"."""
    return any(t.dep in ("auxpass", "nsubjpass") for t in document.dependents(attribution.trigger))


def _is_modal(attribution: Attribution) -> bool:
    if attribution.modal not in _UNREAL:
        return False
    entry = attribution.entry
    if entry is None:
        return False
    if entry.attitude:
        return attribution.modal not in _WILLED_MODALS
    if attribution.negated and entry.act in _REFUSABLE:
        return False
    return attribution.modal != "must" or entry.act is not Act.ACKNOWLEDGE


def _is_vague(document: Document, attribution: Attribution, token: Token) -> bool:
    """Say whether a verb tells what a thing shows ("the crisis underlines"), not what someone says."""
    if attribution.source is None or token.lemma not in _SHOWING:
        return False
    head = antecedent(document, head_of(document, attribution.source))
    if head.text.lower() in _VAGUE_SUBJECT:
        return True
    return head.pos == "NOUN" and head.text.lower() not in _TELLING and head.lemma not in _TELLING


def _is_infinitive_of_purpose(document: Document, token: Token) -> bool:
    """Say whether a verb only stands as what someone is to do: "plans to announce", "met to discuss"."""
    bare = token.tag == "VB" and not any(document.dependents(token.i, "aux"))
    if bare and token.dep in ("xcomp", "ccomp"):
        return True  # helped guarantee, let them say
    for _ in range(4):
        if token.tag != "VB" or not any(t.text.lower() == "to" for t in document.dependents(token.i, "aux")):
            break
        governor = document.tokens[token.head]
        goes_on = token.dep == "xcomp" or governor.lemma == "go"
        if goes_on and governor.lemma in _ONGOING and not _is_going_to(document, governor):
            token = governor
            continue
        return governor.i != token.i
    return False


def _is_avoided(document: Document, token: Token) -> bool:
    """Say whether a doing is named, not done: avoided commenting, without saying, led to them protesting."""
    governor = document.tokens[token.head]
    if token.dep == "pcomp":
        return governor.text.lower() == "without" or any(document.dependents(token.i, "nsubj"))
    return token.dep in ("xcomp", "ccomp", "dobj") and governor.lemma in _AVOIDING


def _is_going_to(document: Document, governor: Token) -> bool:
    """Say whether "go" only means the future: "is going to", not "went on to"."""
    if governor.lemma != "go":
        return any(t.dep == "neg" for t in document.dependents(governor.i))
    return governor.tag == "VBG"


def is_put_aside(document: Document, token: Token) -> bool:
    """Say whether what a verb tells is only supposed or avoided: "if they agree to", "avoided commenting on"."""
    return _is_conditional(document, token) or (token.tag == "VBG" and _is_avoided(document, token))


def _is_conditional(document: Document, token: Token) -> bool:
    for _ in range(4):
        if token.dep in ("advcl", "ccomp", "pcomp") and any(
            t.text.lower() in _UNSAID for t in document.dependents(token.i, "mark")
        ):
            return token.dep in {"advcl", "ccomp"}
        if token.dep not in ("conj", "xcomp", "advcl"):
            return False
        token = document.tokens[token.head]
    return False
