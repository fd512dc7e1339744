"""A filtered view of the record with its findings, computed once: what `show` reads.

Nothing that the filter lets through is left out: whoever has no party of the dispute stands under `others`,
whatever is unsure stands under `doubts` as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.apart import Apart, apart_of
from onrecord.core.counted import counted, listed
from onrecord.core.entry import Act, Event, Stance, Statement, Status
from onrecord.core.problem import ProblemKind
from onrecord.core.when import Basis, in_order
from onrecord.core.who import PARTIES, ActorKind, is_unnamed
from onrecord.dispute import read_dispute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.core.line import ActorCount, Line, ReportHeader
    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention
    from onrecord.record import Filter, Record

# How many parties are shown by themselves when the dispute file names none.
MOST_PARTIES = 12
# From so many reports on, whom a single one tells of, or hardly any entry, is in passing: no party of the dispute.
SEVERAL_REPORTS = 4
LEAST_REPORTS, LEAST_ENTRIES = 2, 3
_WEB_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")


class Doubt(StrEnum):
    """Why a reader should look twice at an entry."""

    SPEAKER = "who spoke is not sure"
    SOURCE = "who did it is not sure"
    TARGET = "to whom it was done is not sure"
    UNDATED = "no date could be told"
    WIDE = "the words date it no closer than a year"


@dataclass(frozen=True, slots=True)
class Voice:
    """One who speaks or acts for a party, and in how many entries.

    Attributes:
        name: As shown.
        entries: How many.
        by_name: A person or a body with a name: not "officials", nor a newspaper of the country.
    """

    name: str
    entries: int
    by_name: bool = True


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
        counts: Every actor named, with how often.
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
    counts: tuple[ActorCount, ...] = ()

    @property
    def actors(self) -> dict[str, Actor]:
        """Every actor named, by id."""
        return {count.actor.id: count.actor for count in self.counts}


def casebook(record: Record, chosen: Filter) -> Casebook:
    """Return the record as a casebook.

    Args:
        record: The record.
        chosen: Lets only some entries through.
    """
    counts = tuple(record.actors())
    actors = {count.actor.id: count.actor for count in counts}
    lines = (*record.timeline(chosen), *record.stances(chosen))
    names = record.names()
    by_party = _by_party(lines, actors)
    order = party_order(parties_given(record), {party: _told(of) for party, of in by_party.items()}, actors)
    taken = {line.entry.id for party in order for line in by_party[party]}
    return Casebook(
        title=title_of(record),
        reports=tuple(sorted(record.reports(), key=by_date)),
        parties=tuple(_page(party, by_party[party], names, actors) for party in order),
        others=tuple(line for line in lines if line.entry.id not in taken),
        chronology=tuple(filter(_took_place, lines)),
        not_happened=tuple(filter(_did_not_happen, lines)),
        doubts=tuple((line, reasons) for line in lines if (reasons := doubts(line))),
        problems=tuple(record.problems()),
        names=names,
        lines=lines,
        counts=counts,
    )


def parties_given(record: Record) -> tuple[str, ...]:
    """Return the parties that the dispute file names, none where there is no such file."""
    return tuple(read_dispute(record.made_by.dispute, record.file).parties)


def title_of(record: Record) -> str:
    """Return the title of the dispute, or the name of the record where no dispute file gives one."""
    made_by = record.made_by.dispute
    return read_dispute(made_by, record.file).title if made_by else record.path.stem


def doubts(line: Line) -> tuple[Doubt, ...]:
    """Return why a reader should look twice at a line."""
    entry = line.entry
    if isinstance(entry, Event):
        return doubts_of(entry.doers, entry.when, (entry.doubts_sources, entry.doubts_targets))
    return doubts_of(entry.doers, entry.when)


def doubts_of(
    who: Sequence[Mention], when: When | None, of_event: tuple[bool, bool] | None = None
) -> tuple[Doubt, ...]:
    """Return why a reader should look twice at an entry.

    Args:
        who: Who says or does it.
        when: When.
        of_event: Of an event, whether its sources and whether its targets are rather wrong than right.
    """
    found = []
    sources, targets = of_event or (False, False)
    if not who or sources or any(map(_unsure, who)):
        found.append(Doubt.SPEAKER if of_event is None else Doubt.SOURCE)
    if targets:
        found.append(Doubt.TARGET)
    if when is None:
        found.append(Doubt.UNDATED)
    elif when.basis is not Basis.PUBLISHED and _wide(when):
        found.append(Doubt.WIDE)
    return tuple(found)


def _unsure(mention: Mention) -> bool:
    return mention.actor is None and mention.name is None and not mention.together


def _wide(when: When) -> bool:
    return when.span is None or (when.span[1] - when.span[0]).days > 366


def _took_place(line: Line) -> bool:
    entry = line.entry
    if isinstance(entry, Event):
        return entry.status in (Status.HAPPENED, Status.ONGOING)
    return isinstance(entry, Statement)


def _did_not_happen(line: Line) -> bool:
    """Say whether a line tells of an event that did not take place, or not yet."""
    return isinstance(line.entry, Event) and not _took_place(line)


def _told(lines: Sequence[Line]) -> Told:
    return Told(len(lines), {line.report.id for line in lines})


def _by_party(lines: Iterable[Line], actors: Mapping[str, Actor]) -> dict[str, list[Line]]:
    """Group lines by the party whose words or deeds they are; a joint one stands under each."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for party in dict.fromkeys(party for party, _ in _voices(line, actors)):
            found[party].append(line)
    return found


def _voices(line: Line, actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    """Yield for whom a line is said or done, with who says or does it for them (empty: not known by name)."""
    for mention in line.entry.doers:
        if mention.together:
            for each in mention.candidates:
                known = actors.get(each)
                yield (known.party if known and known.party else each), each
        elif party := mention.side:
            yield party, mention.actor or mention.name or ""


class Told(NamedTuple):
    """How much is told of a party: in how many entries, and in which reports."""

    entries: int
    reports: AbstractSet[str]


def party_order(named: Sequence[str], told: Mapping[str, Told], actors: Mapping[str, Actor]) -> list[str]:
    """Return the parties to show: those the dispute file names, or else the states and bodies met most."""
    if named:
        return [party for party in named if party in told]
    met = {party: of for party, of in told.items() if party in actors and _may_be_party(actors[party])}
    if len(set().union(*(of.reports for of in told.values()))) >= SEVERAL_REPORTS:
        met = dict(filter(_is_told_of, met.items())) or met
    return sorted(met, key=lambda party: (-told[party].entries, party))[:MOST_PARTIES]


def _may_be_party(actor: Actor) -> bool:
    """Say whether one can be a party of a dispute: a state, a body, a group; no person, newspaper or website."""
    return actor.kind in PARTIES and not _WEB_ADDRESS.fullmatch(actor.name)


def _is_told_of(one: tuple[str, Told]) -> bool:
    """Say whether a party is told of more than in passing ("NATO-backed rebels", once)."""
    _, told = one
    return told.entries >= LEAST_ENTRIES and len(told.reports) >= LEAST_REPORTS


def _page(party: str, lines: list[Line], names: dict[str, str], actors: Mapping[str, Actor]) -> PartyPage:
    voices = _counted_voices(party, lines, actors)
    did = (line for line in lines if isinstance(line.entry, Event))
    return PartyPage(
        id=party,
        name=names.get(party, party),
        voices=tuple(
            Voice(names.get(voice, voice), count, _is_by_name(voice, actors))
            for voice, count in sorted(voices.items(), key=lambda item: (-item[1], item[0]))
        ),
        said=tuple(_by_act(lines)),
        thought=tuple(line for line in lines if isinstance(line.entry, Stance)),
        did=tuple(sorted(did, key=lambda line: not _took_place(line))),
    )


def _counted_voices(party: str, lines: Iterable[Line], actors: Mapping[str, Actor]) -> Counter[str]:
    """Return who speaks or acts for a party, and in how many lines; not itself, and nobody unknown."""
    voices: Counter[str] = Counter()
    for line in lines:
        voices.update({voice for whose, voice in _voices(line, actors) if whose == party})
    for nobody in ("", party):
        voices.pop(nobody, None)
    return voices


def _by_act(lines: Iterable[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Yield each act with the statements that do it, in the order in which acts are shown."""
    said: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if isinstance(line.entry, Statement):
            said[line.entry.act].append(line)
    for act in sorted(said, key=_act_place):
        yield act, tuple(said[act])


def _is_by_name(voice: str, actors: Mapping[str, Actor]) -> bool:
    known = actors.get(voice)
    return not is_unnamed(voice) and (known is None or known.kind is not ActorKind.OUTLET)


def warnings(book: Casebook) -> tuple[str, ...]:
    """Return what a reader must know before all: that a build was cut off, that reports do not hang together."""
    return warnings_of(book.problems, _named_in(book), book.names)


def warnings_of(
    problems: Iterable[Problem], named: Mapping[str, Counter[str]], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the same from how often each report names each party of the dispute."""
    cut_off = (problem.words for problem in problems if problem.kind is ProblemKind.INCOMPLETE)
    groups = apart_of(named)
    told = "; ".join(
        f"{counted(one.reports, 'report')} of {listed([names.get(party, party) for party in one.parties])}"
        for one in groups
    )
    several = (
        f"The reports may be of {len(groups)} disputes, since they have no party in common of whom they mostly "
        f"tell: {told}. A record of each tells more."
    )
    return (*cut_off, *((several,) if groups else ()))


def apart(book: Casebook) -> tuple[Apart, ...]:
    """Return the reports by whom they tell of, where they fall apart; nothing where they hang together."""
    return apart_of(_named_in(book))


def _named_in(book: Casebook) -> dict[str, Counter[str]]:
    """Return how often each report names each party of the dispute."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    shown = {party.id for party in book.parties}
    for line in book.lines:
        told[line.report.id].update(shown.intersection(_named(line)))
    return told


def _named(line: Line) -> Iterator[str]:
    """Yield the parties that a line names: whose words or deeds they are, and to whom."""
    for mention in (*line.entry.doers, *line.entry.whom):
        yield from (mention.candidates if mention.together else filter(None, (mention.side,)))


def _act_place(act: str) -> int:
    return list(Act).index(Act(act))


def by_date(report: Report | ReportHeader) -> tuple[str, str]:
    """Return what sorts reports by their dates, those of none last."""
    return in_order(report.published), report.path
