"""Statements as schema.org has them: a `Quotation` for words that are quoted, a `Claim` for what is said to be so.

A demand or a promise told in the reporter's words is neither. Nor is what somebody is told not to have said, or a
denial whose words name the thing denied: as a claim they would say the opposite.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from onrecord.core.entry import Act, Manner, Stated, Statement
from onrecord.core.when import Basis
from onrecord.core.who import ActorKind
from onrecord.export.format import as_text
from onrecord.export.offsets import OURS
from onrecord.record.rows import extent
from onrecord.show.line import doers, doing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onrecord.core.line import Line, ReportHeader
    from onrecord.core.when import When
    from onrecord.core.who import Actor, Mention
    from onrecord.record import Filter, Record

# Searle's assertives that say, of themselves, that something is so.
_ASSERTIVES = frozenset((Act.ASSERT, Act.ACKNOWLEDGE, Act.ACCUSE))


class SchemaOrg:
    """A `Dataset` of quotations and claims, as JSON-LD."""

    name = "schema-org"
    endings: tuple[str, ...] = ()
    is_text = True

    def write(self, rec: Record, target: BinaryIO, wanted: Filter) -> int:
        """Write the quotations and claims that meet a filter; return how many."""
        chosen = rec.count(wanted)
        held = sum(1 for _ in _of_these(rec, wanted))
        head = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": rec.path.stem,
            "description": f"{held} of the {chosen} entries chosen: quotations, and claims that something is so."
            f" Characters are {OURS.in_words()}.",
        }
        actors = {one.id: one for one in rec.everyone()}
        names = rec.names()
        with as_text(target) as text:
            text.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "hasPart": [')
            for number, (line, entry, kind) in enumerate(_of_these(rec, wanted)):
                work = _work(line, entry, kind, actors, names)
                text.write((",\n" if number else "\n") + json.dumps(work, ensure_ascii=False))
            text.write("\n]}\n")
        return held


def _of_these(rec: Record, wanted: Filter) -> Iterator[tuple[Line, Statement, str]]:
    for line in rec.statements(wanted):
        if isinstance(line.entry, Statement) and (kind := kind_of_work(line.entry)):
            yield line, line.entry, kind


def kind_of_work(statement: Statement) -> str | None:
    """Return what a statement is to schema.org; None where it is neither of the two."""
    if statement.negated:
        return None
    if statement.manner is Manner.DIRECT:
        return "Quotation"
    says_no = statement.act is Act.DENY and statement.stated is Stated.NEGATIVE
    return "Claim" if says_no or statement.act in _ASSERTIVES else None


def _work(
    line: Line, entry: Statement, kind: str, actors: Mapping[str, Actor], names: Mapping[str, str]
) -> dict[str, object]:
    start, end, words = extent(entry)
    quoted = kind == "Quotation"
    work: dict[str, object | None] = {
        "@type": kind,
        "@id": f"urn:onrecord:entry:{entry.id}",
        "text": words,
        "spokenByCharacter" if quoted else "author": _speaker(entry.speaker, actors),
        "dateCreated": _day(entry.when),
        "description": f"{doers(entry, names)}: {doing(entry)}; characters {start}–{end} of the report's text",
        "isPartOf" if quoted else "appearance": _article(line.report),
    }
    return {key: value for key, value in work.items() if value}


def _speaker(mention: Mention | None, actors: Mapping[str, Actor]) -> dict[str, str] | None:
    """Return who spoke, where the record knows it."""
    actor = actors.get(mention.actor or "") if mention else None
    if actor is None:
        return None
    kind = "Person" if actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED) else "Organization"
    same = {"sameAs": f"https://www.wikidata.org/wiki/{actor.wikidata}"} if actor.wikidata else {}
    return {"@type": kind, "@id": f"urn:onrecord:actor:{actor.id}", "name": actor.name, **same}


def _article(report: ReportHeader) -> dict[str, object]:
    article: dict[str, object | None] = {
        "@type": "NewsArticle",
        "@id": f"urn:onrecord:report:{report.id}",
        "headline": report.title,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        "datePublished": _day(report.published),
        "inLanguage": report.language,
        "url": report.url,
    }
    return {key: value for key, value in article.items() if value}


def _day(when: When | None) -> str | None:
    """Return a day that is told; schema.org has no way to write one that is not sure."""
    if when is None or when.day is None or when.approximate or when.basis is Basis.PUBLISHED:
        return None
    return when.day.isoformat()
