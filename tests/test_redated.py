"""When a deed was done that its report dates elsewhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.entry import Event
from onrecord.ingest import Ingest
from onrecord.resolvers.dated_deeds import Traits, nearest_times, told_in
from onrecord.resolvers.redated import Option, Redated, Weights, best, options
from tests.documents import document_of, report_of

if TYPE_CHECKING:
    from onrecord.core.extraction import Extraction

PUBLISHED = "2021-05-20"
TOLD = (
    "Chadian troops attacked the Libyan town of Sebha on 3 March 2021, killing twelve people.\n"
    "Libya said it would never forget. The attack killed a doctor. Algeria condemned the attack on 4 March.\n"
    "In 1987 Chad had invaded the strip, and its planes bombed a base. The talks are to end by 30 May."
)


def extracted(text: str, published: str | None = PUBLISHED) -> Extraction:
    return Ingest().extract(report_of(text, published=published))


def events_in(extraction: Extraction) -> list[Event]:
    return [entry for entry in extraction.entries if isinstance(entry, Event)]


def test_a_deed_told_again_has_the_day_that_is_told_elsewhere_and_its_words() -> None:
    extraction = extracted(TOLD)
    again = [event for event in events_in(extraction) if event.trigger.words == "attack"]
    assert again
    for event in again:
        assert event.when is not None
        assert event.when.day == date(2021, 3, 3)
        assert event.when_words is not None
        assert event.when_words.words == "3 March 2021"


def test_a_deed_s_own_time_comes_first_then_each_other_once() -> None:
    document, extraction = document_of(TOLD, published=PUBLISHED), extracted(TOLD)
    told = told_in(document, extraction)
    for one in told.deeds:
        possible = options(one, told)
        assert (possible[0].when, possible[0].words) == (one.event.when, one.event.when_words)
        times = [each.when.edtf() for each in possible if each.when]
        assert len(set(times)) == len(times)
        for each in possible:
            if each.words:
                assert TOLD[each.words.start : each.words.end] == each.words.words


def test_what_is_told_as_done_lies_not_behind_its_report() -> None:
    extraction = extracted(TOLD)
    told = told_in(document_of(TOLD, published=PUBLISHED), extraction)
    assert "2021-05-30" in told.datings
    for event in events_in(extraction):
        done = event.status.value in ("happened", "ongoing")
        assert not (done and event.when and event.when.earliest and event.when.earliest > date(2021, 5, 20))


def test_its_own_time_stays_unless_another_is_better_by_the_margin() -> None:
    own, other = Option(None, None, {"own": 1.0}), Option(None, None, {"other": 1.0})
    near = Weights({"own": 1.0, "other": 1.1}, {}, 1.0, 0.05)
    far = Weights({"own": 1.0, "other": 3.0}, {}, 1.0, 0.05)
    assert best([own, other], near) is own
    assert best([own, other], far) is other


def test_the_tense_of_a_noun_is_that_of_its_clause() -> None:
    document, extraction = document_of(TOLD, published=PUBLISHED), extracted(TOLD)
    told = told_in(document, extraction)
    tenses = {one.event.trigger.words: Traits.of(one, told).tense for one in told.deeds}
    assert tenses["invaded"] == "pluperfect"
    assert tenses["attacked"] == "past"


def test_without_a_day_of_the_report_nothing_is_put_about_it() -> None:
    told = told_in(document_of(TOLD), extracted(TOLD, published=None))
    for one in told.deeds:
        assert all(each.words for each in options(one, told)[1:])


@given(st.lists(st.sampled_from(TOLD.replace("\n", " ").split(". ")), min_size=1, max_size=6))
@settings(max_examples=10, deadline=None)
def test_nothing_but_times_is_changed(sentences: list[str]) -> None:
    text = ". ".join(sentences) + "."
    document, extraction = document_of(text, published=PUBLISHED), extracted(text)
    again = Redated().resolve(document, extraction)
    assert [(one.id, one.sources, one.status) for one in events_in(again)] == [
        (one.id, one.sources, one.status) for one in events_in(extraction)
    ]


def test_of_very_many_times_those_are_held_against_a_deed_that_stand_nearest() -> None:
    days = " ".join(
        f"Chad shelled Libya on {day} {month} 2019." for month in ("May", "July", "August") for day in range(1, 29)
    )
    text = f"{days} The shelling killed twelve people."
    told = told_in(document_of(text, published=PUBLISHED), extracted(text))
    near = list(nearest_times(told.deeds[-1], told))
    assert len(told.datings) > len(near)
    assert [each.closer for each in near] == sorted((each.closer for each in near), reverse=True)
    assert near[-1].nearest.words.words == "28 August 2019"
