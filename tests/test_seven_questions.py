"""The seven questions of an analyst: what the page shows is what the commands print."""

from __future__ import annotations

import re
import shlex

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "seven-questions.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^## (.*?)\n+```console\n\$ onrecord ([^\n]+)\n(.*?)\n```$", PAGE, re.MULTILINE | re.DOTALL)


def test_there_are_seven_each_with_one_command_and_its_output() -> None:
    assert len(SHOWN) == 7
    assert all(output.strip() for _, _, output in SHOWN)


@pytest.mark.usefixtures("in_sample_folder")
@pytest.mark.parametrize(("call", "output"), [pair[1:] for pair in SHOWN], ids=[title for title, *_ in SHOWN])
def test_the_command_prints_what_is_shown(call: str, output: str) -> None:
    result = CliRunner().invoke(commands, shlex.split(call))
    assert result.exit_code == 0, result.output
    assert holds_in_order(result.stdout, output)


def holds_in_order(printed: str, shown: str) -> bool:
    """Say whether what is shown is what was printed, with lines left out only where `...` stands."""
    pieces = re.split(r"^\.\.\.$\n?", f"{shown}\n", flags=re.MULTILINE)
    start, end = re.escape(pieces[0]), re.escape(pieces[-1])
    middle = "".join(rf"(?:.*\n)*{re.escape(piece)}" for piece in pieces[1:-1])
    rest = rf"(?:.*\n)*{end}" if len(pieces) > 1 else ""
    return re.fullmatch(start + middle + rest, printed) is not None


def test_left_out_lines_are_marked() -> None:
    assert holds_in_order("a\nb\nc\n", "a\n...\nc")
    assert holds_in_order("a\nb\nc\n", "...\nb\n...")
    assert not holds_in_order("a\nb\nc\n", "a\nc")
    assert not holds_in_order("a\nb\nc\n", "a\nb")
