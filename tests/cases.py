"""Case files: text in, entries out, no Python needed to add one.

A file in `tests/cases/<stage>/` holds cases of one rule, each so::

    # a threat hedged by a condition
    published: 2022-01-12
    "If the filling resumes, we will respond," said Egypt's minister.
    =>
    statement  threaten  Egypt's minister: "we will respond"

The line that opens with `#` says what is true. Lines `key: value` right below it are settings (`published`,
`outlet`, `title`, `path`, `by`), all optional. A case is run by what ships; `by` names another finder that it is
for ("statements-rules"), and few cases may have it. Then the text, which may run over several lines and
paragraphs, and after `=>` the lines that must come out, all of them, in any order; nothing after `=>` means that
nothing may come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASES = Path(__file__).parent / "cases"
_SETTING = re.compile(r"^(published|outlet|title|path|by): (.+)$")


@dataclass(frozen=True)
class Case:
    """One case: what is true, the text, the lines that must come out."""

    file: Path
    title: str
    text: str
    expected: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"


def read_cases(stage: str) -> list[Case]:
    """Return the cases of all files of a stage; a file without a case is a mistake."""
    cases: list[Case] = []
    for file in sorted((CASES / stage).glob("*.txt")):
        found = [_case(file, block) for block in _blocks(file.read_text(encoding="utf-8"))]
        if not found:
            raise ValueError(f"{file}: no case; a case begins with a line '# what is true'")
        cases.extend(found)
    if not cases:
        raise ValueError(f"{CASES / stage}: no case files")
    return cases


def check(case: Case, lines: Sequence[str], *, update: bool) -> None:
    """Compare what came out with what the case expects; with `update`, rewrite the case instead."""
    if update and sorted(lines) != sorted(case.expected):
        _rewrite(case, lines)
        return
    assert sorted(lines) == sorted(case.expected), f"{case.file.name}: {case.title}"


def cases_of(stage: str) -> Callable[..., object]:
    """Return the decorator that runs a test for each case of a stage, as its argument `case`."""
    return pytest.mark.parametrize("case", read_cases(stage), ids=str)


def _blocks(content: str) -> list[str]:
    parts = re.split(r"(?m)^(?=# )", content)
    return [part for part in parts if part.startswith("# ") and "\n=>" in part]


def _case(file: Path, block: str) -> Case:
    head, _, tail = block.partition("\n=>")
    title, _, body = head.partition("\n")
    settings: dict[str, str] = {}
    lines = body.split("\n")
    while lines and (found := _SETTING.match(lines[0])):
        settings[found[1]] = found[2]
        lines.pop(0)
    expected = tuple(line.rstrip() for line in tail.split("\n") if line.strip())
    return Case(file, title[2:].strip(), "\n".join(lines), expected, settings)


def _rewrite(case: Case, lines: Sequence[str]) -> None:
    content = case.file.read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=# )", content)
    for number, block in enumerate(blocks):
        if block.startswith(f"# {case.title}\n"):
            head = block.partition("\n=>")[0]
            blocks[number] = "\n".join([head, "=>", *lines]) + "\n\n"
    case.file.write_text("".join(blocks).rstrip("\n") + "\n", encoding="utf-8")
