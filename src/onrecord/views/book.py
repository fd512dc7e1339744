"""A record as views: the one place that turns it into rows for page, report file and server."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.casebook import casebook, warnings
from onrecord.core.finding import Account, FindingKind, by_entry
from onrecord.core.visible import one_line
from onrecord.record.filter import EVERYTHING
from onrecord.views.entries import Known, correction_row, entry_row, preset_row, when_row
from onrecord.views.forms import (
    ActorRow,
    CorrectionRow,
    EntryRow,
    OfficeRow,
    Overview,
    PartyRow,
    PassageRow,
    ProblemRow,
    ReportRow,
    Views,
    WhenRow,
)
from onrecord.views.found import Found, found_rows, given_issues
from onrecord.views.stretches import Text, passages

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from onrecord.casebook import Casebook
    from onrecord.core.entry import Entry
    from onrecord.core.finding import Finding
    from onrecord.core.line import ActorCount, ReportHeader
    from onrecord.core.problem import Problem
    from onrecord.record import Filter, Record

_LINKED = ("http://", "https://")


def views(record: Record, chosen: Filter = EVERYTHING) -> Views:
    """Return a record as views of it.

    Args:
        record: The record.
        chosen: Lets only some entries through; what is left out is counted.
    """
    texts = {report.id: Text(report) for report in record.texts()}
    book, findings = casebook(record, chosen), tuple(record.findings())
    counts = book.counts if chosen == EVERYTHING else tuple(record.actors(chosen))
    known = known_of(book.names, findings, counts)
    entries = {line.entry.id: entry_row(line, texts[line.report.id], known) for line in book.lines}
    within = _reports_shown(book, entries, chosen)
    found = found_rows(findings, entries, texts, within)
    _narrow(found, entries, chosen)
    issues = [*given_issues(record.issues(), {key: row["issues"] for key, row in entries.items()}), *found.issues]
    reports = [one for one in _reports(book, entries, found, texts) if one["id"] in within | found.reports()]
    problems = list(map(problem_row, book.problems))
    return Views(
        views=with_something(found, entries=entries, problems=problems, network=_addressed(entries.values())),
        overview=_overview(record, book, chosen),
        parties=_parties(book),
        names={key: one_line(name) for key, name in book.names.items()},
        entries=list(entries.values()),
        reports=reports,
        actors=list(map(actor_row, counts)),
        issues=issues,
        accounts=found.accounts,
        contradictions=found.contradictions,
        positions=found.positions,
        framing=found.framing,
        key_dates=found.key_dates,
        copies=found.copies,
        presets=list(map(preset_row, record.corrections.presets())),
        problems=problems,
    )


def _reports_shown(book: Casebook, entries: Mapping[str, EntryRow], chosen: Filter) -> set[str]:
    """Return the ids of all reports, or of those that have an entry that is chosen."""
    if chosen == EVERYTHING:
        return {report.id for report in book.reports}
    return {row["report"] for row in entries.values()}


def _narrow(found: Found, entries: Container[str], chosen: Filter) -> None:
    """Leave out the findings that a filter lets none of through."""
    found.key_dates = [row for row in found.key_dates if _is_between(row["when"], chosen)]
    if chosen != EVERYTHING:  # what no entry was made of is nobody's, and of no time or act that one asks for
        found.accounts = [row for row in found.accounts if any(one["entry"] in entries for one in row["tellings"])]


def _overview(record: Record, book: Casebook, chosen: Filter) -> Overview:
    outlets = [one.outlet for one in book.reports]
    overview = overview_of(record, book.title, _days(book), outlets, len(book.lines))
    return overview | {"filter": _told(chosen), "warnings": [one_line(words) for words in warnings(book)]}


def no_views(title: str) -> Views:
    """Return the views of a record that is still to be made."""
    overview = Overview(
        title=one_line(title), version=__version__, built=None, made_by=[], first=None, last=None, outlets=[],
        entries=0, of=0, filter=[], warnings=[],
    )  # fmt: skip
    return Views(
        views=[], overview=overview, parties=[], names={}, entries=[], reports=[], actors=[], issues=[],
        accounts=[], contradictions=[], positions=[], framing=[], key_dates=[], copies=[], presets=[], problems=[],
    )  # fmt: skip


def report_text(record: Record, report: str, chosen: Filter = EVERYTHING) -> list[PassageRow]:
    """Return the text of a report with its entries marked in place, in the order of `ReportRow.entries`."""
    whole = record.report(report)
    lines = [line for line in record.lines(replace(chosen, report=whole.id)) if line.report.id == whole.id]
    lines.sort(key=lambda line: (_place(line.entry), line.entry.id))
    return list(passages(whole, [line.entry for line in lines]))


def report_texts(record: Record, chosen: Filter = EVERYTHING) -> dict[str, list[PassageRow]]:
    """Return the texts of the current reports that have an entry, by id, each as `report_text` gives it.

    Without a filter those of all.
    """
    entries: dict[str, list[Entry]] = defaultdict(list)
    for line in record.lines(chosen):
        entries[line.report.id].append(line.entry)
    for listed in entries.values():
        listed.sort(key=lambda entry: (_place(entry), entry.id))
    return {
        report.id: list(passages(report, entries.get(report.id, [])))
        for report in record.texts()
        if chosen == EVERYTHING or report.id in entries
    }


def entry_rows(record: Record, ids: Iterable[str], known: Known | None = None) -> list[EntryRow]:
    """Return some entries as they are now, rejected ones too; `known` is what they need of the whole record."""
    lines = [record.entry(entry) for entry in ids]
    texts = {report: Text(record.report(report)) for report in {line.report.id for line in lines}}
    known = known or known_of(record.names(), record.findings(), record.actors())
    return [entry_row(line, texts[line.report.id], known) for line in lines]


def correction_rows(record: Record) -> list[CorrectionRow]:
    """Return the corrections that hold, the latest first."""
    return [correction_row(one) for one in reversed(record.corrections.all())]


def _place(entry: Entry) -> int:
    return min(piece.start for piece in entry.pieces)


def known_of(names: Mapping[str, str], findings: Iterable[Finding], counts: Iterable[ActorCount]) -> Known:
    """Return what rows need of the whole record."""
    findings = tuple(findings)
    issues: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if finding.kind is FindingKind.ISSUE:
            for entry in finding.entries():
                issues[entry].append(finding.id)
    told = (one for one in findings if isinstance(one.says, Account) and one.says.type != "standing")
    parties = {count.actor.id: count.actor.party for count in counts if count.actor.party}
    return Known(names, parties, issues, by_entry(told))


def _reports(
    book: Casebook, entries: Mapping[str, EntryRow], found: Found, texts: Mapping[str, Text]
) -> list[ReportRow]:
    inside: dict[str, list[EntryRow]] = defaultdict(list)
    for row in entries.values():
        inside[row["report"]].append(row)
    copies = {report: copy["id"] for copy in found.copies for report in copy["reports"]}
    return [
        _report(report, sorted(inside[report.id], key=_in_text), copies.get(report.id), texts.get(report.id))
        for report in book.reports
    ]


def _in_text(row: EntryRow) -> tuple[int, str]:
    return row["start"], row["id"]


def _report(header: ReportHeader, rows: list[EntryRow], copy: str | None, text: Text | None) -> ReportRow:
    return report_row(header, [row["id"] for row in rows], copy, text)


def report_row(header: ReportHeader, entries: list[str], copy: str | None, text: Text | None) -> ReportRow:
    """Return a report as a row, with the ids of its entries in the order of the text."""
    url = header.url if header.url and header.url.lower().startswith(_LINKED) else None
    return ReportRow(
        id=header.id,
        path=_shared(header.path),
        title=one_line(header.title or ""),
        opening="" if header.title or not text else text.opening(),
        outlet=one_line(header.outlet or ""),
        published=when_row(header.published),
        language=header.language,
        url=url,
        entries=entries,
        copy=copy,
    )


def actor_row(count: ActorCount) -> ActorRow:
    """Return an actor as a row, with how often it is named."""
    actor = count.actor
    return ActorRow(
        id=actor.id,
        name=one_line(actor.name),
        kind=actor.kind.value,
        party=actor.party,
        aliases=[one_line(alias) for alias in actor.aliases],
        code=actor.code,
        wikidata=actor.wikidata,
        offices=[
            OfficeRow(
                title=one_line(office.title),
                party=office.party,
                since=_day(office.since),
                until=_day(office.until),
            )
            for office in actor.offices
        ],
        said=count.statements,
        thought=count.stances,
        did=count.events,
        addressed=count.addressed,
        targeted=count.targeted,
    )


def _parties(book: Casebook) -> list[PartyRow]:
    return [
        PartyRow(
            id=page.id,
            name=one_line(page.name),
            said=page.statements,
            thought=len(page.thought),
            did=len(page.did),
        )
        for page in book.parties
    ]


def overview_of(
    record: Record, title: str, days: Iterable[date], outlets: Iterable[str | None], entries: int
) -> Overview:
    """Return what a record is, with nothing filtered and no warnings."""
    made, ordered = record.made_by, sorted(days)
    finished = [build.finished for build in record.builds() if build.finished]
    return Overview(
        title=one_line(title),
        version=made.version,
        built=finished[-1] if finished else None,
        made_by=[one_line(name) for name in made.extractors],
        first=ordered[0].isoformat() if ordered else None,
        last=ordered[-1].isoformat() if ordered else None,
        outlets=sorted({one_line(outlet) for outlet in outlets if outlet}),
        entries=entries,
        of=record.count(),
        filter=[],
        warnings=[],
    )


def _days(book: Casebook) -> set[date]:
    whens = [line.entry.when for line in book.lines if line.entry.when]
    return {day for when in whens for day in (when.earliest, when.latest) if day}


def _is_between(when: WhenRow | None, chosen: Filter) -> bool:
    """Say whether a day lies in the time that a filter lets through; a sentence may name one that no entry has."""
    first, last = (when["first"] or "", when["last"] or "9999") if when else ("", "9999")
    since, until = _day(chosen.since) or "", _day(chosen.until) or "9999"
    return last >= since and first <= until


def _told(chosen: Filter) -> list[str]:
    """Return a filter in words, a condition each."""
    return [
        _condition(one.name.replace("_", " "), value)
        for one in fields(chosen)
        if (value := getattr(chosen, one.name)) is not None and value is not False
    ]


def _condition(name: str, value: object) -> str:
    if value is True:
        return name
    return f"{name} {_day(value) if isinstance(value, date) else value}"


def problem_row(problem: Problem) -> ProblemRow:
    """Return a fault in the material as a row."""
    return ProblemRow(
        kind=problem.kind.value, words=one_line(problem.words), path=_shared(problem.path), report=problem.report
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _addressed(rows: Iterable[EntryRow]) -> bool:
    return any(row["parties"] and row["to"] for row in rows)


def with_something(
    found: Found, *, entries: Collection[str], problems: list[ProblemRow], network: bool
) -> list[str]:
    """Return the names of the views for which the record has something, in the order of a reader's way."""
    shown: dict[str, object] = {
        "overview": True,
        "timeline": entries,
        "positions": found.positions,
        "accounts": found.accounts,
        "contradictions": found.contradictions,
        "framing": found.framing,
        "reports": True,
        "coverage": entries,
        "actors": entries,
        "network": network,
        "search": True,
        "problems": problems,
    }
    return [name for name, something in shown.items() if something]


def _shared(path: str) -> str:
    """Return a path that may be mailed: of one from the root of somebody's machine the name alone.

    >>> _shared("/home/ana/reports/a.jsonl#2"), _shared("reports/a.txt")
    ('a.jsonl#2', 'reports/a.txt')
    """
    shown = one_line(path)
    return PurePath(shown).name if PurePath(shown).is_absolute() else shown
