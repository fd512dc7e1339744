"""What one machine of many does: take its share of the reports, and leave it as a part.

Nothing here compares or unites what several reports tell: that is for `gathering`, which has them all.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.shards.faults import PartDamaged
from onrecord.shards.parts import MARK, Mark, Origin, check_part, part_of, read_mark, write_part
from onrecord.shards.prints import prints_of
from onrecord.taking import Taken, take_all
from onrecord.writing import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.core.problem import Problem
    from onrecord.readers import Source
    from onrecord.shards.shard import Shard
    from onrecord.taking import Work


class Sharded(NamedTuple):
    """What a shard did.

    Attributes:
        part: Where its part lies.
        mark: What says that the part is whole.
        stood: It was there already, and was left as it is.
    """

    part: Path
    mark: Mark
    stood: bool

    @property
    def nothing_read(self) -> bool:
        """Say whether there were reports to read, and not one could be."""
        return bool(self.mark.origin.expected) and not self.mark.reports


def build_shard(
    work: Work,
    *,
    shard: Shard,
    into: str | Path,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Sharded:
    """Take one shard of the reports into a part; do nothing where it is there, made of the same by the same.

    Args:
        work: What the call names (`taking.work_named`); every shard is given the same.
        shard: Which of the reports are meant.
        into: The folder in which the parts lie; it is made where there is none.
        workers: Processes, 1 to 256; all cores if None.
        progress: Called with (sources done, of how many).

    Raises:
        CannotWrite: There is no right or no room to write there.
    """
    own = [(number, source) for number, source in enumerate(work.sources) if shard.holds(source.path)]
    origin = _origin(shard, work, [source for _, source in own])
    folder = Path(into)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, "no folder can be made there") from error
    part = folder / f"{shard.name}{MARK}"
    if mark := _standing(part, origin):
        return Sharded(part_of(part), mark, stood=True)
    mark = write_part(folder, origin, _taken(own, work, shard, workers, progress))
    return Sharded(part_of(part), mark, stood=False)


def _origin(shard: Shard, work: Work, own: Sequence[Source]) -> Origin:
    dispute = work.ingest.dispute
    told = "\n".join((*prints_of(own), *map(repr, _own_problems(work, shard))))
    return Origin(
        shard,
        work.named,
        hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest(),
        work.ingest.made_by,
        dispute.issues if dispute else (),
        tuple(source.path for source in own),
    )


def _own_problems(work: Work, shard: Shard) -> list[Problem]:
    return [problem for problem in work.problems if shard.holds(problem.path)]


def _standing(path: Path, origin: Origin) -> Mark | None:
    """Return the mark that stands at a path, if its part is whole and of the same origin."""
    try:
        mark = read_mark(path)
        check_part(mark, part_of(path))
    except (FileNotFoundError, PartDamaged):
        return None
    return mark if mark.origin == origin else None


def _taken(
    own: Sequence[tuple[int, Source]],
    work: Work,
    shard: Shard,
    workers: int | None,
    progress: Callable[[int, int], None] | None,
) -> Iterator[tuple[int, Taken]]:
    """Yield what came of each source with its number; before them what was wrong in finding them."""
    found = len(work.problems)
    for number, problem in enumerate(work.problems):
        if shard.holds(problem.path):
            yield number - found, Taken(problems=(problem,))
    results = take_all((source for _, source in own), work.ingest, workers=workers)
    for done, ((number, _), taken) in enumerate(zip(own, results, strict=True), start=1):
        yield number, taken
        if progress:
            progress(done, len(own))
