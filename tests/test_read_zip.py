"""Archives of documents, and pages saved as one file."""

from __future__ import annotations

import random
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import find, read

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

SAID = "“We agree on the weir,” the envoy said. The talks went on for a week, and nobody left the room."


def all_of(path: Path) -> tuple[list[Report], list[Problem]]:
    reports: list[Report] = []
    problems: list[Problem] = []
    for found in find([path]):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            outcome = read(found)
            reports.extend(outcome.items)
            problems.extend(outcome.problems)
    return reports, problems


def archive(path: Path, way: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", way) as target:
        target.writestr("b/talks.txt", SAID)
        target.writestr("a.rtf", "{\\rtf1 The envoy said no.}")
        target.writestr("__MACOSX/._a.rtf", b"\0\1")
        target.writestr("c.html", f"<article><h1>Weir talks</h1>{f'<p>{SAID}</p>' * 6}</article>")
    return path


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_each_document_of_an_archive_is_a_report(way: int, tmp_path: Path) -> None:
    reports, problems = all_of(archive(tmp_path / "all.zip", way))
    assert [report.path.rpartition("#")[2] for report in reports] == ["a.rtf", "b/talks.txt", "c.html"]
    assert [report.format for report in reports] == ["rtf", "zip", "html"]
    assert reports[1].text == SAID
    assert not problems


def test_what_an_archive_cannot_give_is_said_of_the_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as target:
        target.writestr("table.csv", "text\nTalks\n")
        target.writestr("logo.png", b"\x89PNG")
        target.writestr("bomb.txt", b" " * 30_000_000, zipfile.ZIP_DEFLATED)
        target.writestr("rare.txt", SAID, zipfile.ZIP_BZIP2)
    reports, problems = all_of(tmp_path / "a.zip")
    assert not reports
    assert {problem.path.rpartition("#")[2]: problem.kind for problem in problems} == {
        "table.csv": ProblemKind.MALFORMED,
        "logo.png": ProblemKind.BINARY,
        "bomb.txt": ProblemKind.TOO_BIG,
        "rare.txt": ProblemKind.UNREADABLE,
    }


def saved(page: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://gazette.example/2021/04/06/weir"
    made["Subject"] = "Weir talks"
    made.set_content(page, subtype="html", cte="quoted-printable")
    made.make_related()
    made.add_related(b"\x89PNG", maintype="image", subtype="png")
    return made


def test_a_page_saved_as_one_file_is_a_page_with_its_address(tmp_path: Path) -> None:
    prose = f"<p>{SAID}</p>" * 6
    page = f"<html><head><title>Weir talks</title></head><body><article>{prose}</article></body></html>"
    for name in ("a.mhtml", "page"):
        (tmp_path / name).write_bytes(saved(page).as_bytes())
        (report,), problems = all_of(tmp_path / name)
        assert (report.title, report.url) == ("Weir talks", "https://gazette.example/2021/04/06/weir")
        assert SAID in report.text
        assert not problems
    (tmp_path / "none.mht").write_bytes(b"From: x\n\nNo page.")
    assert all_of(tmp_path / "none.mht")[1][0].kind is ProblemKind.NO_TEXT


@pytest.mark.parametrize("seed", range(40))
def test_damaged_archives_and_pages_give_reports_or_problems(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    whole = archive(tmp_path / "whole.zip").read_bytes()
    for name, data in (("a.zip", whole), ("a.mhtml", saved(f"<p>{SAID}</p>").as_bytes())):
        hurt = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        (tmp_path / name).write_bytes(hurt[: chance.randint(5, len(hurt))])
        reports, problems = all_of(tmp_path / name)
        assert reports or problems


def test_members_that_lie_outside_or_have_one_name_are_read_or_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("../../up.txt", SAID)
        target.writestr("twice.txt", "Not this.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            target.writestr("twice.txt", SAID)
    reports, problems = all_of(path)
    assert [(one.path.partition("#")[2], one.text) for one in reports] == [
        ("../../up.txt", SAID),
        ("twice.txt", SAID),
    ]
    assert [one.kind for one in problems] == [ProblemKind.INCOMPLETE]
    assert list(tmp_path.parent.glob("up.txt")) == []
