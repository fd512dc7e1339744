"""Shards as tasks of Dask: it hands them to workers, and tries them again where a worker is lost.

Nothing but shards and `gather`: a worker makes parts, one at a time, in a folder that all machines see.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.record import file_of, place_of
from onrecord.shards.faults import NoEngine, SchedulerAway, ShardsFailed
from onrecord.shards.gathering import gather
from onrecord.shards.shard import MOST, number_of
from onrecord.shards.task import Call, Named, run
from onrecord.taking import MOST_WORKERS, NoSuchCrew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from distributed import Client, Future

    from onrecord.building import Built
    from onrecord.taking import Work

REPORTS = 100  # in a shard, at most, as long as there may be more shards: a minute or two of work
_TRIES = 3
_SECONDS = 15  # for a scheduler to answer
_MEMORY = 4 << 30  # of a worker: a report may take 3 GiB


def build_on_dask(
    named: Named,
    *,
    into: str | Path | None = None,
    scheduler: str | None = None,
    workers: int | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Built:
    """Build a record, or bring it up to date, by the workers of Dask; its content is that of one machine's build.

    The parts stay in a folder beside the record. Run again, only shards whose reports changed are made again.

    Args:
        named: What is to be read, as every worker sees it.
        into: The record; if None, the dispute's name with `.db`, or `record.db`, in the current folder.
        scheduler: Address of Dask's scheduler; if None, workers are started on this machine.
        workers: How many are started on this machine; by default one for each core that has 4 GiB of memory.
        progress: Called with (sources done, of how many).

    Raises:
        NoEngine: Dask is not installed.
        SchedulerAway: No scheduler answers.
        ShardsFailed: Some shards left no part, however often they were tried.
        NoSuchCrew: It asks for fewer than one worker, or for hundreds.
    """
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise NoSuchCrew(workers)
    work = named.work(progress)
    name = work.ingest.dispute.name if work.ingest.dispute else "record"
    record = place_of(into or f"{name}.db")
    of = shards_for(len(work.sources))
    parts = Path(f"{file_of(record)}.parts") / f"of-{of}"
    call = Call(named, str(Path.cwd()), str(parts.absolute()), of)
    with _client(scheduler, workers) as client:
        _make_parts(client, call, _sizes(work, of), progress)
    return gather(parts, into=record, progress=progress)


def shards_for(reports: int) -> int:
    """Return how many shards so many reports are cut into: a power of two, so that a few more reports change none.

    >>> [shards_for(reports) for reports in (3, 350, 500, 1_000_000)]
    [2, 4, 8, 16384]
    """
    of = 2
    while of * REPORTS < reports and of * 2 <= MOST:
        of *= 2
    return of


def _sizes(work: Work, of: int) -> Counter[int]:
    """Return how many reports each shard has."""
    return Counter(number_of(source.path, of) for source in work.sources)


def _make_parts(
    client: Client, call: Call, sizes: Counter[int], progress: Callable[[int, int], None] | None
) -> None:
    """Have all parts made.

    Raises:
        ShardsFailed: Some are not.
    """
    from distributed import as_completed

    futures = {
        client.submit(make_part, call, number, retries=_TRIES - 1, pure=False): number
        for number in range(1, call.of + 1)
    }
    failed: dict[int, str] = {}
    done = 0
    for future in as_completed(list(futures)):
        number = futures[future]
        if future.status != "finished":
            failed[number] = _why(future)
        done += sizes[number]
        if progress:
            progress(done, sizes.total())
    if failed:
        raise ShardsFailed(Path(call.parts), sorted(failed), call.of, failed[min(failed)])


def make_part(call: Call, number: int) -> None:
    """Make one part. Runs in a worker."""
    run(call, number, os.getpid())


def _why(future: Future) -> str:
    """Return in a sentence why a task did not end well."""
    from distributed.scheduler import KilledWorker

    if future.status != "error":
        return "the line to the scheduler was lost."
    error = future.exception()
    if isinstance(error, KilledWorker):
        return "each worker that had it was lost (memory, perhaps)."
    words = str(error).strip().splitlines()
    return words[0] if words else f"{type(error).__name__}."


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator[Client]:
    """Yield the line to a scheduler: the one that is named, or one of our own with workers on this machine."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise NoEngine from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is told in our sentences
    if scheduler is not None:
        try:
            client = Client(scheduler, timeout=_SECONDS)
        except (OSError, ValueError, TypeError) as error:
            raise SchedulerAway(scheduler, type(error).__name__) from error
        with client:
            yield client
        return
    cluster = LocalCluster(
        n_workers=workers or _crew(),
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",  # none can be had; this one nobody else sees
        silence_logs=logging.CRITICAL,
    )
    with cluster, Client(cluster) as client:
        yield client


def _crew() -> int:
    """Return for how many workers this machine has cores and memory."""
    from distributed.system import MEMORY_LIMIT

    memory: int = MEMORY_LIMIT
    return max(1, min(os.cpu_count() or 1, memory // _MEMORY, MOST_WORKERS))
