"""A record that is damaged, or that another made, is told in a sentence; a library user catches one exception."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.problem import OnRecordError
from onrecord.record import (
    Filter,
    InvalidFilter,
    NotText,
    RecordClosed,
    RecordDamaged,
    RecordExists,
    TooManyWords,
    pattern,
)
from tests.record.samples import MADE_BY, many

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.of_files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with record.create(tmp_path / "r.db", MADE_BY) as opened:
        for one in many(6):
            opened.add(one)
    return tmp_path / "r.db"


def spoilt(path: Path, *commands: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.create_function("fold", 1, str)
        for command in ("PRAGMA foreign_keys = OFF", *commands):
            opened.execute(command)
    return path


def read_all(path: Path) -> None:
    with record.open(path) as opened:
        for line in opened.lines():
            opened.context(line.entry.id)
        for header in opened.reports():
            opened.extraction(header.id)
        list(opened.findings())
        list(opened.problems())
        list(opened.actors())
        opened.search("talks")
        opened.corrections.as_text()
        opened.content_digest()


@pytest.mark.parametrize(
    "command",
    [
        "DROP TABLE mention",
        "DROP VIEW statements",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER hostile AFTER UPDATE ON correction BEGIN DELETE FROM correction; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n",
    ],
)
def test_tables_that_are_not_ours_are_told_at_the_door(path: Path, command: str) -> None:
    spoilt(path, command)
    with pytest.raises(RecordDamaged, match="its tables are not those of a record"):
        record.open(path)


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE statement SET act = 'no such act'",
        "UPDATE entry SET words = x'ff00'",
        "UPDATE report SET text = x'ff00'",
        "UPDATE report SET published_precision = 'never', published = '2024-13-45'",
        "DELETE FROM statement",
        "UPDATE mention SET candidates = '{'",
    ],
)
def test_rows_that_are_not_ours_are_told_as_damage(path: Path, command: str) -> None:
    spoilt(path, command)
    with pytest.raises(RecordDamaged, match="no onrecord wrote"):
        read_all(path)


def test_bytes_that_are_not_ours_are_told_as_damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = b"\x07" * 200
    path.write_bytes(data)
    with pytest.raises(OnRecordError, match="cannot be read"):
        read_all(path)


def test_a_closed_record_says_so(path: Path) -> None:
    opened = record.open(path)
    opened.close()
    with pytest.raises(OnRecordError, match="closed"):
        opened.search("talks")


def test_words_that_are_no_text_are_told(path: Path) -> None:
    with record.open(path) as opened:
        with pytest.raises(NotText, match="UTF-8"):
            opened.entry("\udcff")
        with pytest.raises(NotText):
            opened.count(Filter(party="\udcff"))


def test_a_call_at_fault_is_told_as_python_tells_it(path: Path) -> None:
    with record.open(path) as opened, pytest.raises(TypeError, match="given"):
        opened.entry()  # type: ignore[call-arg]


def test_a_record_that_does_not_say_what_made_it_is_told(path: Path) -> None:
    spoilt(path, "UPDATE made_by SET ingredients = '['")
    with record.open(path) as opened, pytest.raises(RecordDamaged, match="no onrecord wrote"):
        assert opened.made_by


def test_another_thread_is_told(path: Path) -> None:
    with record.open(path) as opened, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(opened.count)
        assert isinstance(asked.exception(), RecordClosed)


def test_a_pattern_that_takes_for_ever_ends_in_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "SECONDS", 0.2)
    begun = time.monotonic()
    with record.open(path) as opened:
        with pytest.raises(InvalidFilter, match="takes longer"):
            opened.count(Filter(grep=r"(\w+\s?)*!"))
        assert opened.count(Filter(grep="THE")) == opened.count(Filter(grep="the")) > 0
    assert time.monotonic() - begun < 5


def test_a_search_of_very_many_words_ends_at_once(path: Path) -> None:
    with record.open(path) as opened:
        assert opened.search("the " * 20_000) == opened.search("the")
        for many_words in (" ".join(f"the{n}" for n in range(20_000)), f'"{"the " * 20_000}"'):
            with pytest.raises(TooManyWords, match="quote"):
                opened.search(many_words)


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_a_neighbour_that_is_named_as_a_log_stays(tmp_path: Path, end: str) -> None:
    neighbour = tmp_path / f"r.db{end}"
    neighbour.write_text("my notes on r.db", encoding="utf-8")
    with pytest.raises(RecordExists):
        record.create(tmp_path / "r.db", MADE_BY)
    assert neighbour.read_text(encoding="utf-8") == "my notes on r.db"
    assert not (tmp_path / "r.db").exists()
