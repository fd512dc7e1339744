"""Whether an attribution tells of something said or thought at all: "if they agree to" and "could say" do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.statements.attributions import antecedent, head_of, is_passive
from onrecord.extractors.statements.lexicon import word_set
from onrecord.grammar import is_to_infinitive

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
_WITHOUT = word_set("without")
_SHOWING = word_set("showing_verbs")
_WILLED_MODALS = word_set("willed_modals")


def is_real(document: Document, attribution: Attribution) -> bool:
    """Say whether the report tells that something was said or thought, not that it might be."""
    if attribution.trigger < 0:
        return True
    token = document.tokens[attribution.trigger]
    if attribution.nominal:
        return _is_real_noun(document, attribution, token)
    if any(unreal(document, attribution) for unreal in _UNREAL_ATTRIBUTIONS):
        return False
    return not any(unreal(document, token) for unreal in _UNREAL_VERBS)


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


def _is_of_nobody(document: Document, attribution: Attribution) -> bool:
    """Say whether a cue lacks whoever speaks, and needs one: not "it was announced that", "is believed to"."""
    return not attribution.source and not is_passive(document, attribution.trigger)


def _is_modal(_: Document, attribution: Attribution) -> bool:
    """Say whether it only might or should be said; not so of what will not be promised, nor of "must admit"."""
    entry = attribution.entry
    if entry is None or attribution.modal not in _UNREAL:
        return False
    if entry.attitude:
        return attribution.modal not in _WILLED_MODALS
    if attribution.negated and entry.act in _REFUSABLE:
        return False
    return attribution.modal != "must" or entry.act is not Act.ACKNOWLEDGE


def _is_vague(document: Document, attribution: Attribution) -> bool:
    """Say whether a verb tells what a thing shows ("the crisis underlines"), not what someone says."""
    if attribution.source is None or document.tokens[attribution.trigger].lemma not in _SHOWING:
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
    for verb in document.upwards(token, 4):
        if not is_to_infinitive(document, verb):
            return False
        if not _goes_on(document, verb):
            return verb.head != verb.i
    return False


def _goes_on(document: Document, verb: Token) -> bool:
    """Say whether an infinitive tells what happened by a verb of going on: "went on to say"."""
    governor = document.tokens[verb.head]
    led = verb.dep == "xcomp" or governor.lemma == "go"
    return led and governor.lemma in _ONGOING and not _is_going_to(document, governor)


def _is_avoided(document: Document, token: Token) -> bool:
    """Say whether a doing is named, not done: avoided commenting, without saying, led to them protesting."""
    governor = document.tokens[token.head]
    if token.tag != "VBG":
        return False
    if token.dep == "pcomp":
        return governor.text.lower() in _WITHOUT or any(document.dependents(token.i, "nsubj"))
    return token.dep in ("xcomp", "ccomp", "dobj") and governor.lemma in _AVOIDING


def _is_going_to(document: Document, governor: Token) -> bool:
    """Say whether "go" only means the future: "is going to", not "went on to"."""
    if governor.lemma != "go":
        return any(t.dep == "neg" for t in document.dependents(governor.i))
    return governor.tag == "VBG"


def is_put_aside(document: Document, token: Token) -> bool:
    """Say whether what a verb tells is only supposed or avoided: "if they agree to", "avoided commenting on"."""
    return _is_conditional(document, token) or _is_avoided(document, token)


def _is_conditional(document: Document, token: Token) -> bool:
    """Say whether a verb stands in a clause of condition or of question, or is joined to one that does."""
    for verb in document.upwards(token, 4):
        if verb.dep in ("advcl", "ccomp", "pcomp") and document.carries(verb.i, _UNSAID, "mark"):
            return verb.dep in {"advcl", "ccomp"}
        if verb.dep not in ("conj", "xcomp", "advcl"):
            return False
    return False


# Why nothing was said though a cue of saying stands there: for what is attributed, and for the verb alone.
_UNREAL_ATTRIBUTIONS = (_is_of_nobody, _is_modal, _is_vague)
_UNREAL_VERBS = (_is_avoided, _is_infinitive_of_purpose, _is_conditional)
