"""An entry as a row of a table: what stands in which column, for every format that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.record.rows import extent, kind_of, told_in, when_row

if TYPE_CHECKING:
    from onrecord.core.entry import Stance
    from onrecord.core.line import Line
    from onrecord.core.who import Mention

Cell = str | int | float | bool | None

COLUMNS: dict[str, type[str] | type[int] | type[bool] | type[float]] = {
    "id": str, "kind": str, "act": str, "plover": str, "mode": str, "status": str, "manner": str, "negated": bool,
    "who": str, "who_actor": str, "who_party": str, "to": str, "to_actor": str, "to_party": str, "place": str,
    "words": str, "start": int, "end": int, "cue": str, "condition": str,
    "when": str, "when_earliest": str, "when_latest": str, "when_precision": str, "when_basis": str,
    "issues": str, "told_in": str, "by": str, "standing": str, "confidence": float, "act_confidence": float,
    "source_confidence": float, "target_confidence": float,
    "report": str, "path": str, "title": str, "outlet": str, "published": str,
}  # fmt: skip

# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells(line: Line) -> dict[str, Cell]:
    """Return a line of the record as the cells of a table row."""
    entry, report = line.entry, line.report
    start, end, words = extent(entry)
    when, earliest, latest, precision, basis, _ = when_row(entry.when)
    found: dict[str, Cell] = dict.fromkeys(COLUMNS)
    found |= {
        "id": entry.id, "kind": kind_of(entry), "words": words, "start": start, "end": end,
        "when": when, "when_earliest": earliest, "when_latest": latest, "when_precision": precision,
        "when_basis": basis, "issues": "; ".join(entry.issues), "told_in": told_in(entry), "by": entry.by,
        "standing": line.standing.value, "report": report.id, "path": report.path, "title": report.title,
        "outlet": report.outlet, "published": report.published.edtf() if report.published else None,
    }  # fmt: skip
    return found | (_event(entry) if isinstance(entry, Event) else _spoken(entry))


def guarded(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _spoken(entry: Statement | Stance) -> dict[str, Cell]:
    act = entry.act if isinstance(entry, Statement) else entry.attitude
    plover = entry.plover.value if isinstance(entry, Statement) and entry.plover else None
    return {
        "act": act.value,
        "plover": plover,
        "manner": entry.manner.value,
        "negated": entry.negated,
        "confidence": entry.confidence,
        "act_confidence": entry.act_confidence if isinstance(entry, Statement) else None,
        "cue": entry.cue.words if entry.cue else None,
        "condition": entry.condition.words if entry.condition else None,
        **_named("who", (entry.speaker,) if entry.speaker else ()),
        **_named("to", (entry.addressee,) if entry.addressee else ()),
    }


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
        return "; ".join(mention.candidates)
    return mention.actor or " ".join(f"{candidate}?" for candidate in mention.candidates)
