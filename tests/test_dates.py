"""Which time dates which entry, and how it is known.

In the case files of this stage `*word*` marks an act (a statement where `<words said>` stand in its sentence, else
an event), and each expected line is: the act, the EDTF of its When, the basis, the words that give it. The marks
stand for what an extractor finds; what comes of it is left to all resolvers, in their order, as `ingest` has them.
"""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.identity import report_id
from onrecord.core.problem import ProblemKind
from onrecord.core.report import Report
from onrecord.core.when import Basis
from onrecord.extractors.times import find_times
from onrecord.resolvers.dates import calendar as dates_calendar
from onrecord.resolvers.dates import values as dates_values
from onrecord.resolvers.dates import when as dates_when
from onrecord.resolvers.dates.resolver import DateResolver
from tests.cases import Case, cases_of, check
from tests.documents import document_of
from tests.shipped import ingest_by

if TYPE_CHECKING:
    from types import ModuleType

    from onrecord.core.document import Document
    from onrecord.core.entry import Entry


def resolved(marked: str, published: str | None) -> Extraction:
    """Return the dated extraction of a text whose acts are marked."""
    text = ""
    marks: dict[str, list[int]] = {"*": [], "<": [], ">": []}
    for character in marked:
        if character in marks:
            marks[character].append(len(text))
        else:
            text += character
    acts = list(zip(marks["*"][::2], marks["*"][1::2], strict=True))
    said = list(zip(marks["<"], marks[">"], strict=True))
    document = document_of(text, published=published)
    entries = tuple(_entry(document, act, said) for act in acts)
    extraction = Extraction(document.report, entries=entries, times=find_times(document))
    return ingest_by().resolved(document, extraction)


def _entry(document: Document, act: tuple[int, int], said: list[tuple[int, int]]) -> Entry:
    words = document.report.cite(*act)
    name = f"{act[0]:016x}"
    sentence = document.tokens[document.tokens_in(*act)[0]].sentence
    for start, end in said:
        near = {document.tokens[i].sentence for i in document.tokens_in(start, end)}
        if sentence in near and not start <= act[0] < end:
            content = (document.report.cite(start, end),)
            return Statement(name, Act.ASSERT, Manner.INDIRECT, content, "test 1", cue=words)
    return Event(name, Root.CONSULT, Status.HAPPENED, words, words, "test 1")


def line(entry: Entry) -> str:
    act = entry.trigger.words if isinstance(entry, Event) else entry.cue.words if entry.cue else ""
    if not entry.when:
        return f"{act} ?"
    words = f' "{entry.when_words.words}"' if entry.when_words else ""
    return f"{act} {entry.when.edtf()} {entry.when.basis}{words}"


@cases_of("dates")
def test_dates(case: Case, request: pytest.FixtureRequest) -> None:
    extraction = resolved(case.text, case.settings.get("published"))
    check(case, [line(entry) for entry in extraction.entries], update=request.config.getoption("--update"))


def test_a_report_without_a_date_says_so_once() -> None:
    extraction = resolved("The envoys *met* on Friday and will *meet* next week.", None)
    assert [problem.kind for problem in extraction.problems] == [ProblemKind.NO_DATE]
    assert "Friday" in extraction.problems[0].words


def test_a_line_of_its_own_dates_the_report() -> None:
    extraction = resolved("Dam talks fail\nPublished: 12 January 2022\nThe envoys *met* yesterday.", None)
    published = extraction.report.published
    assert published is not None
    assert (published.edtf(), published.basis) == ("2022-01-12", Basis.DATELINE)
    assert [line(entry) for entry in extraction.entries] == ['met 2022-01-11 relative "yesterday"']


@pytest.mark.parametrize(("second", "left"), [("12 July 2023, 09:10\n\n", "2023-07-12"), ("", "2023-07-13")])
def test_a_piece_of_a_live_report_is_counted_from_its_own_day(second: str, left: str) -> None:
    text = f"Dam talks\n\n13 July 2023, 16:40\n\nThe talks ended today.\n\n{second}The envoys left today.\n"
    report = Report(report_id("live.txt", text), "live.txt", text)
    extraction = ingest_by().extract(report)
    assert [time.value for time in extraction.times] == ["2023-07-13", left]


def test_a_weekday_with_its_date_gives_the_year_as_an_interval() -> None:
    text = "The accord of 3 March 2021 held. Wednesday's meeting on 12 January was the first since."
    published = resolved(text, None).report.published
    assert published is not None
    assert (published.edtf(), published.basis) == ("2022-01-12~/2022-01-26~", Basis.CONTENT)


def test_a_report_is_not_older_than_the_last_day_it_tells_as_past() -> None:
    published = resolved("The truce was signed on 3 March 2021 and broke down.", None).report.published
    assert published is not None
    assert (published.edtf(), published.basis) == ("2021-03-03~/..", Basis.CONTENT)


def test_nothing_is_known_of_a_report_that_tells_no_date() -> None:
    assert resolved("The truce was signed and broke down.", None).report.published is None


@pytest.mark.parametrize("module", [dates_calendar, dates_values, dates_when])
def test_the_docstrings_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("outlet", "url", "value"),
    [
        ("BBC News", None, "2022-03-04"),
        ("The New York Times", None, "2022-04-03"),
        (None, "https://www.corriere.it/esteri/vertice.html", "2022-03-04"),
        (None, "https://www.state.gov/remarks", "2022-04-03"),
        ("The Dam Post", "https://dampost.example/notes", "2022-XX-XX"),
    ],
)
def test_who_prints_a_date_in_figures_tells_which_number_is_the_day(
    outlet: str | None, url: str | None, value: str
) -> None:
    document = document_of("The note of 04/03/2022 was refused.", published="2023-07-16")
    report = replace(document.report, outlet=outlet, url=url)
    extraction = DateResolver().resolve(document, Extraction(report, times=find_times(document)))
    assert [time.value for time in extraction.times] == [value]


@pytest.mark.parametrize("root", [Root.ASSAULT, Root.CONSULT])
def test_a_deed_that_a_noun_tells_besides_the_news_has_no_day(root: Root) -> None:
    document = document_of(
        "Sudan and Chad met. It rained. A minister smiled. The bombing was on everybody's mind.",
        published="2022-01-12",
    )
    start = document.report.text.index("bombing")
    words = document.report.cite(start, start + len("bombing"))
    event = Event("0" * 16, root, Status.HAPPENED, words, words, "test 1")
    found = ingest_by().resolved(document, Extraction(document.report, entries=(event,)))
    assert [entry.when.edtf() for entry in found.entries if entry.when] == ["../2022-01-12"]
