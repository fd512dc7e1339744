"""The plug-in as its user has it: installed by pip, off unless a dispute file names it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from fake_server import entries, event, sentences, serving, statement

from onrecord.cli.main import commands
from onrecord.core.problem import ProblemKind
from onrecord.record import open as open_record

if TYPE_CHECKING:
    from fake_server import Asked, Handler

HERE = Path(__file__).parent
PACKAGE = HERE.parent
TEXT = 'Arvonia\'s minister said: "We will not yield." Belmark shelled Port Ana.\n'
NAMED = 'name = "strait"\nextractors = ["statements-rules", "llm"]\n'


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the plug-in is installed into, by pip, as a user would."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--disable-pip-version-check", "--target", str(target), str(PACKAGE)], check=True)
    return target


@pytest.fixture
def folder(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where its user stands, with a report and a dispute file that names the plug-in."""
    monkeypatch.syspath_prepend(installed)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dispute.toml").write_text(NAMED, encoding="utf-8")
    return tmp_path


def build(folder: Path, *words: str, **told: str) -> tuple[int, str]:
    """Run a build as its user would; return how it ended and all that it said."""
    settings = {"MODEL": "tiny", "ANSWERS": str(folder / "answers"), **told}
    environment = {f"ONRECORD_LLM_{name}": text or None for name, text in settings.items()}
    call = ["build", "1.txt", "--into", "r.db", "--workers", "1", *words]
    done = CliRunner(env=environment).invoke(commands, call)
    return done.exit_code, done.output


def answers(handler: Handler, asked: Asked) -> str:
    assert len(sentences(asked)) == 2
    return entries(
        statement(1, "We will not yield.", who="Arvonia's minister", act="refuse"),
        event(2, "shelled Port Ana", who="Belmark", whom="Port Ana"),
        event(2, "levelled Port Ana"),
    )


def test_it_runs_where_the_dispute_file_names_it_and_nowhere_else(folder: Path) -> None:
    with serving(answers) as server:
        assert build(folder, ADDRESS=server.address)[0] == 0
        assert server.asked == []
        ended, said = build(folder, "--dispute", "dispute.toml", ADDRESS=server.address)
        assert ended == 0, said
        assert len(server.asked) == 2
    with open_record(folder / "r.db") as record:
        made = record.made_by
        lines = [line.entry for line in record.lines() if line.entry.by.startswith("llm ")]
        problems = [problem.kind for problem in record.problems()]
    assert [type(one).__name__ for one in lines] == ["Statement", "Event"]
    assert "not verbatim" in said
    assert ProblemKind.NOT_VERBATIM in problems
    assert lines[0].by in made.extractors
    assert "onrecord-llm" in [part.name for part in made.ingredients]
    assert "(tiny at 127.0.0.1:" in lines[0].by


def test_a_build_without_its_server_keeps_the_rest_and_is_completed_by_the_next(folder: Path) -> None:
    with serving(answers) as server:
        address = server.address
    ended, said = build(folder, "--dispute", "dispute.toml", ADDRESS=address)
    assert ended == 0
    assert "cannot be reached (Connection refused). The next build goes on there." in said
    with open_record(folder / "r.db") as record:
        assert [line.entry.by.split()[0] for line in record.lines()] == ["statements-rules"]
    with serving(answers) as server:
        build(folder, "--dispute", "dispute.toml", ADDRESS=server.address)
    with open_record(folder / "r.db") as record:
        assert {line.entry.by.split()[0] for line in record.lines()} == {"statements-rules", "llm"}


def test_a_setting_that_is_missing_is_told_in_one_sentence(folder: Path) -> None:
    ended, said = build(folder, "--dispute", "dispute.toml", MODEL="")
    assert ended == 2
    assert "ONRECORD_LLM_MODEL: must name the model as its server does" in said
    assert "Traceback" not in said
