"""The events of a record in the column layout of POLECAT, the event feed that follows the PLOVER manual.

What the record has not stays empty; nothing is guessed. Columns that POLECAT does not have stand behind its own.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Root, Status
from onrecord.core.when import Basis
from onrecord.core.who import PARTIES, ActorKind
from onrecord.export.cells import guarded
from onrecord.export.format import as_text
from onrecord.record import Filter
from onrecord.show.line import who

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from onrecord.core.entry import Entry
    from onrecord.core.line import Line
    from onrecord.core.quantity import Quantity
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention
    from onrecord.record import Record

# The forty columns of POLECAT, in its order.
FEED = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
# The first three stand in some of its releases too; the others are ours.
BESIDE = (
    "Headline", "Event Text", "Story ID",
    "Status", "Claim By", "Claim Act", "Claim ID",
    "Date EDTF", "Date Earliest", "Date Latest", "Date Basis", "Quantities",
    "Actor Wikidata", "Recipient Wikidata", "Path", "Start", "End", "Standing",
)  # fmt: skip
COLUMNS = (*FEED, *BESIDE)

_TOOK_PLACE = frozenset((Status.HAPPENED, Status.ONGOING))
# PLOVER codes what is to come with these roots: the agreement to meet has been told, the meeting is planned.
_TO_COME = frozenset((Root.AGREE, Root.CONCEDE))
# What stands for one unknown beside others that are known, as in POLECAT, so that lists stay in step.
UNKNOWN = "None"

_QUADS = {
    "VERBAL COOPERATION": (Root.AGREE, Root.CONSULT, Root.SUPPORT, Root.CONCEDE),
    "MATERIAL COOPERATION": (Root.COOPERATE, Root.AID, Root.RETREAT),
    "VERBAL CONFLICT": (Root.REQUEST, Root.ACCUSE, Root.REJECT, Root.THREATEN),
    "MATERIAL CONFLICT": (Root.PROTEST, Root.SANCTION, Root.MOBILIZE, Root.COERCE, Root.ASSAULT),
}
_QUAD_OF = {root: quad for quad, roots in _QUADS.items() for root in roots}
_ORGANISED = frozenset((*PARTIES - {ActorKind.STATE}, ActorKind.ORGANISATION, ActorKind.OUTLET))


class PloverAll:
    """Every event in POLECAT's columns, tab-separated; the column `Status` tells which took place."""

    name = "plover-all"
    endings: tuple[str, ...] = ()
    is_text = True
    _all = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write a header, and a row for each event that meets a filter."""
        count = 0
        with as_text(target) as text:
            text.write("\t".join(COLUMNS) + "\n")
            for row in polecat_rows(rec, wanted, all_statuses=self._all or wanted.status is not None):
                text.write("\t".join(row) + "\n")
                count += 1
        return count


class Plover(PloverAll):
    """The events that count: those that took place, or that PLOVER codes as coming; others if asked for."""

    name = "plover"
    _all = False


def polecat_rows(rec: Record, wanted: Filter, *, all_statuses: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield the events that meet a filter, as rows of `COLUMNS`; by default those that count as events."""
    feed = Feed(rec)
    for line in rec.events(wanted):
        if isinstance(line.entry, Event) and (all_statuses or counts(line.entry)):
            row = feed.row(line, line.entry)
            yield tuple(str(guarded(" ".join(row.get(column, "").split()))) for column in COLUMNS)


def counts(event: Event) -> bool:
    """Say whether an event is one for a count of events: it took place, or PLOVER codes that it is to come."""
    return event.status in _TOOK_PLACE or (event.status is Status.PLANNED and event.plover in _TO_COME)


class Feed:
    """A record, read for rows: its actors, and what the last report told of besides."""

    def __init__(self, rec: Record) -> None:
        self._record = rec
        self._actors = {count.actor.id: count.actor for count in rec.actors()}
        self._names = rec.names()
        self._report: str | None = None
        self._story: dict[str, str] = {}

    def row(self, line: Line, event: Event) -> dict[str, str]:
        """Return the filled cells of an event."""
        report = line.report
        return {
            "Event ID": event.id,
            "Event Date": _day(event.when),
            "Event Type": event.plover.value,
            "Event Mode": event.mode or "",
            "Quad Code": _QUAD_OF[event.plover],
            **self._parties("Actor", event.sources, event.when),
            **self._parties("Recipient", event.targets, event.when),
            **self._place(event.place),
            "Source": report.outlet or "",
            "Publication Date": _day(report.published),
            **self._told(line),
            "Language": report.language or "",
            "Version": event.by,
            "Headline": report.title or "",
            "Event Text": event.words.words,
            "Story ID": report.id,
            "Status": event.status.value,
            **self._claim(event.claim),
            **_dates(event.when),
            "Quantities": "; ".join(map(_quantity, event.quantities)),
            "Path": report.path,
            "Start": str(event.words.start),
            "End": str(event.words.end),
            "Standing": line.standing.value,
        }

    def _parties(self, role: str, mentions: Sequence[Mention], when: When | None) -> dict[str, str]:
        known = [self._actors.get(mention.actor or "") for mention in mentions]
        countries = [self._country(mention.side) for mention in mentions]
        sectors = [mention.sector.value if mention.sector else "" for mention in mentions]
        return {
            f"{role} Name": _listed(map(_name, known, mentions)),
            f"{role} Country": _listed(countries),
            f"{role} COW": _listed(_codes()["cow"].get(country, "") for country in countries),
            f"Primary {role} Sector": next(filter(None, sectors), ""),
            f"{role} Sectors": _listed(sectors),
            f"{role} Title": _listed(_title(actor, when) for actor in known),
            f"{role} Name Raw": _listed(mention.citation.words for mention in mentions),
            f"{role} Wikidata": _listed(map(_wikidata, known)),
        }

    def _country(self, party: str | None) -> str:
        """Return the code of a state, or PLOVER's code for a body that stands in the place of one."""
        actor = self._actors.get(party or "")
        if actor is None:
            return ""
        if actor.kind is ActorKind.BODY:
            return str(_codes()["entity"].get(actor.id, "IGO"))
        return (actor.code or "") if actor.kind is ActorKind.STATE else ""

    def _place(self, place: Mention | None) -> dict[str, str]:
        if place is None:
            return {}
        actor = self._actors.get(place.actor or "")
        return {
            "Placename": actor.name if actor else place.name or "",
            "Country": self._country(place.side),
            "Raw Placename": place.citation.words,
        }

    def _claim(self, claim: str | None) -> dict[str, str]:
        """Return who tells of an event; nothing where the report itself does."""
        if claim is None:
            return {}
        told = self._record.entry(claim).entry
        if isinstance(told, Event):
            return {}
        return {"Claim By": who(told.speaker, self._names), "Claim Act": told.what.value, "Claim ID": claim}

    def _told(self, line: Line) -> dict[str, str]:
        """Return whom and what place the entries of the whole report name."""
        if self._report != line.report.id:
            self._report = line.report.id
            entries = [other.entry for other in self._record.lines(Filter(report=line.report.id))]
            actors = [actor for one in _all_named(entries) if (actor := self._actors.get(one.actor or ""))]
            self._story = {
                "Story People": _each(_names(actors, ActorKind.PERSON)),
                "Story Organizations": _each(_names(actors, *_ORGANISED)),
                "Story Locations": _each((*_names(actors, ActorKind.STATE), *_places(entries))),
            }
        return self._story


def _day(when: When | None) -> str:
    """Return a day that is told; a length of time, or the mere day of the reporting, is none."""
    if when is None or when.day is None or when.approximate or when.basis is Basis.PUBLISHED:
        return ""
    return when.day.isoformat()


def _dates(when: When | None) -> dict[str, str]:
    if when is None:
        return {}
    return {
        "Date EDTF": when.edtf(),
        "Date Earliest": when.earliest.isoformat() if when.earliest else "",
        "Date Latest": when.latest.isoformat() if when.latest else "",
        "Date Basis": when.basis.value,
    }


def _title(actor: Actor | None, when: When | None) -> str:
    """Return the one office that a person held all the time in which the event can lie, or an empty text."""
    if actor is None or when is None or when.span is None:
        return ""
    held = [office.title for office in actor.offices if all(map(office.held_on, when.span))]
    return held[0] if len(held) == 1 else ""


def _quantity(quantity: Quantity) -> str:
    lower, upper = ("" if end is None else f"{end:.15g}" for end in (quantity.lower, quantity.upper))
    return f"{'~' if quantity.approximate else ''}{lower}..{upper} {quantity.unit}"


def _listed(cells: Iterable[object]) -> str:
    """Return one cell for several parties, in their order; empty where nothing is known of any."""
    found = [" ".join(str(cell).replace(";", ",").split()) for cell in cells]
    return "; ".join(cell or UNKNOWN for cell in found) if any(found) else ""


def _each(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(name.replace(";", ",") for name in names))


@lru_cache(maxsize=1)
def _codes() -> dict[str, dict[str, object]]:
    return tomllib.loads(files("onrecord").joinpath("data", "polecat.toml").read_text(encoding="utf-8"))


def _all_named(entries: Sequence[Entry]) -> list[Mention]:
    """Return whom entries name: first those of deeds, then who speaks and to whom."""
    deeds_first = sorted(entries, key=lambda entry: not isinstance(entry, Event))
    return [mention for entry in deeds_first for mention in (*entry.doers, *entry.whom)]


def _places(entries: Sequence[Entry]) -> list[str]:
    return [one.place.citation.words for one in entries if isinstance(one, Event) and one.place]


def _names(actors: Sequence[Actor], *kinds: ActorKind) -> list[str]:
    return [actor.name for actor in actors if actor.kind in kinds]


def _name(actor: Actor | None, mention: Mention) -> str:
    return actor.name if actor else mention.name or ""


def _wikidata(actor: Actor | None) -> str:
    return (actor.wikidata or "") if actor else ""
