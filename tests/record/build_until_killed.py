"""A build as a process of its own, for tests that kill it: `python build_until_killed.py RECORD COUNT`.

It goes on with whatever the record holds, as the real build does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from onrecord import record
from onrecord.core.made import Plan
from tests.record.samples import MADE_BY, many


def build(path: Path, count: int, seed: int) -> None:
    """Add all reports, in an order of its own as if from several workers."""
    extractions = many(count)
    Random(seed).shuffle(extractions)
    with record.open(path, write=True) if path.exists() else record.create(path, MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY, tuple(one.report.path for one in extractions)))
        for one in extractions:
            if rec.holds(one.report):
                rec.keep(one.report)
            else:
                rec.add(one)
        rec.finish_build()


if __name__ == "__main__":
    print("ready", flush=True)
    build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
