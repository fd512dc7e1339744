"""A report read again with each stage's hand in view: which of them gave an entry which field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Event
from onrecord.core.ground import Ground, Refused
from onrecord.core.problem import OnRecordError
from onrecord.grounds.of_events import event_grounds
from onrecord.grounds.of_statements import statement_grounds
from onrecord.record import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.core.entry import Entry
    from onrecord.core.who import Mention
    from onrecord.ingest import Ingest, Step
    from onrecord.record import Record

_HAND = "a person, by hand"
_ROLES = {
    "speaker": "speaker",
    "addressee": "addressee",
    "source": "sources",
    "target": "targets",
    "place": "place",
}
_CHANCES = {"act": "act_confidence", "source": "source_confidence", "target": "target_confidence"}


class NoGrounds(OnRecordError):
    """What an entry rests on cannot be told."""

    def __init__(self, entry: str, why: str) -> None:
        super().__init__(f"what entry '{entry}' rests on cannot be told: {why}.")


def grounds(record: Record, given: str, ingest: Ingest) -> tuple[Ground, ...]:
    """Return what each field of an entry rests on, that it is told at all first.

    Args:
        record: The record.
        given: The entry's id, or its beginning.
        ingest: What reads reports as the record's were read.

    Raises:
        NoGrounds: The entry was added by hand, or what reads reports now does not find it.
    """
    shown = record.entry(given).entry
    steps = list(ingest.steps(record.report(record.entry(given).report.id)))
    told = [(step, entry) for step in steps for entry in step.extraction.entries if entry.id == shown.id]
    if not told:
        raise NoGrounds(given, "a person added it, or what reads reports now does not find it")
    first, last = told[0], told[-1][1]
    passes = dict(_passes(told))
    own = {one.field: one for one in _own(first[0], first[1])}
    found = [own.pop("told")] if "told" in own else []
    values = values_of(shown)
    for field, value in values.items():
        if value or field in passes:
            ground = replace(own.get(field, Ground(field, value, ())), value=value, by=passes.get(field, ()))
            found.append(_completed(ground, shown, by_hand=value != values_of(last).get(field)))
    return tuple(found)


def _passes(told: Iterable[tuple[Step, Entry]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each field with the stages that changed it, in order."""
    before: dict[str, str] = {}
    passes: dict[str, list[str]] = {}
    for step, entry in told:
        for field, value in values_of(entry).items():
            if value != before.get(field, ""):
                passes.setdefault(field, []).append(step.by or entry.by)
            before[field] = value
    yield from ((field, tuple(by)) for field, by in passes.items())


def _own(step: Step, entry: Entry) -> Iterator[Ground]:
    """Yield what our own extractors can tell of how they found an entry."""
    if entry.by.split()[0] == "statements" and not isinstance(entry, Event):
        yield from statement_grounds(step.document, step.encoded, entry)
    elif entry.by.split()[0] == "events" and isinstance(entry, Event):
        yield from event_grounds(step.document, step.encoded, entry)


def _completed(ground: Ground, entry: Entry, *, by_hand: bool) -> Ground:
    """Return a ground as the entry has it now: with who stays in doubt, what later stages think, and the hand."""
    mentions = _mentions(entry, ground.field)
    doubted = tuple(
        Refused(candidate, None, "as likely")
        for one in mentions
        if not one.together
        for candidate in one.candidates
    )
    by = (*ground.by, _HAND) if by_hand else ground.by
    chance = getattr(entry, _CHANCES.get(ground.field, ""), ground.chance)
    return replace(ground, by=by, chance=chance, refused=(*ground.refused, *doubted))


def _mentions(entry: Entry, field: str) -> tuple[Mention, ...]:
    found = getattr(entry, _ROLES.get(field, ""), None) or ()
    return found if isinstance(found, tuple) else (found,)
