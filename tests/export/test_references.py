"""References: rispy reads what we write, and each note quotes the words that stand at its offsets."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.when import Basis, Precision, When
from onrecord.record import Filter
from tests.export.hostile import TEXT, URL, exported, hostile
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record

OUTLET = "+Bay; Times, 🚢"
SHOWN_TITLE = '=1+1 "Harbour", 🚢; <i>no</i> pass'
_NOTE = re.compile(r"“(.*)” \(.*; characters (\d+)–(\d+); entry (\w{16})\)")


def quoted(notes: list[str]) -> dict[str, tuple[str, str]]:
    """Return, by entry, the words of a note, and those that stand at its offsets."""
    found = [match for note in notes if (match := _NOTE.fullmatch(note))]
    return {match[4]: (match[1], " ".join(TEXT[int(match[2]) : int(match[3])].split())) for match in found}


def test_csl_holds_a_report_with_a_note_for_each_entry(rec: Record) -> None:
    items = json.loads(exported(rec, "csl"))
    assert len(items) == 2
    item = next(one for one in items if one.get("URL") == URL)
    assert (item["type"], item["title"], item["container-title"]) == ("article-newspaper", SHOWN_TITLE, OUTLET)
    assert item["issued"] == {"date-parts": [[2031, 5, 4]]}
    notes = quoted(item["note"].split("\n"))
    assert set(notes) == {entry.id for entry in hostile().entries}
    assert all(words == there for words, there in notes.values())
    assert item["note"].endswith("a line end of Windows (CR LF) as two.")
    assert "🚢🚢" in item["note"]


def test_another_program_reads_the_references(rec: Record) -> None:
    rispy = pytest.importorskip("rispy")
    found = rispy.loads(exported(rec, "ris").decode("utf-8"))
    assert len(found) == 2
    item = next(one for one in found if URL in one.get("urls", ()))
    assert (item["type_of_reference"], item["title"]) == ("NEWS", SHOWN_TITLE)
    assert (item["journal_name"], item["year"], item["date"]) == (OUTLET, "2031", "2031/05/04/")
    notes = quoted(item["notes"])
    assert set(notes) == {entry.id for entry in hostile().entries}
    assert all(words == there for words, there in notes.values())


def test_only_reports_with_an_entry_chosen_are_references(rec: Record) -> None:
    assert len(json.loads(exported(rec, "csl", Filter(party="vestria")))) == 1
    assert exported(rec, "ris", Filter(party="vestria")).count(b"ER  - ") == 1


@pytest.mark.parametrize(
    ("published", "parts", "ris"),
    [
        (When(date(2031, 5, 1), date(2031, 5, 31), Precision.MONTH, Basis.METADATA), [2031, 5], "2031/05//"),
        (When(date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR, Basis.METADATA), [2031], "2031///"),
        (When(date(2031, 5, 1), date(2031, 6, 7), Precision.INTERVAL, Basis.METADATA), [2031], "2031///"),
        (When(date(2031, 5, 1), date(2032, 6, 7), Precision.INTERVAL, Basis.METADATA), None, None),
        (None, None, None),
    ],
)
def test_a_date_is_no_finer_than_it_is_known(
    tmp_path: Path, published: When | None, parts: list[int] | None, ris: str | None
) -> None:
    with record.create(tmp_path / "dates.db", MADE_BY) as rec:
        rec.add(replace(dam(), report=replace(dam().report, published=published)))
        (item,) = json.loads(exported(rec, "csl"))
        lines = exported(rec, "ris").decode().splitlines()
    assert item.get("issued") == (parts and {"date-parts": [parts]})
    assert [line.removeprefix("DA  - ") for line in lines if line.startswith("DA")] == ([ris] if ris else [])
