"""Patterns that functions put together, caught while reports are read and records asked, and tried.

    python bench/patterns_within.py

They are tried as `bench/patterns.py` does; only what was looked for in long texts is tried at every place.
A fresh process, for many are made once and kept. Which calls of `re` in functions no work here reached is printed,
too: of those nothing is known. Exit code 1 where a pattern takes more than its share of time.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "onrecord"
_EVERYWHERE = {"search", "finditer", "findall", "split", "sub", "subn"}
SHORT = 64  # letters: what is looked for in no longer text, whatever was read, is cut out for it
_CALLS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
# A pattern of the user's own is tried in a process of its own and stopped (`record/pattern.py`).
_OF_THE_USER = "record/pattern.py"


class Site(NamedTuple):
    """Where a pattern is asked for: the file, from the package's folder, and the line."""

    file: str
    line: int


class Caught:
    """A pattern that a function asked for, in place of what `re` gives; it notes how it is used.

    Attributes:
        site: Where it was asked for first.
        sought: The longest text in which it was looked for at every place.
    """

    def __init__(self, pattern: re.Pattern[str], site: Site) -> None:
        self.compiled, self.site, self.sought = pattern, site, 0

    def __getattr__(self, name: str) -> Any:
        if name in _EVERYWHERE:
            return self._noting(getattr(self.compiled, name), text_at=int(name in ("sub", "subn")))
        return getattr(self.compiled, name)

    def _noting(self, look: Any, text_at: int) -> Any:
        def looking(*given: Any, **named: Any) -> Any:
            text = named["string"] if "string" in named else given[text_at]
            places = given[1:] if not text_at else ()
            self.sought = max(self.sought, len(text[slice(*places[:2])] if len(places) > 1 else text))
            return look(*given, **named)

        return looking


caught: dict[tuple[str, int], Caught] = {}


def catch() -> None:
    """From now on stand in for each pattern that a function of the package hands to `re`."""
    module: Any = re
    compiled = module._compile

    def noting(pattern: object, flags: int) -> object:
        if isinstance(pattern, Caught):
            return pattern
        caller = sys._getframe(2)
        file = caller.f_code.co_filename
        made = compiled(pattern, flags)
        within = file.startswith(str(SOURCE)) and caller.f_code.co_name != "<module>"
        if not within or not isinstance(pattern, str):
            return made
        site = Site(str(Path(file).relative_to(SOURCE)), caller.f_lineno)
        return caught.setdefault((pattern, int(flags)), Caught(made, site))

    module._compile = noting


def work(folder: Path) -> None:
    """Read the examples and the samples of the press in this process; make a record, and ask it for much."""
    from click.testing import CliRunner

    from onrecord import build, extract, read
    from onrecord.cli.main import commands

    record, model = str(folder / "r.db"), next((ROOT / "examples").rglob("models/*.toml"))
    shutil.copytree(ROOT / "examples" / "nato-ukraine", folder / "sample")
    build([folder / "sample"], into=record, workers=1)
    reports = sorted((ROOT / "examples").rglob("reports"))
    samples = (
        file for file in sorted((ROOT / "tests" / "press").rglob("*")) if file.suffix not in (".json", ".py")
    )
    for path in (*reports, *(file for file in samples if file.is_file())):
        for report in read(path).items:
            extract(report)
    for line in (
        f"brief {record}", f"dossier {record}", f"search {record} dam", f"show {record} 9b688998 --why",
        f"quote {record} promise", f"report {record} -o {folder}/r.html", f"model draft {record}",
        f"export {record} --into {folder}/e.qdpx", f"mark tag {record} 9b688998 Check", f"search {record} check",
        f"model report {model}", f"model check {model} {record}", f"statements {record} --grep nato.*door",
        f"init {folder}/sample/reports --into {folder}/p.toml",
        f"correct edit {record} 9b688998 content=deadline --why so",
        f"build {folder}/sample --shard 1/1 --into {folder}/parts",
    ):  # fmt: skip
        CliRunner().invoke(commands, line.split())


def sites() -> Iterator[tuple[Site, Site]]:
    """Yield where a function of the package calls `re`, from the call's first line to its last."""
    for path in sorted(SOURCE.rglob("*.py")):
        file = str(path.relative_to(SOURCE))
        functions = (
            one for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)
        )
        for call in (inner for function in functions for inner in ast.walk(function)):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {f"re.{name}" for name in _CALLS}:
                yield Site(file, call.lineno), Site(file, call.end_lineno or call.lineno)


def main() -> None:
    """Print the slowest, how many take more than their share, and which calls were not reached."""
    sys.path.insert(0, str(ROOT))
    catch()
    with tempfile.TemporaryDirectory() as folder:
        work(Path(folder))
    from bench.patterns import SECONDS, Tried, longest

    met = [one for one in caught.values() if one.site.file != _OF_THE_USER]
    told = [(longest(Tried(one.pattern, one.compiled, one.sought > SHORT)), one) for one in met]
    told.sort(key=lambda each: -each[0][0])
    slow = [one for (seconds, _), one in told if seconds > SECONDS]
    for (seconds, piece), one in told[: max(8, len(slow))]:
        where = f"{one.site.file}:{one.site.line}, in up to {one.sought} letters"
        print(f"{seconds:6.2f} s  {where}, on {piece!r} repeated: {one.pattern[:60]!r}")
    lines = {(one.site.file, one.site.line) for one in met}
    missed = sorted(
        {first for first, last in sites() if not any((first.file, n) in lines for n in _lines(first, last))}
    )
    print(f"{len(met)} patterns, {len(slow)} of them over {SECONDS} s")
    print(f"not reached: {', '.join(f'{one.file}:{one.line}' for one in missed) or 'none'}")
    sys.exit(1 if slow else 0)


def _lines(first: Site, last: Site) -> range:
    return range(first.line, last.line + 1)


if __name__ == "__main__":
    main()
