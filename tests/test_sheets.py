"""Annotations as sheets: words find their offsets, offsets their words, and a fault says where it stands."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = ROOT / "training" / "annotated" / "sheets.py"
TEXT = "TALKS\n\nEgypt said it fears war. It said it would talk. “We will, if Sudan stops, talk,” it said.\n"
SHEET = """doc: 1.txt
published: 2024-03-04
furniture@1: TALKS

s1: stance must
who: Egypt
acts: fear
content@2: war
speaker@2#2: it
manner: indirect

s2: statement must
who: Egypt
acts: promise, offer
speaker@2#3: it
content@2: We will
content@2: talk,” ~~ said
if@2: if Sudan stops
manner: mixed

e1: may
root: CONSULT
words@2#2: talk
source: Egypt; Sudan
status: possible
claim: s2
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SHEETS), *words, "--texts", str(folder), "--into", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "1.sheet").write_text(SHEET, encoding="utf-8")
    return tmp_path


def test_a_sheet_becomes_offsets_and_offsets_the_sheet(folder: Path) -> None:
    assert run(folder, "take", str(folder / "1.sheet")).returncode == 0
    gold = json.loads((folder / "1.gold.json").read_text(encoding="utf-8"))
    stance, promise = gold["statements"]
    assert [TEXT[start:end] for start, end in promise["content"]] == ["We will", "talk,” it said"]
    assert TEXT[slice(*stance["content"][0])] == "war"
    assert gold["events"][0]["source"] == ["Egypt", "Sudan"]
    assert TEXT not in json.dumps(gold)
    assert run(folder, "give", str(folder / "1.gold.json")).returncode == 0
    assert run(folder, "take", str(folder / "1.sheet")).returncode == 0
    assert json.loads((folder / "1.gold.json").read_text(encoding="utf-8")) == gold


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("content@2: war", "content@2: peace", "'peace' does not stand on line 2"),
        ("content@2: war", "content: war", "needs the line of its words"),
        ("content@2: war", "content@9: war", "the text has 2 lines"),
        ("speaker@2#3: it", "speaker@2#9: it", "stands there only"),
        ("root: CONSULT", "act: CONSULT", "`act` is no key of e1"),
        ("s1: stance must", "s1: stance", "say `must` or `may`"),
    ],
)
def test_a_fault_is_told_and_nothing_is_written(folder: Path, right: str, wrong: str, told: str) -> None:
    (folder / "1.sheet").write_text(SHEET.replace(right, wrong), encoding="utf-8")
    done = run(folder, "take", str(folder / "1.sheet"))
    assert done.returncode == 1
    assert told in done.stdout
    assert not (folder / "1.gold.json").exists()


def test_words_that_run_over_lines_of_few_words_are_found_again(tmp_path: Path) -> None:
    text = "___\n\nShare this\n\nEgypt said it fears war.\n"
    (tmp_path / "2.txt").write_text(text, encoding="utf-8")
    gold = {
        "doc": "2.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(), "published": None, "outlet": None,
        "furniture": [[0, text.index("Egypt") - 2]], "statements": [], "events": [], "numbers": [],
    }  # fmt: skip
    (tmp_path / "2.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    assert run(tmp_path, "give", str(tmp_path / "2.gold.json")).returncode == 0
    assert run(tmp_path, "take", str(tmp_path / "2.sheet")).returncode == 0
    assert json.loads((tmp_path / "2.gold.json").read_text(encoding="utf-8")) == gold
