"""The calendar: icalendar reads the days on which something is announced, with their doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from onrecord import record
from onrecord.core.entry import Event, Status
from onrecord.core.when import Basis, Precision, When
from tests.export.hostile import TEXT, URL, exported, hostile
from tests.record.samples import MADE_BY

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record


def read(data: bytes) -> list[Any]:
    icalendar = pytest.importorskip("icalendar")
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_another_program_reads_what_is_announced(rec: Record) -> None:
    (event,) = read(exported(rec, "ical"))
    sending = hostile().entries[2]
    assert str(event["UID"]) == f"{sending.id}@onrecord"
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2031, 6, 9), date(2031, 6, 10))
    assert str(event["SUMMARY"]) == "Vestria: MOBILIZE, planned → Ostra"
    assert (str(event["STATUS"]), str(event["URL"])) == ("CONFIRMED", URL)
    place = re.fullmatch(r"“(.*)”\n\+Bay; Times, 🚢, characters (\d+)–(\d+), entry .*", str(event["DESCRIPTION"]))
    assert place
    assert TEXT[int(place[2]) : int(place[3])] == place[1]


def test_lines_are_short_and_no_character_is_cut(rec: Record) -> None:
    lines = exported(rec, "ical").split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    assert [line.decode("utf-8") for line in lines][-1] == ""
    whole = exported(rec, "ical").replace(b"\r\n ", b"").decode()
    assert "1 of the 8 entries chosen" in whole.replace("\\", "")
    assert "Unicode code points" in whole


@pytest.mark.parametrize(
    ("when", "status", "days", "told"),
    [
        (
            When(date(2031, 6, 1), date(2031, 6, 30), Precision.MONTH, Basis.WORDS, approximate=True),
            Status.PLANNED,
            (date(2031, 6, 1), date(2031, 7, 1)),
            " (about June 2031)",
        ),
        (When.on(date(2031, 5, 4), Basis.PUBLISHED), Status.PLANNED, None, ""),
        (When(date(2031, 6, 1), None, Precision.DAY, Basis.WORDS), Status.PLANNED, None, ""),
        (When.on(date(2031, 5, 4), Basis.WORDS), Status.HAPPENED, None, ""),
        (None, Status.PLANNED, None, ""),
    ],
)
def test_only_days_that_are_told_of_what_is_planned_stand_in_it(
    tmp_path: Path, when: When | None, status: Status, days: tuple[date, date] | None, told: str
) -> None:
    one = hostile()
    sending = one.entries[2]
    assert isinstance(sending, Event)
    changed = replace(sending, when=when, status=status)
    with record.create(tmp_path / "a.db", MADE_BY) as rec:
        rec.add(replace(one, entries=(*one.entries[:2], changed, one.entries[3])))
        events = read(exported(rec, "ical"))
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in events] == ([days] if days else [])
    for event in events:
        assert str(event["SUMMARY"]).endswith(told)
        assert str(event["STATUS"]) == "TENTATIVE"
