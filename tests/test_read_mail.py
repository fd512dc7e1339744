"""E-mails and boxes of them: each message a report, each document attached another."""

from __future__ import annotations

import mailbox
import random
import time
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


@pytest.mark.parametrize(
    "line",
    [
        "From 1695234@xxx Tue Apr 06 08:30:05 +0000 2021",
        "From MAILER-DAEMON Tue Apr  6 10:00:00 2021",
        "From - Tue Apr 06 10:00:00 2021",
        "From ann@paper.example Tue Apr 06 10:00:00 CEST 2021",
        "From ann@paper.example  Tue Apr  6 10:00 2021",
        "From ",
    ],
)
def test_boxes_of_other_programs_are_boxes(line: str, tmp_path: Path) -> None:
    both = "".join(f"{line}\nSubject: Talks {number}\n\nThey met, he said.\n\n" for number in (1, 2))
    (tmp_path / "a.mbox").write_text(both)
    assert [report.title for report in all_of(tmp_path / "a.mbox")[0]] == ["Talks 1", "Talks 2"]


def test_a_line_that_only_begins_like_one_of_a_box_takes_no_time(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_text("From a " + "Mon 10:00 2021 " * 60_000 + "\n")
    start = time.process_time()
    assert all_of(tmp_path / "a.mbox")[1]
    assert time.process_time() - start < 5


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


@pytest.mark.parametrize(("below", "is_furniture"), [("Ann Ray\nThe Gazette, Ulm\n", True), (BODY * 20, False)])
def test_a_signature_is_furniture_and_a_letter_in_pieces_has_none(
    below: str, is_furniture: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(message(body=f"{BODY}-- \n{below}").as_bytes())
    reports, _ = all_of(path)
    passages = clean(reports[0]).items[0].passages
    assert any(passage.why == "signature" for passage in passages) is is_furniture
