"""Positions: a side is told where one thing tells it, and none where two do."""

from __future__ import annotations

import pytest

from onrecord.compare.issues import Issues
from onrecord.compare.positions import Positions
from onrecord.core.entry import Act
from onrecord.core.finding import Position
from tests.compared import Said, Shelf

JOINS = "Cordona will become a member of the Harbour League"


def stances(*told: Said) -> list[str]:
    """Return the stances on the membership of Cordona, in order of time."""
    shelf = Shelf().report("a", "2021-06-02", *told, Said("", Act.ANNOUNCE, f"{JOINS}."))
    found = [finding.says for finding in shelf.compare(Issues(), Positions())]
    kept = [says for says in found if isinstance(says, Position)]
    assert {says.issue for says in kept} <= {"membership of Harbour League: Cordona"}
    return [says.stance for says in sorted(kept, key=lambda says: says.when)]


@pytest.mark.parametrize(
    ("act", "words", "stance"),
    [
        (Act.PROMISE, f"that {JOINS}", "for"),
        (Act.PROMISE, "that Cordona will never become a member of the Harbour League", "against"),
        (Act.REFUSE, "the membership of Cordona in the Harbour League", "against"),
        (Act.ASSERT, "Membership of the Harbour League is off the table for Cordona", "against"),
        (Act.WARN, "The membership of Cordona in the Harbour League would be a grave mistake", "against"),
        (Act.DEMAND, "the Harbour League to admit Cordona no longer", "against"),
        (Act.OFFER, "membership of the Harbour League to Cordona if it holds elections", "conditional"),
        (Act.ASSERT, "We are ready to discuss membership of the Harbour League for Cordona", "open"),
    ],
)
def test_act_and_words_tell_the_side(act: Act, words: str, stance: str) -> None:
    assert stances(Said("arvonia", act, words, "2021-06-01")) == [stance]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act.ASSERT, f"that {JOINS}"),
        (Act.REFUSE, "to say that Cordona will never become a member of the Harbour League"),
        (Act.ASSERT, "We will not block membership of the Harbour League for Cordona"),
        (Act.ACCUSE, "them of using membership of the Harbour League to lure Cordona"),
    ],
    ids=["a bare assertion", "two refusals", "two turns", "an act of no side"],
)
def test_where_not_one_thing_tells_it_no_side_is_shown(act: Act, words: str) -> None:
    assert stances(Said("arvonia", act, words, "2021-06-01")) == []


def test_a_guarantee_of_what_must_never_be_is_wanted_all_the_same() -> None:
    words = "a guarantee that no base is built in Belmark"
    shelf = Shelf().report(
        "a", "2021-06-02", *(Said("arvonia", Act.DEMAND, words, "2021-06-01") for _ in range(2))
    )
    (found,) = shelf.compare(Issues(), Positions())
    assert isinstance(found.says, Position)
    assert (found.says.party, found.says.issue, found.says.stance) == (
        "arvonia",
        "security guarantees: Belmark",
        "for",
    )


def test_a_stance_lasts_until_another_follows() -> None:
    promise = [Said("arvonia", Act.PROMISE, f"that {JOINS}", f"2021-0{month}-01") for month in (1, 2)]
    refusal = Said("arvonia", Act.REFUSE, "membership of the Harbour League for Cordona", "2021-04-01")
    assert stances(*promise, refusal) == ["for", "against"]


def test_a_negated_act_takes_no_side() -> None:
    assert stances(Said("arvonia", Act.PROMISE, f"that {JOINS}", "2021-06-01", negated=True)) == []


def test_who_is_in_a_body_is_not_up_for_membership() -> None:
    """Belmark is a member: a sentence that names both is about Cordona alone."""
    words = "that Cordona and Belmark will become members of the Harbour League with full membership"
    assert stances(Said("arvonia", Act.PROMISE, words, "2021-06-01")) == ["for"]
