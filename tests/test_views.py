"""The row model: everything in the record is there once, with words that stand in the report, as JSON holds it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.building import build
from onrecord.core.finding import FindingKind
from onrecord.record import Filter
from onrecord.record import open as open_record
from onrecord.views import report_text, report_texts, views

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.views.forms import Views


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Views:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        return views(record)


def test_rows_are_what_json_holds(sample: Views) -> None:
    assert json.loads(json.dumps(sample))["entries"][0]["id"] == sample["entries"][0]["id"]


def test_every_entry_is_there_once_with_its_words_in_their_sentence(sample_folder: Path, sample: Views) -> None:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        lines = {line.entry.id: line for line in record.lines()}
        texts = {report.id: report.text for report in record.texts()}
    assert sorted(row["id"] for row in sample["entries"]) == sorted(lines)
    assert sample["overview"]["entries"] == sample["overview"]["of"] == len(lines)
    for row in sample["entries"]:
        sentence = "".join(text for text, _ in row["sentence"])
        assert sentence in texts[row["report"]]
        assert any("content" in role.split() for _, role in row["sentence"])


def test_what_is_less_sure_is_no_plain_position(sample_folder: Path, sample: Views) -> None:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        sure = {finding.id: finding.sureness or 0 for finding in record.findings(FindingKind.POSITION)}
    assert {row["id"]: row["plain"] for row in sample["positions"]} == {key: of > 0.75 for key, of in sure.items()}
    assert {row["plain"] for row in sample["positions"]} == {True, False}


def test_where_a_report_lies_on_somebodys_machine_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(
        "Talks\n\nThe minister of Egypt said the talks had failed.", encoding="utf-8"
    )
    build([tmp_path / "talks.txt"], into=tmp_path / "r.db")
    with open_record(tmp_path / "r.db") as record:
        assert str(tmp_path) not in json.dumps(views(record))


def test_a_text_in_pieces_is_the_text(sample_folder: Path, sample: Views) -> None:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        pieces = report_texts(record)
        for report in record.texts():
            joined = "".join(text for passage in pieces[report.id] for text, _ in passage["pieces"])
            assert "".join(joined.split()) == "".join(report.text.split())
            assert report_text(record, report.id) == pieces[report.id]
    kinds = {passage["kind"] for passages in pieces.values() for passage in passages}
    assert {"title", "paragraph", "furniture"} <= kinds
    for row in sample["reports"]:
        marked = {place for passage in pieces[row["id"]] for _, of in passage["pieces"] for place in of}
        assert marked == set(range(len(row["entries"])))


def test_a_view_is_named_only_where_there_is_something_to_show(sample: Views, tmp_path: Path) -> None:
    assert {"timeline", "positions", "accounts", "contradictions", "actors"} <= set(sample["views"])
    assert "problems" not in sample["views"]
    (tmp_path / "a.txt").write_text("2021-05-03\n\nIt rained.\n", encoding="utf-8")
    build([str(tmp_path / "a.txt")], into=tmp_path / "rain.db")
    with open_record(tmp_path / "rain.db") as record:
        assert views(record)["views"] == ["overview", "reports", "search"]


def test_a_filter_is_told_and_counts_what_it_leaves_out(sample_folder: Path, sample: Views) -> None:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        some = views(record, Filter(party="russia", until=date(2014, 12, 31)))
    assert 0 < some["overview"]["entries"] < some["overview"]["of"] == sample["overview"]["of"]
    assert some["overview"]["filter"] == ["party russia", "until 2014-12-31"]
    assert all("russia" in row["parties"] for row in some["entries"])
    shown = {row["id"] for row in some["entries"]}
    for account in some["accounts"]:
        assert shown & {telling["entry"] for telling in account["tellings"]}
        assert all(telling["sentence"] for telling in account["tellings"] if telling["entry"] is None)


def test_what_a_filter_leaves_no_entry_of_is_left_out_with_its_text(sample_folder: Path, sample: Views) -> None:
    late = Filter(since=date(2025, 3, 1), kind="event", bounded=True)
    with open_record(sample_folder / "nato-ukraine.db") as record:
        some, texts = views(record, late), report_texts(record, late)
    told = {row["report"] for row in some["entries"]}
    assert texts.keys() == told
    listed = {row["id"] for row in some["reports"]}
    assert told <= listed < {row["id"] for row in sample["reports"]}
    found = [telling for row in (*some["accounts"], *some["positions"]) for telling in row["tellings"]]
    assert {telling["report"] for telling in found} <= listed
    assert all(row["when"] and (row["when"]["last"] or "") >= "2025-03-01" for row in some["key_dates"])


def test_a_report_without_a_title_is_headed_by_how_it_begins(sample: Views, tmp_path: Path) -> None:
    assert all(bool(row["title"]) != bool(row["opening"]) for row in sample["reports"])
    text = "Rain fell on the port of Kelm for the third day, and nobody at the talks had an umbrella to lend.\n"
    (tmp_path / "a.txt").write_text(f"2021-05-03\n\n{text}", encoding="utf-8")
    build([str(tmp_path / "a.txt")], into=tmp_path / "rain.db")
    with open_record(tmp_path / "rain.db") as record:
        (row,) = views(record)["reports"]
    assert row["title"] == ""
    assert row["opening"] == "Rain fell on the port of Kelm for the third day, and nobody at the talks had …"


def test_the_doubt_of_a_date_is_told(sample: Views) -> None:
    whens = [row["when"] for row in sample["entries"] if row["when"]]
    assert any(when["about"] for when in whens)
    assert any(when["first"] is None or when["last"] is None for when in whens)
    assert all(when["first"] or when["last"] for when in whens)


def test_what_a_screen_would_obey_is_written_out_and_links_lead_to_the_web_only(tmp_path: Path) -> None:
    reports = [
        {
            "text": "The minister of Egypt warned Sudan.",
            "title": "a\u202eb<img src=x>",
            "url": "javascript:alert(1)",
        },
        {"text": "The minister of Sudan warned Egypt.", "title": "b", "url": "https://example.org/b"},
    ]
    lines = "\n".join(json.dumps(one | {"published": "2021-05-03"}) for one in reports)
    (tmp_path / "r.jsonl").write_text(lines, encoding="utf-8")
    build([str(tmp_path / "r.jsonl")], into=tmp_path / "r.db")
    with open_record(tmp_path / "r.db") as record:
        first, second = sorted(views(record)["reports"], key=lambda row: row["path"])
    assert (first["title"], first["url"]) == ("a\\u202eb<img src=x>", None)
    assert second["url"] == "https://example.org/b"
