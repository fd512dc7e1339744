"""FollowTheMoney entities as JSON lines, for Aleph and its kin: actors, reports, what was said and done.

What was said is an `Event`, as the saying is one; what was done is one whose name says whether it took place. What
is thought is a `Note`. Where both ends are known an `UnknownLink` runs from who to whom. A date stands only where
the words name one calendar day, month or year; every other doubt is in the summary.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Event, Stance
from onrecord.core.identity import entry_id
from onrecord.core.visible import one_line
from onrecord.core.when import Basis
from onrecord.core.who import ActorKind
from onrecord.export.format import as_text
from onrecord.export.network import known_actors
from onrecord.export.offsets import OURS
from onrecord.record.rows import extent
from onrecord.show.line import addressees, date, doers, doing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.when import When
    from onrecord.core.who import Actor
    from onrecord.record import Filter, Record

Properties = dict[str, list[str]]

_SCHEMA = {ActorKind.PERSON: "Person", ActorKind.STATE: "PublicBody", ActorKind.UNNAMED: "LegalEntity"}
_PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SAFE = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_LONGEST_NAME = 200


class FollowTheMoney:
    """Entities that other collections can be matched with."""

    name = "ftm"
    endings: tuple[str, ...] = (".ftm",)
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the entries that meet a filter, with their reports and actors; return how many entries."""
        names = rec.names()
        actors = {one.id: one for one in rec.everyone()}
        met: set[str] = set()
        report = ""
        count = 0
        with as_text(target) as text:
            for line in rec.lines(wanted):
                entities = [*(_article(line.report) if line.report.id != report else ())]
                report = line.report.id
                entities += _entry(line, names)
                for actor in _new(line, actors, met):
                    entities += _actor(actor, actors)
                text.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in entities)
                count += 1
        return count


def _new(line: Line, actors: Mapping[str, Actor], met: set[str]) -> Iterator[Actor]:
    """Yield the actors of an entry, and those that they speak for, that were not met before."""
    for actor in known_actors((*line.entry.doers, *line.entry.whom)):
        party = actors[actor].party if actor in actors else None
        for one in (actor, party or actor):
            if one in actors and one not in met:
                met.add(one)
                yield actors[one]


def _entity(schema: str, key: str, properties: Mapping[str, str | list[str] | None]) -> dict[str, object]:
    listed = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": key, "schema": schema, "properties": listed}


def _key(kind: str, of: str) -> str:
    """Return the id of something; what its name may not hold is hashed."""
    return f"onrecord-{kind}-{of if _SAFE.fullmatch(of) else entry_id(of, kind)}"


def _actor(actor: Actor, actors: Mapping[str, Actor]) -> Iterator[dict[str, object]]:
    """Yield an actor, and for whom it speaks or acts."""
    about = {
        "name": one_line(actor.name),
        "alias": [one_line(alias) for alias in actor.aliases],
        "wikidataId": actor.wikidata,
        "notes": f"onrecord: {actor.kind.value}, {actor.id}",
    }
    yield _entity(_SCHEMA.get(actor.kind, "Organization"), _key("actor", actor.id), about)
    if actor.party and actor.party != actor.id and actor.party in actors:
        ends = {"agent": _key("actor", actor.id), "client": _key("actor", actor.party)}
        link = {**ends, "role": "speaks or acts for"}
        yield _entity("Representation", _key("party", f"{actor.id}.{actor.party}"), link)


def _article(report: ReportHeader) -> Iterator[dict[str, object]]:
    title = one_line(report.title or report.path)
    about = {
        "title": title,
        "fileName": one_line(report.path.rpartition("/")[2]),
        "publisher": one_line(report.outlet) if report.outlet else None,
        "publishedAt": _day(report.published),
        "sourceUrl": _web(report.url),
    }
    yield _entity("Article", _key("report", report.id), about)


def _entry(line: Line, names: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Yield an entry, and a link for each pair of those who did it and to whom."""
    entry = line.entry
    doing_it, done_to = known_actors(entry.doers), known_actors(entry.whom)
    involved = [_key("actor", one) for one in dict.fromkeys((*doing_it, *done_to))]
    start, end, words = extent(entry)
    whom = addressees(entry, names)
    told = f"{doers(entry, names)}: {doing(entry)}{f' → {whom}' if whom else ''}, {date(line)}"
    about = {
        "summary": one_line(told),
        "description": words,
        "notes": f"Words at {start}:{end} of the report, {OURS.in_words()}. Entry {entry.id}.",
        "publisher": one_line(line.report.outlet) if line.report.outlet else None,
        "sourceUrl": _web(line.report.url),
        "proof": _key("report", line.report.id),
        "keywords": [entry.kind, doing(entry)],
        "name": one_line(f"{doing(entry)}: {words}")[:_LONGEST_NAME],
    }
    if isinstance(entry, Stance):
        yield _entity("Note", _key("entry", entry.id), {**about, "entity": involved})
    else:
        place = entry.place.citation.words if isinstance(entry, Event) and entry.place else None
        dated = {"date": _day(entry.when), "location": one_line(place) if place else None, "recordId": entry.id}
        yield _entity("Event", _key("entry", entry.id), {**about, **dated, "involved": involved})
    for source in doing_it:
        for target in done_to:
            ends = {"subject": _key("actor", source), "object": _key("actor", target)}
            link = {**ends, "role": doing(entry), "date": _day(entry.when), "recordId": entry.id}
            yield _entity("UnknownLink", _key("link", f"{entry.id}.{source}.{target}"), link | _told(about))


def _told(about: Mapping[str, str | list[str] | None]) -> dict[str, str | list[str] | None]:
    return {name: about[name] for name in ("summary", "description", "publisher", "sourceUrl")}


def _day(when: When | None) -> str | None:
    """Return a calendar day, month or year that the words name; nothing where only the reporting dates it."""
    if when is None or when.approximate or when.basis is Basis.PUBLISHED:
        return None
    told = when.edtf()
    return told if _PARTIAL.fullmatch(told) else None


def _web(url: str | None) -> str | None:
    return url if url and url.lower().startswith(("http://", "https://")) else None
