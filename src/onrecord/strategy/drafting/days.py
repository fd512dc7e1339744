"""On which day an entry was said or done, as a draft and its checks ask, and how it stands to the model's day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Status
from onrecord.core.when import Basis

if TYPE_CHECKING:
    from datetime import date

    from onrecord.core.entry import Entry
    from onrecord.core.when import When

RECENT = timedelta(days=730)  # what was done, or last spoken of, longer ago is no part of the present
SLACK = timedelta(days=2)  # a report prints on one day what was said on another


def first_day(when: When | None) -> date | None:
    """Return the first day on which it can have been; the last where that side is open; None where not known."""
    return (when.earliest or when.latest) if when else None


def last_day(when: When | None) -> date | None:
    """Return the last day on which it can have been; the first where that side is open; None where not known."""
    return (when.latest or when.earliest) if when else None


def is_later(entry: Entry, day: date | None) -> bool:
    """Say whether an entry is later than a day, or may as well be: some of the days that it can be of are."""
    first = first_day(entry.when)
    return day is not None and first is not None and (first > day or may_be_later(entry, day))


def may_be_later(entry: Entry, day: date) -> bool:
    """Say whether the time of an entry reaches beyond a day, by more than reports are late or without an end.

    Told to come from a report's own day on is what was said by then, and what lasts began when its time does.
    """
    when = entry.when
    if when is None or when.latest is not None:
        return when is not None and when.latest is not None and when.latest > day + SLACK
    lasts = isinstance(entry, Event) and entry.status is Status.ONGOING
    return when.earliest is not None and when.basis is not Basis.PUBLISHED and not lasts


def is_past(when: When | None, day: date | None) -> bool:
    """Say whether it is of more than two years before a day; what is not dated is not."""
    last = last_day(when)
    return day is not None and last is not None and last < day - RECENT
