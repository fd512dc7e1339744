"""A report as received, and the citation: the exact words of a report that an entry rests on.

First in the flow: `read` makes reports, every later stage cites them. Offsets count Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.core.when import When


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text, from `start` up to but without `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of one report that an entry rests on."""

    report: str
    start: int
    end: int
    words: str

    def found_in(self, report: Report) -> bool:
        """Say whether the words stand in the report where they claim to."""
        return self.start < self.end and report.text[self.start : self.end] == self.words

    def begins_in(self, other: Citation) -> bool:
        """Say whether it begins within other words of the same report."""
        return other.start <= self.start < other.end

    def meets(self, other: Citation) -> bool:
        """Say whether it has letters in common with other words of the same report."""
        return self.start < other.end and other.start < self.end


class PassageKind(StrEnum):
    """What a stretch of a report is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"
    UNREAD = "unread"  # prose that is kept but not read: in another language, or past the length bound


OUTSIDE = "outside the article"  # why a line is furniture that a reader found beside the article


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report that is one thing: its title, a heading, a paragraph, or page furniture.

    `why` says, for furniture, what it is ("cookie notice", "date line"), and for what is not read, why it is not
    ("in Italian"); otherwise it is empty.
    """

    start: int
    end: int
    kind: PassageKind
    why: str = ""

    @property
    def is_read(self) -> bool:
        """Say whether entries may be taken from it."""
        return self.kind not in (PassageKind.FURNITURE, PassageKind.UNREAD)


@dataclass(frozen=True, slots=True)
class Report:
    """One news report, as received and as cleaned.

    Attributes:
        id: Sixteen hexadecimal digits (`identity.report_id`): the same report has the same id on every machine
            and in every build.
        path: Where it came from, as the caller named it (a file, `file.jsonl#3`, `-` for standard input).
        text: The text that all offsets index. For plain text, the file's text exactly as it stands;
            for other formats, the text that the reader took from it.
        format: Name of the reader that made it: "text", "html", "jsonl", "pdf", "mail" ...
        title, outlet, url, language: From the sidecar or the material; None where unknown. Language is an
            ISO 639-1 code.
        published: The report's own date, with its basis; None where nothing tells.
        passages: What each stretch of the text is, in order, without overlap; empty until cleaned.
    """

    id: str
    path: str
    text: str
    format: str = "text"
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: When | None = None
    passages: tuple[Passage, ...] = ()

    def cite(self, start: int, end: int) -> Citation:
        """Return the citation of the words from `start` up to `end`."""
        return Citation(self.id, start, end, self.text[start:end])
