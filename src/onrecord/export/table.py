"""The record as tables: what stands in which column, for every format that is one."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.core.withheld import is_out
from onrecord.export.cells import row_state
from onrecord.record.rows import extent, when_row
from onrecord.show.line import addressees, doers
from onrecord.views.stretches import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.core.entry import Stance
    from onrecord.core.line import Line
    from onrecord.core.who import Mention
    from onrecord.record import Filter, Record

Cell = str | int | float | bool | None
Columns = dict[str, type[str] | type[int] | type[bool] | type[float]]

COLUMNS: Columns = {
    "id": str, "kind": str, "act": str, "plover": str, "mode": str, "status": str, "manner": str, "negated": bool,
    "who": str, "who_actor": str, "who_party": str, "to": str, "to_actor": str, "to_party": str, "place": str,
    "words": str, "start": int, "end": int, "cue": str, "condition": str, "stated": str, "reads": str,
    "when": str, "when_earliest": str, "when_latest": str, "when_precision": str, "when_basis": str,
    "issues": str, "told_in": str, "by": str, "standing": str, "confidence": float, "act_confidence": float,
    "source_confidence": float, "target_confidence": float,
    "report": str, "path": str, "title": str, "outlet": str, "published": str,
    "who_name": str, "to_name": str, "url": str, "sentence": str,
    "when_words": str, "place_actor": str, "tags": str, "notes": str, "starred": bool, "state": str,
}  # fmt: skip
REPORTS: Columns = {
    "id": str, "path": str, "title": str, "outlet": str, "published": str, "language": str, "url": str,
    "entries": int,
}  # fmt: skip
ACTORS: Columns = {
    "id": str, "name": str, "kind": str, "party": str, "code": str, "wikidata": str, "aliases": str,
    "statements": int, "stances": int, "addressed": int, "events": int, "targeted": int,
}  # fmt: skip
PROBLEMS: Columns = {"kind": str, "words": str, "path": str, "report": str, "start": int, "end": int}


class Rows:
    """The tables of a record. It keeps one report's text at a time."""

    def __init__(self, rec: Record) -> None:
        self._record = rec
        self._names = rec.names()
        self._text: Text | None = None

    def entries(self, wanted: Filter) -> Iterator[dict[str, Cell]]:
        """Yield the entries that meet a filter as rows of `COLUMNS`."""
        return map(self.of, self._record.lines(wanted))

    def of(self, line: Line) -> dict[str, Cell]:
        """Return an entry as a row of `COLUMNS`."""
        start, end, _ = extent(line.entry)
        known = doers(line.entry, self._names)
        sentence = self.sentence(line.report.id, start, end)
        row = cells(line) | {
            "who_name": None if known == "?" else known,
            "to_name": addressees(line.entry, self._names) or None,
            "sentence": None if is_out(sentence) else sentence,
        }
        return row | {"state": row_state(row)}

    def sentence(self, report: str, start: int, end: int) -> str:
        """Return the sentences of a report in which words stand, exactly."""
        if self._text is None or self._text.report.id != report:
            self._text = Text(self._record.report(report))
        first, last = self._text.around(start, end)
        return self._text.report.text[first:last]

    def reports(self, wanted: Filter) -> Iterator[dict[str, Cell]]:
        """Yield the reports as rows of `REPORTS`, with how many entries that meet a filter each has."""
        held: dict[str, int] = {}
        for line in self._record.lines(wanted):
            held[line.report.id] = held.get(line.report.id, 0) + 1
        for one in self._record.reports(retired=wanted.retired):
            yield {
                "id": one.id, "path": one.path, "title": one.title, "outlet": one.outlet,
                "published": one.published.edtf() if one.published else None,
                "language": one.language, "url": one.url, "entries": held.get(one.id, 0),
            }  # fmt: skip

    def actors(self, wanted: Filter) -> Iterator[dict[str, Cell]]:
        """Yield the actors in entries that meet a filter as rows of `ACTORS`."""
        for count in self._record.actors(wanted):
            one = count.actor
            yield {
                "id": one.id, "name": one.name, "kind": one.kind.value, "party": one.party, "code": one.code,
                "wikidata": one.wikidata, "aliases": "; ".join(one.aliases) or None,
                "statements": count.statements, "stances": count.stances, "addressed": count.addressed,
                "events": count.events, "targeted": count.targeted,
            }  # fmt: skip

    def problems(self) -> Iterator[dict[str, Cell]]:
        """Yield what is wrong as rows of `PROBLEMS`."""
        for one in self._record.problems():
            yield {
                "kind": one.kind.value, "words": one.words, "path": one.path, "report": one.report,
                "start": one.start, "end": one.end,
            }  # fmt: skip


@lru_cache(maxsize=1)
def meanings() -> dict[str, dict[str, str]]:
    """Return what each column means, by table: entries, reports, actors, problems."""
    return tomllib.loads(files("onrecord").joinpath("data", "export-fields.toml").read_text(encoding="utf-8"))


def cells(line: Line) -> dict[str, Cell]:
    """Return a line of the record as the cells of a table row, as far as the line itself tells them."""
    entry, report = line.entry, line.report
    start, end, words = extent(entry)
    when, earliest, latest, precision, basis, _ = when_row(entry.when)
    found: dict[str, Cell] = dict.fromkeys(COLUMNS)
    found |= {
        "id": entry.id, "kind": entry.kind, "words": words, "start": start, "end": end,
        "when": when, "when_earliest": earliest, "when_latest": latest, "when_precision": precision,
        "when_basis": basis, "issues": "; ".join(entry.issues), "told_in": entry.told_in, "by": entry.by,
        "standing": line.standing.value, "report": report.id, "path": report.path, "title": report.title,
        "outlet": report.outlet, "published": report.published.edtf() if report.published else None,
        "url": report.url, "when_words": entry.when_words.words if entry.when_words else None,
        "tags": "; ".join(line.tags) or None, "notes": "\n".join(line.notes) or None, "starred": line.starred,
    }  # fmt: skip
    return found | (_event(entry) if isinstance(entry, Event) else _spoken(entry))


def _spoken(entry: Statement | Stance) -> dict[str, Cell]:
    plover = entry.plover.value if isinstance(entry, Statement) and entry.plover else None
    return {
        "act": entry.what.value,
        "plover": plover,
        "manner": entry.manner.value,
        "negated": entry.negated,
        "confidence": entry.confidence,
        "act_confidence": entry.act_confidence if isinstance(entry, Statement) else None,
        **_denied(entry),
        "cue": entry.cue.words if entry.cue else None,
        "condition": entry.condition.words if entry.condition else None,
        **_named("who", entry.doers),
        **_named("to", entry.whom),
    }


def _denied(entry: Statement | Stance) -> dict[str, Cell]:
    if not isinstance(entry, Statement):
        return {}
    return {"stated": entry.stated.value if entry.stated else None, "reads": entry.reads}


def _event(entry: Event) -> dict[str, Cell]:
    return {
        "plover": entry.plover.value,
        "mode": entry.mode,
        "status": entry.status.value,
        "confidence": entry.confidence,
        "source_confidence": entry.source_confidence,
        "target_confidence": entry.target_confidence,
        "cue": entry.trigger.words,
        "place": entry.place.citation.words if entry.place else None,
        "place_actor": _whom(entry.place) if entry.place else None,
        **_named("who", entry.sources),
        **_named("to", entry.targets),
    }


def _named(role: str, mentions: tuple[Mention, ...]) -> dict[str, Cell]:
    if not mentions:
        return {}
    return {
        role: "; ".join(mention.citation.words for mention in mentions),
        f"{role}_actor": "; ".join(_whom(mention) for mention in mentions) or None,
        f"{role}_party": "; ".join(dict.fromkeys(mention.party for mention in mentions if mention.party)) or None,
    }


def _whom(mention: Mention) -> str:
    if mention.together:
        return "+".join(mention.candidates)
    return mention.actor or " ".join(f"{candidate}?" for candidate in mention.candidates)
