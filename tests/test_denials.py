"""What is denied or refused, in words, and whether the content states it: run by what ships."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.entry import Act, Stated, Statement
from onrecord.ingest import Ingest
from onrecord.jsonform import entry_json
from onrecord.record import Filter
from onrecord.record.plaintext import render_entry
from onrecord.show.dossier import item
from tests.documents import report_of
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

POSITIVE = [
    ("Norland denied that its ships had crossed the line.", "denies that its ships had crossed the line"),
    ("Norland's minister denied any role in the raid.", "denies any role in the raid"),
    ("Norland denies arming the rebels.", "denies arming the rebels"),
    ("Norland refused to withdraw its troops.", "refuses to withdraw its troops"),
    ("The prime minister ruled out talks with the rebels.", "refuses: talks with the rebels"),
    ("Norland rejected membership of the bloc.", "refuses: membership of the bloc"),
    ("Norland will not promise that the filling will stop.", "refuses to promise that the filling will stop"),
    ("The minister did not rule out a vote.", "does not refuse: a vote"),
    ("The ministry did not deny that the ships had crossed.", "does not deny that the ships had crossed"),
]
NEGATIVE = [
    ("Norland's minister said that there are no plans to invade Sudland.", "denies plans to invade Sudland"),
    ("Norland said it would not withdraw its troops.", "refuses to withdraw its troops"),
    (
        "“We will not withdraw our troops,” the minister said.",
        "refuses, saying: “We will not withdraw our troops”",
    ),
    (
        "“There can be no question of a third term,” the president said.",
        "refuses, saying: “There can be no question of a third term”",
    ),
]


def said(text: str) -> list[Statement]:
    return [one for one in Ingest().extract(report_of(text)).entries if isinstance(one, Statement)]


def denial(text: str) -> Statement:
    (one,) = [one for one in said(text) if one.act in (Act.DENY, Act.REFUSE)]
    return one


@pytest.mark.parametrize(("text", "reads"), POSITIVE)
def test_a_cue_that_denies_leaves_the_thing_stated(text: str, reads: str) -> None:
    assert (denial(text).stated, denial(text).reads) == (Stated.POSITIVE, reads)


@pytest.mark.parametrize(("text", "reads"), NEGATIVE)
def test_words_that_hold_the_no_are_turned_or_said_to_be_the_words(text: str, reads: str) -> None:
    assert (denial(text).stated, denial(text).reads) == (Stated.NEGATIVE, reads)


def test_what_is_no_denial_has_neither() -> None:
    (one,) = said("The minister said the dam is full.")
    assert (one.stated, one.reads) == (None, None)


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    """A record in which Egypt's minister denies, in words that hold the no."""
    extraction = dam()
    first, *others = extraction.entries
    assert isinstance(first, Statement)
    denied = replace(first, act=Act.DENY, stated=Stated.NEGATIVE, reads="denies a dam")
    with record.create(tmp_path / "dam.db", MADE_BY) as made:
        made.add(replace(extraction, entries=(denied, *others)))
        yield made


def test_the_record_json_and_text_tell_it(rec: Record) -> None:
    (line,) = rec.lines(Filter(act="deny"))
    assert isinstance(line.entry, Statement)
    assert (line.entry.stated, line.entry.reads) == (Stated.NEGATIVE, "denies a dam")
    form = entry_json(line.entry, {})
    assert (form["stated"], form["reads"]) == ("negative", "denies a dam")
    assert "    stated negative, denies a dam" in render_entry(line.entry).split("\n")


def test_the_brief_says_that_the_words_hold_the_no(rec: Record) -> None:
    (line,) = rec.lines(Filter(act="deny"))
    assert "deny, saying" in item(line, {}).told


def test_what_a_hand_turns_is_as_the_hand_says(rec: Record) -> None:
    (line,) = rec.lines(Filter(act="deny"))
    rec.corrections.edit(line.entry.id, {"stated": "positive"}, who="Amal", why="it names the dam")
    (line,) = rec.lines(Filter(act="deny"))
    assert isinstance(line.entry, Statement)
    assert (line.entry.stated, line.entry.reads) == (Stated.POSITIVE, "denies a dam")
    rec.corrections.edit(line.entry.id, {"act": "warn"}, who="Amal", why="it is a warning")
    (line,) = rec.lines(Filter(act="warn"))
    assert isinstance(line.entry, Statement)
    assert (line.entry.stated, line.entry.reads) == (None, None)
