"""What comparing costs by stage and by size, and whether the order in which reports come in changes what it finds.

    python bench/comparing.py made 400 2000 10000      records of so many reports, made by `onrecord.testing`
    python bench/comparing.py record record.db         a record that lies there (a copy of it is compared)
    python bench/comparing.py orders record.db 10      its reports, added to new records in so many orders
    python bench/comparing.py by-one record.db         its reports, compared anew with each that comes in
    python bench/comparing.py undone record.db         a correction of it made, compared, taken back and compared

Seconds are of the processor: others use the machine.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.building import COMPARISONS, compare
from onrecord.compare import Desk
from onrecord.core.made import Plan
from onrecord.record import create
from onrecord.record import open as open_record
from onrecord.testing import made_extractions, made_record

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.growth import EACH, memory, spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.core.extraction import Extraction
    from onrecord.record import Record


def made(*numbers: str) -> None:
    """Compare made records of so many reports."""
    print_head()
    for number in map(int, numbers):
        with tempfile.TemporaryDirectory() as folder, made_record(Path(folder) / "r.db", reports=number) as record:
            *_, more = made_extractions(number + 1, EACH)
            measured(record, more)


def record(path: str) -> None:
    """Compare a copy of a record; the report that comes in last is its last one by path."""
    print_head()
    with copied(path) as held:
        last = max(header.path for header in held.reports())
        more = held.extraction(last)
        held.forget(last)
        measured(held, more)


def print_head() -> None:
    print("reports  entries  " + "  ".join(f"{one.kind.value:>13}" for one in COMPARISONS), end="")
    print("  written    all  a report  one more    MiB", flush=True)


def measured(held: Record, more: Extraction) -> None:
    """Print what each stage takes, and what one more report with its findings."""
    number = sum(1 for _ in held.reports())
    desk, stages, written = Desk(held), [], 0.0
    for stage in COMPARISONS:
        found = []
        stages.append(spent(lambda stage=stage, found=found: found.append(stage.compare(desk).items)).cpu)
        written += spent(
            lambda stage=stage, found=found: desk.put(stage.kind, held.put_findings(stage.kind, found[0]))
        ).cpu
    whole = sum(stages) + written
    most = memory()
    again = spent(lambda: (held.add(more), compare(held))).cpu
    print(f"{number:>7}  {held.count():>7}  " + "  ".join(f"{one:>13.2f}" for one in stages), end="")
    print(
        f"  {written:>7.2f}  {whole:>5.1f}  {whole / number * 1000:>5.1f} ms  {again:>6.1f} s  {most:>5}",
        flush=True,
    )


def orders(path: str, times: str = "10") -> None:
    """Add the reports of a record to new ones, each time in another order, and compare."""
    each_order(path, int(times), lambda held, taken: [held.add(one) for one in taken])


def by_one(path: str) -> None:
    """Add the reports of a record to two new ones, in another order each, and compare with each that comes in."""
    each_order(path, 2, lambda held, taken: [(held.add(one), compare(held)) for one in taken])


def each_order(path: str, times: int, come: Callable[[Record, Sequence[Extraction]], object]) -> None:
    """Print the digest of the content that each order makes, and how many former ids."""
    with open_record(path) as held:
        taken = [held.extraction(header.path) for header in held.reports()]
        made_by = held.made_by
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "r.db", made_by) as new:
            new.begin_build(Plan(made_by))
            random.Random(number).shuffle(taken)
            took = spent(lambda new=new: (come(new, taken), compare(new)))
            found = sum(1 for _ in new.findings())
            print(f"order {number}: {new.content_digest()[:16]}, {found} findings, {took.cpu:.1f} s", flush=True)


def undone(path: str) -> None:
    """Make a correction and take it back; print what is stale and whether the content is as before."""
    with copied(path) as held:
        compare(held)
        before = held.content_digest()
        entry = next(one.entries()[0] for one in held.findings() if one.entries())
        print("found:", before[:16], stale(held))
        made_one = held.corrections.edit(entry, {"when": "1999-01-01"}, who="bench", why="so")
        print("corrected:", stale(held))
        compare(held)
        print("redone:", held.content_digest()[:16], stale(held))
        held.corrections.undo(made_one.id, who="bench")
        print("taken back:", stale(held))
        compare(held)
        print(
            "redone:",
            held.content_digest()[:16],
            stale(held),
            "equal" if held.content_digest() == before else "OTHER",
        )


def stale(held: Record) -> str:
    every = [one.stale for one in held.findings()]
    return f"{sum(every)} of {len(every)} findings stale"


@contextmanager
def copied(path: str) -> Iterator[Record]:
    """Open a copy of a record."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, Path(folder) / "r.db")
        with open_record(Path(folder) / "r.db", write=True) as held:
            yield held


COMMANDS: dict[str, Callable[..., None]] = {
    "made": made, "record": record, "orders": orders, "by-one": by_one, "undone": undone,
}  # fmt: skip


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    COMMANDS[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
