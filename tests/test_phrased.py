"""What reports tell in much the same words: also where no entry was made of it."""

from __future__ import annotations

import pytest

from onrecord.compare.accounts import Accounts
from onrecord.compare.copies import Copies
from onrecord.compare.phrased import phrased
from onrecord.core.entry import Act
from onrecord.core.finding import Account
from tests.compared import Said, Shelf

BANNED = "Resolutions of the council have long prohibited salvage dives near sunken warships, whatever the season."
# What else the reports say: a record of two sentences tells nothing of how rare a word is.
ELSE = [
    "The envoy arrived late.",
    "Rain fell on the harbour.",
    "A ferry ran aground near the mole.",
    "The mayor spoke of roads.",
    "Farmers sold their wheat early.",
    "The bank kept its rates.",
]


def groups(*told: str) -> list[set[str]]:
    shelf = Shelf()
    for number, words in enumerate(told):
        said = [Said("", Act.ASSERT, one) for one in (words, *ELSE[number * 3 : number * 3 + 3])]
        shelf.report(f"r{number}", f"2021-06-0{number + 1}", *said)
    return [{one.words for one in group} for group in phrased(shelf)]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("Salvage dives near sunken warships are prohibited by the council.", True),
        ("Salvage dives near sunken warships are not prohibited by the council.", False),  # it says the contrary
        ("Sunken warships draw many visitors to the coast each summer.", False),  # two words in common
        ("The council met in the old town hall.", False),
    ],
)
def test_a_clause_is_told_again_in_much_the_same_words(other: str, *, together: bool) -> None:
    assert bool(groups(BANNED, other)) is together


def test_a_line_that_breaks_in_a_passage_ends_no_sentence() -> None:
    other = "Salvage dives near sunken warships are prohibited by the council."
    assert groups(BANNED.replace("salvage ", "salvage\n\n"), other)


def test_the_fourth_is_not_the_fifth() -> None:
    fourth = "The navy held its fourth diving trial at the northern arsenal in spring."
    fifth = "The navy held its fifth diving trial at the northern arsenal in spring."
    assert groups(fourth, fourth.replace("held", "staged"))
    assert not groups(fourth, fifth)


def test_numbers_that_one_has_and_the_other_has_not_are_of_another_thing() -> None:
    duty = "The council imposed duties of 25 percent on 34 kinds of imported timber furniture."
    assert groups(duty, duty.replace("25 percent on ", ""))
    assert not groups(duty, duty.replace("25", "10"))


def test_how_a_reporter_came_by_it_is_no_news_of_the_dispute() -> None:
    formula = "The harbour clerk spoke on condition of anonymity about leaked salvage contracts, citing threats."
    assert not groups(formula, formula)
    assert groups(
        formula.replace("on condition of anonymity", "freely"), formula.replace("on condition of", "with")
    )


def test_names_are_nothing_in_common() -> None:
    one = "Admiral Oren Vask praised the Northern Salvage Board and the Maritime Court."
    assert not groups(one, "Engineers of the Northern Salvage Board sued Oren Vask before the Maritime Court.")


STAGE = "The second stage fell off Morrow Isle."


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("Fishermen off Morrow Isle saw the second stage.", True),
        ("Off Morrow Isle's cliffs fishermen saw the second stage.", True),  # whose it is is no other name
        ("Fishermen off Tarn Point saw the second stage.", False),  # two words may be of anything
        ("Fishermen off Morrow Isle saw the sunken buoy.", False),  # a name tells of whom, not what
        ("Fishermen off Morrow Isle, who had slept badly in their huts on the cliff, saw the second.", False),
    ],
)
def test_two_words_are_enough_beside_a_name(other: str, *, together: bool) -> None:
    assert bool(groups(STAGE, other)) is together


def test_a_name_that_every_other_sentence_has_tells_nothing() -> None:
    shelf = Shelf()
    for number, words in enumerate([STAGE, "Fishermen off Morrow Isle saw the second stage."]):
        others = [one.removesuffix(".") + " off Morrow Isle." for one in ELSE[number * 3 : number * 3 + 3]]
        shelf.report(
            f"r{number}", f"2021-06-0{number + 1}", *[Said("", Act.ASSERT, one) for one in (words, *others)]
        )
    assert not list(phrased(shelf))


@pytest.mark.parametrize(
    ("words", "day", "together"),
    [
        ("3 May", "2021-05-03", True),
        ("Monday", "2021-05-03", True),
        ("9 April", "2021-04-09", False),
        ("today", "2021-05-03", False),  # it is the day of whatever a report tells
    ],
)
def test_a_day_by_its_name_is_as_good_as_a_name(words: str, day: str, *, together: bool) -> None:
    shelf = Shelf()
    for number, (one, named, when) in enumerate(
        [
            ("The jetty was shut on 3 May.", "3 May", "2021-05-03"),
            (f"Pilots found the jetty shut {words}.", words, day),
        ]
    ):
        said = [Said("", Act.ASSERT, each) for each in (one, *ELSE[number * 3 : number * 3 + 3])]
        shelf.report(f"r{number}", f"2021-06-0{number + 1}", *said).naming(named, when)
    assert bool(list(phrased(shelf))) is together


def test_a_word_in_small_letters_is_no_name() -> None:
    one, other = "Arvonia was of the league of 1962.", "The league of 1962 had lost Arvonia."
    assert groups(one, other)  # though a Harbour League is known
    assert not groups(one.replace("league", "League"), other.replace("league", "League"))


def test_whom_an_office_is_of_is_no_happening() -> None:
    one, other = "The special envoy Oren Vask came late.", "Sooner came the special envoy Oren Vask."
    assert not groups(one, other)
    assert groups(one.replace("envoy", "salvage"), other.replace("envoy", "salvage"))


def test_two_words_are_enough_where_one_is_a_number() -> None:
    assert groups("The island has had a parliament since independence in 1962.", "It gained independence in 1962.")


def test_prints_of_one_text_are_one_source() -> None:
    shelf = Shelf().report("r1", "2021-06-01", *(Said("", Act.ASSERT, one) for one in (BANNED, *ELSE)))
    shelf.report("r2", "2021-06-02", *(Said("", Act.ASSERT, one) for one in (BANNED, *ELSE)))
    shelf.compare(Copies())
    assert list(phrased(shelf)) == []


def test_it_makes_an_account_of_a_state_whose_tellings_are_no_entries() -> None:
    shelf = Shelf()
    for number, words in enumerate((BANNED, "Salvage dives near sunken warships are prohibited by the council.")):
        said = [Said("", Act.ASSERT, one) for one in (words, *ELSE[number * 3 : number * 3 + 3])]
        shelf.report(f"r{number}", f"2021-06-0{number + 1}", *said)
    (found,) = Accounts().compare(shelf).items
    assert found.says == Account("state", "", 2)
    assert found.entries() == ()
    assert "told in much the same words" in found.why


@pytest.mark.parametrize(
    ("elsewhere", "together"),
    [("Rain fell on the mole.", True), ("Grain ships are in dredged channels.", False)],
    ids=["met nowhere else", "met in every other sentence"],
)
def test_four_words_of_a_fixed_phrase_tell_no_happening(elsewhere: str, together: bool) -> None:
    shelf = Shelf()
    for number, words in enumerate(
        ["Grain ships are in dredged channels.", "In dredged channels there are grain ships."]
    ):
        more = [elsewhere if other < 3 else "A ferry ran aground." for other in range(15)]
        shelf.report(
            f"r{number}", f"2021-06-0{number + 1}", *[Said("", Act.ASSERT, one) for one in (words, *more)]
        )
    assert bool([group for group in phrased(shelf) if group[0].words.startswith("Grain ships are")]) is together


def test_four_words_with_a_number_in_common_are_no_fixed_phrase() -> None:
    shelf = Shelf()
    for number, words in enumerate(
        ["The fifth grain ship left the dredged channel.", "A dredged channel took the fifth grain ship."]
    ):
        more = [
            "Grain ships are in dredged channels." if other < 3 else "A ferry ran aground." for other in range(15)
        ]
        shelf.report(
            f"r{number}", f"2021-06-0{number + 1}", *[Said("", Act.ASSERT, one) for one in (words, *more)]
        )
    assert any("fifth" in one.words for group in phrased(shelf) for one in group)


def test_a_date_by_itself_tells_nothing() -> None:
    alone = groups(
        "A ferry sank on Monday (14 May 2021), it said.", "On Monday (14 May 2021), the mayor resigned."
    )
    assert alone == []
    told = groups("Who ruled since independence in 1980 is gone.", "The flag dates from independence in 1980.")
    assert told
