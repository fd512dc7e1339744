"""Extractions for tests of the record, made by hand: no parsing, disputes of our own telling."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.core.entry import (
    Act,
    Attitude,
    Event,
    Manner,
    Root,
    Stance,
    Statement,
    Status,
    TimeExpression,
    TimeKind,
)
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id, report_id
from onrecord.core.made import MadeBy
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.quantity import Quantity
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind, Mention, Office

MADE_BY = MadeBy("0.1.0", 'title = "The dam"\n', ("statements 1", "events 1"), "en_core_web_sm 3.8.0")
OTHER = MadeBy("0.1.0", 'title = "The dam"\n', ("statements 2", "events 1"), "en_core_web_sm 3.8.0")

EGYPT = Actor("egypt", "Egypt", ActorKind.STATE, "egypt", ("Cairo", "Egyptian"), "EGY")
ETHIOPIA = Actor("ethiopia", "Ethiopia", ActorKind.STATE, "ethiopia", ("Addis Ababa",), "ETH")
SUDAN = Actor("sudan", "Sudan", ActorKind.STATE, "sudan", ("Khartoum",), "SDN")
MINISTER = Actor(
    "egypt-water-minister",
    "Egypt's water minister",
    ActorKind.PERSON,
    "egypt",
    offices=(Office("water minister", "egypt", date(2019, 1, 1)),),
)
UNNAMED = Actor("unnamed-officials", "officials", ActorKind.UNNAMED)

TEXT = (
    "date 2021-03-30\n"
    "Egypt's water minister warned Ethiopia on Tuesday that “no one may take a drop”, unless a deal is signed.\n"
    "Officials fear the second filling. Ethiopia began filling the reservoir in July, Sudan said.\n"
)


def where(text: str, words: str) -> tuple[int, int]:
    """Return the offsets of words in a text."""
    start = text.index(words)
    return start, start + len(words)


def dam(
    path: str = "dam/wire-1.txt", *, text: str = TEXT, outlet: str | None = "River Wire", by: str = "statements 1"
) -> Extraction:
    """Return a report on a river dam with a statement, a stance, an event and a claim."""
    ident = report_id(path, text)
    first, second = text.index("\n") + 1, text.index("Officials")
    report = Report(
        ident,
        path,
        text,
        title="A warning over the dam",
        outlet=outlet,
        language="en",
        published=When.on(date(2021, 3, 31), Basis.SIDECAR),
        passages=(
            Passage(0, first - 1, PassageKind.FURNITURE, "date line"),
            Passage(first, second - 1, PassageKind.PARAGRAPH),
            Passage(second, len(text) - 1, PassageKind.PARAGRAPH),
        ),
    )

    def key(kind: str, words: str) -> str:
        return entry_id(ident, kind, *where(text, words))

    def mention(words: str, actor: Actor | None, *candidates: str) -> Mention:
        citation = report.cite(*where(text, words))
        return Mention(citation, actor.id if actor else None, actor.party if actor else None, candidates)

    warning = Statement(
        key("statement", "no one may take a drop"),
        Act.WARN,
        Manner.DIRECT,
        (report.cite(*where(text, "no one may take a drop")),),
        by,
        None,
        speaker=mention("Egypt's water minister", MINISTER),
        addressee=mention("Ethiopia", ETHIOPIA),
        cue=report.cite(*where(text, "warned")),
        condition=report.cite(*where(text, "a deal is signed")),
        when=When.on(date(2021, 3, 30), Basis.RELATIVE),
        when_words=report.cite(*where(text, "Tuesday")),
        issues=("filling",),
        confidence=0.93,
        act_confidence=0.7,
    )
    fear = Stance(
        key("stance", "the second filling"),
        Attitude.FEAR,
        Manner.INDIRECT,
        (report.cite(*where(text, "the second filling")),),
        by,
        speaker=mention("Officials", None, "egypt", "sudan"),
        cue=report.cite(*where(text, "fear")),
        confidence=0.41,
    )
    said = Statement(
        key("statement", "Ethiopia began filling the reservoir"),
        Act.ASSERT,
        Manner.INDIRECT,
        (report.cite(*where(text, "Ethiopia began filling the reservoir in July")),),
        by,
        speaker=mention("Sudan", SUDAN),
        cue=report.cite(*where(text, "said")),
        when=When.on(date(2021, 3, 31), Basis.PUBLISHED),
    )
    filling = Event(
        key("event", "began filling"),
        Root.COERCE,
        Status.HAPPENED,
        report.cite(*where(text, "began filling the reservoir")),
        report.cite(*where(text, "filling the")),
        "events 1",
        "restrict",
        sources=(mention("Ethiopia", ETHIOPIA),),
        when=When(date(2020, 7, 1), date(2020, 7, 31), Precision.MONTH, Basis.RELATIVE),
        when_words=report.cite(*where(text, "in July")),
        claim=said.id,
        issues=("filling", "water"),
        quantities=(Quantity(report.cite(*where(text, "the reservoir")), "reservoir", 1, None, approximate=True),),
    )
    july = report.cite(*where(text, "July"))
    return Extraction(
        report,
        (warning, fear, said, filling),
        (TimeExpression(july, TimeKind.DATE, "2020-07", filling.when), TimeExpression(july, TimeKind.SET, "")),
        (EGYPT, ETHIOPIA, SUDAN, MINISTER),
        (Problem(ProblemKind.DOUBTFUL_DATE, "The date line has no year.", path, ident, 0, 15),),
    )


def many(count: int, *, by: str = "statements 1") -> list[Extraction]:
    """Return reports that differ in text and path."""
    return [
        dam(f"dam/{number:04d}.txt", text=TEXT + f"Report number {number}.\n", by=by) for number in range(count)
    ]


def at_path(extraction: Extraction, path: str) -> Extraction:
    """Return the same report as found at another path."""
    problems = tuple(replace(problem, path=path) for problem in extraction.problems)
    return replace(extraction, report=replace(extraction.report, path=path), problems=problems)
