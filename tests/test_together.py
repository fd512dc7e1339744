"""Several named together, "Egypt and Sudan": shown, found and counted as each of them, not as a doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.casebook import Doubt, casebook, doubts
from onrecord.core.entry import Stance, Statement
from onrecord.export.table import cells
from onrecord.record import Filter
from onrecord.record.plaintext import render_mention
from onrecord.show.line import who
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.core.extraction import Extraction
    from onrecord.core.who import Mention
    from onrecord.record import Record


def joint() -> Extraction:
    """Return the sample report, whose officials are those of Egypt and of Sudan."""
    extraction = dam()
    entries = tuple(
        replace(entry, speaker=replace(entry.speaker, together=True))
        if isinstance(entry, Stance) and entry.speaker
        else entry
        for entry in extraction.entries
    )
    return replace(extraction, entries=entries)


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "dam.db", MADE_BY) as rec:
        rec.add(joint())
        yield rec


def holder(rec: Record) -> Mention:
    (line,) = rec.lines(Filter(kind="stance"))
    assert isinstance(line.entry, Stance)
    assert line.entry.speaker
    return line.entry.speaker


def test_they_are_shown_by_their_names(rec: Record) -> None:
    assert who(holder(rec), rec.names()) == "Egypt and Sudan"
    assert render_mention(holder(rec)) == "Officials (egypt + sudan)"


@pytest.mark.parametrize("wanted", [Filter(speaker="Cairo"), Filter(speaker="sudan"), Filter(party="egypt")])
def test_each_of_them_is_found(rec: Record, wanted: Filter) -> None:
    assert [line.entry.id for line in rec.lines(replace(wanted, kind="stance"))] != []


def test_each_of_them_is_counted(rec: Record) -> None:
    counts = {count.actor.id: count.stances for count in rec.actors()}
    assert (counts["egypt"], counts["sudan"]) == (1, 1)


def test_it_stands_on_the_page_of_each(rec: Record) -> None:
    pages = {page.id: page for page in casebook(rec, Filter()).parties}
    assert [len(pages[party].thought) for party in ("egypt", "sudan")] == [1, 1]


def test_it_can_be_set_by_hand(rec: Record) -> None:
    (line,) = rec.lines(Filter(act="warn"))
    rec.corrections.edit(line.entry.id, {"speaker": "Cairo+sudan"}, who="Amal", why="the letter names both")
    (line,) = rec.lines(Filter(act="warn", speaker="sudan"))
    assert isinstance(line.entry, Statement)
    assert line.entry.speaker
    assert (line.entry.speaker.candidates, line.entry.speaker.together) == (("egypt", "sudan"), True)


def test_an_act_set_by_hand_has_no_doubt_left(rec: Record) -> None:
    (line,) = rec.lines(Filter(act="warn"))
    assert isinstance(line.entry, Statement)
    assert line.entry.act_confidence == 0.7
    rec.corrections.edit(line.entry.id, {"act": "threaten"}, who="Amal", why="it is a threat")
    (line,) = rec.lines(Filter(act="threaten"))
    assert isinstance(line.entry, Statement)
    assert line.entry.act_confidence is None


def test_it_is_no_doubt(rec: Record) -> None:
    (line,) = rec.lines(Filter(kind="stance"))
    assert Doubt.SPEAKER not in doubts(line)
    assert cells(line)["who_actor"] == "egypt+sudan"
