"""What a document of a word processor consists of, and the report that its paragraphs make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.problem import ProblemKind
from onrecord.readers.fault import Fault
from onrecord.readers.source import Details

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.report import Report
    from onrecord.readers.source import Source

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # characters that only a damaged or hostile file holds
_TOP = 6  # paragraphs with words in which a document's title stands


class Paragraph(NamedTuple):
    """A paragraph: its text, and its level where it is a heading (1 is the highest), else 0."""

    text: str
    heading: int = 0


def report_of(source: Source, paragraphs: Sequence[Paragraph], known: Details | None = None) -> Report:
    """Return the report of paragraphs, a line each; what is title and furniture in it is for `clean` to tell.

    Raises:
        Fault: No paragraph has a word.
    """
    text = _CONTROL.sub(" ", "\n".join(paragraph.text for paragraph in paragraphs))
    if not text.strip():
        raise Fault(ProblemKind.NO_TEXT, "there is no text in it; it was left out.")
    return source.report(text, (known or Details()).over(Details(title=_title(paragraphs))))


def _title(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the one heading of the highest level, if it stands at the top."""
    top = [paragraph for paragraph in paragraphs if paragraph.text.strip()][:_TOP]
    titles = [paragraph for paragraph in paragraphs if paragraph.heading == 1]
    return " ".join(titles[0].text.split()) or None if len(titles) == 1 and titles[0] in top else None
