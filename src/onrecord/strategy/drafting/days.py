"""On which day an entry was said or done, as a draft and its checks ask, and how it stands to the model's day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.when import When

RECENT = timedelta(days=730)  # what was done, or last spoken of, longer ago is no part of the present
SLACK = timedelta(days=2)  # a report prints on one day what was said on another


def first_day(when: When | None) -> date | None:
    """Return the first day on which it can have been; the last where that side is open; None where not known."""
    return (when.earliest or when.latest) if when else None


def last_day(when: When | None) -> date | None:
    """Return the last day on which it can have been; the first where that side is open; None where not known."""
    return (when.latest or when.earliest) if when else None


def is_later(when: When | None, day: date | None) -> bool:
    """Say whether it is later than a day; what is dated only as before some later day may be."""
    first = first_day(when)
    return day is not None and first is not None and first > day


def is_past(when: When | None, day: date | None) -> bool:
    """Say whether it is of more than two years before a day; what is not dated is not."""
    last = last_day(when)
    return day is not None and last is not None and last < day - RECENT
