"""To whom it was said where the frame of the cue does not tell: whom one praises, of whom one demands, who hears.

Asked in this order: those whom the verb of saying names ("said to the council", "reporters were told"); those of
whom something is demanded, to whom one binds oneself, and whom one praises or thanks; then the occasion, told in
the sentence of the cue ("at a press conference", "in an interview with the daily", "speaking to reporters"). Who
is accused, or only talked about, is not spoken to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import agent_nouns, label_of
from onrecord.extractors.statements.addressees import can_hear
from onrecord.extractors.statements.attributions import named_phrase, trimmed
from onrecord.extractors.statements.lexicon import Frame, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_BINDING = acts_that(Trait.BINDING) | {Act.THREATEN}
_DIRECTING = acts_that(Trait.DIRECTING) | {Act.ULTIMATUM, Act.PROPOSE}
_TELLING = word_set("telling_verbs")
_SPEAKING = word_set("speaking_verbs")
_VENUES = word_set("venues")
_EXCHANGES = word_set("exchanges")
_BEFORE = frozenset({"in", "at", "during", "on", "to", "before", "via"})
_TOWARDS = frozenset({"to", "with", "before", "at"})
_APPEARING = frozenset({"speak", "talk", "address", "brief", "testify", "appear", "tell", "write", "attend"})
_PRAISED = frozenset({"GPE", "ORG", "PERSON", "NORP"})
_CRAFT = word_set("craft")
_PLAINLY = word_set("plain_telling_verbs")
_GATHERINGS = word_set("gatherings")
_CARRYING = word_set("carrying_verbs")


def audience_of(document: Document, attribution: Attribution, coding: Coding) -> TokenSpan | None:
    """Return the words that name to whom something was said; None where the sentence does not tell."""
    if attribution.addressee is not None:
        return attribution.addressee
    for look in (_told, _obliged, _bound, _praised, _met):
        for span in look(document, attribution, coding):
            if heard := _heard(document, attribution, span):
                return heard
    return None


def _heard(document: Document, attribution: Attribution, span: TokenSpan) -> TokenSpan | None:
    """Return the words that name someone who can hear and does not speak here, up to those that name who does."""
    low, high = span
    source = attribution.source
    if source and low < source[0] < high:
        low, high = trimmed(document, low, source[0])
    speaks = source is not None and low < source[1] and source[0] < high
    return (low, high) if not speaks and can_hear(document, (low, high)) else None


def _told(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield whom the verb of the cue says to have been told: told reporters, reported to the board."""
    verb = attribution.trigger
    if verb < 0 or attribution.nominal or document.tokens[verb].pos not in ("VERB", "AUX"):
        return
    if document.tokens[verb].lemma in _TELLING:
        for token in document.dependents(verb, "dobj", "dative", "iobj", "nsubjpass"):
            if token.pos != "ADP":
                yield named_phrase(document, token.i)
    for token in document.dependents(verb, "dative"):
        if token.pos != "ADP" and _names(document, token):
            yield named_phrase(document, token.i)
    if document.tokens[verb].lemma in _PLAINLY and (near := _right_behind(document, verb)):
        yield near
    if document.tokens[verb].lemma in _SPEAKING:
        for token in document.dependents(verb, "prep", "dative"):
            if token.text.lower() in ("to", "with") and token.i > verb:
                yield from _objects(document, attribution, token)


def _right_behind(document: Document, verb: int) -> TokenSpan | None:
    """Return the noun phrase right behind a verb: "told reporters the talks will resume" is parsed otherwise."""
    last = document.sentences[document.tokens[verb].sentence].last
    n = verb + 1
    while n < last and document.tokens[n].pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON"):
        n += 1
        if document.tokens[n - 1].pos == "PRON" or (n < last and document.tokens[n].pos == "DET"):
            break
    return (verb + 1, n) if n > verb + 1 else None


def _objects(document: Document, attribution: Attribution, preposition: Token) -> Iterator[TokenSpan]:
    for token in document.dependents(preposition.i, "pobj"):
        if not _within(attribution, token):
            yield named_phrase(document, token.i)


def _within(attribution: Attribution, token: Token) -> bool:
    return any(start <= token.start < end for start, end in attribution.content)


def _obliged(document: Document, attribution: Attribution, _: Coding) -> Iterator[TokenSpan]:
    """Yield of whom something is demanded: demanded that Norland stop, urged Norland, asked for help from it."""
    entry = attribution.entry
    if entry is None or entry.act not in _DIRECTING or attribution.trigger < 0 or attribution.quoted:
        return
    for label in ("nsubj", "nsubjpass"):
        if attribution.head >= 0 and attribution.frame in (Frame.CLAUSE, Frame.OBJECT_TO):
            for token in document.dependents(attribution.head, label):
                if attribution.frame is Frame.OBJECT_TO or _is_somebody(document, token):
                    yield named_phrase(document, token.i)
    for holder in (attribution.trigger, attribution.head):
        for token in document.dependents(holder, "prep") if holder >= 0 else ():
            if token.text.lower() in ("of", "from", "on") and holder == attribution.trigger:
                for whom in document.dependents(token.i, "pobj"):
                    if _names(document, whom):
                        yield named_phrase(document, whom.i)


def _bound(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield to whom one binds oneself, or threatens: pledged allegiance to it, promised it consequences."""
    if coding.act not in _BINDING or attribution.trigger < 0 or attribution.quoted:
        return
    for holder in (attribution.trigger, attribution.head):
        for token in document.dependents(holder, "prep", "dative") if holder >= 0 else ():
            if token.text.lower() == "to" and attribution.frame is Frame.OBJECT:
                for whom in document.dependents(token.i, "pobj"):
                    if _names(document, whom):
                        yield named_phrase(document, whom.i)


def _praised(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield whom one praises or thanks: praised Norland for its help."""
    if coding.act is not Act.PRAISE or attribution.trigger < 0:
        return
    for token in document.dependents(attribution.trigger, "dobj", "nsubjpass", "dative"):
        if _names(document, token):
            yield named_phrase(document, token.i)


def _is_somebody(document: Document, token: Token) -> bool:
    """Say whether a word names a party, or calls people by what they are: the protesters, not the ships."""
    lemma = token.lemma.lower()
    return _names(document, token) or (lemma in agent_nouns() and lemma not in _CRAFT)


def _names(document: Document, token: Token) -> bool:
    """Say whether a word names a party or a person."""
    acronym = token.text.isupper() and len(token.text) > 2
    return token.pos == "PROPN" or acronym or label_of(document, token.i) in _PRAISED


def _met(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield before whom the sentence of the cue says that it was said: at a rally, in a letter to them."""
    at = attribution.trigger if attribution.trigger >= 0 else (attribution.cue or (-1,))[0]
    if at < 0 or attribution.nominal or coding.act is None:
        return
    sentence = document.sentences[document.tokens[at].sentence]
    for token in document.tokens[sentence.first : sentence.last]:
        if _within(attribution, token):
            continue
        if token.lemma in _VENUES and _is_occasion(document, token):
            yield named_phrase(document, token.i)[0], token.i + 1
        elif token.lemma in _EXCHANGES and _is_occasion(document, token):
            for towards in document.dependents(token.i, "prep"):
                gathered = towards.text.lower() == "of" and token.lemma in _GATHERINGS
                if gathered or towards.text.lower() in _TOWARDS:
                    yield from _objects(document, attribution, towards)
            yield from _interviewers(document, token)
        elif token.tag == "VBN" and token.lemma in _CARRYING:
            for by in document.dependents(token.i, "agent", "prep"):
                if by.text.lower() in ("by", "in", "on"):
                    yield from _objects(document, attribution, by)
        elif token.lemma in _APPEARING and token.i != at and _goes_with(document, token, at):
            yield from _faced(document, attribution, token)


def _interviewers(document: Document, token: Token) -> Iterator[TokenSpan]:
    """Yield whose interview it was: "in a Channel Four interview"."""
    if token.lemma == "interview":
        for owner in document.dependents(token.i, "compound", "nmod"):
            if label_of(document, owner.i) == "ORG":
                yield document.subtree(owner.i)


def _goes_with(document: Document, verb: Token, cue: int) -> bool:
    """Say whether a verb tells what whoever speaks does beside it: speaking to, spoke to them and said."""
    joined = verb.i == document.tokens[cue].head and document.tokens[cue].dep == "conj"
    joined = joined and not any(document.dependents(cue, "nsubj"))
    return verb.tag == "VBG" or joined


def _is_occasion(document: Document, token: Token) -> bool:
    """Say whether a noun tells where something was said: in, at, during it."""
    return token.dep == "pobj" and document.tokens[token.head].text.lower() in _BEFORE


def _faced(document: Document, attribution: Attribution, verb: Token) -> Iterator[TokenSpan]:
    """Yield whom one faces while saying it: speaking to reporters, addressing the assembly."""
    for token in document.dependents(verb.i, "dobj", "dative"):
        if token.pos != "ADP" and not _within(attribution, token):
            yield named_phrase(document, token.i)
    for token in document.dependents(verb.i, "prep", "dative"):
        if token.text.lower() in ("to", "with", "at", "on", "before") and token.pos == "ADP":
            yield from _objects(document, attribution, token)
