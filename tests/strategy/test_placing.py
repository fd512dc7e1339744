"""Drafts by owner and kind of deed: wordings of one deed joined and named, each left-out entry with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.core.entry import Act, Attitude, Root, Status
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.strategy.drafting.bearing import EntryShelf, bearings
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.files.writing import draft_toml
from onrecord.strategy.model.model import CellKind, GroundOf
from tests.strategy.entries import done, said, thought

if TYPE_CHECKING:
    from onrecord.core.entry import Entry

NAMES = {"peru": "Peru", "chile": "Chile", "pact": "the Pact", "bolivia": "Bolivia"}


def about(
    entry: Entry,
    matter: str,
    sign: Sign = Sign.FOR,
    sense: Sense = Sense.WILL,
    *,
    whom: tuple[str, ...] = (),
    body: str | None = None,
    doer: str | None = None,
) -> Entry:
    words = Citation("report", 0, len(matter), matter)
    side = Proposition(matter, words, sense, sign, object=whom, body=body, doer=doer)
    return replace(entry, propositions=(side,))


def cells(entries: list[Entry], as_of: date | None = None) -> set[tuple[str, str, str, bool]]:
    model = draft(entries, as_of=as_of, names=NAMES).model
    return {
        (model.options[c.option].name, model.parties[c.party].id, c.kind.value, c.says)
        for c in model.cells
        if c.says is not None
    }


def test_wordings_of_one_deed_are_one_option_named_by_its_matter() -> None:
    entries = [
        about(said("a", "peru", Act.THREATEN, "an embargo"), "sanctions", whom=("chile",)),
        about(said("b", "peru", Act.PROMISE, "measures on trade"), "sanctions", whom=("chile",)),
        about(
            said("c", "chile", Act.DEMAND, "no such steps", to="peru"), "sanctions", Sign.AGAINST, whom=("chile",)
        ),
    ]
    assert cells(entries) == {
        ("Impose sanctions on Chile", "peru", "intention", True),
        ("Impose sanctions on Chile", "chile", "position", False),
    }
    assert draft(entries, names=NAMES).model.options[0].about == ("sanctions",)


def test_a_wish_that_names_no_one_goes_to_whoever_is_said_to_do_it() -> None:
    entries = [
        about(said("a", "peru", Act.DENY, "any attack"), "attack", Sign.AGAINST),
        about(said("b", "chile", Act.WARN, "of an attack"), "attack", Sign.AGAINST),
        about(said("c", "chile", Act.ASK, "for talks"), "talks"),
    ]
    assert cells(entries) == {("Attack", "peru", "intention", False), ("Attack", "chile", "position", False)}
    assert draft(entries).unplaced == ("c",)


def test_a_body_admits_and_a_state_joins() -> None:
    entries = [
        about(said("a", "pact", Act.PROMISE, "it will join"), "membership", whom=("chile",), body="pact"),
        about(said("b", "peru", Act.DEMAND, "never"), "membership", Sign.AGAINST, whom=("chile",), body="pact"),
        about(said("c", "chile", Act.OFFER, "to give it up"), "membership", Sign.AGAINST, body="pact"),
    ]
    assert cells(entries) == {
        ("Admit Chile to the Pact", "pact", "intention", True),
        ("Admit Chile to the Pact", "peru", "position", False),
        ("Join the Pact", "peru", "position", False),
        ("Join the Pact", "chile", "intention", False),
    }


def test_what_lasts_is_the_present_and_stays_open() -> None:
    entries = [
        about(done("a", "peru", "Peru moved troops"), "troops", sense=Sense.FACT),
        about(said("b", "chile", Act.DEMAND, "that they leave", to="peru"), "troops", Sign.AGAINST),
    ]
    model = draft(entries, names=NAMES).model
    assert [option.name for option in model.options] == ["Keep troops in the field"]
    assert model.status_quo == "1"
    assert [(ground.of, ground.entries) for ground in model.grounds] == [(GroundOf.PRESENT, ("a",))]
    assert check(model, EntryShelf(entries)) == ()
    assert cells(entries) == {("Keep troops in the field", "chile", "position", False)}


def test_a_plan_that_another_tells_of_is_no_intention_and_one_saying_counts_once() -> None:
    claim = said("a", "chile", Act.OFFER, "to discuss Peru's exercises")
    plan = replace(done("b", "peru", "exercises", Status.PLANNED), claim="a", plover=Root.MOBILIZE)
    assert [one.entry for one in bearings([claim, plan])] == ["a"]
    outer = said("o", "chile", Act.ASSERT, "that it had refused the plan", says=False, doer="chile")
    outer = replace(outer, deed=replace(outer.deed, sense=Sense.WILL))  # type: ignore[type-var]
    inner = replace(said("i", "chile", Act.REFUSE, "the plan"), via="o")
    assert [one.entry for one in bearings([outer, inner])] == ["i"]
    assert [one.entry for one in bearings([outer])] == ["o"]


def test_what_is_untied_outweighs_what_is_tied() -> None:
    tied = about(said("a", "peru", Act.PROMISE, "an embargo", "2020-02-01"), "sanctions")
    tied = replace(tied, propositions=(replace(tied.propositions[0], conditional=True),))
    plain = about(said("b", "peru", Act.REFUSE, "an embargo", "2020-01-01"), "sanctions", Sign.AGAINST)
    model = draft([tied, plain]).model
    (cell,) = [cell for cell in model.cells if cell.kind is CellKind.INTENTION]
    assert (cell.says, cell.entries, cell.candidates) == (False, ("b",), ("a",))


def test_every_entry_left_out_has_a_reason() -> None:
    entries = [
        about(said("a", "peru", Act.PROMISE, "an embargo", "2020-01-01"), "sanctions"),
        said("later", "peru", Act.PROMISE, "more", "2021-01-01"),
        said("plain", "peru", Act.ASSERT, "it rains", "2020-01-01"),
        said("nobody", None, Act.DEMAND, "peace", "2020-01-01"),
        replace(done("speech", "peru", "Peru asked"), plover=Root.REQUEST),
        thought("doubt", "chile", Attitude.BELIEVE, "that it will", says=True),
    ]
    drafted = draft(entries, as_of=date(2020, 6, 1))
    assert dict(drafted.left_out) == {
        "later than the day": ("later",),
        "nobody is named who speaks or acts": ("nobody",),
        "a deed that is speech, or was only possible, demanded or denied": ("speech",),
        "it takes no side of what shall be": ("plain", "doubt"),
    }
    assert "# Left out, later than the day: later" in draft_toml(drafted)


def test_options_of_two_owners_are_told_apart_and_a_party_that_speaks_once_is_none() -> None:
    entries = [
        about(said("a", "peru", Act.PROMISE, "an embargo"), "sanctions"),
        about(said("b", "chile", Act.PROMISE, "an embargo"), "sanctions"),
        about(said("c", "chile", Act.OFFER, "talks"), "talks"),
        about(said("d", "peru", Act.OFFER, "a truce"), "ceasefire"),
        about(said("e", "bolivia", Act.DEMAND, "a truce", to="peru"), "ceasefire"),
    ]
    model = draft(entries, names=NAMES).model
    assert [option.name for option in model.options] == [
        "Keep a ceasefire",
        "Hold talks",
        "Impose sanctions (Chile)",
        "Impose sanctions (Peru)",
    ]
    assert {party.id for party in model.parties} == {"peru", "chile"}
