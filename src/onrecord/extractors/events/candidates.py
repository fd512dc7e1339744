"""Words that may name a party of a deed: names, nouns and pronouns with their phrases, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from onrecord.extractors.events.syntax import DATE_LABELS, PARTY_LABELS

if TYPE_CHECKING:
    from onrecord.core.document import Token
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.syntax import Reading

_COUNTING = DATE_LABELS | {"MONEY", "QUANTITY", "CARDINAL"}
_STANDING = frozenset(("PRP", "PRP$", "DT", "NN"))  # tags of pronouns; a relative one has its noun beside it


class Candidate(NamedTuple):
    """The head of a phrase that may name a party, and the phrase."""

    token: int
    phrase: Phrase


def candidates(reading: Reading) -> list[Candidate]:
    """Return the candidates of a document, in the order of the text."""
    return [Candidate(token.i, reading.phrase(token.i)) for token in reading.tokens if _may_name(reading, token)]


def _may_name(reading: Reading, token: Token) -> bool:
    label = reading.labels.get(token.i)
    if token.pos == "PRON":
        return token.tag in _STANDING
    if label in _COUNTING or _is_inside_name(reading, token):
        return False
    if token.pos == "NOUN":
        return token.dep != "compound" or label is not None
    return token.pos == "PROPN" or label in PARTY_LABELS


def _is_inside_name(reading: Reading, token: Token) -> bool:
    """Say whether a word is one of a name but not its last, which stands for it; an apostrophe is no last word."""
    name = reading.names.get(token.i)
    if name is None:
        return False
    last = name[1] - 1
    return token.i < (last - 1 if reading.tokens[last].tag == "POS" else last)
