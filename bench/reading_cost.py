"""What it costs to list and to read a file of many articles: seconds, and memory at its peak."""

from __future__ import annotations

import resource
import sys
import time
from itertools import count
from typing import TYPE_CHECKING

from onrecord.core.problem import Problem
from onrecord.readers import find
from onrecord.taking import read_and_clean

if TYPE_CHECKING:
    from pathlib import Path


def peak() -> float:
    """Return the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(file: Path) -> None:
    """List a file, then read and clean all in it; show how far it is; on Ctrl-C print what was reached."""
    start, before = time.perf_counter(), peak()
    found = list(find([file]))
    print(f"listed: {len(found)} articles in {time.perf_counter() - start:.1f} s, memory at most {peak():.0f} MiB")
    start = time.perf_counter()
    read = problems = 0
    try:
        for number, source in zip(count(1), found, strict=False):
            outcome = read_and_clean(source) if not isinstance(source, Problem) else None
            read += len(outcome.items) if outcome else 0
            problems += len(outcome.problems) if outcome else 1
            if number % 250 == 0:
                print(f"\r{number} of {len(found)}, {peak():.0f} MiB", end="", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        print("stopped:", end=" ")
    took = time.perf_counter() - start
    print(f"\rread: {read} of {len(found)} articles, {problems} problems, {read / took:.0f} a second, ", end="")
    print(f"memory at most {peak():.0f} MiB, {peak() - before:.0f} of it after the start")
