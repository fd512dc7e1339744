"""Actors: mentions come out as the actors they stand for.

In the case files of this stage `[brackets]` mark a mention and `{braces}` what it says: they stand for what an
extractor finds. What comes of it is left to all resolvers, in their order, as `ingest` has them.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.identity import entry_id
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind, Mention, Sector
from onrecord.resolvers.actors.likeness import Likeness
from onrecord.resolvers.actors.resolver import ActorResolver
from onrecord.resolvers.directory.directory import Directory
from tests.cases import Case, cases_of, check
from tests.documents import document_of
from tests.shipped import ingest_by

if TYPE_CHECKING:
    from onrecord.core.document import Document
    from onrecord.core.report import Citation

_MARKS = re.compile(r"[\[\]{}]")


def marked(text: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return a text without its marks, the stretches in [brackets] (mentions) and in {braces} (direct speech)."""
    plain: list[str] = []
    length = 0
    opened: dict[str, list[int]] = {"[": [], "{": []}
    found: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    for piece in re.split(r"([\[\]{}])", text):
        if piece in ("[", "{"):
            opened[piece].append(length)
        elif piece in ("]", "}"):
            mark = "[" if piece == "]" else "{"
            found[mark].append((opened[mark].pop(), length))
        else:
            plain.append(piece)
            length += len(piece)
    return "".join(plain), found["["], found["{"]


def statements(
    document: Document, mentions: list[tuple[int, int]], speeches: list[tuple[int, int]]
) -> tuple[Statement, ...]:
    """Return a statement for each mention as speaker; its content is the nearest speech, or else its own words."""
    report = document.report
    free = sorted(speeches)
    made = []
    for start, end in sorted(mentions):
        outside = not any(first <= start < last for first, last in speeches)
        near = min(free, key=lambda speech: abs(speech[0] - start)) if free and outside else None
        if near:
            free.remove(near)
        content: Citation = report.cite(*(near or (start, end)))
        made.append(
            Statement(
                entry_id(report.id, "statement", start),
                Act.ASSERT,
                Manner.DIRECT if near else Manner.INDIRECT,
                (content,),
                "test 1",
                speaker=Mention(report.cite(start, end)),
            )
        )
    return tuple(made)


def lines_of(text: str, published: str | None, directory: Directory | None = None) -> list[str]:
    """Return one line for each mention marked in a text: its words, its actor and party, or its candidates."""
    plain, mentions, speeches = marked(text)
    document = document_of(plain, published=published)
    extraction = Extraction(document.report, statements(document, mentions, speeches))
    if directory:
        resolved = ActorResolver(directory).resolve(document, extraction)
    else:
        resolved = ingest_by().resolved(document, extraction)
    return [_line(entry.speaker) for entry in resolved.entries if isinstance(entry, Statement) and entry.speaker]


def _line(mention: Mention) -> str:
    line = f"{mention.citation.words} = {mention.actor or '?'} ({mention.party or '-'})"
    if mention.together:
        return f"{line} and {' '.join(mention.candidates)}"
    return f"{line} or {' '.join(mention.candidates)}" if mention.candidates else line


@cases_of("actors")
def test_mentions_resolve(case: Case, request: pytest.FixtureRequest) -> None:
    lines = lines_of(case.text, case.settings.get("published"))
    check(case, lines, update=request.config.getoption("--update"))


def test_the_dispute_file_names_its_own_people() -> None:
    negotiator = Actor("amal-idris", "Amal Idris", ActorKind.PERSON, "sudan", ("the Lady of the Nile",))
    directory = Directory.standard().extended([negotiator])
    lines = lines_of("[Idris] came; [the Lady of the Nile] left.", "2020-06-01", directory)
    assert "the Lady of the Nile = amal-idris (sudan)" in lines


def test_every_actor_named_is_listed_once() -> None:
    plain, mentions, speeches = marked(
        "Ingrid Moe, a Norwegian envoy, met [Moe]'s friend. [Moe] and [the Kremlin] spoke; [officials] not."
    )
    document = document_of(plain, published="2015-05-05")
    extraction = Extraction(document.report, statements(document, mentions, speeches))
    resolved = ActorResolver().resolve(document, extraction)
    named = [actor.id for actor in resolved.actors]
    assert sorted(named) == ["ingrid-moe", "norway", "russia", "unnamed-officials"]
    moe = next(actor for actor in resolved.actors if actor.id == "ingrid-moe")
    assert (moe.name, moe.party, moe.pronoun, moe.kind) == ("Ingrid Moe", "norway", "she", ActorKind.PERSON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[The Turkish foreign ministry] objected.", "Turkish foreign ministry"),
        ("The Turkish foreign ministry objected. [The ministry] gave no reason.", "Turkish foreign ministry"),
        ("[The Pentagon] agreed.", "Pentagon"),
        ("[The Turkish government] objected.", None),
        ("[Moscow] objected.", None),
    ],
)
def test_an_organ_is_filed_under_its_state_and_keeps_its_name(text: str, name: str | None) -> None:
    plain, mentions, speeches = marked(text)
    document = document_of(plain, published="2015-05-05")
    extraction = Extraction(document.report, statements(document, mentions, speeches))
    entry = ActorResolver().resolve(document, extraction).entries[-1]
    assert isinstance(entry, Statement)
    assert entry.speaker
    assert (entry.speaker.name, entry.speaker.actor) == (name, entry.speaker.party)


def test_a_name_looks_like_those_of_its_people() -> None:
    likeness = Likeness(Directory.standard())
    among = likeness.among("Vilma Kowalczyk", ["poland", "chile", "japan", "no such party"])
    assert max(among, key=lambda party: among[party]) == "poland"
    assert sum(among.values()) == pytest.approx(1)
    own = likeness.among("Angela Merkel", ["germany", "france"])
    assert (
        likeness.among("Angela Merkel", ["germany", "france"], without="angela-merkel")["germany"] < own["germany"]
    )


def test_the_part_of_a_society_is_told() -> None:
    plain, mentions, speeches = marked("[Ethiopian troops] advanced, [Kenyan lawmakers] and [the rebels] watched.")
    document = document_of(plain)
    extraction = Extraction(document.report, statements(document, mentions, speeches))
    resolved = ActorResolver().resolve(document, extraction)
    sectors = [
        entry.speaker.sector for entry in resolved.entries if isinstance(entry, Statement) and entry.speaker
    ]
    assert sectors == [Sector.MILITARY, Sector.LEGISLATURE, Sector.REBELS]


def test_an_office_in_an_old_event_is_that_of_the_time() -> None:
    document = document_of("In 2006 the British prime minister flew to Tripoli.", published="2021-03-03")
    report = document.report
    event = Event(
        "0",
        Root.CONSULT,
        Status.HAPPENED,
        report.cite(8, 50),
        report.cite(35, 39),
        "test 1",
        sources=(Mention(report.cite(8, 34)),),
        place=Mention(report.cite(43, 50)),
        when=When(date(2006, 1, 1), date(2006, 12, 31), Precision.YEAR, Basis.WORDS),
    )
    resolved = ActorResolver().resolve(document, Extraction(report, (event,))).entries[0]
    assert isinstance(resolved, Event)
    assert [source.actor for source in resolved.sources] == ["tony-blair"]
    assert resolved.place is not None
    assert (resolved.place.actor, resolved.place.party) == (None, "libya")


@given(st.text(alphabet="abe ,.’'\"“”-()NRUTS\n", max_size=60), st.data())
@settings(max_examples=60, deadline=None)
def test_any_words_of_any_text_resolve_to_something_or_nothing(text: str, data: st.DataObject) -> None:
    document = document_of(f"He said that {text} Moscow, who")
    report = document.report
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    extraction = Extraction(report, statements(document, [(start, end)], []))
    resolved = ActorResolver().resolve(document, extraction)
    assert [entry.id for entry in resolved.entries] == [entry.id for entry in extraction.entries]


def test_a_report_without_words_or_entries_stays_as_it_is() -> None:
    document = document_of("")
    extraction = Extraction(document.report)
    assert ActorResolver().resolve(document, extraction) == extraction
