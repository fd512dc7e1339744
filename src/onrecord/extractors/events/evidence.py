"""What the trained heads see of a text, token by token: the encoder's states, the syntax, and what the rules say.

Training and running share this file, so that the heads are always asked in the way they were taught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.core.entry import Root, Status
from onrecord.extractors.events.lexicon import lexicon
from onrecord.extractors.events.parties import parties
from onrecord.extractors.events.plover import coded
from onrecord.extractors.events.status import status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from onrecord.core.document import Document, Token
    from onrecord.encoder.states import States
    from onrecord.extractors.events.syntax import Reading
    from onrecord.extractors.events.triggers import Trigger

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

ROOTS = tuple(Root)
STATUSES = tuple(Status)
# What the rules make of a token: nothing, source, target, party of a mutual deed. Where the parties of one
# trigger are asked for, only that trigger has a role, the first: the rules are not to be heard.
ROLES = 4
_NUMBER = {root: number for number, root in enumerate(ROOTS)}
_FORMS = (
    "NOUN PROPN VERB AUX ADJ ADV PRON DET ADP NUM PART CCONJ SCONJ PUNCT SYM X",
    "nsubj nsubjpass dobj pobj poss compound amod prep agent conj cc appos ROOT ccomp xcomp advcl relcl acl aux"
    " auxpass det case punct mark dative nmod advmod attr",
    "GPE ORG PERSON NORP DATE LOC FAC CARDINAL",
)
_PLACES = [{name: number for number, name in enumerate(names.split())} for names in _FORMS]
_BEFORE = (0, len(_PLACES[0]), len(_PLACES[0]) + len(_PLACES[1]))
FORMS = sum(map(len, _PLACES))
VERDICT = 3 * len(ROOTS) + len(STATUSES) + 2
_UP, _DOWN = 4, 6  # steps in the tree, from a trigger up and down again, that are told apart
TREE = 1 + _UP * _DOWN


class Evidence(NamedTuple):
    """What is known of some tokens, one row each.

    Attributes:
        states: The encoder's states of the token's first word; zeros for marks.
        forms: Its part of speech, its dependency and the kind of name it stands in, as ones among zeros.
        named: The root that a trigger codes there, from 1; 0 where none stands.
        lexical: The root that the lexicon gives the word, however it stands, from 1; or 0.
        roles: What the rules make of it (see `ROLES`).
    """

    states: Floats
    forms: Floats
    named: Ints
    lexical: Ints
    roles: Ints


class Found(NamedTuple):
    """A trigger, and what the rules make of it."""

    trigger: Trigger
    root: Root
    status: Status


def found(reading: Reading, met: list[Trigger]) -> list[Found]:
    """Return the triggers with root and status."""
    result = []
    for trigger in met:
        state = status(reading, trigger)
        root, _ = coded(reading, trigger, parties(reading, trigger), state, promised=True)
        result.append(Found(trigger, root, state))
    return result


def evidence(reading: Reading, states: States, triggers: list[Trigger], span: range) -> Evidence:
    """Return what is known of the tokens of a span.

    Args:
        triggers: Those of the span, at least.
    """
    roles = np.zeros(len(span), dtype=np.int64)
    for trigger in triggers:
        if trigger.token not in span:
            continue
        who = parties(reading, trigger)
        for phrases, role in ((who.targets, 2), (who.sources, 3 if trigger.sense.together else 1)):
            for first, last in phrases:
                roles[max(first - span.start, 0) : max(last - span.start, 0)] = role
    return without_roles(reading, states, triggers, span)._replace(roles=roles)


def without_roles(reading: Reading, states: States, triggers: Iterable[Trigger], span: range) -> Evidence:
    """Return what is known of the tokens of a span, but not which parties the rules give its triggers."""
    tokens = reading.document.tokens[span.start : span.stop]
    named = np.zeros(len(span), dtype=np.int64)
    for trigger in triggers:
        if trigger.token in span:
            named[trigger.token - span.start] = 1 + _NUMBER[trigger.sense.root]
    lexical = np.array([lexical_of(token) for token in tokens], dtype=np.int64)
    return Evidence(states.of(tokens), forms_of(reading.document, span), named, lexical, np.zeros_like(named))


def in_tree(document: Document, trigger: int, span: range) -> Ints:
    """Return for each token of a span how many steps up, then down, lead to it from a trigger; 0 where none do."""
    tokens = document.tokens
    above: dict[int, int] = {}
    for up in range(_UP):
        above.setdefault(trigger, up)
        trigger = tokens[trigger].head
    places = np.zeros(len(span), dtype=np.int64)
    for row, token in enumerate(span):
        current = token
        for down in range(_DOWN):
            if current in above:
                places[row] = 1 + above[current] * _DOWN + down
                break
            current = tokens[current].head
    return places


def forms_of(document: Document, span: range) -> Floats:
    """Return part of speech, dependency and kind of name of some tokens, as ones among zeros."""
    forms = np.zeros((len(span), FORMS), dtype=np.float32)
    for row, token in enumerate(document.tokens[span.start : span.stop]):
        for table, start, value in zip(_PLACES, _BEFORE, (token.pos, token.dep), strict=False):
            if value in table:
                forms[row, start + table[value]] = 1
    for name in document.names_between(span.start, span.stop):
        if name.label in _PLACES[2]:
            forms[name.first - span.start : name.last - span.start, _BEFORE[2] + _PLACES[2][name.label]] = 1
    return forms


def lexical_of(token: Token) -> int:
    """Return the root that the lexicon gives a word, however it stands, from 1; 0 for one that it has not."""
    words = lexicon()
    lemma = token.lemma.lower()
    entries = words.verbs.get(lemma) or words.nouns.get(lemma)
    return 1 + _NUMBER[entries[-1].sense.root] if entries else 0


def verdict(answer: Root, all_found: list[Found], fits: list[tuple[float, float]]) -> Floats:
    """Return what the rules say of a pair, as numbers: their answer, and how well each trigger fits the pair."""
    count = len(ROOTS)
    values = np.zeros(VERDICT, dtype=np.float32)
    values[_NUMBER[answer]] = 1
    for one, (score, _) in zip(all_found, fits, strict=True):
        for place in (count + _NUMBER[one.root], 2 * count + _NUMBER[one.trigger.sense.root]):
            values[place] = max(values[place], (score + 4) / 10)
    if all_found:
        best = max(range(len(fits)), key=fits.__getitem__)
        values[3 * count + STATUSES.index(all_found[best].status)] = 1
        values[-2] = fits[best][0] / 6
    else:
        values[-1] = 1
    return values
