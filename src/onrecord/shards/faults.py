"""What can be wrong with parts: each exception words itself in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class NoParts(OnRecordError):
    """A folder holds no part."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: no part of a record lies there. Make them first: `onrecord build SOURCES --shard 1/4 "
            f"--into {folder}`, and so on to 4/4."
        )


class PartsMissing(OnRecordError):
    """Some shards have left no part, or none that was finished."""

    def __init__(self, folder: Path, numbers: Sequence[int], of: int) -> None:
        parts = f"part {stretches(numbers)}" if len(numbers) == 1 else f"parts {stretches(numbers)}"
        verb = "is" if len(numbers) == 1 else "are"
        super().__init__(
            f"{folder}: {parts} of {of} {verb} missing. Run these shards again, or go on without them: --missing."
        )


class PartTwice(OnRecordError):
    """Two files are the same part."""

    def __init__(self, first: Path, second: Path, which: object) -> None:
        super().__init__(f"{first} and {second} are both part {which}. Take one of the two out of the folder.")


class PartsMixed(OnRecordError):
    """Parts lie together that are shares of different numbers of shards."""

    def __init__(self, first: Path, second: Path, of: int, other: int) -> None:
        super().__init__(
            f"{first} is a part of {of}, {second} a part of {other}. Gather them from folders of their own."
        )


class PartOfAnother(OnRecordError):
    """A part was made otherwise than the rest: by other extractors, for another dispute, of other sources."""

    def __init__(self, path: Path, differs: str) -> None:
        super().__init__(f"{path}: this part was made otherwise than the rest: {differs}. Run its shard again.")


class PartDamaged(OnRecordError):
    """A part is not as its shard wrote it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path}: this part is not as its shard wrote it: {why}. Delete it, and run its shard again."
        )


class NoEngine(OnRecordError):
    """The library of an engine is not installed."""

    def __init__(self) -> None:
        super().__init__("--engine dask needs the library `distributed`: pip install 'onrecord[dask]'.")


class SchedulerAway(OnRecordError):
    """No scheduler of Dask answers at an address."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address}: no scheduler of Dask answers there ({why}). Start one (`dask scheduler`), or leave the "
            "address out for workers on this machine."
        )


class ShardsFailed(OnRecordError):
    """Some shards did not leave their part, though they were tried again."""

    def __init__(self, parts: Path, numbers: Sequence[int], of: int, why: str) -> None:
        which = f"shard {stretches(numbers)}" if len(numbers) == 1 else f"shards {stretches(numbers)}"
        super().__init__(
            f"{which} of {of} left no part, though tried again: {why} The others lie in {parts}: give the same "
            "call again, and only what is missing is made."
        )


def stretches(numbers: Sequence[int]) -> str:
    """Return numbers in rising order as a reader writes them.

    >>> stretches([3, 5, 6, 7])
    '3, 5 to 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
