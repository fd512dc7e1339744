"""Exports of press databases in archives and attached to messages: one article is read, several are told."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import ProblemKind
from onrecord.readers import read
from onrecord.readers.source import Source
from tests.test_read_europresse import NEW as PAGE
from tests.test_read_nexis import NEW, OLD, as_docx, as_rtf, body, reports, told

if TYPE_CHECKING:
    from pathlib import Path

ONE = NEW[NEW.index("Der Minister sagt nein\nDie Zeitung") :]
ONE_OF_OLD = (
    OLD[: OLD.index("                               2 of 3")].replace("1 of 3", "1 of 1").replace("1-3", "1")
)


def packed(folder: Path, name: str, content: bytes) -> Path:
    file = folder / "all.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file


def attached(folder: Path, name: str, content: bytes) -> Path:
    message = EmailMessage()
    message["From"], message["Date"] = "ann@paper.example", "Tue, 6 Apr 2021 10:00:00 +0000"
    message.set_content("See the article.")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    file = folder / "a.eml"
    file.write_bytes(message.as_bytes())
    return file


def in_form(folder: Path, text: str, form: str) -> bytes:
    file = folder / f"export.{form}"
    {"docx": as_docx, "rtf": as_rtf}[form](text, file)
    data = file.read_bytes()
    file.unlink()
    return data


@pytest.mark.parametrize("hold", [packed, attached])
@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_a_single_article_is_read(tmp_path: Path, hold, form: str) -> None:  # type: ignore[no-untyped-def]
    found, problems = reports(hold(tmp_path, f"one.{form}", in_form(tmp_path, ONE, form)))
    assert told(found[-1]) == ("Der Minister sagt nein", "Die Zeitung", "2019-12-11", None)
    assert body(found[-1]) == ["Der Minister sagte nein."]
    assert found[-1].format == "nexis"
    assert not problems


def test_text_and_pages_are_read_too(tmp_path: Path) -> None:
    found, problems = reports(packed(tmp_path, "one.txt", ONE_OF_OLD.encode()))
    assert [told(report)[:3] for report in found] == [
        ("Talks on the dam end without a date", "The Gazette", "2010-01-11")
    ]
    assert not problems
    page = PAGE[: PAGE.index("</article>")] + "</article></body></html>"
    found, _ = reports(packed(tmp_path, "one.html", page.encode()))
    assert [told(report)[:2] for report in found] == [("Pas d'eau avant le printemps", "La Vigie")]


@pytest.mark.parametrize("hold", [packed, attached])
@pytest.mark.parametrize("form", ["docx", "rtf"])
def test_several_articles_are_told(tmp_path: Path, hold, form: str) -> None:  # type: ignore[no-untyped-def]
    found, problems = reports(hold(tmp_path, f"all.{form}", in_form(tmp_path, OLD, form)))
    assert all(report.format == "mail" for report in found)
    assert [(problem.kind, "export of 3 articles" in problem.words) for problem in problems] == [
        (ProblemKind.MALFORMED, True)
    ]


def test_other_documents_are_what_they_were(tmp_path: Path) -> None:
    found, problems = reports(packed(tmp_path, "note.docx", in_form(tmp_path, "The envoy said no.", "docx")))
    assert [report.format for report in found] == ["docx"]
    assert not problems


def test_standard_input_is_no_place_for_several() -> None:
    outcome = read(Source("-", "-", "nexis", content=OLD.encode()))
    assert not outcome.items
    assert "3 articles" in outcome.problems[0].words
