"""A discourse network: a row for each telling that a position rests on, in the columns of the field's program."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Event
from onrecord.core.finding import Finding, FindingKind, Position, Telling
from onrecord.record import Filter
from onrecord.record.rows import extent
from onrecord.views.discourse import Tie, stands, ties
from tests.export.hostile import exported

if TYPE_CHECKING:
    from onrecord.core.line import Line
    from onrecord.record import Record


def rows(rec: Record, wanted: Filter | None = None) -> list[dict[str, str]]:
    text = exported(rec, "discourse", wanted or Filter()).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def taking(rec: Record, stance: str, line: Line) -> None:
    """Put a position into the record that rests on one entry."""
    rec.put_findings(FindingKind.POSITION, (_position(0, "vestria", "=sanctions", stance, line),))


@pytest.mark.parametrize(
    ("stance", "agreement"), [("for", "1"), ("against", "0"), ("conditional", ""), ("open", "")]
)
def test_a_side_is_an_agreement_and_what_is_open_none(rec: Record, stance: str, agreement: str) -> None:
    line = next(iter(rec.lines()))
    taking(rec, stance, line)
    (row,) = rows(rec)
    assert (row["agreement"], row["stance"], row["entry"]) == (agreement, stance, line.entry.id)
    assert row["document"].endswith(line.report.path)
    assert row["concept"] == "'=sanctions"  # a spreadsheet would run it


@pytest.mark.parametrize(("sureness", "told"), [(0.5, "0.50"), (0.85, "0.85"), (None, "")])
def test_a_row_says_how_sure_its_position_is(rec: Record, sureness: float | None, told: str) -> None:
    position = _position(0, "vestria", "sanctions", "for", next(iter(rec.lines())))
    rec.put_findings(FindingKind.POSITION, (replace(position, sureness=sureness),))
    assert [row["sureness"] for row in rows(rec)] == [told]


def test_only_what_a_filter_lets_through_and_takes_a_side_has_a_row(rec: Record) -> None:
    first, *rest = rec.lines()
    assert rows(rec) == []
    taking(rec, "for", first)
    other = next(line for line in rest if line.report.id != first.report.id)
    assert len(rows(rec, Filter(report=first.report.id))) == 1
    assert rows(rec, Filter(report=other.report.id)) == []


def test_two_parties_agree_and_differ_by_concept(rec: Record) -> None:
    """What is open ties nobody; who took both sides agrees and differs."""
    line = next(iter(rec.lines()))
    sides = [
        *(("arvonia", "dues", "for"), ("belmark", "dues", "for"), ("arvonia", "talks", "for")),
        *(("belmark", "talks", "against"), ("belmark", "fish", "open"), ("arvonia", "fish", "for")),
        *(("cordona", "dues", "against"), ("cordona", "dues", "for"), ("elmar", "fish", "conditional")),
    ]
    found = [_position(number, *side, line) for number, side in enumerate(sides)]
    rec.put_findings(FindingKind.POSITION, found)
    assert ties(stands(rec, Filter())) == (
        Tie("arvonia", "belmark", ("dues",), ("talks",)),
        Tie("arvonia", "cordona", ("dues",), ("dues",)),
        Tie("belmark", "cordona", ("dues",), ("dues",)),
    )
    text = exported(rec, "discourse-ties", Filter()).decode()
    first = next(csv.DictReader(io.StringIO(text, newline="")))
    assert (first["congruence"], first["conflict"], first["differ_on"]) == ("1", "1", "talks")


def _position(number: int, party: str, issue: str, stance: str, line: Line) -> Finding:
    start, end, words = extent(line.entry)
    cited = type(line.entry.words if isinstance(line.entry, Event) else line.entry.content[0])
    told = Telling(cited(line.report.id, start, end, words), line.entry.id)
    says = Position(party, issue, "2031", stance, "once")
    return Finding(f"{number:016}", FindingKind.POSITION, "hand 1", says, (line.report.id,), (told,))
