"""Accounts: one happening told by several reports is one, and what only looks alike is not."""

from __future__ import annotations

import pytest

from onrecord.compare.accounts import Accounts
from onrecord.compare.issues import Issues
from onrecord.core.entry import Act, Root, Status
from onrecord.core.finding import Account, Copy, Finding, FindingKind
from tests.compared import Done, Said, Shelf

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
        return Done("arvonia", Root.ASSAULT, "belmark", SHELLED, on=day, status=Status.DENIED)

    shelf = Shelf()
    for name in ("a", "b"):
        shelf.report(name, "2021-03-02", denied("2021-03-01"))
    prints = tuple(report.id for report in shelf.reports)
    shelf.found.append(Finding("0" * 16, FindingKind.COPY, "hand 1", Copy(1.0), prints))
    shelf.report("c", "2021-04-02", denied("2021-04-01"))
    assert accounts(shelf) == [("standing", 3, 2)]
