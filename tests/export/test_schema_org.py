"""schema.org: quotations and claims, and nothing that would say the opposite of what the report says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Manner, Stated, Statement
from onrecord.export.schema_org import kind_of_work
from onrecord.record import Filter
from tests.export.hostile import TEXT, TITLE, URL, exported, hostile

if TYPE_CHECKING:
    from onrecord.record import Record


def said() -> Statement:
    entry = hostile().entries[0]
    assert isinstance(entry, Statement)
    return entry


def test_a_quotation_has_its_words_its_speaker_and_its_report(rec: Record) -> None:
    told = json.loads(exported(rec, "schema-org"))
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    works = {work["@id"].removeprefix("urn:onrecord:entry:"): work for work in told["hasPart"]}
    work = works[said().id]
    assert (work["@type"], work["text"]) == ("Quotation", said().content[0].words)
    place = re.search(r"characters (\d+)–(\d+) of", work["description"])
    assert place
    assert TEXT[int(place[1]) : int(place[2])] == work["text"]
    assert work["spokenByCharacter"] == {
        "@type": "Person",
        "@id": "urn:onrecord:actor:zoe-maans",
        "name": "Zoe\u0308 Ma\u030aans 🐟 & <sons>",
    }
    assert (work["isPartOf"]["headline"], work["isPartOf"]["url"]) == (TITLE, URL)
    assert (work["dateCreated"], work["isPartOf"]["datePublished"]) == ("2031-05-03", "2031-05-04")


def test_a_claim_appears_in_its_report_and_how_many_there_are_is_told(rec: Record) -> None:
    told = json.loads(exported(rec, "schema-org"))
    claims = [work for work in told["hasPart"] if work["@type"] == "Claim"]
    assert [(claim["author"]["name"], claim["appearance"]["@type"]) for claim in claims] == [
        ("Sudan", "NewsArticle")
    ]
    assert "dateCreated" not in claims[0], "only the reporting dates it"
    assert told["description"].startswith("3 of the 8 entries chosen")
    assert "Unicode code points" in told["description"]
    assert json.loads(exported(rec, "schema-org", Filter(kind="event")))["hasPart"] == []


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"act": Act.DEMAND}, "Quotation"),
        ({"act": Act.DEMAND, "manner": Manner.INDIRECT}, None),
        ({"act": Act.ASSERT, "manner": Manner.MIXED}, "Claim"),
        ({"act": Act.ASSERT, "negated": True}, None),
        ({"act": Act.DENY, "manner": Manner.INDIRECT, "stated": Stated.POSITIVE}, None),
        ({"act": Act.DENY, "manner": Manner.INDIRECT, "stated": Stated.NEGATIVE}, "Claim"),
    ],
)
def test_what_would_say_the_opposite_is_no_claim(changed: dict[str, object], kind: str | None) -> None:
    assert kind_of_work(replace(said(), **changed)) == kind  # type: ignore[arg-type]
