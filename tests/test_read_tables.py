"""Tables of articles, CSV and XLSX: an article a row, under whatever name its column has."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import AddressGiven, Source, find, read
from onrecord.readers.table_columns import NAMES, columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

BODY = "“We agree,” the envoy said.\nThe talks, which began on Monday, went on; nobody left."
ROW = ("Weir talks go on", "2021-04-06", "The Gazette", "https://gazette.example/weir", BODY)
HEADERS = (
    ("title", "date", "source", "url", "text"),
    ("Titel", "Erscheinungsdatum", "Quelle", "Adresse", "Volltext"),
    ("Titre", "Date de publication", "Source", "Lien", "Texte intégral"),
    ("Título", "Fecha", "Medio", "Enlace", "Texto completo"),
    ("Titolo", "Data di pubblicazione", "Testata", "Indirizzo", "Testo"),
    ("Kop", "Publicatiedatum", "Krant", "Adres", "Broodtekst"),
    ("HEADLINE", "publish_date", "media_name", "URL", "article-text"),
)


def all_of(path: Path) -> tuple[list[Report], list[Problem]]:
    """Every report of a file, and every problem, those of listing first."""
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


def table(path: Path, rows: list[tuple[str, ...]], encoding: str = "utf-8", **form: str) -> Path:
    text = io.StringIO()
    csv.writer(text, **form).writerows(rows)  # type: ignore[arg-type]
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def sheet(path: Path, *sheets: list[tuple[object, ...]]) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        made = book.create_sheet(f"Sheet {number}")
        for row in rows:
            made.append(row)
    book.save(path)
    return path


def is_the_row(report: Report) -> bool:
    assert report.text == BODY
    assert (report.title, report.outlet, report.url) == (ROW[0], ROW[2], ROW[3])
    assert report.published is not None
    return report.published.day == date(2021, 4, 6)


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[-1])
@pytest.mark.parametrize("form", [{}, {"delimiter": ";"}, {"delimiter": "\t", "lineterminator": "\n"}], ids=str)
def test_a_row_is_an_article_in_any_language_of_the_header(
    header: tuple[str, ...], form: dict[str, str], tmp_path: Path
) -> None:
    path = table(tmp_path / "a.csv", [header, ROW, ROW], "utf-8-sig", **form)
    reports, problems = all_of(path)
    assert [is_the_row(report) for report in reports] == [True, True]
    assert [report.path.rpartition("#")[2] for report in reports] == ["2", "3"]
    assert len({report.id for report in reports}) == 2
    assert not problems


def test_no_name_of_a_column_stands_under_two_things() -> None:
    names = [name for names in NAMES.values() for name in names]
    assert len(names) == len(set(names))
    assert columns_of(names)


def test_spreadsheets_give_days_values_of_formulas_and_the_name_of_the_sheet(tmp_path: Path) -> None:
    title = ("Exported in June", None, None, None, None)
    dated = (*ROW[:1], datetime(2021, 4, 6, 9, 30), *ROW[2:])
    one = sheet(tmp_path / "one.xlsx", [title, HEADERS[0], dated])
    reports, problems = all_of(one)
    assert [is_the_row(report) for report in reports] == [True]
    assert reports[0].path.endswith("#3")
    assert not problems
    two = sheet(tmp_path / "two.xlsx", [("year", "price"), (2020, 1)], [HEADERS[0], dated])
    (report,), problems = all_of(two)
    assert report.path.endswith("#Sheet 2!2")
    assert not problems


def test_formulas_are_read_by_their_saved_values(tmp_path: Path) -> None:
    writer = pytest.importorskip("xlsxwriter")
    with writer.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["title", "text"])
        page.write_formula(1, 0, '="Weir"&" talks"', value="Weir talks")
        page.write(1, 1, BODY)
    (report,), problems = all_of(tmp_path / "a.xlsx")
    assert (report.title, report.text) == ("Weir talks", BODY)
    assert not problems


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_table_without_a_body_says_what_it_has(name: str, tmp_path: Path) -> None:
    rows: list[tuple[str, ...]] = [("year", "price"), ("2020", "1")]
    path = table(tmp_path / name, rows) if name == "a.csv" else sheet(tmp_path / name, [*rows])
    reports, (problem,) = all_of(path)
    assert not reports
    assert "these columns were found: 'year', 'price'" in problem.words


def test_days_are_read_as_the_other_rows_write_them(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [("date", "text"), ("06/04/2021", "One."), ("23/04/2021", "Two.")])
    reports, problems = all_of(path)
    assert [report.published.day for report in reports if report.published] == [
        date(2021, 4, 6),
        date(2021, 4, 23),
    ]
    alone = table(tmp_path / "b.csv", [("date", "text"), ("06/04/2021", "One."), ("soon", "Two.")])
    reports, problems = all_of(alone)
    assert [problem.kind for problem in problems] == [ProblemKind.DOUBTFUL_DATE] * 2
    assert len(reports) == 2


def test_cells_with_markup_are_read_as_they_are_seen(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [("body",), ("<p>“Yes,” &amp; more.</p><p>He left.</p>",)])
    assert all_of(path)[0][0].text == "“Yes,” & more.\nHe left."


def test_what_is_wrong_with_a_row_is_said_of_that_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = 'title,text\nNone,\n\nCafé,"Déjà vu, the tall envoy said."\nOpen,"never closed\nmore\n'
    path.write_bytes(rows.encode("cp1252") + b"x" * 11_000_000)
    reports, problems = all_of(path)
    assert [(report.title, report.text) for report in reports] == [("Café", "Déjà vu, the tall envoy said.")]
    assert {problem.kind for problem in problems} == {
        ProblemKind.EMPTY,
        ProblemKind.MALFORMED,
        ProblemKind.ENCODING,
    }


def test_a_list_beside_a_table_goes_before_what_the_table_says(tmp_path: Path) -> None:
    table(tmp_path / "a.csv", [HEADERS[0], ROW])
    (tmp_path / "reports.csv").write_text("path,outlet\na.csv#2,The Courier\n")
    (source,) = [found for found in find([tmp_path]) if isinstance(found, Source)]
    (report,) = read(source).items
    assert (report.outlet, report.title) == ("The Courier", ROW[0])


@pytest.mark.parametrize("address", ["https://gazette.example/weir", "http:/gazette.example", "www.gazette.org"])
def test_an_address_is_not_fetched_and_says_what_to_do(address: str) -> None:
    with pytest.raises(AddressGiven, match="Save the page"):
        next(find([address]))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_tables_give_reports_or_problems(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    whole = table(tmp_path / "a.csv", [HEADERS[0], ROW, ROW, ROW]).read_bytes()
    other = sheet(tmp_path / "a.xlsx", [HEADERS[0], ROW, ROW]).read_bytes()
    for name, data in (("b.csv", whole), ("b.xlsx", other)):
        hurt = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            hurt[chance.randrange(len(hurt))] = chance.choice(b'",;\n\x00\xff<a')
        (tmp_path / name).write_bytes(hurt[: chance.randint(5, len(hurt))])
        reports, problems = all_of(tmp_path / name)
        assert reports or problems


def test_names_of_columns_count_without_what_stands_behind_them() -> None:
    found = columns_of(["Headline:", "Full Text (English)", "Date [UTC]", "Media Outlet", "(a note)"])
    assert found == {"title": 0, "text": 1, "published": 2, "outlet": 3}


def test_the_columns_of_a_table_below_a_title_are_those_that_are_told(tmp_path: Path) -> None:
    rows = [("Search of 6 April",), ("id", "headline", "when"), ("1", "x", "y")]
    _, (problem,) = all_of(table(tmp_path / "a.csv", rows))
    assert "'id', 'headline', 'when'" in problem.words


def test_rows_with_more_cells_than_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\nWeir,The envoy said, on Monday, no.\nDam,They met.,,\n", encoding="utf-8")
    reports, (problem,) = all_of(path)
    assert [report.text for report in reports] == ["The envoy said", "They met."]
    assert problem.words.startswith("1 of its rows have more cells")
