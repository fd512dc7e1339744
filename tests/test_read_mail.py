"""E-mails and boxes of them: each message a report, each document attached another."""

from __future__ import annotations

import mailbox
import random
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import PassageKind
from onrecord.readers import find, read

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

BODY = "“We agree on the weir,” the envoy said on Monday.\n\nFrom there on, nobody spoke. Café talks went on.\n"


def message(number: int = 1, body: str = BODY, subject: str = "Weir talks – end") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ministry Press Office <press@ministry.example>"
    made["To"] = "all@paper.example"
    made["Subject"] = subject
    made["Date"] = "Tue, 06 Apr 2021 23:30:00 +0200"
    made["Message-ID"] = f"<{number}@ministry.example>"
    made["Archived-At"] = f"<https://lists.example/{number}>"
    made.set_content(body)
    return made


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


def box(path: Path, *messages: EmailMessage) -> Path:
    made = mailbox.mbox(path)
    for one in messages:
        made.add(mailbox.mboxMessage(one))
    made.close()
    return path


def test_a_message_gives_its_head_and_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message().as_bytes())
    (report,), problems = all_of(tmp_path / "a.eml")
    assert report.title == "Weir talks – end"
    assert report.outlet == "Ministry Press Office"
    assert report.url == "https://lists.example/1"
    assert report.published is not None
    assert report.published.edtf() == "2021-04-06"
    assert report.text.strip() == BODY.strip()
    assert report.format == "mail"
    assert not problems


def test_a_box_gives_each_message_once_whatever_stands_before_it(tmp_path: Path) -> None:
    both = box(tmp_path / "a.mbox", message(1), message(2))
    reports, problems = all_of(both)
    assert [report.url for report in reports] == ["https://lists.example/1", "https://lists.example/2"]
    assert all("\nFrom there on" in report.text for report in reports)
    one = box(tmp_path / "folder.mbox", message(2))
    alone = next(found for found in find([one]) if not isinstance(found, Problem))
    assert alone.place.endswith("#<2@ministry.example>#1")
    assert not problems


def test_a_box_is_known_without_its_ending_and_a_report_from_somewhere_is_none(tmp_path: Path) -> None:
    known = box(tmp_path / "Inbox", message(1), message(2))
    assert len(all_of(known)[0]) == 2
    (tmp_path / "a.txt").write_text("From Geneva, Tuesday 6 April 2021\n\nThe talks went on.\n")
    assert all_of(tmp_path / "a.txt")[0][0].format == "text"


def test_what_is_attached_is_read_as_what_it_is(tmp_path: Path) -> None:
    made = message()
    made.add_attachment(
        b"{\\rtf1 The statement, in full.}", maintype="application", subtype="rtf", filename="s.rtf"
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment("Notes of the talks.", filename="notes.txt")
    made.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="all.zip")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    reports, problems = all_of(tmp_path / "a.eml")
    assert [(report.format, report.text.strip()) for report in reports[1:]] == [
        ("rtf", "The statement, in full."),
        ("mail", "Notes of the talks."),
    ]
    assert [report.path.rpartition("/")[2] for report in reports] == ["a.eml", "a.eml#1", "a.eml#3"]
    assert [problem.words for problem in problems] == [
        "the attachment 'all.zip' is no document that can be read; it was left out."
    ]
    undated = [found for found in find([tmp_path / "a.eml"]) if not isinstance(found, Problem)][1]
    (cleaned,) = clean(read(undated).items[0], if_undated=undated.if_undated).items
    assert cleaned.published is not None
    assert cleaned.published.edtf() == "2021-04-06"


def test_a_page_says_more_than_a_stub(tmp_path: Path) -> None:
    made = message(body="See the page.")
    made.add_alternative(f"<p>{BODY.strip()}</p><p>More was said of it.</p>", subtype="html")
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    assert "More was said of it." in all_of(tmp_path / "a.eml")[0][0].text


def test_what_is_quoted_from_another_message_is_furniture(tmp_path: Path) -> None:
    body = "We will not sign, the envoy said.\nAnn wrote:\n> We will sign, he said.\n> Soon.\nSo it is.\n"
    (tmp_path / "a.eml").write_bytes(message(body=body).as_bytes())
    (report,) = all_of(tmp_path / "a.eml")[0]
    cleaned = clean(report).items[0]
    aside = [report.text[one.start : one.end] for one in cleaned.passages if one.kind is PassageKind.FURNITURE]
    assert [line for line in aside if line.startswith(">")] == ["> We will sign, he said.", "> Soon."]


def test_odd_heads_are_read_as_far_as_they_can_be(tmp_path: Path) -> None:
    head = b"From: press@ministry.example\nSubject: =?utf-8?q?Caf=C3=A9?=\nDate: soon\n"
    head += b"Content-Type: text/plain; charset=nope\n"
    (tmp_path / "a.eml").write_bytes(head + b"\nCaf\xe9 talks went on, the envoy said.\n")
    (report,), problems = all_of(tmp_path / "a.eml")
    assert (report.title, report.outlet, report.published) == ("Café", "ministry.example", None)
    assert report.text.startswith("Café talks")
    assert [problem.kind for problem in problems] == [ProblemKind.ENCODING]
    (tmp_path / "b.eml").write_bytes(head + b"\n")
    assert all_of(tmp_path / "b.eml")[1][0].kind is ProblemKind.NO_TEXT


@pytest.mark.parametrize("seed", range(60))
def test_damaged_messages_give_reports_or_problems(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    made = message()
    made.add_attachment("Notes.", filename="notes.txt")
    made.add_attachment(message(2))
    whole = box(tmp_path / "whole.mbox", made, message(3)).read_bytes()
    hurt = bytearray(whole)
    for _ in range(chance.randint(1, 40)):
        hurt[chance.randrange(len(hurt))] = chance.choice(b'\n:;=" <>?\x00\xff-F')
    (tmp_path / "a.mbox").write_bytes(hurt[: chance.randint(5, len(hurt))])
    reports, problems = all_of(tmp_path / "a.mbox")
    assert reports or problems
