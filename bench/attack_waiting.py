"""Attacks on whoever waits: commands on a large record, on a terminal; Ctrl-C in the middle of them.

    python bench/attack_waiting.py [silence] [interrupted] [--seed N] [--count N] [--first N]

A command that works for long must show it, and must end when it is asked to. Both are counted in seconds of the
processor, since others use the machine. ATTACK_ENTRIES sets how many entries the record has (20,000).
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.attack import MODELLING, READING
from bench.attacking import Attempt, Child, Ground, fault_of, run
from bench.growth import EACH, make_parts

from onrecord.record import stands
from onrecord.shards.gathering import gather

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from bench.attacking import Kind

ENTRIES = int(os.environ.get("ATTACK_ENTRIES", "20000"))
DEAF = 2.0  # seconds of the processor that a command may go on after Ctrl-C
LONG = (
    *READING, *MODELLING, "forget R reports/0000042.txt --yes", "correct reject R E --who me --why tried",
    "gather parts --into gathered.db", "build s --into R --published 2024-03-04 --workers 1",
    "search R strait paper arvonia", "statements R --grep (a|e|i)+.*said",
)  # fmt: skip


def silence(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """A command on a large record, on a terminal: no stretch without a sign."""
    words = _drawn(chance, ground)
    ended = Child(words, ground.folder, screen=True).ended()
    yield Attempt(
        f"{' '.join(words)} took {ended.seconds:.0f} s", fault_of(words, ended._replace(seconds=0.0), screen=True)
    )


def interrupted(chance: random.Random, ground: Ground) -> Iterator[Attempt]:
    """The same, and Ctrl-C after some seconds of work."""
    words = _drawn(chance, ground)
    child = Child(words, ground.folder, screen=True)
    after = chance.uniform(0.0, 8.0)
    while child.running() and child.worked() < after:
        child.hear()
        time.sleep(0.01)
    child.kill(signal.SIGINT)
    ended = child.ended()
    deaf = ended.seconds - after
    fault = f"went on for {deaf:.1f} s" if ended.code == 130 and deaf > DEAF else None
    quiet = ended._replace(seconds=0.0, code=0 if ended.code == 130 else ended.code)
    yield Attempt(
        f"{' '.join(words)}, Ctrl-C after {after:.1f} s of work", fault or fault_of(words, quiet, screen=True)
    )


def _drawn(chance: random.Random, ground: Ground) -> list[str]:
    """Return a call on a fresh copy of a large record."""
    large = ground.folder / "large.db"
    if not stands(large):
        make_parts(ground.folder / "parts", ENTRIES // EACH)
        gather(ground.folder / "parts", into=large)
        ground.look_up(large)
    (ground.folder / "gathered.db").unlink(missing_ok=True)
    return ground.words(chance.choice(LONG), Path(shutil.copy(large, ground.folder / "r.db")))


KINDS: dict[str, Kind] = {"silence": silence, "interrupted": interrupted}


if __name__ == "__main__":
    run(KINDS, __doc__.splitlines()[0])
