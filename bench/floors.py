"""Measures again what `tests/floors.json` pins, and says what has fallen below its floor.

    python bench/floors.py [--shared ../shared] [--only TEXT ...] [--keep FOLDER] [--write] [--speed]

Runs each command that a measure names, once, and reads the measure's figure out of its output: the first line in
which the expression `find` matches. What lacks its data is left out and named. Ends with 1 if a figure is below
its floor, or if a command gave none. `--write` writes each figure as soon as it is there and raises floors; none
is lowered, and what is below its floor is not written. `--keep` keeps every output in a folder and takes from
there what an earlier run has left, so that a run that was broken off goes on; name a new folder for other code.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import re
import shlex
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"
CPU_INFO = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Measure:
    """A figure that must not fall: where it comes from, and what it was last."""

    measure: str
    script: str  # the command, from the root of the project; {shared} is the folder of --shared
    data: tuple[str, ...] | None  # what must be in that folder; None: the project has all that is needed
    find: str  # an expression with one group, the figure
    floor: float
    tolerance: float = 0.0  # so far below what is reached a floor is set
    reached: float = 0.0
    line: str = ""  # the line of output that the figure was read from
    date: str = ""
    processor: str = ""
    percent: bool = False  # the line gives percent, `reached` a share
    speed: bool = False  # holds for one kind of processor, and a machine that does nothing else
    needs: tuple[str, ...] = ()  # modules that only training needs

    def read(self, output: str) -> tuple[str, float] | None:
        """Return the first line of an output that gives the figure, and the figure."""
        for line in output.splitlines():
            if found := re.search(self.find, line):
                figure = float(found[1])
                return line.rstrip(), round(figure / 100 if self.percent else figure, 3)
        return None

    def lacks(self, shared: Path) -> tuple[str, ...]:
        """Return which of its data and modules are not there."""
        files = tuple(name for name in self.data or () if not (shared / name).exists())
        return files + tuple(f"the module {name}" for name in self.needs if not importlib.util.find_spec(name))


class Found(NamedTuple):
    """What a run gave for a measure."""

    measure: Measure
    line: str
    figure: float

    @property
    def elsewhere(self) -> bool:
        """Say whether it is a speed, and the floor that of another processor."""
        return self.measure.speed and self.measure.processor not in ("", processor())

    @property
    def fallen(self) -> bool:
        """Say whether the figure is below its floor."""
        return self.figure < self.measure.floor and not self.elsewhere

    @property
    def remark(self) -> str:
        """Return what is to be said behind the figure."""
        if self.elsewhere:
            return "  (the floor is that of another processor)"
        busy = ", if the machine did nothing else" if self.measure.speed else ""
        return f"  BELOW ITS FLOOR{busy}" if self.fallen else ""

    def as_measure(self) -> Measure:
        """Return the measure with this figure, its floor raised where that is due."""
        now, kept = self.measure, self.figure - self.measure.tolerance
        return replace(
            now,
            line=self.line,
            reached=self.figure,
            floor=max(now.floor, round(kept, 3)),
            date=date.today().isoformat(),
            processor=processor(),
        )


def load(path: Path | None = None) -> list[Measure]:
    """Return the measures of the file."""
    return [measure_of(row) for row in json.loads((path or FLOORS).read_text(encoding="utf-8"))]


def measure_of(row: dict[str, Any]) -> Measure:
    """Return the measure that a row of the file describes."""
    lists = {key: tuple(row[key]) for key in ("data", "needs") if row.get(key) is not None}
    values: dict[str, Any] = {**row, **lists}
    return Measure(**values)


def save(measures: Iterable[Measure], path: Path | None = None) -> None:
    """Write the measures, so that the file is whole at any time; what is as usual is left out."""
    usual = {"percent": False, "speed": False, "needs": ()}
    rows = [
        {key: value for key, value in asdict(measure).items() if value != usual.get(key, ...)}
        for measure in measures
    ]
    path = path or FLOORS
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    beside.replace(path)


def processor() -> str:
    """Return the class of processor: its maker's line, whether it has VNNI, how many cores."""
    told = CPU_INFO.read_text(encoding="utf-8") if CPU_INFO.exists() else ""
    name = re.search(r"model name\s*: (.+)", told)
    kind = name[1].strip() if name else platform.processor() or platform.machine()
    vnni = "VNNI" if "_vnni" in told else "no VNNI"
    return f"{kind}, {vnni}, {os.cpu_count()} cores"


def output_of(script: str, shared: Path, keep: Path | None = None) -> tuple[str, str]:
    """Return what a command prints, and what it complains of where it fails."""
    kept = keep / (re.sub(r"\W+", "-", script) + ".txt") if keep else None
    if kept and kept.exists():
        return kept.read_text(encoding="utf-8"), ""
    name, *options = shlex.split(script)
    command = [sys.executable, str(ROOT / name), *(option.format(shared=shared.resolve()) for option in options)]
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    env = os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory() as folder:  # some scripts leave files where they run
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)
    if kept and not done.returncode:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(done.stdout, encoding="utf-8")
    told = (done.stderr.strip() or done.stdout.strip() or "nothing said").splitlines()[-1]
    return done.stdout, f"it ended with {done.returncode}: {told}" if done.returncode else ""


def measured(measures: list[Measure], shared: Path, keep: Path | None) -> Iterator[list[Found | str]]:
    """Run each command once; yield what it gave for its measures, or a sentence for a figure that is not there."""
    scripts = list(dict.fromkeys(measure.script for measure in measures))
    for number, script in enumerate(scripts, 1):
        print(f"{number} of {len(scripts)}: {script}", end="  ", file=sys.stderr, flush=True)
        begun = time.monotonic()
        output, complaint = output_of(script, shared, keep)
        print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
        given: list[Found | str] = []
        for measure in (measure for measure in measures if measure.script == script):
            read = None if complaint else measure.read(output)
            why = complaint or f"no line of its output matches {measure.find}"
            given.append(Found(measure, *read) if read else f"{measure.measure}: {script} gave no figure; {why}")
        yield given


def table(found: list[Found]) -> str:
    """Return the figures as a table, what is below its floor marked."""
    width = max(len(one.measure.measure) for one in found)
    lines = [f"{'measure':{width}}   floor  before     now"]
    for one in found:
        told = one.measure
        lines.append(
            f"{told.measure:{width}}  {told.floor:6.3f}  {told.reached:6.3f}  {one.figure:6.3f}{one.remark}"
        )
    return "\n".join(lines)


def at_hand(measures: list[Measure], shared: Path) -> list[Measure]:
    """Return the measures whose data are there; say in a sentence which data are not."""
    lacking = {measure.measure: lacks for measure in measures if (lacks := measure.lacks(shared))}
    if lacking:
        names = ", ".join(dict.fromkeys(name for lacks in lacking.values() for name in lacks))
        print(f"Left out are {len(lacking)} measures, for which {shared} or this Python lacks {names}.")
    return [measure for measure in measures if measure.measure not in lacking]


def write(found: Iterable[Found], *, speed: bool) -> None:
    """Write what is not below its floor; speed only where that is asked for, and of the same processor."""
    sure = [one for one in found if not one.fallen and not one.elsewhere]
    due = {one.measure.measure: one for one in sure if speed or not one.measure.speed}
    save(due[each.measure].as_measure() if each.measure in due else each for each in load())


def chosen(only: list[str]) -> list[Measure]:
    """Return the measures in whose name or command one of the texts stands; all if there is no text."""
    texts = [text.casefold() for text in only]
    return [
        measure
        for measure in load()
        if not texts or any(text in f"{measure.measure}\n{measure.script}".casefold() for text in texts)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="with data, gold, score, sources"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], help="measures with one of these in their name or command"
    )
    parser.add_argument("--keep", type=Path, help="keep outputs there, and take those that are there")
    parser.add_argument("--write", action="store_true", help="write what is reached, raise floors")
    parser.add_argument(
        "--speed", action="store_true", help="judge and write speed, too: on a machine that does nothing else"
    )
    given = parser.parse_args()
    measures = chosen(given.only)
    if not measures:
        parser.error(f"no measure has {' or '.join(given.only)} in its name or command.")
    found: list[Found] = []
    failed: list[str] = []
    broken_off = False
    try:
        for results in measured(at_hand(measures, given.shared), given.shared, given.keep):
            new = [one for one in results if isinstance(one, Found)]
            found += new
            failed += [one for one in results if isinstance(one, str)]
            if given.write:
                write(new, speed=given.speed)
    except KeyboardInterrupt:
        broken_off = True
        print("\nBroken off; what was measured before:", file=sys.stderr)
    if found:
        print(table(found))
    print("\n".join(failed), end="\n" if failed else "")
    fallen = any(one.fallen for one in found if given.speed or not one.measure.speed)
    sys.exit(130 if broken_off else 1 if failed or fallen else 0)


if __name__ == "__main__":
    main()
