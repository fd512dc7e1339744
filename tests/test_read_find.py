"""Which reports the caller means, and what the lists beside them say."""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import PathNotFound, Problem, ProblemKind
from onrecord.core.when import Basis
from onrecord.readers import NotADate, Source, find, read
from tests.conftest import on_posix

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.html", "sub/deep/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Talks of {name}.")
    return tmp_path


def names(found: Iterator[Source | Problem], folder: Path) -> list[str]:
    return [one.path.removeprefix(f"{folder.as_posix()}/") for one in found]


def sources(found: Iterator[Source | Problem]) -> list[Source]:
    return [one for one in found if isinstance(one, Source)]


def problems(found: Iterator[Source | Problem]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem)]


def test_a_folder_gives_all_its_files_sorted(folder: Path) -> None:
    assert names(find([folder]), folder) == ["a.txt", "b.txt", "sub/c.html", "sub/deep/d.txt"]


def test_paths_stay_as_the_caller_named_them(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [one.path for one in find(["b.txt", "sub"])] == ["b.txt", "sub/c.html", "sub/deep/d.txt"]
    assert next(find(["."])).path == "a.txt"


def test_a_path_given_twice_comes_once(folder: Path) -> None:
    found = find([folder / "b.txt", folder, folder / "sub" / ".." / "a.txt"])
    assert names(found, folder) == ["b.txt", "a.txt", "sub/c.html", "sub/deep/d.txt"]


def test_what_is_no_report_is_left_out(folder: Path) -> None:
    for name in (".hidden", "dispute.toml", "README.md", "record.db", "c_files/x.html", "notes.txt~"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    (folder / "c.html").write_text("x")
    assert names(find([folder]), folder) == ["a.txt", "b.txt", "c.html", "sub/c.html", "sub/deep/d.txt"]


def test_a_path_that_is_not_there_is_a_fault_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound, match=r"nowhere\.txt: there is no such file"):
        find([tmp_path / "nowhere.txt"])
    with pytest.raises(PathNotFound):
        find([tmp_path], sidecar=tmp_path / "none.csv")


def test_a_dangling_link_is_a_problem_and_the_run_goes_on(folder: Path) -> None:
    (folder / "aa.txt").symlink_to(folder / "gone.txt")
    found = list(find([folder]))
    assert [one.kind for one in found if isinstance(one, Problem)] == [ProblemKind.UNREADABLE]
    assert len(found) == 5
    assert problems(find([folder / "aa.txt"]))


def test_folders_that_link_in_a_circle_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder)
    assert len(sources(find([folder]))) == 4


@on_posix
def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert [one.path for one in problems(find([folder]))] == [f"{folder.as_posix()}/pipe"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_cannot_be_opened_is_a_problem(folder: Path) -> None:
    (folder / "sub").chmod(0)
    found = list(find([folder]))
    (folder / "sub").chmod(0o700)
    assert problems(iter(found))[0].path.endswith("sub")


def test_standard_input_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("“No”, he said.".encode())))
    (source,) = sources(find(["-"]))
    assert read(source).items[0].text == "“No”, he said."


@pytest.mark.parametrize("name", ["reports.csv", "sidecar.csv", "list.jsonl"])
def test_a_list_in_a_folder_describes_its_reports(folder: Path, name: str) -> None:
    rows = {
        "a.txt": ("https://a.example/1", "Talks", "Gazette", "2024-03-02", "en"),
        "sub/deep/d.txt": ("", "Deep talks", "", "", ""),
    }
    if name.endswith(".csv"):
        lines = [
            "path,url,title,outlet,published,language",
            *(",".join((path, *row)) for path, row in rows.items()),
        ]
        (folder / name).write_text("\n".join(lines))
    else:
        keys = ("path", "url", "title", "outlet", "published", "language")
        lines = [str(dict(zip(keys, (path, *row), strict=True))).replace("'", '"') for path, row in rows.items()]
        (folder / name).write_text("\n".join(lines))
    found = {Path(source.path).name: source.details for source in sources(find([folder]))}
    assert (found["a.txt"].url, found["a.txt"].outlet, found["a.txt"].language) == (
        "https://a.example/1",
        "Gazette",
        "en",
    )
    assert found["a.txt"].published
    assert found["a.txt"].published.day == date(2024, 3, 2)
    assert found["a.txt"].published.basis is Basis.SIDECAR
    assert found["d.txt"].title == "Deep talks"
    assert found["b.txt"].title is None
    assert name not in found


def test_a_list_says_what_is_wrong_with_it(folder: Path) -> None:
    (folder / "reports.csv").write_text(
        "path;published\nb.txt;12/01/2022\n;2022-01-01\nsub/c.html;soon\ngone.txt;2022-01-01\n"
    )
    found = problems(find([folder]))
    assert [problem.kind.value for problem in found] == [
        "doubtful date",
        "malformed",
        "doubtful date",
        "unreadable",
    ]
    assert [problem.path.rpartition("/")[2] for problem in found[:3]] == [
        f"reports.csv#{row}" for row in (2, 3, 4)
    ]
    assert "gone.txt" in found[3].words


def test_dates_from_a_list_go_before_all_others(folder: Path, tmp_path: Path) -> None:
    (folder / "reports.csv").write_text("path,published\na.txt,2024-03-02\nb.txt,2024-03-02\n")
    dates = tmp_path / "dates.csv"
    dates.write_text("path,date\na.txt,2020-01-01\n")
    found = {
        Path(one.path).name: one for one in sources(find([folder], published_from=dates, published="2001-01-01"))
    }
    days = {name: one.details.published and one.details.published.edtf() for name, one in found.items()}
    assert days == {"a.txt": "2020-01-01", "b.txt": "2024-03-02", "c.html": None, "d.txt": None}
    assert all(one.if_undated and one.if_undated.edtf() == "2001-01-01" for one in found.values())


def test_one_sure_date_of_a_list_tells_how_to_read_the_others(folder: Path) -> None:
    (folder / "reports.csv").write_text("path,published\na.txt,12/01/2022\nb.txt,13/01/2022\n")
    days = [
        source.details.published for source in sources(find([folder / "a.txt"], sidecar=folder / "reports.csv"))
    ]
    assert [day.edtf() for day in days if day] == ["2022-01-12"]
    assert not problems(find([folder]))


def test_a_list_may_name_lines_of_json(folder: Path) -> None:
    (folder / "e.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (folder / "reports.csv").write_text("path,outlet\ne.jsonl#2,Gazette\n")
    found = {
        source.path.rpartition("/")[2]: source.details.outlet for source in sources(find([folder / "e.jsonl"]))
    }
    assert found == {"e.jsonl#1": None, "e.jsonl#2": None}
    found = {source.path.rpartition("/")[2]: source.details.outlet for source in sources(find([folder]))}
    assert found["e.jsonl#2"] == "Gazette"


def test_a_table_without_paths_is_a_problem(folder: Path) -> None:
    (folder / "prices.csv").write_text("year,price\n2020,1\n")
    assert [problem.kind for problem in problems(find([folder]))] == [ProblemKind.MALFORMED]
    assert len(sources(find([folder]))) == 4


@pytest.mark.parametrize("words", ["yesterday", "12/01/2022", "2022-13-01"])
def test_a_date_that_is_none_is_a_fault_in_the_call(folder: Path, words: str) -> None:
    with pytest.raises(NotADate, match="YYYY-MM-DD"):
        find([folder], published=words)


def test_a_line_that_is_too_long_is_a_problem_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.readers.jsonl.MOST_BYTES", 100)
    lines = ['{"text": "One."}', '{"text": "' + "a" * 5_000_000 + '"}', '{"text": "Two."}']
    (tmp_path / "export.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first, fault, last = find([tmp_path / "export.jsonl"])
    assert isinstance(fault, Problem)
    assert (fault.kind, fault.path[-2:]) == (ProblemKind.TOO_BIG, "#2")
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert read(last).items[0].text == "Two."
