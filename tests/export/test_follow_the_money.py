"""FollowTheMoney entities, as its own library reads and checks them; and the edges as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.core.entry import Stance
from onrecord.record.rows import extent
from tests.export.hostile import TEXT, URL, exported, hostile

if TYPE_CHECKING:
    from onrecord.record import Record


@pytest.fixture
def entities(rec: Record) -> dict[str, Any]:
    model: Any = pytest.importorskip("followthemoney").model
    found = {}
    for line in exported(rec, "ftm").decode("utf-8").splitlines():
        data = json.loads(line)
        entity = model.get_proxy(data)
        model.get(data["schema"]).validate(data)
        assert {name: sorted(values) for name, values in entity.properties.items() if values} == {
            name: sorted(values) for name, values in data["properties"].items()
        }
        for name, values in data["properties"].items():
            kind = entity.schema.get(name).type
            assert all(kind.validate(value) for value in values), (name, values)
        assert data["id"] not in found
        found[data["id"]] = entity
    return found


def test_every_entry_is_there_with_words_at_their_offsets(entities: dict[str, Any]) -> None:
    for entry in hostile().entries:
        entity = entities[f"onrecord-entry-{entry.id}"]
        assert entity.schema.name == ("Note" if isinstance(entry, Stance) else "Event")
        start, end, words = extent(entry)
        assert entity.get("description") == [words] == [TEXT[start:end]]
        assert f"Words at {start}:{end} of the report" in entity.first("notes")
        assert entity.get("sourceUrl") == [URL]
        assert entities[entity.first("proof")].schema.name == "Article"


def test_ends_are_known_and_what_did_not_happen_says_so(entities: dict[str, Any]) -> None:
    said, _, sending, holding = (f"onrecord-entry-{entry.id}" for entry in hostile().entries)
    assert entities[sending].first("name").startswith("MOBILIZE, planned: ")
    assert entities[said].first("date") == "2031-05-03"
    assert entities[holding].first("date") is None
    assert "2031-03-01" in entities[holding].first("summary")
    links = [one for one in entities.values() if one.schema.name == "UnknownLink"]
    assert {(one.first("subject"), one.first("object"), one.first("role")) for one in links} == {
        ("onrecord-actor-zoe-maans", "onrecord-actor-vestria", "demand"),
        ("onrecord-actor-vestria", "onrecord-actor-ostra", "MOBILIZE, planned"),
        ("onrecord-actor-egypt-water-minister", "onrecord-actor-ethiopia", "warn"),
    }
    for one in entities.values():
        for name, values in one.properties.items():
            if one.schema.get(name).type.name == "entity":
                assert set(values) <= set(entities)
    assert entities["onrecord-actor-zoe-maans"].schema.name == "Person"
    (speaks,) = (
        one
        for one in entities.values()
        if one.schema.name == "Representation" and one.first("agent") == "onrecord-actor-zoe-maans"
    )
    assert speaks.first("client") == "onrecord-actor-ostra"


def test_edges_are_those_of_the_network(rec: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(rec, "edges").decode("utf-8"), newline="")))
    assert {(row["source"], row["target"], row["kind"], row["act"], row["count"]) for row in rows} == {
        ("zoe-maans", "vestria", "statement", "demand", "1"),
        ("vestria", "ostra", "event", "MOBILIZE", "1"),
        ("egypt-water-minister", "ethiopia", "statement", "warn", "1"),
    }
    (row,) = (row for row in rows if row["source"] == "zoe-maans")
    assert (row["source_name"], row["source_party"], row["source_kind"]) == (
        "Zoe\u0308 Ma\u030aans 🐟 & <sons>",
        "ostra",
        "person",
    )
    assert row["entries"] == hostile().entries[0].id
