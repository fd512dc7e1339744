"""A live report is written in pieces, each under its own day and hour, from which what it tells is counted."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.core.report import PassageKind
from onrecord.core.when import Basis
from onrecord.core.written_date import WrittenDate, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Passage, Report
    from onrecord.core.when import When

_CLOCK = re.compile(r"(?<![\d:.])\d{1,2}[:.]\d{2}(?![\d.])")
_LONGEST_STAMP = 60  # characters
_FEWEST = 2  # pieces; one day and hour above a report is that of all of it


class Piece(NamedTuple):
    """A piece of a report, from an offset up to another, and the day that it was written."""

    start: int
    end: int
    published: When | None

    def holds(self, offset: int) -> bool:
        """Say whether a place of the report is in it."""
        return self.start <= offset < self.end


def pieces(report: Report, published: When | None) -> list[Piece]:
    """Return the pieces of a live report; one, of the report's day, for any other.

    Args:
        report: The report, its date lines told from what is read.
        published: The day of all of it.
    """
    stamps = list(_stamps(report))
    if len(stamps) < _FEWEST:
        return [Piece(0, len(report.text) + 1, published)]
    starts = [0, *(start for start, _ in stamps), len(report.text) + 1]
    days = [published, *(dated.when(Basis.DATELINE) for _, dated in stamps)]
    return [Piece(start, end, day) for (start, end), day in zip(pairwise(starts), days, strict=True)]


def _stamps(report: Report) -> Iterator[tuple[int, WrittenDate]]:
    """Yield where a day with its hour stands right above something read, and the day."""
    waiting: tuple[int, WrittenDate] | None = None
    for passage in report.passages:
        waiting = _stamp(report.text, passage) or waiting
        if waiting and passage.kind is PassageKind.PARAGRAPH:
            yield waiting
            waiting = None


def _stamp(text: str, passage: Passage) -> tuple[int, WrittenDate] | None:
    words = text[passage.start : passage.end]
    if passage.kind is not PassageKind.FURNITURE or len(words) > _LONGEST_STAMP or not _CLOCK.search(words):
        return None
    dated = written_date(words)
    return (passage.start, dated) if dated and not dated.doubtful else None
