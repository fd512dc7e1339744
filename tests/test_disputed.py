"""Issues: what is disputed is named by the catalogue, and whom it concerns by the words of the entries."""

from __future__ import annotations

import pytest
from onrecord.compare.catalogue import catalogue, spoken

from onrecord.compare.issues import Issues
from onrecord.core.entry import Act, Root
from onrecord.core.finding import Matter
from tests.compared import Done, Said, Shelf


def named(shelf: Shelf) -> dict[str, int]:
    """Return the names of the issues found, each with how many entries it has."""
    found = {}
    for finding in shelf.compare(Issues()):
        assert isinstance(finding.says, Matter)
        found[finding.says.name] = len(finding.tellings)
    return found


def membership() -> Shelf:
    return (
        Shelf()
        .report(
            "a",
            "2021-03-01",
            Said("belmark", Act.REFUSE, "Cordona will not join the Harbour League, Belmark said."),
        )
        .report(
            "b",
            "2021-03-02",
            Said("arvonia", Act.DEMAND, "Cordona must not become a member of the Harbour League."),
        )
    )


def test_an_issue_is_a_matter_with_its_body_and_whom_it_concerns() -> None:
    assert named(membership()) == {
        "membership of Harbour League": 2,
        "membership of Harbour League: Cordona": 2,
    }


def test_a_part_names_the_issue_above_it() -> None:
    whole, part = sorted(membership().compare(Issues()), key=lambda finding: len(str(finding.says)))
    assert isinstance(part.says, Matter)
    assert isinstance(whole.says, Matter)
    assert (whole.says.parent, part.says.parent) == (None, whole.id)


def test_the_order_in_which_reports_came_in_changes_nothing() -> None:
    shelf = membership()
    turned = Shelf(shelf.reports[::-1], shelf.made[::-1])
    assert shelf.compare(Issues()) == turned.compare(Issues())


def test_an_attack_concerns_the_one_attacked_and_not_the_attacker() -> None:
    shelf = Shelf().report(
        "a",
        "2021-03-01",
        Said("cordona", Act.ACCUSE, "Arvonia attacked Belmark."),
        Done("arvonia", Root.ASSAULT, "belmark", "Arvonia has bombed two towns in Belmark."),
    )
    assert named(shelf) == {"attack and war": 2, "attack and war: Belmark": 2}


def test_of_three_parties_no_two_are_meant() -> None:
    words = "Arvonia, Belmark and Cordona agreed to negotiate."
    shelf = Shelf().report("a", "2021-03-01", Said("", Act.AGREE, words), Said("", Act.ASSERT, words))
    assert named(shelf) == {"talks and formats": 2}


def test_what_is_said_once_is_no_issue() -> None:
    assert named(Shelf().report("a", "2021-03-01", Said("belmark", Act.DEMAND, "Lift the tariffs."))) == {}


@pytest.mark.parametrize(
    ("matter", "text"),
    [
        ("guarantees", "We need a written guarantee."),
        ("sanctions", "The assets stay frozen."),
        ("water", "Filling the reservoir must wait."),
        ("sea", "Their trawlers leave our waters."),
        ("prisoners", "Every prisoner comes home."),
        ("airspace", "A no-fly zone over the north."),
        ("inspections", "The inspectors may return."),
        ("people", "The church keeps its own patriarch."),
    ],
)
def test_words_name_a_matter(matter: str, text: str) -> None:
    assert matter in {one.id for one in catalogue() if one.stands_in(spoken(text), names_body=False)}


@pytest.mark.parametrize("text", ["It was a damning award.", "The straightest answer came last.", "He talked."])
def test_words_that_only_begin_alike_name_none(text: str) -> None:
    assert not [one.id for one in catalogue() if one.stands_in(spoken(text), names_body=False)]


def test_the_catalogue_names_no_party() -> None:
    said = " ".join(phrase for one in catalogue() for sign in one.signs for phrase in (*sign, one.name)).split()
    assert not [word for word in said if word[:1].isupper()]
