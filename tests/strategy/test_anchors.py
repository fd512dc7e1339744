"""Cells that cite by words: found again after a rebuild, and a finding where the words fit no entry or several."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from onrecord.core.entry import Act, Attitude
from onrecord.core.problem import OnRecordError
from onrecord.strategy.drafting.anchors import Finder, anchor_of, resolved
from onrecord.strategy.drafting.bearing import EntryShelf
from onrecord.strategy.drafting.citing import check, uncited
from onrecord.strategy.drafting.finding import Fault
from onrecord.strategy.files.files import load
from onrecord.strategy.files.writing import model_tables, to_toml
from onrecord.strategy.model.model import Anchor
from onrecord.strategy.reports.commands import confrontation_file
from onrecord.strategy.reports.from_record import draft_file
from tests.strategy.entries import done, said, thought
from tests.strategy.models import written

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.entry import Entry

PATHS = {"report": "disputes/strait/2019-05-02-gull.txt"}
TABLE = """
name = "The strait"
[[party]]
id = "north"
[[party]]
id = "south"
[[option]]
id = "close"
by = "north"
[[preference]]
party = "north"
partial = []
[[preference]]
party = "south"
partial = []
[[cell]]
option = "close"
party = "north"
kind = "intention"
says = "yes"
entries = ENTRIES
"""


def shelf(*entries: Entry) -> EntryShelf:
    return EntryShelf(entries, PATHS)


def table(tmp_path: Path, entries: str) -> Path:
    return written(tmp_path, TABLE.replace("ENTRIES", entries))


def found(anchor: Anchor, *entries: Entry) -> list[str]:
    return [entry.id for entry in Finder(shelf(*entries)).found(anchor, "north")]


def test_an_anchor_outlives_the_id(tmp_path: Path) -> None:
    words = "that it would “close the strait” for good"
    model = load(
        table(tmp_path, '[{report = "2019-05-02-gull.txt", words = "\\"close the  Strait\\"", entry = "e1"}]')
    )
    for ident in ("e1", "f9"):
        record = shelf(said(ident, "north", Act.THREATEN, words, "2019-05-01"))
        assert resolved(model, record).cells[0].entries == (ident,)
        assert check(model, record) == ()
    assert uncited(model) == ()


def test_ids_and_anchors_stand_side_by_side(tmp_path: Path) -> None:
    path = table(tmp_path, '["e1", {report = "gull.txt", words = "to close the strait"}]')
    model = load(path)
    (cell,) = model.cells
    assert cell.entries == ("e1",)
    assert cell.cited == ("e1", "gull.txt “to close the strait”")
    for text, name in ((to_toml(model), "again.toml"), (json.dumps(model_tables(model)), "again.json")):
        assert load(written(tmp_path, text, name)).cells == model.cells
    assert "[e1; gull.txt “to close the strait”]" in confrontation_file(path)


def test_words_that_fit_no_entry_or_several_are_findings(tmp_path: Path) -> None:
    one = said("e1", "north", Act.THREATEN, "to close the strait", "2019-05-01")
    other = thought("e2", "north", Attitude.INTEND, "to close the strait", "2019-05-01")
    model = load(table(tmp_path, '[{report = "2019-05-02-gull.txt", words = "the strait"}]'))
    (finding,) = check(model, shelf(one, other))
    assert (finding.fault, finding.entries) == (Fault.AMBIGUOUS, ("e1", "e2"))
    assert finding.words.endswith("fits the entries e1, e2; give more words, or the kind of entry.")
    (finding,) = check(model, shelf(said("e3", "north", Act.ASSERT, "the tide is high")))
    assert finding.fault is Fault.MISSING
    assert "the record has no entry with the words 2019-05-02-gull.txt “the strait”" in finding.words
    (finding,) = check(model, EntryShelf([one], {"report": "other/gull.txt"}))
    assert finding.fault is Fault.MISSING, "the same words in another report are another entry"


def test_an_anchor_picks_by_id_then_party_then_closeness() -> None:
    close = said("e1", "north", Act.THREATEN, "to close the strait")
    longer = said("e2", "north", Act.THREATEN, "to close the strait and the harbour")
    theirs = said("e3", "south", Act.DENY, "close the strait")
    event = done("e4", "north", "to close the strait")
    anchor = Anchor("2019-05-02-gull.txt", "close the strait")
    assert found(anchor, theirs, longer, close) == ["e1"]
    assert found(anchor, theirs) == ["e3"]
    assert found(Anchor(anchor.report, anchor.words, entry="e2"), longer, close) == ["e2"]
    assert found(Anchor(anchor.report, anchor.words, "event"), close, event) == ["e4"]
    assert found(anchor, close, event) == ["e1", "e4"]


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ('[{report = "a.txt"}]', "cell[0].entries[0].words"),
        ('[{report = "a.txt", words = "b", kind = "rumour"}]', "'rumour' is no kind of entry"),
        ('[{report = "a.txt", words = "b", page = "3"}]', "this name means nothing here"),
    ],
)
def test_a_faulty_anchor_is_told_with_its_place(entries: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(OnRecordError) as fault:
        load(table(tmp_path, entries))
    assert told in str(fault.value)


def test_a_draft_writes_words_beside_ids_and_survives_new_ids(tmp_path: Path) -> None:
    def record(letter: str) -> EntryShelf:
        return shelf(
            said(f"{letter}1", "north", Act.THREATEN, "to close the strait", "2019-05-01"),
            said(f"{letter}2", "south", Act.DEMAND, "that it keep the strait open", "2019-05-01", "north"),
        )

    text = draft_file(record("a"), "strait", date(2019, 6, 1), names={"north": "North Land"})
    assert 'words = "to close the strait", kind = "statement", entry = "a1"}' in text
    assert 'name = "North Land"' in text
    model = load(written(tmp_path, text))
    assert check(model, record("a")) == check(model, record("b")) == ()
    assert {i for cell in resolved(model, record("b")).cells for i in cell.entries} == {"b1", "b2"}
    assert anchor_of("a1", EntryShelf(record("a").entries())) is None, "no path, no anchor"


def test_a_long_entry_is_quoted_up_to_a_whole_word() -> None:
    words = "to close the strait " + "again and " * 40
    anchor = anchor_of("e1", shelf(said("e1", "north", Act.THREATEN, words)))
    assert anchor
    assert len(anchor.words) <= 160
    assert words.startswith(f"{anchor.words} ")
    assert found(anchor, said("e1", "north", Act.THREATEN, words)) == ["e1"]


def test_the_schema_knows_the_names_of_an_anchor() -> None:
    text = resources.files("onrecord").joinpath("data/strategy_model.schema.json").read_text(encoding="utf-8")
    anchor = json.loads(text)["$defs"]["anchor"]
    assert set(anchor["properties"]) == {"report", "words", "kind", "entry"}
    assert anchor["required"] == ["report", "words"]
