"""Transcripts of briefings, interviews and speeches: turns are no headings, and the title tells the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.labels import labels, says_it_is_spoken
from onrecord.core.report import PassageKind
from onrecord.core.written_date import WrittenDate, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Passage

_HEAD = 6  # passages before the first turn in which the day may stand
_LONGEST = 300  # characters of one of them


def as_turns(text: str, passages: list[Passage]) -> list[Passage]:
    """Return the passages, those that begin a turn told from headings: "Q: And when?" is short and no sentence."""
    starts = {label.start for label in labels(text, [(one.start, one.end) for one in passages if one.is_read])}
    return [
        replace(one, kind=PassageKind.PARAGRAPH) if one.start in starts and one.is_read else one
        for one in passages
    ]


def days_told(text: str, passages: list[Passage], title: str | None) -> Iterator[WrittenDate]:
    """Yield the dates in the head of a transcript or a speech: the day on which the words were spoken.

    In another report the title may name any day.
    """
    read = [one for one in passages if one.is_read]
    first = _first_turn(text, read, title or "")
    for one in read[:_HEAD]:
        dated = written_date(text[one.start : min(one.end, one.start + _LONGEST)]) if one.end <= first else None
        if dated:
            yield WrittenDate(one.start + dated.start, one.start + dated.end, dated.days)


def _first_turn(text: str, read: list[Passage], title: str) -> int:
    """Return where the first turn begins: behind the first passage where only the title says that it is one."""
    spoken = labels(text, [(one.start, one.end) for one in read])
    if spoken:
        return spoken[0].start
    return read[0].end + 1 if read and says_it_is_spoken(title) else 0
