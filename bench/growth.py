"""How cost grows with the record: reports built, entries gathered, and what is asked of a large record.

    python bench/growth.py reports 100 1000            reports built, each of other sentences, in one process
    python bench/growth.py entries 100000 1000000      entries gathered from parts, and asked for
    python bench/growth.py made record.db 1000000      so many gathered into a record that stays
    python bench/growth.py asked record.db             what is asked of a record that lies there; it is corrected
    python bench/growth.py more record.db 800 [MiB]    so many more reports into it, with so much of it in memory
    python bench/growth.py shards record.db 1 7 400    its reports from so many parts: one content
    python bench/growth.py copied record.db ADDRESS    copied to a server and back, then what is asked of it there
    python bench/growth.py served record.db            copied to a server of its own, and asked there

Wall clock and CPU stand beside one another: on a machine that others use the second says more. Reports are put
together from sentences of the examples and of `onrecord.testing`, so that no two are copies; entries come from
`onrecord.testing`. Comparing is measured by `bench/comparing.py`.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import linear_regression
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from onrecord.building import build, compare
from onrecord.core.made import MadeBy, Plan
from onrecord.core.sentence import sentence_ends
from onrecord.record import Filter, create
from onrecord.record import open as open_record
from onrecord.record.copying import copy
from onrecord.shards.gathering import AT_ONCE, gather
from onrecord.shards.parts import Origin, write_part
from onrecord.shards.shard import Shard
from onrecord.taking import Taken
from onrecord.testing import made_extractions

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.core.extraction import Extraction
    from onrecord.record import Record

ROOT = Path(__file__).resolve().parents[1]
PARTS = 2
EACH = 20  # entries in a report that is made, sentences in one that is built
TIMES = 5
MONTH = {"since": date(2010, 1, 1), "until": date(2010, 1, 31)}


class Spent(NamedTuple):
    """What a piece of work took."""

    wall: float
    cpu: float


def spent(work: Callable[[], object]) -> Spent:
    """Do some work, and return what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def memory() -> int:
    """Return the most memory that this process or one of its workers had, in MiB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) >> 10


def reports(numbers: list[int]) -> None:
    """Build so many reports, and say what each cost."""
    costs: dict[str, list[float]] = {"building": [], "comparing": []}
    print(" reports  s/report wall  s/report CPU  comparing CPU s  MiB  record kB/report")
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "reports").mkdir()
            for path, text in written(number):
                (folder / "reports" / path).write_text(text, encoding="utf-8")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with patch("onrecord.building.COMPARISONS", ()):
                took = spent(lambda folder=folder: build([folder / "reports"], into=folder / "r.db", workers=1))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            workers = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            with open_record(folder / "r.db", write=True) as record:
                compared = spent(lambda record=record: compare(record)).cpu
            size = (folder / "r.db").stat().st_size >> 10
            print(
                f"{number:>8}  {took.wall / number:>13.3f}  {(took.cpu + workers) / number:>12.3f}"
                f"  {compared:>15.1f}  {memory():>3}  {size / number:>16.1f}",
                flush=True,
            )
            costs["building"].append(took.cpu + workers)
            costs["comparing"].append(compared)
    for what, taken in costs.items() if len(numbers) > 1 else ():
        print(f"  {what} 10,000 by the line through these: {drawn_on(numbers, taken, 10_000) / 3600:.2f} h CPU")


def drawn_on(numbers: list[int], costs: list[float], number: int) -> float:
    """Return what so many would cost, by the straight line through the logarithms of what fewer did."""
    line = linear_regression(list(map(math.log, numbers)), list(map(math.log, costs)))
    print(f"  grows as the {line.slope:.2f}th power of the reports")
    return math.exp(line.intercept + line.slope * math.log(number))


def written(number: int) -> Iterator[tuple[str, str]]:
    """Yield so many reports, each of sentences drawn from the examples and from what is made."""
    draw = random.Random(number)
    pool = [sentence for path in sorted(ROOT.glob("examples/*/reports/*.txt")) for sentence in sentences(path)]
    for count, extraction in enumerate(made_extractions(number, EACH)):
        made = extraction.report.text.split("\n")[1:]
        told = [*draw.sample(pool, EACH // 2), *made[: EACH // 2]]
        draw.shuffle(told)
        paragraphs = [" ".join(told[at : at + 3]) for at in range(0, EACH, 3)]
        yield f"2021-{count % 12 + 1:02}-{count % 28 + 1:02}-{count:06}.txt", "\n\n".join(paragraphs)


def sentences(path: Path) -> list[str]:
    """Return the sentences of a text that are some words long."""
    text = path.read_text(encoding="utf-8")
    ends = [0, *sentence_ends(text), len(text)]
    cut = (" ".join(text[start:end].split()) for start, end in itertools.pairwise(ends))
    return [sentence for sentence in cut if len(sentence.split()) > 5]


def entries(numbers: list[int]) -> None:
    """Gather so many entries from parts, and ask for some."""
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            made(Path(name) / "r.db", number)
            asked(Path(name) / "r.db")


def made(path: Path, number: int) -> None:
    """Gather so many entries into a new record, and say what that cost."""
    with tempfile.TemporaryDirectory(dir=path.parent) as name:
        folder = Path(name) / "parts"
        making = spent(lambda: make_parts(folder, number // EACH))
        with patch("onrecord.building.COMPARISONS", ()):
            took = spent(lambda: gather(folder, into=path))
    print(f"{number:,} entries of {number // EACH:,} reports")
    print(f"  parts written   {per(making, number)}")
    size = path.stat().st_size / number
    print(f"  gathered        {per(took, number)}, {memory()} MiB, {size:.0f} bytes an entry", flush=True)


def per(took: Spent, number: int) -> str:
    """Return what something took, and what that is for an entry."""
    return f"{took.wall:8.1f} s wall, {took.cpu:8.1f} s CPU, {took.cpu / number * 1e6:6.0f} µs CPU an entry"


def make_parts(folder: Path, number: int) -> None:
    """Write so many reports as the parts of some shards."""
    made_by = MadeBy(__import__("onrecord").__version__, extractors=("made 1",))
    parts(folder, PARTS, made_by, lambda: made_extractions(number, EACH))


def parts(folder: Path, of: int, made_by: MadeBy, reports: Callable[[], Iterable[Extraction]]) -> None:
    """Write reports as the parts of so many shards."""
    folder.mkdir()
    for number in range(1, of + 1):
        shard = Shard(number, of)
        own = ((at, Taken(one)) for at, one in enumerate(reports()) if shard.holds(one.report.path))
        write_part(folder, Origin(shard, ("made",), "", made_by, (), ()), own)


def shards(path: Path, numbers: list[int]) -> None:
    """Gather the reports of a record from so many parts, and print the digest that each number makes."""
    with open_record(path) as held:
        taken = [held.extraction(header.path) for header in held.reports()]
        made_by = held.made_by
    with tempfile.TemporaryDirectory() as name:
        with create(Path(name) / "one.db", made_by) as one:
            one.begin_build(Plan(made_by))
            for extraction in taken:
                one.add(extraction)
            compare(one)
            print(
                f"  one machine  {one.content_digest()[:16]}, {sum(1 for _ in one.findings())} findings",
                flush=True,
            )
        for number in numbers:
            folder, into = Path(name) / f"{number}", Path(name) / f"{number}.db"
            parts(folder, number, made_by, lambda: taken)
            took = spent(lambda folder=folder, into=into: gather(folder, into=into))
            with open_record(into) as record:
                found = sum(1 for _ in record.findings())
                print(
                    f"  {number:>6} parts {record.content_digest()[:16]}, {found} findings, {took.cpu:.1f} s CPU"
                )


def more(path: str, number: int, cache: int | None = None) -> None:
    """Put more reports into a record, a hundred at once as gathering does, and say what an entry cost."""
    with open_record(path, write=True) as record:
        if cache:
            record.store.execute(f"PRAGMA cache_size = -{cache << 10}")
        there = sum(1 for _ in record.reports())
        coming = iter(list(made_extractions(number, EACH, seed=there, first=there + number)))

        def put() -> None:
            for extraction in coming:
                with record.together():
                    for one in (extraction, *itertools.islice(coming, AT_ONCE - 1)):
                        record.add(one)

        before = resource.getrusage(resource.RUSAGE_SELF)
        took = spent(put)
        after = resource.getrusage(resource.RUSAGE_SELF)
    system = (after.ru_stime - before.ru_stime) / number / EACH * 1e6
    print(f"  {number * EACH:,} to {there * EACH:,}: {per(took, number * EACH)} ({system:.0f} of the system)")


def copied(path: str, address: str) -> None:
    """Copy a record to a server and back, see that it stays as it was, and ask for things there."""
    with tempfile.TemporaryDirectory() as name:
        back = Path(name) / "back.db"
        sent(path, address)
        sent(address, str(back))
        digests = set()
        for place in (path, address, back):
            with open_record(place) as record:
                digests.add(record.content_digest())
        print(f"  digests: {'equal' if len(digests) == 1 else 'NOT equal'}", flush=True)
    asked(address)


def sent(source: str, target: str) -> None:
    """Copy a record, and say what that cost."""
    took = spent(lambda: copy(source, target))
    print(f"  copied to {target}: {took.wall:.1f} s wall, {took.cpu:.1f} s CPU here", flush=True)


def served(path: str) -> None:
    """Copy a record to a server that is started for it, and ask for things there."""
    programs = server.programs()
    if programs is None:
        sys.exit("no PostgreSQL server is installed here")
    with server.running(programs) as own:
        address = own.address()
        sent(path, address)
        asked(address)


def asked(path: Path | str) -> None:
    """Ask for things, several times each, and print the best; the work of a server here is counted too."""
    with open_record(path, write=True) as record:
        measured = with_the_server(record)
        draw = random.Random(1)
        paths = [header.path for header in record.reports()]
        keys = [next(iter(record.lines(Filter(report=draw.choice(paths))))).entry.id for _ in range(4 * TIMES)]
        for what, work in (*questions(record), *corrections(record, keys), coming(record, len(paths))):
            took = [measured(work) for _ in range(TIMES)]
            wall, cpu = min(one.wall for one in took), min(one.cpu for one in took)
            print(f"  {what:52} {wall * 1000:7.0f} ms wall, {cpu * 1000:7.0f} ms CPU", flush=True)


def with_the_server(record: Record) -> Callable[[Callable[[], object]], Spent]:
    """Return what measures some work: with that of the server's process where the record lies on one here."""
    if isinstance(record.path, Path):
        return spent
    process = record.store.execute("SELECT pg_backend_pid()").fetchone()[0]
    ticks = os.sysconf("SC_CLK_TCK")

    def served() -> float:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / ticks

    def both(work: Callable[[], object]) -> Spent:
        before = served()
        here = spent(work)
        return Spent(here.wall, here.cpu + served() - before)

    return both


def questions(record: Record) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is asked, in words, and the work."""

    def listed(**wanted: object) -> Callable[[], object]:
        return lambda: list(record.lines(Filter(**wanted)))  # type: ignore[arg-type]

    yield "list: what one says, an act, a month", listed(speaker="arvonia", act="demand", **MONTH)
    yield "list: what one party does to another, a month", listed(party="belmark", to="arvonia", **MONTH)
    yield "list: attacks that happened, a month", listed(plover="ASSAULT", status="happened", **MONTH)
    yield "list: one report", listed(report="reports/0000042.txt")
    yield "search: a rare word", lambda: record.search("123456")
    yield "search: a word of every tenth entry", lambda: record.search("strait")
    yield "search: three such words", lambda: record.search("strait paper arvonia")
    yield "search: what one says with such a word", lambda: record.search("strait", Filter(speaker="arvonia"))


def corrections(record: Record, keys: list[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is corrected, in words, and the work; each time of another entry."""
    left = iter(keys)
    hand = record.corrections
    yield "correction: accept", lambda: hand.accept(next(left), who="bench")
    yield "correction: reject", lambda: hand.reject(next(left), who="bench", why="wrong")
    yield "correction: another date", lambda: hand.edit(next(left), {"when": "2010-02-03"}, who="bench", why="so")
    yield "correction: a tag", lambda: hand.tag(next(left), "to check", who="bench")


def coming(record: Record, there: int) -> tuple[str, Callable[[], object]]:
    """Return one more report in words, and its coming in; each time another. Nothing is compared."""
    left = iter(list(made_extractions(TIMES, EACH, seed=there, first=there + 1)))
    return f"one more report, {EACH} entries", lambda: record.add(next(left))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=COMMANDS)
    parser.add_argument("given", nargs="+")
    given = parser.parse_args()
    COMMANDS[given.what](*given.given)


COMMANDS: dict[str, Callable[..., None]] = {
    "reports": lambda *numbers: reports(list(map(int, numbers))),
    "entries": lambda *numbers: entries(list(map(int, numbers))),
    "made": lambda path, number: made(Path(path), int(number)),
    "asked": asked,
    "more": lambda path, *numbers: more(path, *map(int, numbers)),
    "shards": lambda path, *numbers: shards(Path(path), list(map(int, numbers))),
    "copied": copied,
    "served": served,
}


if __name__ == "__main__":
    main()
