"""What words do by their grammar: we will ... promises, we will not ... refuses, he hopes they will ... asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.attributions import is_negated, modal_of
from onrecord.extractors.statements.lexicon import form_of, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TextSpan

_HARM = word_set("harm_verbs")
_FORCE = word_set("force_verbs")
_HEARTFELT = word_set("heartfelt_verbs")
_CONSENTING = word_set("consenting_verbs")
_ADVERSARIES = word_set("adversaries")
_RELATIVES = word_set("relatives")
_UNWILLED = word_set("unwilled_verbs")
_BACK = word_set("back_pronouns")
_OWN = word_set("owners")
_LEADING = word_set("leading_words")
_IDLE = word_set("idle_commands")
_UNGIVEN = word_set("ungiven_verbs")
_SPEAKING = word_set("idle_speaking")
_WILL = word_set("will_modals")
_STATES = word_set("states")
_UNRESOLVED = word_set("unresolved")
_READY = word_set("ready")
_OTHER_PRONOUNS = word_set("other_pronouns")


def performed(
    document: Document, first: int, last: int, reported: tuple[TextSpan, ...], *, speaker: frozenset[str]
) -> Act | None:
    """Return the act of the first main clause among some tokens, by its subject, its modal verb and its verb.

    Args:
        document: The document.
        first: The first token.
        last: One past the last token.
        reported: Offsets of what the words report of others.
        speaker: The pronouns that stand for the speaker: "we"; in the reporter's words "they" as well.
    """
    tokens = document.tokens
    for n in range(first, last):
        subject = tokens[n]
        if subject.dep not in ("nsubj", "nsubjpass") or not first <= subject.head < last:
            continue
        if any(low <= subject.start < high for low, high in reported):
            continue
        verb = tokens[subject.head]
        if verb.pos in ("VERB", "AUX") and verb.dep not in ("advcl", "relcl", "acl"):
            speaks = subject.text.lower() in speaker or _is_ones_own(document, subject)
            return _act(document, subject, verb, speaks=speaks)
    return None


def is_command(document: Document, first: int, last: int) -> bool:
    """Say whether a sentence, or what of one stands among some tokens, tells someone to do something."""
    tokens = document.tokens
    n = first
    while n < last and (
        tokens[n].pos in ("PUNCT", "SPACE", "INTJ", "CCONJ") or tokens[n].text.lower() in _LEADING
    ):
        n += 1
    if (
        n < last
        and tokens[n].text[:1].islower()
        and n != document.sentences[tokens[n].sentence].first
        and n == first
    ):
        return False  # the rest of a sentence that was broken off
    told_not = n + 1 < last and tokens[n].text == "Do" and tokens[n + 1].dep == "neg"
    if told_not or (n < last and tokens[n].lemma == "do" and tokens[n].tag == "VB"):
        n += 2  # do not, don't
    if n >= last or tokens[n].tag != "VB" or tokens[n].lemma in _IDLE:
        return False
    verb = tokens[n]
    heads = verb.dep == "ROOT" or (verb.dep in ("ccomp", "conj", "parataxis") and not first <= verb.head < n)
    beside = document.dependents(n, "nsubj", "nsubjpass", "aux", "auxpass", "expl")
    return heads and not any(token.lemma != "do" or not told_not for token in beside)


def _act(document: Document, subject: Token, verb: Token, *, speaks: bool) -> Act | None:
    modal, negated = modal_of(document, verb.i), is_negated(document, verb.i)
    if (modal and _is_no_resolve(document, verb)) or (negated and verb.lemma in _UNGIVEN):
        return None
    if (
        modal in _WILL
        and subject.dep == "nsubjpass"
        and any(t.text.lower() == "no" for t in document.dependents(subject.i, "det"))
    ):
        return Act.REFUSE  # no troops will be sent
    state = speaks and _is_ones_own(document, subject) and subject.lemma in _STATES
    willed = modal in _WILL or (modal == "would" and (subject.text.lower() in _BACK or state))
    unwilling = willed or (modal == "can" and verb.lemma in _CONSENTING)
    if negated and unwilling and (speaks or _is_spoken_for(document, subject)):
        if verb.lemma in _UNWILLED:
            return None
        return Act.PROMISE if verb.lemma in _HARM else Act.REFUSE
    if willed and speaks and (subject.pos == "PRON" or state) and not negated and verb.lemma not in _UNWILLED:
        return Act.THREATEN if verb.lemma in _FORCE else Act.PROMISE
    if form_of(verb) in _HEARTFELT and subject.pos == "PRON" and _is_for_others(document, verb.i):
        return Act.ASK
    if verb.lemma == "want" and speaks and any(document.dependents(verb.i, "dobj")):
        return Act.DEMAND
    return _readiness(document, verb.i, negated=negated) if verb.lemma == "be" and speaks else None


def _is_no_resolve(document: Document, verb: Token) -> bool:
    """Say whether a modal verb tells of no resolve: would rather vote, would have voted, will be driven back."""
    beside = {t.text.lower() for t in document.dependents(verb.i, "advmod", "aux")}
    if beside & _UNRESOLVED or verb.lemma in _SPEAKING or verb.tag == "VBG":
        return True
    return any(t.text.lower() in _BACK for t in document.dependents(verb.i, "nsubjpass"))


def _is_ones_own(document: Document, subject: Token) -> bool:
    """Say whether a subject is the speaker's side ("our forces"), not who stands against it ("our opponents")."""
    owned = any(owner.text.lower() in _OWN for owner in document.dependents(subject.i, "poss"))
    return owned and subject.lemma not in _ADVERSARIES | _RELATIVES


def _is_spoken_for(document: Document, subject: Token) -> bool:
    """Say whether others speak for the one named: a state or a body, not a person ("Smith can't win")."""
    return subject.pos == "PROPN" and label_of(document, subject.i) != "PERSON"


def _is_for_others(document: Document, verb: int) -> bool:
    """Say whether what is hoped for is for someone else to do."""
    for clause in document.dependents(verb, "ccomp"):
        if clause.tag in ("VBD", "VBN") or (clause.lemma in _UNWILLED and clause.tag in ("VBP", "VBZ")):
            continue  # wishes she had, hopes they are
        for subject in document.dependents(clause.i, "nsubj"):
            if subject.pos in ("PROPN", "NOUN") or subject.text.lower() in _OTHER_PRONOUNS:
                return True
    return False


def _readiness(document: Document, verb: int, *, negated: bool) -> Act | None:
    for adjective in document.dependents(verb, "acomp"):
        if adjective.lemma in _READY:
            for clause in document.dependents(adjective.i, "xcomp"):
                if clause.lemma in _UNWILLED:
                    return None
                if negated:
                    return Act.REFUSE
                return Act.THREATEN if clause.lemma in _FORCE else Act.OFFER
    return None
