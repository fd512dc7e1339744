"""Attributions whose cue is a noun or an adjective: Moscow's demand that ..., is afraid that ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.ascriptions import unpossessed
from onrecord.extractors.statements.attributions import (
    Attribution,
    is_negated,
    modal_of,
    named_phrase,
    offsets,
    subject_of,
    trimmed,
    whole_phrase,
)
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TokenSpan
    from onrecord.extractors.statements.lexicon import Cue, Lexicon

_LIGHT = word_set("light_verbs")
_VOICING = word_set("voicing_verbs")
_ABOUT = word_set("about")
_LINKING = word_set("linking_verbs")
_GIVING = word_set("giving_verbs")
_SEEKING = word_set("seeking_verbs")
_TOWARDS = word_set("towards")
_TAKEN = word_set("taken_nouns")
_NO_ACT = word_set("no_act")
_OWNERS = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_TAKING_VERBS = word_set("taking_verbs")
_GIVER_LEADS = word_set("giver_leads")
_RECEIVER_LEADS = word_set("receiver_leads")
_UNFEELING_SUBJECTS = word_set("unfeeling_subjects")
_NO_TOPIC = word_set("no_topic")


def nominal_attribution(document: Document, i: int, entry: Cue) -> Attribution | None:
    """Return what the noun at token `i` attributes to someone, or None where it names no one or nothing."""
    token = document.tokens[i]
    governor = document.tokens[token.head]
    light = token.dep == "dobj" and governor.lemma in _LIGHT
    if token.dep == "dobj" and governor.lemma in _VOICING:
        return None  # the verb is the cue: "expressed its concern"
    if _is_no_act(document, token, governor):
        return None
    issued = False
    source = _possessor(document, i)
    if source and light and governor.lemma in _GIVING and source[0] == governor.i + 1:
        if modal_of(document, governor.i):
            return None
        source = None  # "offered Kosovo guarantees": to whom it is given, not whose it is
    if source is None and light:
        subject = subject_of(document, governor.i)
        issued = True
        source = named_phrase(document, subject.i) if subject else None
    if source is None:
        return None
    complement = _behind_colon(document, governor) if light else None
    complement = complement or _complement(document, i, source) or _stated(document, i, governor)
    if complement is None and issued and entry.plover and governor.lemma != "have":
        complement = _pursued(document, governor) or _itself(document, i)
    if complement is None and entry.plover and not issued and _is_named(document, source):
        complement = _alone(document, i, source)
    if complement is None:
        return None
    span, head = complement
    cue = (min(governor.i, i), max(governor.i, i) + 1) if light and abs(governor.i - i) < 6 else (i, i + 1)
    frame = Frame.TO if document.tokens[span[0]].text.lower() == "to" else Frame.OBJECT
    return Attribution(
        (offsets(document, span),),
        source,
        cue,
        entry,
        frame,
        _addressee(document, i, span),
        head,
        i,
        (light and is_negated(document, governor.i))
        or any(t.text.lower() == "no" for t in document.dependents(i, "det")),
        nominal=True,
    )


def _is_no_act(document: Document, token: Token, governor: Token) -> bool:
    """Say whether a noun of an act means something else: took charge of it, made an order for steel."""
    if governor.lemma in _TAKING_VERBS and token.lemma in _TAKEN:
        bought = token.lemma == "order" and any(t.text == "for" for t in document.dependents(token.i, "prep"))
        return bought or governor.lemma == "take" or token.lemma == "call"
    return any(t.text.lower() in _NO_ACT for t in document.dependents(token.i, "compound", "amod"))


def _possessor(document: Document, i: int) -> TokenSpan | None:
    """Return whose it is: Moscow's, its, Russian, NATO (before the noun), or behind "by" and "from"."""
    for token in document.dependents(i, "poss"):
        return unpossessed(document, named_phrase(document, token.i))
    for token in document.dependents(i, "amod", "compound", "nmod"):
        names = document.names_between(token.i - 2, token.i + 1)
        owned = any(name.label in _OWNERS and name.last > token.i for name in names)
        if owned and token.i < i and token.pos in ("PROPN", "ADJ"):
            return document.subtree(token.i)[0], token.i + 1
    for token in document.dependents(i, "prep"):
        if token.text.lower() in _GIVER_LEADS:
            for giver in document.dependents(token.i, "pobj"):
                return named_phrase(document, giver.i)
    return None


def _complement(document: Document, i: int, source: TokenSpan) -> tuple[TokenSpan, int] | None:
    """Return what the noun is about: to do something, that something is so, of something."""
    for token in document.dependents(i, "acl", "ccomp", "relcl", "xcomp"):
        if token.i > i and _begins_like_content(document, token):
            return whole_phrase(document, token.i), token.i
    if i + 2 < len(document.tokens) and document.tokens[i + 1].tag == "TO" and document.tokens[i + 1].dep == "aux":
        clause = document.tokens[document.tokens[i + 1].head]
        return (i + 1, whole_phrase(document, clause.i)[1]), clause.i
    for token in document.dependents(i, "prep"):
        if token.text.lower() in _ABOUT and token.i > i:
            inside = next(document.dependents(token.i, "pobj", "pcomp"), None)
            if inside is None or (token.text.lower() == "to" and inside.pos == "PROPN"):
                continue
            if not source[0] <= inside.i < source[1]:
                return whole_phrase(document, inside.i), inside.i
    return None


def _begins_like_content(document: Document, clause: Token) -> bool:
    """Say whether a clause behind a noun tells its content ("to do", "that it is so"), not which is meant."""
    if clause.tag == "VB" and any(t.text.lower() == "to" for t in document.dependents(clause.i, "aux")):
        return True
    return any(t.text.lower() == "that" for t in document.dependents(clause.i, "mark"))


def _stated(document: Document, i: int, governor: Token) -> tuple[TokenSpan, int] | None:
    """Their demand is that ...; its goal was to ..."""
    if governor.lemma != "be" or document.tokens[i].dep != "nsubj":
        return None
    for token in document.dependents(governor.i, "ccomp", "xcomp"):
        if token.i > governor.i and _begins_like_content(document, token):
            return whole_phrase(document, token.i), token.i
    return None


def _pursued(document: Document, governor: Token) -> tuple[TokenSpan, int] | None:
    """Made several overtures, seeking to ...: what they were to bring about."""
    for clause in document.dependents(governor.i, "advcl"):
        if clause.tag == "VBG" and clause.lemma in _SEEKING:
            for aim in document.dependents(clause.i, "xcomp"):
                return whole_phrase(document, aim.i), aim.i
    return None


def _itself(document: Document, i: int) -> tuple[TokenSpan, int] | None:
    """Issued an ultimatum to Kabul: the act named is all that is told."""
    span = whole_phrase(document, i)
    return (span, i) if span[1] - span[0] > 1 else None


def _is_named(document: Document, span: TokenSpan) -> bool:
    return any(document.tokens[n].pos == "PROPN" for n in range(*span))


def _alone(document: Document, i: int, source: TokenSpan) -> tuple[TokenSpan, int] | None:
    """NATO's promise to Ukraine: the act named, behind its owner and with those it is done to, is all there is."""
    low, high = named_phrase(document, i)
    if not any(token.i > i and token.text.lower() in _TOWARDS for token in document.dependents(i, "prep")):
        return None
    low = max(low, source[1])
    while low < i and document.tokens[low].text in ("'s", "’s", "'", "’"):
        low += 1
    return ((low, high), i) if source[1] <= low <= i else None


def _behind_colon(document: Document, governor: Token) -> tuple[TokenSpan, int] | None:
    """Set a condition: to have ...; issued a warning: the dam must not be filled."""
    sentence = document.sentences[governor.sentence]
    for n in range(governor.i + 1, sentence.last - 1):
        if document.tokens[n].text == ":":
            return trimmed(document, n + 1, sentence.last), n + 1
    return None


def _addressee(document: Document, i: int, content: TokenSpan) -> TokenSpan | None:
    for token in document.dependents(i, "prep"):
        if token.text.lower() in _RECEIVER_LEADS:
            for receiver in document.dependents(token.i, "pobj"):
                if receiver.pos == "PROPN" and not content[0] <= receiver.i < content[1]:
                    return named_phrase(document, receiver.i)
    return None


def adjectival_attribution(document: Document, i: int, entry: Cue) -> Attribution | None:
    """Return what an adjective attributes to its subject: is afraid that ..., is ready to ..."""
    token = document.tokens[i]
    verb = document.tokens[token.head]
    if token.dep not in ("acomp", "advcl", "oprd", "amod", "ROOT", "conj") or (
        token.dep == "acomp" and verb.lemma not in _LINKING
    ):
        return None
    subject = subject_of(document, verb.i if token.dep == "acomp" else i)
    if subject is None or subject.text.lower() in _UNFEELING_SUBJECTS:
        return None
    named = any(document.tokens[n].pos in ("PROPN", "PRON") for n in range(*named_phrase(document, subject.i)))
    negated = is_negated(document, verb.i) or is_negated(document, i)
    if entry.act is Act.OFFER and (negated or not named):
        return None  # who is not ready offers nothing; "both sides are ready" is the reporter's judgement
    for clause in document.dependents(i, "ccomp", "xcomp", "prep"):
        if clause.i < i:
            continue
        thing: Token | None = clause
        if clause.dep == "prep":
            leads = clause.text.lower() in _ABOUT and clause.text.lower() not in _NO_TOPIC
            thing = next(document.dependents(clause.i, "pobj", "pcomp"), None) if leads else None
        if thing is None:
            continue
        cue = (verb.i, i + 1) if token.dep == "acomp" and 0 < i - verb.i < 5 else (i, i + 1)
        return Attribution(
            (offsets(document, whole_phrase(document, thing.i)),),
            named_phrase(document, subject.i),
            cue,
            entry,
            Frame.CLAUSE,
            None,
            thing.i,
            i,
            negated,
        )
    return None


def light_noun(document: Document, verb: int, words: Lexicon) -> bool:
    """Say whether a verb only carries its object, which is itself a cue ("made a promise")."""
    if document.tokens[verb].lemma not in _LIGHT:
        return False
    return any(t.lemma.lower() in words.nouns and t.pos == "NOUN" for t in document.dependents(verb, "dobj"))
