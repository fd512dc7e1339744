"""Time expressions: what is found, of which kind, with which value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.core.extraction import Extraction
from onrecord.extractors.times import find_times
from onrecord.parse import parse
from onrecord.resolvers.dates.resolver import DateResolver
from tests.cases import Case, cases_of, check
from tests.documents import document_of, report_of
from tests.shipped import taken_from

if TYPE_CHECKING:
    from onrecord.core.entry import TimeExpression


def times_of(text: str, published: str | None) -> tuple[TimeExpression, ...]:
    document = document_of(text, published=published)
    return DateResolver().resolve(document, Extraction(document.report, times=find_times(document))).times


@cases_of("times")
def test_times(case: Case, request: pytest.FixtureRequest) -> None:
    times = taken_from(case).times
    lines = [f'{time.kind} {time.value or "?"} "{time.citation.words}"' for time in times]
    check(case, lines, update=request.config.getoption("--update"))


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("in early 2022", "2022-01-01~/2022-04-30~"),
        ("in the end of February 2022", "2022-02-19~/2022-02-28~"),
        ("in the summer of 2019", "2019-06-01/2019-08-31"),
        ("in the 1990s", "199X"),
        ("from 9-10 January 2022", "2022-01-09/2022-01-10"),
        ("a few years ago", "2014-07-16~/2021-07-16~"),
        ("more than 10 years ago", "../2013~"),
        ("in the last twenty years", "2003-07-16/2023-07-16"),
        ("in the coming weeks", "2023-07-16~/2023-09-17~"),
        ("earlier this week", "2023-07-10/2023-07-16"),
    ],
)
def test_a_when_is_no_surer_than_its_words(words: str, edtf: str) -> None:
    (time,) = times_of(f"Egypt objected {words}.", "2023-07-16")
    assert time.when is not None
    assert time.when.edtf() == edtf


def test_a_dateline_that_is_not_read_still_tells_its_day() -> None:
    text = "Envoys meet over the dam\n\nGENEVA, January 13 (Reuters) - The envoys met and parted without a word.\n"
    report = clean(replace(report_of(text, published="2022-01-14"), passages=())).items[0]
    document = next(parse([report]))
    assert "January 13" not in "".join(report.text[one.start : one.end] for one in document.passages)
    times = DateResolver().resolve(document, Extraction(report, times=find_times(document))).times
    assert [(time.citation.words, time.value) for time in times] == [("January 13", "2022-01-13")]


def test_offsets_index_the_report() -> None:
    text = "  On Friday the ministers met;\n\nin June 2021 they had not."
    for time in times_of(text, "2022-01-12"):
        assert text[time.citation.start : time.citation.end] == time.citation.words


@pytest.mark.parametrize(
    "text", ["", " ", "May", "2022", "of the", "Friday " * 3000, "31/31/2022 30 February 2021", "'"]
)
def test_any_text_is_borne(text: str) -> None:
    times_of(text, "2022-01-12")
    times_of(text, None)


def test_the_day_of_the_report_decides_not_today() -> None:
    (time,) = times_of("Ethiopia began filling the reservoir yesterday.", "2021-03-01")
    assert time.when is not None
    assert time.when.day == date(2021, 2, 28)
