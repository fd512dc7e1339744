"""What one machine does at the end: put all parts into one record, and compare what they tell.

Reports go in through the same door as in a build and in the same order, whatever shards they were in. So the
record has the content that one machine's build gives; nothing is read or parsed again.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord import __version__
from onrecord.building import fill
from onrecord.core.made import Plan
from onrecord.core.on_disk import is_folder
from onrecord.core.problem import PathNotFound
from onrecord.record import place_of
from onrecord.shards.faults import NoParts, PartOfAnother, PartsMissing, PartsMixed, PartTwice
from onrecord.shards.parts import MARK, Mark, check_part, part_of, read_mark, read_part
from onrecord.shards.shard import Shard
from onrecord.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.building import Built
    from onrecord.core.made import MadeBy
    from onrecord.record import Place, Record
    from onrecord.taking import Taken

AT_ONCE = 100  # reports that are written together


class _Found(NamedTuple):
    """A mark, and where it lies."""

    path: Path
    mark: Mark

    @property
    def shard(self) -> Shard:
        return self.mark.origin.shard


def gather(
    parts: str | Path,
    *,
    into: str | Place,
    missing: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Built:
    """Make a record of parts, or bring one up to date with them; its content is that of one machine's build.

    Args:
        parts: The folder in which they lie.
        into: The record.
        missing: Go on where parts are missing; the record says so until they are gathered too.
        progress: Called with (sources done, of how many).

    Raises:
        PathNotFound: There is no such folder.
        NoParts, PartsMissing, PartTwice, PartsMixed, PartOfAnother, PartDamaged: The parts do not make one record.
        NotARecord: `into` is some other file.
    """
    found = _parts(Path(parts))
    absent = _absent(found)
    if absent and not missing:
        raise PartsMissing(Path(parts), absent, found[0].shard.of)
    for one in found:
        check_part(one.mark, part_of(one.path))
    origin = found[0].mark.origin
    expected = [path for one in found for path in one.mark.origin.expected]
    lacking = tuple(_all_of(number, origin.shard.of) for number in absent)
    return fill(
        place_of(into),
        Plan(origin.made_by, (*expected, *lacking), origin.issues),
        lambda record: _together(_takings(found, record), record),
        come=tuple(_all_of(one.shard.number, one.shard.of) for one in found),
        progress=progress,
    )


def _all_of(number: int, of: int) -> str:
    """Return the words under which a record expects the reports of a shard."""
    return f"all of shard {Shard(number, of)}"


def _parts(folder: Path) -> list[_Found]:
    """Return the marks in a folder, by their numbers; those of one record, each once."""
    if not is_folder(folder):
        raise PathNotFound(folder)
    found = [_Found(path, read_mark(path)) for path in sorted(folder.glob(f"*{MARK}"))]
    if not found:
        raise NoParts(folder)
    found.sort(key=lambda one: (one.shard.number, one.path))
    usual = Counter(one.mark.origin.made_by for one in found).most_common(1)[0][0]
    named = Counter(one.mark.origin.named for one in found).most_common(1)[0][0]
    for before, one in itertools.pairwise(found):
        if one.shard.of != before.shard.of:
            raise PartsMixed(before.path, one.path, before.shard.of, one.shard.of)
        if one.shard == before.shard:
            raise PartTwice(before.path, one.path, one.shard)
    for one in found:
        _check_origin(one, usual, named)
    return found


def _check_origin(one: _Found, usual: MadeBy, named: tuple[str, ...]) -> None:
    """See that a part was made as most are, by this version, of the same sources."""
    made_by = one.mark.origin.made_by
    if made_by.version != __version__:
        raise PartOfAnother(one.path, f"by version {made_by.version}, and this is {__version__}")
    if made_by != usual:
        raise PartOfAnother(one.path, ", ".join(made_by.changes_since(usual)) or "by other parts")
    if one.mark.origin.named != named:
        raise PartOfAnother(one.path, "its call names other reports or dates")


def _absent(found: Sequence[_Found]) -> list[int]:
    here = {one.shard.number for one in found}
    return [number for number in range(1, found[0].shard.of + 1) if number not in here]


def _together(takings: Iterator[Taken], record: Record) -> Iterator[Taken]:
    """Yield what is taken, so many reports in one transaction.

    Keys are digests, so that the rows of a report lie all over the file: what many reports write to one page is
    written once. Parts stay, so that a gathering that is cut off loses nothing.
    """
    for first in takings:
        with record.together():
            yield first
            yield from itertools.islice(takings, AT_ONCE - 1)


def _takings(found: Sequence[_Found], record: Record) -> Iterator[Taken]:
    """Yield what came of all sources in the order of one machine's build; of what is known, only its report."""
    streams = [read_part(part_of(one.path)) for one in found]
    for _, taken in heapq.merge(*streams, key=lambda numbered: numbered[0]):
        report = taken.extraction.report if taken.extraction else None
        if report and record.holds(report):
            yield replace(taken, extraction=None, known=report)
        else:
            yield _verified(taken)


def _verified(taken: Taken) -> Taken:
    """Return what was taken without an entry whose words do not stand in its report: a part may have travelled."""
    if taken.extraction is None:
        return taken
    checked = verify(taken.extraction.report, taken.extraction.entries)
    problems = (*taken.extraction.problems, *checked.problems)
    return replace(taken, extraction=replace(taken.extraction, entries=checked.items, problems=problems))
