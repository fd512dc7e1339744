"""Nothing enters the record whose words are not in the prose of its report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.core.entry import Act, Entry, Event, Manner, Root, Statement, Status
from onrecord.core.problem import ProblemKind
from onrecord.core.report import Citation, Passage, PassageKind, Report
from onrecord.core.who import Mention
from onrecord.verify import verify

TEXT = "Read also: The dam\nEthiopia refused to stop the filling."
REPORT = Report(
    "0" * 16,
    "a.txt",
    TEXT,
    passages=(
        Passage(0, 18, PassageKind.FURNITURE, "link to another article"),
        Passage(19, 56, PassageKind.PARAGRAPH),
    ),
)
SPEAKER = REPORT.cite(19, 27)
CONTENT = REPORT.cite(36, 55)
GOOD = Statement("1", Act.REFUSE, Manner.INDIRECT, (CONTENT,), "test 1", speaker=Mention(SPEAKER))
EVENT = Event("2", Root.REJECT, Status.HAPPENED, REPORT.cite(28, 55), REPORT.cite(28, 35), "test 1", claim="1")


def kinds(*entries: Entry) -> list[ProblemKind]:
    return [problem.kind for problem in verify(REPORT, entries).problems]


def test_entries_that_hold_pass_unchanged_and_in_order() -> None:
    assert verify(REPORT, [GOOD, EVENT]) == ((GOOD, EVENT), ())


@pytest.mark.parametrize(
    "citation",
    [
        Citation(REPORT.id, 36, 55, "to stop the Filling"),
        Citation(REPORT.id, 37, 56, CONTENT.words),
        Citation(REPORT.id, -19, -1, TEXT[-19:-1]),
        Citation(REPORT.id, 36, 36, ""),
        Citation(REPORT.id, 50, 500, TEXT[50:]),
        Citation("another", 36, 55, CONTENT.words),
        REPORT.cite(11, 18),
        REPORT.cite(11, 27),
    ],
)
def test_one_wrong_citation_drops_the_entry(citation: Citation) -> None:
    assert kinds(replace(GOOD, content=(CONTENT, citation))) == [ProblemKind.NOT_VERBATIM]
    assert kinds(replace(GOOD, speaker=Mention(citation))) == [ProblemKind.NOT_VERBATIM]
    assert kinds(replace(EVENT, trigger=citation)) == [ProblemKind.NOT_VERBATIM]


def test_a_statement_without_content_is_dropped() -> None:
    assert kinds(replace(GOOD, content=())) == [ProblemKind.NOT_VERBATIM]


def test_the_second_entry_of_one_id_is_dropped() -> None:
    outcome = verify(REPORT, [GOOD, replace(GOOD, act=Act.DENY)])
    assert outcome.items == (GOOD,)
    assert [problem.kind for problem in outcome.problems] == [ProblemKind.EXTRACTOR]


def test_what_is_told_in_a_dropped_statement_loses_that_tie() -> None:
    outcome = verify(REPORT, [replace(GOOD, content=()), EVENT])
    assert outcome.items == (replace(EVENT, claim=None),)


def test_a_problem_says_who_made_it_and_where() -> None:
    wrong = replace(GOOD, content=(Citation(REPORT.id, 36, 55, "other words"),))
    problem = verify(REPORT, [wrong]).problems[0]
    assert "test 1" in problem.words
    assert "other words" in problem.words
    assert (problem.path, problem.report, problem.start) == ("a.txt", REPORT.id, 36)
