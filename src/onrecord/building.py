"""Building a record: every report that the paths name goes through the first half and into one file.

Incremental and idempotent: a report that is in the record as it stands, made by the same extractors from the same
dispute file, is not parsed again. A build that is cut off is completed by the next.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.compare import COMPARISONS, Desk
from onrecord.core.made import Plan
from onrecord.record import Added, NotARecord, bring_up, create, older_form, place_of, stands
from onrecord.record import open as open_record
from onrecord.record.sharing import need_texts
from onrecord.taking import take_all, work_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from onrecord.core.line import ReportHeader
    from onrecord.core.problem import Problem
    from onrecord.core.report import Report
    from onrecord.dispute import Dispute
    from onrecord.record import BroughtUp, Place, Record
    from onrecord.taking import Taken


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        into: The record.
        added, changed, remade, unchanged: How many reports are new, have taken another's place, were read again,
            and are as they were.
        entries: How many entries the record has now.
        because: What reads reports otherwise than in the build before, in words; empty where nothing does.
        brought_up: What became of a record of an older form that lay there; None where none did.
        left_behind: Where reports of that record lay that are not among those of this build.
        problems: What is wrong with the material.
    """

    into: Place
    added: int = 0
    changed: int = 0
    remade: int = 0
    unchanged: int = 0
    entries: int = 0
    because: tuple[str, ...] = ()
    brought_up: BroughtUp | None = None
    left_behind: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def nothing_read(self) -> bool:
        """Say whether not one report came in."""
        return not (self.added or self.changed or self.remade or self.unchanged)


def build(
    paths: str | Path | Sequence[str | Path] = (),
    *,
    into: str | Path | None = None,
    dispute: Dispute | str | Path | None = None,
    published: str | None = None,
    published_from: str | Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int | None], None] | None = None,
    sources_anywhere: bool = False,
) -> Built:
    """Build a record, or bring it up to date.

    One of an older form is laid beside under another name, and its corrections are carried over.

    Args:
        paths: Files and folders of reports; a dispute file, or a folder that holds one, stands for its sources.
        into: The record's file, or its address on a server; if None, the dispute's name with `.db`, or
            `record.db`, in the current folder.
        dispute: The dispute, or its file.
        published: ISO date for reports that carry none.
        published_from: CSV of path,date rows.
        workers: Processes, 1 to 256; all cores if None.
        progress: Called with (sources found so far, None) while they are listed, then with (sources done, of how
            many).
        sources_anywhere: Let the dispute file name sources outside its folder.

    Raises:
        PathNotFound: A path that is named is not there.
        NothingToRead: No path is named, by the call or by the dispute file.
        SourceOutside: The dispute file names a source outside its folder.
        NotARecord: `into` is some other file.
        TextsTakenOut: `into` was shared without its texts, which comparing needs.
    """
    if into == "":
        # As `--into "$UNSET"` gives it; what is meant is not record.db.
        raise NotARecord("''", "no file can have this name")
    work = work_named(
        paths,
        dispute=dispute,
        published=published,
        published_from=published_from,
        sources_anywhere=sources_anywhere,
        progress=progress,
    )
    ingest, dispute = work.ingest, work.ingest.dispute
    return fill(
        place_of(into or f"{dispute.name if dispute else 'record'}.db"),
        Plan(ingest.made_by, tuple(source.path for source in work.sources), dispute.issues if dispute else ()),
        lambda record: take_all(work.sources, ingest, is_known=Known(record.already_read()), workers=workers),
        problems=work.problems,
        progress=progress,
    )


def fill(
    into: Place,
    plan: Plan,
    takings: Callable[[Record], Iterable[Taken]],
    *,
    problems: Iterable[Problem] = (),
    come: Iterable[str] = (),
    desk: Desk | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Built:
    """Put what is taken from reports into a record, a new one if none lies there, and compare them anew.

    Args:
        into: The record.
        plan: What makes it, and what is expected.
        takings: Returns what came of each source, given the record, which may have it already.
        problems: What was wrong in finding the sources.
        come: What earlier builds expected under these names, and has come under others.
        desk: On which the record lay when it was last compared.
        progress: Called with (sources done, of how many).

    Raises:
        NotARecord: `into` is some other file.
        TextsTakenOut: `into` was shared without its texts, which comparing needs.
    """
    counts: Counter[Added | None] = Counter()
    brought_up = bring_up(into, plan.made_by) if isinstance(into, Path) and _is_older(into) else None
    with open_record(into, write=True) if stands(into) else create(into, plan.made_by) as record:
        need_texts(record, "building")
        because = plan.made_by.changes_since(record.made_by)
        record.begin_build(plan)
        record.expect_no_more(come)
        for problem in problems:
            record.add_problem(problem)
        for number, taken in enumerate(takings(record), start=1):
            counts[_put(record, taken)] += 1
            if progress:
                progress(number, len(plan.expected))
        compare(record, desk)
        record.finish_build()
        return Built(
            into,
            added=counts[Added.NEW],
            changed=counts[Added.CHANGED],
            remade=counts[Added.REMADE],
            unchanged=counts[Added.UNCHANGED],
            entries=record.count(),
            because=because,
            brought_up=brought_up,
            left_behind=_left_behind(record, brought_up),
            problems=tuple(record.problems()),
        )


def _is_older(into: Path) -> bool:
    return stands(into) and into.is_file() and older_form(into) is not None


def _left_behind(record: Record, brought_up: BroughtUp | None) -> tuple[str, ...]:
    here = {report.path for report in record.reports()} if brought_up else set()
    return tuple(path for path in brought_up.paths if path not in here) if brought_up else ()


def compare(record: Record, desk: Desk | None = None) -> None:
    """Compare the reports of a record, and put what that finds in place of what it found before.

    Args:
        record: The record.
        desk: On which it lay when it was last compared: what of it is as it was then is not worked out again.
    """
    desk = desk or Desk()
    with uncollected():
        try:
            desk.lay(record)
            for comparison in COMPARISONS:
                desk.put(comparison.kind, record.put_findings(comparison.kind, comparison.compare(desk).items))
        except BaseException:
            desk.clear()
            raise


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the search for circles of references out: what is compared has none, and holds a million objects."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _put(record: Record, taken: Taken) -> Added | None:
    """Put what came of one source into the record; return what that did, None where no report came of it."""
    for problem in taken.problems:
        record.add_problem(problem)
    if taken.known:
        record.keep(taken.known)
        return Added.UNCHANGED
    return record.add(taken.extraction) if taken.extraction else None


@dataclass(frozen=True, slots=True)
class Known:
    """Says in a worker whether the record has a report as these extractors read it.

    Carries the headers, not the record: an open SQLite file must not be used on both sides of a fork.
    """

    headers: Mapping[str, ReportHeader]

    def __call__(self, report: Report) -> bool:
        """Say so of one report."""
        header = self.headers.get(report.id)
        return header is not None and header.fits(report)
