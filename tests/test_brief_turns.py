"""When it turned, with one party: what several independent reports tell, and nothing that fewer tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.casebook import Casebook, PartyPage
from onrecord.core.entry import Act, Event, Root, Statement, Status
from onrecord.core.finding import Copy, FindingKind, KeyDate, Telling
from onrecord.core.line import ActorCount
from onrecord.core.when import Basis, Precision, When
from onrecord.core.who import Actor, ActorKind
from onrecord.show.parties import Parties
from tests.compared import Done, Said
from tests.test_brief_choice import DAY, NEWS, News

VOTED = (
    "The people of Arvonia elected Mara Tull to the chamber on March 5.",
    "Voters in Arvonia went to the election on March 5 to choose a chamber.",
    "On March 5 the election of a new chamber ended late in Arvonia.",
)


def told_of_one_party(*sentences: str, copied: bool = False) -> str:
    """Return what the brief tells under a day that reports date something to which no party says or does."""
    told = News()
    tellings = [told.told(Said("", Act.ASSERT, words, DAY)) for words in sentences]
    if copied:
        told.find(FindingKind.COPY, Copy(1.0), *tellings[:2])
    for place, line in enumerate(told.shelf.made):
        if isinstance(line.entry, Statement) and line.entry.when:
            told.shelf.made[place] = replace(line, entry=replace(line.entry, act=Act.ANNOUNCE))
    return told.key_date(*tellings)


def test_what_has_one_party_turns_where_three_reports_tell_it() -> None:
    assert "**5 March 2021** “" in told_of_one_party(*VOTED)


@pytest.mark.parametrize(
    "sentences",
    [
        VOTED[:2],  # two reports
        tuple(words.replace("Arvonia", "the isle") for words in VOTED),  # of no party of the dispute
        (VOTED[0], "A storm broke a mast in Arvonia on March 5.", "A bakery in Arvonia burned on March 5."),
    ],
)
def test_what_has_one_party_is_left_out_where_fewer_tell_the_same(sentences: tuple[str, ...]) -> None:
    assert not told_of_one_party(*sentences)


def test_copies_of_one_text_are_one_report_that_tells_it() -> None:
    assert not told_of_one_party(*VOTED, copied=True)


def test_what_three_reports_tell_of_a_year_turns_too() -> None:
    told = News()
    tellings = [
        told.told(Said("", Act.ANNOUNCE, f"In 2014 the fleet of Arvonia mutinied{end}.", "2014"))
        for end in ("", " and the mutiny spread", ", a mutiny that cost the fleet its admiral")
    ]
    told.find(FindingKind.KEY_DATE, KeyDate("2014", "", 1), *tellings)
    assert "- **2014** “In 2014 the fleet of Arvonia mutinied" in told.printed()


def ousted(words: str, *, leads: bool, status: Status = Status.HAPPENED) -> str:
    """Return what the brief tells under a day of what somebody unknown did to Arvonia."""
    told = News()
    done = Done("", Root.COERCE, "arvonia", words, DAY, status)
    before = () if leads else tuple(Said("", Act.ASSERT, one) for one in NEWS)
    told.shelf.report("r", DAY, *before, done)
    entry = told.shelf.made[-1].entry
    assert isinstance(entry, Event)
    return told.key_date(Telling(entry.words, entry.id))


def test_the_news_of_a_report_turns_where_it_befalls_a_party() -> None:
    words = "The head of Arvonia was ousted by officers on March 5."
    assert "**5 March 2021** “The head" in ousted(words, leads=True)
    assert not ousted(words, leads=False)
    assert not ousted(words, leads=True, status=Status.POSSIBLE)


def test_a_line_of_a_chronicle_is_told_in_the_present_and_without_its_day() -> None:
    for words, turned in (
        ("March 5, 2021: Arvonia votes to leave the League.", True),
        ("March 5, 2021: A singer votes to leave the League.", False),  # of no party
        ("On March 5, 2021 Arvonia votes to leave the League.", False),  # what it tells may be to come
    ):
        told = News()
        text = told.key_date(told.told(Said("", Act.ANNOUNCE, words, DAY)))
        assert bool(text) is turned
        assert not turned or "**5 March 2021** “Arvonia votes to leave the League.”" in text


@pytest.mark.parametrize(
    "words",
    [
        "Arvonia told Belmark so between March 1 and March 5.",  # on which of the days nobody knows
        "Arvonia told Belmark of its boats following the collision of two of them on March 5.",  # was before
        "Arvonia told Belmark to leave despite the call of the League on March 5.",
        "Hopes rose on March 5 that Arvonia told Belmark of a deal.",  # no day of anything
        "Arvonia told Belmark on March 5 of its offer, which",  # a line that was broken by hand
    ],
)
def test_no_day_stands_over_what_is_of_another_day_or_of_none(words: str) -> None:
    told = News()
    assert not told.key_date(told.told(Said("arvonia", Act.DEMAND, words, DAY), leads=True))


def test_a_day_for_which_something_is_requested_is_to_come() -> None:
    for words, turned in (
        ("Arvonia requested a meeting with Belmark on Friday.", False),
        ("Arvonia held a meeting with Belmark on Friday.", True),
    ):
        told = News()
        assert bool(told.key_date(told.told(Said("arvonia", Act.DEMAND, words, DAY), leads=True))) is turned


def test_of_two_sentences_of_a_day_the_one_is_told_that_is_whole_and_names_both_parties() -> None:
    told = News()
    long = f"Arvonia shelled Belmark on March 5 {'as it had sworn to do in years of quarrel ' * 8}."
    one_party = "Arvonia fired its guns on March 5."
    both = "Arvonia fired on Belmark on March 5."
    tellings = [
        told.told(Said("arvonia", Act.DEMAND, words, DAY), leads=True) for words in (long, one_party, both)
    ]
    assert f"“{both}”" in told.key_date(*tellings)


def test_a_party_is_named_at_the_beginning_of_a_sentence() -> None:
    league = Actor("league", "Harbour League", ActorKind.BODY, "league", ("the League",))
    page = PartyPage("league", "Harbour League", (), (), (), ())
    book = Casebook("Strait", (), (page,), (), (), (), (), (), {}, (), (ActorCount(league),))
    assert Parties(book).named_in("The League left.") == {"league"}


def test_what_is_dated_but_by_an_end_lets_no_later_day_through() -> None:
    for end, is_told in ((None, True), (date(2021, 12, 1), False)):
        told = News()
        words = "Arvonia told Belmark on June 1 to leave the old port."
        telling = told.told(Said("arvonia", Act.DEMAND, words, "2021-06-01"), day="2021-06-02", leads=True)
        entry = told.shelf.made[-1].entry
        told.change(replace(entry, when=When(None, end, Precision.INTERVAL, Basis.WORDS) if end else entry.when))
        told.told(Said("arvonia", Act.DEMAND, "Arvonia asked Belmark to leave.", DAY))
        told.find(FindingKind.KEY_DATE, KeyDate("2021-06-01", "", 1), replace(telling, entry=None))
        assert ("**1 June 2021**" in told.printed()) is is_told
