"""Taking what reports say: each source is read and goes through the first half, in a worker, under bounds.

What goes wrong with a report becomes a problem, and the run goes on. Nothing here knows of a record; `building`
puts what is taken into one, `onrecord extract` prints it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.clean import clean
from onrecord.core.extraction import Extraction
from onrecord.core.problem import OnRecordError, Outcome, Problem, ProblemKind
from onrecord.core.report import PassageKind
from onrecord.dispute import Dispute, find_dispute, load_dispute
from onrecord.ingest import Ingest
from onrecord.pool import Bounds, Failed, run_bounded
from onrecord.readers import READERS, find, read

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from onrecord.core.report import Report
    from onrecord.readers import Reader, Source

BOUNDS = Bounds()
MOST_WORKERS = 256


class NoSuchCrew(OnRecordError):
    """The call asks for a number of processes that cannot be."""

    def __init__(self, workers: int) -> None:
        super().__init__(f"{workers} workers: name a number from 1 to {MOST_WORKERS}, or none for one a core.")


class NothingToRead(OnRecordError):
    """The call names no report."""

    def __init__(self) -> None:
        super().__init__("nothing to read: name files or folders of reports, or a dispute file with sources.")


@dataclass(frozen=True, slots=True)
class Work:
    """What a call names.

    Attributes:
        ingest: How to read it.
        sources: The sources that were found.
        problems: What was wrong in finding them.
        named: The call's own words: paths, and the dates for reports that carry none.
    """

    ingest: Ingest
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    named: tuple[str, ...] = ()


def work_named(
    paths: str | Path | Sequence[str | Path],
    *,
    dispute: Dispute | str | Path | None = None,
    published: str | None = None,
    published_from: str | Path | None = None,
    sources_anywhere: bool = False,
    progress: Callable[[int, None], None] | None = None,
) -> Work:
    """Return the work that a call names.

    Args:
        paths: Files and folders of reports; a dispute file, or a folder that holds one, stands for its sources.
        dispute: The dispute, or its file; its sources are meant when no path is given.
        published: ISO date for reports that carry none.
        published_from: CSV of path,date rows.
        sources_anywhere: Let the dispute file name sources outside its folder.
        progress: Called with (sources found so far, None): a large archive takes a while to list.

    Raises:
        PathNotFound: A path that is named is not there.
        NothingToRead: No path is named, by the call or by the dispute file.
        SourceOutside: The dispute file names a source outside its folder.
    """
    paths = [paths] if isinstance(paths, str | Path) else paths  # a text is one path, not one for each letter
    dispute, named = _dispute_and_paths(paths, dispute)
    if not named:
        raise NothingToRead
    ingest = Ingest(dispute)
    theirs = set(named) - {Path(path).as_posix() for path in paths}
    fence = Fence(dispute, theirs) if dispute and not sources_anywhere else None
    found: Iterable[Source | Problem] = find(
        named, published=published, published_from=published_from, readers=ingest.readers
    )
    found = _counted(found, progress) if progress else found
    taken, problems = _sorted_out(fence, found)
    told = (*named, f"published {published or ''}", f"published from {published_from or ''}")
    return Work(ingest, taken, problems, told)


def _sorted_out(
    fence: Fence | None, found: Iterable[Source | Problem]
) -> tuple[tuple[Source, ...], tuple[Problem, ...]]:
    """Return the sources that may be read, and the problems; outside the fence a source is one."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for item in found:
        held = fence.held(item) if fence and not isinstance(item, Problem) else item
        if isinstance(held, Problem):
            problems.append(held)
        else:
            sources.append(held)
    return tuple(sources), tuple(problems)


def _counted(
    found: Iterable[Source | Problem], progress: Callable[[int, None], None]
) -> Iterator[Source | Problem]:
    """Yield what is found, and tell how much that is so far."""
    for number, item in enumerate(found, start=1):
        progress(number, None)
        yield item


class SourceOutside(OnRecordError):
    """A dispute file names a source outside its folder: a stranger's is not to read the reader's own files."""

    def __init__(self, source: str, folder: str) -> None:
        super().__init__(
            f"{source}: the dispute file names this source, which lies outside its folder '{folder}'. Put the "
            "reports beside it, name them in the call, or allow it: --sources-anywhere (sources_anywhere=True)."
        )


class Fence:
    """What the sources of a dispute file may reach: its folder.

    Args:
        dispute: The dispute.
        sources: Those of its sources that are to be read, and that the caller did not name himself.

    Raises:
        SourceOutside: The dispute file names a source outside its folder.
    """

    def __init__(self, dispute: Dispute, sources: Collection[str]) -> None:
        self._folder = Path(os.path.realpath(dispute.folder)) if dispute.folder else None
        self._sources = [Path(source) for source in dispute.sources if source in sources]
        for source in self._sources:
            if not self._holds(source):
                raise SourceOutside(source.as_posix(), dispute.folder)

    def held(self, source: Source) -> Source | Problem:
        """Return a source, or a problem with one that a link in the dispute's folder leads out to."""
        file = Path(source.file)
        if self._holds(file) or not any(file.is_relative_to(one) for one in self._sources):
            return source
        words = "it was left out: a link leads to it out of the dispute's folder. --sources-anywhere reads it."
        return source.problem(ProblemKind.UNREADABLE, words)

    def _holds(self, path: Path) -> bool:
        try:
            return self._folder is None or Path(os.path.realpath(path)).is_relative_to(self._folder)
        except ValueError:  # no file can have this name
            return False


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one source: an extraction, or a report that is known as it is, or problems alone."""

    extraction: Extraction | None = None
    known: Report | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Taking:
    """The work on one source, as a worker does it: read, and take what is not known yet."""

    ingest: Ingest
    is_known: Callable[[Report], bool]

    def __call__(self, source: Source) -> Taken:
        """Return what comes of a source. A crash in our own code is the source's problem, not the run's."""
        try:
            return self._take(source)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one bad report must not end the run for the others
            words = f"it could not be worked on ({type(error).__name__}: {error})."
            return Taken(problems=(Problem(ProblemKind.UNREADABLE, words, source.path),))

    def _take(self, source: Source) -> Taken:
        outcome = read_and_clean(source, self.ingest.readers)
        if not outcome.items:
            return Taken(problems=outcome.problems)
        report = outcome.items[0]
        if self.is_known(report):
            return Taken(known=report)
        extraction = self.ingest.extract(report)
        return Taken(replace(extraction, problems=outcome.problems + extraction.problems))


@dataclass(frozen=True)
class Reading:
    """The first part of the work on a source, as a worker does it: read and clean, take nothing."""

    ingest: Ingest

    def __call__(self, source: Source) -> Outcome[Report]:
        """Return the report of a source, cleaned."""
        return read_and_clean(source, self.ingest.readers)


def read_and_clean(source: Source, readers: Sequence[Reader] = READERS) -> Outcome[Report]:
    """Return the report of a source, cleaned, or none, with what was wrong with it."""
    outcome = read(source, readers)
    if not outcome.items:
        return outcome
    cleaned = clean(outcome.items[0], if_undated=source.if_undated)
    return Outcome(cleaned.items, outcome.problems + cleaned.problems)


def nothing_known(report: Report) -> bool:
    """Say of every report that it is to be taken."""
    del report
    return False


def take_all(
    sources: Iterable[Source],
    ingest: Ingest,
    *,
    is_known: Callable[[Report], bool] = nothing_known,
    workers: int | None = None,
    bounds: Bounds = BOUNDS,
) -> Iterator[Taken]:
    """Yield what comes of each source, in order.

    Args:
        sources: Taken lazily.
        ingest: The first half.
        is_known: Says, in a worker, of a report as read whether it need not be taken again.
        workers: Processes; all cores if None.
        bounds: What one source may take of time and memory.

    Raises:
        NoSuchCrew: It asks for fewer than one process, or for hundreds.
    """
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise NoSuchCrew(workers)
    ingest.prepare()  # before the workers part from us, so that they share it
    queue: list[Source] = []

    def remembered() -> Iterator[Source]:
        for source in sources:
            queue.append(source)
            yield source

    results = run_bounded(
        Taking(ingest, is_known), remembered(), workers=workers or os.cpu_count() or 1, bounds=bounds
    )
    for result in results:
        source = queue.pop(0)
        yield _kept_unread(source, result, bounds, ingest) if isinstance(result, Failed) else result


def _kept_unread(source: Source, failed: Failed, bounds: Bounds, ingest: Ingest) -> Taken:
    """Return the text alone of a report that a worker failed on, from a fresh worker, if that can be had."""
    again = next(run_bounded(Reading(ingest), [source], workers=1, bounds=bounds))
    if isinstance(again, Failed) or not again.items:
        return Taken(problems=(_failure(source, failed, bounds, "was left out."),))
    report = again.items[0]
    why = "too slow to read" if failed.why == "slow" else "too big to read"
    passages = tuple(
        replace(passage, kind=PassageKind.UNREAD, why=why) if passage.is_read else passage
        for passage in report.passages
    )
    problem = _failure(source, failed, bounds, "is kept, not read. The next build tries again.")
    problems = (*again.problems, replace(problem, report=report.id))
    return Taken(Extraction(replace(report, passages=passages), problems=problems))


def _failure(source: Source, failed: Failed, bounds: Bounds, outcome: str) -> Problem:
    if failed.why == "slow":
        words = f"it took longer than {bounds.seconds:g} seconds and {outcome}"
        return Problem(ProblemKind.TOO_SLOW, words, source.path)
    words = f"it needed more than {bounds.memory >> 20} MiB of memory, or crashed a library, and {outcome}"
    return Problem(ProblemKind.TOO_BIG, words, source.path)


def _dispute_and_paths(
    paths: Sequence[str | Path], dispute: Dispute | str | Path | None
) -> tuple[Dispute | None, list[str]]:
    """Return the dispute and the paths of reports; a path that is a dispute file stands for its sources."""
    if dispute is not None and not isinstance(dispute, Dispute):
        dispute = load_dispute(find_dispute(Path(dispute)) or Path(dispute))
    files = list(map(_dispute_file, paths))
    first = next(filter(None, files), None)
    if first and dispute is None:
        dispute = load_dispute(first)
    sources = list(dispute.sources) if dispute else []
    read = (sources if file else [_posix(given)] for given, file in zip(paths, files, strict=True))
    return dispute, list(chain.from_iterable(read)) if paths else sources


def _dispute_file(path: str | Path) -> Path | None:
    """Return the dispute file that a path is or holds; nothing is and holds none."""
    return find_dispute(Path(path)) if path else None


def _posix(path: str | Path) -> str:
    """Return a path as it is shown; nothing stays nothing, and is no folder."""
    return Path(path).as_posix() if path else ""
