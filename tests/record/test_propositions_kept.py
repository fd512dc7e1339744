"""Propositions in the record: they come back as they went in, and follow what a person merged or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onrecord
from onrecord.core.proposition import DEED, Sense, Sign
from onrecord.jsonform import entry_json
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.proposition import Proposition

TEXT = "SANTIAGO, June 2 - Peru's foreign minister demanded sanctions on Chile on Tuesday.\n"


def built(folder: Path) -> tuple[Path, str]:
    """Return a record of one demand, and the id of its entry."""
    report, record = folder / "a.txt", folder / "r.db"
    report.write_text(TEXT, encoding="utf-8")
    onrecord.build([report], into=record, published="2020-06-02", workers=1)
    with open_record(record) as opened:
        (one,) = [line.entry.id for line in opened.statements()]
    return record, one


def propositions(record: Path, entry: str) -> tuple[Proposition, ...]:
    with open_record(record) as opened:
        return opened.entry(entry).entry.propositions


def test_they_come_back_as_they_went_in(tmp_path: Path) -> None:
    record, entry = built(tmp_path)
    (one,) = propositions(record, entry)
    assert (one.matter, one.sign, one.sense, one.object) == ("sanctions", Sign.FOR, Sense.WILL, ("chile",))
    assert (one.words.words, TEXT[one.words.start : one.words.end]) == ("sanctions", "sanctions")


def test_the_deed_that_was_said_comes_back_and_goes_with_a_corrected_act(tmp_path: Path) -> None:
    record, entry = built(tmp_path)
    with open_record(record, write=True) as opened:
        deed = opened.entry(entry).entry.deed
        assert deed is not None
        assert (deed.matter, deed.sign, deed.words.words) == (DEED, Sign.FOR, "sanctions on Chile")
        assert DEED not in [one.matter for one in opened.entry(entry).entry.propositions]
        opened.corrections.edit(entry, {"act": "refuse"}, who="a reader", why="a test")
        assert opened.entry(entry).entry.deed is None


def test_whom_they_concern_follows_a_merge_by_hand(tmp_path: Path) -> None:
    record, entry = built(tmp_path)
    with open_record(record, write=True) as opened:
        opened.corrections.merge("chile", "peru", who="a reader", why="a test")
    assert [one.object for one in propositions(record, entry)] == [("peru",)]


def test_an_act_that_is_corrected_leaves_no_side_behind(tmp_path: Path) -> None:
    record, entry = built(tmp_path)
    with open_record(record, write=True) as opened:
        opened.corrections.edit(entry, {"act": "refuse"}, who="a reader", why="a test")
    assert propositions(record, entry) == ()


def test_in_json_the_main_one_stands_by_itself(tmp_path: Path) -> None:
    record, entry = built(tmp_path)
    with open_record(record) as opened:
        form = entry_json(opened.entry(entry).entry, opened.names())
    main = form["proposition"]
    assert isinstance(main, dict)
    assert (main["matter"], main["object"], main["sign"], main["conditional"]) == (
        "sanctions",
        ["chile"],
        "+",
        False,
    )
    assert form["propositions"] == [main]
