"""What comparing costs by stage and by size, and whether the order in which reports come in changes what it finds.

    python bench/comparing.py made 400 2000 10000      records of so many reports, made by `onrecord.testing`
    python bench/comparing.py record record.db         a record that lies there (a copy of it is compared)
    python bench/comparing.py orders record.db 10      its reports, added to new records in so many orders
    python bench/comparing.py by-one record.db 2       its reports, compared with each that comes in, on one desk
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

from onrecord.building import COMPARISONS, compare, uncollected
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
    from onrecord.core.finding import Finding
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
    """Print what the columns are: a record gets a line for all of it, and one for one more report."""
    stages = "  ".join(f"{one.kind.value:>13}" for one in COMPARISONS)
    print(f"reports  entries             read  {stages}  written     all  a report    MiB", flush=True)


def measured(held: Record, more: Extraction) -> None:
    """Print what each stage takes: of the whole, and where a desk stays, of one more report."""
    number = sum(1 for _ in held.reports())
    desk = Desk()
    line(held, number, "whole", staged(held, desk))
    held.add(more)
    line(held, 1, "one more", staged(held, desk))
    found = held.content_digest()
    compare(held)
    print(f"{'':18}  {'as anew' if held.content_digest() == found else 'OTHER THAN ANEW'}", flush=True)


def staged(held: Record, desk: Desk) -> list[float]:
    """Compare a record, and return the seconds of reading, of each stage, and of writing."""
    written = 0.0
    with uncollected():
        took = [spent(lambda: desk.lay(held)).cpu]
        for stage in COMPARISONS:
            found: list[Finding] = []
            took.append(spent(lambda stage=stage, found=found: found.extend(stage.compare(desk).items)).cpu)
            written += spent(
                lambda stage=stage, found=found: desk.put(stage.kind, held.put_findings(stage.kind, found))
            ).cpu
    return [*took, written]


def line(held: Record, number: int, what: str, took: list[float]) -> None:
    """Print a line of seconds."""
    stages = "  ".join(f"{one:>13.2f}" for one in took[1:-1])
    whole = sum(took)
    print(
        f"{sum(1 for _ in held.reports()):>7}  {held.count():>7}  {what:>8}  {took[0]:>5.2f}  {stages}"
        f"  {took[-1]:>7.2f}  {whole:>6.2f}  {whole / number * 1000:>5.0f} ms  {memory():>5}",
        flush=True,
    )


def orders(path: str, times: str = "10") -> None:
    """Add the reports of a record to new ones, each time in another order, and compare."""
    each_order(path, int(times), lambda held, taken: [held.add(one) for one in taken])


def by_one(path: str, times: str = "2") -> None:
    """Add the reports of a record to new ones, in another order each, and compare with each on one desk."""

    def come(held: Record, taken: Sequence[Extraction]) -> None:
        desk = Desk()
        for one in taken:
            held.add(one)
            compare(held, desk)

    each_order(path, int(times), come)


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
