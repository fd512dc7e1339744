"""The parties of a sentence by the trained head: spans of tokens with their role."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.encoder import Encoded
from onrecord.encoder.chain import best, runs, side_by_side
from onrecord.extractors.events.evidence import evidence
from onrecord.extractors.events.heads import LONGEST, heads
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.events.triggers import triggers

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.report import Citation
    from onrecord.extractors.events.evidence import Evidence
    from onrecord.extractors.events.heads import Heads


class Role(StrEnum):
    """What a party is to the main event of its sentence."""

    SOURCE = "source"
    TARGET = "target"
    MUTUAL = "mutual"


class Party(NamedTuple):
    """Words that name a party, with its role."""

    role: Role
    words: Citation


def code_parties(document: Document) -> tuple[Party, ...]:
    """Return the parties of the main event of each sentence, in the order of the text."""
    if not document.tokens:
        return ()
    states, reading = Encoded.of(document).states, Reading(document)
    met = triggers(reading)
    found = []
    for sentence in document.sentences:
        span = range(sentence.first, min(sentence.last, sentence.first + LONGEST))
        if not span:  # a blank before a passage's first word may be a sentence
            continue
        here = [trigger for trigger in met if trigger.token in span]
        found += [
            Party(role, document.cite(span.start + first, span.start + last))
            for role, first, last in labelled(heads(), evidence(reading, states, here, span))
        ]
    return tuple(sorted(found, key=lambda party: party.words.start))


def labelled(known: Heads, seen: Evidence) -> list[tuple[Role, int, int]]:
    """Return the parties of a sentence: their role, first token and one past the last, within the evidence."""
    block, lengths = side_by_side([known.party_scores(seen)])
    labels, _ = best(known.chain(), block, lengths)
    return [(role, *run) for number, role in enumerate(Role) for run in runs(labels[0], number)]
