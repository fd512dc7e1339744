"""CSV and workbooks: what another program reads in them is what the record holds."""

from __future__ import annotations

import builtins
import codecs
import csv
import io
from dataclasses import replace
from errno import ENOSPC
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.export import cells, export, workbook
from onrecord.export.table import ACTORS, COLUMNS, PROBLEMS, REPORTS, meanings
from onrecord.record import Filter
from onrecord.record.rows import extent
from tests.export.hostile import TEXT, TITLE, URL, exported, hostile
from tests.record.samples import dam

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Buffer

    from onrecord.record import Record


def test_every_column_has_a_meaning() -> None:
    told = {table: list(columns) for table, columns in meanings().items()}
    assert told == {
        "entries": list(COLUMNS),
        "reports": list(REPORTS),
        "actors": list(ACTORS),
        "problems": list(PROBLEMS),
    }


class TestCsv:
    def rows(self, rec: Record, form: str) -> list[dict[str, str]]:
        text = exported(rec, form).decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text, newline="")))
        return [row for row in found if row["title"] == "'" + TITLE]

    def test_a_mark_stands_in_front_where_it_is_asked_for(self, rec: Record) -> None:
        plain, marked = exported(rec, "csv"), exported(rec, "csv-bom")
        assert not plain.startswith(codecs.BOM_UTF8)
        assert marked == codecs.BOM_UTF8 + plain

    def test_words_are_found_at_their_offsets(self, rec: Record) -> None:
        rows = self.rows(rec, "csv-bom")
        assert len(rows) == 4
        for row, entry in zip(rows, hostile().entries, strict=True):
            assert (row["id"], row["words"]) == (entry.id, extent(entry)[2])
            assert TEXT[int(row["start"]) : int(row["end"])] == row["words"]

    def test_names_address_and_sentence_stand_beside(self, rec: Record) -> None:
        said, feared, sending, _ = self.rows(rec, "csv")
        assert said["who_name"] == "Zoe\u0308 Ma\u030aans 🐟 & <sons> (Ostra)"
        assert (said["to_name"], said["url"]) == ("Vestria", URL)
        assert said["words"] in said["sentence"].removeprefix("'")
        assert "3 May" in said["sentence"]
        assert sending["sentence"] == feared["sentence"]
        assert sending["sentence"] in TEXT


@pytest.fixture
def openpyxl() -> Any:
    pytest.importorskip("xlsxwriter")
    return pytest.importorskip("openpyxl")


class TestWorkbook:
    def sheets(self, openpyxl: Any, data: bytes) -> dict[str, list[dict[str, Any]]]:
        from openpyxl.utils.escape import unescape

        book = openpyxl.load_workbook(io.BytesIO(data))
        found = {}
        for sheet in book.worksheets:
            header, *rows = sheet.iter_rows()
            assert all(cell.data_type in "snb" and not cell.hyperlink for row in rows for cell in row)
            values = [[unescape(c.value) if isinstance(c.value, str) else c.value for c in row] for row in rows]
            found[sheet.title] = [dict(zip([c.value for c in header], row, strict=True)) for row in values]
        return found

    def test_another_program_reads_every_sheet(self, openpyxl: Any, rec: Record) -> None:
        found = self.sheets(openpyxl, exported(rec, "xlsx"))
        assert list(found) == ["statements", "events", "stances", "reports", "actors", "problems", "about"]
        assert [len(found[name]) for name in ("statements", "events", "stances")] == [3, 3, 2]
        assert {row["title"] for row in found["reports"]} == {TITLE, "A warning over the dam"}
        assert {row["words"] for row in found["problems"]} >= {"=The date has no year 🚢."}
        about = {row["what"]: row["meaning"] for row in found["about"]}
        assert about["entries"] == "8 of the 8 of the record"
        assert about["offsets"].startswith("Unicode code points")
        assert about["cells cut"].startswith("0:")

    def test_where_there_is_no_room_only_that_is_told(self, openpyxl: Any, rec: Record) -> None:
        del openpyxl

        class Full(io.BytesIO):
            def write(self, data: Buffer) -> int:
                del data
                raise OSError(ENOSPC, "no space left")

        with pytest.raises(OSError, match="no space left") as told:
            export(rec, "xlsx", Full())
        assert type(told.value) is OSError

    def test_words_are_found_at_their_offsets(self, openpyxl: Any, rec: Record) -> None:
        found = self.sheets(openpyxl, exported(rec, "xlsx"))
        rows = [row for name in ("statements", "events", "stances") for row in found[name] if row["url"] == URL]
        assert {row["id"] for row in rows} == {entry.id for entry in hostile().entries}
        for row in rows:
            assert TEXT[row["start"] : row["end"]] == row["words"]
            assert row["sentence"] in TEXT

    def test_what_a_cell_can_be_changed_to_is_offered(self, openpyxl: Any, rec: Record) -> None:
        book = openpyxl.load_workbook(io.BytesIO(exported(rec, "xlsx")))
        for name, column, offered in (
            ("statements", "act", "assert,acknowledge,deny"),
            ("stances", "act", "believe,doubt,know"),
            ("events", "status", "happened,ongoing"),
            ("events", "standing", "extracted,accepted,rejected"),
        ):
            sheet = book[name]
            header = [cell.value for cell in sheet[1]]
            cell = sheet.cell(2, header.index(column) + 1).coordinate
            (found,) = (one for one in sheet.data_validations.dataValidation if cell in one.sqref)
            assert found.formula1.strip('"').startswith(offered)

    def test_a_filter_is_told(self, openpyxl: Any, rec: Record) -> None:
        found = self.sheets(openpyxl, exported(rec, "xlsx", Filter(kind="event")))
        assert [len(found[name]) for name in ("statements", "events", "stances")] == [0, 3, 0]
        assert {"what": "entries", "meaning": "3 of the 8 of the record"} in found["about"]

    def test_the_same_record_gives_the_same_bytes(self, openpyxl: Any, rec: Record) -> None:
        assert openpyxl
        assert exported(rec, "xlsx") == exported(rec, "xlsx")

    def test_what_has_no_room_is_not_cut_in_silence(
        self, openpyxl: Any, rec: Record, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook, "MOST_ROWS", 3)
        long = replace(dam("dam/long.txt"), report=replace(dam("dam/long.txt").report, title="🚢" * 20_000))
        rec.add(long)
        found = self.sheets(openpyxl, exported(rec, "xlsx"))
        assert [len(found[name]) for name in ("statements", "statements 2", "statements 3")] == [2, 2, 1]
        cut = [row["title"] for row in found["reports"] + found["reports 2"] if row["title"].startswith("🚢")]
        assert cut == ["🚢" * ((cells.LONGEST - len(cells.CUT)) // 2) + cells.CUT]
        about = [row for name, rows in found.items() if name.startswith("about") for row in rows]
        assert next(row["meaning"] for row in about if row["what"] == "cells cut").startswith("5:")

    def test_without_the_extra_a_sentence_says_so_and_no_file_is_left(
        self, rec: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = builtins.__import__

        def missing(name: str, *rest: Any, **named: Any) -> Any:
            if name == "xlsxwriter":
                raise ImportError(name)
            return real(name, *rest, **named)

        monkeypatch.setattr(builtins, "__import__", missing)
        into = tmp_path / "out.xlsx"
        result = CliRunner().invoke(commands, ["export", str(rec.path), "--into", str(into)])
        assert result.exit_code == 2
        assert "pip install 'onrecord[xlsx]'" in result.output
        assert not [path for path in tmp_path.iterdir() if "xlsx" in path.name]
