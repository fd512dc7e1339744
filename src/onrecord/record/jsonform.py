"""What was taken from a report as JSON: the form of `onrecord extract` and of the JSON Lines export.

Offsets count Unicode code points of the report's text, which is given where it is not simply that of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.core.entry import Event, Statement
from onrecord.record.rows import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.core.entry import Entry, Stance
    from onrecord.core.extraction import Extraction
    from onrecord.core.problem import Problem
    from onrecord.core.report import Citation, Report
    from onrecord.core.when import When
    from onrecord.core.who import Mention

Json = dict[str, object]


def extraction_object(extraction: Extraction, standings: Mapping[str, str] | None = None) -> Json:
    """Return a report with its entries, times and problems.

    Args:
        extraction: What was taken from the report.
        standings: What a person has said of an entry, by its id, where anything.
    """
    said = standings or {}
    return {
        "report": report_object(extraction.report),
        "entries": [
            entry_object(entry) | ({"standing": said[entry.id]} if entry.id in said else {})
            for entry in extraction.entries
        ],
        "times": [
            {**citation_object(time.citation), "type": time.kind.value, "value": time.value}
            for time in extraction.times
        ],
        "problems": [problem_object(problem) for problem in extraction.problems],
    }


def report_object(report: Report) -> Json:
    """Return what identifies a report, with its text where no file holds just that."""
    found: Json = {
        "path": report.path,
        "id": report.id,
        "title": report.title,
        "outlet": report.outlet,
        "published": report.published.edtf() if report.published else None,
        "language": report.language,
    }
    if report.url:
        found["url"] = report.url
    if report.format != "text":
        found["text"] = report.text
    return found


def entry_object(entry: Entry) -> Json:
    """Return an entry."""
    return _event(entry) if isinstance(entry, Event) else _spoken(entry)


def citation_object(citation: Citation) -> Json:
    """Return words with their offsets."""
    return {"words": citation.words, "start": citation.start, "end": citation.end}


def mention_object(mention: Mention | None) -> Json | None:
    """Return the words that name someone, and whom they stand for."""
    if mention is None:
        return None
    found = {**citation_object(mention.citation), "actor": mention.actor, "party": mention.party}
    if mention.candidates:
        found["candidates"] = list(mention.candidates)
    if mention.name:
        found["name"] = mention.name
    return found


def problem_object(problem: Problem) -> Json:
    """Return a problem."""
    found: Json = {"kind": problem.kind.value, "words": problem.words, "path": problem.path}
    for name in ("report", "start", "end"):
        value = getattr(problem, name)
        if value is not None:
            found[name] = value
    return found


def _spoken(entry: Statement | Stance) -> Json:
    found: Json = {"kind": kind_of(entry)}
    if isinstance(entry, Statement):
        found |= {"act": entry.act.value, "plover": entry.plover.value if entry.plover else None}
    else:
        found["attitude"] = entry.attitude.value
    found |= {
        "manner": entry.manner.value,
        "negated": entry.negated,
        "speaker": mention_object(entry.speaker),
        "addressee": mention_object(entry.addressee),
        "via": entry.via,
        "cue": citation_object(entry.cue) if entry.cue else None,
        "content": [citation_object(piece) for piece in entry.content],
        "condition": citation_object(entry.condition) if entry.condition else None,
    }
    return found | _shared(entry)


def _event(entry: Event) -> Json:
    found: Json = {
        "kind": "event",
        "plover": entry.plover.value,
        "mode": entry.mode,
        "status": entry.status.value,
        **citation_object(entry.words),
        "trigger": citation_object(entry.trigger),
        "source": mention_object(entry.sources[0]) if entry.sources else None,
        "target": mention_object(entry.targets[0]) if entry.targets else None,
        "place": mention_object(entry.place),
        "claim": entry.claim,
    }
    if len(entry.sources) > 1:
        found["sources"] = [mention_object(mention) for mention in entry.sources]
    if len(entry.targets) > 1:
        found["targets"] = [mention_object(mention) for mention in entry.targets]
    return found | _shared(entry)


def _shared(entry: Entry) -> Json:
    return {
        "when": _when(entry.when, entry.when_words),
        "issues": list(entry.issues),
        "by": entry.by,
        "id": entry.id,
    }


def _when(when: When | None, words: Citation | None) -> Json | None:
    if when is None:
        return None
    found: Json = {"edtf": when.edtf(), "basis": when.basis.value}
    return {**found, **citation_object(words)} if words else found
