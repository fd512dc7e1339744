"""Any extraction whatever, for property tests: entries of all kinds with any fields, resting on any words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

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
from onrecord.core.identity import report_id
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.quantity import Quantity
from onrecord.core.report import Citation, Passage, PassageKind, Report
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind, Membership, Mention, Office, Sector

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

# Everything that UTF-8 holds, NUL, quotation marks and letters beyond the first plane among it.
letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
ids = st.sampled_from(["egypt", "ethiopia", "sudan", "au", "e'x", "ಠ"])


@st.composite
def whens(draw: st.DrawFn) -> When:
    first, last = sorted((draw(days), draw(days)))
    return When(
        draw(st.sampled_from([first, None])),
        draw(st.sampled_from([last, None])),
        draw(st.sampled_from(Precision)),
        draw(st.sampled_from(Basis)),
        draw(st.booleans()),
    )


@st.composite
def actors(draw: st.DrawFn) -> tuple[Actor, ...]:
    st.builds(Office, names, names, st.none() | days, st.none() | days)
    chosen = draw(st.lists(ids, unique=True, max_size=4))
    return tuple(
        Actor(
            actor,
            draw(names),
            draw(st.sampled_from(ActorKind)),
            draw(st.none() | st.sampled_from(chosen)),
            tuple(draw(st.lists(names, max_size=3, unique=True))),
            draw(st.none() | names),
            draw(st.none() | names),
            tuple(
                draw(
                    st.lists(
                        st.builds(Office, names, names, st.none() | days, st.none() | days),
                        max_size=2,
                        unique=True,
                    )
                )
            ),
            draw(st.none() | st.sampled_from(["he", "she"])),
            draw(st.none() | names),
            tuple(draw(st.lists(st.builds(Membership, ids, st.none() | days, st.none() | days), max_size=2))),
        )
        for actor in chosen
    )


def maybe(strategy: st.SearchStrategy[Citation]) -> st.SearchStrategy[Citation | None]:
    return st.none() | strategy


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    path = draw(names)
    ident = report_id(path, text)
    spans = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.integers(start + 1, len(text)).map(lambda end: (start, end))
    )
    citations = spans.map(lambda span: Citation(ident, *span, text[slice(*span)]))
    mentions = st.builds(
        Mention,
        citations,
        st.none() | ids,
        st.none() | ids,
        st.lists(ids, max_size=3).map(tuple),
        st.none() | names,
        st.none() | st.sampled_from(Sector),
    )
    several = st.lists(mentions, max_size=2).map(tuple)
    issues = st.lists(names, max_size=2, unique=True).map(tuple)
    dated = st.none() | whens()
    bounds = st.none() | st.floats(0, 1e12)
    counted = st.lists(st.builds(Quantity, citations, letters, bounds, bounds, st.booleans()), max_size=2).map(
        tuple
    )
    entries: list[Entry] = []
    for key in draw(st.lists(st.integers(0, 10**6).map(lambda number: f"{number:016x}"), unique=True, max_size=4)):
        teller = draw(st.none() | st.sampled_from([entry.id for entry in entries])) if entries else None
        kind = draw(st.sampled_from(["statement", "stance", "event"]))
        pieces = tuple(draw(st.lists(citations, min_size=1, max_size=3)))
        spoken = (
            draw(st.booleans()), draw(st.none() | mentions), draw(st.none() | mentions), draw(maybe(citations)),
            draw(maybe(citations)), teller, draw(dated), draw(maybe(citations)), draw(issues),
        )  # fmt: skip
        manner, by = draw(st.sampled_from(Manner)), draw(names)
        sure = draw(st.none() | st.floats(0, 1))
        if kind == "statement":
            root = draw(st.none() | st.sampled_from(Root))
            also = draw(st.none() | st.sampled_from(Act))
            entries.append(
                Statement(key, draw(st.sampled_from(Act)), manner, pieces, by, root, *spoken, also, sure)
            )
        elif kind == "stance":
            entries.append(Stance(key, draw(st.sampled_from(Attitude)), manner, pieces, by, *spoken, sure))
        else:
            entries.append(
                Event(
                    key, draw(st.sampled_from(Root)), draw(st.sampled_from(Status)), pieces[0], pieces[-1], by,
                    draw(st.none() | names), draw(several), draw(several), draw(st.none() | mentions), draw(dated),
                    draw(maybe(citations)), teller, draw(issues), draw(counted),
                )
            )  # fmt: skip
    passages = st.builds(Passage, st.integers(0, 9), st.integers(10, 60), st.sampled_from(PassageKind), letters)
    times = st.builds(TimeExpression, citations, st.sampled_from(TimeKind), letters, dated)
    problems = st.builds(Problem, st.sampled_from(ProblemKind), letters, st.just(path), st.just(ident))
    return Extraction(
        Report(
            ident, path, text, draw(st.sampled_from(["text", "html"])), draw(st.none() | letters),
            draw(st.none() | letters), draw(st.none() | letters), draw(st.none() | letters), draw(dated),
            tuple(draw(st.lists(passages, max_size=3))),
        ),
        tuple(entries),
        tuple(draw(st.lists(times, max_size=3))),
        draw(actors()),
        tuple(draw(st.lists(problems, max_size=2))),
    )  # fmt: skip
