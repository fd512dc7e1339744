"""The record: one file, or a schema of a server. Extractions go in, one transaction a report; lines come out.

It stands in the middle of the flow: what comes before makes entries, what comes after reads them here. A build
that is cut off leaves every report either wholly in or not at all, and a list of those still expected.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from onrecord.core.extraction import Extraction
from onrecord.core.who import Issue
from onrecord.record.actors import ids_named, load_actor
from onrecord.record.adding import Added, add_extraction, fallen_short, holds, keep_report, write_problem
from onrecord.record.arrivals import Arrivals
from onrecord.record.arriving import now
from onrecord.record.builds import Builds
from onrecord.record.connect import transaction, understood, worded
from onrecord.record.corrections import Corrections
from onrecord.record.coverage import coverage
from onrecord.record.digest import content_digest
from onrecord.record.errors import InvalidCorrection, NoSuchActor, RecordBusy, RecordReadOnly
from onrecord.record.filter import EVERYTHING, KINDS
from onrecord.record.findings import confirm_finding, findings, load_finding, put_findings
from onrecord.record.forgetting import Forgotten, forget
from onrecord.record.held import contents, prints
from onrecord.record.issues import named_issues
from onrecord.record.known import beginning, near_actors
from onrecord.record.loading import HEADER, header_of, load_entries, load_report, load_times, problems_of
from onrecord.record.outlines import outlines
from onrecord.record.port import file_of
from onrecord.record.reading import (
    actor_counts,
    context,
    count,
    entry_named,
    extracted,
    headers,
    lines,
    lines_of,
    problems,
    readings,
    report_named,
)
from onrecord.record.search import search
from onrecord.record.storable import storable
from onrecord.record.texts import put_back
from onrecord.record.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from onrecord.core.coverage import Coverage
    from onrecord.core.entry import TimeExpression
    from onrecord.core.extraction import Content
    from onrecord.core.finding import Finding, FindingKind, IssuesByHand, Links
    from onrecord.core.line import ActorCount, Context, Found, Line, Reading, ReportHeader
    from onrecord.core.outline import Outline
    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.core.who import Actor
    from onrecord.record.filter import Filter
    from onrecord.record.issues import NamedIssue
    from onrecord.record.port import Connection, Place


T = TypeVar("T")


@told
class Record(Builds, Arrivals):
    """An open record. Use it as a context manager, or close it."""

    def __init__(self, connection: Connection, path: Place, *, write: bool) -> None:
        self.path = path
        self._connection = connection
        self._write = write
        row = (
            connection.execute("SELECT made_by FROM build ORDER BY number DESC LIMIT 1").fetchone()
            or connection.execute("SELECT id FROM made_by").fetchone()
        )
        self._maker = str(row[0]) if row else ""

    @property
    def store(self) -> Connection:
        """The store itself, for who copies it."""
        return self._connection

    @property
    def file(self) -> Path:
        """Where its file lies, or would: what belongs beside the record lies beside that."""
        return file_of(self.path)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.shut(write=self._write)

    # Building -------------------------------------------------------------------------------------------

    def holds(self, report: Report) -> bool:
        """Say whether a report is in as these extractors read it, so that it need not be read again."""
        return holds(self._connection, storable(report), self._maker)

    def already_read(self) -> dict[str, ReportHeader]:
        """Return, by id, the headers of all reports that are in as these extractors read them.

        Those that took too much time or memory are not among them: they are kept, but wait to be read.
        """
        waiting = fallen_short(self._connection)
        rows = self._connection.execute(f"SELECT {HEADER} FROM report WHERE made_by = ?", (self._maker,))
        return {header.id: header for header in map(header_of, rows) if header.id not in waiting}

    def keep(self, report: Report) -> None:
        """Note that a report that `holds` lies at its path, instead of adding it again."""
        with self._writing():
            keep_report(self._connection, storable(report))

    def add(self, extraction: Extraction) -> Added:
        """Take in what was taken from one report, wholly or not at all.

        Raises:
            RecordBusy: Another process is writing.
            RecordFull: The disk is full; the record stays as it was.
        """
        try:
            with self._writing():
                return add_extraction(self._connection, extraction, self._maker)
        except UnicodeEncodeError:
            with self._writing():
                return add_extraction(self._connection, storable(extraction), self._maker)

    def add_problem(self, problem: Problem) -> None:
        """Note a fault in something that did not become a report."""
        with self._writing():
            write_problem(self._connection, storable(problem))

    def put_back(self, report: str, text: str) -> None:
        """Put the text of a report back that was taken out; the caller knows that it is the same."""
        with self._writing():
            put_back(self._connection, report, text)

    def content_digest(self) -> str:
        """Return a digest of all content: equal for equal content, however it came in."""
        return content_digest(self._connection)

    def forget(self, report: str) -> Forgotten:
        """Take a report out for good, with all that rests on it; `purge` then clears the file of its words."""
        with self._writing():
            return forget(self._connection, report_named(self._connection, report))

    def purge(self, stretches: Iterable[str]) -> tuple[str, ...]:
        """Write index and file anew from what is left; return those of some stretches that are still in it.

        Raises:
            RecordBusy: Somebody else has the record open.
        """
        with worded(self.path):
            if self._connection.purge():
                raise RecordBusy(self.path)
            return self._connection.holding(stretches)

    # Reading --------------------------------------------------------------------------------------------

    def lines(
        self, wanted: Filter = EVERYTHING, kinds: tuple[str, ...] = KINDS, *, sort: str = "report"
    ) -> Iterator[Line]:
        """Yield entries of some kinds: by `report`, in the order of the text, or by `time`, the undated last."""
        return self._streamed(lines(self._connection, wanted, kinds, sort))

    def outlines(self) -> Iterator[Outline]:
        """Yield the current entries in outline, in order of time: quick where there are very many."""
        return self._streamed(outlines(self._connection))

    def statements(self, wanted: Filter = EVERYTHING) -> Iterator[Line]:
        """Yield statements in the order of the text, report by report."""
        return self.lines(wanted, ("statement",))

    def stances(self, wanted: Filter = EVERYTHING) -> Iterator[Line]:
        """Yield stances in the order of the text, report by report."""
        return self.lines(wanted, ("stance",))

    def events(self, wanted: Filter = EVERYTHING) -> Iterator[Line]:
        """Yield events in the order of the text, report by report."""
        return self.lines(wanted, ("event",))

    def timeline(self, wanted: Filter = EVERYTHING) -> Iterator[Line]:
        """Yield statements and events by their earliest, then their latest possible day; the undated last."""
        return self.lines(wanted, ("statement", "event"), sort="time")

    def count(self, wanted: Filter = EVERYTHING, kinds: tuple[str, ...] = KINDS) -> int:
        """Return how many entries meet a filter."""
        return count(self._connection, wanted, kinds)

    def entry(self, given: str) -> Line:
        """Return the line of the entry whose id begins so."""
        return next(lines_of(self._connection, [entry_named(self._connection, given)]))

    def extracted(self, given: str) -> Line:
        """Return an entry as it was extracted, before anything was corrected by hand."""
        return extracted(self._connection, entry_named(self._connection, given))

    def context(self, given: str, *, around: int = 0) -> Context:
        """Return an entry's words in their paragraphs, and so many paragraphs around."""
        return context(self._connection, entry_named(self._connection, given), around)

    def search(self, text: str, wanted: Filter = EVERYTHING, *, limit: int = 20) -> Found:
        """Return the reports and entries in which all words of a text stand, best first."""
        return search(self._connection, text, wanted, limit)

    def reports(self, *, retired: bool = False) -> Iterator[ReportHeader]:
        """Yield the headers of the current reports by path; with `retired`, of old versions as well."""
        return self._streamed(headers(self._connection, retired=retired))

    def readings(self) -> Iterator[Reading]:
        """Yield by path how much of each current report is read, and how many entries stand in it."""
        return self._streamed(readings(self._connection))

    def report(self, given: str) -> Report:
        """Return a report with its text, by its path or the beginning of its id."""
        return load_report(self._connection, report_named(self._connection, given))

    def extraction(self, given: str) -> Extraction:
        """Return a report with all that was taken from it, corrections applied, rejected entries left out."""
        report = self.report(given)
        ids = self._connection.execute(
            "SELECT id FROM entry WHERE report = ? AND NOT retired"
            " AND standing NOT IN ('rejected', 'extracted form') ORDER BY number, id",
            (report.id,),
        ).fetchall()
        actors = self._connection.execute(
            "SELECT actor FROM report_actor WHERE report = ? ORDER BY number", (report.id,)
        ).fetchall()
        problems = self._connection.execute(
            'SELECT kind, words, path, report, start, "end" FROM problem WHERE of_report = ? ORDER BY number',
            (report.id,),
        )
        return Extraction(
            report,
            tuple(load_entries(self._connection, [entry for (entry,) in ids])),
            load_times(self._connection, report.id),
            tuple(load_actor(self._connection, actor) for (actor,) in actors),
            problems_of(problems),
        )

    def actors(self, wanted: Filter = EVERYTHING) -> Iterator[ActorCount]:
        """Yield the actors in entries that meet a filter, with counts; those that say and do most first."""
        return self._streamed(actor_counts(self._connection, wanted))

    def actor(self, given: str) -> Actor:
        """Return an actor by id, name or alias; a merged one as what it was merged into."""
        ids = ids_named(self._connection, given)
        if not ids:
            raise NoSuchActor(given, near_actors(self._connection, given))
        if len(ids) > 1:
            raise InvalidCorrection(f"'{given}' may be {' or '.join(ids)}; give the id")
        return load_actor(self._connection, ids[0])

    def knows_actor(self, given: str) -> bool:
        """Say whether an actor of the record has this id, name or alias."""
        return bool(ids_named(self._connection, given))

    def names(self) -> dict[str, str]:
        """Return the shown name of every actor, by id."""
        return dict(self._connection.execute("SELECT id, name FROM actor ORDER BY id"))

    def beginning(self, kind: str, given: str) -> tuple[tuple[str, str], ...]:
        """Return ids or names that begin so, of a kind: party, actor, issue, outlet, report, entry, tag ..."""
        return beginning(self._connection, kind, given)

    def issues(self) -> tuple[Issue, ...]:
        """Return the issues of the dispute."""
        rows = self._connection.execute("SELECT id, name, words FROM issue ORDER BY id")
        return tuple(Issue(key, name, tuple(json.loads(words))) for key, name, words in rows)

    def named_issues(self) -> Iterator[NamedIssue]:
        """Yield the issues that are no findings: those of the dispute file, and those that only positions name."""
        return self._streamed(named_issues(self._connection))

    def coverage(self) -> Coverage:
        """Return how many reports the record holds of each outlet, party and month, and where it holds none."""
        return coverage(self._connection)

    def problems(self) -> Iterator[Problem]:
        """Yield all that is wrong: missing reports, corrections without their entry, faults in the material."""
        return self._streamed(problems(self._connection, str(self.path)))

    # Comparing -------------------------------------------------------------------------------------------

    def prints(self) -> dict[str, str]:
        """Return, by id, on what the content of each current report hangs: equal print, equal content."""
        return prints(self._connection)

    def contents(self, among: Iterable[str] | None = None) -> Iterator[Content]:
        """Yield the current reports, or some of them, with their times and entries, by id."""
        return self._streamed(contents(self._connection, among))

    def texts(self) -> Iterator[Report]:
        """Yield the current reports with their texts, by id."""
        ids = self._connection.execute("SELECT id FROM report WHERE NOT retired ORDER BY id").fetchall()
        return self._streamed(load_report(self._connection, key) for (key,) in ids)

    def times(self) -> Iterator[TimeExpression]:
        """Yield the time expressions of the current reports, by their ids and places."""
        ids = self._connection.execute("SELECT id FROM report WHERE NOT retired ORDER BY id").fetchall()
        return self._streamed(time for (key,) in ids for time in load_times(self._connection, key))

    def everyone(self) -> Iterator[Actor]:
        """Yield the actors that the record knows, by id: those too that an entry only concerns."""
        ids = self._connection.execute("SELECT id FROM actor WHERE merged_into IS NULL ORDER BY id").fetchall()
        return self._streamed(load_actor(self._connection, key) for (key,) in ids)

    def findings(self, kind: FindingKind | None = None, *, issue: str | None = None) -> Iterator[Finding]:
        """Yield what comparing found, of one kind or of all; each says whether it is stale.

        Args:
            kind: Only of this kind.
            issue: Only positions and shifts on this issue, by the name or id that `issues` lists.

        Raises:
            UnknownName: The record has no such issue.
        """
        return self._streamed(findings(self._connection, kind, issue))

    def finding(self, given: str) -> Finding:
        """Return a finding by its id, or by one under which it was cited before."""
        return load_finding(self._connection, given)

    def links(self) -> Links:
        """Return which entries a person said to tell one happening, and which not."""
        return self.corrections.links()

    def issues_by_hand(self) -> IssuesByHand:
        """Return how a person named, merged, split and pinned issues."""
        return self.corrections.issues_by_hand()

    def put_findings(self, kind: FindingKind, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Write all findings of a kind in place of those before, but for those taken out; return what is there."""
        with self._writing():
            return put_findings(self._connection, kind, found)

    def confirm(self, given: str, *, who: str, why: str) -> None:
        """Note that a person stands by a finding: it stays, also when it is no longer found."""
        with self._writing():
            confirm_finding(self._connection, given, who=who, why=why, when=now())

    @property
    def corrections(self) -> Corrections:
        """The corrections by hand, to list, make and take back."""
        return Corrections(self._connection, self.path)

    def together(self) -> AbstractContextManager[None]:
        """Take what the block writes as one: all of it goes in, or nothing does."""
        return self._writing()

    def _streamed(self, found: Iterator[T]) -> Iterator[T]:
        with understood(self.path):
            yield from found

    def _writing(self) -> AbstractContextManager[None]:
        if not self._write:
            raise RecordReadOnly(self.path)
        return transaction(self._connection, self.path)
