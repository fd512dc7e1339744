"""Transcripts of briefings, interviews and speeches: turns are no headings, and the title tells the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.report import PassageKind
from onrecord.core.turn import says_it_is_spoken, turns
from onrecord.core.written_date import WrittenDate, written_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.report import Passage

_HEAD = 6  # passages before the first turn in which the day may stand
_LONGEST = 300  # characters of one of them


def as_turns(text: str, passages: list[Passage]) -> list[Passage]:
    """Return the passages, those that begin a turn told from headings: "Q: And when?" is short and no sentence."""
    starts = {turn.start for turn in turns(text, [(one.start, one.end) for one in passages if one.is_read])}
    return [
        replace(one, kind=PassageKind.PARAGRAPH) if one.start in starts and one.is_read else one
        for one in passages
    ]


def days_told(text: str, passages: list[Passage], title: str | None) -> Iterator[WrittenDate]:
    """Yield the dates in the head of a transcript or a speech: the day on which the words were spoken.

    In another report the title may name any day.
    """
    read = [one for one in passages if one.is_read]
    spoken = turns(text, [(one.start, one.end) for one in read])
    first = spoken[0].start if spoken else read[0].end + 1 if read and says_it_is_spoken(title or "") else 0
    for one in read[:_HEAD]:
        dated = written_date(text[one.start : min(one.end, one.start + _LONGEST)]) if one.end <= first else None
        if dated:
            yield WrittenDate(one.start + dated.start, one.start + dated.end, dated.days)
