"""Drafts by owner and kind of deed: wordings of one deed joined and named, each left-out entry with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onrecord.core.entry import Act, Attitude, Event, Root, Stance, Statement, Status
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.strategy.drafting.bearing import EntryShelf, bearings
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.leaving import AGAIN, BLAME, DONE, HARM, NO_PARTY
from onrecord.strategy.files.writing import draft_toml, to_toml
from onrecord.strategy.model.model import CellKind, GroundOf, Partial
from tests.strategy.entries import done, said, thought

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.core.entry import Entry

Told = TypeVar("Told", Statement, Stance, Event)
NAMES = {"peru": "Peru", "chile": "Chile", "pact": "the Pact", "bolivia": "Bolivia"}


def about(
    entry: Told,
    matter: str,
    sign: Sign = Sign.FOR,
    sense: Sense = Sense.WILL,
    *,
    whom: tuple[str, ...] = (),
    body: str | None = None,
    doer: str | None = None,
) -> Told:
    words = Citation("report", 0, len(matter), matter)
    side = Proposition(matter, words, sense, sign, object=whom, body=body, doer=doer)
    return replace(entry, propositions=(side,))


def cells(entries: Sequence[Entry], as_of: date | None = None) -> set[tuple[str, str, str, bool]]:
    model = draft(entries, as_of=as_of, names=NAMES).model
    return {
        (model.options[c.option].name, model.parties[c.party].id, c.kind.value, c.says)
        for c in model.cells
        if c.says is not None
    }


def test_wordings_of_one_deed_are_one_option_named_by_its_matter() -> None:
    entries: list[Entry] = [
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
    entries: list[Entry] = [
        about(said("a", "peru", Act.DENY, "any attack"), "attack", Sign.AGAINST),
        about(said("b", "chile", Act.WARN, "of an attack"), "attack", Sign.AGAINST),
        about(said("c", "chile", Act.ASK, "for an embargo"), "sanctions"),
    ]
    assert cells(entries) == {("Attack", "peru", "intention", False), ("Attack", "chile", "position", False)}
    assert draft(entries).unplaced == (("chile", "for an embargo", ("c",)),)


def test_a_wish_goes_to_no_one_of_whom_others_only_speak() -> None:
    entries: list[Entry] = [
        about(said("a", "chile", Act.DEMAND, "an embargo", to="peru"), "sanctions"),
        about(said("b", "bolivia", Act.ASK, "for an embargo"), "sanctions"),
    ]
    assert [entry for _, _, (entry,) in draft(entries).unplaced] == ["b"]


def test_of_two_owners_alike_neither_is_guessed() -> None:
    entries = [
        about(said("a", "peru", Act.THREATEN, "an embargo"), "sanctions"),
        about(said("b", "bolivia", Act.THREATEN, "an embargo"), "sanctions"),
        about(said("c", "chile", Act.PROTEST, "any embargo"), "sanctions", Sign.AGAINST),
    ]
    assert [entry for _, _, (entry,) in draft(entries).unplaced] == ["c"]
    again = about(said("d", "peru", Act.THREATEN, "a wider embargo"), "sanctions")
    assert draft([*entries, again]).unplaced == ()


def test_what_more_entries_tell_and_later_goes_before_the_alphabet() -> None:
    entries = [
        about(said("a", "bolivia", Act.THREATEN, "an embargo", "2020-01-01"), "sanctions"),
        about(said("b", "peru", Act.THREATEN, "an embargo", "2020-02-01"), "sanctions"),
    ]
    assert [option.name for option in draft(entries, most=1, names=NAMES).model.options] == ["Impose sanctions"]
    assert draft(entries, most=1, names=NAMES).further == (("Bolivia", "Impose sanctions", ("a",)),)


def test_who_wants_what_takes_all_would_do_its_own_part_unless_others_fight() -> None:
    ask = about(said("a", "chile", Act.ASK, "for talks"), "talks")
    assert cells([ask]) == {("Hold talks", "chile", "position", True)}
    war = about(said("b", "peru", Act.THREATEN, "an attack"), "attack", whom=("bolivia",))
    assert ("Hold talks", "chile", "position", True) not in cells([ask, war])
    own = replace(ask, deed=replace(ask.deed, doer="bolivia"))  # type: ignore[type-var]
    assert cells([own]) == {("Hold talks", "chile", "position", True)}
    assert [option.owners for option in draft([own], names=NAMES).model.options] == [(0,)]
    assert draft([own], names=NAMES).model.parties[0].id == "bolivia"


def test_only_who_fights_can_keep_a_ceasefire() -> None:
    war = about(said("a", "peru", Act.THREATEN, "an attack"), "attack", whom=("bolivia",))
    plan = about(said("b", "chile", Act.OFFER, "to bring about a truce"), "ceasefire")
    own = about(said("c", "bolivia", Act.OFFER, "a truce"), "ceasefire")
    told = cells([war, plan, own])
    assert ("Keep a ceasefire", "bolivia", "intention", True) in told
    assert ("Keep a ceasefire", "chile", "position", True) in told


def test_what_somebody_unknown_does_is_laid_at_no_other_door() -> None:
    entries = [
        about(said("a", "peru", Act.THREATEN, "an attack"), "attack", whom=("chile",)),
        about(said("b", "chile", Act.CRITICISE, "attacks by armed groups"), "attack", Sign.AGAINST),
    ]
    assert [words for _, words, _ in draft(entries).unplaced] == ["attacks by armed groups"]


def test_nobody_is_for_what_is_done_to_itself() -> None:
    odd = about(said("a", "peru", Act.PROPOSE, "an attack", to="chile"), "attack", whom=("peru",))
    assert dict(draft([odd]).left_out) == {HARM: ("a",)}


def test_whom_others_would_let_in_has_no_option_of_joining_by_that() -> None:
    entries: list[Entry] = [
        about(said("a", "pact", Act.PROMISE, "it will join"), "membership", whom=("chile",), body="pact"),
        about(said("b", "peru", Act.DEMAND, "never"), "membership", Sign.AGAINST, whom=("chile",), body="pact"),
    ]
    assert {name for name, *_ in cells(entries)} == {"Admit Chile to the Pact"}
    told = about(said("c", "peru", Act.DEMAND, "never", to="chile"), "membership", Sign.AGAINST, whom=("chile",))
    assert ("Join the Pact", "peru", "position", False) in cells([*entries, told])  # and its body is the only one


def test_an_option_names_all_of_whom_as_much_is_said() -> None:
    entries: list[Entry] = [
        about(said("a", "pact", Act.PROMISE, "both"), "membership", whom=("chile", "bolivia"), body="pact"),
        about(said("b", "peru", Act.DEMAND, "no"), "membership", Sign.AGAINST, whom=("chile",), body="pact"),
    ]
    assert {name for name, *_ in cells(entries)} == {"Admit Chile and Bolivia to the Pact"}
    alone = about(said("c", "pact", Act.PROMISE, "more"), "membership", body="pact")
    assert cells([alone]) == {("Admit new members to the Pact", "pact", "intention", True)}


def test_a_body_admits_and_a_state_joins() -> None:
    entries: list[Entry] = [
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


def test_what_was_ruled_out_is_no_present() -> None:
    ruled_out = about(done("a", "peru", "sending troops", Status.DENIED), "troops", sense=Sense.FACT)
    demand = about(said("b", "chile", Act.DEMAND, "that none come", to="peru"), "troops", Sign.AGAINST)
    assert draft([ruled_out, demand], names=NAMES).model.status_quo == "0"


def test_a_draft_of_a_bare_pledge_is_checked_against_what_it_was_asked_for_in_full() -> None:
    words = "a guarantee that Chile will never join the Pact"
    full, start = said("a", "peru", Act.DEMAND, words, "2020-01-01"), words.index("join")
    pledge = Proposition(
        "guarantees", Citation("report", 0, 11, "a guarantee"), Sense.WILL, Sign.FOR, object=("peru",)
    )
    join = Citation("report", start, start + 4, "join")
    never = Proposition("membership", join, Sense.WILL, Sign.AGAINST, object=("chile",), body="pact")
    full = replace(full, propositions=(pledge, never))
    bare = replace(said("b", "peru", Act.DEMAND, "a guarantee", "2020-02-01"), propositions=(pledge,))
    model = draft([full, bare], names=NAMES).model
    assert [(cell.says, cell.entries) for cell in model.cells if cell.says is not None] == [(False, ("b",))]
    assert check(model, EntryShelf([full, bare])) == ()


def test_what_lasts_is_the_present_and_stays_open() -> None:
    entries: list[Entry] = [
        about(done("a", "peru", "Peru moved troops"), "troops", sense=Sense.FACT),
        about(said("b", "chile", Act.DEMAND, "that they leave", to="peru"), "troops", Sign.AGAINST),
    ]
    model = draft(entries, names=NAMES).model
    assert [option.name for option in model.options] == ["Send or keep troops"]
    assert model.status_quo == "1"
    assert [(ground.of, ground.entries) for ground in model.grounds] == [(GroundOf.PRESENT, ("a",))]
    assert check(model, EntryShelf(entries)) == ()
    assert cells(entries) == {("Send or keep troops", "chile", "position", False)}


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
    entries: list[Entry] = [
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
    assert "# Left out, later than the day (1): later" in draft_toml(drafted)


def test_no_entry_is_left_out_of_a_draft_without_a_word() -> None:
    deed = about(done("deed", "peru", "Peru closed the port"), "sanctions", sense=Sense.FACT)
    said_again = said("outer", "chile", Act.ASSERT, "that it had refused the plan", says=False, doer="chile")
    entries: list[Entry] = [
        about(said("a", "peru", Act.PROMISE, "an embargo"), "sanctions"),
        about(said("b", "chile", Act.DEMAND, "none", to="peru"), "sanctions", Sign.AGAINST),
        about(said("c", "chile", Act.PROMISE, "talks"), "talks"),
        about(said("d", "peru", Act.PROMISE, "a truce"), "ceasefire"),
        about(said("e", "chile", Act.PROMISE, "a truce"), "ceasefire"),
        about(said("third", "bolivia", Act.DEMAND, "talks", to="chile"), "talks"),
        deed,
        replace(deed, id="deed again"),
        replace(said_again, deed=replace(said_again.deed, sense=Sense.WILL)),  # type: ignore[type-var]
        replace(said("inner", "chile", Act.REFUSE, "the plan"), via="outer"),
        replace(said("own", "peru", Act.CRITICISE, "the raid", doer="peru")),
    ]
    drafted = draft(entries, names=NAMES)
    left = dict(drafted.left_out)
    assert left[DONE] == ("deed",)
    assert left[AGAIN] == ("outer",)
    assert left[NO_PARTY] == ("third",)
    assert left[BLAME] == ("own",)
    cells = {ident for cell in drafted.model.cells for ident in (*cell.entries, *cell.candidates)}
    grounds = {ident for ground in drafted.model.grounds for ident in ground.entries}
    listed = {ident for _, _, ids in (*drafted.further, *drafted.past, *drafted.unplaced) for ident in ids}
    reasons = {ident for ids in left.values() for ident in ids}
    assert cells | grounds | listed | reasons == {entry.id for entry in entries}


def test_what_would_be_done_on_a_condition_links_two_options() -> None:
    threat = about(said("a", "peru", Act.THREATEN, "an embargo"), "sanctions", whom=("chile",))
    side = replace(threat.propositions[0], conditional=True)
    words = Citation("report", 90, 106, "if Chile attacks")
    threat = replace(threat, propositions=(side,), condition=words)
    denial = about(said("b", "chile", Act.DENY, "any attack"), "attack", Sign.AGAINST)
    model = draft([threat, denial], names=NAMES).model
    peru = [party.id for party in model.parties].index("peru")
    preference = model.preferences[peru]
    assert isinstance(preference, Partial)
    assert [wish.words for group in preference.groups for wish in group] == ["attack -> sanctions"]
    assert (GroundOf.PREFERENCE, peru, ("a",)) in [(one.of, one.party, one.entries) for one in model.grounds]
    assert 'partial = [["attack -> sanctions"]]' in to_toml(model)
    turned = replace(threat, condition=Citation("report", 90, 119, "unless Chile stops its attack"))
    assert not [one for one in draft([turned, denial]).model.grounds if one.of is GroundOf.PREFERENCE]


def test_a_deed_done_after_it_was_denied_says_more_than_the_denial() -> None:
    denial = about(said("a", "peru", Act.DENY, "any attack", "2020-01-01"), "attack", Sign.AGAINST)
    deed = about(done("b", "peru", "Peru attacked Chile"), "attack", sense=Sense.FACT)
    later = replace(deed, when=said("", "peru", Act.ASSERT, "x", "2020-03-01").when)
    earlier = replace(deed, when=said("", "peru", Act.ASSERT, "x", "2019-12-01").when)
    for happened, says, entries in ((later, True, ("b",)), (earlier, False, ("a",))):
        (cell,) = [c for c in draft([denial, happened]).model.cells if c.kind is CellKind.INTENTION]
        assert (cell.says, cell.entries) == (says, entries)


def test_options_of_two_owners_are_told_apart_and_a_party_that_speaks_once_is_none() -> None:
    entries: list[Entry] = [
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
