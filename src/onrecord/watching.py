"""A folder that is watched: what arrives goes into the record, and what is new since it was last told is told.

What has been told stands in a small hidden file beside the record. So a watch that is killed between taking a
report in and telling of it tells of it when it is started again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.building import Known, fill
from onrecord.compare import Desk
from onrecord.core.change import Change
from onrecord.core.made import Plan
from onrecord.record import Filter, NoSuchFinding, file_of, older_form, place_of, stands
from onrecord.record import open as open_record
from onrecord.shards.prints import prints_of
from onrecord.taking import take_all
from onrecord.writing import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onrecord.core.finding import Finding
    from onrecord.core.made import MadeBy
    from onrecord.record import Place, Record
    from onrecord.taking import Work

_ILL_FORMED = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Told:
    """What of a record has been told.

    Attributes:
        reports: The path of each report, by its id.
        findings: A digest of each finding, by its id.
        problems: Each problem, in words.
    """

    reports: dict[str, str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class Watch:
    """Takes in what has arrived at each look.

    Args:
        named: Returns the work that the call names, as it is at that moment.
        into: The record; it is made where there is none.
        workers: Processes, 1 to 256; all cores if None.
    """

    def __init__(self, named: Callable[[], Work], into: str | Path, *, workers: int | None = None) -> None:
        self._named = named
        self._into = place_of(into)
        self._workers = workers
        beside = file_of(self._into)
        self._beside = beside.with_name(f".{beside.name}.told")
        self._maker: MadeBy | None = None
        self._met: frozenset[str] = frozenset()
        self._taken: frozenset[str] = frozenset()
        self._desk = Desk()
        self._told = _read(self._beside) or _holding(self._into)
        self._now = self._told

    def look(self) -> tuple[Change, ...]:
        """Take in what has arrived, and return what is new since `remember`; the first look makes the record.

        A report is taken in when two looks find it the same, so that none is read while it is still being written.

        Raises:
            OnRecordError: The folder is gone, the record busy, the disk full. Another look may go better.
        """
        work = self._named()
        first = self._maker is None
        if first:
            self.remember()  # before anything comes in, or what comes in would count as told
        made_by = work.ingest.made_by
        if made_by != self._maker:
            self._taken = frozenset()
        prints = dict(zip(prints_of(work.sources), work.sources, strict=True))
        fresh = {key: one for key, one in prints.items() if key in self._met and key not in self._taken}
        self._met = frozenset(prints)
        self._taken &= self._met
        if fresh or first:
            self._take(replace(work, sources=tuple(fresh.values())), made_by)
        self._maker = made_by
        self._taken |= fresh.keys()
        if not fresh and not first:
            return ()
        with open_record(self._into) as record:
            self._now = _all_of(record)
            return tuple(_changes(record, self._told, self._now))

    def remember(self) -> None:
        """Note that all that the last look returned has been told."""
        form = {"reports": self._now.reports, "findings": self._now.findings, "problems": self._now.problems}
        with written(self._beside) as file:
            file.write(json.dumps(form).encode("ascii"))
        self._told = self._now

    def _take(self, work: Work, made_by: MadeBy) -> None:
        dispute = work.ingest.dispute
        expected = tuple(source.path for source in work.sources)
        fill(
            self._into,
            Plan(made_by, expected, dispute.issues if dispute else ()),
            lambda record: take_all(
                work.sources, work.ingest, is_known=Known(record.already_read()), workers=self._workers
            ),
            problems=work.problems,
            desk=self._desk,
        )


def _holding(into: Place) -> Told:
    """Return all that a record holds; nothing of one that is not there, or must be brought up first."""
    if not stands(into) or (isinstance(into, Path) and older_form(into)):
        return Told()
    with open_record(into) as record:
        return _all_of(record)


def _all_of(record: Record) -> Told:
    return Told(
        {report.id: report.path for report in record.reports()},
        {finding.id: _digest(finding) for finding in record.findings()},
        tuple(str(problem) for problem in record.problems()),
    )


def _changed_findings(record: Record, told: Told, now: Told) -> Iterator[Change]:
    """Yield the findings that are new, that say or rest on something else, and ids that none answers to now."""
    gone = {key: _heir(record, key) for key in told.findings if key not in now.findings}
    for finding in record.findings():
        if finding.id not in told.findings:
            yield Change("changed" if finding.id in gone.values() else "new", finding)
        elif told.findings[finding.id] != now.findings[finding.id]:
            yield Change("changed", finding)
    yield from (Change("gone", key) for key, heir in gone.items() if heir is None)


def _digest(finding: Finding) -> str:
    told = repr((finding.says, finding.reports, finding.tellings))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _read(path: Path) -> Told | None:
    """Return what has been told, or None where nothing says so."""
    try:
        form = json.loads(path.read_bytes())
        return Told(dict(form["reports"]), dict(form["findings"]), tuple(form["problems"]))
    except _ILL_FORMED:
        return None


def _changes(record: Record, told: Told, now: Told) -> Iterator[Change]:
    """Yield what is new in a record: each report with its entries, then findings, then problems."""
    paths = set(told.reports.values())
    for report in record.reports():
        if report.id not in told.reports:
            yield Change("changed" if report.path in paths else "new", report)
            yield from (Change("new", line) for line in record.lines(Filter(report=report.id)))
    yield from _changed_findings(record, told, now)
    yield from (Change("new", problem) for problem in record.problems() if str(problem) not in told.problems)


def _heir(record: Record, former: str) -> str | None:
    """Return the id of the finding that answers to another id now; None where none does."""
    try:
        return record.finding(former).id
    except NoSuchFinding:
        return None
