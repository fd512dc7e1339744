"""A record knows what made it: one changed word anywhere is seen, said, and read again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from onrecord.core.made import Ingredient, MadeBy
from onrecord.ingredients import LIBRARIES, NO_SAY, PACKAGE, PARTS, files_of, ingredients, parts

if TYPE_CHECKING:
    from pathlib import Path

DATA = [
    path.relative_to(PACKAGE)
    for patterns in PARTS.values()
    for path in files_of(PACKAGE, patterns)
    if "data" in path.relative_to(PACKAGE).parts
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, to change."""
    copy = tmp_path_factory.mktemp("copy") / "onrecord"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def test_every_file_has_a_say_or_none_and_not_both() -> None:
    saying = [path for patterns in PARTS.values() for path in files_of(PACKAGE, patterns)]
    silent = files_of(PACKAGE, NO_SAY)
    assert len(saying) == len(set(saying)), "a file stands in two parts"
    assert not set(saying) & set(silent)
    assert set(saying) | set(silent) == set(files_of(PACKAGE, ("*",))), (
        "say in ingredients.py where the file stands"
    )


@pytest.mark.parametrize("file", DATA, ids=str)
def test_one_changed_letter_of_any_data_is_seen(file: Path, copied: Path) -> None:
    before = dict.fromkeys(parts(copied))
    content = (copied / file).read_bytes()
    (copied / file).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    changed = [part.name for part in parts(copied) if part not in before]
    (copied / file).write_bytes(content)
    assert len(changed) == 1


def test_versions_of_the_libraries_are_known() -> None:
    states = {part.name: part.state for part in ingredients()}
    assert all(states[name][0].isdigit() or states[name] == "not installed" for name in LIBRARIES)
    assert states["spacy"][0].isdigit()


def test_what_changed_is_said_in_words() -> None:
    old = MadeBy("1", "", (), "", (Ingredient("dates", "ab"), Ingredient("spacy", "3.8.1")))
    new = MadeBy("1", "x", (), "", (Ingredient("dates", "ac"), Ingredient("spacy", "3.8.2")))
    assert new.changes_since(old) == ("the dispute file", "dates", "spacy 3.8.2")
    assert new.changes_since(new) == ()


def test_a_record_is_read_again_when_a_word_changes(tmp_path: Path, copied: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Talks\n\nThe minister of Egypt croaked that the talks had failed.\n", encoding="utf-8")
    verbs = copied / "data" / "acts" / "assertives.toml"
    content = verbs.read_text(encoding="utf-8")

    def build() -> str:
        command = [sys.executable, "-m", "onrecord", "build", str(report), "--into", str(tmp_path / "r.db")]
        environment = {**os.environ, "PYTHONPATH": str(copied.parent)}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert "1 report added" in build()
    assert "1 as they were" in build()
    verbs.write_text(content.replace('"say"', '"say", "croak"', 1), encoding="utf-8")
    again = build()
    verbs.write_text(content, encoding="utf-8")
    assert "1 read again" in again
    assert "changed: statements" in again
