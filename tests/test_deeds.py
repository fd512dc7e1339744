"""The head that finds deeds: what it is asked, what it answers, how that is joined with what the rules find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.core.entry import Event, Root, Status
from onrecord.core.extraction import sure_enough
from onrecord.encoder import Encoded
from onrecord.extractors.events import Events, by_rules
from onrecord.extractors.events.candidates import candidates
from onrecord.extractors.events.choosing import SOURCE, TARGET, chosen
from onrecord.extractors.events.deed_head import deed_head
from onrecord.extractors.events.evidence import ROOTS, STATUSES
from onrecord.extractors.events.learned import believed
from onrecord.extractors.events.parties import Parties
from onrecord.extractors.events.ruled import rules_of
from onrecord.extractors.events.scenes import BEFORE, FARTHEST, LONGEST, Scene, pairing, scenes, signs_of
from onrecord.extractors.events.syntax import Reading
from tests.documents import document_of, taken

TOLD = (
    "Malian soldiers entered Kidal on Monday. The town had been held by Tuareg fighters since 2012. "
    "The capture was announced in Bamako, and Algeria voiced concern."
)


def read(text: str) -> tuple[Reading, list[Scene]]:
    document = document_of(text)
    reading = Reading(document)
    signs = signs_of(reading, Encoded.of(document).states, rules_of(reading))
    return reading, list(scenes(reading, signs, candidates(reading)))


def events_in(text: str, extractor: Events | None = None) -> list[Event]:
    found = taken(extractor or Events(), document_of(text)).items
    return [entry for entry in found if isinstance(entry, Event)]


def test_a_scene_is_a_sentence_with_the_two_before_it() -> None:
    reading, found = read(TOLD)
    assert [scene.first for scene in found] == [sentence.first for sentence in reading.document.sentences]
    assert found[-1].span.start == 0
    assert found[-1].signs.here.sum() == found[-1].span.stop - found[-1].first
    _, many = read(TOLD * 3)
    assert many[-1].span.start == many[-1 - BEFORE].first


def test_of_a_long_text_a_scene_sees_what_is_near() -> None:
    _, found = read("very " * 300 + "sad. " + "Chadian troops attacked Libya " + "very " * 300 + "often.")
    assert all(len(scene.span) <= FARTHEST + LONGEST for scene in found)


def test_names_nouns_and_pronouns_may_be_parties_and_dates_may_not() -> None:
    reading, _ = read("On Monday the United States and its allies, who met in Oslo, sent 40 million dollars.")
    words = {reading.tokens[one.token].text for one in candidates(reading)}
    assert {"States", "allies", "its", "Oslo"} <= words
    assert not words & {"Monday", "United", "who", "40", "million"}


def test_the_answers_are_probabilities_of_every_word_and_candidate() -> None:
    reading, found = read(TOLD)
    head = deed_head()
    for scene in found:
        words = head.words(scene)
        assert words.roots.shape == (len(scene.span), len(ROOTS))
        assert words.statuses.shape == (len(scene.span), len(STATUSES))
        assert np.allclose(words.roots.sum(1), 1, atol=1e-4)
        assert ((words.chance >= 0) & (words.chance <= 1)).all()
        chances = head.parties(words, 1, pairing(reading, scene, scene.span[1], None))
        assert chances.shape == (len(scene.candidates), 2)
        assert ((chances >= 0) & (chances <= 1)).all()


def test_a_deed_that_no_lexicon_names_is_found() -> None:
    text = "Settlers torched olive groves near Nablus."
    assert events_in(text, Events(by_rules, "events-rules 1")) == []
    (event,) = events_in(text)
    assert event.plover is Root.ASSAULT
    assert [source.citation.words for source in event.sources] == ["Settlers"]


def test_what_is_found_is_at_least_as_sure_as_its_limit() -> None:
    limits = deed_head().limits
    found = events_in(TOLD)
    assert found
    assert all(event.confidence is not None and event.confidence >= limits["kept"] for event in found)


def test_a_party_is_looked_for_in_the_sentence_first() -> None:
    reading, found = read("Egypt and Sudan met in Cairo. Ethiopia attacked the town.")
    scene = found[-1]
    numbers = {reading.tokens[one.token].text: n for n, one in enumerate(scene.candidates)}
    chances = np.zeros((len(scene.candidates), 2), dtype=np.float32)
    chances[numbers["Egypt"], SOURCE], chances[numbers["Ethiopia"], SOURCE] = 0.9, 0.5
    limits = {"likely": 0.1, "here": 0.4, "joined": 0.4, "mutual": 0.6, "apart": 0.75}
    (only,) = chosen(reading, scene, chances, SOURCE, (), Root.ASSAULT, limits)
    assert reading.tokens[only[0]].text == "Ethiopia"
    assert chosen(reading, scene, chances, TARGET, (), Root.ASSAULT, limits) == ()


def test_those_joined_to_the_foremost_stand_with_it() -> None:
    reading, found = read("Egypt, Sudan and Libya met in Cairo.")
    scene = found[0]
    numbers = {reading.tokens[one.token].text: n for n, one in enumerate(scene.candidates)}
    chances = np.zeros((len(scene.candidates), 2), dtype=np.float32)
    for name, chance in (("Egypt", 0.9), ("Sudan", 0.5), ("Libya", 0.2), ("Cairo", 0.5)):
        chances[numbers[name], SOURCE] = chance
    limits = {"likely": 0.1, "here": 0.4, "joined": 0.4, "mutual": 0.6, "apart": 0.75}
    assert len(chosen(reading, scene, chances, SOURCE, (), Root.ASSAULT, limits)) == 2
    assert len(chosen(reading, scene, chances, SOURCE, (), Root.CONSULT, limits | {"mutual": 0.5})) == 3


def test_what_the_rules_read_off_a_word_stands() -> None:
    (event,) = [
        one for one in events_in("Rwanda denied that it had attacked Burundi.") if one.plover is Root.ASSAULT
    ]
    assert event.status is Status.DENIED
    assert [source.citation.words for source in event.sources] == ["it"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The offer would mean releasing Serbian prisoners.", Status.POSSIBLE),
        ("Greece released Serbian prisoners.", Status.HAPPENED),
        ("The army plans to attack Chad.", Status.PLANNED),
    ],
)
def test_what_a_deed_hangs_on_tells_whether_it_was_done(text: str, status: Status) -> None:
    assert {event.status for event in events_in(text)} == {status}


def test_every_word_of_an_event_is_cited() -> None:
    document = document_of(TOLD)
    for event in Events().extract(document, Encoded.of(document)).items:
        assert all(citation.found_in(document.report) for citation in event.citations())


@pytest.mark.parametrize("text", ["", " wk", "attacked " * 500, "if " * 300 + "Iran attacks Iraq", "!!! ???"])
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(events_in(text), list)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Iran attackedthu. \n,'\"", max_size=120))
def test_any_text_is_read(text: str) -> None:
    for event in events_in(text):
        assert event.words.words


def test_a_deed_that_is_less_sure_is_left_out_on_request() -> None:
    report = document_of("Chad attacked Sudan.").report
    extraction = onrecord.extract(report)
    (event,) = extraction.entries
    assert isinstance(event, Event)
    assert event.confidence is not None
    assert sure_enough(extraction, event.confidence).entries == (event,)
    assert sure_enough(extraction, min(1.0, event.confidence + 0.001)).entries == ()


@pytest.mark.parametrize(
    ("chad", "libya", "kept"),
    [(0.3, 0.2, True), (0.3, 0.35, False), (0.45, 0.9, True), (0.05, 0.02, False)],
    ids=["the likeliest", "outdone", "likely enough", "hardly"],
)
def test_the_rules_party_gives_way_where_the_head_hardly_sees_it_or_another(
    chad: float, libya: float, kept: bool
) -> None:
    reading, (scene, *_) = read("Chad shelled Libya on Monday.")
    words = [reading.tokens[one.token].text for one in scene.candidates]
    chances = np.zeros((len(words), 2), dtype=np.float32)
    chances[words.index("Chad"), SOURCE], chances[words.index("Libya"), SOURCE] = chad, libya
    limits = {"hardly": 0.1, "outdone": 0.4, "outdoing": 0.3}
    those = Parties(((0, 1),), (), None)
    assert bool(believed(reading, those, scene, chances, limits).sources) is kept


def test_a_pronoun_gives_way_to_no_name() -> None:
    reading, (scene, *_) = read("It shelled Libya on Monday.")
    words = [reading.tokens[one.token].text for one in scene.candidates]
    chances = np.zeros((len(words), 2), dtype=np.float32)
    chances[words.index("It"), SOURCE], chances[words.index("Libya"), SOURCE] = 0.2, 0.6
    limits = {"hardly": 0.1, "outdone": 0.4, "outdoing": 0.3}
    assert believed(reading, Parties(((0, 1),), (), None), scene, chances, limits).sources
