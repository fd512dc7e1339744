"""The record takes reports in once, keeps old versions, and says what made it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.made import Plan
from onrecord.core.problem import PathNotFound, Problem, ProblemKind
from onrecord.core.when import Basis, When
from onrecord.core.who import Actor, ActorKind, Issue
from onrecord.record import Added, Filter
from tests.record.samples import EGYPT, MADE_BY, OTHER, TEXT, at_path, dam, many

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dam.db"


def test_the_same_report_again_changes_nothing(path: Path) -> None:
    with record.create(path, MADE_BY) as rec:
        assert rec.add(dam()) is Added.NEW
        before = rec.content_digest()
        assert rec.add(dam()) is Added.UNCHANGED
        assert rec.content_digest() == before
        assert rec.holds(dam().report)
        assert not rec.holds(dam(text=TEXT + "More.\n").report)


def test_a_changed_report_retires_the_old_version_and_keeps_it(path: Path) -> None:
    old, new = dam(), dam(text=TEXT + "It was corrected later.\n")
    with record.create(path, MADE_BY) as rec:
        rec.add(old)
        assert rec.add(new) is Added.CHANGED
        assert [header.id for header in rec.reports()] == [new.report.id]
        assert {line.report.id for line in rec.lines()} == {new.report.id}
        versions = {header.id: header.replaced_by for header in rec.reports(retired=True)}
        assert versions == {old.report.id: new.report.id, new.report.id: None}
        assert rec.count(Filter(retired=True)) == 8
        assert rec.extraction(old.report.id) == old
        assert rec.entry(old.entries[0].id).report.replaced_by == new.report.id


def test_a_report_that_comes_back_is_current_again(path: Path) -> None:
    old, new = dam(), dam(text=TEXT + "It was corrected later.\n")
    with record.create(path, MADE_BY) as rec:
        rec.add(old)
        rec.add(new)
        assert rec.add(old) is Added.CHANGED
        assert [header.id for header in rec.reports()] == [old.report.id]


def test_reports_that_change_places_stay_current_whatever_the_order(tmp_path: Path) -> None:
    """A line put in at the top of a JSON Lines file moves every report after it by one place."""
    first, second, third = many(3)
    before = [at_path(first, "a.jsonl#1"), at_path(second, "a.jsonl#2")]
    after = [at_path(third, "a.jsonl#1"), at_path(first, "a.jsonl#2"), at_path(second, "a.jsonl#3")]
    digests = set()
    for number, order in enumerate(permutations(after)):
        with record.create(tmp_path / f"{number}.db", MADE_BY) as rec:
            for one in (*before, *order):
                rec.add(one)
            assert {header.id for header in rec.reports()} == {one.report.id for one in after}
            digests.add(rec.content_digest())
    assert len(digests) == 1


def test_one_report_in_two_places_is_one_report_under_its_first_name(tmp_path: Path) -> None:
    digests = set()
    for number, order in enumerate(permutations([at_path(dam(), "b/wire-1.txt"), at_path(dam(), "a/wire-1.txt")])):
        with record.create(tmp_path / f"{number}.db", MADE_BY) as rec:
            for one in order:
                rec.add(one)
            assert [header.path for header in rec.reports()] == ["a/wire-1.txt"]
            assert {problem.path for problem in rec.problems()} == {"a/wire-1.txt"}
            digests.add(rec.content_digest())
    assert len(digests) == 1


def test_what_comes_from_standard_input_replaces_nothing(path: Path) -> None:
    with record.create(path, MADE_BY) as rec:
        for one in many(3):
            rec.add(at_path(one, "-"))
        assert len(list(rec.reports())) == 3


def test_other_extractors_replace_entries_and_retire_those_they_do_not_find(path: Path) -> None:
    old = dam()
    new = replace(old, entries=(replace(old.entries[0], by="statements 2"), *old.entries[2:]))
    with record.create(path, MADE_BY) as rec:
        rec.add(old)
        rec.begin_build(Plan(OTHER))
        assert not rec.holds(new.report)
        assert rec.add(new) is Added.REMADE
        assert rec.extraction(new.report.id) == new
        assert rec.count(Filter(kind="stance")) == 0
        assert rec.count(Filter(kind="stance", retired=True)) == 1
        assert rec.made_by == OTHER
        rec.begin_build(Plan(MADE_BY))
        rec.add(old)
        assert rec.extraction(old.report.id) == old


def test_a_date_given_later_is_taken_in(path: Path) -> None:
    dated = dam()
    undated = replace(dated, report=replace(dated.report, published=None))
    with record.create(path, MADE_BY) as rec:
        rec.add(undated)
        assert not rec.holds(dated.report)
        assert rec.add(dated) is Added.REMADE
        assert next(rec.reports()).published == When.on(date(2021, 3, 31), Basis.SIDECAR)


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    told = replace(EGYPT, aliases=("Cairo", "Masr"), wikidata="Q79")
    third = dam(text=TEXT + "Third.\n", path="dam/3.txt")
    reports = [*many(2), replace(third, actors=(told, *third.actors[1:]))]
    digests, egypts = set(), set()
    for number, order in enumerate(permutations(reports)):
        with record.create(tmp_path / f"{number}.db", MADE_BY) as rec:
            for one in order:
                rec.add(one)
            digests.add(rec.content_digest())
            egypts.add(rec.actor("Egypt"))
    assert len(digests) == 1
    assert egypts == {replace(EGYPT, aliases=("Cairo", "Masr", "Egyptian"), wikidata="Q79")} or egypts == {
        replace(EGYPT, aliases=("Cairo", "Egyptian", "Masr"), wikidata="Q79")
    }


def test_a_record_says_what_made_it_and_what_is_missing(path: Path) -> None:
    one, other = many(2)
    with record.create(path, MADE_BY) as rec:
        plan = Plan(
            MADE_BY,
            (one.report.path, other.report.path, "gone.txt"),
            (Issue("filling", "The filling", ("fill",)),),
        )
        rec.begin_build(plan)
        rec.add(one)
    with record.open(path) as rec:
        assert rec.made_by == MADE_BY
        assert [build.finished for build in rec.builds()] == [None]
        assert rec.pending() == (other.report.path, "gone.txt")
        assert next(rec.problems()).kind is ProblemKind.INCOMPLETE
    with record.open(path, write=True) as rec:
        rec.begin_build(plan)
        assert rec.holds(one.report)
        rec.keep(one.report)
        rec.add(other)
        rec.add_problem(Problem(ProblemKind.UNREADABLE, "The file went away while it was read.", "gone.txt"))
        assert rec.finish_build() == ()
        assert [build.finished is None for build in rec.builds()] == [True, False]
        assert Issue("filling", "The filling", ("fill",)) in rec.issues()
        assert [problem.path for problem in rec.problems()].count("gone.txt") == 1


def test_a_problem_goes_when_its_file_can_be_read(path: Path) -> None:
    problem = Problem(ProblemKind.UNREADABLE, "The file may not be read.", dam().report.path)
    with record.create(path, MADE_BY) as rec:
        rec.add_problem(problem)
        rec.add_problem(problem)
        assert list(rec.problems()) == [problem]
        rec.add(dam())
        assert list(rec.problems()) == list(dam().problems)


def test_text_that_cannot_be_stored_keeps_its_offsets(path: Path) -> None:
    odd = dam(text=TEXT + "An odd \udce9 mark.\n", path="caf\udce9.txt")
    with record.create(path, MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY, (odd.report.path,)))
        rec.add(odd)
        assert rec.finish_build() == ()
        assert rec.holds(odd.report)
        assert rec.add(odd) is Added.UNCHANGED
        kept = rec.extraction(odd.report.id)
        assert len(kept.report.text) == len(odd.report.text)
        assert all(cited.found_in(kept.report) for entry in kept.entries for cited in entry.citations())


def test_two_entries_with_one_id_and_a_missing_teller_become_problems(path: Path) -> None:
    whole = dam()
    broken = replace(whole, entries=(whole.entries[0], whole.entries[0], whole.entries[3]))
    with record.create(path, MADE_BY) as rec:
        rec.add(broken)
        assert rec.count() == 2
        assert [problem.kind for problem in rec.problems()].count(ProblemKind.EXTRACTOR) == 2


def test_an_actor_that_no_report_describes_is_kept_by_its_id(path: Path) -> None:
    with record.create(path, MADE_BY) as rec:
        rec.add(replace(dam(), actors=()))
        assert rec.actor("ethiopia") == Actor("ethiopia", "ethiopia", ActorKind.UNNAMED)
        rec.add(many(1)[0])
        assert rec.actor("ethiopia").name == "Ethiopia"


@pytest.mark.of_files
def test_what_is_no_record_is_said_to_be_none(tmp_path: Path) -> None:
    text, other, folder = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c"
    text.write_text("no database at all, and long enough to be looked at as one " * 30)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    folder.mkdir()
    for place in (text, other, folder):
        with pytest.raises(record.NotARecord, match=place.name):
            record.open(place)
    with pytest.raises(PathNotFound):
        record.open(tmp_path / "none.db")
    with pytest.raises(record.RecordExists):
        record.create(text, MADE_BY)


@pytest.mark.of_files
def test_a_record_of_another_version_is_not_opened(path: Path) -> None:
    record.create(path, MADE_BY).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(record.NotARecord, match=r"version 99.*Build it anew"):
        record.open(path)


@pytest.mark.of_files
def test_a_damaged_record_is_said_to_be_damaged(path: Path) -> None:
    with record.create(path, MADE_BY) as rec:
        for one in many(40):
            rec.add(one)
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\x07" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(record.RecordDamaged, match="Restore it"), record.open(path) as rec:
        list(rec.lines())


@pytest.mark.of_files
def test_a_second_writer_is_told_that_the_record_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.connect.connect.__kwdefaults__", {"wait": 0.05})
    with record.create(path, MADE_BY) as rec, record.open(path, write=True) as other:
        rec._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(record.RecordBusy):
            other.add(dam())
        assert list(other.reports()) == []
        rec._connection.execute("ROLLBACK")
        assert other.add(dam()) is Added.NEW


def test_a_record_open_for_reading_is_not_written(path: Path) -> None:
    record.create(path, MADE_BY).close()
    with record.open(path) as rec, pytest.raises(record.RecordReadOnly):
        rec.add(dam())


@pytest.mark.of_files
def test_tables_and_views_open_in_plain_sqlite(path: Path) -> None:
    with record.create(path, MADE_BY) as rec:
        rec.add(dam())
        rec.finish_build()
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        row = plain.execute("SELECT speaker_actor, party, act, words, said, outlet FROM statements").fetchone()
        assert row == (
            "Egypt's water minister",
            "Egypt",
            "warn",
            "no one may take a drop",
            "2021-03-30",
            "River Wire",
        )
        assert plain.execute("SELECT source, status, happened FROM events").fetchall() == [
            ("Ethiopia", "happened", "2020-07")
        ]
        assert [row[0] for row in plain.execute("SELECT dated FROM timeline")] == [
            "2020-07",
            "2021-03-30",
            "2021-03-31",
        ]
        assert plain.execute("SELECT count(*) FROM stances").fetchone() == (1,)
        who = plain.execute("SELECT name, statements, events FROM who_spoke_and_acted").fetchall()
        assert who == [("Egypt's water minister", 1, 0), ("Ethiopia", 0, 1), ("Sudan", 1, 0)]


@pytest.mark.of_files
def test_nothing_lies_beside_a_record_that_nobody_has_open(tmp_path: Path) -> None:
    neighbour = tmp_path / "r.db.new"
    neighbour.write_text("mine", encoding="utf-8")
    with record.create(tmp_path / "r.db", MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY))
        rec.add(dam())
        rec.finish_build()
    with record.open(tmp_path / "r.db", write=True) as rec:
        rec.corrections.accept(next(rec.lines()).entry.id, who="Ada", why="read it")
    with record.open(tmp_path / "r.db") as rec:
        assert rec.count()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.db", "r.db.new"]
    assert neighbour.read_text(encoding="utf-8") == "mine"
