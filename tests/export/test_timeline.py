"""The timeline: what has a date, with its doubt in words, and nothing that a browser would run."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from onrecord.core.entry import Statement
from onrecord.record import Filter
from tests.export.hostile import TEXT, URL, exported, hostile

if TYPE_CHECKING:
    from onrecord.record import Record


class Seen(HTMLParser):
    """What a browser would show of a slide."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.shown += data


def slides(rec: Record, wanted: Filter | None = None) -> dict[str, dict[str, Any]]:
    told = json.loads(exported(rec, "timelinejs", wanted or Filter()))
    return {slide["unique_id"].removeprefix("entry-"): slide for slide in told["events"]}


def test_doubt_stands_in_the_date_that_is_shown(rec: Record) -> None:
    statement, stance, sending, holding = hostile().entries
    found = slides(rec)
    assert stance.id not in found
    assert found[statement.id]["display_date"] == "3 May 2031"
    assert found[sending.id]["start_date"] == {"year": "2031", "month": "6", "day": "9"}
    assert "end_date" not in found[sending.id]
    assert found[holding.id]["display_date"] == "about spring 2031"
    assert found[holding.id]["end_date"] == {"year": "2031", "month": "5", "day": "31"}
    assert "reported on 31 March 2021" in {slide["display_date"] for slide in found.values()}


def test_words_of_a_report_are_shown_and_not_run(rec: Record) -> None:
    for entry in hostile().entries:
        slide = slides(rec).get(entry.id)
        if slide is None:
            continue
        seen = Seen()
        seen.feed(slide["text"]["text"])
        assert seen.tags == ["p", "p", "a"]
        assert seen.links == [URL]
        place = re.search(r"“(.*)”.*characters (\d+)–(\d+), entry", seen.shown)
        assert place
        assert " ".join(TEXT[int(place[2]) : int(place[3])].split()) == place[1]
    said = next(entry for entry in hostile().entries if isinstance(entry, Statement))
    assert "&lt;sons&gt;" in slides(rec)[said.id]["text"]["headline"]


def test_how_many_of_how_many_is_told(rec: Record) -> None:
    told = json.loads(exported(rec, "timelinejs"))
    assert len(told["events"]) == 6
    assert told["title"]["text"]["text"].startswith("6 of the 8 entries chosen")
    assert "Unicode code points" in told["title"]["text"]["text"]
    assert slides(rec, Filter(kind="stance")) == {}
