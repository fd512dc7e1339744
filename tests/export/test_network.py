"""The network as networkx reads it: actors, and what runs between them, with the entries that it rests on."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from onrecord import record
from onrecord.core.entry import Statement
from onrecord.core.who import ActorKind
from onrecord.export.network import network
from onrecord.record import EVERYTHING, Filter
from tests.export.hostile import exported, hostile
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record


@pytest.fixture(params=["gexf", "graphml"])
def graph(request: pytest.FixtureRequest, rec: Record) -> Any:
    networkx = pytest.importorskip("networkx")
    data = io.BytesIO(exported(rec, request.param))
    if request.param == "gexf":
        return networkx.read_gexf(data, version="1.3")
    return networkx.read_graphml(data, force_multigraph=True)


def test_another_program_reads_actors_and_edges(graph: Any) -> None:
    assert graph.is_directed()
    assert graph.nodes["zoe-maans"]["label"] == "Zoe\u0308 Ma\u030aans 🐟 & <sons>"
    assert graph.nodes["zoe-maans"]["party"] == "ostra"
    assert graph.nodes["ethiopia"]["code"] == "ETH"
    edges = {(source, target, data["act"]): data for source, target, data in graph.edges(data=True)}
    assert set(edges) == {
        ("zoe-maans", "vestria", "demand"),
        ("vestria", "ostra", "MOBILIZE"),
        ("egypt-water-minister", "ethiopia", "warn"),
    }
    said, _, sending, _ = hostile().entries
    assert edges["zoe-maans", "vestria", "demand"]["entries"] == said.id
    assert edges["vestria", "ostra", "MOBILIZE"]["entries"] == sending.id
    assert {(int(data["count"]), float(data["weight"])) for data in edges.values()} == {(1, 1.0)}


def test_entries_with_an_end_that_is_not_known_have_no_place(rec: Record) -> None:
    found = network(rec, EVERYTHING)
    assert (found.held, found.chosen) == (3, 8)
    assert "3 of the 8 entries" in exported(rec, "gexf").decode()
    assert "3 of the 8 entries" in exported(rec, "graphml").decode()
    assert network(rec, Filter(kind="event")).held == 1


def test_those_named_together_each_have_an_edge_and_equal_ones_are_gathered(tmp_path: Path) -> None:
    with record.create(tmp_path / "together.db", MADE_BY) as rec:
        for path in ("dam/a.txt", "dam/b.txt"):
            one = dam(path)
            warning = one.entries[0]
            assert isinstance(warning, Statement)
            assert warning.addressee
            both = replace(warning.addressee, actor=None, candidates=("ethiopia", "sudan"), together=True)
            rec.add(replace(one, entries=(replace(warning, addressee=both), *one.entries[1:])))
        edges = network(rec, Filter(act="warn")).edges
        assert {edge.target: len(entries) for edge, entries in edges.items()} == {"ethiopia": 2, "sudan": 2}


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_names_that_xml_cannot_hold_are_written_out(tmp_path: Path, form: str) -> None:
    networkx = pytest.importorskip("networkx")
    one = hostile()
    odd = replace(one.actors[1], name="Ves\x00tria \ufffe\x0b]]>", kind=ActorKind.STATE)
    with record.create(tmp_path / "odd.db", MADE_BY) as rec:
        rec.add(replace(one, actors=(one.actors[0], odd, one.actors[2])))
        data = io.BytesIO(exported(rec, form))
    read = networkx.read_gexf(data, version="1.3") if form == "gexf" else networkx.read_graphml(data)
    assert read.nodes["vestria"]["label"] == "Ves\\x00tria \\ufffe\\x0b]]>"
