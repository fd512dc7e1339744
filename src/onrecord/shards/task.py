"""One shard as the task of an engine's worker, in a process of its own (`python -m onrecord.shards.task`).

It ends when its worker does, so that none works on beside the one that took its place; what crashes it, or takes
all memory, leaves the worker alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from onrecord.core.problem import OnRecordError
from onrecord.pool import die_with
from onrecord.shards.shard import Shard
from onrecord.shards.sharding import build_shard
from onrecord.taking import work_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.taking import Work

_SHOWN = 300


class ShardFailed(Exception):
    """A shard left no part; its words say why. No fault of the call: the next try may go well."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a call names, in values that travel.

    Attributes:
        paths: Files and folders of reports.
        dispute: The dispute file.
        published: ISO date for reports that carry none.
        published_from: CSV of path,date rows.
        sources_anywhere: Let the dispute file name sources outside its folder.
    """

    paths: tuple[str, ...]
    dispute: str | None = None
    published: str | None = None
    published_from: str | None = None
    sources_anywhere: bool = False

    def work(self, progress: Callable[[int, None], None] | None = None) -> Work:
        """Return the work, as `taking.work_named` finds it."""
        return work_named(
            self.paths,
            dispute=self.dispute,
            published=self.published,
            published_from=self.published_from,
            sources_anywhere=self.sources_anywhere,
            progress=progress,
        )


@dataclass(frozen=True, slots=True)
class Call:
    """What every shard of a build is given.

    Attributes:
        named: What is to be read.
        here: The folder in which it is named.
        parts: The folder for the parts.
        of: How many shards there are.
    """

    named: Named
    here: str
    parts: str
    of: int


def run(call: Call, number: int, parent: int) -> None:
    """Make one part in a process of its own.

    Args:
        call: What every shard is given.
        number: Which shard.
        parent: The process that this runs in.

    Raises:
        ShardFailed: The process left no part.
    """
    told = json.dumps({**asdict(call), "number": number})
    command = [sys.executable, "-m", "onrecord.shards.task", str(parent), told]
    try:
        done = subprocess.run(
            command, cwd=call.here, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ShardFailed(f"a worker has no folder '{call.here}' ({error.strerror}).") from error
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise ShardFailed(lines[-1][:_SHOWN] if lines else f"its process ended with {done.returncode}.")


def main(words: Sequence[str]) -> None:
    """Make one part; the process ends with 0 where it stands."""
    parent, told = words
    die_with(int(parent))
    call = json.loads(told)
    try:
        work = Named(**call["named"]).work()
        build_shard(work, shard=Shard(call["number"], call["of"]), into=call["parts"], workers=1)
    except OnRecordError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
