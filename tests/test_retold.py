"""Who does a deed that a report tells again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.entry import Event
from onrecord.dispute import read_dispute
from onrecord.ingest import Ingest
from onrecord.resolvers.retold import ROLES, SOURCES, TARGETS, Counted, Retold, key_of, options, tellings, weights
from tests.documents import document_of, report_of

if TYPE_CHECKING:
    from onrecord.core.extraction import Extraction

TOLD = (
    "Chadian troops attacked the Libyan town of Sebha on Monday. Libya protested on Tuesday. "
    "The attack killed twelve people. Algeria condemned the attack."
)


def extracted(text: str) -> Extraction:
    return Ingest().extract(report_of(text))


def without_retold(text: str) -> Extraction:
    ingest = Ingest(read_dispute('resolvers = ["claims", "dates", "actors", "issues"]', Path("dispute.toml")))
    return ingest.extract(report_of(text))


def events_in(extraction: Extraction) -> list[Event]:
    return [entry for entry in extraction.entries if isinstance(entry, Event)]


def test_an_event_s_own_parties_come_first_then_each_other_set_once() -> None:
    extraction = extracted(TOLD)
    told = tellings(document_of(TOLD), extraction)
    for one in told:
        for role in ROLES:
            possible = options(one, told, role, Counted(told, weights().mutual))
            assert possible[0].mentions == one.mentions(role)
            keys = [key_of(each.mentions) for each in possible[1:]]
            assert len(set(keys)) == len(keys)
            assert one.keys[role] not in keys
            assert all(keys[1:])  # nobody is one of them, where somebody stands there
            assert bool(one.keys[role]) is (frozenset() in keys)
            stands = one.keys[SOURCES if role != SOURCES else TARGETS]
            assert not any(key & stands for key in keys)


def test_a_deed_told_again_is_by_those_who_did_it() -> None:
    killed = next(event for event in events_in(extracted(TOLD)) if event.trigger.words == "killed")
    assert [mention.actor or mention.party for mention in killed.sources] == ["chad"]


def test_who_talk_with_one_another_suffer_nothing() -> None:
    text = (
        "Chad and Libya held talks in Tunis on Monday. Fighting between Chad and Libya had begun in March. "
        "The negotiations between Chad and Libya go on."
    )
    told = [event for event in events_in(extracted(text)) if event.trigger.words in ("talks", "negotiations")]
    assert told
    assert all({mention.actor for mention in event.sources} == {"chad", "libya"} for event in told)
    assert not any(event.targets for event in told)


def test_words_of_what_several_do_are_told_from_those_of_what_one_does() -> None:
    mutual = weights().mutual
    assert mutual["CONSULT talk"] > mutual["CONSULT"] > mutual["ASSAULT"]
    assert mutual["ASSAULT clash"] > 0 > mutual["ASSAULT bomb"]


def test_nobody_is_taken_from_elsewhere_into_both_roles() -> None:
    text = (
        "Chadian troops shelled Sebha. The shelling went on. Libya attacked Chad in March. "
        "The attack was condemned. Chad invaded Libya. If they invade again, Algeria will act."
    )
    bare = {one.id: one for one in events_in(without_retold(text))}
    for event in events_in(extracted(text)):
        if key_of(event.sources) & key_of(event.targets):
            own = bare[event.id]
            assert (event.sources, event.targets) == (own.sources, own.targets)


def test_how_sure_the_parties_are_is_a_probability() -> None:
    for event in events_in(extracted(TOLD)):
        for sure in (event.source_confidence, event.target_confidence):
            assert sure is not None
            assert 0 < sure < 1


@given(st.lists(st.sampled_from(TOLD.split(". ")), min_size=1, max_size=6))
@settings(max_examples=15, deadline=None)
def test_nothing_is_dropped_and_whoever_is_put_in_stands_in_the_report(sentences: list[str]) -> None:
    text = ". ".join(sentences) + "."
    document, extraction = document_of(text), extracted(text)
    again = Retold().resolve(document, extraction)
    assert [entry.id for entry in again.entries] == [entry.id for entry in extraction.entries]
    for event in events_in(again):
        for mention in (*event.sources, *event.targets):
            words = mention.citation
            assert text[words.start : words.end] == words.words


def test_a_report_without_events_stays_as_it_is() -> None:
    document = document_of("The weather was fine.")
    extraction = replace(extracted("The weather was fine."), entries=())
    assert Retold().resolve(document, extraction) is extraction


def test_counted_is_who_does_things_in_a_report() -> None:
    told = tellings(document_of(TOLD), extracted(TOLD))
    count = Counted(told, {})
    shares = [count.share(one.keys[SOURCES], SOURCES) for one in told if one.keys[SOURCES]]
    assert all(0 < share < 1 for share in shares)
