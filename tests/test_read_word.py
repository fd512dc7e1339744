"""DOCX and RTF: written by others' libraries and by hand, read as a reader sees them on the page."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Outcome, ProblemKind
from onrecord.readers import READERS, Source, read
from onrecord.readers.formats import reader_of
from onrecord.readers.rtf import paragraphs as rtf_paragraphs
from onrecord.readers.word import paragraphs as word_paragraphs

if TYPE_CHECKING:
    from onrecord.core.report import Report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(**parts: str) -> bytes:
    """A DOCX with these parts in `word/`."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return target.getvalue()


def document(body: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in word_paragraphs(data)]


def rtf(text: str) -> list[str]:
    return [paragraph.text for paragraph in rtf_paragraphs(text.encode("latin-1"))]


def report_from(name: str, data: bytes) -> Outcome[Report]:
    reader = reader_of(name, data[:4096], READERS)
    return read(Source(name, name, reader.name, content=data))


def test_a_document_of_a_foreign_writer_gives_title_and_paragraphs() -> None:
    docx = pytest.importorskip("docx")
    written = docx.Document()
    written.add_heading("Envoys agree on the weir", 0)
    written.add_paragraph("TARVA, March 3 – “We agree,” the envoy said.")
    table = written.add_table(1, 2)
    table.cell(0, 0).text = "Left"
    table.cell(0, 1).text = "Right"
    target = BytesIO()
    written.save(target)
    outcome = report_from("note.docx", target.getvalue())
    (report,) = outcome.items
    assert report.title == "Envoys agree on the weir"
    assert report.text.splitlines()[:2] == [report.title, "TARVA, March 3 – “We agree,” the envoy said."]
    assert "Left\nRight" in report.text
    assert report.format == "docx"
    assert not outcome.problems


def test_what_is_deleted_moved_or_said_twice_is_not_read() -> None:
    body = """
    <w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>
      <w:ins><w:r><w:t>once</w:t><w:tab/><w:t>met.</w:t><w:br/></w:r></w:ins></w:p>
    <w:p><w:moveFrom><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>
    <w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>
      </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>
      </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Beside it.</w:t></w:r></w:p>
    """
    assert texts(packed(document=document(body))) == ["They once\tmet.\n", "", "A box.", "Beside it."]


def test_notes_stand_behind_the_text_and_headings_have_their_level_in_any_language() -> None:
    style = '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    styles = f'<w:styles xmlns:w="{W}">{style}</w:styles>'
    settings = '<w:pPr><w:pStyle w:val="berschrift2"/><w:tabs><w:tab/></w:tabs></w:pPr>'
    body = f"<w:p>{settings}<w:r><w:t>Part</w:t></w:r></w:p>"
    note = "<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    notes = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    found = word_paragraphs(packed(document=document(body), styles=styles, footnotes=notes))
    assert found == [("Part", 2), ("A note.", 0)]


def test_entities_are_not_expanded_and_name_no_file() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">{entities}]>'
    body = "<w:p><w:r><w:t>Talks &e11;&file; went on.</w:t></w:r></w:p>"
    outcome = report_from("a.docx", packed(document=document(body, bomb)))
    assert all("root" not in report.text and "hahaha" not in report.text for report in outcome.items)
    assert outcome.items or outcome.problems


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ProblemKind.BINARY, "locked by a password"),
        (b"PK\x03\x04 cut off", ProblemKind.MALFORMED, "cut off"),
        (packed(other="<a/>"), ProblemKind.MALFORMED, "no Word document"),
        (packed(document=document("")), ProblemKind.NO_TEXT, "no text"),
        (packed(document="<w:document"), ProblemKind.MALFORMED, "damaged"),
        (packed(document=" " * 30_000_000), ProblemKind.TOO_BIG, "times its size"),
    ],
)
def test_what_is_no_document_is_said_in_a_sentence(data: bytes, kind: ProblemKind, words: str) -> None:
    outcome = report_from("a.docx", data)
    assert not outcome.items
    assert outcome.problems[0].kind is kind
    assert words in outcome.problems[0].words


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"{\rtf1\ansi One.\par Two\tab three.\line Four.}", ["One.", "Two\tthree.\nFour."]),
        (r"{\rtf1\ansi\ansicpg1252 \'93We agree,\'94 he said\emdash once.}", ["“We agree,” he said—once."]),
        (r"{\rtf1\uc1 caf\u233?s \u55357?\u56832? and \u-257?}", ["cafés \U0001f600 and \ufeff"]),
        (r"{\rtf1\uc2\u8217\'92\'92s {\uc0\u8364}5}", ["’s €5"]),
        (r"{\rtf1\u8212\emdash so\u8217\par Next.}", ["—so’", "Next."]),
        (r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'cd\'e5\'f2, \f0 caf\'e9}", ["Нет, café"]),
        (r"{\rtf1{\*\generator G;}{\colortbl;\red0;}{\info{\author Me}}{\header H\par}Text{\v hid}.}", ["Text."]),
        (
            r'{\rtf1 See {\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt the page}} now.}',
            ["See the page now."],
        ),
        (r"{\rtf1 Said{\footnote Not all.\par Twice.} he.}", ["Said he.", "Not all.", "Twice."]),
        (r"{\rtf1 {\pict\bin5 {{{}}}On {\*\unknown x}it.}", ["On it."]),
        (
            r"{\rtf1 {\shp{\*\shpinst{\sp{\sn a}}{\shptxt In a box.\par}}{\shprslt In a box.}}Out.}",
            ["In a box.", "Out."],
        ),
        ("{\\rtf1 A\\~b \\{c\\} \\\\ d\\_e\\\nf}", ["A\u00a0b {c} \\ d\u2011e", "f"]),
        (r"{\rtf1 {\trowd One\cell Two\cell\row}}", ["One", "Two", "", ""]),
        (r"{\rtf1 cut off {\b in the mid", ["cut off in the mid"]),
        (r"{\rtf1 Done.}{\rtf1 Not this.}", ["Done."]),
    ],
)
def test_rich_text_is_read_as_it_is_seen(source: str, expected: list[str]) -> None:
    assert rtf(source) == expected


def test_a_title_of_the_settings_counts_where_the_document_shows_it() -> None:
    shown = rb"{\rtf1{\info{\title Weir talks end}}Weir talks end\par The envoys met on Monday, he said.}"
    hidden = shown.replace(rb"\title Weir talks end", rb"\title Document1")
    assert report_from("a.rtf", shown).items[0].title == "Weir talks end"
    assert report_from("a.rtf", hidden).items[0].title is None


def test_rich_text_is_told_by_how_it_opens() -> None:
    assert report_from("a.doc", rb"{\rtf1 Talks.}").items[0].format == "rtf"
    assert report_from("a.rtf", b"Talks.").problems[0].kind is ProblemKind.MALFORMED


@pytest.mark.parametrize("seed", range(60))
def test_damaged_documents_give_a_report_or_a_problem(seed: int) -> None:
    chance = random.Random(seed)
    body = "<w:p><w:r><w:t>“We agree,” she said.</w:t></w:r></w:p>" * 20
    whole = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset128 A;}}\f0 \'83A \u8217?s{\footnote n}\bin3 abc\par{\b b}}" * 3
    for name, data in (("a.docx", packed(document=document(body))), ("a.rtf", whole)):
        hurt = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            hurt[chance.randrange(4, len(hurt))] = chance.randrange(256)
        hurt = hurt[: chance.randint(5, len(hurt))]
        outcome = report_from(name, bytes(hurt))
        assert outcome.items or outcome.problems
