"""Case files: text in, entries out, no Python needed to add one.

A file holds cases of one rule, each so::

    # a threat hedged by a condition
    published: 2022-01-12
    "If the filling resumes, we will respond," said Egypt's minister.
    =>
    statement threaten  Egypt's minister: "we will respond"

The line that opens with `#` says what is true. Lines `key: value` right below it are settings (`published`,
`outlet`, `title`, `path`, `by`), all optional. Then the text, a paragraph a line, and after `=>` the lines that
must come out, all of them, in any order; nothing after `=>` means that nothing may come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.report import Report
from onrecord.core.when import Basis, When
from onrecord.ingest import Ingest
from onrecord.show.line import doing, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from onrecord.core.entry import Entry
    from onrecord.core.who import Mention
    from onrecord.dispute import Dispute

_SETTING = re.compile(r"^(published|outlet|title|path|by): (.+)$")


class CaseFailed(AssertionError):
    """What came out is not what the case expects."""

    def __init__(self, case: Case, lines: Sequence[str]) -> None:
        lacking = [f"- {line}" for line in case.expected if line not in lines]
        besides = [f"+ {line}" for line in lines if line not in case.expected]
        super().__init__("\n".join([f"{case.file.name}: {case.title}", *lacking, *besides]))


@dataclass(frozen=True)
class Case:
    """One case: what is true, the text, the lines that must come out."""

    file: Path
    title: str
    text: str
    expected: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file.stem}: {self.title}"

    def report(self) -> Report:
        """Return the text as a report that was received and not yet cleaned."""
        day = self.settings.get("published")
        path = self.settings.get("path", "test.txt")
        return Report(
            report_id(path, self.text),
            path,
            self.text,
            title=self.settings.get("title"),
            outlet=self.settings.get("outlet"),
            language="en",
            published=When.on(date.fromisoformat(day), Basis.SIDECAR) if day else None,
        )


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of all files of a folder.

    Raises:
        ValueError: A file has no case, or the folder no file: then nothing would be tested.
    """
    cases: list[Case] = []
    for file in sorted(folder.glob("*.txt")):
        found = [_case(file, block) for block in _blocks(file.read_text(encoding="utf-8"))]
        if not found:
            raise ValueError(f"{file}: no case; a case begins with a line '# what is true'")
        cases.extend(found)
    if not cases:
        raise ValueError(f"{folder}: no case files")
    return cases


def lines_of(case: Case, dispute: Dispute | None = None) -> list[str]:
    """Return what comes out of a case by all that runs for a dispute, an entry a line."""
    return [entry_line(entry) for entry in Ingest(dispute).extract(case.report()).entries]


def entry_line(entry: Entry) -> str:
    """Return an entry as one line: kind, what is done, by whom, to whom, and its words."""
    whom = f" -> {_names(entry.whom)}" if entry.whom else ""
    return f'{entry.kind} {doing(entry)}  {_names(entry.doers) or "?"}{whom}: "{words(entry)}"'


def check(case: Case, lines: Sequence[str], *, update: bool = False) -> None:
    """Hold what came out against what a case expects; with `update`, rewrite the case instead.

    Raises:
        CaseFailed: They differ.
    """
    if sorted(lines) == sorted(case.expected):
        return
    if not update:
        raise CaseFailed(case, lines)
    _rewrite(replace(case, expected=tuple(lines)))


def _names(mentions: Sequence[Mention]) -> str:
    return " + ".join(mention.citation.words for mention in mentions)


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


def _rewrite(case: Case) -> None:
    blocks = re.split(r"(?m)^(?=# )", case.file.read_text(encoding="utf-8"))
    for number, block in enumerate(blocks):
        if block.startswith(f"# {case.title}\n"):
            blocks[number] = "\n".join([block.partition("\n=>")[0], "=>", *case.expected]) + "\n\n"
    case.file.write_text("".join(blocks).rstrip("\n") + "\n", encoding="utf-8")
