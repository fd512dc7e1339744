"""A source: one report that waits to be read, and what is known of it beforehand."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from onrecord.core.identity import report_id
from onrecord.core.problem import Outcome, Problem
from onrecord.core.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.problem import ProblemKind
    from onrecord.core.report import Passage
    from onrecord.core.when import When


MOST_BYTES = 200_000_000  # of one report; what is larger is no report, and must not fill the memory


@dataclass(frozen=True, slots=True)
class Details:
    """What a list of reports, or a report itself, says of a report. None where it says nothing."""

    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: When | None = None
    language: str | None = None

    def over(self, other: Details) -> Details:
        """Return these details, with those of `other` where these say nothing."""
        said = {one.name: value for one in fields(other) if (value := getattr(self, one.name))}
        return replace(other, **said)


@dataclass(frozen=True, slots=True)
class Source:
    """One report that waits to be read: light, and able to travel to another process.

    Attributes:
        path: Its name as the caller gave it, in `/` notation; `file.jsonl#3` for line 3, `-` for standard input.
        place: What its id comes from beside its text (`identity.report_id`); its name where nothing else is given.
        file: The file to open. It differs from `path` where a name holds bytes that are no text.
        format: Name of the reader that takes it.
        offset, length: Where in the file it lies, in bytes; a length of None means all of the file.
        content: The bytes themselves, where they can be read once only (standard input).
        part: Which part of these bytes it is, where they hold several; what the number means its reader knows.
        details: What the sidecar, or what holds it, says of it; this goes before what the report itself says.
        if_undated: The date it gets when nothing else dates it (`--published`).
    """

    path: str
    file: str
    format: str = "text"
    offset: int = 0
    length: int | None = None
    content: bytes | None = None
    part: int = 0
    details: Details = Details()
    if_undated: When | None = None
    place: str = ""

    def problem(self, kind: ProblemKind, words: str) -> Problem:
        """Return a problem with this source."""
        return Problem(kind, words, self.path)

    def nothing(self, kind: ProblemKind, words: str) -> Outcome[Report]:
        """Return the outcome of a source that gives no report."""
        return Outcome((), (self.problem(kind, words),))

    def report(self, text: str, found: Details, passages: tuple[Passage, ...] = ()) -> Report:
        """Return the report of this source: its text, and the details of the sidecar over those found in it."""
        details = self.details.over(found)
        return Report(
            id=report_id(self.place or PurePosixPath(self.path).name, text),
            path=self.path,
            text=text,
            format=self.format,
            title=details.title,
            outlet=details.outlet,
            url=details.url,
            language=details.language,
            published=details.published,
            passages=passages,
        )


def shown(path: Path) -> str:
    """Return the name of a file as text: bytes in it that are no UTF-8 are written out (`\\xe9`)."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
