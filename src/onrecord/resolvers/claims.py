"""Whose claim an event is: the innermost statement or stance in whose words it is told, and what that does to it.

A status is only ever lowered: what is demanded did not happen for being demanded. What a speaker takes for granted
within a demand or a fear (a past tense, "the invasion of 2008") stays what it is; a denial lowers that too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Event, Manner, Statement, Status
from onrecord.grammar import is_perfect
from onrecord.words import Shelf

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.entry import Entry, Stance
    from onrecord.core.extraction import Extraction

word_set = Shelf("acts/sets")

_ACTUAL = frozenset((Status.HAPPENED, Status.ONGOING))
_BY_ACT = {
    **dict.fromkeys((Act.DEMAND, Act.ASK, Act.PROPOSE, Act.ULTIMATUM), Status.DEMANDED),
    **dict.fromkeys((Act.DENY, Act.REFUSE), Status.DENIED),
    **dict.fromkeys((Act.PROMISE, Act.OFFER, Act.AGREE, Act.THREATEN), Status.PLANNED),
    Act.WARN: Status.POSSIBLE,
}
_BY_ATTITUDE = {
    Attitude.FEAR: Status.POSSIBLE, Attitude.DOUBT: Status.POSSIBLE, Attitude.EXPECT: Status.POSSIBLE,
    Attitude.HOPE: Status.POSSIBLE, Attitude.WANT: Status.POSSIBLE, Attitude.INTEND: Status.PLANNED,
}  # fmt: skip
KNOWN = word_set("knowing_articles")
_ENDING = word_set("ending_words")
_WIDEST = 400
_SAYING = word_set("saying_verbs")


class Claims:
    """Links each event to the statement or stance that tells it."""

    name = "claims 1"

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with the claim of every event, and the status that it leaves."""
        contents = sorted(
            (piece.start, piece.end, number)
            for number, entry in enumerate(extraction.entries)
            if not isinstance(entry, Event)
            for piece in entry.content
        )
        if not contents:
            return extraction
        starts = [start for start, _, _ in contents]
        entries: list[Entry] = []
        for entry in extraction.entries:
            if isinstance(entry, Event):
                teller = self._teller(entry, contents, starts, extraction)
                entries.append(entry if teller is None else _claimed(document, entry, teller))
            else:
                entries.append(entry)
        return replace(extraction, entries=tuple(entries))

    @staticmethod
    def _teller(
        event: Event, contents: list[tuple[int, int, int]], starts: list[int], extraction: Extraction
    ) -> Statement | Stance | None:
        """Return the statement or stance whose content holds the event most closely."""
        last = bisect_right(starts, event.trigger.start)
        around = [
            (end - start, -start, number)
            for start, end, number in contents[max(0, last - _WIDEST) : last]
            if event.trigger.end <= end
        ]
        entry = extraction.entries[min(around)[2]] if around else None
        return None if isinstance(entry, Event) else entry


def _claimed(document: Document, event: Event, teller: Statement | Stance) -> Event:
    return replace(event, claim=teller.id, status=lowered(document, event, teller))


def lowered(document: Document, event: Event, teller: Statement | Stance) -> Status:
    """Return the status of an event that is told within a statement or stance: never a surer one."""
    told = _BY_ACT.get(teller.act) if isinstance(teller, Statement) else _BY_ATTITUDE.get(teller.attitude)
    if told is None or _is_to_end(document, event):
        return event.status
    if told is Status.DENIED:
        return _denied(document, event, teller)
    if event.status not in _ACTUAL or _is_granted(document, event):
        return event.status
    return Status.POSSIBLE if teller.negated else told


def _denied(document: Document, event: Event, teller: Statement | Stance) -> Status:
    if teller.negated:
        return Status.POSSIBLE if event.status in _ACTUAL else event.status
    if _only_says(document, teller) or _in_relative_clause(document, event):
        return event.status
    return Status.DENIED


def _only_says(document: Document, teller: Statement | Stance) -> bool:
    """Say whether the cue denies nothing by itself: "said that ...", or a quotation without a cue."""
    if teller.cue is None:
        return isinstance(teller, Statement) and teller.manner is Manner.DIRECT
    return any(
        document.tokens[i].lemma.lower() in _SAYING for i in document.tokens_in(teller.cue.start, teller.cue.end)
    )


def _is_granted(document: Document, event: Event) -> bool:
    """Say whether the words take the event for granted: a past tense, a relative clause, a known event."""
    inside = document.tokens_in(event.trigger.start, event.trigger.end)
    if not inside:
        return False
    token = document.tokens[inside[0]]
    if token.pos in ("NOUN", "PROPN"):
        return document.carries(token.i, KNOWN, "det")
    over = token.tag == "VBD" or (token.tag == "VBN" and is_perfect(document, token.i))
    return over or _in_relative_clause(document, event)


def _is_to_end(document: Document, event: Event) -> bool:
    """Say whether an event is what shall end: "an end to the war", "stop attacking the town"."""
    inside = document.tokens_in(event.trigger.start, event.trigger.end)
    if not inside or document.tokens[inside[0]].lemma.lower() in _ENDING:
        return False
    token = document.tokens[inside[0]]
    for _ in range(2):
        above = document.tokens[token.head]
        if above.i == token.i or token.dep not in ("pobj", "prep", "dobj", "xcomp", "pcomp"):
            return False
        if above.lemma.lower() in _ENDING:
            return True
        token = above
    return False


def _in_relative_clause(document: Document, event: Event) -> bool:
    inside = document.tokens_in(event.trigger.start, event.trigger.end)
    return bool(inside) and document.tokens[inside[0]].dep == "relcl"
