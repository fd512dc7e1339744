"""A record of very many entries: the page has all in outline, and asks for those that it shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.core.problem import OnRecordError
from onrecord.record import open as open_record
from onrecord.show.packing import columns
from onrecord.show.serve import desk
from onrecord.testing import made_record
from onrecord.views import outlined, views

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT = {"words", "sentence", "condition", "corrections", "end", "told_in", "by", "status"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with marks and with an entry that was rejected."""
    path = tmp_path_factory.mktemp("outlined") / "made.db"
    made_record(path, reports=6, entries=7, findings=2).close()
    with open_record(path, write=True) as made:
        ids = [line.entry.id for line in made.lines()]
        made.corrections.reject(ids[0], who="Ada", why="no")
        made.corrections.accept(ids[1], who="Ada", why="yes")
        made.corrections.tag(ids[2], "later", who="Ada")
        made.corrections.star(ids[2], who="Ada")
    return path


def opened(given: Any) -> list[dict[str, Any]]:
    """Return entries in columns as rows."""
    found: list[dict[str, Any]] = [{} for _ in range(given["count"])]
    for name, column in given["columns"].items():
        for n, row in enumerate(found):
            row[name] = column["same"] if "same" in column else column["all"][n] if "all" in column else None
            if "of" in column:
                row[name] = column["of"][column["at"][n]]
    return found


def test_an_outline_is_the_entry_without_its_words(record: Path) -> None:
    with open_record(record) as made:
        whole: dict[str, dict[str, Any]] = {row["id"]: dict(row) for row in views(made)["entries"]}
        rows = opened(outlined(made).views["entries"])
    assert {row["id"] for row in rows} == whole.keys()
    for row in rows:
        expected = {name: value for name, value in whole[row["id"]].items() if name not in LEFT_OUT}
        for side in ("who", "whom"):  # the words by which somebody is named are words
            expected[side] = [one | {"words": ""} for one in expected[side]]
        assert row == expected


def test_all_that_is_not_an_entry_is_as_in_the_views(record: Path) -> None:
    with open_record(record) as made:
        whole: dict[str, Any] = dict(views(made))
        outline: dict[str, Any] = outlined(made).views
    for name in whole.keys() - {"entries", "reports"}:
        assert outline[name] == whole[name], name
    reports = outline["reports"]
    assert reports == [one | {"entries": []} for one in whole["reports"]]


def test_the_page_asks_for_those_whole_that_it_shows(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = desk.Desk(record, "Ada")
    whole = json.loads(few.views())["entries"]
    monkeypatch.setattr(desk, "MANY", 10)
    many = desk.Desk(record, "Ada")
    told = json.loads(many.views())
    assert told["outlined"]
    ids = [row["id"] for row in whole[:3]]
    assert json.loads(json.dumps(list(many.entries(ids)))) == whole[:3]
    with pytest.raises(OnRecordError):
        many.entries(["nothing"])


def test_a_search_finds_entries_and_reports_with_all_words_or_with_others(record: Path) -> None:
    found = desk.Desk(record, "Ada")
    both, one, other = (found.search(words) for words in ("strait OR islands", "strait", "islands"))
    assert one.entries
    assert set(both.entries) == {*one.entries, *other.entries}
    assert {key for key, _ in both.reports} == {key for key, _ in (*one.reports, *other.reports)}
    assert not found.search("nothing-of-this").entries


def test_few_entries_are_whole(record: Path) -> None:
    told = json.loads(desk.Desk(record, "Ada").views())
    assert "outlined" not in told
    assert columns(told["entries"])["count"] == len(told["entries"])
