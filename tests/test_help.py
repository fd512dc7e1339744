"""The help of every command opens with an example, and every example runs as it stands."""

from __future__ import annotations

import inspect
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from tests.test_docs import all_commands

if TYPE_CHECKING:
    import click

COMMANDS = dict(all_commands(commands))
ENDLESS = {
    "onrecord serve",
    "onrecord start",
    "onrecord watch",
}  # run until they are stopped; other tests start them
ELSEWHERE = {"onrecord copy"}  # asks a server of the reader's own; tests/test_team.py copies to one and back
# 1 where a model has findings.
CODES = {"onrecord model check": {0, 1}}


def examples(command: click.Command) -> list[str]:
    """Return the lines that stand right after the first sentence of a command's help, each a call."""
    _, _, after = inspect.cleandoc(command.help or "").partition("\n\n\b\n")
    block = re.sub(r"\s*\\\n\s*", " ", after.partition("\n\n")[0])
    return [re.sub(r"\s{2,}[a-z].*$", "", line) for line in block.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_opens_with_an_example(name: str) -> None:
    summary, _, _ = inspect.cleandoc(COMMANDS[name].help or "").partition("\n\n")
    found = examples(COMMANDS[name])
    assert "\n" not in summary, "one sentence, then the example"
    assert inspect.cleandoc(COMMANDS[name].help or "").startswith(f"{summary}\n\n\b\nonrecord ")
    assert found
    assert all(line.startswith("onrecord ") for line in found)
    assert name in " ".join(found)


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("help") / "reader"))


@pytest.mark.parametrize("name", [name for name in ("onrecord", *COMMANDS) if name not in ENDLESS | ELSEWHERE])
def test_the_examples_run(name: str, folder: Path, sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    shutil.copy(sample_folder / "nato-ukraine.db", folder)
    for line in examples(COMMANDS.get(name, commands)):
        call, _, target = line.removeprefix("onrecord ").partition(" > ")
        result = CliRunner().invoke(commands, shlex.split(call))
        assert result.exit_code in CODES.get(name, {0}), f"{line}\n{result.output}"
        if target:
            Path(target).write_text(result.stdout, encoding="utf-8")
