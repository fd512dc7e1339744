"""Tellings: each entry with what comparing asks of it, read once from the record.

The order is that of the reports' dates, then of their ids and offsets: the same however the reports came in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from onrecord.compare.desk import kept, noted
from onrecord.compare.wordlists import phrases, words
from onrecord.core.counted import counted
from onrecord.core.entry import Act, Event, Statement, Status
from onrecord.core.finding import FindingKind, Matter, Telling
from onrecord.core.sentence import ends_in
from onrecord.core.spoken import Spoken
from onrecord.core.when import Basis, in_order
from onrecord.core.who import ActorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from onrecord.compare.comparison import View
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.extraction import Content
    from onrecord.core.proposition import Proposition
    from onrecord.core.report import Citation, Report
    from onrecord.core.who import Actor, Mention

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "er", "ly", "s", "y", "e")
_LEAST_STEM = 4


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a telling.

    Attributes:
        entry: The entry.
        report: Id of its report.
        published: EDTF of the report's date, "9999" where it has none.
        source: Id of the oldest report that prints the same text, its own if none does.
        by: Parties (actors, where no party is known) that said or did it, in order.
        whom: Parties to whom, in order.
        words: The words of the entry.
        sentence: Number of the sentence of the report that they begin in.
        issues: Ids of the parts of issues (`Matter.object`) that it is about.
        told_in: That sentence.
        stems: What they are about, in bare stems, without the names of those who said or did it and of people.
        named: Those of them that are names of those to whom.
    """

    entry: Entry
    report: str
    published: str
    source: str
    by: tuple[str, ...]
    whom: tuple[str, ...]
    words: Citation
    sentence: int
    told_in: Citation
    stems: frozenset[str]
    issues: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def telling(self, role: str = "") -> Telling:
        """Return the words as a finding rests on them."""
        return Telling(self.words, self.entry.id, role)

    @property
    def about(self) -> tuple[Proposition, ...]:
        """What it is about, without what it only mentions."""
        return tuple(one for one in self.entry.propositions if not one.background)

    def does(self, *acts: Act) -> bool:
        """Say whether somebody does one of these by what he says; who "did not promise" does not."""
        return isinstance(self.entry, Statement) and self.entry.act in acts and not self.entry.negated

    @property
    def appeared(self) -> date | None:
        """The day on which its report appeared; None where that is not known to the day."""
        try:
            return date.fromisoformat(self.published)
        except ValueError:
            return None

    @property
    def age(self) -> tuple[str, str, int, str]:
        """Sorts the oldest first."""
        return self.published, self.report, self.words.start, self.entry.id


@kept
def tellings(view: View) -> tuple[Told, ...]:
    """Return all entries of the record as tellings, the oldest report's first."""
    return tuple(chain.from_iterable(by_report(view).values()))


@kept
def by_report(view: View) -> dict[str, tuple[Told, ...]]:
    """Return the tellings of each report, the oldest report's first."""
    sources, issues = sources_of(view), _issues(view)
    found: dict[str, tuple[Told, ...]] = {}
    for report, told in _before_findings(view).items():
        about = tuple(issues.get(one.entry.id, _NONE) for one in told)
        found[report] = noted(view, _after_findings, report, told, sources.get(report, report), about)
    return found


def sifted(view: View, sift: Callable[[tuple[Told, ...]], Sequence[T]]) -> Iterator[T]:
    """Yield what is found in the tellings of each report by itself, the oldest report's first."""
    for report, told in by_report(view).items():
        yield from noted(view, sift, report, told)


_NONE: frozenset[str] = frozenset()


def _after_findings(told: Sequence[Told], source: str, issues: Sequence[frozenset[str]]) -> tuple[Told, ...]:
    """Return the tellings of a report with the one that it copies, and with the issues that they are about."""
    both = zip(told, issues, strict=True)
    return tuple(
        replace(one, source=source, issues=about) if about or source != one.source else one for one, about in both
    )


@kept
def _before_findings(view: View) -> dict[str, tuple[Told, ...]]:
    """Return the tellings as the reports alone have them, by report: each its own source, about no issue yet."""
    everyone, contents = {actor.id: actor for actor in view.everyone()}, tuple(view.contents())
    named = frozenset[str]().union(*(noted(view, _named, one.report.id, one.entries) for one in contents))
    actors = [everyone[key] for key in sorted(named & everyone.keys())]
    parties, names = {actor.id: actor.party or actor.id for actor in actors}, _names(actors)
    return {
        content.report.id: _of_content(view, content, parties, names)
        for content in sorted(contents, key=lambda one: (in_order(one.report.published), one.report.id))
    }


def _of_content(
    view: View, content: Content, parties: Mapping[str, str], names: Mapping[str, frozenset[str]]
) -> tuple[Told, ...]:
    """Return the tellings of a report, worked out anew only where what is known of those whom it names is new."""
    report = content.report.id
    together = noted(view, _together, report, content.entries)
    of_them = {one: parties.get(one, one) for one in together}
    found = noted(view, _as_reported, report, content, of_them)
    own = {who: known for who in found.parties if (known := names.get(who, _NONE) & found.stems)}
    return noted(view, _without_names, report, found.told, own)


class _Reported(NamedTuple):
    """The tellings of a report with all that their words say, the names in them too; whose they are, all stems."""

    told: tuple[Told, ...]
    parties: frozenset[str]
    stems: frozenset[str]


def _as_reported(content: Content, parties: Mapping[str, str]) -> _Reported:
    told = tuple(sorted(_of_report(content, parties), key=lambda one: one.age))
    whose = frozenset(("", *(party for one in told for party in (*one.by, *one.whom))))
    return _Reported(told, whose, _NONE.union(*(one.stems for one in told)))


def _without_names(told: Sequence[Told], names: Mapping[str, frozenset[str]]) -> tuple[Told, ...]:
    """Return tellings without the names of people, and of those who said or did what they tell."""
    of_people = names.get("", _NONE)
    for_each = ((one, one.stems - of_people - _names_of(one.by, names)) for one in told)
    return tuple(replace(one, stems=own, named=own & _names_of(one.whom, names)) for one, own in for_each)


def _names_of(parties: Iterable[str], names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return _NONE.union(*(names.get(party, _NONE) for party in parties))


def _named(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the actors that entries name."""
    every = [one for entry in entries for one in mentions_of(entry)]
    return frozenset(one.actor for one in every if one.actor) | _together(entries)


def _together(entries: Iterable[Entry]) -> frozenset[str]:
    """Return those that entries name together."""
    return frozenset(
        who for entry in entries for one in mentions_of(entry) if one.together for who in one.candidates
    )


def mentions_of(entry: Entry) -> tuple[Mention, ...]:
    """Return all words of an entry that name someone or a place."""
    place = entry.place if isinstance(entry, Event) else None
    return (*entry.doers, *entry.whom, *((place,) if place else ()))


@kept
def by_entry(view: View) -> dict[str, Told]:
    """Return the telling of each entry."""
    return {one.entry.id: one for one in tellings(view)}


def sources_of(view: View) -> dict[str, str]:
    """Return, for each report that copies another, the oldest one of which it is a copy."""
    found: dict[str, str] = {}
    for finding in view.findings(FindingKind.COPY):
        first = found.get(finding.reports[0], finding.reports[0])
        for report in finding.reports[1:]:
            found.setdefault(report, first)
    return found


def _issues(view: View) -> dict[str, frozenset[str]]:
    """Return, for each entry, the issues that say whom they concern; a whole matter is too wide."""
    found: dict[str, set[str]] = defaultdict(set)
    for finding in view.findings(FindingKind.ISSUE):
        if isinstance(finding.says, Matter) and finding.says.object:
            for entry in finding.entries():
                found[entry].add(finding.id)
    return {entry: frozenset(issues) for entry, issues in found.items()}


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something.

    >>> sorted(stems("The ministers rejected the demands of the neighbours"))
    ['demand', 'minist', 'neighbour', 'reject']
    """
    common = words("words", "common")
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()) if word not in common and len(word) > 1)


def _act(entry: Entry) -> str:
    """Return the word that names what was done by saying something; none that only says that it was said."""
    cue = entry.cue if isinstance(entry, Statement) and entry.act is not Act.ASSERT else None
    return cue.words if cue else ""


def _meant(found: frozenset[str]) -> frozenset[str]:
    """Return stems, those of words that reports use for one thing as one."""
    return frozenset(_same().get(one, one) for one in found)


@cache
def _same() -> dict[str, str]:
    rows = (line.split() for line in phrases("words", "same"))
    return {stem(word): stem(row[0]) for row in rows for word in row}


@cache
def stems_listed(name: str, key: str) -> frozenset[str]:
    """Return the stems of the words that stand under a key of a data file."""
    return frozenset(map(stem, words(name, key)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a word in lower case without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def _calendar_days(times: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Return the words that name a day by its number: "24 February"."""
    return [
        time
        for time in times
        if time.when and time.when.day and any(letter.isdigit() for letter in time.citation.words)
    ]


def _dated(entry: Entry, told_in: Citation, days: Iterable[TimeExpression]) -> Entry:
    """Return a deed that nothing but its report's date dates with the one day that its sentence names.

    "The siege, which began on 24 February, goes on": who tells a deed of long ago names its day beside it.
    """
    known = entry.when
    happened = isinstance(entry, Event) and entry.status in (Status.HAPPENED, Status.ONGOING)
    if not happened or known is None or known.basis is not Basis.PUBLISHED or known.earliest is None:
        return entry
    named = {time.when for time in days if time.citation.begins_in(told_in)}
    earlier = [when for when in named if when and when.latest and when.latest < known.earliest]
    return replace(entry, when=earlier[0]) if earlier and len(named) == 1 else entry


def _of_denial(entry: Entry, said: Mapping[str, Entry]) -> Entry:
    """Return a deed that is denied with the time of its denial: it took place at no other."""
    is_denied = isinstance(entry, Event) and entry.status is Status.DENIED
    denial = said.get(entry.told_in or "") if is_denied else None
    return replace(entry, when=denial.when) if isinstance(denial, Spoken) and denial.when else entry


def _of_report(content: Content, parties: Mapping[str, str]) -> Iterator[Told]:
    report = content.report
    ends, appeared, days = ends_in(report), in_order(report.published), _calendar_days(content.times)
    said = {entry.id: entry for entry in content.entries}
    for entry in content.entries:
        cited = _words(entry, report)
        by, to = _parties(entry.doers, parties), _parties(entry.whom, parties)
        about = _meant(stems(f"{cited.words} {_act(entry)}"))
        number = bisect_right(ends, cited.start)
        told_in = sentence_of(report, ends, cited)
        dated = _of_denial(_dated(entry, told_in, days), said)
        yield Told(dated, report.id, appeared, report.id, by, to, cited, number, told_in, about)


def sentence_of(report: Report, ends: list[int], cited: Citation) -> Citation:
    """Return the sentence that words begin in, at least as far as they go."""
    number = bisect_right(ends, cited.start)
    start = ends[number - 1] if number else 0
    end = max(ends[number] if number < len(ends) else len(report.text), cited.end)
    return report.cite(start, start + len(report.text[start:end].rstrip()))


def _names(actors: Iterable[Actor]) -> dict[str, frozenset[str]]:
    """Return the stems of each state's and body's names, and under "" those of all people's names."""
    found: dict[str, set[str]] = {"": set()}
    for actor in actors:
        key = "" if actor.kind is ActorKind.PERSON else actor.id
        found.setdefault(key, set()).update(stems(" ".join((actor.name, *actor.aliases))))
    return {key: frozenset(names) for key, names in found.items()}


def _words(entry: Entry, report: Report) -> Citation:
    """Return the words of an entry in one stretch; of a statement from the first to the last piece."""
    return report.cite(min(piece.start for piece in entry.pieces), max(piece.end for piece in entry.pieces))


def _parties(mentions: Iterable[Mention], parties: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for mention in mentions:
        if mention.together:
            found.extend(parties.get(one, one) for one in mention.candidates)
        elif who := mention.side:
            found.append(who)
    return tuple(dict.fromkeys(found))


def counts_of(tellings: Collection[Told]) -> str:
    """Return on how much a finding rests: "3 entries, 2 reports, 2 sources"."""
    reports, sources = {one.report for one in tellings}, {one.source for one in tellings}
    return (
        f"{counted(len(tellings), 'entry')}, {counted(len(reports), 'report')}, {counted(len(sources), 'source')}"
    )


def reports_of(tellings: Iterable[Told]) -> tuple[str, ...]:
    """Return the reports of tellings, the oldest first."""
    return tuple(dict.fromkeys(one.report for one in sorted(tellings, key=lambda one: one.age)))


def is_statement(told: Told) -> bool:
    """Say whether a telling is of something said."""
    return isinstance(told.entry, Statement)
