"""What the head that finds deeds sees: a sentence with those before it, and each pair of a deed and a candidate.

Training and running share this file, so that the head is always asked in the way it was taught.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.extractors.events.evidence import ROOTS, STATUSES, forms_of, in_tree, lexical_of
from onrecord.extractors.events.heads import distances
from onrecord.extractors.events.standing import related, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from onrecord.core.document import Sentence
    from onrecord.encoder.states import States
    from onrecord.extractors.events.candidates import Candidate
    from onrecord.extractors.events.parties import Parties
    from onrecord.extractors.events.roles import Phrase
    from onrecord.extractors.events.ruled import Rules
    from onrecord.extractors.events.syntax import Reading

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BEFORE = 2  # sentences before its own in which a deed's parties are looked for
FARTHEST = 90  # tokens before its own sentence that are looked at
LONGEST = 110  # tokens of a sentence that are looked at
NO_STATUS = len(STATUSES)
RULED = (
    8  # what the rules make of a candidate: nothing of the deed; else 1, +1 for a source, +2 a target, +4 a place
)
TELLING = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))


class Signs(NamedTuple):
    """What is known of some tokens, one row each.

    Attributes:
        states: The encoder's states of the token's first word; zeros for marks.
        forms: Part of speech, dependency and kind of name, as ones among zeros (see `evidence.forms_of`).
        lexical: The root that the lexicon gives the word, however it stands, from 1; or 0.
        named: The root that the rules code there, from 1; or 0.
        status: The status that they give it; `NO_STATUS` where they code nothing.
        kept: Whether they would record it.
        often, opening, word, first: How it stands in the document (see `standing.Standing`).
        here: Whether it stands in the sentence itself, not before it.
    """

    states: Floats
    forms: Floats
    lexical: Ints
    named: Ints
    status: Ints
    kept: Ints
    often: Ints
    opening: Ints
    word: Ints
    first: Ints
    here: Ints


class Scene(NamedTuple):
    """A sentence with those before it.

    Attributes:
        span: The tokens looked at.
        first: The first token of the sentence itself.
        signs: What is known of them.
        candidates: Those who stand there.
    """

    span: range
    first: int
    signs: Signs
    candidates: Sequence[Candidate]


class Pairing(NamedTuple):
    """A deed beside each candidate of its scene.

    Attributes:
        rows: Where the candidates stand, from the first token of the scene.
        away: The class of their distance from the deed (see `heads.distances`).
        tree: How they hang together with it (see `evidence.in_tree`).
        ruled: What the rules make of them (see `RULED`).
        here: Whether they stand in the deed's sentence.
        related: How each stands to each of the others (see `standing.related`).
    """

    rows: Ints
    away: Ints
    tree: Ints
    ruled: Ints
    here: Ints
    related: Ints


def scenes(reading: Reading, whole: Signs, possible: Sequence[Candidate]) -> Iterator[Scene]:
    """Yield each sentence of a document that is long enough to tell of a deed.

    Args:
        reading: The document.
        whole: What is known of its tokens.
        possible: The candidates of the document.
    """
    starts = [candidate.token for candidate in possible]
    sentences = reading.document.sentences
    for number, sentence in enumerate(sentences):
        if sentence.last - sentence.first < 2:
            continue
        first = _first_looked_at(sentences, number)
        span = range(first, min(sentence.last, sentence.first + LONGEST))
        signs = _cut(whole, span, sentence.first)
        there = possible[bisect_left(starts, span.start) : bisect_left(starts, span.stop)]
        yield Scene(span, sentence.first, signs, there)


def _first_looked_at(sentences: Sequence[Sentence], number: int) -> int:
    first = here = sentences[number].first
    for before in range(number - 1, max(number - 1 - BEFORE, -1), -1):
        if here - sentences[before].first > FARTHEST:
            break
        first = sentences[before].first
    return first


def _cut(whole: Signs, span: range, first: int) -> Signs:
    """Return the signs of some tokens; those from the first on stand in the sentence itself."""
    rows = slice(span.start, span.stop)
    here = (np.arange(span.start, span.stop) >= first).astype(np.int64)
    return Signs._make(each[rows] for each in whole)._replace(here=here)


def signs_of(reading: Reading, states: States, rules: Rules) -> Signs:
    """Return what is known of the tokens of a document, as if none stood before the sentence itself."""
    tokens = reading.tokens
    named = np.zeros(len(tokens), dtype=np.int64)
    status = np.full(len(tokens), NO_STATUS, dtype=np.int64)
    kept = np.zeros(len(tokens), dtype=np.int64)
    for token, deed in rules.deeds.items():
        named[token] = 1 + ROOTS.index(deed.root)
        status[token] = STATUSES.index(deed.status)
    kept[list(rules.kept)] = 1
    lexical = np.array([lexical_of(token) for token in tokens], dtype=np.int64)
    forms = forms_of(reading.document, range(len(tokens)))
    return Signs(states.of(tokens), forms, lexical, named, status, kept, *standing(reading), np.zeros_like(kept))


def pairing(reading: Reading, scene: Scene, token: int, who: Parties | None) -> Pairing:
    """Return what is known of a deed's word beside each candidate of its scene.

    Args:
        token: The deed's word.
        who: The parties that the rules give it, if they code it.
    """
    span = scene.span
    mark = np.zeros(len(span), dtype=np.int64)
    mark[token - span.start] = 1
    rows = np.array([candidate.token - span.start for candidate in scene.candidates], dtype=np.int64)
    ruled = np.array([_ruled(candidate.phrase, who) for candidate in scene.candidates], dtype=np.int64)
    tree = in_tree(reading.document, token, span)
    signs = scene.signs
    among = related(signs.word[rows], signs.first[rows])
    return Pairing(rows, distances(mark, 1)[rows], tree[rows], ruled, signs.here[rows], among)


def _ruled(phrase: Phrase, who: Parties | None) -> int:
    if who is None:
        return 0
    places = () if who.place is None else (who.place,)
    roles = ((1, who.sources), (2, who.targets), (4, places))
    return min(RULED - 1, 1 + sum(worth for worth, phrases in roles if _touches(phrase, phrases)))


def _touches(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    return any(phrase[0] < last and first < phrase[1] for first, last in others)
