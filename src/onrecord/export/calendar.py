"""Announced dates as a calendar (iCalendar, RFC 5545): what reports say is planned, on the days that they name.

Days are whole days. One that is not sure is tentative, and its summary says how it is told ("about June 2031").
What has no days of its own, or only the day of the reporting, has no place in a calendar.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event, Status
from onrecord.core.visible import visible
from onrecord.core.when import Basis
from onrecord.export.offsets import OURS
from onrecord.record.rows import extent
from onrecord.show.line import account, addressees, doers, doing, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.record import Filter, Record

# Longest line in bytes, without its end (RFC 5545, 3.1).
LONGEST = 75


class AnnouncedDates:
    """An event of a calendar for each event of the record that is planned and dated."""

    name = "ical"
    endings: tuple[str, ...] = (".ics",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write what is planned, by date; return how many."""
        names = rec.names()
        found = [line for line in rec.timeline(wanted) if _days(line)]
        held = (
            f"{len(found)} of the {rec.count(wanted)} entries chosen: planned events whose days are told."
            f" Characters are {OURS.in_words()}."
        )
        head = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//onrecord//EN")]
        about = [("X-WR-CALNAME", _text(rec.path.stem)), ("X-WR-CALDESC", _text(held))]
        _put(target, [*head, *about])
        for line in found:
            _put(target, _event(line, names))
        _put(target, [("END", "VCALENDAR")])
        return len(found)


def _days(line: Line) -> tuple[date, date] | None:
    """Return the first and last day of an event that is to come, where they are told."""
    entry, when = line.entry, line.entry.when
    is_planned = isinstance(entry, Event) and entry.status is Status.PLANNED
    if not is_planned or when is None or when.basis is Basis.PUBLISHED:
        return None
    # The calendar's last day has none behind it, as the format asks.
    return None if when.latest == date.max else when.span


def _unsure(when: When) -> str:
    """Return, in parentheses, a time that is no day, or none for sure."""
    return "" if when.day and not when.approximate else f" ({when.in_words()})"


def _made_on(published: When | None) -> str:
    stamp = published.earliest if published else None
    return f"{stamp:%Y%m%d}T000000Z" if stamp else "19700101T000000Z"


def _event(line: Line, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    entry, days = line.entry, _days(line)
    assert days is not None
    assert entry.when is not None
    whom = addressees(entry, names)
    told = _unsure(entry.when)
    start, end, _ = extent(entry)
    url = line.report.url or ""
    yield "BEGIN", "VEVENT"
    yield "UID", f"{entry.id}@onrecord"
    # Asked for of every event; the day of the report, so that the same record gives the same file.
    yield "DTSTAMP", _made_on(line.report.published)
    yield "DTSTART;VALUE=DATE", _stamp(days[0])
    # The day after the last one.
    yield "DTEND;VALUE=DATE", _stamp(days[1] + timedelta(days=1))
    yield "SUMMARY", _text(f"{doers(entry, names)}: {doing(entry)}{f' → {whom}' if whom else ''}{told}")
    place = f"{account(line)}, characters {start}–{end}, entry {entry.id}"
    yield "DESCRIPTION", _text(f"“{words(entry)}”\n{place}")
    if url.lower().startswith(("http://", "https://")):
        yield "URL", visible(url).replace("\n", "")
    yield "STATUS", "TENTATIVE" if told else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _stamp(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _text(text: str) -> str:
    """Return a text as a value of the format."""
    text = visible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _put(target: BinaryIO, fields: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    for name, value in fields:
        target.write("\r\n ".join(_folded(f"{name}:{value}")).encode("utf-8") + b"\r\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces that are short enough, no character cut in two."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > LONGEST:
            yield piece
            # The space that begins the next line counts.
            piece, size = "", 1
        piece += character
        size += width
    yield piece
