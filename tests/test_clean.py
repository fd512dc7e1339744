"""Cleaning tells every stretch of a report apart; the cases say how, these tests that nothing is lost.

There is one way to clean, and `ingest` and `taking` call it: `clean`, as the cases do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean
from onrecord.core.identity import report_id
from onrecord.core.report import PassageKind, Report
from tests.cases import Case, cases_of, check

if TYPE_CHECKING:
    import pytest

    from onrecord.core.problem import Outcome


def received(text: str, path: str = "test.txt", **details: str | None) -> Report:
    return Report(report_id(path, text), path, text, **details)  # type: ignore[arg-type]


def cleaned(text: str) -> Report:
    return clean(received(text)).items[0]


def lines_of(outcome: Outcome[Report]) -> list[str]:
    """Return what cleaning found, a line for each passage that is more than a paragraph, fact and problem."""
    report = outcome.items[0]
    lines = []
    for passage in report.passages:
        words = " ".join(report.text[passage.start : passage.end].split())
        why = f" ({passage.why})" if passage.why else ""
        lines.append(f"{passage.kind.value}{why}: {words}")
    if report.published:
        lines.append(f"published {report.published.edtf()} by {report.published.basis.value}")
    if report.outlet:
        lines.append(f"outlet {report.outlet}")
    if report.language not in {None, "en"}:
        lines.append(f"language {report.language}")
    lines.extend(f"problem: {problem.kind.value}" for problem in outcome.problems)
    return lines


@cases_of("clean")
def test_cleaning(case: Case, request: pytest.FixtureRequest) -> None:
    settings = case.settings
    report = received(case.text, settings.get("path", "test.txt"), title=settings.get("title"))
    check(case, lines_of(clean(report)), update=request.config.getoption("--update"))


def assert_nothing_is_lost(report: Report) -> None:
    end = 0
    for passage in report.passages:
        assert end <= passage.start < passage.end <= len(report.text)
        assert not any(letter.isalnum() for letter in report.text[end : passage.start])
        end = passage.end
    assert not any(letter.isalnum() for letter in report.text[end:])


WORDS = st.sampled_from(
    [
        *("date 2021-12-12", "VIDEO", "Talks", "ended.", "\n", "\n\n", "\r\n", "Read also:", "Source:", "By", "-"),
        *(
            "OSLO",
            "12/01/2022",
            "Published",
            "Related Post",
            "“We agree,”",
            "\u2028",
            "\ufeff",
            " ",
            "|",
            "(Reuters)",
        ),
        "(A. B./AP)",
    ]
)


@given(st.lists(WORDS | st.text(max_size=6), max_size=25))
@settings(max_examples=150, deadline=None)
def test_every_word_of_any_text_stands_in_one_passage(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert_nothing_is_lost(cleaned(text))


def test_a_very_long_line_is_cut_between_sentences() -> None:
    report = cleaned("The talks went on. " * 5_000)
    assert_nothing_is_lost(report)
    assert len(report.passages) > 1
    assert all(report.text[passage.start :].startswith("The talks") for passage in report.passages)


def test_what_is_past_the_bound_is_kept_and_not_read() -> None:
    outcome = clean(received("The talks went on in Oslo.\n" * 80_000))
    report = outcome.items[0]
    assert_nothing_is_lost(report)
    assert [problem.kind.value for problem in outcome.problems] == ["too long"]
    assert report.passages[0].is_read
    assert report.passages[-1].kind is PassageKind.UNREAD


def test_one_line_without_a_blank_is_cut_somewhere() -> None:
    assert_nothing_is_lost(cleaned("x" * 50_000))
