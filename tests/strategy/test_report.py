"""One page: what it is not, who wants what, what could hold and on what it hinges, what is assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act
from onrecord.core.problem import OnRecordError
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.reports.from_record import report_file
from onrecord.strategy.reports.solved import solve_file
from tests.strategy.entries import said
from tests.strategy.models import DAM, WELLS, written
from tests.strategy.test_hinging import OPEN

if TYPE_CHECKING:
    from pathlib import Path

HEADS = (
    "Who wants what", "The present", "What could hold", "On what it hinges", "Who holds the key step",
    "What would change it", "What is assumed",
)  # fmt: skip


@pytest.mark.parametrize("text", [DAM, OPEN, WELLS])
def test_every_section_stands_on_the_page_in_order(text: str, tmp_path: Path) -> None:
    page = report_file(written(tmp_path, text))
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(HEADS)
    assert "> **No forecast.**" in page.splitlines()[2]


def test_the_top_says_how_old_it_is_and_who_has_no_entry(tmp_path: Path) -> None:
    shelf = EntryShelf([said("e1", "upstream", Act.ANNOUNCE, "we fill the lake", "2021-06-01")])
    page = report_file(written(tmp_path, DAM), shelf)
    assert (
        "The model speaks of 2021-07-01. The newest entry that it rests on is of 2021-06-01, 30 days before."
        in page
    )
    assert "> Of 6 cells that say yes or no, 1 lean on an assumption." in page
    silent = DAM.replace('entries = ["e3"]', 'assumption = "x"').replace('entries = ["e4"]', 'assumption = "y"')
    assert "> No entry of its own has: Downstream." in report_file(written(tmp_path, silent))


def test_who_wants_what_is_told_with_its_source(tmp_path: Path) -> None:
    page = report_file(written(tmp_path, DAM))
    assert "- **Upstream**: says that it will do “Fill the lake” [e1, 2021-06-01];" in page
    assert (
        "says that it will do “Strike the dam” [e4], doubted by Upstream; does not want “Fill the lake” [e3]"
        in page
    )


def test_the_present_shows_options_and_what_each_could_do(tmp_path: Path) -> None:
    page = report_file(written(tmp_path, DAM))
    assert "| Fill the lake | Upstream | no |" in page
    assert "- Upstream could take up “Fill the lake”: state 1, better for it" in page
    assert "- Upstream could take up “Fill the lake”: state 1, **open** whether better for it" in report_file(
        written(tmp_path, OPEN)
    )
    assert "The model names no present state." in report_file(written(tmp_path, WELLS))


def test_what_is_open_hinges_on_comparisons_and_the_key_is_told(tmp_path: Path) -> None:
    page = report_file(written(tmp_path, OPEN))
    assert "if and only if Upstream likes state 1 (Fill the lake) no more than state 0." in page
    assert "- For Downstream the present is stable by Nash whatever the open preferences are." in page
    assert "Would Upstream rather take up “Fill the lake” or not" in page
    full = report_file(written(tmp_path, DAM))
    assert "Without Upstream it is not reached." in full
    assert "- “Fill the lake” is off the table: it stays as it is there." in full


def test_solve_prints_a_page_the_present_first_and_the_rest_counted(tmp_path: Path) -> None:
    options = "".join(f'[[option]]\nid = "o{i}"\nby = "a"\ndirection = "fwd"\n' for i in range(12))
    top = 'name = "Wide"\nstatus_quo = "5"\n[[party]]\nid = "a"\n'
    text = f'{top}{options}[[preference]]\nparty = "a"\npartial = []\n'
    page = solve_file(written(tmp_path, text), "page", ("nash",))
    assert page.count("\n") < 10
    assert page.startswith("Wide: 4,096 states, 1 parties.\n- **Nash**, whatever is open: state 4095 (o0; ")
    assert "- **Nash**, may hold: state 5 (o0; o2), the present; state 7 (" in page
    assert "4,090 more, 3,072 of them not to be reached from the present" in page


def test_coalitions_and_foresight_stand_on_the_page(tmp_path: Path) -> None:
    path = written(tmp_path, DAM)
    page = solve_file(path, "page", ("seq", "l2", "nm"), [["upstream", "downstream"]])
    assert "with Upstream and Downstream together: " in page
    assert "- **L2**" in page
    assert "- **non-myopic**" in page
    partial = solve_file(written(tmp_path, OPEN), "page", ("seq",), [["upstream", "downstream"]])
    assert partial.endswith("Coalitions are judged where preferences are full; here they are partial.\n")


def test_a_partial_model_has_tables_too(tmp_path: Path) -> None:
    path = written(tmp_path, OPEN)
    assert solve_file(path, "csv", ("nash",)).startswith("state,options,Nash\n0,nothing,possible\n")
    assert r"\begin{tabular}{lll}" in solve_file(path, "latex", ("nash",))
    with pytest.raises(OnRecordError, match="no solution concept 'maximin'"):
        solve_file(path, "page", ("maximin",))
