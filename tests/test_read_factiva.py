"""Exports of Factiva: each article is a report with its title, outlet, day and text, whatever the layout."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import Source, find, read
from tests.damaged import damaged
from tests.test_read_nexis import author, body, reports, told

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={}"/>
<title>Factiva</title><style>.article {{page-break-after:always;}}</style></head><body><div id="navcontainer">
<h1>Factiva</h1></div><form><div id="contentWrapper"><div id="contentLeft"><span></span>"""
FOOT = """<table id="oddEvenPreview"><tr><td>Search Summary</td></tr><tr><td>Results Found</td><td>1,771</td></tr>
</table></div><div id="pageFooter"><span class="copyright">&copy; 2017 Factiva, Inc.</span></div></div></form>
</body></html>"""

WITH_CODES = """<div class="article frArticle"><table cellpadding="1"><tr><td class="index"><b>SE</b>&nbsp;</td>
<td>Monde</td></tr>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='frHeadline'>Pas d'eau
 avant le printemps</b>
</td></tr><tr><td class="index"><b>BY</b>&nbsp;</td><td>Un auteur</td></tr>
<tr><td class="index"><b>WC</b>&nbsp;</td><td>295 mots</td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>29 décembre 2011</td></tr><tr><td class="index"><b>ET</b>&nbsp;</td>
<td>15:32</td></tr><tr><td class="index"><b>SN</b>&nbsp;</td><td>Le Phare</td></tr>
<tr><td class="index"><b>SC</b>&nbsp;</td><td>PHAREF</td></tr><tr><td class="index"><b>LA</b>&nbsp;</td>
<td>Français</td></tr>
<tr><td class="index"><b>CY</b>&nbsp;</td><td>(c) Le Phare.   </td></tr>
<tr><td class="index"><p><b>LP</b>&nbsp;</p></td><td>
<p class="articleParagraph frarticleParagraph">Le <b>ministre</b>
a dit non.</p>
</td></tr><tr><td class="index"><p><b>TD</b>&nbsp;</p></td>
<td><p class="articleParagraph frarticleParagraph">Il l'a dit &agrave; Tarva.</p>
<p class="articleParagraph frarticleParagraph">Deux fois.</p></td></tr>
<tr><td class="index"><br/><b>NS</b>&nbsp;</td><td><br/>gpol : Domestic Politics | gcat : Political News</td></tr>
<tr><td class="index"><br/><b>AN</b>&nbsp;</td><td><br/>Document PHAREF0020111229e7ct0001r</td></tr></table><br/>
</div>
<br/><span></span>"""

WITHOUT_CODES = """<div id="article-GZTF000020050408dp1900j9s" class="article"><div class="article enArticle"><p>
<div>Foreign Desk; 1</div>
<div id="hd"><span class="enHeadline counted">2) DAM TALKS <b>END</b>  </span>
</div><div class="author">By A. WRITER  </div><div>Special to The Gazette</div>
<div>1,877 Wörter</div><div>9 Januar 1993</div><div>The Gazette</div><div>GZTF</div><div>Late Edition - Final</div>
<div>1</div><div>Englisch</div><div>Copyright 1993 The Gazette Company.  All Rights Reserved.  </div></p>
<p class="articleParagraph enarticleParagraph">TARVA, Jan. 8 -- The envoys
met again.  </p>
<p class="articleParagraph enarticleParagraph">"We will not sign," he said. \U0001f54a </p>
<p>Gazette Digital (Full Text)</p><p>Dokument GZTF000020050408dp1900j9s</p></div></div><br><span></span>"""

SHORTEST = """<div id="article-PNP0000020010926du4i003v3" class="lastarticle">
<div id="lastArticle" class="article deArticle"><p>
<div id="hd" ><span class='deHeadline counted'>{}) Kein Wasser</span></div><div>12 Wörter</div>
<div>18 April 1998</div>
<div>7:05 Uhr</div><div>Die Zeitung</div><div>Deutsch</div><div>(c) 1998 Die Zeitung</div></p>
<p class="articleParagraph dearticleParagraph">Der Minister sagte nein.</p>
<p>Dokument PNP0000020010926du4i003v3</p>
</div></div>"""

XML = """<?xml version="1.0" encoding="utf-8"?>
<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet count="{}">
<ppsarticle><article><accessionNo>GZTF000020120109e51700030</accessionNo>
<reference>distdoc:archive/ArchiveDoc::Article/GZTF000020120109e51700030</reference><baseLanguage>EN</baseLanguage>
<byline>By A. Writer</byline><copyright>(c) 2012 Company</copyright>
<headline><paragraph display="Proportional" lang="EN"><hlt>Dam</hlt> talks end</paragraph></headline>
<leadParagraph><paragraph display="Proportional">The envoys met again.</paragraph></leadParagraph>
<pages>1</pages><publicationDate><dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate>
<sourceName>The Gazette</sourceName><region code="usa"><name>United States</name></region>
<tailParagraphs><paragraph>"We will not sign," he said.</paragraph><paragraph>He <hlt>left</hlt>.</paragraph>
</tailParagraphs><wordCount>942</wordCount></article></ppsarticle>
<ppsarticle><article><accessionNo>PHAREF0020120109e51700031</accessionNo><baseLanguage>FR</baseLanguage>
<headline><paragraph>Pas d'eau</paragraph></headline><publicationDate><date>2012-01-06</date></publicationDate>
<sourceName>Le Phare</sourceName><leadParagraph><paragraph>Le ministre a dit non.</paragraph></leadParagraph>
</article></ppsarticle></ppsarticleResultSet></ppsArticleResponse></PPSResponse>"""

RTF = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\b Dam talks end in Tarva}\par By A. Writer\par 877 words\par
9 January 2014\par 12:30\par The Gazette\par GZTF\par 5\par English\par (c) 2014 The Gazette\par \par
The envoys met again.\par \par "We will not sign," he said.\par \par Document GZTF000020140109ea1900001\par \page
World\par {\b No water before spring}\par 1,077 words\par 10 January 2014\par Northern Courier\par COUR\par
English\par
Copyright 2014 Courier\par \par The dam stays shut.\par Document COUR000020140110ea1a00002\par Search Summary\par
\'a9 2014 Factiva, Inc. All rights reserved.\par }"""

RTF_WITH_CODES = r"""{\rtf1\ansi Factiva\par \trowd\cellx900\cellx9000 {\b HD}\cell {\b Dam talks end}\cell\row
\trowd\cellx900\cellx9000 WC\cell 877 words\cell\row\trowd\cellx900\cellx9000 PD\cell 9 January 2014\cell\row
\trowd\cellx900\cellx9000 SN\cell The Gazette\cell\row\trowd\cellx900\cellx9000 LP\cell The envoys met.\cell\row
\trowd\cellx900\cellx9000 TD\cell They met again.\par "No," he said.\cell\row
\trowd\cellx900\cellx9000 AN\cell Document GZTF000020140109ea1900001\cell\row }"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_pages_give_an_article_each(tmp_path: Path, charset: str) -> None:
    file = tmp_path / "Factiva.html"
    page = HEAD.format(charset) + WITH_CODES + WITHOUT_CODES + SHORTEST.format(3) + FOOT
    file.write_bytes(page.encode(charset, "xmlcharrefreplace"))
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Pas d'eau avant le printemps", "Le Phare", "2011-12-29", "fr"),
        ("DAM TALKS END", "The Gazette", "1993-01-09", "en"),
        ("Kein Wasser", "Die Zeitung", "1998-04-18", "de"),
    ]
    assert [body(report) for report in found] == [
        ["Le ministre a dit non.", "Il l'a dit à Tarva.", "Deux fois."],
        ["TARVA, Jan. 8 -- The envoys met again.", '"We will not sign," he said. \U0001f54a'],
        ["Der Minister sagte nein."],
    ]
    assert [author(report) for report in found] == ["Un auteur", "By A. WRITER Special to The Gazette", ""]
    assert not problems


def test_a_long_script_above_the_title_hides_no_export(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    script = f"<script>{'x' * 30_000}</script>"
    file.write_text(HEAD.format("utf-8").replace("<title>", f"{script}<title>") + SHORTEST.format(1) + FOOT)
    assert [report.format for report in reports(file)[0]] == ["factiva"]


def test_xml_gives_an_article_each(tmp_path: Path) -> None:
    file = tmp_path / "factiva.xml"
    file.write_text(XML.format(2))
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Dam talks end", "The Gazette", "2012-01-09", "en"),
        ("Pas d'eau", "Le Phare", "2012-01-06", "fr"),
    ]
    assert body(found[0]) == ["The envoys met again.", '"We will not sign," he said.', "He left."]
    assert author(found[0]) == "By A. Writer"
    assert not problems
    file.write_text(XML.format(40))
    assert [problem.kind for problem in reports(file)[1]] == [ProblemKind.INCOMPLETE]


def test_xml_opens_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    file = tmp_path / "factiva.xml"
    entity = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    file.write_text(
        XML.format(2).replace("<PPSResponse>", f"{entity}<PPSResponse>").replace("He <hlt>", "&e; <hlt>")
    )
    assert all("a secret" not in report.text for report in reports(file)[0])


def test_rich_text_gives_an_article_each(tmp_path: Path) -> None:
    file = tmp_path / "factiva.rtf"
    file.write_text(RTF)
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Dam talks end in Tarva", "The Gazette", "2014-01-09", "en"),
        ("No water before spring", "Northern Courier", "2014-01-10", "en"),
    ]
    assert [body(report) for report in found] == [
        ["The envoys met again.", '"We will not sign," he said.'],
        ["The dam stays shut."],
    ]
    assert author(found[0]) == "By A. Writer"
    assert not problems


def test_rich_text_with_codes_is_told_by_them(tmp_path: Path) -> None:
    file = tmp_path / "factiva.rtf"
    file.write_text(RTF_WITH_CODES)
    (report,), _ = reports(file)
    assert told(report)[:3] == ("Dam talks end", "The Gazette", "2014-01-09")
    assert body(report) == ["The envoys met.", "They met again.", '"No," he said.']


def test_an_article_that_the_export_numbers_and_lacks_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(HEAD.format("utf-8") + WITHOUT_CODES + SHORTEST.format(5) + FOOT)
    (problem,) = reports(file)[1]
    assert problem.words == "the export counts 4 articles, and 2 were found; missing: 3, 4."


def test_a_layout_that_is_not_known_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(HEAD.format("utf-8") + "<section><h2>Dam talks end</h2></section>" + FOOT)
    found, problems = reports(file)
    assert not found
    assert "not known" in problems[0].words
    assert "Dam talks end" in problems[0].words


def test_an_export_within_another_file_says_what_to_do() -> None:
    page = (HEAD.format("utf-8") + WITHOUT_CODES + SHORTEST.format(3)).encode()
    (problem,) = read(Source("a.eml#1", "a.eml", "factiva", content=page)).problems
    assert "save it as a file of its own" in problem.words


@pytest.mark.parametrize(
    "sample",
    [HEAD + WITH_CODES + WITHOUT_CODES + FOOT, XML, RTF, RTF_WITH_CODES],
    ids=["html", "xml", "rtf", "codes"],
)
def test_no_damage_gives_a_traceback(tmp_path: Path, sample: str) -> None:
    fate = random.Random(20260221)
    for _ in range(80):
        data = damaged(sample.encode(), fate)
        file = tmp_path / f"a{_}.{'rtf' if sample.startswith('{') else 'html'}"
        file.write_bytes(data)
        for one in find([file]):
            outcome = None if isinstance(one, Problem) else read(one)
            assert outcome is None or outcome.items or outcome.problems
