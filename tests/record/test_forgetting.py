"""Forgetting: a report leaves as if it had never come in, its words leave the file, and that is looked for."""

from __future__ import annotations

import contextlib
import sqlite3
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord import record
from onrecord.cli.main import commands
from onrecord.core.made import Plan
from onrecord.record import NoSuchReport
from tests.record.samples import MADE_BY, TEXT, dam

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.of_files

ALONE = "Zyzzyvandria kept quiet about the locks that Quuxford built in Plughstein.\n"


def made(path: Path, *reports: tuple[str, str]) -> Path:
    with record.create(path, MADE_BY) as rec:
        rec.begin_build(Plan(MADE_BY))
        for place, text in reports:
            rec.add(dam(place, text=text))
        rec.finish_build()
    return path


def forgotten(path: Path, report: str) -> record.Forgotten:
    with record.open(path, write=True) as rec:
        gone = rec.forget(report)
        assert rec.purge(gone.stretches) == ()
    return gone


def words_in(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("seed", range(6))
def test_what_is_left_is_what_would_have_been_without_it(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    texts = [(f"dam/{n}.txt", TEXT + f"Number {n} tells more of what was said there.\n") for n in range(5)]
    chance.shuffle(texts)
    path = made(tmp_path / "r.db", *texts)
    gone = chance.choice(texts)
    with record.open(path, write=True) as rec:
        for line in chance.sample(list(rec.lines()), 4):
            rec.corrections.reject(line.entry.id, who="me", why="tried")
    kept = [one for one in texts if one != gone]
    forgotten(path, gone[0])
    with record.open(path, write=True) as rec:
        for one in rec.corrections.all():
            rec.corrections.undo(one.id, who="me", why="tried")
            assert one.anchor
            assert one.anchor.path != gone[0]
    without = made(tmp_path / "without.db", *kept)
    with record.open(path) as rec, record.open(without) as other:
        assert list(rec.lines()) == list(other.lines()), f"seed {seed}"
        assert list(rec.reports()) == list(other.reports())
        assert rec.names() == other.names()
        assert list(rec.problems()) == list(other.problems())
        assert rec.search("reservoir") == other.search("reservoir")


def test_no_word_of_it_is_left_in_the_file_nor_in_an_index_or_free_page(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT), ("dam/b.txt", TEXT + ALONE))
    with record.open(path, write=True) as rec:
        entry = next(line.entry.id for line in rec.lines() if line.report.path == "dam/b.txt")
        rec.corrections.edit(entry, {"cue": "0:4"}, who="me", why="as Zyzzyvandria has it")
    assert b"Quuxford" in words_in(path)
    gone = forgotten(path, "dam/b.txt")
    assert (gone.paths, gone.corrections) == (("dam/b.txt",), 1)
    for word in (b"Zyzzyv", b"zyzzyv", b"Quuxford", b"quuxford", b"plughstein", b"dam/b.txt"):
        assert word not in words_in(path)
    with contextlib.closing(sqlite3.connect(path)) as opened:
        opened.create_function("fold", 1, str.casefold)
        assert opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not opened.execute("PRAGMA foreign_key_check").fetchall()
        assert opened.execute("PRAGMA freelist_count").fetchone()[0] == 0
        for index in ("report_search", "entry_search"):
            opened.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_without_the_purge_words_would_be_found(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT), ("dam/b.txt", TEXT + ALONE * 40))
    with record.open(path, write=True) as rec:
        gone = rec.forget("dam/b.txt")
        assert gone.stretches
        assert rec.store.holding(gone.stretches) or b"zyzzyv" in words_in(path)


def test_what_another_report_holds_too_is_named_and_stays(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT), ("dam/b.txt", TEXT + ALONE))
    before = made(tmp_path / "a.db", ("dam/a.txt", TEXT))
    gone = forgotten(path, "dam/b.txt")
    assert set(gone.shared) == {"dam/a.txt"}
    assert gone.shared["dam/a.txt"] > 0
    assert all(stretch not in TEXT for stretch in gone.stretches)
    with record.open(path) as rec, record.open(before) as other:
        assert list(rec.lines()) == list(other.lines())


def test_its_older_versions_go_with_it(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT + ALONE), ("dam/a.txt", TEXT), ("dam/c.txt", TEXT + "C.\n"))
    forgotten(path, "dam/a.txt")
    with record.open(path) as rec:
        assert [one.path for one in rec.reports(retired=True)] == ["dam/c.txt"]
    assert b"Quuxford" not in words_in(path)


def test_an_older_version_goes_alone(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT + ALONE), ("dam/a.txt", TEXT))
    with record.open(path) as rec:
        old = next(one.id for one in rec.reports(retired=True) if one.replaced_by)
    forgotten(path, old)
    with record.open(path) as rec:
        assert [one.path for one in rec.reports(retired=True)] == ["dam/a.txt"]
    assert b"Quuxford" not in words_in(path)


def test_one_between_leaves_the_version_before_replaced_by_the_one_after(tmp_path: Path) -> None:
    versions = [("dam/a.txt", TEXT + ALONE * n) for n in range(3)]
    path = made(tmp_path / "r.db", *versions)
    first, second, third = (dam(*one[:1], text=one[1]).report.id for one in versions)
    forgotten(path, second)
    with record.open(path) as rec:
        assert {one.id: one.replaced_by for one in rec.reports(retired=True)} == {first: third, third: None}


def test_while_somebody_reads_the_file_is_not_said_to_be_clean(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT), ("dam/b.txt", TEXT + ALONE))
    with record.open(path, write=True) as rec, contextlib.closing(sqlite3.connect(path)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM report").fetchone() == (2,)
        gone = rec.forget("dam/b.txt")
        with pytest.raises(record.RecordBusy):
            rec.purge(gone.stretches)


def test_the_command_asks_tells_and_proves(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db", ("dam/a.txt", TEXT), ("dam/b.txt", TEXT + ALONE))
    unasked = CliRunner().invoke(commands, ["forget", str(path), "b.txt"])
    assert unasked.exit_code == 2
    assert "--yes" in unasked.stderr
    told = CliRunner().invoke(commands, ["forget", str(path), "b.txt", "--yes"])
    assert told.exit_code == 0, told.output
    assert "none is there" in told.stdout
    assert "left in dam/a.txt, which holds it too: 7 passages." in told.stdout
    assert CliRunner().invoke(commands, ["forget", str(path), "b.txt", "--yes"]).exit_code == 2
    with record.open(path) as rec, pytest.raises(NoSuchReport):
        rec.report("b.txt")
