"""Web annotations: another program finds the words by their quotation and by their place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.record import Filter
from tests.export.hostile import TEXT, URL, exported, hostile

if TYPE_CHECKING:
    from onrecord.record import Record

# As a program has the text that decodes the file: the mark is gone.
DECODED = TEXT.encode("utf-8").decode("utf-8-sig")


def by_entry(rec: Record) -> dict[str, dict[str, Any]]:
    told = json.loads(exported(rec, "annotations"))
    return {one["id"].removeprefix("urn:onrecord:entry:"): one for one in told["first"]["items"]}


def test_words_are_found_by_place_and_by_quotation(rec: Record) -> None:
    found = by_entry(rec)
    for entry in hostile().entries:
        text, page = found[entry.id]["target"]
        quote, position = text["selector"]
        (cited,) = entry.pieces
        assert DECODED[position["start"] : position["end"]] == cited.words == quote["exact"]
        assert DECODED.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        assert text["source"]["id"] == f"urn:onrecord:report:{hostile().report.id}"
        assert (page["source"]["id"], page["selector"]) == (URL, quote)


def test_the_collection_says_how_it_counts_and_how_many_there_are(rec: Record) -> None:
    told = json.loads(exported(rec, "annotations"))
    assert told["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (told["type"], told["total"]) == ("AnnotationCollection", 8)
    assert len(told["first"]["items"]) == 8
    assert "Unicode code points, without a byte-order mark" in told["label"]
    few = json.loads(exported(rec, "annotations", Filter(kind="stance")))
    assert few["total"] == len(few["first"]["items"]) == 2


def test_a_body_says_what_was_done_by_whom(rec: Record) -> None:
    said = hostile().entries[0]
    assert [body["value"] for body in by_entry(rec)[said.id]["body"]] == [
        "statement: demand",
        "Zoe\u0308 Ma\u030aans 🐟 & <sons> (Ostra): demand → Vestria, 2031-05-03",
    ]
