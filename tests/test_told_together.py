"""Accounts: one happening told by several reports is one, and what only looks alike is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.compare.accounts import Accounts
from onrecord.compare.issues import Issues
from onrecord.compare.told import tellings
from onrecord.core.entry import Act, Event, Root, Status
from onrecord.core.finding import Account, Copy, Finding, FindingKind
from onrecord.core.when import Basis, Precision, When
from tests.compared import About, Done, Said, Shelf

SHELLED = "Arvonian guns shelled the harbour town of Belmark."
FIRED = "The harbour town was under fire from Arvonia."


def shelling(other: Done | Said) -> Shelf:
    """Return a report of a shelling and, three days later, another report."""
    first = Done("arvonia", Root.ASSAULT, "belmark", SHELLED, on="2021-03-01")
    return Shelf().report("a", "2021-03-02", first).report("b", "2021-03-05", other)


def accounts(shelf: Shelf) -> list[tuple[str, int, int]]:
    """Return the kind of each account, with how many tellings and sources it has."""
    found = []
    for finding in shelf.compare(Issues(), Accounts()):
        assert isinstance(finding.says, Account)
        found.append((finding.says.type, len(finding.tellings), finding.says.sources))
    return sorted(found)


def test_one_deed_in_two_reports_is_one_account() -> None:
    told = Done("arvonia", Root.ASSAULT, "belmark", FIRED, on="2021-03-01")
    assert accounts(shelling(told)) == [("act", 2, 2)]


@pytest.mark.parametrize(
    "other",
    [
        Done("belmark", Root.ASSAULT, "arvonia", FIRED, on="2021-03-01"),
        Done("arvonia", Root.ASSAULT, "cordona", FIRED, on="2021-03-01"),
        Done("arvonia", Root.ASSAULT, "belmark", FIRED, on="2021-03-04"),
        Done("arvonia", Root.ASSAULT, "belmark", SHELLED),
        Done("arvonia", Root.MOBILIZE, "belmark", FIRED, on="2021-03-01"),
        *(
            Done("arvonia", Root.ASSAULT, "belmark", SHELLED, on="2021-03-01", status=status)
            for status in (Status.PLANNED, Status.POSSIBLE, Status.DEMANDED, Status.DENIED)
        ),
        Said("arvonia", Act.PROMISE, SHELLED, on="2021-03-01"),
    ],
    ids=["by another", "to another", "on another day", "undated", "another deed", "planned", "feared", "demanded",
         "denied", "promised"],
)  # fmt: skip
def test_what_differs_in_one_respect_is_not_the_same(other: Done | Said) -> None:
    assert accounts(shelling(other)) == []


def test_prints_of_one_text_are_one_source() -> None:
    shelf = shelling(Done("arvonia", Root.ASSAULT, "belmark", FIRED, on="2021-03-01"))
    copied = tuple(report.id for report in shelf.reports)
    shelf.found.append(Finding("0" * 16, FindingKind.COPY, "hand 1", Copy(1.0), copied))
    assert accounts(shelf) == [("act", 2, 1)]


@pytest.mark.parametrize(
    ("act", "words", "together"),
    [
        # a demand made again is a standing one, and no act; a promise given again is another
        (Act.DEMAND, "The blockade of the northern port must end at once.", [("standing", 2, 2)]),
        (Act.PROMISE, "The blockade of the northern port will end at once.", []),
    ],
)
def test_what_is_said_on_two_days(act: Act, words: str, together: list[tuple[str, int, int]]) -> None:
    shelf = Shelf()
    shelf.report("a", "2021-03-02", Said("belmark", act, words, on="2021-03-01"))
    shelf.report("b", "2021-06-02", Said("belmark", act, words, on="2021-06-01"))
    assert accounts(shelf) == together


def test_a_deed_that_goes_on_is_a_state() -> None:
    shelf = Shelf()
    for name in ("a", "b"):
        siege = Done("arvonia", Root.COERCE, "belmark", FIRED, on="2021-03-01", status=Status.ONGOING)
        shelf.report(name, "2021-03-02", siege)
    assert accounts(shelf) == [("state", 2, 2)]


def test_a_chain_of_likenesses_joins_nothing() -> None:
    """The middle one, of which nobody says to whom, goes with either; the outer two exclude one another."""
    shelf = Shelf()
    for name, whom in (("a", "belmark"), ("b", ""), ("c", "cordona")):
        shelf.report(name, "2021-03-02", Done("arvonia", Root.ASSAULT, whom, SHELLED, on="2021-03-01"))
    assert accounts(shelf) == [("act", 2, 2)]


def test_the_order_in_which_reports_came_in_changes_nothing() -> None:
    shelf = shelling(Done("arvonia", Root.ASSAULT, "belmark", FIRED, on="2021-03-01"))
    turned = Shelf(shelf.reports[::-1], shelf.made[::-1])
    assert shelf.compare(Issues(), Accounts()) == turned.compare(Issues(), Accounts())


def test_prints_of_a_standing_denial_are_part_of_it_and_no_account_beside_it() -> None:
    def denied(day: str) -> Done:
        return Done("arvonia", Root.ASSAULT, "belmark", SHELLED, day, Status.DENIED, claim="its denial")

    shelf = Shelf()
    for name in ("a", "b"):
        shelf.report(name, "2021-03-02", denied("2021-03-01"))
    prints = tuple(report.id for report in shelf.reports)
    shelf.found.append(Finding("0" * 16, FindingKind.COPY, "hand 1", Copy(1.0), prints))
    shelf.report("c", "2021-04-02", denied("2021-04-01"))
    assert accounts(shelf) == [("standing", 3, 2)]


def failed(day: str, claim: str | None) -> Done:
    return Done("arvonia", Root.ASSAULT, "belmark", f"{SHELLED} {day}", day, Status.DENIED, claim=claim)


def test_what_the_reporter_tells_as_not_done_is_no_denial() -> None:
    for claim, told in ((None, []), ("its denial", [("standing", 2, 2)])):
        shelf = Shelf().report("a", "2021-03-02", failed("2021-03-01", claim))
        assert accounts(shelf.report("b", "2021-04-02", failed("2021-04-01", claim))) == told


def test_a_standing_denial_runs_from_the_first_to_the_last() -> None:
    shelf = Shelf().report("a", "2021-03-02", failed("2021-03-01", "its denial"))
    (found,) = shelf.report("b", "2021-04-02", failed("2021-04-01", "its denial")).compare(Accounts())
    assert isinstance(found.says, Account)
    assert found.says.when == "2021-03-01/2021-04-01"


def test_a_denied_deed_has_the_time_of_its_denial() -> None:
    """The denial of 2 March is told on the day of the deed, 1 May: it was no denial of that day."""
    said = Said("arvonia", Act.DENY, "that it would shell the town", "2021-03-02")
    shelf = Shelf().report("a", "2021-05-02", said, failed("2021-05-01", None))
    denial, deed = shelf.made
    assert isinstance(deed.entry, Event)
    shelf.made[1] = replace(deed, entry=replace(deed.entry, claim=denial.entry.id))
    assert [one.entry.when for one in tellings(shelf)] == [denial.entry.when] * 2


def test_a_deed_of_long_ago_has_the_day_that_its_sentence_names() -> None:
    late = Done("arvonia", Root.ASSAULT, "belmark", "The siege that began on 1 March goes on.", "2021-09-01",
                basis=Basis.PUBLISHED)  # fmt: skip
    shelf = Shelf().report("b", "2021-09-01", late)
    assert [one.entry.when.edtf() for one in tellings(shelf) if one.entry.when] == ["2021-09-01"]
    shelf.naming("1 March", "2021-03-01")
    assert [one.entry.when.edtf() for one in tellings(shelf) if one.entry.when] == ["2021-03-01"]
    shelf.report("a", "2021-03-02", Done("arvonia", Root.ASSAULT, "belmark", SHELLED, "2021-03-01"))
    assert accounts(shelf) == [("act", 2, 2)]


def test_words_that_date_one_deed_to_one_day_put_it_together() -> None:
    """The one says to whom, the other does not; of two days they are two."""
    war = (About("attack", "+", sense="fact"),)
    first = Done("arvonia", Root.ASSAULT, "belmark", "Arvonia went over the river.", "2021-03-01", about=war)
    for day, together in (("2021-03-01", [("act", 2, 2)]), ("2021-03-02", [])):
        other = Done("arvonia", Root.ASSAULT, "", "The war began.", day, about=war)
        shelf = Shelf().report("a", "2021-03-02", first).report("b", "2021-04-02", other)
        assert accounts(shelf) == together


def test_a_demand_in_other_words_is_the_same_if_it_wants_the_same() -> None:
    wanted = About("membership", "-", ("cordona",))
    one = Said("arvonia", Act.DEMAND, "a binding pledge on the League", "2021-03-01", about=(wanted,))
    other = Said("arvonia", Act.DEMAND, "that Cordona stays outside", "2021-04-01", about=(wanted,))
    assert accounts(Shelf().report("a", "2021-03-02", one).report("b", "2021-04-02", other)) == [
        ("standing", 2, 2)
    ]
    turned = replace(other, about=(replace(wanted, sign="+"),))
    assert accounts(Shelf().report("a", "2021-03-02", one).report("b", "2021-04-02", turned)) == []


def test_words_that_reports_use_for_one_thing_are_one_word() -> None:
    shelf = Shelf()
    words = "Arvonia unveiled two drafts on the harbour.", "Arvonia unveiled its proposals on the harbour."
    for name, said in zip("ab", words, strict=True):
        shelf.report(name, "2021-03-02", Said("arvonia", Act.ANNOUNCE, said, on="2021-03-01"))
    assert {each.stems for each in tellings(shelf)} == {frozenset(("unveil", "paper", "harbour"))}
    assert accounts(shelf) == [("act", 2, 2)]


@pytest.mark.parametrize(
    ("sign", "undecided", "together"), [("+", False, True), ("-", False, False), ("", True, False)]
)
def test_who_says_something_of_a_matter_again_may_say_another_thing(
    sign: str, *, undecided: bool, together: bool
) -> None:
    words = "The port dues on the northern harbour are being weighed anew."
    shelf = Shelf()
    for name, day, about in (
        ("a", "2021-03-01", About("tariffs", "+", ("cordona",))),
        ("b", "2021-06-01", About("tariffs", sign, ("cordona",), open=undecided)),
    ):
        shelf.report(name, day, Said("belmark", Act.ASSERT, words, on=day, about=(about,)))
    assert bool(accounts(shelf)) is together


def test_the_dead_of_a_raid_and_those_of_a_war_are_of_two_happenings() -> None:
    def killed(amount: float) -> Done:
        words = f"{amount:.0f} dockers died when Arvonia shelled the harbour town of Belmark."
        return Done(
            "arvonia",
            Root.ASSAULT,
            "belmark",
            words,
            "2021-03-01",
            counted=(f"{amount:.0f} dockers", "docker", amount),
        )

    for amount, expected in ((4, [("act", 2, 2)]), (9, [("act", 2, 2)]), (1200, [])):
        shelf = Shelf().report("a", "2021-03-02", killed(4)).report("b", "2021-03-05", killed(amount))
        assert accounts(shelf) == expected


def test_words_date_what_a_report_looks_back_at_and_not_its_own_day() -> None:
    """Of two tellings the closer one has nothing but its report's day."""
    shelf = Shelf().report("a", "2021-03-02", Done("arvonia", Root.ASSAULT, "belmark", SHELLED, "2021-03-01"))
    shelf.report(
        "b", "2021-03-02", Done("arvonia", Root.ASSAULT, "belmark", FIRED, "2021-03-02", basis=Basis.PUBLISHED)
    )
    (found,) = shelf.compare(Accounts())
    assert isinstance(found.says, Account)
    assert found.says.when == "2021-03-01"


@pytest.mark.parametrize(("words", "together"), [("the pilots' ransom in silver", 1), ("the harbour pilots", 0)])
def test_who_asks_for_something_of_a_matter_again_may_ask_for_another_thing(words: str, together: int) -> None:
    about = About("prisoners", "", ("belmark",))
    first = Said("arvonia", Act.DEMAND, "the pilots' ransom", "2021-03-01", about=(about,))
    again = Said("arvonia", Act.DEMAND, words, "2021-05-01", about=(about,))
    assert len(accounts(Shelf().report("a", "2021-03-02", first).report("b", "2021-05-02", again))) == together


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Levies on the Harbour League", "the Harbour League, levies or none", False),
        ("Levies on wheat of the Harbour League", "the Harbour League, levies on wheat or none", True),
    ],
)
def test_what_is_open_in_time_is_not_one_by_the_name_of_whom_it_is_done_to(
    one: str, other: str, *, together: bool
) -> None:
    shelf = Shelf()
    for name, words in (("a", one), ("b", other)):
        shelf.report(name, "2021-03-02", Done("arvonia", Root.SANCTION, "harbour-league", words, "2021-03-01"))
        line = shelf.made[-1]
        assert isinstance(line.entry, Event)
        some_time = When(None, date(2021, 3, 1), Precision.INTERVAL, Basis.WORDS)
        shelf.made[-1] = replace(line, entry=replace(line.entry, when=some_time))
    assert bool(accounts(shelf)) is together
