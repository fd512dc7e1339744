"""A filtered view of the record with its findings, computed once: what `show` reads.

Nothing that the filter lets through is left out: whoever has no party of the dispute stands under `others`,
whatever is unsure stands under `doubts` as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Stance, Statement, Status
from onrecord.core.when import Basis
from onrecord.core.who import PARTIES
from onrecord.dispute import read_dispute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.problem import Problem
    from onrecord.core.who import Actor, Mention
    from onrecord.record import Filter, Record

# How many parties are shown by themselves when the dispute file names none.
MOST_PARTIES = 12


class Doubt(StrEnum):
    """Why a reader should look twice at an entry."""

    SPEAKER = "who spoke is not sure"
    SOURCE = "who did it is not sure"
    TARGET = "to whom it was done is not sure"
    UNDATED = "no date could be told"
    WIDE = "the words date it no closer than a year"


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks or acts for a party, and in how many entries."""

    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class PartyPage:
    """What the record holds of one party.

    Attributes:
        id, name: The party.
        voices: Who speaks or acts for it, most often met first.
        said: Its statements by act, acts in the order of `Act`.
        thought: The stances ascribed to it.
        did: The events of which it is a source, those that took place first.
    """

    id: str
    name: str
    voices: tuple[Voice, ...]
    said: tuple[tuple[str, tuple[Line, ...]], ...]
    thought: tuple[Line, ...]
    did: tuple[Line, ...]

    @property
    def statements(self) -> int:
        """How many statements the party made."""
        return sum(len(lines) for _, lines in self.said)


@dataclass(frozen=True, slots=True)
class Casebook:
    """A dispute as the record has it.

    Attributes:
        title: Of the dispute.
        reports: The reports it rests on, oldest first.
        parties: A page for each party.
        others: Lines whose speaker or source belongs to none of the parties, or is not known.
        chronology: What took place or was said, in order of time; the undated last.
        not_happened: Events that are planned, possible, demanded or denied, in order of time.
        doubts: Lines to look at twice, with the reasons.
        problems: Faults in the material.
        names: The shown name of each actor by id.
        lines: Every line that the filter lets through, in order of time, stances last.
    """

    title: str
    reports: tuple[ReportHeader, ...]
    parties: tuple[PartyPage, ...]
    others: tuple[Line, ...]
    chronology: tuple[Line, ...]
    not_happened: tuple[Line, ...]
    doubts: tuple[tuple[Line, tuple[Doubt, ...]], ...]
    problems: tuple[Problem, ...]
    names: dict[str, str]
    lines: tuple[Line, ...] = ()


def casebook(record: Record, chosen: Filter) -> Casebook:
    """Return the record as a casebook.

    Args:
        record: The record.
        chosen: Lets only some entries through.
    """
    dispute = read_dispute(record.made_by.dispute, record.path)
    actors = {count.actor.id: count.actor for count in record.actors()}
    lines = (*record.timeline(chosen), *record.stances(chosen))
    names = record.names()
    by_party = _by_party(lines, actors)
    order = _party_order(dispute.parties, by_party, actors)
    taken = {line.entry.id for party in order for line in by_party[party]}
    return Casebook(
        title=title_of(record),
        reports=tuple(sorted(record.reports(), key=_published)),
        parties=tuple(_page(party, by_party[party], names, actors) for party in order),
        others=tuple(line for line in lines if line.entry.id not in taken),
        chronology=tuple(line for line in lines if _took_place(line)),
        not_happened=tuple(line for line in lines if isinstance(line.entry, Event) and not _took_place(line)),
        doubts=tuple((line, reasons) for line in lines if (reasons := doubts(line))),
        problems=tuple(record.problems()),
        names=names,
        lines=lines,
    )


def title_of(record: Record) -> str:
    """Return the title of the dispute, or the name of the record where no dispute file gives one."""
    made_by = record.made_by.dispute
    return read_dispute(made_by, record.path).title if made_by else record.path.stem


def doubts(line: Line) -> tuple[Doubt, ...]:
    """Return why a reader should look twice at a line."""
    entry = line.entry
    found = []
    if isinstance(entry, Event):
        if any(_unsure(mention) for mention in entry.sources) or not entry.sources or entry.doubts_sources:
            found.append(Doubt.SOURCE)
        if entry.doubts_targets:
            found.append(Doubt.TARGET)
    elif entry.speaker is None or _unsure(entry.speaker):
        found.append(Doubt.SPEAKER)
    if entry.when is None:
        found.append(Doubt.UNDATED)
    elif entry.when.basis is not Basis.PUBLISHED and _wide(line):
        found.append(Doubt.WIDE)
    return tuple(found)


def _unsure(mention: Mention) -> bool:
    return mention.actor is None and mention.name is None and not mention.together


def _wide(line: Line) -> bool:
    when = line.entry.when
    return bool(when and (not when.earliest or not when.latest or (when.latest - when.earliest).days > 366))


def _took_place(line: Line) -> bool:
    entry = line.entry
    if isinstance(entry, Event):
        return entry.status in (Status.HAPPENED, Status.ONGOING)
    return isinstance(entry, Statement)


def _by_party(lines: Iterable[Line], actors: Mapping[str, Actor]) -> dict[str, list[Line]]:
    """Group lines by the party whose words or deeds they are; a joint one stands under each."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for party in dict.fromkeys(party for party, _ in _voices(line, actors)):
            found[party].append(line)
    return found


def _voices(line: Line, actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """Yield for whom a line is said or done, with who says or does it for them (empty: not known by name)."""
    for mention in _doers(line):
        if mention.together:
            for each in mention.candidates:
                known = actors.get(each)
                yield (known.party if known and known.party else each), each
        elif party := mention.party or mention.actor:
            yield party, mention.actor or mention.name or ""


def _doers(line: Line) -> tuple[Mention, ...]:
    if isinstance(line.entry, Event):
        return line.entry.sources
    return (line.entry.speaker,) if line.entry.speaker else ()


def _party_order(named: Sequence[str], by_party: dict[str, list[Line]], actors: dict[str, Actor]) -> list[str]:
    """Return the parties to show: those the dispute file names, or else the states and bodies met most."""
    if named:
        return [party for party in named if party in by_party]
    met = [party for party in by_party if party in actors and actors[party].kind in PARTIES]
    return sorted(met, key=lambda party: (-len(by_party[party]), party))[:MOST_PARTIES]


def _page(party: str, lines: list[Line], names: dict[str, str], actors: Mapping[str, Actor]) -> PartyPage:
    said: dict[str, list[Line]] = defaultdict(list)
    voices: Counter[str] = Counter()
    for line in lines:
        voices.update({voice for whose, voice in _voices(line, actors) if whose == party})
        if isinstance(line.entry, Statement):
            said[line.entry.act].append(line)
    for nobody in ("", party):
        voices.pop(nobody, None)
    return PartyPage(
        id=party,
        name=names.get(party, party),
        voices=tuple(
            Voice(names.get(voice, voice), count)
            for voice, count in sorted(voices.items(), key=lambda item: (-item[1], item[0]))
        ),
        said=tuple((act, tuple(said[act])) for act in sorted(said, key=_act_place)),
        thought=tuple(line for line in lines if isinstance(line.entry, Stance)),
        did=tuple(
            sorted(
                (line for line in lines if isinstance(line.entry, Event)), key=lambda line: not _took_place(line)
            )
        ),
    )


def _act_place(act: str) -> int:
    return list(Act).index(Act(act))


def _published(report: ReportHeader) -> tuple[str, str]:
    return (report.published.edtf() if report.published else "9999", report.path)
