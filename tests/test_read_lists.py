"""Lists of stories (Media Cloud, GDELT, Zotero): their saved pages beside them are read as the list says."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from onrecord.clean import clean
from onrecord.core.problem import Problem, ProblemKind
from onrecord.readers import Source, find, read
from tests.damaged import damaged

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.report import Report

PROSE = (
    "<p>The minister said on Monday that the talks on the dam had ended without a date for the next round.</p>" * 2
)
MEDIA_CLOUD = """id,indexed_date,language,media_name,media_url,publish_date,title,url
1,2024-03-05 01:02:03,en,gazette.example,gazette.example,2024-03-02,Dam talks end,https://www.gazette.example/dam?id=7
2,2024-03-05 01:02:03,en,courier.example,courier.example,2024-03-03,"No water, again",https://courier.example/2024/no-water/
3,2024-03-05 01:02:03,en,vigie.example,vigie.example,2024-03-04,Lost,https://vigie.example/lost
"""
GDELT = {
    "articles": [
        {
            "url": "https://gazette.example/dam",
            "url_mobile": "",
            "title": "Dam talks end",
            "seendate": "20240302T063400Z",
            "socialimage": "",
            "domain": "gazette.example",
            "language": "English",
            "sourcecountry": "Ruritania",
        }
    ]
}
RIS = """TY  - NEWS
TI  - Dam talks end
AU  - Writer, Anne
T2  - The Gazette
DA  - 2024/03/02/
PY  - 2024
LA  - en
UR  - https://gazette.example/dam
L2  - files/12/dam.html
ER  -

TY  - NEWS
TI  - No water before spring
T2  - Northern Courier
PY  - 2023
L1  - files/13/Writer - 2023 - No water.txt
ER  -

TY  - NEWS
TI  - Lost
ER  -
"""
CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABCD2345",
        "type": "article-newspaper",
        "title": "Dam talks end in Tarva",
        "container-title": "The Gazette",
        "URL": "https://gazette.example/dam",
        "language": "en",
        "author": [{"family": "Writer", "given": "Anne"}],
        "issued": {"date-parts": [["2024", 3, 2]]},
    },
    {
        "id": "b",
        "type": "article-newspaper",
        "title": "No water before spring",
        "issued": {"date-parts": [[2023, 4]]},
    },
]


def page(address: str = "", saved: str = "") -> str:
    link = f'<link rel="canonical" href="{address}">' if address else ""
    return f"<html>{saved}<head>{link}</head><body><article><h1>Dam talks end</h1>{PROSE}</article></body></html>"


def gathered(folder: Path) -> tuple[dict[str, Report], list[Problem]]:
    """Return the reports by the name of their file, as cleaned, and the problems of the listing."""
    found: dict[str, Report] = {}
    problems: list[Problem] = []
    for one in find([folder]):
        if isinstance(one, Source):
            report = clean(read(one).items[0], if_undated=one.if_undated).items[0]
            found[one.path.rpartition("/")[2]] = report
        else:
            problems.append(one)
    return found, problems


def told(report: Report) -> tuple[str | None, str | None, str | None]:
    return report.title, report.outlet, report.published.edtf() if report.published else None


def test_pages_are_known_by_the_addresses_of_media_cloud(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(MEDIA_CLOUD)
    (tmp_path / "a.html").write_text(page("http://gazette.example/dam/?id=7"))
    (tmp_path / "no-water.txt").write_text("The dam stays shut, the minister said. Nobody will open it.")
    found, problems = gathered(tmp_path)
    assert told(found["a.html"]) == ("Dam talks end", "gazette.example", "2024-03-02")
    assert told(found["no-water.txt"]) == ("No water, again", "courier.example", "2024-03-03")
    assert [(problem.kind, problem.path.rpartition("#")[2]) for problem in problems] == [
        (ProblemKind.NO_TEXT, "4")
    ]
    assert "'Lost'" in problems[0].words


@pytest.mark.parametrize(
    "saved",
    [
        page("https://gazette.example/dam"),
        page(saved="<!-- saved from url=(0027)https://gazette.example/dam -->"),
        page(saved="<!--\n Page saved with SingleFile \n url: https://gazette.example/dam \n-->"),
        page("https://web.archive.org/web/20240302000000/https://gazette.example/dam"),
    ],
)
def test_the_day_on_which_gdelt_saw_a_story_dates_it_if_nothing_else_does(tmp_path: Path, saved: str) -> None:
    (tmp_path / "artlist.json").write_text(json.dumps(GDELT))
    (tmp_path / "a.html").write_text(saved)
    found, problems = gathered(tmp_path)
    assert told(found["a.html"]) == ("Dam talks end", "gazette.example", "2024-03-02")
    assert not problems
    dated = saved.replace(
        "<head>", '<head><meta property="article:published_time" content="2024-03-01T20:00:00Z">'
    )
    (tmp_path / "a.html").write_text(dated)
    assert told(gathered(tmp_path)[0]["a.html"])[2] == "2024-03-01"


def test_a_list_of_gdelt_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        '"URL","MobileURL","Date","Title"\n'
        '"https://gazette.example/dam","","2024-03-02 06:34:00","Dam talks end"\n'
    )
    (tmp_path / "gazette.example").mkdir()
    (tmp_path / "gazette.example" / "dam.html").write_text(page())
    found, problems = gathered(tmp_path)
    assert told(found["dam.html"]) == ("Dam talks end", None, "2024-03-02")
    assert not problems


def test_a_list_with_no_page_beside_it_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(MEDIA_CLOUD)
    found, problems = gathered(tmp_path)
    assert not found
    assert [problem.words for problem in problems] == [
        "it lists 3 stories and holds no text, and no page of theirs lies beside it; save them there."
    ]


def test_attachments_of_zotero_are_read_as_its_ris_says(tmp_path: Path) -> None:
    (tmp_path / "My Library.ris").write_text(RIS)
    (tmp_path / "files/12").mkdir(parents=True)
    (tmp_path / "files/13").mkdir()
    (tmp_path / "files/12/dam.html").write_text(page())
    (tmp_path / "files/13/Writer - 2023 - No water.txt").write_text("The dam stays shut, the minister said.")
    found, problems = gathered(tmp_path)
    assert told(found["dam.html"]) == ("Dam talks end", "The Gazette", "2024-03-02")
    assert found["dam.html"].url == "https://gazette.example/dam"
    assert told(found["Writer - 2023 - No water.txt"]) == ("No water before spring", "Northern Courier", "2023")
    assert [problem.path.rpartition("#")[2] for problem in problems] == ["3"]
    assert gathered(tmp_path / "My Library.ris")[0].keys() == found.keys()


def test_attachments_of_zotero_are_read_as_its_csl_json_says(tmp_path: Path) -> None:
    (tmp_path / "library.json").write_text(json.dumps(CSL))
    (tmp_path / "Writer - 2024 - Dam talks end in Tarva.html").write_text(page())
    (tmp_path / "No water before spring.txt").write_text("The dam stays shut, the minister said.")
    found, problems = gathered(tmp_path)
    assert {told(report) for report in found.values()} == {
        ("Dam talks end in Tarva", "The Gazette", "2024-03-02"),
        ("No water before spring", None, "2023-04"),
    }
    assert not problems


@pytest.mark.parametrize("name", ["a.ris", "a.json", "a.csv"])
def test_no_damage_gives_a_traceback(tmp_path: Path, name: str) -> None:
    content = {"a.ris": RIS, "a.json": json.dumps(CSL), "a.csv": MEDIA_CLOUD}[name].encode()
    fate = random.Random(20260224)
    for _ in range(200):
        data = damaged(content, fate)
        (tmp_path / name).write_bytes(data)
        for one in find([tmp_path]):
            assert isinstance(one, Problem) or read(one)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "id,url\rtitle\n1,https://a.example\n"), ("a.json", '[{"type":"post",' + '"a":[' * 90_000)],
)
def test_a_list_that_is_none_is_a_problem(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, newline="")
    found = list(find([tmp_path]))
    assert found
    assert all(isinstance(one, Problem) or read(one).problems for one in found)
