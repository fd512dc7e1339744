"""The record as text, and in the forms of other programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.entry import Statement
from onrecord.export import export
from onrecord.export.cells import guarded
from onrecord.export.parquet_table import ParquetMissing
from onrecord.export.table import COLUMNS
from onrecord.plugins import PluginMissing
from onrecord.record import Filter
from onrecord.record.plaintext import render_entry, render_extraction
from tests.record.samples import MADE_BY, TEXT, dam, many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

AS_TEXT = """\
report     dam/wire-1.txt
title      A warning over the dam
outlet     River Wire
language   en
published  2021-03-31, sidecar

furniture 0-15  date line: "date 2021-03-30"

statement 72-94  warn, direct  Egypt's water minister (egypt-water-minister / egypt) -> Ethiopia (ethiopia): \
"no one may take a drop"
    by the words "warned"
    if "a deal is signed"
    when 2021-03-30, relative, "Tuesday"
    about filling
stance 137-155  fear, indirect  Officials (egypt? sudan?): "the second filling"
    by the words "fear"
statement 157-201  assert, indirect  Sudan (sudan): "Ethiopia began filling the reservoir in July"
    by the words "said"
    when 2021-03-31, published
event 166-193  COERCE restrict, happened  Ethiopia (ethiopia): "began filling the reservoir"
    by the word "filling the"
    counts about 1 to ? reservoir, "the reservoir"
    when 2020-07, relative, "in July"
    told in statement 157-201
    about filling, water

time 197-201  DATE 2020-07  "July"
time 197-201  SET ?  "July"

problem  doubtful date: The date line has no year.
"""


@pytest.fixture
def rec(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "dam.db", MADE_BY) as rec:
        for one in (dam(), *many(2)):
            rec.add(one)
        yield rec


def exported(rec: Record, form: str, wanted: Filter | None = None) -> str:
    target = io.BytesIO()
    export(rec, form, target, wanted or Filter())
    return target.getvalue().decode("utf-8")


def test_a_report_reads_as_text() -> None:
    assert render_extraction(dam()) == AS_TEXT


def test_line_ends_in_words_stay_on_one_line() -> None:
    warning = dam().entries[0]
    assert isinstance(warning, Statement)
    piece = replace(warning.content[0], words="no one\nmay")
    text = render_entry(replace(warning, content=(piece, piece), speaker=None, negated=True, via="f" * 16))
    assert text.split("\n")[0].endswith(
        'not warn, direct  ? -> Ethiopia (ethiopia): "no one\\nmay" … "no one\\nmay"'
    )
    assert f"told in {'f' * 16}" in text


def test_a_table_has_a_row_for_each_entry(rec: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(rec, "csv"), newline="")))
    assert len(rows) == 12
    assert tuple(rows[0]) == tuple(COLUMNS)
    first = next(row for row in rows if row["path"] == "dam/wire-1.txt")
    assert (first["who_actor"], first["to"], first["when"]) == ("egypt-water-minister", "Ethiopia", "2021-03-30")
    assert len(exported(rec, "csv", Filter(act="warn")).splitlines()) == 4


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_numbers_and_plain_words_are_not_guarded(tmp_path: Path) -> None:
    assert [guarded(cell) for cell in (-1, "a=1", "", None)] == [-1, "a=1", "", None]
    with record.create(tmp_path / "a.db", MADE_BY) as rec:
        rec.add(replace(dam(), report=replace(dam().report, title="=cmd|' /C calc'!A0", outlet="@home")))
        text = exported(rec, "csv")
    assert ",'=cmd" in text
    assert ",'@home," in text


def test_json_lines_hold_an_object_for_each_report(rec: Record) -> None:
    objects = [json.loads(text) for text in exported(rec, "jsonl").splitlines()]
    assert [one["report"]["path"] for one in objects] == ["dam/0000.txt", "dam/0001.txt", "dam/wire-1.txt"]
    for one, source in zip(objects, (*many(2), dam()), strict=True):
        text = source.report.text
        for entry in one["entries"]:
            pieces = entry.get("content") or [entry]
            pieces += [entry[name] for name in ("speaker", "cue", "source") if entry.get(name)]
            assert all(text[piece["start"] : piece["end"]] == piece["words"] for piece in pieces)
    assert "text" not in objects[0]["report"], "offsets index the file itself"
    filtered = [json.loads(text) for text in exported(rec, "jsonl", Filter(kind="event")).splitlines()]
    assert [[entry["kind"] for entry in one["entries"]] for one in filtered] == [["event"]] * 3


def test_the_text_is_given_where_no_file_holds_it(tmp_path: Path) -> None:
    with record.create(tmp_path / "a.db", MADE_BY) as rec:
        rec.add(replace(dam(), report=replace(dam().report, format="html")))
        assert json.loads(exported(rec, "jsonl"))["report"]["text"] == TEXT


def test_rejected_entries_are_exported_on_request_and_say_so(rec: Record) -> None:
    rec.corrections.reject(dam().entries[0].id, who="Ada", why="misheard")
    assert dam().entries[0].id not in exported(rec, "jsonl")
    objects = [json.loads(text) for text in exported(rec, "jsonl", Filter(rejected=True)).splitlines()]
    said = {entry["id"]: entry.get("standing") for one in objects for entry in one["entries"]}
    assert said[dam().entries[0].id] == "rejected"
    assert said[dam().entries[1].id] is None


def test_the_whole_record_exports_as_text(rec: Record) -> None:
    text = exported(rec, "text")
    assert AS_TEXT in text
    assert text.count("report     ") == 3


def test_parquet_holds_the_same_table(rec: Record, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "dam.parquet"
    with path.open("wb") as target:
        assert export(rec, "parquet", target) == 12
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist()[-1]["who"] == "Ethiopia"


def test_parquet_without_pyarrow_says_what_to_install(rec: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ParquetMissing, match=r"onrecord\[parquet\]"):
        export(rec, "parquet", io.BytesIO())


def test_an_unknown_form_is_refused(rec: Record) -> None:
    with pytest.raises(PluginMissing, match="csv, jsonl, parquet, text"):
        export(rec, "xls", io.BytesIO())
