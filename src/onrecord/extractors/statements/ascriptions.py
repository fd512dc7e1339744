"""Attributions by a phrase that says whose view a clause is: according to X, in X's view, for X, as X puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.document import printed
from onrecord.extractors.statements.attributions import Attribution, named_phrase, offsets, trimmed
from onrecord.extractors.statements.frames import has_words
from onrecord.extractors.statements.lexicon import word_set

if TYPE_CHECKING:
    from onrecord.core.document import Document, Token
    from onrecord.extractors.statements.attributions import TokenSpan

ASCRIBING = word_set("ascribing")

_VIEW = word_set("view_nouns")
_JUDGING = word_set("judging_verbs")
_OUTLETS = word_set("outlet_words")
_TELLING = word_set("telling_nouns")
_TO, _OF = word_set("to"), word_set("of")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_THIRD_OBJECTS = word_set("third_objects")


def ascribed(document: Document, i: int) -> Attribution | None:
    """Return what the phrase that opens at token `i` ascribes to someone, or None."""
    word = document.tokens[i].text
    look = _LOOKS.get(word.lower()) or _OPENING_LOOKS.get(word)
    return look(document, i) if look else None


def unpossessed(document: Document, span: TokenSpan) -> TokenSpan:
    """Return a name without the mark of possession behind it."""
    low, high = span
    while high - low > 1 and document.tokens[high - 1].text in _POSSESSIVE:
        high -= 1
    return low, high


def _according(document: Document, i: int) -> Attribution | None:
    tokens = document.tokens
    if (
        i + 2 >= len(tokens)
        or tokens[i + 1].text.lower() not in _TO
        or tokens[i + 2].sentence != tokens[i].sentence
    ):
        return None
    giver = next(document.dependents(i + 1, "pobj"), None)
    return _ascription(document, i, named_phrase(document, giver.i), (i, i + 2)) if giver else None


def _in_view(document: Document, i: int) -> Attribution | None:
    for thing in document.dependents(i, "pobj"):
        if thing.text.lower() not in _VIEW:
            return None
        holder = next(document.dependents(thing.i, "poss"), None)
        if holder is None:
            of = next(printed(document.dependents(thing.i, "prep"), _OF), None)
            holder = next(document.dependents(of.i, "pobj"), None) if of else None
        if holder:
            source = unpossessed(document, named_phrase(document, holder.i))
            return _ascription(document, i, source, (thing.i, thing.i + 1))
    return None


def _for_someone(document: Document, i: int) -> Attribution | None:
    """For the former ambassador, the accords were a mistake: only a person's judgement, set off by a comma."""
    holder = next(document.dependents(i, "pobj"), None)
    if holder is None or document.tokens[document.tokens[i].head].lemma not in _JUDGING:
        return None
    source = named_phrase(document, holder.i)
    if not _is_person(document, holder) or not _is_set_off(document, source):
        return None
    return _ascription(document, i, source, (i, i + 1))


def _as_outlet(document: Document, i: int) -> Attribution | None:
    """As the Herald, it was a risky promise: a translation that lost its verb, taken for a view of the outlet."""
    holder = next(document.dependents(i, "pobj"), None)
    if holder is None or not set(holder.text.lower().split()) & _OUTLETS:
        return None
    source = named_phrase(document, holder.i)
    return _ascription(document, i, source, (i, i + 1)) if _is_set_off(document, source) else None


# What a phrase may ascribe, by the word that opens it: anywhere, or at the beginning of a sentence.
_LOOKS = {"according": _according, "in": _in_view}
_OPENING_LOOKS = {"For": _for_someone, "As": _as_outlet}


def _is_set_off(document: Document, source: TokenSpan) -> bool:
    return source[1] < len(document.tokens) and document.tokens[source[1]].text == ","


def _is_person(document: Document, token: Token) -> bool:
    if token.text.lower() in _THIRD_OBJECTS:
        return True
    if any(part.lemma in _TELLING for part in document.dependents(token.i, "appos")):
        return True
    return any(
        name.label in ("PERSON", "NORP") and name.first <= token.i < name.last
        for name in document.names_between(token.i - 6, token.i + 1)
    )


def _ascription(document: Document, i: int, source: TokenSpan, cue: TokenSpan) -> Attribution | None:
    """Return the attribution of the clause around a phrase that says whose view it is."""
    tokens = document.tokens
    governor = tokens[tokens[i].head]
    sentence = document.sentences[tokens[i].sentence]
    if i and tokens[i - 1].text == "," and max(source[1], cue[1]) >= sentence.last - 1:
        governor = tokens[sentence.root]  # at the end of a sentence, it is of the whole
    governor = _clause_over(document, governor)
    if governor.i == i:
        return None
    low, high = document.subtree(governor.i)
    low, high = max(low, sentence.first), min(high, sentence.last)
    left, right = document.subtree(i)
    left, right = min(left, source[0]), max(right, source[1], cue[1])
    sides = [trimmed(document, *side) for side in ((low, left), (right, high)) if has_words(document, side)]
    content = tuple(offsets(document, side) for side in sides)
    return Attribution(content, source, cue, None, None, None, governor.i, i) if sides else None


def _clause_over(document: Document, token: Token) -> Token:
    """Return the verb of the clause in which a word stands."""
    for _ in range(6):
        if token.pos in ("VERB", "AUX") or token.head == token.i:
            break
        token = document.tokens[token.head]
    return token
