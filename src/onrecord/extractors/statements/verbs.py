"""Attributions whose cue is a verb: said that ..., promised to ..., rejected ..., called ... a mistake.

Each verb of the lexicon is looked at where it stands; its grammatical surroundings decide which reading of it
applies ("suggest that" asserts, "suggest doing" proposes) and what its content is.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from onrecord.core.entry import Act
from onrecord.extractors.statements.attributions import (
    Attribution,
    has_no_object,
    is_negated,
    is_passive,
    modal_of,
    named_phrase,
    offsets,
    subject_of,
)
from onrecord.extractors.statements.frames import Match, Surroundings
from onrecord.extractors.statements.lexicon import form_of, word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TokenSpan
    from onrecord.extractors.statements.frames import Found
    from onrecord.extractors.statements.lexicon import Cue, Lexicon

_ENVOYS = word_set("envoys")
_FROM = word_set("from")
_SUMMONED = ("dobj", "nsubjpass")
_LEADING = ("aux", "auxpass", "neg")


def verb_attribution(document: Document, i: int, words: Lexicon) -> Attribution | None:
    """Return what the verb at token `i` attributes to someone, or None."""
    surroundings = Surroundings(document, i)
    for entry in words.verbs[form_of(document.tokens[i])]:
        match = companions(document, i, entry)
        if match and entry.act is Act.OFFER and has_no_object(document, i):
            continue  # "offered no comment"
        if match and (found := surroundings.content(match)):
            return _attribution(document, i, match, found)
    return None


def companions(document: Document, i: int, entry: Cue) -> Match | None:
    """Find the words that must come with a verb ("rule ... out", "call for"); None if they do not."""
    if _means_another(document, i, entry):
        return None
    place = i
    for number, word in enumerate(entry.words[1:]):
        place = _beside(document, place, word, particle_of=i if number == 0 else None)
        if place < 0:
            return None
    last = document.tokens[place]
    if place == i or not _is_leading(last):
        return Match(entry, place, -1)
    return None if len(entry.words) == 2 and last.head != i else Match(entry, place, place)


def _means_another(document: Document, i: int, entry: Cue) -> bool:
    """Say whether a verb means another thing by its particle or its object."""
    particles = document.dependents(i, "prt") if entry.act else ()
    if any(t.text.lower() not in entry.words for t in particles):
        return True  # "called him out for it" is no call for it
    summons = document.dependents(i, *_SUMMONED)
    return entry.words[0] == "summon" and not any(t.lemma.lower() in _ENVOYS for t in summons)


def _beside(document: Document, place: int, word: str, particle_of: int | None) -> int:
    """Return where a word stands shortly behind a place, or as the particle of a verb; -1 where it does not."""
    tokens = document.tokens
    near = range(place + 1, min(place + 4, document.sentences[tokens[place].sentence].last))
    here = (n for n in near if word in (tokens[n].text.lower(), tokens[n].lemma))
    parts = document.dependents(particle_of, "prt", "prep") if particle_of is not None else ()
    return next(chain(here, (t.i for t in parts if t.text.lower() == word and t.i > place)), -1)


def _is_leading(token: Token) -> bool:
    """Say whether a word leads to the content of a verb: a preposition, or what the parse takes for one."""
    return token.tag == "IN" or token.dep in ("prep", "agent", "dative", "mark", "aux")


def cue_span(document: Document, i: int, last: int) -> TokenSpan:
    """Return the tokens of a verbal cue: the verb with its auxiliaries, through the words that come with it."""
    low = i
    while low > 0 and document.tokens[low - 1].head == i and document.tokens[low - 1].dep in _LEADING:
        low -= 1
    return low, max(i, last) + 1 if last - i < 6 else i + 1


def _attribution(document: Document, i: int, match: Match, found: Found) -> Attribution | None:
    source = _source(document, i, found, match)
    pieces = found.pieces or (found.span,)
    if source and any(low <= source[0] < high for low, high in pieces):
        return None
    content = tuple(offsets(document, piece) for piece in pieces)
    return Attribution(
        content,
        source,
        cue_span(document, i, match.last),
        match.entry,
        found.frame,
        named_phrase(document, found.addressee) if found.addressee >= 0 else None,
        found.head,
        i,
        is_negated(document, i) or has_no_object(document, i, content),
        modal_of(document, i),
    )


def _source(document: Document, i: int, found: Found, match: Match) -> TokenSpan | None:
    if match.entry.words[-1] in _FROM:  # we heard from Cairo that ...
        giver = next(document.dependents(match.last, "pobj"), None)
        return named_phrase(document, giver.i) if giver else None
    if is_passive(document, i):
        for by in document.dependents(i, "agent"):
            for agent in document.dependents(by.i, "pobj"):
                return named_phrase(document, agent.i)
        return None
    subject = subject_of(document, i)
    return None if subject is None or subject.i == found.head else named_phrase(document, subject.i)
