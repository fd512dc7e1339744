"""Times to dates: every time expression gets its value and its When, every entry the time it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.core.entry import TimeKind
from onrecord.resolve.dates_calendar import days_of
from onrecord.resolve.dates_values import Anchors, value_of

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.document import Document
    from onrecord.core.entry import TimeExpression
    from onrecord.core.extraction import Extraction

_NEAR = 400  # characters
_YEAR_EARLIER = re.compile(r"\b(?:a |one |the )?year[- ](?:ago|earlier|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateResolver:
    """Dates the time expressions of a report."""

    def resolve(self, document: Document, extraction: Extraction) -> Extraction:
        """Return the extraction with its times dated."""
        published = document.report.published
        times = dated_times(extraction.times, published.day if published else None)
        return replace(extraction, times=times)


def dated_times(times: tuple[TimeExpression, ...], day: date | None) -> tuple[TimeExpression, ...]:
    """Return the times with their values, each counted from the report's day or from those told before."""
    told = quarter = ""
    told_day: date | None = None
    quarter_at = -_NEAR
    dated: list[TimeExpression] = []
    for time in times:
        reading = time.reading
        if not reading:
            dated.append(time)
            continue
        near = quarter if _speaks_of_quarter(time, quarter_at) else ""
        value = value_of(reading, Anchors(day, told, told_day, near))
        dated.append(replace(time, value=value))
        if "-Q" in reading.value and value:
            quarter, quarter_at = value, time.citation.end
        days = days_of(value)
        if days and time.kind is not TimeKind.SET and not _YEAR_EARLIER.search(time.citation.words):
            told = value.partition("T")[0]
            told_day = days[0] if days[0] == days[1] else told_day
    return tuple(dated)


def _speaks_of_quarter(time: TimeExpression, quarter_at: int) -> bool:
    """Say whether the words mean a quarter told before: "the quarter", or "a year earlier" not far behind one."""
    if time.reading and time.reading.unit == "Q":
        return True
    words = time.citation.words.lower()
    if not _YEAR_EARLIER.search(words):
        return False
    return words.endswith(("period", "quarter")) or time.citation.start - quarter_at < _NEAR
