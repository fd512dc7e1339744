"""Exports of press databases as their layouts are described in public: every article found, with what it says."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Problem
from onrecord.core.report import PassageKind
from onrecord.readers import find, read
from onrecord.readers.story_rows import stories_in
from tests.damaged import damaged

if TYPE_CHECKING:
    from onrecord.core.report import Report

SAMPLES = Path(__file__).parent / "press"
LISTS = (".csv", ".ris")
MUTANTS = 5  # of each sample


@dataclass(frozen=True)
class Expected:
    """What a sample holds, as its writer put it down without seeing a reader."""

    file: Path
    articles: list[dict[str, str | int | None]]


def expected(*, of_lists: bool) -> list[Expected]:
    found = []
    for beside in sorted(SAMPLES.rglob("*.expected.json")):
        file = beside.with_name(beside.name.removesuffix(".expected.json"))
        is_list = file.suffix in LISTS or file.name.startswith("gdelt") or file.name == "press.json"
        if is_list is of_lists and file.suffix != ".bib":
            found.append(Expected(file, json.loads(beside.read_text(encoding="utf-8"))["articles"]))
    return found


EXPORTS = expected(of_lists=False)
STORIES = expected(of_lists=True)


def named(sample: Expected) -> str:
    return sample.file.name


def reports(file: Path) -> list[Report]:
    return [report for one in find([file]) if not isinstance(one, Problem) for report in read(one).items]


def body(report: Report) -> list[str]:
    return [
        " ".join(report.text[passage.start : passage.end].split())
        for passage in report.passages
        if passage.kind is PassageKind.PARAGRAPH
    ]


def words_of(report: Report, *why: str) -> str:
    said = (report.text[passage.start : passage.end] for passage in report.passages if passage.why in why)
    return " ".join(" ".join(said).split())


def day(article: dict[str, str | int | None]) -> str | int | None:
    return article["date"] or article.get("month") or article.get("year")


@pytest.mark.parametrize("sample", EXPORTS, ids=named)
def test_every_article_is_found_with_title_day_and_outlet(sample: Expected) -> None:
    found = reports(sample.file)
    assert [
        (report.title, report.outlet, report.published.edtf() if report.published else None) for report in found
    ] == [(article["title"], article["outlet"], day(article)) for article in sample.articles]
    assert len({report.id for report in found}) == len(found)


@pytest.mark.parametrize("sample", EXPORTS, ids=named)
def test_every_body_is_whole_and_nothing_else(sample: Expected) -> None:
    for report, article in zip(reports(sample.file), sample.articles, strict=True):
        paragraphs = body(report)
        assert len(paragraphs) == article["paragraphs"]
        assert not paragraphs or paragraphs[0].startswith(str(article["first"]))
        assert not paragraphs or paragraphs[-1].endswith(str(article["last"]))


@pytest.mark.parametrize("sample", EXPORTS, ids=named)
def test_authors_are_marked_in_the_text(sample: Expected) -> None:
    for report, article in zip(reports(sample.file), sample.articles, strict=True):
        authors = [name.strip() for name in str(article["author"] or "").split(";") if name.strip()]
        said = words_of(report, "author")
        assert all(name in said for name in authors)
        assert bool(authors) is bool(said)


@pytest.mark.parametrize("sample", EXPORTS, ids=named)
def test_cleaning_keeps_what_the_export_says(sample: Expected) -> None:
    for report in reports(sample.file):
        cleaned = clean(report).items[0]
        assert (cleaned.title or report.title) == report.title
        assert (cleaned.outlet, cleaned.published) == (report.outlet, report.published)


@pytest.mark.parametrize("sample", STORIES, ids=named)
def test_every_story_of_a_list_is_found(sample: Expected) -> None:
    told = []
    for story in stories_in(sample.file):
        when = story.details.published or story.seen
        told.append((story.details.title, story.details.outlet, when.edtf() if when else None))
    assert told == [(article["title"], article["outlet"], day(article)) for article in sample.articles]


def test_the_attachments_of_a_library_are_read_with_what_it_says() -> None:
    (ris,) = (sample for sample in STORIES if sample.file.suffix == ".ris")
    found = [one for one in find([ris.file]) if not isinstance(one, Problem)]
    beside = {
        article["attachment"]: article["title"]
        for article in ris.articles
        if article.get("attachment") and (ris.file.parent / str(article["attachment"])).exists()
    }
    assert {one.path.partition("zotero/")[2]: one.details.title for one in found} == beside


@pytest.mark.parametrize("sample", [*EXPORTS, *STORIES], ids=named)
def test_no_mutation_gives_a_traceback(sample: Expected, tmp_path: Path) -> None:
    fate = random.Random(sample.file.name)
    for mutant in range(MUTANTS):
        file = tmp_path / f"{mutant}{sample.file.suffix}"
        file.write_bytes(damaged(sample.file.read_bytes(), fate))
        for one in find([file]):
            outcome = None if isinstance(one, Problem) else read(one)
            assert outcome is None or outcome.items or outcome.problems
            for report in outcome.items if outcome else ():
                assert all(0 <= passage.start < passage.end <= len(report.text) for passage in report.passages)
