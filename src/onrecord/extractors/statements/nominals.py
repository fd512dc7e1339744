"""Attributions whose cue is a noun or an adjective: Moscow's demand that ..., is afraid that ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
from onrecord.grammar import is_none, is_to_infinitive

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
_THAT = word_set("that")
_TO = word_set("to")
_TAKEN = word_set("taken_nouns")
_NO_ACT = word_set("no_act")
_DESCRIBING = frozenset({"advcl", "oprd", "amod", "ROOT", "conj"})
_OWNERS = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_TAKING_VERBS = word_set("taking_verbs")
_GIVER_LEADS = word_set("giver_leads")
_RECEIVER_LEADS = word_set("receiver_leads")
_UNFEELING_SUBJECTS = word_set("unfeeling_subjects")
_NO_TOPIC = word_set("no_topic")


class _Noun(NamedTuple):
    """A noun of an act, as the looks for what it is about need it.

    Attributes:
        governor: The word that it hangs on.
        light: That word only carries it: "made a promise".
        source: Whose it is.
        issued: It is so by the subject of the governor.
    """

    document: Document
    i: int
    entry: Cue
    governor: Token
    light: bool
    source: TokenSpan
    issued: bool


def nominal_attribution(document: Document, i: int, entry: Cue) -> Attribution | None:
    """Return what the noun at token `i` attributes to someone, or None where it names no one or nothing."""
    token = document.tokens[i]
    governor = document.tokens[token.head]
    voiced = token.dep == "dobj" and governor.lemma in _VOICING  # the verb is the cue: "expressed its concern"
    if voiced or _is_no_act(document, token, governor):
        return None
    noun = _owned(document, token, governor, entry)
    told = noun and next((found for look in _CONTENTS if (found := look(noun))), None)
    return _attribution(noun, *told) if noun and told else None


def _owned(document: Document, token: Token, governor: Token, entry: Cue) -> _Noun | None:
    """Return a noun with whose act it names, or None where nobody's."""
    light = token.dep == "dobj" and governor.lemma in _LIGHT
    source = _possessor(document, token.i)
    given = light and governor.lemma in _GIVING
    if source and given and source[0] == governor.i + 1:
        if modal_of(document, governor.i):
            return None
        source = None  # "offered Kosovo guarantees": to whom it is given, not whose it is
    if source:
        return _Noun(document, token.i, entry, governor, light, source, issued=False)
    subject = subject_of(document, governor.i) if light else None
    return subject and _Noun(
        document, token.i, entry, governor, light, named_phrase(document, subject.i), issued=True
    )


def _attribution(noun: _Noun, span: TokenSpan, head: int) -> Attribution:
    """Return the attribution of a noun whose content is a span with a head."""
    document, i, governor = noun.document, noun.i, noun.governor
    near = noun.light and abs(governor.i - i) < 6
    return Attribution(
        (offsets(document, span),),
        noun.source,
        (min(governor.i, i), max(governor.i, i) + 1) if near else (i, i + 1),
        noun.entry,
        Frame.TO if document.tokens[span[0]].text.lower() in _TO else Frame.OBJECT,
        _addressee(document, i, span),
        head,
        i,
        is_none(document, i) or (noun.light and is_negated(document, governor.i)),
        nominal=True,
    )


def _is_no_act(document: Document, token: Token, governor: Token) -> bool:
    """Say whether a noun of an act means something else: took charge of it, made an order for steel."""
    if governor.lemma in _TAKING_VERBS and token.lemma in _TAKEN:
        bought = token.lemma == "order" and any(t.text == "for" for t in document.dependents(token.i, "prep"))
        return bought or governor.lemma == "take" or token.lemma == "call"
    return document.carries(token.i, _NO_ACT, "compound", "amod")


def _possessor(document: Document, i: int) -> TokenSpan | None:
    """Return whose it is: Moscow's, its, Russian, NATO (before the noun), or behind "by" and "from"."""
    for token in document.dependents(i, "poss"):
        return unpossessed(document, named_phrase(document, token.i))
    for token in document.dependents(i, "amod", "compound", "nmod"):
        if token.i < i and token.pos in ("PROPN", "ADJ") and _is_owner(document, token):
            return document.subtree(token.i)[0], token.i + 1
    return _giver(document, i)


def _giver(document: Document, i: int) -> TokenSpan | None:
    """Return who stands behind "by" or "from"."""
    leads = (t for t in document.dependents(i, "prep") if t.text.lower() in _GIVER_LEADS)
    giver = next((each for token in leads for each in document.dependents(token.i, "pobj")), None)
    return named_phrase(document, giver.i) if giver else None


def _is_owner(document: Document, token: Token) -> bool:
    """Say whether a word before a noun is of the name of somebody: "Russian", "NATO"."""
    names = document.names_between(token.i - 2, token.i + 1)
    return any(name.label in _OWNERS and name.last > token.i for name in names)


def _complement(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """Return what the noun is about: to do something, that something is so, of something."""
    document, i, source = noun.document, noun.i, noun.source
    for token in document.dependents(i, "acl", "ccomp", "relcl", "xcomp"):
        if token.i > i and _begins_like_content(document, token):
            return whole_phrase(document, token.i), token.i
    return _infinitive(document, i) or _about(document, i, source)


def _infinitive(document: Document, i: int) -> tuple[TokenSpan, int] | None:
    """Return the infinitive right behind a noun, on whatever the parse hangs it."""
    following = document.tokens[i + 1 : i + 2] if i + 2 < len(document.tokens) else ()
    verb = next((to.head for to in following if to.tag == "TO" and to.dep == "aux"), None)
    return None if verb is None else ((i + 1, whole_phrase(document, verb)[1]), verb)


def _about(document: Document, i: int, source: TokenSpan) -> tuple[TokenSpan, int] | None:
    """Return what a preposition behind a noun leads to."""
    leads = (t for t in document.dependents(i, "prep") if t.text.lower() in _ABOUT and t.i > i)
    things = (thing for token in leads if (thing := _topic(document, token)))
    thing = next((each for each in things if not source[0] <= each.i < source[1]), None)
    return (whole_phrase(document, thing.i), thing.i) if thing else None


def _topic(document: Document, lead: Token) -> Token | None:
    """Return what a preposition behind a noun of an act leads to: to a party, it only says to whom."""
    inside = next(document.dependents(lead.i, "pobj", "pcomp"), None)
    addressed = inside and lead.text.lower() in _TO and inside.pos == "PROPN"
    return None if addressed else inside


def _begins_like_content(document: Document, clause: Token) -> bool:
    """Say whether a clause behind a noun tells its content ("to do", "that it is so"), not which is meant."""
    return is_to_infinitive(document, clause) or document.carries(clause.i, _THAT, "mark")


def _stated(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """Their demand is that ...; its goal was to ..."""
    document, i, governor = noun.document, noun.i, noun.governor
    if governor.lemma != "be" or document.tokens[i].dep != "nsubj":
        return None
    for token in document.dependents(governor.i, "ccomp", "xcomp"):
        if token.i > governor.i and _begins_like_content(document, token):
            return whole_phrase(document, token.i), token.i
    return None


def _is_issued(noun: _Noun) -> bool:
    """Say whether an act is done by issuing it, so that no more need be told."""
    return noun.issued and noun.entry.plover is not None and noun.governor.lemma != "have"


def _pursued(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """Made several overtures, seeking to ...: what they were to bring about."""
    document = noun.document
    for clause in document.dependents(noun.governor.i, "advcl") if _is_issued(noun) else ():
        if clause.tag == "VBG" and clause.lemma in _SEEKING:
            for aim in document.dependents(clause.i, "xcomp"):
                return whole_phrase(document, aim.i), aim.i
    return None


def _itself(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """Issued an ultimatum to Kabul: the act named is all that is told."""
    span = whole_phrase(noun.document, noun.i)
    return (span, noun.i) if _is_issued(noun) and span[1] - span[0] > 1 else None


def _is_named(document: Document, span: TokenSpan) -> bool:
    return any(document.tokens[n].pos == "PROPN" for n in range(*span))


def _alone(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """NATO's promise to Ukraine: the act named, behind its owner and with those it is done to, is all there is."""
    document, i, source = noun.document, noun.i, noun.source
    if noun.issued or noun.entry.plover is None or not _is_named(document, source):
        return None
    low, high = named_phrase(document, i)
    if not any(token.i > i and token.text.lower() in _TOWARDS for token in document.dependents(i, "prep")):
        return None
    low = max(low, source[1])
    while low < i and document.tokens[low].text in ("'s", "’s", "'", "’"):
        low += 1
    return ((low, high), i) if source[1] <= low <= i else None


def _behind_colon(noun: _Noun) -> tuple[TokenSpan, int] | None:
    """Set a condition: to have ...; issued a warning: the dam must not be filled."""
    document = noun.document
    sentence = document.sentences[noun.governor.sentence]
    for n in range(noun.governor.i + 1, sentence.last - 1) if noun.light else ():
        if document.tokens[n].text == ":":
            return trimmed(document, n + 1, sentence.last), n + 1
    return None


# The looks for what a noun is about, in order: the first that finds something is right.
_CONTENTS = (_behind_colon, _complement, _stated, _pursued, _itself, _alone)


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
    said_of = token.dep == "acomp" and verb.lemma in _LINKING
    subject = _felt_by(document, token, said_of=said_of)
    if subject is None:
        return None
    negated = is_negated(document, verb.i) or is_negated(document, i)
    source = named_phrase(document, subject.i)
    offers = entry.act is not Act.OFFER or _may_offer(document, source, negated=negated)
    thing = _thing_felt(document, i) if offers else None
    if thing is None:
        return None
    cue = (verb.i, i + 1) if said_of and 0 < i - verb.i < 5 else (i, i + 1)
    content = (offsets(document, whole_phrase(document, thing.i)),)
    return Attribution(content, source, cue, entry, Frame.CLAUSE, None, thing.i, i, negated)


def _felt_by(document: Document, adjective: Token, *, said_of: bool) -> Token | None:
    """Return whom an adjective tells of, by its verb or by its place, if that one can feel anything."""
    if not said_of and adjective.dep not in _DESCRIBING:
        return None
    subject = subject_of(document, adjective.head if said_of else adjective.i)
    return None if subject and subject.text.lower() in _UNFEELING_SUBJECTS else subject


def _names_someone(document: Document, span: TokenSpan) -> bool:
    return any(document.tokens[n].pos in ("PROPN", "PRON") for n in range(*span))


def _may_offer(document: Document, source: TokenSpan, *, negated: bool) -> bool:
    """Say whether who is ready offers something: not "both sides are ready", which is the reporter's judgement."""
    return not negated and _names_someone(document, source)


def _thing_felt(document: Document, i: int) -> Token | None:
    """Return the head of what an adjective is about."""
    behind = (clause for clause in document.dependents(i, "ccomp", "xcomp", "prep") if clause.i >= i)
    return next((found for clause in behind if (found := _felt(document, clause))), None)


def _felt(document: Document, clause: Token) -> Token | None:
    """Return the head of what an adjective is about: a clause, or what stands behind a preposition."""
    if clause.dep != "prep":
        return clause
    leads = clause.text.lower() in _ABOUT - _NO_TOPIC
    return next(document.dependents(clause.i, "pobj", "pcomp"), None) if leads else None


def light_noun(document: Document, verb: int, words: Lexicon) -> bool:
    """Say whether a verb only carries its object, which is itself a cue ("made a promise")."""
    if document.tokens[verb].lemma not in _LIGHT:
        return False
    return any(t.lemma.lower() in words.nouns and t.pos == "NOUN" for t in document.dependents(verb, "dobj"))
