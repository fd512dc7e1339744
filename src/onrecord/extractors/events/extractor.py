"""Events: what was done, by whom, to whom, where, and whether it took place at all.

A finder hands over deeds (`deed`): by syntax and lexicon alone (`ruled`: the words of `data/events/` name an
event, `triggers`; the parse gives its parties, `parties`, and its status, `status`; PLOVER's rules its root and
mode, `plover`), or with what a trained head adds. Here they become entries that rest on citations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.identity import entry_id
from onrecord.core.problem import Outcome
from onrecord.core.who import Mention
from onrecord.extractors.events.learned import with_head
from onrecord.extractors.events.syntax import Reading
from onrecord.extractors.titles import is_within, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry
    from onrecord.encoder import Encoded
    from onrecord.extractors.events.deed import Deed
    from onrecord.extractors.events.roles import Phrase

    Teller = Callable[[Reading, Encoded], list[Deed]]

_LONGEST = 45


class Events:
    """The extractor of events.

    Args:
        told: Finds the deeds; by rules and the trained head unless another is given.
        name: Name and version, as every entry states it.
    """

    def __init__(self, told: Teller = with_head, name: str = "events 3") -> None:
        self._told = told
        self._name = name

    @property
    def name(self) -> str:
        """Name and version."""
        return self._name

    def extract(self, document: Document, encoded: Encoded) -> Outcome[Entry]:
        """Return the events of a document, in the order of the text."""
        reading = Reading(document)
        named = titles(document)
        found = [_event(reading, deed, self.name) for deed in self._told(reading, encoded)]
        found = [event for event in found if not is_within(named, event.trigger.start, event.trigger.end)]
        return Outcome(tuple(_without_repeats(found)))


def _event(reading: Reading, deed: Deed, name: str) -> Event:
    document = reading.document
    first, last = extent(reading, deed)
    token = reading.tokens[deed.token]
    # One noun may be told of twice ("we will have the talks that they had"): its verb tells which it is.
    carrier = -1 if deed.carrier is None else reading.tokens[deed.carrier].start
    return Event(
        id=entry_id(document.report.id, "event", token.start, token.end, carrier),
        plover=deed.root,
        mode=deed.mode,
        status=deed.status,
        words=document.cite(first, last),
        trigger=document.cite(deed.token, deed.token + 1),
        by=name,
        sources=_mentions(document, deed.who.sources),
        targets=_mentions(document, deed.who.targets),
        place=Mention(document.cite(*deed.who.place)) if deed.who.place else None,
        confidence=deed.confidence,
        source_confidence=deed.source_chance,
        target_confidence=deed.target_chance,
    )


def _mentions(document: Document, phrases: Iterable[Phrase]) -> tuple[Mention, ...]:
    return tuple(Mention(document.cite(*phrase)) for phrase in phrases)


def extent(reading: Reading, deed: Deed) -> tuple[int, int]:
    """Return the words that name a deed: from its subject to its target or object, not the whole sentence."""
    tokens = reading.tokens
    sentence = reading.document.sentences[tokens[deed.token].sentence]
    low, high = min(deed.heads), max(deed.heads) + 1
    for head in deed.heads:
        first, last = reading.phrase(head) if tokens[head].pos in ("NOUN", "PROPN") else (head, head + 1)
        low, high = min(low, first), max(high, last)
        for child in reading.below(head, "aux", "auxpass", "neg", "prt", "dobj", "agent"):
            first, last = reading.phrase(child.i) if child.dep == "dobj" else (child.i, child.i + 1)
            low, high = min(low, first), max(high, last)
    who = deed.who
    for first, last in who.phrases:
        if sentence.first <= first and last <= sentence.last and max(high, last) - min(low, first) <= _LONGEST:
            low, high = min(low, first), max(high, last)
    low, high = max(low, sentence.first), min(high, sentence.last)
    return (low, high) if high - low <= _LONGEST else (deed.token, deed.token + 1)


def _without_repeats(events: list[Event]) -> list[Event]:
    """Drop an event told again in the same words: the same root and parties within the words of a longer one."""
    kept: list[Event] = []
    for event in events:
        if any(_repeats(event, other) for other in kept[-4:]):
            continue
        kept.append(event)
    return kept


def _repeats(event: Event, other: Event) -> bool:
    return (
        event.plover is other.plover
        and event.status is other.status
        and event.sources == other.sources
        and event.targets == other.targets
        and other.words.start <= event.trigger.start
        and event.trigger.end <= other.words.end
    )
