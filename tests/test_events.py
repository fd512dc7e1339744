"""Events: what was done, by whom, and whether it took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.entry import Act, Attitude, Event, Manner, Root, Stance, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.encoder import Encoded
from onrecord.extractors.events import Events, by_rules
from onrecord.extractors.events.lexicon import LexiconFault, lexicon, read_patterns, status_words
from onrecord.extractors.events.pair import code_by_rules
from onrecord.resolvers.claims import Claims
from tests.cases import Case, cases_of, check
from tests.documents import document_of, span, taken
from tests.shipped import taken_from

if TYPE_CHECKING:
    from onrecord.core.document import Document


def events_in(text: str) -> list[Event]:
    return [entry for entry in taken(Events(), document_of(text)).items if isinstance(entry, Event)]


def line(event: Event) -> str:
    """Return an event as the case files write it: `ASSAULT happened: Russia -> Georgia`."""
    sources = " + ".join(mention.citation.words for mention in event.sources) or "?"
    targets = " + ".join(mention.citation.words for mention in event.targets)
    place = f" @ {event.place.citation.words}" if event.place else ""
    mode = f"/{event.mode}" if event.mode else ""
    counts = "".join(f" [{_span(q.lower)}..{_span(q.upper)} {q.unit}]" for q in event.quantities)
    return f"{event.plover}{mode} {event.status}: {sources}{f' -> {targets}' if targets else ''}{place}{counts}"


def _span(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


@cases_of("events")
def test_events(case: Case, request: pytest.FixtureRequest) -> None:
    lines = [line(event) for event in taken_from(case).entries if isinstance(event, Event)]
    check(case, lines, update=request.config.getoption("--update"))


def test_every_citation_of_an_event_holds() -> None:
    document = document_of(
        "On Monday Kenya’s troops crossed into Somalia and attacked at least 30 fighters near Kismayo.\n"
        "Talks between Sudan, Egypt and Ethiopia were held in Kinshasa, the minister said."
    )
    events = Events().extract(document, Encoded.of(document)).items
    assert events
    for event in events:
        assert all(citation.found_in(document.report) for citation in event.citations())
    assert len({event.id for event in events}) == len(events)


@given(st.text(alphabet="ab attackedwr.,“”?!'-\n ", max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    document = document_of(text)
    for event in Events().extract(document, Encoded.of(document)).items:
        assert all(citation.found_in(document.report) for citation in event.citations())


@pytest.mark.parametrize(
    "text", ["", "Attack", "attacked " * 3000, "of the " * 2000 + "invasion", "if " * 500 + "Iran attacks Iraq"]
)
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(taken(Events(), document_of(text)).items, tuple)


def test_the_lexicons_load_and_are_sound() -> None:
    words = lexicon()
    assert words.verbs["invade"][0].sense.root is Root.ASSAULT
    assert {entry.sense.root for entries in words.verbs.values() for entry in entries} == set(Root)
    assert status_words().verbs["fear"] == "possible"


def test_a_pattern_that_names_no_list_is_a_fault() -> None:
    with pytest.raises(KeyError):
        read_patterns("send [@nosuch] to", {})
    assert "Mend the file" in str(LexiconFault("x.toml", "'send' names the unknown list 'nosuch'"))


@pytest.mark.parametrize(
    ("text", "source", "target", "root"),
    [
        ("Sudanese jets bombed a camp of the rebels near Kadugli.", "Sudanese jets", "the rebels", Root.ASSAULT),
        ("Algeria cut its ties with Morocco over the remark.", "Algeria", "Morocco", Root.SANCTION),
        ("The minister of Peru will meet envoys of Chile next week.", "Peru", "Chile", Root.AGREE),
        ("Japan lifted its export curbs on South Korea.", "Japan", "South Korea", Root.RETREAT),
        ("Pakistan and India blah.", "Pakistan", "India", Root.SUPPORT),
    ],
)
def test_a_pair_gets_its_code_by_rules(text: str, source: str, target: str, root: Root) -> None:
    found, _ = code_by_rules(document_of(text), source=span(text, source), target=span(text, target))
    assert found is root


def told(document: Document, words: str, act: Act | Attitude, *, negated: bool = False) -> list[Event]:
    """Return the events of a document once a statement or stance with these words as content is there."""
    start = document.report.text.index(words)
    content = (document.report.cite(start, start + len(words)),)
    entry: Statement | Stance
    if isinstance(act, Act):
        entry = Statement("s", act, Manner.INDIRECT, content, "test", negated=negated)
    else:
        entry = Stance("s", act, Manner.INDIRECT, content, "test", negated=negated)
    items = Events(by_rules, "events-rules 1").extract(document, Encoded.of(document)).items
    resolved = Claims().resolve(document, Extraction(document.report, (entry, *items)))
    return [found for found in resolved.entries if isinstance(found, Event)]


@pytest.mark.parametrize(
    ("text", "act", "status"),
    [
        ("Serbian troops are attacking Kosovo", Act.DENY, Status.DENIED),
        ("Serbian troops are attacking Kosovo", Act.ASSERT, Status.ONGOING),
        ("a Serbian attack on Kosovo", Attitude.FEAR, Status.POSSIBLE),
        ("a Serbian attack on Kosovo", Act.THREATEN, Status.PLANNED),
        ("a withdrawal of Serbian troops from Kosovo", Act.DEMAND, Status.DEMANDED),
        ("Serbian troops attacked Kosovo in 1999", Act.DEMAND, Status.HAPPENED),
    ],
)
def test_a_claim_lowers_what_it_tells(text: str, act: Act | Attitude, status: Status) -> None:
    (event,) = told(document_of(text), text, act)
    assert (event.claim, event.status) == ("s", status)


def test_a_claim_never_raises_a_status() -> None:
    text = "Serbian troops may attack Kosovo"
    (event,) = told(document_of(text), text, Act.ANNOUNCE)
    assert event.status is Status.POSSIBLE


def test_an_event_outside_every_statement_is_the_reporters() -> None:
    document = document_of("Serbian troops attacked Kosovo. He spoke of peace.")
    (event,) = told(document, "peace", Act.DENY)
    assert (event.claim, event.status) == (None, Status.HAPPENED)


def test_what_is_said_with_a_refusal_is_not_denied_by_it() -> None:
    text = "Khartoum said that the army is massing troops near the border of Chad and that it will not yield."
    document = document_of(text)
    start, cue = text.index("that the army"), text.index("said")
    content = (document.report.cite(start, len(text) - 1),)
    entry = Statement("s", Act.REFUSE, Manner.INDIRECT, content, "test", cue=document.report.cite(cue, cue + 4))
    extraction = Extraction(document.report, (entry, *Events().extract(document, Encoded.of(document)).items))
    found = [event for event in Claims().resolve(document, extraction).entries if isinstance(event, Event)]
    assert [(event.plover, event.status) for event in found if event.claim == "s"] == [
        (Root.MOBILIZE, Status.ONGOING)
    ]
