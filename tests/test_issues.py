"""Issues: an entry is tagged where an issue's words stand in it, and nowhere else."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.who import Issue, Mention
from onrecord.resolvers.issues import IssueResolver, IssueWithoutWords
from tests.documents import document_of

DAM = Issue("filling", "Filling of the dam", ("filling", "fill + reservoir", "water level*"))
TARIFFS = Issue("tariffs", "Tariffs", ("tariff", "customs duty"))


def issues_of(content: str, *issues: Issue) -> tuple[str, ...]:
    document = document_of(f"The minister said that {content}.")
    report = document.report
    start = report.text.index(content)
    statement = Statement("0", Act.ASSERT, Manner.INDIRECT, (report.cite(start, start + len(content)),), "test 1")
    resolved = IssueResolver(issues).resolve(document, Extraction(report, (statement,)))
    return resolved.entries[0].issues


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the filling would go on", ("filling",)),
        ("they had filled half of the reservoir", ("filling",)),
        ("the reservoir would be filled", ("filling",)),
        ("the water levels were low", ("filling",)),
        ("the reservoir was beautiful", ()),
        ("new tariffs on steel would follow the filling", ("filling", "tariffs")),
        ("TARIFFS were no answer", ("tariffs",)),
        ("customs duties would rise", ("tariffs",)),
        ("customs would rise without a duty", ()),
    ],
)
def test_an_entry_is_about_an_issue_whose_words_stand_in_it(content: str, expected: tuple[str, ...]) -> None:
    assert issues_of(content, DAM, TARIFFS) == expected


def test_an_issue_without_words_is_told_by_its_name() -> None:
    assert issues_of("border demarcation comes first", Issue("border", "Border demarcation")) == ("border",)


def test_an_issue_with_nothing_to_match_is_refused() -> None:
    with pytest.raises(IssueWithoutWords, match="issue 'border': it has no words"):
        IssueResolver([Issue("border", " ")])


def test_an_event_is_about_what_it_does_and_to_whom() -> None:
    document = document_of("Ankara imposed tariffs on steel.")
    report = document.report
    event = Event(
        "0",
        Root.SANCTION,
        Status.HAPPENED,
        report.cite(7, 31),
        report.cite(7, 14),
        "test 1",
        sources=(Mention(report.cite(0, 6)),),
    )
    resolved = IssueResolver([TARIFFS]).resolve(document, Extraction(report, (event,)))
    assert resolved.entries[0].issues == ("tariffs",)


def test_issues_found_before_stay() -> None:
    document = document_of("He said that tariffs would rise.")
    report = document.report
    content = (report.cite(8, 31),)
    statement = Statement("0", Act.ASSERT, Manner.INDIRECT, content, "test 1", issues=("by-hand",))
    resolved = IssueResolver([TARIFFS]).resolve(document, Extraction(report, (statement,)))
    assert resolved.entries[0].issues == ("by-hand", "tariffs")
