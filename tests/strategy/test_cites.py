"""What could fill a cell, and what order of outcomes a preference makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Status
from onrecord.core.problem import OnRecordError
from onrecord.core.proposition import Sign
from onrecord.core.report import Report
from onrecord.library import extract
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.candidates import candidates, open_cells
from onrecord.strategy.files.files import load
from onrecord.strategy.model.model import Cell, CellKind
from onrecord.strategy.reports.cites import cites, kind_word, sentence_of
from onrecord.strategy.reports.commands import order_file
from onrecord.strategy.reports.ordering import order_lines
from onrecord.strategy.reports.wording import condition_words
from tests.strategy.entries import done, said
from tests.strategy.models import DAM, PRISONERS, written
from tests.strategy.test_content import MODEL, on

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = (
    on(said("old", "peru", Act.DEMAND, "an end to the embargo", "2020-03-01"), "sanctions", Sign.AGAINST),
    on(said("new", "peru", Act.DEMAND, "that the embargo be lifted", "2020-05-01"), "sanctions", Sign.AGAINST),
    said("words", "peru", Act.ASSERT, "Chile will keep the embargo", "2020-05-20"),
    on(said("later", "peru", Act.DEMAND, "its end at last", "2020-07-01"), "sanctions", Sign.AGAINST),
    on(said("other", "chile", Act.REFUSE, "to lift it", "2020-05-01"), "sanctions", Sign.FOR),
    on(done("deed", "peru", "Peru imposed an embargo"), "sanctions", Sign.FOR),
    said("twin", "peru", Act.DEMAND, "that the embargo be lifted", "2020-05-01"),
)


def test_the_surest_and_latest_stand_first_and_nothing_later_or_of_others() -> None:
    found = candidates(MODEL, Cell(0, 1, CellKind.POSITION), EntryShelf(ENTRIES))
    assert [one.entry.id for one in found] == ["new", "old", "words"]
    assert [one.says for one in found] == [False, False, None]
    assert [one.sure for one in found] == [True, True, False]


def test_a_deed_fills_no_wish_and_one_of_long_ago_nothing() -> None:
    intention = Cell(0, 1, CellKind.INTENTION)
    assert "deed" in [one.entry.id for one in candidates(MODEL, intention, EntryShelf(ENTRIES))]
    when = said("x", "peru", Act.ASK, "x", "2017-01-01").when
    old = [replace(ENTRIES[5], when=when)]
    assert candidates(MODEL, intention, EntryShelf(old)) == ()
    planned = done("plan", "peru", "Peru plans an embargo", Status.PLANNED)
    assert candidates(MODEL, Cell(0, 1, CellKind.POSITION), EntryShelf([planned])) == ()


def test_open_cells_are_those_without_an_entry_those_in_doubt_and_those_not_there() -> None:
    cells = [(cell.option, cell.party, cell.kind.value) for cell in open_cells(MODEL)]
    assert cells == [(0, 0, "position"), (1, 0, "position"), (1, 1, "intention")]
    doubted = replace(MODEL, cells=(replace(MODEL.cells[0], doubted_by=(1,)), *MODEL.cells[1:]))
    assert (0, 0, "intention") in [(cell.option, cell.party, cell.kind.value) for cell in open_cells(doubted)]


def test_each_entry_comes_with_its_sentence_and_the_line_to_cite_it() -> None:
    text = (
        "It rained in Arica. Peru's foreign minister demanded an end to the embargo on Tuesday.\nNobody answered."
    )
    entries = extract(Report("r", "port/wire.txt", text)).entries
    shelf = EntryShelf(entries, {"r": "port/wire.txt"}, {"r": text})
    lines = cites(replace(MODEL, as_of=None), shelf, "embargo", "peru")
    assert lines[0] == "position of Peru on “Keep the embargo” (no)"
    assert "demand: “Peru's foreign minister demanded an end to the embargo on Tuesday.”" in lines[1]
    assert lines[2] == '      {report = "wire.txt", words = "an end to the embargo", kind = "statement"}'
    one = next(entry for entry in entries if kind_word(entry) == "demand")
    assert sentence_of(one, EntryShelf(entries)) == "“an end to the embargo”"
    assert "  No entry by Peru is on record." in cites(replace(MODEL, cells=()), EntryShelf(()), "embargo", "peru")
    assert "  nothing on record" in cites(MODEL, EntryShelf(()), "embargo", "peru")


def test_an_unknown_option_or_party_is_named_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="no option 'dam'; its options are embargo, meet"):
        cites(MODEL, EntryShelf(()), "dam")
    with pytest.raises(OnRecordError, match="no party 'brazil'; its parties are chile, peru"):
        cites(MODEL, EntryShelf(()), None, "brazil")
    with pytest.raises(OnRecordError, match="no party 'x'"):
        order_file(written(tmp_path, DAM), "x")


def test_a_full_preference_is_told_from_best_to_worst(tmp_path: Path) -> None:
    lines = order_lines(load(written(tmp_path, DAM)), "upstream")
    assert lines[:3] == (
        "Upstream states its preference in full.",
        "1. not “Strike the dam” [the cell cites nothing]",
        "2. “Fill the lake” [e2]",
    )
    assert lines[lines.index("Outcomes from best to worst:") + 1] == "  1. state 1 (Fill the lake)"
    assert lines[-1] == "  8. state 6 (Share the readings; Strike the dam)"
    assert "It ranks the outcomes one by one." in order_lines(load(written(tmp_path, PRISONERS)), "a")


def test_of_a_partial_preference_only_what_is_known_is_told(tmp_path: Path) -> None:
    text = DAM.replace('statements = ["!strike", "fill", "!share"]', 'partial = [["!strike", "fill"]]')
    lines = order_lines(load(written(tmp_path, text)), "upstream")
    assert lines[0] == "Upstream states its preference in part: 24 of 28 comparisons of two outcomes are known."
    worst = [line for line in lines if line.startswith("  3. ")]
    assert worst == ["  3. state 4 (Strike the dam)", "  3. state 6 (Share the readings; Strike the dam)"]


def test_a_condition_is_told_with_the_names_of_its_options(tmp_path: Path) -> None:
    model = load(written(tmp_path, DAM.replace('"!fill | share", ', '"!fill | share", "fill -> !strike", ')))
    told = [condition_words(one, model) for one in model.preferences[1].statements]  # type: ignore[union-attr]
    assert told == [
        "not “Fill the lake” or “Share the readings”",
        "if “Fill the lake” then not “Strike the dam”",
        "not “Strike the dam”",
        "“Share the readings”",
    ]
