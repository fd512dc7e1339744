"""Records of any size, made from a seed in seconds: what comparing, showing, hardening and growth are measured on.

No report is read: texts and entries are put together, so that every citation is verbatim, every entry has parties
and most have dates, and the same seed makes the same record everywhere.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.finding import Copy, Finding, FindingKind
from onrecord.core.identity import entry_id, finding_id, report_id
from onrecord.core.made import MadeBy, Plan
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, When
from onrecord.core.who import Actor, ActorKind, Mention
from onrecord.record import create

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from onrecord.core.entry import Entry
    from onrecord.record import Record

STATES = ("Arvonia", "Belmark", "Cordona", "Dravia", "Estmark", "Fenland", "Gorvia", "Halland", "Istria", "Jorvia")
MATTERS = ("the border posts", "the strait", "the reservoir", "the prisoners", "the grain corridor", "the islands")
OUTLETS = ("The Harbour Post", "River Wire", "Northern Courier", "The Plain Gazette")
SAYINGS = {"demanded": Act.DEMAND, "refused": Act.REFUSE, "denied": Act.DENY, "proposed": Act.PROPOSE}
DEEDS = {
    "attacked": Root.ASSAULT,
    "sanctioned": Root.SANCTION,
    "met": Root.CONSULT,
    "helped": Root.AID,
    "blockaded": Root.COERCE,
}
FIRST_DAY = date(2001, 1, 1)
BY = "made 1"
ACTORS = tuple(Actor(name.lower(), name, ActorKind.STATE) for name in STATES)


def made_record(
    path: str | PathLike[str], *, reports: int = 100, entries: int = 20, findings: int = 0, seed: int = 0
) -> Record:
    """Make a record and return it, open for writing.

    Args:
        path: Where it is to lie; nothing may lie there.
        reports: How many.
        entries: How many in each report; statements and events take turns.
        findings: How many copies are claimed; they rest on pairs of reports.
        seed: The same seed, the same record.
    """
    record = create(path, MadeBy("made", extractors=(BY,)))
    record.begin_build(Plan(record.made_by))
    ids = []
    for extraction in made_extractions(reports, entries, seed):
        record.add(extraction)
        ids.append(extraction.report.id)
    record.put_findings(FindingKind.COPY, _findings(ids, findings, random.Random(seed)))
    record.finish_build()
    return record


def made_extractions(reports: int, entries: int, seed: int = 0, first: int = 0) -> Iterator[Extraction]:
    """Yield so many reports with so many entries each, counted from `first` on."""
    draw = random.Random(seed)
    for number in range(first, first + reports):
        yield _extraction(number, entries, draw)


def _extraction(number: int, entries: int, draw: random.Random) -> Extraction:
    published = FIRST_DAY + timedelta(days=draw.randrange(9000))
    sentences = [_sentence(place, draw) for place in range(entries)]
    text = f"Report {number} on the dispute\n" + "\n".join(sentences)
    path = f"reports/{number:07d}.txt"
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    ends = [start + len(line) for start, line in zip(starts, text.split("\n"), strict=True)]
    kinds = [PassageKind.TITLE, *[PassageKind.PARAGRAPH] * entries]
    report = Report(
        report_id(path, text),
        path,
        text,
        title=f"Report {number} on the dispute",
        outlet=draw.choice(OUTLETS),
        language="en",
        published=When.on(published, Basis.SIDECAR),
        passages=tuple(map(Passage, starts, ends, kinds)),
    )
    made = tuple(
        _entry(report, start, end, published, draw) for start, end in zip(starts[1:], ends[1:], strict=True)
    )
    return Extraction(report, made, actors=ACTORS)


def _sentence(place: int, draw: random.Random) -> str:
    one, other = draw.sample(STATES, 2)
    matter, number = draw.choice(MATTERS), draw.randrange(10**6)
    if place % 2:
        return f"{one} {draw.choice(list(DEEDS))} {other} near {matter} in the night {number}."
    return f"{one} {draw.choice(list(SAYINGS))} {matter} of {other} in paper {number}."


def _entry(report: Report, start: int, end: int, published: date, draw: random.Random) -> Entry:
    sentence = report.text[start:end]
    one, verb, *rest = sentence.rstrip(".").split(" ")
    other = next(word for word in rest if word in STATES)
    verb_at = start + len(one) + 1
    cue = report.cite(verb_at, verb_at + len(verb))
    other_at = start + sentence.index(other, len(one))
    source, target = (
        Mention(report.cite(at, at + len(name)), name.lower(), name.lower())
        for at, name in ((start, one), (other_at, other))
    )
    day = published - timedelta(days=draw.randrange(30))
    when = None if draw.random() < 0.2 else When.on(day, Basis.RELATIVE)
    if verb in DEEDS:
        key = entry_id(report.id, "event", cue.start, cue.end)
        words = report.cite(start, other_at + len(other))
        return Event(
            key, DEEDS[verb], Status.HAPPENED, words, cue, BY, sources=(source,), targets=(target,), when=when
        )
    content = report.cite(cue.end + 1, end - 1)
    key = entry_id(report.id, "statement", cue.start, content.start, content.end)
    return Statement(
        key, SAYINGS[verb], Manner.INDIRECT, (content,), BY, speaker=source, addressee=target, cue=cue, when=when
    )


def _findings(reports: list[str], count: int, draw: random.Random) -> Iterator[Finding]:
    for _ in range(min(count, len(reports) // 2)):
        pair = tuple(draw.sample(reports, 2))
        key = finding_id(FindingKind.COPY, *pair)
        yield Finding(key, FindingKind.COPY, BY, Copy(0.5), pair)
