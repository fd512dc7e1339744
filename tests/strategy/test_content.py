"""`check` reads what cells say: against their entries, the owners, the days, the wishes and the present."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Event, Root, Statement, Status
from onrecord.core.proposition import Proposition, Sense, Sign
from onrecord.core.report import Citation
from onrecord.core.when import Basis, Precision, When
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check
from onrecord.strategy.drafting.finding import Fault
from onrecord.strategy.drafting.leaning import lean, orientation
from onrecord.strategy.files.files import load
from onrecord.strategy.files.writing import to_toml
from onrecord.strategy.model.conditions import condition
from onrecord.strategy.model.faults import ModelFault
from onrecord.strategy.model.model import Cell, CellKind, Model, Option, Partial, Party
from tests.strategy.entries import done, said
from tests.strategy.models import DAM, written

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.entry import Entry

POSITION, INTENTION = CellKind.POSITION, CellKind.INTENTION


def on(entry: Entry, matter: str, sign: Sign) -> Entry:
    """Return an entry that takes a side of a matter."""
    words = Citation("report", 0, len(matter), matter)
    return replace(entry, propositions=(Proposition(matter, words, Sense.WILL, sign),))


PORT = (
    on(said("lifts", "chile", Act.REFUSE, "to lift the embargo", "2020-05-02"), "sanctions", Sign.FOR),
    on(said("asks", "peru", Act.DEMAND, "an end to the embargo", "2020-05-03"), "sanctions", Sign.AGAINST),
    on(said("talks", "chile", Act.OFFER, "talks", "2020-05-04"), "talks", Sign.FOR),
    said("refuses", "peru", Act.REFUSE, "the plan", "2020-05-05"),
    on(done("embargo", "chile", "Chile imposed an embargo"), "sanctions", Sign.FOR),
)


def wish(words: str, ids: tuple[str, ...]) -> Partial:
    return Partial(((condition(words, {name: i for i, name in enumerate(ids)}),),))


CHILE, PERU = 0, 1
MODEL = Model(
    path="port",
    name="The port",
    parties=(Party("chile", "Chile"), Party("peru", "Peru")),
    options=(
        Option("embargo", "Keep the embargo", (CHILE,), about=("sanctions",)),
        Option("meet", "Meet in Lima", (CHILE, PERU), about=("talks",)),
    ),
    preferences=(wish("embargo", ("embargo", "meet")), wish("!embargo", ("embargo", "meet"))),
    status_quo="1",
    as_of=date(2020, 6, 1),
    cells=(
        Cell(0, CHILE, INTENTION, says=True, date="2020-05-02", entries=("lifts",)),
        Cell(0, PERU, POSITION, says=False, date="2020-05-03", entries=("asks",)),
        Cell(1, CHILE, INTENTION, says=True, date="2020-05", entries=("talks",)),
        Cell(1, PERU, POSITION, says=False, date="2020-05-05", entries=("refuses",)),
    ),
)


def faults(model: Model) -> list[Fault]:
    return [finding.fault for finding in check(model, EntryShelf(PORT))]


def with_cell(number: int, **changed: object) -> Model:
    cells = list(MODEL.cells)
    cells[number] = replace(cells[number], **changed)  # type: ignore[arg-type]
    return replace(MODEL, cells=tuple(cells))


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert faults(MODEL) == []


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (with_cell(0, says=False), Fault.AGAINST_ENTRY),
        (with_cell(1, says=True), Fault.AGAINST_ENTRY),
        (with_cell(3, says=True), Fault.AGAINST_ENTRY),
        (with_cell(1, option=1), Fault.OTHER_OPTION),
        (with_cell(1, kind=INTENTION), Fault.NOT_OWNER),
        (with_cell(1, date="2019-05-03"), Fault.WRONG_DATE),
        (with_cell(2, date="2020-06"), Fault.WRONG_DATE),
        (with_cell(1, says=True), Fault.AGAINST_POSITION),
        (replace(MODEL, status_quo="3", cells=MODEL.cells[:2]), Fault.NEVER_CITED),
        (replace(MODEL, status_quo="3", as_of=date(2020, 5, 3)), Fault.STATUS_QUO),
        (replace(MODEL, cells=()), Fault.EMPTY),
        (replace(MODEL, cells=(*MODEL.cells, replace(MODEL.cells[0], says=False))), Fault.TWICE),
    ],
)
def test_what_is_wrong_is_named(model: Model, expected: Fault) -> None:
    assert expected in faults(model)


def test_the_finding_says_where_and_what_to_do() -> None:
    (first, *_) = check(with_cell(1, says=True), EntryShelf(PORT))
    assert first.words == (
        "position of Peru on “Keep the embargo” (yes): entry asks says the opposite of it; turn the cell, or cite "
        "what says so."
    )


def test_an_offer_may_be_the_deed_and_a_wish_for_both_ways_goes_against_nothing() -> None:
    assert Fault.STATUS_QUO not in faults(replace(MODEL, status_quo="3"))
    both = (*MODEL.preferences[1].groups[0], *wish("embargo", ("embargo", "meet")).groups[0])  # type: ignore[union-attr]
    turned = replace(with_cell(1, says=True), preferences=(MODEL.preferences[0], Partial((both,))))
    assert Fault.AGAINST_POSITION not in faults(turned)


def test_what_an_option_is_about_is_told_by_its_file_else_by_its_name() -> None:
    assert orientation(Option("x", "Send the troops home", (0,))) == {"troops": False}
    assert orientation(Option("x", "Impose sanctions on Peru", (0,))) == {"sanctions": True}
    assert orientation(Option("x", "Impose sanctions", (0,), about=("-talks",))) == {"talks": False}


def test_an_act_tells_less_surely_than_a_matter_and_what_is_only_so_tells_nothing() -> None:
    plan = Option("plan", "Adopt the plan", (0,))
    (lifts, _, _, refuses, _) = PORT
    assert lean(MODEL.options[0], lifts).says is True  # type: ignore[union-attr]
    found = lean(plan, refuses)
    assert found is not None
    assert (found.says, found.sure) == (False, False)
    assert lean(plan, lifts) is None, "it takes a side of something else"
    assert isinstance(lifts, Statement)
    told = replace(lifts, act=Act.ASSERT, propositions=(replace(lifts.propositions[0], sense=Sense.FACT),))
    assert lean(MODEL.options[0], told) is None
    words = Citation("report", 0, 4, "word")
    assert lean(MODEL.options[0], Event("e", Root.SANCTION, Status.POSSIBLE, words, words, "test")) is None


def test_an_option_of_which_others_wish_that_another_do_it_has_a_wrong_owner() -> None:
    words = "that Chile end the embargo"
    told = said("asks", "peru", Act.DEMAND, words, "2020-05-03", doer="chile")
    asked = on(told, "sanctions", Sign.AGAINST)
    cell = Cell(0, PERU, POSITION, says=False, entries=("asks",))
    shelf = EntryShelf((asked,))
    right = replace(MODEL, cells=(cell, *MODEL.cells[1:]))
    wrong = replace(right, options=(replace(MODEL.options[0], owners=(PERU,)), *MODEL.options[1:]))
    owners = [
        [f for f in check(one, shelf) if f.fault is Fault.NOT_OWNER and f.cell is None] for one in (right, wrong)
    ]
    assert owners[0] == []
    assert "tells Chile to do it" in owners[1][0].words
    assert isinstance(asked, Statement)
    on_condition = replace(asked, condition=Citation("report", 0, 2, "if"))
    assert not [
        f for f in check(wrong, EntryShelf((on_condition,))) if f.fault is Fault.NOT_OWNER and f.cell is None
    ]


def test_what_may_have_been_done_only_later_is_no_part_of_the_present() -> None:
    told_later = replace(PORT[4], when=When(None, date(2020, 12, 1), Precision.DAY, Basis.WORDS))
    model = replace(MODEL, status_quo="1")
    for shelf, found in ((EntryShelf(PORT), False), (EntryShelf((*PORT[:4], told_later)), True)):
        assert any(one.fault is Fault.STATUS_QUO for one in check(model, shelf)) is found


def test_an_act_alone_says_nothing_of_an_option_that_undoes_something() -> None:
    lift = Option("lift", "Lift the embargo", (CHILE,), about=("-sanctions",))
    warning = said("warns", "peru", Act.WARN, "of the plan", "2020-05-05")
    assert lean(lift, warning) is None, "what it warns of may be the embargo, or the end of it"
    assert lean(replace(lift, about=("sanctions",)), warning) is not None


def test_a_matter_that_the_catalogue_lacks_is_refused_with_its_place(tmp_path: Path) -> None:
    text = DAM.replace('id = "fill"\n', 'id = "fill"\nabout = ["lakes"]\n')
    with pytest.raises(
        ModelFault, match=r"option\[0\].about: the catalogue has no matter 'lakes'; it has membership"
    ):
        load(written(tmp_path, text))
    named = load(written(tmp_path, text.replace("lakes", "-water")))
    assert named.options[0].about == ("-water",)
    assert load(written(tmp_path, to_toml(named), "again.toml")).options == named.options
