"""A model's own sureness counts for nothing until it was measured on annotated articles."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from documents_of import document_of
from fake_server import entries, event, sentences, serving
from test_llm_answers import model_at

from onrecord_llm import calibrate
from onrecord_llm.calibrate import FEWEST, Judged, calibration, is_right, rising
from onrecord_llm.prompt import DIGEST

if TYPE_CHECKING:
    from pathlib import Path

    from fake_server import Asked, Handler

    from onrecord.core.entry import Entry

SENTENCE = "Belmark shelled the port."


def answers(handler: Handler, asked: Asked) -> str:
    """Say that each sentence tells of an assault: surely in the first, hardly in the second."""
    return entries(
        *(event(n, words.rstrip("."), sure=100 - 70 * (n - 1)) for n, words in sentences(asked).items())
    )


def test_shares_rise_with_sureness() -> None:
    judged = [Judged(10, True), Judged(10, False), Judged(50, False), Judged(70, True), Judged(90, True)]
    assert rising(judged) == [(10, 1 / 3), (70, 1.0)]
    assert rising([Judged(80, False)] * 3) == [(80, 0.0)]


def test_a_calibrated_model_says_so_and_gives_its_entries_the_measured_share(tmp_path: Path) -> None:
    judged = (
        [Judged(30, False)] * 150 + [Judged(30, True)] * 50 + [Judged(100, True)] * 190 + [Judged(100, False)] * 10
    )
    (tmp_path / "c.json").write_text(calibration(judged, "tiny"), encoding="utf-8")
    document = document_of(f"{SENTENCE} Cordona met Dravia.")
    with serving(answers) as server:
        plain = model_at(server, tmp_path).extract(document, None).items
        model = model_at(server, tmp_path, CALIBRATION=str(tmp_path / "c.json"))
        sure = model.extract(document, None).items
    assert [one.confidence for one in plain] == [None, None]
    assert [one.confidence for one in sure] == [0.95, 0.25]
    assert "calibrated on 400 entries" in sure[0].by
    assert "not calibrated" not in sure[0].by


@pytest.mark.parametrize(
    ("marked", "right"),
    [
        (("event", ("ASSAULT",), 0, 24), True),
        (("event", ("ASSAULT",), 8, 24), True),
        (("event", ("ASSAULT",), 20, 24), False),
        (("event", ("COERCE",), 0, 24), False),
        (("statement", ("assert",), 0, 24), False),
    ],
)
def test_an_entry_is_right_where_people_marked_it(
    marked: tuple[str, tuple[str, ...], int, int], right: bool, tmp_path: Path
) -> None:
    with serving(answers) as server:
        entry: Entry = model_at(server, tmp_path).extract(document_of(SENTENCE), None).items[0]
    assert is_right(entry, [calibrate._Marked(*marked)]) is right


def test_the_command_reads_annotated_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold").mkdir()
    for number in range(4):
        (tmp_path / "texts" / f"{number}.txt").write_text(f"{SENTENCE} In {2000 + number} Cordona met Dravia.\n")
        gold = {"doc": f"{number}.txt", "events": [{"root": ["ASSAULT"], "words": [0, 24]}], "statements": []}
        (tmp_path / "gold" / f"{number}.gold.json").write_text(json.dumps(gold))
    call = ["calibrate", str(tmp_path / "gold"), str(tmp_path / "texts"), "--into", str(tmp_path / "c.json")]
    monkeypatch.setattr(sys, "argv", call)
    with serving(answers) as server:
        monkeypatch.setenv("ONRECORD_LLM_MODEL", "tiny")
        monkeypatch.setenv("ONRECORD_LLM_ADDRESS", server.address)
        monkeypatch.setenv("ONRECORD_LLM_ANSWERS", str(tmp_path / "answers"))
        with pytest.raises(SystemExit, match=f"8 entries on these articles, and {FEWEST} are needed"):
            calibrate.main()
        monkeypatch.setattr(calibrate, "FEWEST", 8)
        calibrate.main()
    made = json.loads((tmp_path / "c.json").read_text())
    assert made == {"model": "tiny", "prompt": DIGEST, "entries": 8, "steps": [[30, 0.0], [100, 1.0]]}
