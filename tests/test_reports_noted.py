"""What the list of reports notes: what was not read, and what tells nothing said or done; neither is a problem."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from pathlib import Path

PROSE = "The river is long, and its banks are green all over. There are two bridges over it, and a mill."
QUIET = f"<h1>The river in the hills</h1><p>{PROSE}</p><p>{PROSE} Nobody is there.</p>"
TEXTS = {
    "quiet.html": f"<html lang=en><body>{QUIET}</body></html>",
    "told.txt": "Egypt demanded on 6 July 2021 that Ethiopia stop the filling of the dam.",
    "foreign.txt": "Il ministro ha detto lunedì che la diga non sarà riempita prima della fine del mese. "
    "Il governo del paese vicino ha chiesto che nessuno tocchi le acque del fiume senza un accordo scritto, "
    "e che gli esperti di tutte le parti vengano ascoltati prima di ogni altra decisione.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("noted")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    built = build([str(folder)], into=str(folder / "r.db"))
    assert not [problem for problem in built.problems if "quiet" in problem.path]
    return folder / "r.db"


def test_a_page_that_tells_nothing_said_or_done_is_noted(record: Path) -> None:
    with open_record(record) as opened:
        found = {reading.report.path.rpartition("/")[2]: reading for reading in opened.readings()}
    notes = {name: reading.note for name, reading in found.items()}
    assert notes == {"quiet.html": "nothing said or done", "told.txt": "", "foreign.txt": "not read"}
    assert found["told.txt"].entries
    assert found["quiet.html"].share == 1


def test_the_list_of_reports_shows_the_notes(record: Path) -> None:
    shown = CliRunner().invoke(commands, ["reports", str(record)])
    assert "nothing said or done" in shown.output
    told = CliRunner().invoke(commands, ["reports", str(record), "--json"])
    rows = [json.loads(row) for row in told.output.splitlines()]
    assert {(row["read"], row["note"]) for row in rows} == {(0, "not read"), (1, "nothing said or done"), (1, "")}
