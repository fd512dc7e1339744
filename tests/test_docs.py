"""The documents cannot lie: every command in them runs, every command is in them, examples in Python run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli.main import commands
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
REFERENCE = ROOT / "docs" / "cli.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """Yield (page and number, text) for each fenced block of a language."""
    for page in PAGES:
        found = [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]
        for number, text in enumerate(found, start=1):
            yield f"{page.name}-{number}", text


def all_commands(group: click.Group, above: str = "onrecord") -> Iterator[tuple[str, click.Command]]:
    for name, command in sorted(group.commands.items()):
        path = f"{above} {name}"
        yield path, command
        if isinstance(command, click.Group):
            yield from all_commands(command, path)


CONSOLE = dict(blocks("console"))
PYTHON = dict(blocks("python"))


@pytest.fixture
def reader_folder(sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reader's folder that a page's commands may change."""
    shutil.copytree(sample_folder, tmp_path / "reader")
    monkeypatch.chdir(tmp_path / "reader")
    return tmp_path / "reader"


@pytest.mark.usefixtures("reader_folder")
@pytest.mark.parametrize("block", CONSOLE.values(), ids=CONSOLE)
def test_every_command_on_a_page_runs(block: str) -> None:
    """Lines that begin with `$ onrecord` run one after the other; `# exit N` at their end says how they end."""
    commands_run = 0
    for line in re.sub(r"\\\n\s*", "", block).splitlines():
        if not line.startswith("$ onrecord"):
            continue
        call, _, comment = line.removeprefix("$ onrecord").partition("  # exit ")
        call, _, target = call.partition(" > ")
        result = CliRunner().invoke(commands, shlex.split(call))
        assert result.exit_code == int(comment or 0), f"{line}\n{result.output}"
        if target:
            Path(target.strip()).write_text(result.stdout, encoding="utf-8")
        commands_run += 1
    assert commands_run or "$ " in block, "a console block shows at least one command after a $"


@pytest.mark.usefixtures("reader_folder")
@pytest.mark.parametrize("block", PYTHON.values(), ids=PYTHON)
def test_every_example_in_python_runs(block: str) -> None:
    exec(compile(block, "example", "exec"), {"__name__": "example"})


@pytest.mark.parametrize(("path", "command"), list(all_commands(commands)), ids=str)
def test_every_command_has_help(path: str, command: click.Command) -> None:
    assert command.help, f"{path} is missing its help"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.opts[0]} is missing its help"


def test_the_reference_is_what_the_commands_say(request: pytest.FixtureRequest) -> None:
    """`docs/cli.md` is generated: `pytest tests/test_docs.py --update` writes it."""
    text = reference()
    if request.config.getoption("--update"):
        REFERENCE.write_text(text, encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == text, "run pytest tests/test_docs.py --update"


def reference() -> str:
    parts = ["# Commands\n\nGenerated from the commands' own help.\n"]
    runner = CliRunner()
    for path, _ in [("onrecord", commands), *all_commands(commands)]:
        words = path.split()[1:]
        shown = runner.invoke(commands, [*words, "--help"], prog_name="onrecord", terminal_width=100)
        parts.append(f"## {path}\n\n```text\n{shown.output.strip()}\n```\n")
    return "\n".join(parts)


def test_the_index_leads_to_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name


def test_the_brief_on_the_front_page_is_what_the_sample_gives(in_sample_folder: Path) -> None:
    from click.testing import CliRunner

    from onrecord.cli.main import commands

    front = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [line for line in front.splitlines() if line.startswith("- **") and line.endswith("`")]
    told = CliRunner().invoke(commands, ["brief", str(in_sample_folder / "nato-ukraine.db")]).stdout
    assert shown
    assert "\n".join(shown) in told


def test_the_package_names_what_it_gives() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) for name in onrecord.__all__)
