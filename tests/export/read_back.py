"""What other programs read at the offsets that a file gives: by entry, the words they find in their text."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

import pytest

from onrecord.export.cas import MARK
from onrecord.export.refi import NAMESPACE
from onrecord.export.refi_codes import guid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_IN = {"q": NAMESPACE}


def _csv(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        yield row["id"], texts[row["report"]][int(row["start"]) : int(row["end"])]


def _xlsx(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    openpyxl: Any = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name in ("statements", "events", "stances"):
        header, *rows = book[name].iter_rows(values_only=True)
        for row in (dict(zip(header, cells, strict=True)) for cells in rows):
            yield row["id"], texts[row["report"]][row["start"] : row["end"]]


def _parquet(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    for row in parquet.read_table(io.BytesIO(data)).to_pylist():
        yield row["id"], texts[row["report"]][row["start"] : row["end"]]


def _jsonl(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for line in data.decode("utf-8").rstrip("\n").split("\n"):
        report = json.loads(line)
        text = report["report"].get("text", texts[report["report"]["id"]])
        for entry in report["entries"]:
            pieces = entry.get("content", [entry])
            yield entry["id"], " … ".join(text[one["start"] : one["end"]] for one in pieces)


def _data_package(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    frictionless: Any = pytest.importorskip("frictionless")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(data)
        for row in frictionless.Package(str(path)).get_resource("entries").read_rows():
            yield row["id"], texts[row["report"]][row["start"] : row["end"]]


def _annotations(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in json.loads(data)["first"]["items"]:
        source, (_, position) = one["target"][0]["source"], one["target"][0]["selector"]
        text = texts[source["id"].rpartition(":")[2]].encode("utf-8").decode("utf-8-sig")
        yield one["id"].rpartition(":")[2], text[position["start"] : position["end"]]


def _geojson(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    geojson: Any = pytest.importorskip("geojson")
    for one in geojson.loads(data.decode("utf-8")).features:
        told = one.properties
        yield one.id, texts[told["report"]][told["start"] : told["end"]]


def _follow_the_money(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    model: Any = pytest.importorskip("followthemoney").model
    for line in data.decode("utf-8").rstrip("\n").split("\n"):
        entity = model.get_proxy(json.loads(line))
        if entity.schema.name in {"Event", "Note"} and entity.id.startswith("onrecord-entry-"):
            place = re.search(r"(\d+):(\d+)", entity.first("notes"))
            assert place
            text = texts[entity.first("proof").removeprefix("onrecord-report-")]
            yield entity.id.removeprefix("onrecord-entry-"), text[int(place[1]) : int(place[2])]


def _label_studio(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    del texts
    for task in json.loads(data):
        for one in task["predictions"][0]["result"]:
            if one["type"] == "labels" and ":" not in one["id"]:
                yield one["id"], task["data"]["text"][one["value"]["start"] : one["value"]["end"]]


def _cas(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    del texts
    cassis: Any = pytest.importorskip("cassis")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in (name for name in archive.namelist() if name != "layers.json"):
            document = cassis.load_cas_from_json(archive.read(name).decode("utf-8"))
            for one in document.select(MARK):
                if ":" not in one.key:
                    yield one.key, one.get_covered_text()


def _refi(data: bytes, texts: Mapping[str, str], *, utf16: bool = False) -> Iterator[tuple[str, str]]:
    del texts
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        project = Xml.fromstring(archive.read("project.qde"))
        for source in project.iterfind("q:Sources/q:TextSource", _IN):
            name = source.attrib["plainTextPath"].removeprefix("internal://")
            held = archive.read(f"Sources/{name}")
            width = 2 if utf16 else 4
            units = held.decode("utf-8").encode("utf-16-le" if utf16 else "utf-32-le")
            for one in source.iterfind("q:PlainTextSelection", _IN):
                place = slice(*(width * int(one.attrib[f"{end}Position"]) for end in ("start", "end")))
                yield one.attrib["guid"], units[place].decode("utf-16-le" if utf16 else "utf-32-le")


def _refi_utf16(data: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return _refi(data, texts, utf16=True)


# Each format that gives offsets, with who reads it.
READERS: dict[str, Callable[[bytes, Mapping[str, str]], Iterator[tuple[str, str]]]] = {
    "csv": _csv,
    "csv-bom": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "jsonl": _jsonl,
    "datapackage": _data_package,
    "annotations": _annotations,
    "geojson": _geojson,
    "ftm": _follow_the_money,
    "label-studio": _label_studio,
    "cas": _cas,
    "qdpx": _refi,
    "qdpx-utf16": _refi_utf16,
}
# Their texts have line feeds alone.
LINE_FEEDS = {"label-studio", "qdpx", "qdpx-utf16"}


def words_found(form: str, data: bytes, texts: Mapping[str, str], entries: set[str]) -> dict[str, str]:
    """Return what a program reads for each entry at the offsets that a file gives."""
    keys = {guid(f"{entry} 0"): entry for entry in entries} | {entry: entry for entry in entries}
    return {keys[key]: words for key, words in READERS[form](data, texts) if key in keys}
