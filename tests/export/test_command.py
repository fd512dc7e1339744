"""The command: which format a file's name asks for, how many of how many it holds, and what the docs say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.export import EXPORTS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.record import Record


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["export", *words])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        (".gexf", b"<?xml"),
        (".graphml", b"<?xml"),
        (".jsonld", b'{"@context"'),
        (".ris", b"TY  - NEWS"),
        (".ics", b"BEGIN:VCALENDAR"),
        (".zip", b"PK"),
    ],
)
def test_what_the_name_of_a_file_ends_in_chooses_the_format(
    rec: Record, tmp_path: Path, ending: str, begins: bytes
) -> None:
    into = tmp_path / f"out{ending}"
    assert run(str(rec.path), "--into", str(into))[0] == 0
    assert into.read_bytes().startswith(begins)


def test_how_many_of_how_many_entries_have_a_place_is_said(rec: Record, tmp_path: Path) -> None:
    into = tmp_path / "out.gexf"
    assert "out.gexf: 3 of the 8 entries that match." in run(str(rec.path), "--into", str(into))[1]
    assert "out.csv: 8 entries." in run(str(rec.path), "--into", str(tmp_path / "out.csv"))[1]


def test_where_nothing_has_a_place_no_file_is_written(rec: Record, tmp_path: Path) -> None:
    into = tmp_path / "out.ics"
    code, told = run(str(rec.path), "--into", str(into), "--act", "warn")
    assert code == 2
    assert "none of the 1 entries that match has a place in it" in " ".join(told.split())
    assert not into.exists()


@pytest.mark.parametrize("form", ["xlsx", "datapackage"])
def test_what_is_no_text_goes_to_no_screen(rec: Record, form: str) -> None:
    code, told = run(str(rec.path), "--format", form)
    assert code == 2
    assert "name a file with --into" in told


def test_the_docs_name_every_format_with_its_endings() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (`.*?) \|(.*?)\|", page, re.MULTILINE)
    names = [name for cell, _ in table for name in re.findall(r"`(.+?)`", cell)]
    endings = {ending for _, cell in table for ending in re.findall(r"`(.+?)`", cell)}
    assert sorted(names) == sorted(one.name for one in EXPORTS)
    assert endings == {ending for one in EXPORTS for ending in one.endings}
