"""What a draft proposes: open options, each once; no past, no mere speech, a denial read as a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Attitude, Root, Status
from onrecord.core.proposition import Sense
from onrecord.core.when import Basis, Precision, When
from onrecord.strategy.drafting.bearing import bearing, bearings
from onrecord.strategy.drafting.days import is_later
from onrecord.strategy.drafting.draft import draft
from onrecord.strategy.drafting.wordings import _Index
from onrecord.strategy.files.writing import draft_toml
from onrecord.strategy.model.model import CellKind
from tests.strategy.entries import done, said, thought

if TYPE_CHECKING:
    from onrecord.core.entry import Entry


def test_what_a_party_denies_that_it_intends_it_says_no_to() -> None:
    denial = said(
        "e1", "morocco", Act.DENY, "that it planned to cross the berm", "2020-11-01", of="cross the berm"
    )
    plan = replace(
        thought("e2", "morocco", Attitude.INTEND, "to cross the berm", says=False), negated=True, via="e1"
    )
    assert [(told.entry, told.says) for told in bearings([denial, plan])] == [("e1", False), ("e2", False)]
    options = draft([denial, plan]).model.options
    assert [option.name for option in options] == ["cross the berm"]


def test_speech_told_as_an_event_is_no_option() -> None:
    plea = replace(done("e1", "egypt", "Egypt asked for a study of the dam"), plover=Root.REQUEST)
    assert bearing(plea) is None
    assert draft([plea]).model.options == ()


def test_what_is_done_or_long_past_is_listed_and_no_option() -> None:
    entries: list[Entry] = [
        done("e1", "india", "India moved guns to the pass"),
        said("e2", "india", Act.PROMISE, "to reopen the bus line", "2010-01-01"),
        said("e3", "india", Act.ANNOUNCE, "that it would close the airspace", "2019-02-20"),
        done("e4", "india", "India flew over the valley", Status.PLANNED),
    ]
    drafted = draft(entries, as_of=date(2019, 3, 1), names={"india": "India"})
    assert [option.name for option in drafted.model.options] == ["it would close the airspace"]
    assert drafted.further == (("India", "India flew over the valley", ("e4",)),)  # nobody says that it wants it
    assert [party.name for party in drafted.model.parties] == ["India"]
    assert sorted(told[2] for told in drafted.past) == [("e1",), ("e2",)]
    assert "# Done or past, India: reopen the bus line (entries e2)" in draft_toml(drafted)


def test_what_is_only_asserted_names_no_option_by_its_words() -> None:
    told = said("e1", "chile", Act.ASSERT, "that new rockets are purely defensive", doer="chile")
    told = replace(told, deed=replace(told.deed, sense=Sense.WILL))  # type: ignore[type-var]
    drafted = draft([told])
    assert drafted.model.options == ()
    assert [ids for _, _, ids in drafted.further] == [("e1",)]
    assert len(draft([replace(told, act=Act.ANNOUNCE)]).model.options) == 1


def test_wordings_about_one_issue_are_one_option_though_they_share_few_words() -> None:
    wide = said("e1", "china", Act.ANNOUNCE, "that new tariffs on soybeans and cars would follow", "2018-07-01")
    short = said("e2", "china", Act.THREATEN, "tariffs on American pork", "2018-07-02")
    assert len(draft([wide, short]).model.options) == 2
    about = [replace(entry, issues=("tariffs",)) for entry in (wide, short)]
    assert len(draft(about).model.options) == 1


def test_what_is_dated_only_as_before_a_later_day_is_left_out() -> None:
    late = said("e1", "iran", Act.OFFER, "to let inspectors in", "2015-07-14")
    assert late.when
    undated = replace(late, id="e2", when=replace(late.when, earliest=None))
    cells = draft([late, undated], as_of=date(2015, 7, 1)).model.cells
    assert not [cell for cell in cells if cell.kind is CellKind.INTENTION]


@pytest.mark.parametrize(
    ("first", "last", "basis", "counts"),
    [
        ("2021-12-30", "2022-01-12", Basis.RELATIVE, True),
        ("2022-01-11", "2022-01-14", Basis.RELATIVE, True),  # no later than a report may be
        ("2022-01-01", "2022-01-31", Basis.WORDS, False),
        ("2022-01-01", "2025-04-30", Basis.NARRATIVE, False),
        ("2021-12-01", None, Basis.WORDS, False),  # "after November"
        ("2022-01-11", None, Basis.PUBLISHED, True),  # told in a report of that day, to come
    ],
)
def test_what_may_as_well_be_later_than_the_day_of_the_model_is_no_evidence(
    first: str, last: str | None, basis: Basis, counts: bool
) -> None:
    interval = When(
        date.fromisoformat(first), date.fromisoformat(last) if last else None, Precision.INTERVAL, basis
    )
    told = replace(said("e1", "cordona", Act.OFFER, "to open the port"), when=interval)
    drafted = draft([told], as_of=date(2022, 1, 12))
    assert any(cell.entries for cell in drafted.model.cells) is counts
    assert bool(drafted.left_out) is not counts


def test_what_lasts_since_before_the_day_of_the_model_is_not_later() -> None:
    since = When(date(2014, 3, 1), None, Precision.INTERVAL, Basis.WORDS)
    holds, held = (
        replace(done("e1", "cordona", "holds the port", status), when=since)
        for status in (Status.ONGOING, Status.HAPPENED)
    )
    assert not is_later(holds, date(2022, 1, 12))
    assert is_later(held, date(2022, 1, 12))


def test_of_options_that_a_wording_is_as_like_it_goes_to_the_same_each_time() -> None:
    words = [f"word{number:02}" for number in range(20)]
    first = bearing(said("e1", "arvonia", Act.PROMISE, "to open the port"))
    assert first is not None
    index = _Index()
    for word in reversed(words):
        index.begin("arvonia", frozenset([word]), first)
    likest = index.likest("arvonia", frozenset(words))
    assert likest is not None
    assert likest.seed == {"word00"}
