"""Which sides of an entry say what shall be: not what is only mentioned, and of a form what it is the form of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Root, Status
from onrecord.core.proposition import DEED, Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.strategy.drafting.bearing import bearing, bearings, readings
from onrecord.strategy.drafting.meaning import as_meant
from onrecord.strategy.drafting.sides import sides
from onrecord.strategy.model.model import CellKind
from tests.strategy.entries import done, said

if TYPE_CHECKING:
    from onrecord.core.entry import Statement


def side(text: str, words: str, matter: str, sign: Sign = Sign.FOR, **other: object) -> Proposition:
    start = text.index(words)
    cited = Citation("report", start, start + len(words), words)
    made = Proposition(matter, cited, Sense.WILL, sign)
    return replace(made, **other)  # type: ignore[arg-type]


def wish(text: str, *told: tuple[str, str, Sign], deed: str = "", act: Act = Act.DEMAND) -> Statement:
    entry = said("a", "peru", act, text, to="pact")
    found = tuple(side(text, words, matter, sign) for words, matter, sign in told)
    return replace(entry, propositions=found, deed=side(text, deed or text, DEED))


def matters(entry: Statement) -> list[str]:
    return [one.matter for one in sides(entry)]


def test_of_a_pledge_that_something_be_it_is_that_something() -> None:
    words = "a guarantee in writing that Chile will never join the Pact"
    both = ("a guarantee", "guarantees", Sign.FOR), ("join", "membership", Sign.AGAINST)
    assert matters(wish(words, *both)) == ["membership"]
    assert bearing(wish(words, *both)).pledged  # type: ignore[union-attr]
    apart = "a guarantee; Chile should never join the Pact"
    assert matters(wish(apart, *both)) == ["guarantees", "membership"]


def test_talks_on_something_are_talks_and_not_yet_the_thing() -> None:
    told = ("talks", "talks", Sign.FOR), ("arms control", "arms-control", Sign.FOR)
    assert matters(wish("talks on arms control", *told)) == ["talks"]
    assert matters(wish("talks and arms control", *told)) == ["talks", "arms-control"]


def test_a_matter_beside_a_deed_told_as_so_is_mentioned() -> None:
    words = "the law protects the peace if no trade deal is reached"
    entry = wish(words, ("trade deal", "trade", Sign.AGAINST), deed="protects the peace", act=Act.ASSERT)
    told_as_so = replace(entry, deed=replace(entry.deed, sense=Sense.FACT))  # type: ignore[type-var]
    assert matters(entry) == ["trade"]
    assert matters(told_as_so) == []


def test_what_is_refused_is_not_what_is_done_instead() -> None:
    words = "these calls and answer with an offensive"
    told = ("offensive", "attack", Sign.AGAINST)
    assert matters(wish(words, told, deed="these calls", act=Act.REFUSE)) != ["attack"]
    assert matters(wish(words, told, deed="these calls", act=Act.DEMAND)) == ["attack"]


def test_what_another_has_done_is_told_and_not_wanted() -> None:
    words = "Chile has backed a truce"
    entry = wish(words, ("a truce", "ceasefire", Sign.FOR), act=Act.ASSERT)
    others = replace(entry, deed=replace(entry.deed, sense=Sense.FACT, doer="chile"))  # type: ignore[type-var]
    own = replace(entry, deed=replace(entry.deed, sense=Sense.FACT, doer="peru"))  # type: ignore[type-var]
    assert (matters(others), matters(own)) == ([], ["ceasefire"])


def test_to_move_troops_is_neither_to_keep_nor_to_withdraw_them() -> None:
    assert "troops" not in matters(wish("move some of its troops", ("troops", "troops", Sign.FOR)))
    assert matters(wish("withdraw its troops", ("troops", "troops", Sign.AGAINST))) == ["troops"]


def test_who_declines_to_speak_of_it_takes_no_side_of_it() -> None:
    words = "to confirm or deny any part in the abductions"
    entry = wish(words, ("abductions", "prisoners", Sign.FOR), deed="confirm", act=Act.REFUSE)
    assert "prisoners" not in matters(entry)


def test_who_would_blame_its_own_deed_is_not_sure_to_be_who_speaks() -> None:
    entry = said("a", "peru", Act.CRITICISE, "that Peru shells the town", doer="peru")
    assert readings(entry) == ()
    assert readings(said("a", "chile", Act.CRITICISE, "that Peru shells the town", doer="peru"))


def test_fighting_laid_at_no_ones_door_is_nobodys_option() -> None:
    war = replace(done("a", "peru", "the conflict in Peru", Status.ONGOING), plover=Root.ASSAULT)
    assert bearing(war) is None
    against = replace(war, targets=done("", "chile", "x").sources)
    assert bearing(against) is not None


def test_the_condition_of_a_threat_is_what_the_other_is_to_leave() -> None:
    words = "if Chile restarts enrichment, it will regret it"
    entry = wish(words, ("enrichment", "nuclear", Sign.AGAINST), deed="regret it", act=Act.THREATEN)
    tied = replace(entry, condition=Citation("report", 0, 28, words[:28]))
    found = bearing(tied)
    assert found
    assert (found.kind, found.says) == (CellKind.POSITION, False)
    assert bearing(entry).kind is CellKind.INTENTION  # type: ignore[union-attr]


def test_a_deed_that_another_tells_or_asks_for_is_no_intention() -> None:
    demand = said("a", "peru", Act.DEMAND, "that Chile end all enrichment")
    asked = replace(done("b", "chile", "Chile end all enrichment", Status.ONGOING), claim="a")
    assert [one.entry for one in bearings([demand, asked])] == ["a"]
    told = replace(demand, act=Act.ASSERT)
    assert [one.entry for one in bearings([told, asked])] == ["a"]
    itself = replace(told, speaker=asked.sources[0])
    assert "b" in [one.entry for one in bearings([itself, asked])]
    assert "b" in [one.entry for one in bearings([replace(asked, claim=None)])]


def test_a_pledge_told_as_an_event_is_speech() -> None:
    pledge = replace(done("a", "pact", "the Pact gives guarantees", Status.PLANNED), plover=Root.AID)
    told = replace(pledge, propositions=(side("the Pact gives guarantees", "guarantees", "guarantees"),))
    assert bearing(pledge) is not None
    assert bearing(told) is None


def test_a_bare_pledge_is_of_what_the_same_party_asked_for_in_full() -> None:
    words = "a guarantee that Chile will never join"
    full = replace(
        wish(words),
        propositions=(
            side(words, "a guarantee", "guarantees", object=("peru",)),
            side(words, "join", "membership", Sign.AGAINST, object=("chile",), body="pact"),
        ),
    )
    bare = replace(wish("guarantees"), id="b", propositions=(side("guarantees", "guarantees", "guarantees"),))
    refusal = replace(
        said("c", "pact", Act.REFUSE, "guarantees"),
        propositions=(side("guarantees", "guarantees", "guarantees", Sign.AGAINST, object=("peru",)),),
    )
    told = as_meant(tuple(bearings([full, bare, refusal])))
    assert {(one.entry, one.matter, one.whom, one.body, one.says) for one in told} == {
        ("a", "membership", ("chile",), "pact", False),
        ("b", "membership", ("chile",), "pact", False),
        ("c", "membership", ("chile",), "pact", True),
    }
    assert [one.matter for one in as_meant(tuple(bearings([bare, refusal])))] == ["guarantees", "guarantees"]


def test_some_words_of_a_matter_name_the_opposite_of_its_option() -> None:
    words = "the abduction of two soldiers"
    blame = wish(words, ("abduction", "prisoners", Sign.AGAINST), act=Act.CRITICISE)
    (told,) = as_meant(tuple(bearings([blame])))
    assert (told.matter, told.says) == ("prisoners", True)
    withdrawal = wish("to withdraw troops", ("withdraw", "ceasefire", Sign.FOR))
    (told,) = as_meant(tuple(bearings([withdrawal])))
    assert (told.matter, told.says) == ("troops", False)


def test_what_nobody_can_be_for_or_against_is_told_by_its_words() -> None:
    (told,) = as_meant(tuple(bearings([wish("the old borders", ("borders", "borders", Sign.FOR))])))
    assert (told.matter, told.words) == ("", "the old borders")
