"""Exports of LexisNexis and Nexis: each document is a report with its title, outlet, day and body."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import PassageKind
from onrecord.readers import Source, find, read
from tests.damaged import damaged

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

OLD = """

Download Request: Selected Items: 1-3
Time Of Request: Friday, March 20, 2018  16:51:31

Terms: (dam talks)

Source: All


                               1 of 3 DOCUMENTS


                                 The Gazette

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Talks on the dam
end without a date

BYLINE: A. Writer

SECTION: NEWS; Pg. 6

LENGTH: 355 words


The minister said that the talks had ended and that no date
was set for the next ones. Café.

"We will not sign," he said.

QUESTION: And then?

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                       Copyright 2010 The Gazette Ltd
                              All Rights Reserved

                               2 of 3 DOCUMENTS


     Copyright 2015 Gazette Interactive Company, LLC d/b/a
                            Gazette Digital
                              All Rights Reserved

                             The Northern Courier

                             July 1, 2015 Wednesday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 3362 words

HEADLINE: No water before spring

BYLINE: W. Writer;K. Writer

BODY:

Copyright law was not what the envoys talked about.

They talked about water.

GRAPHIC: Photo: A dam.

Another caption.

LOAD-DATE: July 1, 2015

                               3 of 3 DOCUMENTS


                                   Le Phare

                              Mardi 4 août 2009

Pas d'eau

RUBRIQUE: MONDE; Pg. 3

LONGUEUR: 12 mots

Le ministre a dit non.

LANGUE: FRENCH
"""

NEW = """User Name: A. READER
Date and Time: Wednesday, December 19, 2018 7:11:00 PM JST
Job Number: 79565034

Documents (2)

1. Talks on the dam end
Client/Matter: -None-
Search Terms: dam talks
Search Type: Natural Language
Narrowed by:
Content Type
Narrowed by
News
Sources: The Gazette; Content Type: News

2. Der Minister sagt nein
Client/Matter: -None-
Search Terms: dam talks

Talks on the dam end
The Gazette
December 19, 2018 Wednesday 10:10 PM GMT

Copyright 2018 The Gazette All Rights Reserved

Section: Section A; Column 0; Foreign Desk; Pg. 8
Length:\u00a0912 words
Byline: By A. WRITER
B. Writer

Body


The minister said that the talks had ended.
"We will not sign," he said. \U0001f54a

Subject: he would not name one, he said, until the envoys had come back to the table for good.

Graphic

PHOTO: A dam.

Classification

Language: ENGLISH
Subject: DAMS (90%); TALKS (88%)
Load-Date: December 20, 2018
End of Document

Der Minister sagt nein
Die Zeitung
Mittwoch 11.Dezember 2019

Copyright 2019 Die Zeitung Alle Rechte Vorbehalten

Rubrik: POLITIK; S. 4
Länge: 200 Wörter
Autor: C. Schreiber
Body
Der Minister sagte nein.
Load-Date: December 12, 2019
End of Document
"""


def reports(file: Path) -> tuple[list[Report], list[Problem]]:
    """Return the reports of a file, each with its text at its offsets, and the problems."""
    found: list[Report] = []
    problems: list[Problem] = []
    for one in find([file]):
        if isinstance(one, Problem):
            problems.append(one)
            continue
        outcome = read(one)
        found.extend(outcome.items)
        problems.extend(outcome.problems)
    return found, problems


def told(report: Report) -> tuple[str | None, str | None, str | None, str | None]:
    day = report.published.edtf() if report.published else None
    return report.title, report.outlet, day, report.language


def body(report: Report) -> list[str]:
    return [
        " ".join(report.text[passage.start : passage.end].split())
        for passage in report.passages
        if passage.kind is PassageKind.PARAGRAPH
    ]


def author(report: Report) -> str:
    return " ".join(
        report.text[passage.start : passage.end] for passage in report.passages if passage.why == "author"
    )


def as_docx(text: str, file: Path) -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>")


def as_rtf(text: str, file: Path) -> None:
    units = text.encode("utf-16-le")
    shown = "".join(
        chr(unit) if unit in range(32, 127) else r"\par " if unit == 10 else rf"\u{unit - 65536 * (unit > 32767)}?"
        for unit in (units[place] + 256 * units[place + 1] for place in range(0, len(units), 2))
    )
    file.write_text(r"{\rtf1\ansi\deff0{\fonttbl{\f0\fmodern Courier;}}\f0 " + shown + "}")


PAGE = """<HTML><HEAD><STYLE TYPE="text/css"><!-- .c0 {{ text-align: center; }} --></STYLE>
<!-- LXNComment 2827:501651797 --><META TOPIC="null" DOCUMENTS="{}" UPDATED="Thursday, February 19, 2015" />
</HEAD><BODY>
<A NAME="DOC_ID_0_0"></A><!-- Hide XML section from browser
<DOC NUMBER=1>
<DOCFULL> -->
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">2001 of 2146 DOCUMENTS</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">The Gazette</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">January</SPAN>
<SPAN CLASS="c2"> 28, 1993, Tuesday, Late Edition<BR>
Correction Appended</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">Dam talks end;<BR>Envoys leave</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">BYLINE: </SPAN><SPAN CLASS="c2">By A. WRITER</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LENGTH: </SPAN><SPAN CLASS="c2">121 words</SPAN></P>
</DIV>
<BR><DIV CLASS="c5"><P CLASS="c9"><SPAN CLASS="c2">The envoys met:<BR>&nbsp;<BR>in Tarva.</SPAN></P>
<P CLASS="c9"><SPAN CLASS="c2">"No," </SPAN><SPAN CLASS="c4">he</SPAN><SPAN CLASS="c2"> said.</SPAN></P>
<P CLASS="c9"></P></DIV>
<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">LANGUAGE: </SPAN><SPAN CLASS="c2">ENGLISH</SPAN></P>
</DIV>
<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c2">Copyright 1993 My Company</SPAN></P>
</DIV>
<!-- Hide XML section from browser
</DOCFULL>
</DOC> -->
<DIV CLASS="c10"/>
<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">2002 of 2146 DOCUMENTS</SPAN></P>
</DIV>
<br><div class="c0"><br><p class="c1"><img src="a.gif"><br><span class="c2">Le Phare</span></p>
</div>
<br><div class="c3"><p class="c1"><span class="c4">12</span><span class="c2"> April 2013 Tuesday</span></p>
</div>
<br><div class="c5"><p class="c6"><span class="c7">Pas d'eau</span></p></div>
<br><div class="c5"><p class="c6"><span class="c8">RUBRIQUE: </span><span class="c2">MONDE; Pg. 35</span></p></div>
<br><div class="c5"><p class="c6"><span class="c8">LONGUEUR: </span><span class="c2">14 mots</span></p></div>
<br><div class="c5"><p class="c9"><span class="c2">Le ministre
a dit non.</span></p></div>
<br><div class="c5"><p class="c6"><span class="c8">SUJET: </span><span class="c2">EAU (90%)</span></p></div>
</BODY></HTML>"""


def test_pages_of_documents_are_read(tmp_path: Path) -> None:
    file = tmp_path / "export.HTML"
    file.write_text(PAGE.format(2))
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Dam talks end; Envoys leave", "The Gazette", "1993-01-28", "en"),
        ("Pas d'eau", "Le Phare", "2013-04-12", None),
    ]
    assert [" ".join(body(report)) for report in found] == [
        'The envoys met: in Tarva. "No," he said.',
        "Le ministre a dit non.",
    ]
    assert not problems
    file.write_text(PAGE.format(146))
    assert [problem.kind for problem in reports(file)[1]] == [ProblemKind.INCOMPLETE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_documents_that_are_counted_are_reports(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "export.TXT"
    file.write_bytes(OLD.replace("\n", "\r\n").encode(encoding))
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Talks on the dam end without a date", "The Gazette", "2010-01-11", "en"),
        ("No water before spring", "The Northern Courier", "2015-07-01", None),
        ("Pas d'eau", "Le Phare", "2009-08-04", "fr"),
    ]
    assert [body(report) for report in found] == [
        [
            "The minister said that the talks had ended and that no date was set for the next ones. Café.",
            '"We will not sign," he said.',
            "QUESTION: And then?",
        ],
        ["Copyright law was not what the envoys talked about.", "They talked about water."],
        ["Le ministre a dit non."],
    ]
    assert author(found[1]) == "BYLINE: W. Writer;K. Writer"
    assert [report.path for report in found] == [f"{file.as_posix()}#{number}" for number in (1, 2, 3)]
    assert {problem.kind for problem in problems} <= {ProblemKind.ENCODING}
    data = file.read_bytes()
    if encoding == "utf-8":
        assert all(report.text.encode() in data for report in found)


@pytest.mark.parametrize("form", ["txt", "docx", "rtf"])
def test_documents_that_a_line_ends_are_reports(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"export.{form}"
    {"txt": lambda text, to: to.write_text(text), "docx": as_docx, "rtf": as_rtf}[form](NEW, file)
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Talks on the dam end", "The Gazette", "2018-12-19", "en"),
        ("Der Minister sagt nein", "Die Zeitung", "2019-12-11", None),
    ]
    assert [body(report) for report in found] == [
        [
            "The minister said that the talks had ended.",
            '"We will not sign," he said. \U0001f54a',
            "Subject: he would not name one, he said, until the envoys had come back to the table for good.",
        ],
        ["Der Minister sagte nein."],
    ]
    assert author(found[0]) == "Byline: By A. WRITER B. Writer"
    assert {report.format for report in found} == {"nexis"}
    assert not problems


@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_the_old_layout_is_read_from_documents_too(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"export.{form}"
    (as_docx if form == "docx" else as_rtf)(OLD, file)
    found, _ = reports(file)
    assert [told(report)[0] for report in found] == [
        "Talks on the dam end without a date",
        "No water before spring",
        "Pas d'eau",
    ]


@pytest.mark.parametrize(
    "line", ["Dokument 1 von 2", "Document 1 de 2", "1 de 2 DOCUMENTOS", "1 van 2 DOCUMENTEN", "1 di 2 DOCUMENTI"]
)
def test_documents_are_counted_in_other_languages(tmp_path: Path, line: str) -> None:
    document = (
        "\n\n   {}\n\n   Die Zeitung\n\n   4. März 2010 Donnerstag\n\nKein Wasser\n\nLÄNGE: 9 Wörter\n\nNein.\n"
    )
    file = tmp_path / "a.txt"
    file.write_text(document.format(line) + document.format(line.replace("1", "2", 1)))
    found, problems = reports(file)
    assert [told(report)[:3] for report in found] == [("Kein Wasser", "Die Zeitung", "2010-03-04")] * 2
    assert [body(report) for report in found] == [["Nein."]] * 2
    assert found[0].id != found[1].id
    assert not problems


def test_the_exports_own_count_is_held_against_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text(OLD.replace("2 of 3 DOCUMENTS", "") + "\n   5 of 7 DOCUMENTS\n\nX\n\nLENGTH: 1 words\n\nY.\n")
    _, problems = reports(file)
    said = [problem.words for problem in problems if problem.kind is ProblemKind.INCOMPLETE]
    assert said == ["the export counts 3 articles, and 3 were found; missing: 2."]
    file.write_text(NEW.replace("Documents (2)", "Documents (5)"))
    _, problems = reports(file)
    assert [problem.words for problem in problems] == [
        "the export says that it holds 5 articles, and 2 were found."
    ]


def test_what_opens_like_a_field_may_be_text(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    lines = [
        "UPDATE: The envoy has left the talks.",
        "SUBJECT: the envoy would say only that water was one of them, and borders another.",
    ]
    for sample, ends, at in ((OLD, "QUESTION: And then?", 2), (NEW, "Subject: he would not", 2)):
        file.write_text(sample.replace(ends, "\n\n".join([*lines, ends]), 1))
        assert body(reports(file)[0][0])[at : at + 2] == lines


def test_a_title_may_name_a_day(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    title = "Talks of December 11, 2018"
    file.write_text(NEW.replace("Talks on the dam end\nThe Gazette", f"{title}\nThe Gazette"))
    assert told(reports(file)[0][0])[:3] == (title, "The Gazette", "2018-12-19")


def test_what_was_broadcast_is_read_turn_by_turn(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    head = "   1 of 1 DOCUMENT\n\n\n   TNN\n\n   April 6, 2013 Saturday\n\n   SHOW: TNN TONIGHT 5:00 PM EST\n\n"
    fields = (
        "BYLINE: Ann Anchor\n\nGUESTS: Carl Envoy\n\nPANEL: Ed Fisher\n\nSECTION: NEWS\n\nLENGTH: 20 words\n\n"
    )
    turns = ["ANN ANCHOR, HOST: Good evening.", "CARL ENVOY, ENVOY: We will not sign.", "ANCHOR: Will you not?"]
    file.write_text(
        f"{head}   Talks Go On; More to Come\n\n{fields}" + "\n\n".join(turns) + "\n\nLANGUAGE: ENGLISH\n"
    )
    found, problems = reports(file)
    assert [told(report) for report in found] == [("Talks Go On; More to Come", "TNN", "2013-04-06", "en")]
    assert body(found[0]) == turns
    assert not problems


def test_a_layout_that_is_not_known_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text("Job Number: 7\nSearch Terms: dam\n\nTitre: Rien\nFin.\n")
    found, problems = reports(file)
    assert not found
    assert "not known" in problems[0].words
    assert '"Job Number: 7 / Search Terms: dam' in problems[0].words


def test_a_document_without_a_body_is_kept_and_said(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text(
        "   1 of 1 DOCUMENT\n\n   The Gazette\n\n   May 2, 2011 Monday\n\nA dam\n\nLENGTH: 0 words\n\n"
        "GRAPHIC: A dam in the hills.\n\nLOAD-DATE: May 2, 2011\n"
    )
    found, problems = reports(file)
    assert [told(report)[:3] for report in found] == [("A dam", "The Gazette", "2011-05-02")]
    assert [problem.kind for problem in problems] == [ProblemKind.NO_TEXT]


@pytest.mark.parametrize("form", ["txt", "docx", "rtf"])
def test_other_documents_go_their_own_way(tmp_path: Path, form: str) -> None:
    file = tmp_path / f"note.{form}"
    text = "The body of 3 documents was found.\n\nText\n\nIt was long."
    {"txt": lambda text, to: to.write_text(text), "docx": as_docx, "rtf": as_rtf}[form](text, file)
    assert [report.format for report in reports(file)[0]] == [{"txt": "text"}.get(form, form)]
    file.write_bytes(b"not what it is named")
    assert reports(file)


@pytest.mark.parametrize("sample", [OLD, NEW])
def test_no_damage_gives_a_traceback(sample: str) -> None:
    fate = random.Random(20260220)
    for _ in range(150):
        data = damaged(sample.encode(), fate)
        outcome = read(Source("a", "a", "nexis", content=data))
        assert outcome.items or outcome.problems
        for report in outcome.items:
            assert all(0 <= passage.start < passage.end <= len(report.text) for passage in report.passages)
