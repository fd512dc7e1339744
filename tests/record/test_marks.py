"""Tags, notes and stars: they outlive rebuilds, are found and filtered, and are each their maker's own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import record
from onrecord.core.line import Standing
from onrecord.core.made import Plan
from onrecord.core.problem import OnRecordError, ProblemKind
from onrecord.record import Filter, InvalidCorrection
from tests.record.samples import MADE_BY, OTHER, TEXT, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

WARNING, FEAR, SAID, FILLING = (entry.id for entry in dam().entries)


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "dam.db", MADE_BY) as rec:
        rec.add(dam())
        yield rec


def ids(rec: Record, wanted: Filter) -> set[str]:
    return {line.entry.id for line in rec.lines(wanted)}


def test_marks_lie_on_an_entry_and_change_nothing_of_it(rec: Record) -> None:
    before, digest = rec.entry(WARNING), rec.content_digest()
    rec.corrections.tag(WARNING, "  to   check ", who="Ada")
    rec.corrections.note(WARNING, "Ask 12:18 again", who="Ada")
    rec.corrections.star(WARNING, who="Ada")
    line = rec.entry(WARNING)
    assert (line.tags, line.notes, line.starred) == (("to check",), ("Ask 12:18 again (Ada)",), True)
    assert (line.entry, line.standing, line.corrections) == (before.entry, Standing.EXTRACTED, ())
    assert rec.content_digest() == digest
    assert rec.corrections.all() == ()


def test_filters_let_through_what_is_marked(rec: Record) -> None:
    rec.corrections.tag(WARNING, "Straße", who="Ada")
    rec.corrections.note(FEAR, "Who tells this?", who="Ada")
    rec.corrections.star(SAID, who="Ada")
    assert ids(rec, Filter(tag="STRASSE")) == {WARNING}
    assert ids(rec, Filter(note="who TELLS")) == {FEAR}
    assert ids(rec, Filter(starred=True)) == {SAID}
    assert ids(rec, Filter(tag="none")) == set()
    assert ids(rec, Filter(tag="strasse", starred=True)) == set()


def test_words_of_tags_and_notes_are_searched(rec: Record) -> None:
    rec.corrections.tag(FILLING, "second round", who="Ada")
    rec.corrections.note(FILLING, "The ministry's communiqué differs.", who="Bo")
    for words in ("communiqué round", '"second round"', "minist*", "COMMUNIQUÉ"):
        assert [line.entry.id for line in rec.search(words).lines] == [FILLING], words
    assert rec.search('"round second"').lines == ()
    assert rec.search("communiqu").lines == ()
    assert rec.search("communiqué", Filter(kind="statement")).lines == ()


def test_two_people_lay_the_same_tag_and_neither_loses_it(rec: Record) -> None:
    first = rec.corrections.tag(WARNING, "summit", who="Ada")
    rec.corrections.tag(WARNING, "summit", who="Bo")
    assert rec.corrections.tag(WARNING, "summit", who="Ada") == first
    assert len(rec.corrections.marks()) == 2
    rec.corrections.undo(first.id, who="Ada")
    assert rec.entry(WARNING).tags == ("summit",)
    assert [one.who for one in rec.entry(WARNING).marks] == ["Bo"]
    assert rec.corrections.tag(WARNING, "summit", who="Ada").id != first.id


def test_marks_of_two_records_come_together(rec: Record, tmp_path: Path) -> None:
    rec.corrections.note(WARNING, "mine", who="Ada")
    with record.create(tmp_path / "other.db", MADE_BY) as other:
        other.add(dam())
        other.corrections.note(WARNING, "theirs\n“quoted”", who="Bo")
        other.corrections.star(FEAR, who="Bo")
        assert rec.corrections.take_in(other.corrections.as_text()) == 2
    assert rec.entry(WARNING).notes == ("mine (Ada)", "theirs\n“quoted” (Bo)")
    assert rec.entry(FEAR).starred


def test_presets_go_along_as_text_and_change_no_actor(rec: Record, tmp_path: Path) -> None:
    names = rec.names()
    kept = rec.corrections.preset("Cairo", {"view": "timeline", "party": "no such party"}, who="Ada")
    rec.corrections.undo(rec.corrections.preset("gone", {}, who="Ada").id, who="Ada")
    with pytest.raises(InvalidCorrection, match="Ada already"):
        rec.corrections.preset("CAIRO", {}, who="Bo")
    with record.create(tmp_path / "other.db", MADE_BY) as other:
        other.add(dam())
        other.corrections.merge("sudan", "egypt", who="Bo", why="to see")
        assert other.corrections.take_in(rec.corrections.as_text()) == 2
        assert other.corrections.presets() == (kept,) == rec.corrections.presets()
        assert "no such party" not in other.names()
    assert rec.names() == names
    for text in (
        '[[correction]]\nkind = "preset"\nwho = "x"\nwhen = "2026-01-01"',
        "[[correction]]\nkind = 'tag'",
    ):
        with pytest.raises(InvalidCorrection):
            rec.corrections.take_in(text)


def test_a_mark_finds_its_entry_by_words_when_its_id_is_gone(rec: Record) -> None:
    rec.corrections.tag(WARNING, "kept", who="Ada")
    rec.corrections.reject(FEAR, who="Ada", why="no fear")
    entries = tuple(
        replace(entry, id=f"{number:016x}") if entry.id == WARNING else entry
        for number, entry in enumerate(dam().entries)
    )
    rec.begin_build(Plan(OTHER))
    rec.add(replace(dam(), entries=entries))
    (found,) = rec.lines(Filter(tag="kept"))
    assert found.entry.id != WARNING
    rec.begin_build(Plan(MADE_BY))
    rec.add(replace(dam(), entries=()))
    told = [one.words for one in rec.problems() if one.kind is ProblemKind.CORRECTION]
    assert any(one.startswith("A mark by Ada (tag) does not apply") for one in told), told
    rec.begin_build(Plan(OTHER))
    rec.add(dam())
    assert rec.entry(WARNING).tags == ("kept",)


def test_a_mark_and_an_edit_stand_on_one_entry(rec: Record) -> None:
    rec.corrections.edit(WARNING, {"act": "threaten"}, who="Ada", why="read it")
    rec.corrections.tag(WARNING, "edited", who="Bo")
    line = rec.entry(WARNING)
    assert (line.standing, line.tags, len(line.corrections)) == (Standing.EDITED, ("edited",), 1)
    rec.corrections.undo(line.corrections[0].id, who="Ada")
    assert (rec.entry(WARNING).standing, rec.entry(WARNING).tags) == (Standing.EXTRACTED, ("edited",))


@pytest.mark.parametrize("tag", ["", "  ", "a; b", "x" * 61])
def test_what_is_no_tag_is_refused(rec: Record, tag: str) -> None:
    with pytest.raises(InvalidCorrection):
        rec.corrections.tag(WARNING, tag, who="Ada")
    with pytest.raises(InvalidCorrection):
        rec.corrections.note(WARNING, " \n", who="Ada")
    assert rec.corrections.marks() == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40) | st.sampled_from([TEXT[:30], "0:5", "=1+1", "'; DROP TABLE", "\ud800", "%_\\"]))
def test_any_text_is_kept_as_it_is_or_refused(rec: Record, text: str) -> None:
    try:
        made = rec.corrections.note(WARNING, text, who="Ada")
    except OnRecordError:
        return
    written = re.sub("[\0\ud800-\udfff]", "\ufffd", text.strip())
    assert made.text == written
    assert made in rec.entry(WARNING).marks
    assert WARNING in ids(rec, Filter(note=written))
    assert len(rec.search(text).lines) <= len(dam().entries)
    rec.corrections.undo(made.id, who="Ada")
