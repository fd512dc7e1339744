"""Passages that people marked in another program, read as entries: the common half of all such formats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.export.back.brought import Brought, Changed, Unread
from onrecord.export.markup import CONTINUED, LABELLED, LABELS, NAMED, PARTS, marked_values, tidy
from onrecord.export.state import state_of
from onrecord.record.changes import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.core.report import Report
    from onrecord.record import Record

_KEY = re.compile(r"(?P<entry>[0-9a-f]{16})(:(?P<role>[a-z]+)\.(?P<number>\d+))?")
# Fields that hold one stretch of words.
_ONE_STRETCH = ("words", "cue", "trigger", "condition", "dating")


@dataclass(frozen=True, slots=True)
class Region:
    """A passage as a program has it.

    Attributes:
        id: Its id there.
        key: Its key in the record, where it went out from there; empty for one that is new.
        label: What it is marked as.
        start: Where it begins, as the record counts.
        end: Where it ends.
        values: The values that stand on it.
        who: Who marked it, where that is told of each.
    """

    id: str
    key: str
    label: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)
    who: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one person marked in one report.

    Attributes:
        report: The report's id.
        place: Where it stands in the file, in words.
        who: Who marked it, where the file tells.
        regions: The passages.
        ties: Pairs of ids: which passage belongs to which.
        states: The digest of each entry that went out; an entry that has no passage now was taken away.
    """

    report: str
    place: str
    who: str
    regions: tuple[Region, ...]
    ties: tuple[tuple[str, str], ...]
    states: Mapping[str, str]


class MarkedFile:
    """A file with marked passages."""

    def __init__(self, read: Callable[[Record], Iterable[Marked | Unread]]) -> None:
        self._read = read

    def items(self, rec: Record) -> Iterator[Brought | Unread]:
        """Yield each entry, report by report and person by person."""
        for one in self._read(rec):
            if isinstance(one, Unread):
                yield one
            else:
                yield from _Entries(one).brought()

    def shown(self, rec: Record, line: Line) -> dict[str, str]:
        """Return what an entry would say if it went out now."""
        del rec
        return marked_values(line.entry)

    def state(self, values: Mapping[str, str]) -> str:
        """Return the digest of what an entry says."""
        return state_of(values)

    def changed(self, values: Mapping[str, str], line: Line | None, report: Report) -> Changed:
        """Return the values, which are fields already; one that has more stretches of words than one is none."""
        del line, report
        doubled = [name for name in _ONE_STRETCH if " " in values.get(name, "")]
        untaken = tuple(
            f"{name}: {len(values[name].split())} passages are tied to it, it has one" for name in doubled
        )
        return Changed({name: value for name, value in values.items() if name not in doubled}, untaken)

    def aside(self, one: Brought, rec: Record, line: Line) -> tuple[str, ...]:
        """Return nothing: all that can be marked is a field."""
        del one, rec, line
        return ()


class _Entries:
    """The entries that some passages make."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._by_id = {one.id: one for one in marked.regions}
        self._tied: dict[str, list[Region]] = {}
        for head, part in marked.ties:
            if head in self._by_id and part in self._by_id and part != head:
                self._tied.setdefault(head, []).append(self._by_id[part])

    def brought(self) -> Iterator[Brought | Unread]:
        heads = [one for one in self._marked.regions if one.label in LABELS]
        yield from self._strange()
        met: set[str] = set()
        for head in heads:
            entry = head.key if head.key in self._marked.states and head.key not in met else ""
            met.add(entry)
            yield self._entry(head, entry)
        yield from self._gone(met)

    def _strange(self) -> Iterator[Unread]:
        """Yield the passages that are no entry and no part of one."""
        tied = {part.id for several in self._tied.values() for part in several}
        for one in self._marked.regions:
            if one.label in LABELS:
                continue
            if one.label not in PARTS:
                yield Unread(self._place(one), f"no entry is marked as '{one.label}'")
            elif one.id not in tied and not one.key:
                yield Unread(self._place(one), f"this {one.label} is tied to no entry")

    def _gone(self, met: set[str]) -> Iterator[Brought | Unread]:
        """Yield the entries that were taken away; where none is left, nobody began with them."""
        states = self._marked.states
        gone = [entry for entry in states if entry not in met]
        if gone and len(gone) == len(states):
            why = f"none of the {len(gone)} entries that went out is in it: it was not begun with them"
            yield Unread(self._marked.place, why)
            return
        for entry in gone:
            place = f"{self._marked.place}, taken away"
            yield Brought(place, entry, states[entry], who=self._marked.who, gone=True)

    def _entry(self, head: Region, entry: str) -> Brought:
        kind, _, act = head.label.partition(" ")
        parts = sorted(self._tied.get(head.id, ()), key=_order)
        values = dict.fromkeys(FIELDS[kind], "") | {LABELLED[kind]: act}
        told_in = "claim" if kind == "event" else "via"
        told = {name: tidy(value) for name, value in head.values.items() if tidy(value)}
        values |= {told_in if name == "told_in" else name: value for name, value in told.items()}
        if kind != "event" and not values["negated"]:
            values["negated"] = "no"
        values |= _by_field((head, *parts), kind)
        state = self._marked.states.get(entry, "")
        who = head.who or self._marked.who
        return Brought(self._place(head), entry, state, values, who, kind=kind, report=self._marked.report)

    def _place(self, region: Region) -> str:
        return f"{self._marked.place}, {region.label} at {region.start}:{region.end}"


def entry_of(key: str) -> str:
    """Return the id of the entry that a key names, or nothing."""
    found = _KEY.fullmatch(key)
    return found["entry"] if found else ""


def key_in(text: str) -> str:
    """Return the key that stands in a text, or nothing.

    >>> key_in("entry 00112233445566ff:speaker.0, as it went out")
    '00112233445566ff:speaker.0'
    """
    found = re.search(rf"\b{_KEY.pattern}", text)
    return found[0] if found else ""


def _field(part: Region, kind: str) -> str:
    """Return the field whose words a passage is."""
    if part.label in LABELS or part.label == CONTINUED:
        return "words" if kind == "event" else "content"
    return part.label


def _value(part: Region) -> str:
    place = f"{part.start}:{part.end}"
    return f"{tidy(part.values.get('actor', '')) or '?'}@{place}" if part.label in NAMED else place


def _order(part: Region) -> tuple[int, int]:
    """Order passages as they went out, those that are new behind them by their place."""
    found = _KEY.fullmatch(part.key)
    return (int(found["number"]), 0) if found and found["number"] else (1 << 30, part.start)


def _by_field(parts: Iterable[Region], kind: str) -> dict[str, str]:
    """Return what marked parts say, by the field that each is of; those who are named stand with commas."""
    of: dict[str, list[str]] = {}
    for part in parts:
        of.setdefault(_field(part, kind), []).append(_value(part))
    return {name: (", " if name in NAMED else " ").join(several) for name, several in of.items()}
