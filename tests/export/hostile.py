"""A report that is hostile to whoever counts: a byte-order mark, CRLF, astral characters, marks that combine."""

from __future__ import annotations

import io
import itertools
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id, report_id
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import Passage, PassageKind, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind, Mention
from onrecord.export import export
from onrecord.record.filter import EVERYTHING

if TYPE_CHECKING:
    from onrecord.core.report import Citation
    from onrecord.record import Filter, Record

TEXT = (
    "\ufeff🚢 Harbour news 𝔄\r\n"
    "=Ostra’s envoy Zoe\u0308 Ma\u030aans said “no 🐟 boat\r\nmay pass <b>& stay</b>; ever,"
    " 𝒩ever” to Vestria on 3 May.\r\n"
    "Vestria fears the talks; it will send e\u0301lite ships 🚢🚢 on 9 June 2031.\r\n"
    "Ostra held ships in spring.\r\n"
)
PATH = "harbour/wi=re 1,\u202e🚢.txt"
URL = "https://news.example/harbour?a=1&b=2"
TITLE = '=1+1 "Harbour", 🚢; <i>no</i>\tpass'

OSTRA = Actor("ostra", "Ostra", ActorKind.STATE, "ostra", code="OST")
VESTRIA = Actor("vestria", "Vestria", ActorKind.STATE, "vestria")
ENVOY = Actor("zoe-maans", "Zoe\u0308 Ma\u030aans 🐟 & <sons>", ActorKind.PERSON, "ostra")


def hostile() -> Extraction:
    """Return the report with a statement, a stance and two events, one of them to come."""
    ident = report_id(PATH, TEXT)
    lines = [0, *(at + 1 for at, character in enumerate(TEXT) if character == "\n")]
    report = Report(
        ident,
        PATH,
        TEXT,
        title=TITLE,
        outlet="+Bay; Times, 🚢",
        url=URL,
        language="en",
        published=When.on(date(2031, 5, 4), Basis.SIDECAR),
        passages=tuple(
            Passage(first, last - 2, PassageKind.PARAGRAPH) for first, last in itertools.pairwise(lines)
        ),
    )

    def cite(words: str, nth: int = 0) -> Citation:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        return report.cite(start, start + len(words))

    def key(kind: str, words: str) -> str:
        return entry_id(ident, kind, cite(words).start, cite(words).end)

    envoy = Mention(cite("Zoe\u0308 Ma\u030aans"), "zoe-maans", "ostra")
    said = "no 🐟 boat\r\nmay pass <b>& stay</b>; ever, 𝒩ever"
    statement = Statement(
        key("statement", said),
        Act.DEMAND,
        Manner.DIRECT,
        (cite(said),),
        "statements 1",
        Root.REQUEST,
        speaker=envoy,
        addressee=Mention(cite("Vestria"), "vestria", "vestria"),
        cue=cite("said"),
        when=When.on(date(2031, 5, 3), Basis.RELATIVE),
        when_words=cite("3 May"),
        issues=("passage",),
        confidence=0.5,
    )
    stance = Stance(
        key("stance", "the talks"),
        Attitude.FEAR,
        Manner.INDIRECT,
        (cite("the talks"),),
        "statements 1",
        speaker=Mention(cite("Vestria", 1), "vestria", "vestria"),
        cue=cite("fears"),
    )
    sending = Event(
        key("event", "send e\u0301lite ships 🚢🚢"),
        Root.MOBILIZE,
        Status.PLANNED,
        cite("send e\u0301lite ships 🚢🚢"),
        cite("send"),
        "events 1",
        sources=(Mention(cite("Vestria", 1), "vestria", "vestria"),),
        targets=(Mention(cite("Ostra"), "ostra", "ostra"),),
        when=When.on(date(2031, 6, 9), Basis.WORDS),
        when_words=cite("9 June 2031"),
    )
    holding = Event(
        key("event", "held ships"),
        Root.COERCE,
        Status.HAPPENED,
        cite("held ships"),
        cite("held"),
        "events 1",
        sources=(Mention(cite("Ostra", 1), "ostra", "ostra"),),
        when=When(date(2031, 3, 1), date(2031, 5, 31), Precision.SEASON, Basis.RELATIVE, approximate=True),
    )
    return Extraction(
        report,
        (statement, stance, sending, holding),
        (),
        (OSTRA, VESTRIA, ENVOY),
        (Problem(ProblemKind.DOUBTFUL_DATE, "=The date has no year 🚢.", PATH, ident, 0, 3),),
    )


def exported(rec: Record, form: str, wanted: Filter = EVERYTHING) -> bytes:
    """Return what an export writes."""
    target = io.BytesIO()
    export(rec, form, target, wanted)
    return target.getvalue()
