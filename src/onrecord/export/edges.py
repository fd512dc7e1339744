"""The edges of the network as CSV: who did what to whom, how often, with the entries that say so."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, BinaryIO

from onrecord.export.cells import guarded
from onrecord.export.format import as_text
from onrecord.export.network import network

if TYPE_CHECKING:
    from onrecord.record import Filter, Record

_COLUMNS = (
    *("source", "source_name", "source_kind", "source_party"),
    *("target", "target_name", "target_kind", "target_party"),
    *("kind", "act", "count", "entries"),
)


class EdgeTable:
    """A row for each edge; cells are guarded against formulas as in `csv`."""

    name = "edges"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the edges; return how many entries have a place in them."""
        found = network(rec, wanted)
        actors = {one.id: one for one in found.actors}
        with as_text(target) as text:
            table = csv.writer(text, lineterminator="\r\n")
            table.writerow(_COLUMNS)
            for edge, entries in found.edges.items():
                ends = (actors[edge.source], actors[edge.target])
                told = [cell for one in ends for cell in (one.id, one.name, one.kind.value, one.party)]
                row = (*told, edge.kind, edge.act, len(entries), " ".join(entries))
                table.writerow(guarded(cell) for cell in row)
        return found.held
