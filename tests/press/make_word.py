"""Writes nexis-uni-en.docx and nexis-uni-de.docx beside this file: zip and XML, the same bytes on every run.

A line of an article is plain text. *word* stands for a search term that the export shows bold, italic and
underlined, ~ for a break inside a paragraph, = at the start for a heading, + for a bold label before its value,
_ for a lone space.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINK = "https://advance.example.com/api/document?id=urn:contentItem:0000-0001"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
MARKED = "<w:b/><w:i/>"
UNDER = '<w:u w:val="single"/>'

EN_COVER = """
+User Name: |EXAMPLE READER
+Date and Time: |Wednesday, September 11, 2024 10:02:00 AM CEST
+Job Number: |230045671
=Documents (3)
1. Marsh or meadow? Lowe and Pallas quarrel over 300 hectares
+Client/Matter: |-None-
+Search Terms: |"Hallow marsh" and (Lowe or Pallas)
+Search Type: |Terms and Connectors
+Narrowed by: |
2. Correction: the Hallow marsh survey
+Client/Matter: |-None-
+Search Terms: |"Hallow marsh" and (Lowe or Pallas)
3. PICTURE OF THE DAY
+Client/Matter: |-None-
"""

EN = [
    """
Marsh or meadow?~Lowe and Pallas quarrel over 300 hectares
The Northern Examiner
September 9, 2024 Monday

~Copyright 2024 Northern Examiner Group Ltd All Rights Reserved
+Section:| WORLD; Pg. 17
+Length:| 118 words
+Byline:| By Sinéad O'Farrell & Marek Zíka
+Dateline:| HALLOW BRIDGE
+Highlight:| A survey calls it meadow, a treaty calls it marsh
=Body
HALLOW BRIDGE -- The republic of Lowe said on Sunday that soldiers from Pallas had driven 40 fence posts into the \
*Hallow marsh*, which both countries claim.
"They came with hammers and left with our cattle," said a spokeswoman for Lowe's interior ministry.
Pallas called the account "a fairy tale with cows in it". Its border service says the posts stand on dry meadow, \
200 metres inside Pallas.
What the treaty says
The treaty of 1921 gives the *marsh* to Lowe & the meadow to Pallas. It doesn't say which is which.
=~Graphic
_
PHOTO: Fence posts near Hallow Bridge on Sunday.
=~Classification
+Language:| ENGLISH
+Publication-Type:| Newspaper
+Journal Code:| NEX
+Subject:| BORDER CONTROL (90%); TREATIES & AGREEMENTS (78%)
+~Load-Date:| September 10, 2024
""",
    """
Correction: the Hallow marsh survey
The Lowe Courier
June 2, 2023, Friday,, FINAL EDITION

~Copyright 2023 Courier Publishing, Inc.
+Section:| NEWS; Pg. A3
+Length:| 61 words
=Body
ABSTRACT
A survey of the Hallow marsh was paid for by both countries, not by Pallas alone.
FULL TEXT
An article on Wednesday said that Pallas alone had paid for the survey of the Hallow marsh.
Lowe and Pallas each paid half, the surveyor's office in Lowe City says. The Courier regrets the error.
+~Load-Date:| June 3, 2023
""",
    """
PICTURE OF THE DAY
The Northern Examiner
September 10, 2024 Tuesday~Edition 1, Scotland

~Copyright 2024 Northern Examiner Group Ltd All Rights Reserved
+Section:| NEWS; Pg. 1, 2
+Length:| 1 words
=Body
=~Graphic
_
A cow looks over the new fence at Hallow Bridge.
+~Load-Date:| September 10, 2024
""",
]

DE = [
    """
Seilbahn ins Niemandsland: Zwei Kantone,~ein Mast und kein Fahrplan
Alpenkurier
Montag 4. März 2019

~Copyright 2019 Alpenkurier AG Alle Rechte vorbehalten
+Section:| INLAND; S. 5; Ausg. 53
+Length:| 127 words
+Byline:| Urs Zgraggen
Annelies Bürgi-Moser
Link zum PDF-Dokument
=Body
Der Kanton Firn beschuldigt den Nachbarkanton Gletsch, den Mast Nummer 7 der *Seilbahn* am Rotjoch um vier Meter \
versetzt zu haben.
«Vier Meter sind am Berg keine Kleinigkeit», sagte Regierungsrätin Verena Ammann am Sonntag in Firnau. Sie \
verlangt, dass der Mast bis Ostern zurückgestellt wird.
Gletsch bestreitet den Vorwurf. Der Mast stehe seit 1974 am selben Ort, teilte die Staatskanzlei mit; \
gewandert sei allenfalls der Hang.
Original Gesamtseiten-PDF
=~Graphic
_
Der umstrittene Mast am Rotjoch: Bild: zVg
=~Classification
+Language:| GERMAN; DEUTSCH
+Publication-Type:| Zeitung
+Journal Code:| alpk
+~Load-Date:| March 5, 2019
""",
    """
„Der Hang ist schuld“
Firner Anzeiger
Dienstag 10.Dezember 2019

~Copyright 2019 Firner Medien Genossenschaft Alle Rechte vorbehalten
+Section:| REGION; GLETSCH; S. R12; Ausg. 284
+Length:| 49 words
=Body
Ein Gutachten gibt im Streit um den Mast am Rotjoch beiden Kantonen ein wenig recht.
Der Hang sei gerutscht, der Mast aber auch »nachgestellt« worden, steht darin. Wer ihn nachstellte, bleibt offen.
+~Load-Date:| December 10, 2019
""",
]


def run(text: str, style: str = "") -> str:
    parts = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else "" for piece in text.split("~")]
    under = UNDER if style == MARKED else ""
    return f"<w:r><w:rPr>{FONT}{style}{under}</w:rPr>{'<w:br/>'.join(parts)}</w:r>"


def runs(text: str) -> str:
    pieces = re.split(r"\*([^*]+)\*", text)
    return "".join(run(piece, MARKED if at % 2 else "") for at, piece in enumerate(pieces) if piece)


def paragraph(line: str, title: bool = False) -> str:
    if title:
        # The export cuts the linked title into runs wherever it likes.
        links = "".join(
            f'<w:hyperlink r:id="rId9">{run(piece, "<w:b/><w:i/>")}</w:hyperlink>' for piece in cut(line)
        )
        return f'<w:p><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>{links}</w:p>'
    if line.startswith("="):
        return f"<w:p><w:pPr><w:keepNext/></w:pPr>{run(line[1:], '<w:b/>')}</w:p>" + "<w:p/>"
    if line.startswith("+"):
        label, value = line[1:].split("|")
        if value.startswith(" "):
            value = "\N{NO-BREAK SPACE}" + value[1:]  # so the export parts a label of an article from its value
        return f"<w:p>{run(label, '<w:b/>')}{run(value) if value else ''}</w:p>"
    return f"<w:p>{runs(' ' if line == '_' else line)}</w:p>"


def cut(line: str) -> list[str]:
    return [line[: len(line) // 3], line[len(line) // 3 :]]


def write(path: Path, cover: str, articles: list[str]) -> None:
    body = "".join(paragraph(line) for line in cover.strip().splitlines())
    if cover:
        cell = "<w:tc><w:tcPr><w:tcW w:w='4000' w:type='dxa'/></w:tcPr>{}</w:tc>"
        rows = (("+Content Type|", "+Narrowed by|"), ("News", "Timeline: Jan 01, 2023 to Sep 11, 2024"))
        body += "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        body += "".join(f"<w:tr>{''.join(cell.format(paragraph(text)) for text in row)}</w:tr>" for row in rows)
        body += "</w:tbl><w:p/><w:p/>"
    for number, article in enumerate(articles, 1):
        body += f'<w:p><w:bookmarkStart w:id="{number}" w:name="Bookmark_{number}"/>'
        body += f'<w:bookmarkEnd w:id="{number}"/></w:p>'
        title, *lines = article.strip("\n").splitlines()
        body += paragraph(title, title=True) + "".join(paragraph(line) for line in lines)
        body += "<w:p/>" + paragraph("~End of Document")
    header = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>'
    space = f'xmlns:w="{W}" xmlns:r="{R}"'
    part = "<Override PartName='/word/{}.xml' ContentType='" + OFFICE + ".{}+xml'/>"
    relation = '<Relationship Id="{}" Type="' + R + '/{}" Target="{}" TargetMode="{}"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{part.format('document', 'document.main')}{part.format('header1', 'header')}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PKG}/relationships">'
        f"{relation.format('rId1', 'officeDocument', 'word/document.xml', 'Internal')}</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PKG}/relationships">'
        f"{relation.format('rId2', 'header', 'header1.xml', 'Internal')}"
        f"{relation.format('rId9', 'hyperlink', LINK, 'External')}</Relationships>",
        "word/header1.xml": f"<w:hdr {space}>{paragraph('Page 1 of 3')}</w:hdr>",
        "word/document.xml": f"<w:document {space}><w:body>{body}{header}</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), HEAD + text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    here = Path(__file__).parent
    write(here / "nexis-uni-en.docx", EN_COVER, EN)
    write(here / "nexis-uni-de.docx", "", DE)
