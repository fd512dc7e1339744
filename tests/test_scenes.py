"""Scenes: what took place at one place on one day, also where no entry was made of it."""

from __future__ import annotations

import pytest

from onrecord.compare.accounts import Accounts
from onrecord.compare.scenes import scenes
from onrecord.core.entry import Act
from onrecord.core.finding import Account
from tests.compared import Said, Shelf

DAY = "2021-06-07"


def told(*sentences: tuple[str, str, str]) -> Shelf:
    """Return reports of one sentence each: when it appeared, what it says, the words that name the day if any."""
    shelf = Shelf()
    for number, (appeared, words, time) in enumerate(sentences):
        shelf.report(f"r{number}", appeared, Said("", Act.ASSERT, words))
        if time:
            shelf.naming(time, DAY)
    return shelf


FIRST = ("2021-06-08", "The envoys held talks in Tarsk on Monday and parted early.", "Monday")


@pytest.mark.parametrize(
    ("other", "together"),
    [
        (("2021-06-07", "It was today in Tarsk the turn of the herders.", "today"), True),
        (("2021-06-10", "After Tarsk nobody spoke of peace.", ""), True),
        (("2021-06-20", "After Tarsk nobody spoke of peace.", ""), False),  # too long after it
        (("2021-06-07", "It was today in Ulm the turn of the herders.", "today"), False),
        (("2021-06-10", "Nobody met in Monday Square.", ""), False),
    ],
)
def test_a_place_and_a_day_tell_a_gathering(other: tuple[str, str, str], *, together: bool) -> None:
    found = [one for one in scenes(told(FIRST, other)) if len({each.citation.report for each in one.tellings}) > 1]
    assert [(one.place, one.day.isoformat()) for one in found] == ([("tarsk", DAY)] if together else [])


def test_without_a_word_of_gathering_it_is_none() -> None:
    dark = ("2021-06-08", "It rained in Tarsk on Monday.", "Monday")
    assert scenes(told(dark, ("2021-06-07", "It was today in Tarsk very dark.", "today"))) == ()


def test_who_stands_for_a_state_is_no_place_without_a_day() -> None:
    first = ("2021-06-08", "The envoys held talks in Kelm on Monday.", "Monday")
    found = scenes(told(first, ("2021-06-09", "Nobody in Kelm spoke of peace.", "")))
    assert [len(one.tellings) for one in found] == [1]


def test_the_day_is_of_the_place_that_it_stands_beside() -> None:
    text = "Talks were planned with the league in Ulm on Tuesday and in Tarsk on Monday."
    found = scenes(told(("2021-06-05", text, "Monday")))
    assert [one.place for one in found] == ["tarsk"]


def test_the_sentence_behind_is_told_with_it() -> None:
    text = "Yesterday in Tarsk it went no better. Four hours long the council sat."
    (found,) = scenes(told(("2021-06-08", text, "Yesterday")))
    assert [one.citation.words for one in found.tellings] == [text]


def test_two_sources_make_it_an_account() -> None:
    today = ("2021-06-07", "It was today in Tarsk the turn of the herders.", "today")
    (found,) = told(FIRST, today).compare(Accounts())
    assert found.says == Account("act", DAY, 2)
    assert {one.citation.words for one in found.tellings} == {"Tarsk on Monday", "today in Tarsk"}
    assert told(FIRST).compare(Accounts()) == ()
