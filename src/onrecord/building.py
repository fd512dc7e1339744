"""Building a record: every report that the paths name goes through the first half and into one file.

Incremental and idempotent: a report that is in the record as it stands, made by the same extractors from the same
dispute file, is not parsed again. Each report works under bounds of its own; what goes wrong with it becomes a
problem in the record and the run goes on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.core.extraction import Extraction
from onrecord.core.identity import origin
from onrecord.core.problem import OnRecordError, Problem, ProblemKind
from onrecord.dispute import Dispute, find_dispute, load_dispute
from onrecord.ingest import Ingest
from onrecord.parse import pipeline
from onrecord.pool import Bounds, Failed, run_bounded
from onrecord.read import Source, find, read
from onrecord.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.record import Record

BOUNDS = Bounds()


class NothingToBuild(OnRecordError):
    """The call names no report."""

    def __init__(self) -> None:
        super().__init__("nothing to build from: name files or folders of reports, or a dispute file with sources.")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many reports were added, changed, already there; and what was wrong with the material."""

    into: Path
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one source: extractions, the origins of those that the record has already, problems."""

    extractions: tuple[Extraction, ...] = ()
    known: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Taking:
    """The work on one source, as a worker does it: read, and take what the record does not have yet."""

    ingest: Ingest
    known: frozenset[str] = field(default_factory=frozenset)

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
        outcome = read(source)
        extractions = []
        known = []
        for report in outcome.items:
            mark = origin(report, self.ingest.made_by)
            if mark in self.known:
                known.append(mark)
            else:
                extractions.append(replace(self.ingest.extract(report), origin=mark))
        return Taken(tuple(extractions), tuple(known), outcome.problems)


def take_all(
    sources: Iterable[Source],
    ingest: Ingest,
    *,
    known: frozenset[str] = frozenset(),
    workers: int | None = None,
    bounds: Bounds = BOUNDS,
) -> Iterator[Taken]:
    """Yield what comes of each source, in order.

    Args:
        sources: Taken lazily.
        ingest: The first half.
        known: Origins that need not be taken again.
        workers: Processes; all cores if None.
        bounds: What one source may take of time and memory.
    """
    pipeline(ingest.pipeline)  # loaded before the workers part from us, so that they share it
    assert ingest.resolvers
    queue: list[Source] = []

    def remembered() -> Iterator[Source]:
        for source in sources:
            queue.append(source)
            yield source

    results = run_bounded(
        Taking(ingest, known), remembered(), workers=workers or os.cpu_count() or 1, bounds=bounds
    )
    for result in results:
        source = queue.pop(0)
        yield Taken(problems=(_failure(source, result, bounds),)) if isinstance(result, Failed) else result


def _failure(source: Source, failed: Failed, bounds: Bounds) -> Problem:
    if failed.why == "slow":
        words = f"it took longer than {bounds.seconds:g} seconds and was left out."
        return Problem(ProblemKind.TOO_SLOW, words, source.path)
    words = f"it needed more than {bounds.memory >> 20} MiB of memory, or crashed a library, and was left out."
    return Problem(ProblemKind.TOO_BIG, words, source.path)


def build(
    paths: Sequence[str | Path] = (),
    *,
    into: str | Path | None = None,
    dispute: Dispute | str | Path | None = None,
    published: str | None = None,
    published_from: str | Path | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Built:
    """Build a record, or bring it up to date.

    Args:
        paths: Files and folders of reports; a dispute file, or a folder that holds one, stands for its sources.
        into: The record; if None, the dispute's name with `.db`, in the current folder.
        dispute: The dispute, or its file.
        published: ISO date for reports that carry none.
        published_from: CSV of path,date rows.
        workers: Processes; all cores if None.
        progress: Called with (sources done, of how many).

    Raises:
        PathNotFound: A path that is named is not there.
        NothingToBuild: No path is named, by the call or by the dispute file.
        NotARecord: `into` is some other file.
    """
    dispute, named = _dispute_and_paths(paths, dispute)
    if not named:
        raise NothingToBuild
    found = list(find(named, published=published, published_from=_text(published_from)))
    sources = [item for item in found if isinstance(item, Source)]
    into = Path(into or f"{dispute.name if dispute else 'record'}.db")
    ingest = Ingest(dispute)
    with open_record(into, write=True) as record:
        record.begin_build(ingest.made_by, dispute, [source.path for source in sources])
        for item in found:
            if isinstance(item, Problem):
                record.add_problem(item)
        built = _fill(record, ingest, sources, workers, progress or (lambda _done, _total: None))
        record.finish_build()
        return replace(built, into=into, problems=tuple(record.problems()))


def _fill(
    record: Record,
    ingest: Ingest,
    sources: list[Source],
    workers: int | None,
    progress: Callable[[int, int], None],
) -> Built:
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    results = take_all(sources, ingest, known=record.origins(), workers=workers)
    for number, (source, taken) in enumerate(zip(sources, results, strict=True), start=1):
        for extraction in taken.extractions:
            counts[record.add(extraction)] += 1
        counts["unchanged"] += len(taken.known)
        record.done(source.path, taken.problems)
        progress(number, len(sources))
    return Built(Path(), **counts)


def _dispute_and_paths(
    paths: Sequence[str | Path], dispute: Dispute | str | Path | None
) -> tuple[Dispute | None, list[str]]:
    """Return the dispute and the paths of reports; a path that is a dispute file stands for its sources."""
    if dispute is not None and not isinstance(dispute, Dispute):
        dispute = load_dispute(find_dispute(Path(dispute)) or Path(dispute))
    named = []
    for path in map(Path, paths):
        file = find_dispute(path)
        if file and dispute is None:
            dispute = load_dispute(file)
        if file and dispute:
            named.extend(dispute.sources)
        else:
            named.append(path.as_posix())
    if dispute and not paths:
        named.extend(dispute.sources)
    return dispute, named


def _text(path: str | Path | None) -> str | None:
    return None if path is None else str(path)
