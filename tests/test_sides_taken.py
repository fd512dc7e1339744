"""Sides that no entry of its own tells: the verb of backing, nouns for what was named, words quoted in half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Event, Manner, Root, Statement, Status
from onrecord.core.extraction import Extraction
from onrecord.core.who import Mention
from onrecord.resolvers.propositions import Propositions
from tests.documents import document_of

if TYPE_CHECKING:
    from onrecord.core.proposition import Proposition


def of_event(text: str, trigger: str, root: Root = Root.SANCTION) -> tuple[Proposition, ...]:
    """Return the propositions of an event of Brazil whose words are the whole text."""
    document = document_of(text)
    report = document.report
    at = text.index(trigger)
    doer = (Mention(report.cite(0, 1), "brazil", "brazil"),)
    cited = report.cite(at, at + len(trigger))
    event = Event("0", root, Status.HAPPENED, report.cite(0, len(text)), cited, "test 1", sources=doer)
    return Propositions().resolve(document, Extraction(report, (event,))).entries[0].propositions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile backed the sanctions.", "chile + will"),
        ("Chile, which has resisted the expansion of sanctions, voted.", "chile - will"),
        ("Chile, Peru's ally, which has resisted sanctions, voted.", "chile - will"),
        ("Chile's government condemned the sanctions.", "chile - will"),
        ("Chile might back the sanctions.", "None + fact"),
        ("Chile did not back the sanctions.", "None + fact"),
        ("Chile asked whether to back the sanctions.", "None + fact"),
        ("Chile read about the sanctions.", "None + fact"),
    ],
    ids=["backs", "resists", "no owner of an ally", "somebody of it", "may", "not", "whether", "no side"],
)
def test_who_backs_or_opposes_a_deed_takes_a_side_of_it(text: str, expected: str) -> None:
    (one,) = [one for one in of_event(text, "sanctions") if one.matter == "sanctions"]
    assert f"{one.doer} {one.sign} {one.sense}" == expected


def last(text: str, said: str, act: Act, *, direct: bool = False) -> str:
    """Return matter, sign and openness of what Peru says in the given words of a text."""
    document = document_of(text)
    report = document.report
    at = text.index(said)
    who = Mention(report.cite(0, 4), "peru", "peru")
    manner = Manner.DIRECT if direct else Manner.INDIRECT
    entry = Statement("0", act, manner, (report.cite(at, at + len(said)),), "test 1", speaker=who)
    found = Propositions().resolve(document, Extraction(report, (entry,))).entries[0].propositions
    named = (one for one in found if one.is_named)
    return " ".join(f"{one.matter} {one.sign or '?'} {one.words.words}{' open' * one.open}" for one in named)


def test_a_noun_that_headed_longer_words_stands_for_the_matter() -> None:
    text = "The missile launch took place in May. Years went by. Nobody wrote of it. Peru condemned the launch."
    assert last(text, "the launch", Act.CRITICISE) == "tests - launch"
    assert last(text.replace("the launch.", "the launch of a book."), "the launch of a book", Act.CRITICISE) == ""


def test_a_noun_that_headed_the_words_of_two_matters_stands_for_none() -> None:
    text = "The trade deal held. The nuclear deal failed. Years went by. Peru criticised the deal."
    assert last(text, "the deal", Act.CRITICISE) == ""


def test_what_begins_before_its_quotation_is_said_too() -> None:
    text = 'Peru has spoken. Sanctions on Chile, she told reporters, "are a mistake".'
    assert last(text, '"are a mistake"', Act.ASSERT, direct=True) == "sanctions - Sanctions"
    text = 'Peru has spoken. Sanctions on Chile, she told reporters, "are not on the agenda".'
    assert last(text, '"are not on the agenda"', Act.ASSERT, direct=True) == "sanctions ? Sanctions open"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("there is no way it will lift the sanctions on Chile", "sanctions + sanctions"),
        ("it will under no circumstances lift the sanctions on Chile", "sanctions + sanctions"),
        ("the allies would go on with the military drills", "exercises + military drills"),
        ("the vote was marred by fraud", "elections - the vote"),
    ],
    ids=["no way", "in no case", "those who act together", "spoilt by others"],
)
def test_words_that_tell_a_side(said: str, expected: str) -> None:
    assert last(f"Peru said {said}.", said, Act.ASSERT) == expected


def test_what_is_called_ill_in_passing_is_judged() -> None:
    text = 'Peru said: "We wrote about the sham election in Chile."'
    assert (
        last(text, "We wrote about the sham election in Chile", Act.ASSERT, direct=True) == "elections - election"
    )
