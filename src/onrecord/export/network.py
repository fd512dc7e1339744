"""Who said and did what to whom, as a network: GEXF 1.3 for Gephi, GraphML for what else draws graphs.

Actors are nodes. An edge gathers the entries of one kind and one act or root that run from one actor to another.
An entry has a place in it only where both ends are known: who stays unsure is no node.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, BinaryIO, NamedTuple
from xml.etree import ElementTree as Xml

from onrecord.export.xml_text import in_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.core.entry import Entry
    from onrecord.core.who import Actor, Mention
    from onrecord.record import Filter, Record

GEXF = "http://gexf.net/1.3"
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"kind": "string", "party": "string", "code": "string"}
_EDGE = {"entry_kind": "string", "act": "string", "count": "integer", "entries": "string"}


class Edge(NamedTuple):
    """What one actor said or did to another, of one kind."""

    source: str
    target: str
    kind: str
    act: str


class Network(NamedTuple):
    """Actors, the entries of each edge, and how many entries have a place in it, of how many."""

    actors: tuple[Actor, ...]
    edges: Mapping[Edge, Sequence[str]]
    held: int
    chosen: int

    def in_words(self) -> str:
        """Return what the file says of itself."""
        return f"{self.held} of the {self.chosen} entries chosen: those of which the record knows who and to whom."


def network(rec: Record, wanted: Filter) -> Network:
    """Return the network of the entries that meet a filter."""
    edges: dict[Edge, list[str]] = {}
    held = chosen = 0
    for line in rec.lines(wanted):
        chosen += 1
        found = list(_edges(line.entry))
        held += bool(found)
        for edge in found:
            edges.setdefault(edge, []).append(line.entry.id)
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return Network(tuple(one for one in rec.everyone() if one.id in ends), edges, held, chosen)


def _edges(entry: Entry) -> Iterator[Edge]:
    """Yield an edge for each pair of those who did it and those to whom it was done."""
    pairs = product(known_actors(entry.doers), known_actors(entry.whom))
    kind, act = entry.kind, entry.what.value
    yield from dict.fromkeys(Edge(source, target, kind, act) for source, target in pairs)


def known_actors(mentions: Sequence[Mention]) -> list[str]:
    """Return the actors that mentions surely stand for."""
    return [
        actor
        for mention in mentions
        for actor in (mention.candidates if mention.together else (mention.actor,))
        if actor
    ]


class Gexf:
    """The network for Gephi."""

    name = "gexf"
    endings: tuple[str, ...] = (".gexf",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the network; return how many entries have a place in it."""
        found = network(rec, wanted)
        root = Xml.Element("gexf", {"xmlns": GEXF, "version": "1.3"})
        meta = Xml.SubElement(root, "meta")
        Xml.SubElement(meta, "creator").text = f"onrecord {rec.made_by.version}"
        Xml.SubElement(meta, "description").text = found.in_words()
        graph = Xml.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
        for of, fields in (("node", _NODE), ("edge", _EDGE)):
            declared = Xml.SubElement(graph, "attributes", {"class": of})
            for key, kind in fields.items():
                Xml.SubElement(declared, "attribute", {"id": key, "title": key, "type": kind})
        nodes = Xml.SubElement(graph, "nodes")
        for actor in found.actors:
            node = Xml.SubElement(nodes, "node", {"id": in_xml(actor.id), "label": in_xml(actor.name)})
            self._values(node, _of_actor(actor))
        edges = Xml.SubElement(graph, "edges")
        for number, (edge, entries) in enumerate(found.edges.items()):
            ends = {"source": in_xml(edge.source), "target": in_xml(edge.target)}
            about = {"id": str(number), **ends, "label": edge.act, "kind": f"{edge.kind} {edge.act}"}
            drawn = Xml.SubElement(edges, "edge", {**about, "weight": str(len(entries))})
            self._values(drawn, _of_edge(edge, entries))
        _written(root, target)
        return found.held

    def _values(self, element: Xml.Element, values: Mapping[str, str | None]) -> None:
        held = Xml.SubElement(element, "attvalues")
        for key, value in values.items():
            if value is not None:
                Xml.SubElement(held, "attvalue", {"for": key, "value": in_xml(value)})


class GraphMl:
    """The same network for programs that read GraphML."""

    name = "graphml"
    endings: tuple[str, ...] = (".graphml",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the network; return how many entries have a place in it."""
        found = network(rec, wanted)
        root = Xml.Element("graphml", {"xmlns": GRAPHML})
        Xml.SubElement(root, "desc").text = found.in_words()
        for of, fields in (("node", {"label": "string", **_NODE}), ("edge", {"weight": "double", **_EDGE})):
            for key, kind in fields.items():
                Xml.SubElement(
                    root,
                    "key",
                    {
                        "id": f"{of}-{key}",
                        "for": of,
                        "attr.name": key,
                        "attr.type": kind.replace("integer", "int"),
                    },
                )
        graph = Xml.SubElement(root, "graph", {"id": "record", "edgedefault": "directed"})
        for actor in found.actors:
            node = Xml.SubElement(graph, "node", {"id": in_xml(actor.id)})
            self._values(node, "node", {"label": actor.name, **_of_actor(actor)})
        for number, (edge, entries) in enumerate(found.edges.items()):
            ends = {"source": in_xml(edge.source), "target": in_xml(edge.target)}
            drawn = Xml.SubElement(graph, "edge", {"id": str(number), **ends})
            self._values(drawn, "edge", {"weight": str(len(entries)), **_of_edge(edge, entries)})
        _written(root, target)
        return found.held

    def _values(self, element: Xml.Element, of: str, values: Mapping[str, str | None]) -> None:
        for key, value in values.items():
            if value is not None:
                Xml.SubElement(element, "data", {"key": f"{of}-{key}"}).text = in_xml(value)


def _of_actor(actor: Actor) -> dict[str, str | None]:
    return {"kind": actor.kind.value, "party": actor.party, "code": actor.code}


def _of_edge(edge: Edge, entries: Sequence[str]) -> dict[str, str | None]:
    return {"entry_kind": edge.kind, "act": edge.act, "count": str(len(entries)), "entries": " ".join(entries)}


def _written(root: Xml.Element, target: BinaryIO) -> None:
    Xml.indent(root)
    Xml.ElementTree(root).write(target, encoding="utf-8", xml_declaration=True)
