"""What is said without whom it is said to or of: of "accused Norland of a raid" a raid, of "urged it to go" to go.

Whom a verb names before what it tells is the addressee, or who is accused or praised, and no part of the words:
these begin behind "of" and "for", or with the infinitive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.core.entry import Act
from onrecord.core.traits import Trait, acts_that
from onrecord.extractors.statements.addressees import can_hear
from onrecord.extractors.statements.attributions import named_phrase
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.acts import Coding
    from onrecord.extractors.statements.attributions import Attribution, TextSpan

_JUDGING = frozenset({Act.ACCUSE, Act.CRITICISE, Act.PRAISE, Act.WARN, Act.PROTEST})
_DIRECTING = acts_that(Trait.DIRECTING) | {Act.ULTIMATUM, Act.WARN}
_JUDGED_FOR = word_set("judged_for")
_TO = word_set("to")
_OBJECTS = ("dobj", "dative", "iobj")
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl")


def past_whom(document: Document, one: Attribution, coding: Coding) -> Attribution:
    """Return an attribution whose content begins behind whom the verb of its cue names before it."""
    if one.trigger < 0 or one.nominal or one.quoted or coding.act not in _JUDGING | _DIRECTING:
        return one
    start = one.content[0][0]
    for whom in _named(document, document.tokens[one.trigger]):
        low, high = named_phrase(document, whom.i)
        if document.tokens[low].start > start + 1 or document.tokens[high - 1].end <= start:
            continue
        at = _goes_on(document, one, coding, whom) if can_hear(document, (low, high)) else None
        if at is not None:
            return one._replace(content=_from(one.content, document.tokens[at].start))
    return one


def _named(document: Document, verb: Token) -> Iterator[Token]:
    """Yield whom a verb names: accused Norland, called on it, told both sides; or, by the parse, who is to act."""
    yield from document.dependents(verb.i, *_OBJECTS)
    for lead in document.dependents(verb.i, "prep", "dative"):
        yield from document.dependents(lead.i, "pobj")
    for clause in document.dependents(verb.i, "ccomp", "xcomp"):
        yield from document.dependents(clause.i, "nsubj", "nsubjpass")


def _goes_on(document: Document, one: Attribution, coding: Coding, whom: Token) -> int | None:
    """Return the token with which what is said begins behind whom it is said to or of, or None."""
    holders = (one.trigger, whom.i, document.tokens[whom.i].head)
    if coding.act in _JUDGING:
        for holder in holders:
            leads = printed(document.dependents(holder, "prep"), _JUDGED_FOR)
            if lead := next((t for t in leads if t.i > whom.i and one.holds(t)), None):
                return lead.i + 1
    if coding.act in _DIRECTING:
        for holder in holders:
            clauses = (document.tokens[holder], *document.dependents(holder, *_CLAUSES))
            marks = (to for t in clauses if t.tag == "VB" for to in printed(document.dependents(t.i, "aux"), _TO))
            if to := next((t for t in marks if t.i > whom.i and one.holds(t)), None):
                return to.i
    return None


def _from(content: tuple[TextSpan, ...], at: int) -> tuple[TextSpan, ...]:
    """Return the pieces of content from an offset on."""
    return tuple((max(start, at), end) for start, end in content if end > at) or content
