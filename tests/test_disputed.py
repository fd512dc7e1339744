"""Issues: what is disputed is named by the catalogue, and whom it concerns by the words of the entries."""

from __future__ import annotations

from onrecord.compare.issues import Issues
from onrecord.core.entry import Act
from onrecord.core.finding import Matter
from tests.compared import About, Said, Shelf

JOINS = About("membership", "-", ("cordona",))


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
            Said("belmark", Act.REFUSE, "Cordona will not join the League, Belmark said.", about=(JOINS,)),
        )
        .report(
            "b",
            "2021-03-02",
            Said("arvonia", Act.DEMAND, "Cordona must not become a member of it.", about=(JOINS,)),
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


def test_talks_are_between_two_and_what_is_left_open_belongs_to_the_whole() -> None:
    pair, whole = About("talks", "+", ("arvonia", "belmark")), About("talks", "+")
    words = "They agreed to negotiate."
    told = [
        Said("", Act.AGREE, words, about=(pair,)),
        Said("", Act.ASSERT, f"{words} So they did.", about=(pair,)),
    ]
    shelf = Shelf().report("a", "2021-03-01", *told, Said("", Act.ASSERT, "It went on.", about=(whole,)))
    assert named(shelf) == {"talks and formats": 3, "talks and formats: Arvonia and Belmark": 2}


def test_what_is_said_once_is_no_issue() -> None:
    assert named(Shelf().report("a", "2021-03-01", Said("belmark", Act.DEMAND, "Lift it.", about=(JOINS,)))) == {}
