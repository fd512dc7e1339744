"""GeoJSON (RFC 7946) of events: a point for each whose place is one known city, with its words and its doubt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event
from onrecord.export.format import as_text
from onrecord.export.places import SOURCE, Gazetteer
from onrecord.export.table import COLUMNS, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.line import Line
    from onrecord.core.who import Mention
    from onrecord.record import Filter, Record

# What of a row goes out with a point: all but what an event has not, and the mark of a row that comes back.
_PROPERTIES = tuple(
    name for name in COLUMNS if name not in {"act", "manner", "negated", "condition", "stated", "reads", "state"}
)


class GeoJson:
    """Events on a map."""

    name = "geojson"
    endings: tuple[str, ...] = (".geojson",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the events that meet a filter and whose place is known; return how many.

        Raises:
            PlacesMissing: The table of places is not installed.
        """
        count = 0
        with as_text(target) as text:
            text.write('{"type": "FeatureCollection", "features": [')
            for feature in _features(rec, wanted):
                text.write((",\n" if count else "\n") + json.dumps(feature, ensure_ascii=False))
                count += 1
            told = f"{count} of the {rec.count(wanted)} entries chosen: events whose place is one known city."
            text.write(f'\n], "description": {json.dumps(told)}, "places": {json.dumps(SOURCE)}}}\n')
        return count


def _features(rec: Record, wanted: Filter) -> Iterator[dict[str, object]]:
    gazetteer = Gazetteer(rec.everyone(), (place for _, place in _placed(rec, wanted)))
    rows = Rows(rec)
    for line, place in _placed(rec, wanted):
        found = gazetteer.place_of(place)
        if found is None:
            continue
        row = rows.of(line)
        held = {name: row[name] for name in _PROPERTIES if row[name] is not None}
        yield {
            "type": "Feature",
            "id": line.entry.id,
            "geometry": {"type": "Point", "coordinates": [found.east, found.north]},
            "properties": {**held, "city": found.name, "country": found.country, "geonames": found.geonames},
        }


def _placed(rec: Record, wanted: Filter) -> Iterator[tuple[Line, Mention]]:
    """Yield the events that are told to be somewhere, with the words for where."""
    if wanted.kind not in (None, "event"):
        return
    for line in rec.events(wanted):
        if isinstance(line.entry, Event) and line.entry.place:
            yield line, line.entry.place
