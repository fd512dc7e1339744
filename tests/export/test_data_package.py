"""The data package: frictionless validates it, and reads the cells exactly as the record has them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.export.table import ACTORS, COLUMNS, PROBLEMS, REPORTS
from onrecord.record import Filter
from onrecord.record.rows import extent
from tests.export.hostile import TEXT, TITLE, exported, hostile

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record


def described(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told: dict[str, Any] = json.loads(archive.read("datapackage.json"))
        return told


def test_another_program_finds_it_valid_and_reads_it(rec: Record, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    with zipfile.ZipFile(io.BytesIO(exported(rec, "datapackage"))) as archive:
        archive.extractall(tmp_path / "package")
    package = frictionless.Package(str(tmp_path / "package" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["tasks"] == 4
    rows = [row.to_dict() for row in package.get_resource("entries").read_rows()]
    mine = {row["id"]: row for row in rows if row["title"] == TITLE}
    assert len(rows) == 8
    assert set(mine) == {entry.id for entry in hostile().entries}
    for entry in hostile().entries:
        row = mine[entry.id]
        assert TEXT[row["start"] : row["end"]] == row["words"] == extent(entry)[2]
        assert row["sentence"] in TEXT
    assert mine[hostile().entries[0].id]["negated"] is False


def test_every_column_is_described(rec: Record) -> None:
    told = described(exported(rec, "datapackage"))
    for resource, columns in zip(told["resources"], (COLUMNS, REPORTS, ACTORS, PROBLEMS), strict=True):
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(columns)
        assert all(field["description"] for field in fields)


def test_every_table_is_what_its_header_says(rec: Record) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(rec, "datapackage"))) as archive:
        for name, columns in (
            ("entries", COLUMNS),
            ("reports", REPORTS),
            ("actors", ACTORS),
            ("problems", PROBLEMS),
        ):
            text = archive.read(f"{name}.csv").decode("utf-8")
            header, *rows = csv.reader(io.StringIO(text, newline=""))
            assert header == list(columns)
            assert rows
            assert {len(row) for row in rows} == {len(columns)}


def test_it_says_how_many_of_how_many_and_its_unit(rec: Record) -> None:
    told = described(exported(rec, "datapackage", Filter(kind="event")))["description"]
    assert told.startswith("3 of the 8 entries")
    assert "Unicode code points" in told


def test_the_same_record_gives_the_same_bytes(rec: Record) -> None:
    assert exported(rec, "datapackage") == exported(rec, "datapackage")
