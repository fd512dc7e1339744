"""Whose doing is told: what is ordered, what others are threatened with, what is refused of another's plans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Root, Status
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.core.who import Mention
from onrecord.strategy.drafting.bearing import bearing, bearings
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.meaning import as_meant
from onrecord.strategy.model.model import CellKind
from tests.strategy.entries import done, said
from tests.strategy.test_placing import NAMES, about, cells

if TYPE_CHECKING:
    from onrecord.core.entry import Entry, Statement


def ordered(to: str | None = None) -> Statement:
    entry = about(said("a", "peru", Act.DEMAND, "troops to the river", to=to), "troops")
    return replace(entry, cue=Citation("report", 0, 7, "ordered"))


def test_what_a_party_orders_its_own_people_do() -> None:
    found = bearing(ordered())
    assert found is not None
    assert (found.kind, found.owner, found.says) == (CellKind.INTENTION, "peru", True)
    other = bearing(ordered("chile"))
    assert other is not None
    assert (other.kind, other.owner) == (CellKind.POSITION, "chile")
    asked = bearing(replace(ordered(), cue=Citation("report", 0, 5, "asked")))
    assert asked is not None
    assert asked.kind is CellKind.POSITION


def test_who_is_threatened_with_harm_does_not_do_it() -> None:
    """ "Chile will soon be paying the tariffs," Peru threatens."""
    threat = about(said("a", "peru", Act.THREATEN, "Chile will be paying tariffs"), "tariffs", doer="chile")
    found = bearing(threat)
    assert found is not None
    assert (found.kind, found.owner, found.whom) == (CellKind.INTENTION, "peru", ("chile",))
    against = about(
        said("b", "peru", Act.THREATEN, "to answer their tariffs"), "tariffs", Sign.AGAINST, doer="chile"
    )
    answered = bearing(against)
    assert answered is not None
    assert (answered.kind, answered.owner, answered.says) == (CellKind.POSITION, "chile", False)


def plan_and_refusal(refused: str) -> list[Entry]:
    """Return a plan of Peru's, and what Chile refuses, in the words of one sentence."""
    words = "Peru's plan for tariffs is not to be borne"
    tariffs = Citation("report", 16, 23, "tariffs")
    plan = said("a", "peru", Act.ANNOUNCE, "plan for tariffs")
    plan = replace(plan, content=(Citation("report", 7, 23, words[7:23]),))
    refusal = replace(said("b", refused, Act.REFUSE, words), content=(Citation("report", 0, len(words), words),))
    yes, no = (Proposition("tariffs", tariffs, Sense.WILL, sign) for sign in (Sign.FOR, Sign.AGAINST))
    return [replace(plan, propositions=(yes,)), replace(refusal, propositions=(no,))]


def test_a_refusal_of_anothers_plan_is_a_wish_that_he_leave_it() -> None:
    found = {one.entry: (one.owner, one.kind, one.says) for one in bearings(plan_and_refusal("chile"))}
    assert found["b"] == ("peru", CellKind.POSITION, False)
    own = {one.entry: (one.owner, one.kind, one.says) for one in bearings(plan_and_refusal("peru"))}
    assert own["b"] == ("peru", CellKind.INTENTION, False)
    alone = {one.entry: (one.owner, one.kind, one.says) for one in bearings(plan_and_refusal("chile")[1:])}
    assert alone["b"] == ("chile", CellKind.INTENTION, False)


def test_nobody_blames_that_harm_is_not_done_or_harms_itself() -> None:
    blamed = about(said("a", "peru", Act.CRITICISE, "the use of nerve gas"), "chemical")
    assert bearing(blamed) is None
    assert (
        bearing(about(said("a", "peru", Act.CRITICISE, "the use of nerve gas"), "chemical", Sign.AGAINST))
        is not None
    )
    assert bearing(about(said("a", "peru", Act.CRITICISE, "the lack of help"), "aid")) is not None
    target = Mention(Citation("report", 0, 4, "Peru"), "peru", "peru")
    deed = about(
        replace(done("b", "peru", "uses gas", Status.ONGOING), plover=Root.AID, targets=(target,)), "chemical"
    )
    assert not as_meant(tuple(bearings([deed])))
    assert as_meant(tuple(bearings([replace(deed, targets=())])))


def test_who_takes_a_side_in_what_is_disputed_is_a_party_even_by_one_word() -> None:
    entries: list[Entry] = [
        about(said("a", "peru", Act.PROMISE, "an embargo"), "sanctions"),
        about(said("b", "chile", Act.PROMISE, "troops"), "troops"),
        about(said("c", "chile", Act.PROMISE, "aid"), "aid"),
        about(said("d", "peru", Act.PROMISE, "a test"), "tests"),
        about(said("e", "bolivia", Act.DEMAND, "an end to it", to="peru"), "sanctions", Sign.AGAINST),
    ]
    assert ("Impose sanctions", "bolivia", "position", False) in cells(entries)
    agreeing = replace(about(entries[-1], "sanctions"), id="e")  # type: ignore[type-var]
    assert "bolivia" not in {party for _, party, _, _ in cells([*entries[:-1], agreeing])}


def test_an_option_of_which_no_cell_can_be_filled_is_only_listed() -> None:
    """Bolivia alone speaks of Chile's exercises, and of nothing else: it is no party, and they are no option."""
    entries: list[Entry] = [
        about(said("a", "peru", Act.PROMISE, "an embargo"), "sanctions"),
        about(said("b", "chile", Act.PROMISE, "troops"), "troops"),
        about(said("c", "peru", Act.PROMISE, "aid"), "aid"),
        about(said("d", "bolivia", Act.DEMAND, "no exercises", to="chile"), "exercises", Sign.AGAINST),
    ]
    drafted = draft(entries, names=NAMES)
    assert "Hold military exercises" not in {option.name for option in drafted.model.options}
    assert ("Chile", "Hold military exercises", ("d",)) in drafted.further


def test_words_about_a_matter_can_make_it_another_thing() -> None:
    """The result of a vote is no vote, and a war criminal no war."""

    def read(words: str, matter: str, name: str, act: Act = Act.REFUSE) -> bool:
        start = words.index(name)
        one = Proposition(matter, Citation("report", start, start + len(name), name), Sense.WILL, Sign.AGAINST)
        return bool(as_meant(tuple(bearings([replace(said("a", "peru", act, words), propositions=(one,))]))))

    assert read("another election in Chile", "elections", "election")
    assert not read("to stand for election in spring", "elections", "election")
    assert not read("the election results in Chile", "elections", "election")
    assert not read("to accept the outcome of the election", "elections", "election")
    assert read("a war with Chile", "attack", "war")
    assert not read("to hail convicted war criminals as heroes", "attack", "war")
    assert read("a coup in Chile", "government", "coup")
    assert not read("to receive the coup leaders", "government", "coup")
    assert read("subsidies for wheat", "tariffs", "subsidies")
    assert not read("the subsidiary in Chile", "tariffs", "subsidiary")


def test_force_against_no_one_who_is_named_is_no_intention() -> None:
    target = Mention(Citation("report", 0, 5, "Chile"), "chile", "chile")
    raid = replace(done("a", "peru", "to kill people", Status.PLANNED), plover=Root.ASSAULT)
    assert bearing(raid) is None
    assert bearing(replace(raid, targets=(target,))) is not None
