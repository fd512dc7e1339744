"""How entries bear on options: a plan that is denied is an intention not had."""

from __future__ import annotations

import pytest

from onrecord.core.entry import Event, Root, Status
from onrecord.core.report import Citation, Report
from onrecord.core.who import Mention
from onrecord.library import extract
from onrecord.strategy.drafting.bearing import bearing, bearings
from onrecord.strategy.model.model import CellKind

WORDS = Citation("r", 0, 19, "to divert the river")
WHO = Mention(Citation("r", 30, 38, "Khartoum"), actor="sudan", party="sudan")


INTENDS, WANTS = CellKind.INTENTION, CellKind.POSITION


@pytest.mark.parametrize(
    ("text", "owner", "kind", "words", "says"),
    [
        ("Sudan denied that it planned to divert the river.", "sudan", INTENDS, "divert the river", False),
        ("Sudan has no plans to divert the river, it said.", "sudan", INTENDS, "divert the river", False),
        ("Sudan refused to halt the works on the canal.", "sudan", INTENDS, "the works on the canal", True),
        ('"We will not allow anyone to close the canal," Sudan said.', "sudan", INTENDS, "the canal", True),
        (
            '"Egypt must never, never, ever divert the river," Sudan said.',
            "egypt",
            WANTS,
            "divert the river",
            False,
        ),
        (
            "Sudan demanded that Egypt stop ships from entering the port.",
            "egypt",
            WANTS,
            "entering the port",
            False,
        ),
        ('"It is mandatory that Egypt never builds a dam," Sudan said.', "egypt", WANTS, "builds a dam", False),
    ],
)
def test_the_sign_is_that_of_the_deed_however_often_it_turns(
    text: str, owner: str, kind: CellKind, words: str, says: bool
) -> None:
    entries = extract(Report("r", "r.txt", text)).entries
    found = [(one.owner, one.kind, one.words, one.says) for one in bearings(entries)]
    assert (owner, kind, words, says) in found
    assert not [one for one in found if one[0] == owner and one[3] is not says]


def test_a_question_that_is_told_of_takes_no_side() -> None:
    entries = extract(
        Report("r", "r.txt", "Sudan said it was too early to say whether or not there is a deal.")
    ).entries
    assert not list(bearings(entries))


def test_what_would_follow_on_anothers_deed_is_intended_and_tied_to_it() -> None:
    text = '"If they shell the port, Sudan will impose sanctions on Chad," Sudan warned.'
    found = [one for one in bearings(extract(Report("r", "r.txt", text)).entries) if one.matter == "sanctions"]
    assert found
    assert all(
        (one.owner, one.kind, one.says, one.conditional) == ("sudan", CellKind.INTENTION, True, True)
        for one in found
    )
    assert "shell the port" in found[0].condition


@pytest.mark.parametrize("status", [Status.DENIED, Status.POSSIBLE, Status.DEMANDED])
def test_what_did_not_happen_tells_of_no_intention(status: Status) -> None:
    assert bearing(Event("e", Root.ASSAULT, status, WORDS, WORDS, "test", sources=(WHO,))) is None
