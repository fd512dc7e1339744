"""Entries as JSON: the stable form that `onrecord extract` prints and that benchmarks stand on.

Keys, once here, stay; new ones may be added. Offsets count code points of the report's text, and `words` is always
the text between them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, TypeAlias

from onrecord.core.entry import Event, Stance, Statement
from onrecord.core.finding import Framing, Shift
from onrecord.core.line import Standing
from onrecord.core.who import is_unnamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from onrecord.core.correction import Correction
    from onrecord.core.entry import Entry, TimeExpression
    from onrecord.core.extraction import Extraction
    from onrecord.core.finding import Finding, Says
    from onrecord.core.line import Line, Reading
    from onrecord.core.problem import Problem
    from onrecord.core.proposition import Proposition
    from onrecord.core.quantity import Quantity
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Object: TypeAlias = "dict[str, Json]"
Names: TypeAlias = "Mapping[str, str]"


def extraction_json(extraction: Extraction, by_hand: Mapping[str, Object] | None = None) -> Object:
    """Return one report with its entries, times and problems.

    The text stands in it when the offsets do not index the file itself (all formats but plain text).

    Args:
        extraction: What was taken from the report.
        by_hand: What people have said of an entry (`by_hand_json`), by its id, where anything.
    """
    names = names_of(extraction.actors)
    said = by_hand or {}
    return {
        "report": report_json(extraction.report),
        "entries": [entry_json(entry, names) | said.get(entry.id, {}) for entry in extraction.entries],
        "times": [time_json(time) for time in extraction.times],
        "problems": [problem_json(problem) for problem in extraction.problems],
    }


def by_hand_json(line: Line) -> Object:
    """Return what people have said of an entry: standing, tags, notes, starred; what is not so is left out."""
    told: Object = {
        "standing": "" if line.standing is Standing.EXTRACTED else line.standing.value,
        "tags": list(line.tags),
        "notes": list(line.notes),
        "starred": line.starred,
    }
    return {name: value for name, value in told.items() if value}


def names_of(actors: Sequence[Actor]) -> dict[str, str]:
    """Return the shown name of each actor by id."""
    return {actor.id: actor.name for actor in actors}


def report_json(report: Report) -> Object:
    """Return a report's header, with its text where the offsets index that and not a file."""
    form: Object = {
        "path": report.path,
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published.edtf() if report.published else None,
        "published_basis": report.published.basis.value if report.published else None,
        "language": report.language,
    }
    if report.format != "text":
        form["text"] = report.text
    return form


def reading_json(reading: Reading) -> Object:
    """Return a report's header, the share of its text that is read, its entries, and the note on them."""
    report = reading.report
    return {
        "id": report.id,
        "path": report.path,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.edtf() if report.published else None,
        "language": report.language,
        "url": report.url,
        "read": round(reading.share, 3),
        "entries": reading.entries,
        "note": reading.note,
    }


def entry_json(entry: Entry, names: Names) -> Object:
    """Return one entry; `names` gives the shown name of each actor id."""
    if isinstance(entry, Event):
        return _event(entry, names)
    return _spoken(entry, names)


def time_json(time: TimeExpression) -> Object:
    """Return one time expression."""
    return {
        **_citation(time.citation),
        "type": time.kind.value,
        "value": time.value,
        "edtf": time.when.edtf() if time.when else None,
    }


def problem_json(problem: Problem) -> Object:
    """Return one problem."""
    return {
        "kind": problem.kind.value,
        "words": problem.words,
        "path": problem.path,
        "report": problem.report,
        "start": problem.start,
        "end": problem.end,
    }


def finding_json(finding: Finding, paths: Mapping[str, str]) -> Object:
    """Return one finding; `paths` gives where each report lies, by its id."""
    told: list[Object] = [
        {"report": paths[one.citation.report], **_citation(one.citation), "entry": one.entry, "role": one.role}
        for one in finding.tellings
    ]
    return {
        "kind": finding.kind.value,
        "id": finding.id,
        **_says(finding.says),
        **{str(one["role"]): one for one in told if one["role"]},
        "entries": list(finding.entries()),
        "reports": [paths[report] for report in finding.reports],
        "tellings": told,
        **({"terms": told} if isinstance(finding.says, Framing) else {}),
        "method": finding.method,
        "sureness": finding.sureness,
        "why": list(finding.why),
        "confirmed": finding.confirmed,
        "stale": finding.stale,
        "found": finding.found,
    }


def _says(says: Says) -> Object:
    """Return what a finding says; of a shift the stances under the keys of the interface."""
    form: Object = asdict(says)
    if isinstance(says, Shift):
        form |= {"from": form.pop("before"), "to": form.pop("after")}
    return form


def _value(one: StrEnum | None) -> str | None:
    """Return what is written for one of some values, or None where there is none."""
    return one.value if one else None


def _spoken(entry: Statement | Stance, names: Names) -> Object:
    form: Object = {"kind": entry.kind, "id": entry.id}
    if isinstance(entry, Statement):
        form |= {
            "act": entry.act.value,
            "also": _value(entry.also),
            "plover": _value(entry.plover),
            "stated": _value(entry.stated),
            "reads": entry.reads,
        }
    else:
        form |= {"attitude": entry.attitude.value, "plover": None, "status": None}
    return form | {
        "start": min(piece.start for piece in entry.content),
        "end": max(piece.end for piece in entry.content),
        "manner": entry.manner.value,
        "negated": entry.negated,
        "speaker": _mention(entry.speaker, names),
        "addressee": _mention(entry.addressee, names),
        "via": entry.via,
        "cue": _citation(entry.cue) if entry.cue else None,
        "content": [_citation(piece) for piece in entry.content],
        "condition": _citation(entry.condition) if entry.condition else None,
        "when": _when(entry.when, entry.when_words),
        "issues": list(entry.issues),
        **_proposed(entry),
        "numbers": [_number(quantity) for quantity in entry.quantities],
        "confidence": entry.confidence,
        "act_confidence": entry.act_confidence if isinstance(entry, Statement) else None,
        "by": entry.by,
    }


def _event(entry: Event, names: Names) -> Object:
    return {
        "kind": "event",
        "id": entry.id,
        "plover": entry.plover.value,
        "mode": entry.mode,
        "status": entry.status.value,
        "confidence": entry.confidence,
        "source_confidence": entry.source_confidence,
        "target_confidence": entry.target_confidence,
        **_citation(entry.words),
        "trigger": _citation(entry.trigger),
        "source": _mention(entry.sources[0] if entry.sources else None, names),
        "target": _mention(entry.targets[0] if entry.targets else None, names),
        "sources": [_mention(mention, names) for mention in entry.sources],
        "targets": [_mention(mention, names) for mention in entry.targets],
        "place": _mention(entry.place, names),
        "when": _when(entry.when, entry.when_words),
        "claim": entry.claim,
        "quantities": [_quantity(quantity) for quantity in entry.quantities],
        "numbers": [_number(quantity) for quantity in entry.quantities],
        "issues": list(entry.issues),
        **_proposed(entry),
        "by": entry.by,
    }


def _proposed(entry: Entry) -> Object:
    """Return the main proposition, as the interface has it, all of them, and the deed of a statement or stance."""
    several = [_side(one) for one in entry.propositions]
    deed = {} if isinstance(entry, Event) else {"deed": _side(entry.deed) if entry.deed else None}
    return {"proposition": several[0] if several else None, "propositions": several, **deed}


def _side(one: Proposition) -> Object:
    return {
        "matter": one.matter,
        "body": one.body,
        "object": list(one.object),
        "doer": one.doer,
        "sign": one.sign.value if one.sign else None,
        "sense": one.sense.value,
        "conditional": one.conditional,
        "open": one.open,
        "background": one.background,
        **_citation(one.words),
    }


def _citation(citation: Citation) -> Object:
    return {"words": citation.words, "start": citation.start, "end": citation.end}


def _number(quantity: Quantity) -> Object:
    return _citation(quantity.citation) | {
        "low": quantity.lower,
        "high": quantity.upper,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "approximate": quantity.approximate,
    }


def _quantity(quantity: Quantity) -> Object:
    return _citation(quantity.citation) | {
        "unit": quantity.unit,
        "lower": quantity.lower,
        "upper": quantity.upper,
        "approximate": quantity.approximate,
    }


def _mention(mention: Mention | None, names: Names) -> Object | None:
    if mention is None:
        return None
    actor, party = mention.actor, mention.party
    return _citation(mention.citation) | {
        "actor": _name(mention, names),
        "party": names.get(party, party) if party else None,
        "actor_id": actor,
        "party_id": party,
        "candidates": list(mention.candidates),
        "together": mention.together,
        "sector": mention.sector.value if mention.sector else None,
    }


def _name(mention: Mention, names: Names) -> str | None:
    """Return the name of whoever is meant; none where the report names nobody: "officials" is no name."""
    if mention.actor is None or (mention.name and mention.actor == mention.party):
        return mention.name  # an organ is filed under its state, and called by its own name
    return None if is_unnamed(mention.actor) else names.get(mention.actor, mention.actor)


def _when(when: When | None, words: Citation | None) -> Object | None:
    if when is None:
        return None
    form: Object = {"edtf": when.edtf(), "basis": when.basis.value}
    return form | _citation(words) if words else form


def correction_json(correction: Correction) -> Object:
    """Return a correction: what it does, to what, who made it, when and why, and who took it back."""
    return {
        "id": correction.id,
        "kind": correction.kind.value,
        "who": correction.who,
        "when": correction.when,
        "why": correction.why,
        "entry": correction.entry,
        "actor": correction.actor,
        "into": correction.into,
        "names": list(correction.names),
        "changes": [{"field": change.field, "value": change.value} for change in correction.changes],
        "undone": asdict(correction.undone) if correction.undone else None,
    }
