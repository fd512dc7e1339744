"""A Frictionless data package (Data Package 1.0): tables as CSV in one archive, and what programs ask about them.

`datapackage.json` says of every column what it means and of which type it is, and how the tables hang together.
Cells are exactly as the record has them: nothing is guarded against spreadsheets, as a program is to read them.
"""

from __future__ import annotations

import csv
import json
import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.export.format import as_text
from onrecord.export.offsets import OURS
from onrecord.export.table import ACTORS, COLUMNS, PROBLEMS, REPORTS, Rows, meanings
from onrecord.record.filter import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.export.table import Cell, Columns
    from onrecord.record import Filter, Record

_TYPES = {str: "string", int: "integer", bool: "boolean", float: "number"}
_DAYS = ("when_earliest", "when_latest")
_TABLES: dict[str, Columns] = {"entries": COLUMNS, "reports": REPORTS, "actors": ACTORS, "problems": PROBLEMS}
# Of all files in the archive, so that the same record gives the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class DataPackage:
    """The tables of a record with their dictionary."""

    name = "datapackage"
    endings: tuple[str, ...] = (".zip",)
    is_text = False

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a row for each entry that meets a filter, and the tables beside them."""
        rows = Rows(rec)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            count = _table(archive, "entries", rows.entries(wanted))
            _table(archive, "reports", rows.reports(wanted))
            _table(archive, "actors", rows.actors(wanted))
            _table(archive, "problems", rows.problems())
            told = json.dumps(_described(rec, count), ensure_ascii=False, indent=1)
            archive.writestr(file_in("datapackage.json"), told.encode("utf-8"))
        return count


def _table(archive: zipfile.ZipFile, name: str, rows: Iterable[dict[str, Cell]]) -> int:
    count = 0
    with (
        archive.open(file_in(f"{name}.csv"), mode="w", force_zip64=True) as held,
        as_text(cast("BinaryIO", held)) as text,
    ):
        table = csv.writer(text, lineterminator="\r\n")
        table.writerow(_TABLES[name])
        for row in rows:
            table.writerow(str(cell).lower() if isinstance(cell, bool) else cell for cell in row.values())
            count += 1
    return count


def file_in(name: str) -> zipfile.ZipInfo:
    """Return the entry of an archive, without a time: the same record gives the same bytes."""
    info = zipfile.ZipInfo(name, _NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _described(rec: Record, count: int) -> dict[str, object]:
    """Return the description: what the package holds, in which unit, and each table."""
    return {
        "profile": "tabular-data-package",
        "name": "onrecord",
        "title": rec.path.stem,
        "description": f"{count} of the {rec.count(EVERYTHING)} entries of the record, made by onrecord"
        f" {rec.made_by.version}. Offsets are {OURS.in_words()}, of the report's text.",
        "resources": [_resource(name, columns) for name, columns in _TABLES.items()],
    }


def _resource(name: str, columns: Columns) -> dict[str, object]:
    told = meanings()[name]
    fields = [
        {"name": key, "type": "date" if key in _DAYS else _TYPES[kind], "description": told[key]}
        for key, kind in columns.items()
    ]
    schema: dict[str, object] = {"fields": fields, "missingValues": [""]}
    if name != "problems":
        schema["primaryKey"] = "id"
    if name == "entries":
        schema["foreignKeys"] = [{"fields": "report", "reference": {"resource": "reports", "fields": "id"}}]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }
