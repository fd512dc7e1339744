"""The scripts that train read reports with what ships: here one is read, so that no change leaves them behind."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Chad shelled Sudan on Monday. It was said that it was raining. "
    "Khartoum, a town, answered with shelling of Chad.\n"
)
GOLD = {
    "doc": "1.txt",
    "published": "2024-03-05",
    "events": [
        {"words": [5, 12], "root": ["ASSAULT"], "status": ["happened"], "source": ["Chad"], "target": ["Sudan"]},
        {"words": [96, 104], "root": ["ASSAULT"], "status": ["happened"], "source": ["Sudan"], "target": ["Chad"]},
    ],
}
SCRIPT = """
import json, sys
from pathlib import Path
import corpus, reports
reports.HERE = Path(sys.argv[1])
for report in corpus.learned("training", Path(sys.argv[1])):
    for example in report.examples:
        for deed in example.deeds:
            names = [report.document.tokens[one.token].text for one in example.scene.candidates]
            told = report.document.tokens[example.scene.span[deed.row]].text
            print(json.dumps([told, [[role, [names[n] for n in those]] for role, those in deed.bags]]))
"""


WORDS = """
import sys
from pathlib import Path
import reports, words
reports.HERE = Path(sys.argv[1])
sys.argv = ["words.py", "--texts", sys.argv[1], "--out", sys.argv[1] + "/words.jsonl"]
words.main()
"""


def ran(folder: Path, script: str) -> str:
    """Run a script beside those of `training/deeds` on the one report; return what it printed."""
    (folder / "training").mkdir()
    (folder / "1.txt").write_text(TEXT, encoding="utf-8")
    gold = {**GOLD, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    (folder / "training" / "1.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (folder / "read.py").write_text(script, encoding="utf-8")
    paths = [ROOT / "training" / "deeds", ROOT / "training" / "annotated", ROOT / "src"]
    done = subprocess.run(
        [sys.executable, str(folder / "read.py"), str(folder)],
        env={"PYTHONPATH": ":".join(map(str, paths))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_deeds_are_laid_on_words_and_their_parties_on_those_who_are_meant(tmp_path: Path) -> None:
    assert [json.loads(line) for line in ran(tmp_path, SCRIPT).splitlines()] == [
        ["shelled", [[0, ["Chad"]], [1, ["Sudan"]]]],
        ["shelling", [[0, ["Khartoum"]], [1, ["Chad"]]]],
    ]


def test_the_words_that_name_deeds_are_told_from_those_that_may(tmp_path: Path) -> None:
    ran(tmp_path, WORDS)
    (line,) = (tmp_path / "words.jsonl").read_text(encoding="utf-8").splitlines()
    told = {TEXT[slice(*word["at"])]: "roots" in word for word in json.loads(line)["words"]}
    assert {word for word, is_deed in told.items() if is_deed} == {"shelled", "shelling"}
    assert {"raining", "answered"} <= told.keys()
