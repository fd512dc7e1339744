"""Exports of Europresse: each article is a report with its title, outlet, day and text, in both layouts."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import find, read
from tests.damaged import damaged
from tests.test_read_nexis import author, body, reports, told

if TYPE_CHECKING:
    from pathlib import Path

OLD = """<html xmlns:n1="http://www.cedrom-sni.com/schema/newsv1.xsd"><head>
<META http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head><body><form id="frmSave"></form>
<table align="center"><tr><td><table id="tbHeaderImages"><tr><td id="celPublication"><br></td></tr></table>
<span class="DocPublicationName">Le Phare</span><br><span class="DocHeader">Politique, </span>
<span class="DocHeader">jeudi </span><span class="DocHeader">5 octobre 2013</span><br><br>
<span class="TitreArticleVisu">Pas d'eau : <span style="color:red">le ministre</span> dit non</span><br><br>
Le ministre a dit non, hier à Tarva, devant les envoyés réunis.<font style="font-weight:bold;">
Il l'a dit.</font><p></p>Deux fois.<p></p><b><i>© 2013 Le Phare. Tous droits réservés.</i></b><p></p>
Numéro de document : news·20131005·PH·2040056000<br><br><table><tr>
<td align="center">news·20131005·PH·2040056000</td></tr>
<tr><td>Ce certificat est émis à <b>University</b> à des fins de visualisation personnelle et temporaire.</td></tr>
</table></td></tr></table>
<p><br><table align="center"><tr><td><table id="tbHeaderImages"><tr><td></td></tr></table>
<span class="DocPublicationName">Magazine 1, no. 5968</span><br><span class="DocHeader">Éditorial, </span>
<span class="DocHeader">jeudi </span><span class="DocHeader">4 octobre 2012</span>
<span class="DocHeader">, p. 03</span>
<br><br>Au-dessus<br><span class="TitreArticleVisu">La digue</span><br><br>Anne Auteur<br><p></p>
Un <span style="color:red">texte</span> court<p></p>Et un autre.<p></p>
<b><i>© 2012 Magazine 1. Tous droits réservés.</i></b><p></p>Numéro de document : news·20121004·MAG·156190<br>
</td></tr></table></body></html>"""

NEW = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title></head><body>
<article><header><div class="apd-wrapper"></div><div class="rdp__DocPublicationName">
<span class="DocPublicationName">La Vigie, no. 43018</span></div>
<div><span class="DocHeader">France, mercredi 11 septembre 2024 134 mots, p. 11</span></div>
<div class="titreArticle"><p class="sm-margin-bottomNews">EAU</p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Pas d'eau avant <b>le</b> printemps</p>
<p class="sm-margin-TopNews rdp__subtitle">Le ministre s'explique</p></div>
<p class="sm-margin-bottomNews">Anne Auteur</p></header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>Le <mark>ministre</mark> a dit non.</p>
<p>Il l'a dit &agrave; Tarva.</p></div></div></section>
<aside>Note(s) :</aside><footer><div class="publiC-lblNodoc">news·20240911·VI·2024091</div>
<p>© 2024 La Vigie. Tous droits réservés.</p></footer></article>
<article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">The Beacon (web site)</span></div>
<div><span class="DocHeader">Wednesday, September 4, 2024 - 10:15 UTC +02:00 98 words</span></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">No water</p></div>
<div class="docAuthors">A. Writer</div></header><section><div class="DocText clearfix">
<p>The minister said no.</p></div></section><footer>
<div class="publiC-lblNodoc">news·20240904·BE·77</div></footer></article></body></html>"""


def test_the_old_layout(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(OLD.encode("cp1252"))
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Pas d'eau : le ministre dit non", "Le Phare", "2013-10-05", None),
        ("La digue", "Magazine 1", "2012-10-04", None),
    ]
    assert [body(report) for report in found] == [
        ["Le ministre a dit non, hier à Tarva, devant les envoyés réunis. Il l'a dit.", "Deux fois."],
        ["Un texte court", "Et un autre."],
    ]
    assert [author(report) for report in found] == ["", "Anne Auteur"]
    assert not problems


def test_the_new_layout(tmp_path: Path) -> None:
    file = tmp_path / "a.HTML"
    file.write_text(NEW)
    found, problems = reports(file)
    assert [told(report) for report in found] == [
        ("Pas d'eau avant le printemps", "La Vigie", "2024-09-11", None),
        ("No water", "The Beacon (web site)", "2024-09-04", None),
    ]
    assert [body(report) for report in found] == [
        ["Le ministre a dit non.", "Il l'a dit à Tarva."],
        ["The minister said no."],
    ]
    assert [author(report) for report in found] == ["Anne Auteur", "A. Writer"]
    assert not problems


def test_a_title_may_lack_its_class(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(NEW.replace(" titreArticleVisu rdp__articletitle", ""))
    assert [told(report)[0] for report in reports(file)[0]][1] == "No water"


def test_the_day_may_stand_in_the_number_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(NEW.replace("mercredi 11 septembre 2024", "").replace("Wednesday, September 4, 2024", ""))
    assert [told(report)[2] for report in reports(file)[0]] == ["2024-09-11", "2024-09-04"]


def test_a_page_that_only_names_the_database_is_a_page(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    prose = "<p>The library gives access to europresse.com, the librarian said on Monday, and to much else.</p>"
    file.write_text(f"<html><body><article><h1>Library opens</h1>{prose * 3}</article></body></html>")
    assert [report.format for report in reports(file)[0]] == ["html"]


def test_a_layout_that_is_not_known_is_quoted(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        '<html xmlns:n1="http://www.cedrom-sni.com/schema/x.xsd"><body><h3>La digue</h3></body></html>'
    )
    found, problems = reports(file)
    assert not found
    assert [problem.kind for problem in problems] == [ProblemKind.MALFORMED]
    assert '"La digue"' in problems[0].words


@pytest.mark.parametrize("sample", [OLD, NEW], ids=["old", "new"])
def test_no_damage_gives_a_traceback(tmp_path: Path, sample: str) -> None:
    fate = random.Random(20260222)
    for count in range(80):
        data = damaged(sample.encode(), fate)
        file = tmp_path / f"a{count}.html"
        file.write_bytes(data)
        for one in find([file]):
            outcome = None if isinstance(one, Problem) else read(one)
            assert outcome is None or outcome.items or outcome.problems
