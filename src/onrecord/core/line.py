"""A line of the record: an entry with what a reader needs beside it. Reading the record yields these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.core.correction import CorrectionKind

if TYPE_CHECKING:
    from onrecord.core.correction import Correction
    from onrecord.core.entry import Entry
    from onrecord.core.report import Citation, Passage, Report
    from onrecord.core.when import When
    from onrecord.core.who import Actor


class Standing(StrEnum):
    """What a person has said of an entry."""

    EXTRACTED = "extracted"  # nothing yet: it is as the extractor made it
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What identifies a report to a reader, without its text.

    `replaced_by` is the id of the version that took its place, None while it is current.
    """

    id: str
    path: str
    title: str | None = None
    outlet: str | None = None
    published: When | None = None
    language: str | None = None
    url: str | None = None
    replaced_by: str | None = None

    def fits(self, report: Report) -> bool:
        """Say whether a report, as read again, says nothing else of its date, title, outlet and language.

        A date or language that it does not tell itself may have been worked out; an outlet or title was given, and
        may be taken back.
        """
        worked_out = ((report.published, self.published), (report.language, self.language))
        same = (report.title, report.outlet) == (self.title, self.outlet)
        return same and all(given is None or given == known for given, known in worked_out)


@dataclass(frozen=True, slots=True)
class Reading:
    """How much of a report is read, from 0 to 1 of its text, and how many entries the current record has of it."""

    report: ReportHeader
    share: float
    entries: int

    @property
    def note(self) -> str:
        """What a reader should know of it: that it is not read, or has nothing said or done; mostly nothing."""
        if not self.share:
            return "not read"
        return "" if self.entries else "nothing said or done"


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, the report it stands in, and what was corrected by hand.

    Attributes:
        entry: The entry, corrections applied.
        report: Its report.
        standing: What a person has said of it.
        corrections: The corrections that hold for it, oldest first; those of its actors included.
        marks: The tags, notes and stars that lie on it, oldest first.
    """

    entry: Entry
    report: ReportHeader
    standing: Standing = Standing.EXTRACTED
    corrections: tuple[Correction, ...] = ()
    marks: tuple[Correction, ...] = ()

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that lie on it, each once, whoever laid it there."""
        return tuple(dict.fromkeys(one.text for one in self.marks if one.kind is CorrectionKind.TAG))

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes on it, each with who wrote it."""
        return tuple(f"{one.text} ({one.who})" for one in self.marks if one.kind is CorrectionKind.NOTE)

    @property
    def starred(self) -> bool:
        """Say whether anybody starred it."""
        return any(one.kind is CorrectionKind.STAR for one in self.marks)

    @property
    def correction(self) -> Correction | None:
        """The latest correction that holds for it, or None."""
        return self.corrections[-1] if self.corrections else None


@dataclass(frozen=True, slots=True)
class ActorCount:
    """An actor and how often the current record lets it speak, be spoken to, act and be acted on."""

    actor: Actor
    statements: int = 0
    stances: int = 0
    addressed: int = 0
    events: int = 0
    targeted: int = 0


@dataclass(frozen=True, slots=True)
class ReportHit:
    """A report in which a search found its words, with the stretch they stand in."""

    report: ReportHeader
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: reports, best first, and entries, best first."""

    reports: tuple[ReportHit, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """An entry's words where they stand.

    Attributes:
        line: The entry.
        passages: The paragraphs it stands in, and those asked for around them.
        text: The report's text from the first of these to the last.
        start: Offset in the report at which `text` begins.
        marks: The role (content, speaker, cue ...) and the citation of each of its words, in order of the text.
    """

    line: Line
    passages: tuple[Passage, ...]
    text: str
    start: int
    marks: tuple[tuple[str, Citation], ...]
