"""To whom words are said by the words themselves: "we call on Norland to withdraw", "Norland must withdraw".

For `audiences`. Where no cue tells of whom something is demanded, what is said does: whom a speaker calls on in
the first person, and of whom it is said that they must do something; what they should do is as often only said
of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.agents import label_of
from onrecord.extractors.statements.acts import Ground
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TokenSpan

_DIRECTING = acts_that(Trait.DIRECTING) | {Act.ULTIMATUM}
_BY_WORDS = frozenset({Ground.PHRASE, Ground.GRAMMAR, Ground.COMMAND, Ground.WORDS})
_SELF = word_set("i_and_we")
_ASKING = word_set("asking_verbs")
_TOWARDS = word_set("charging")
_DUTY = word_set("duty_modals")
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_PARTIES = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_NEEDING_VERBS = word_set("needing_verbs")


def charged(document: Document, attribution: Attribution, coding: Coding) -> Iterator[TokenSpan]:
    """Yield whom the content itself calls on, or charges with a duty; none where a cue tells what was done."""
    if coding.act not in _DIRECTING or coding.ground not in _BY_WORDS:
        return
    for start, end in attribution.content:
        for n in document.tokens_in(start, end):
            token = document.tokens[n]
            if token.lemma in _ASKING and token.pos == "VERB":
                yield from _called_on(document, token)
            elif token.dep in ("nsubj", "nsubjpass") and _must(document, token):
                yield named_phrase(document, token.i)


def _called_on(document: Document, verb: Token) -> Iterator[TokenSpan]:
    """Yield whom a speaker calls on in the first person: "I urge the two sides", "we appeal to Norland"."""
    if not any(token.text.lower() in _SELF for token in document.dependents(verb.i, "nsubj")):
        return
    for token in document.dependents(verb.i, "dobj", "dative"):
        yield named_phrase(document, token.i)
    for towards in document.dependents(verb.i, "prep"):
        if towards.text.lower() in _TOWARDS:
            yield from (named_phrase(document, whom.i) for whom in document.dependents(towards.i, "pobj"))
    for clause in document.dependents(verb.i, "ccomp", "xcomp"):
        yield from (named_phrase(document, whom.i) for whom in document.dependents(clause.i, "nsubj"))


def _must(document: Document, subject: Token) -> bool:
    """Say whether a subject is a party that is told to do something, in a main clause."""
    verb = document.tokens[subject.head]
    if subject.dep == "nsubjpass" or verb.dep not in _MAIN or label_of(document, subject.i) not in _PARTIES:
        return False
    duty = verb.lemma in _NEEDING_VERBS and any(document.dependents(verb.i, "xcomp"))
    aux = {token.text.lower() for token in document.dependents(verb.i, "aux")}
    return duty or bool(aux & _DUTY)
