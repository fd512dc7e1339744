"""A timeline as TimelineJS (Knight Lab) and what reads its JSON show it.

Doubt stands in `display_date`, since a slide must have a day to stand on: "about 3 May 2031", "since 2008",
"reported on 4 May 2031". What has no date at all has no place on a timeline.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event
from onrecord.core.visible import one_line
from onrecord.core.when import Basis
from onrecord.export.format import as_text
from onrecord.export.offsets import OURS
from onrecord.record.rows import extent
from onrecord.show.line import account, addressees, doers, doing, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from onrecord.core.line import Line
    from onrecord.core.when import When
    from onrecord.record import Filter, Record


class TimelineJson:
    """A slide for each statement and event that has a date; stances are no moments in time."""

    name = "timelinejs"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write what has a date, by date; return how many.

        The first slide says how many of how many there are, and in which unit offsets count.
        """
        slides = list(_slides(rec, wanted))
        held = (
            f"{len(slides)} of the {rec.count(wanted)} entries chosen: statements and events that have a date."
            f" Characters are {OURS.in_words()}."
        )
        told = {
            "title": {"text": {"headline": _safe(rec.path.stem), "text": held}},
            "events": slides,
        }
        with as_text(target) as text:
            json.dump(told, text, ensure_ascii=False, indent=1)
        return len(slides)


def _slides(rec: Record, wanted: Filter) -> Iterator[dict[str, object]]:
    names = rec.names()
    for line in rec.timeline(wanted):
        when = line.entry.when
        if when is not None and (when.earliest or when.latest):
            yield _slide(line, when, names)


def _slide(line: Line, when: When, names: Mapping[str, str]) -> dict[str, object]:
    entry = line.entry
    start, end, _ = extent(entry)
    whom = addressees(entry, names)
    headline = f"{doers(entry, names)}: {doing(entry)}{f' → {whom}' if whom else ''}"
    place = f"{account(line)}, characters {start}–{end}, entry {entry.id}"
    told = f"<p>“{_safe(words(entry))}”</p><p>{_source(line, place)}</p>"
    slide: dict[str, object] = {
        "start_date": _day(when.earliest or when.latest),
        "display_date": display_date(when),
        # The program takes these for HTML.
        "text": {"headline": _safe(headline), "text": told},
        "group": "events" if isinstance(entry, Event) else "statements",
        "unique_id": f"entry-{entry.id}",
    }
    if when.span and not when.day:
        slide["end_date"] = _day(when.latest)
    return slide


def display_date(when: When) -> str:
    """Return a date with its doubt, in words.

    >>> from datetime import date
    >>> display_date(When.on(date(2031, 5, 4), Basis.PUBLISHED))
    'reported on 4 May 2031'
    """
    said = when.in_words()
    if when.basis is not Basis.PUBLISHED:
        return said
    return f"reported on {said}" if when.day and not when.approximate else f"reported {said}"


def _source(line: Line, place: str) -> str:
    """Return where the words stand, with a link where the report has an address on the web."""
    url = line.report.url or ""
    if not url.lower().startswith(("http://", "https://")):
        return _safe(place)
    return f'<a href="{escape(url)}">{_safe(place)}</a>'


def _safe(text: str) -> str:
    return escape(one_line(text))


def _day(day: date | None) -> dict[str, str]:
    assert day is not None
    return {"year": str(day.year), "month": str(day.month), "day": str(day.day)}
