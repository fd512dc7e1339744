"""Plug-ins: a real package, installed as any other, is found, named, run, and can do no harm by failing."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from onrecord.core.problem import OnRecordError
from onrecord.dispute import load_dispute
from onrecord.export import EXPORT_SHELF
from onrecord.ingest import EXTRACTOR_SHELF, Ingest
from onrecord.plugins import PluginFaulty, PluginMissing, Shelf
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PLUGIN = ROOT / "examples" / "plugin"
DISPUTE = """
name = "session"
readers = ["subtitles"]
extractors = ["statements", "events", "votes"]
resolvers = ["claims", "dates", "sessions", "actors", "issues"]
"""
SUBTITLES = """WEBVTT

1
00:01.000 --> 00:04.000
<v Speaker>The Assembly adopted the text
by 93 votes to 5.
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the example is installed into, by pip, as a user would."""
    target = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--disable-pip-version-check", "--target", str(target), str(PLUGIN)], check=True)
    return target


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "onrecord", *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_dispute_file_names_it_and_the_record_says_so(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "dispute.toml").write_text(DISPUTE, encoding="utf-8")
    (tmp_path / "2024-03-04.vtt").write_text(SUBTITLES, encoding="utf-8")
    built = run(installed, tmp_path, "build", "2024-03-04.vtt", "--dispute", "dispute.toml", "--into", "r.db")
    assert built.returncode == 0, built.stderr
    shown = run(installed, tmp_path, "events", "r.db")
    assert "SUPPORT, happened" in shown.stdout
    assert "2024-03-04" in shown.stdout
    exported = run(installed, tmp_path, "export", "r.db", "--format", "markdown")
    assert "| 2024-03-04~ | SUPPORT | adopted the text by 93 votes to 5 |" in exported.stdout
    asked = (
        "import onrecord; m = onrecord.open('r.db').made_by; print(m.extractors, [p.name for p in m.ingredients])"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert "votes 1" in told.stdout
    assert "onrecord-assembly" in told.stdout


def test_its_cases_run(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "dispute.toml").write_text('name = "session"\nextractors = ["votes"]\n', encoding="utf-8")
    program = f"""
from pathlib import Path
from onrecord.core.problem import OnRecordError
from onrecord.dispute import load_dispute
from onrecord.testing import check, lines_of, read_cases
dispute = load_dispute(Path("dispute.toml"))
for case in read_cases(Path({str(PLUGIN / "cases")!r})):
    check(case, lines_of(case, dispute))
    print("ran", case)
"""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("ran") == 3, done.stderr


def test_what_is_not_installed_is_told_with_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "dispute.toml").write_text('extractors = ["statements", "oracle"]\n', encoding="utf-8")
    with pytest.raises(PluginMissing, match=r"no extractor 'oracle'. Known are: statements, events.* Install"):
        Ingest(load_dispute(tmp_path / "dispute.toml")).extractors  # noqa: B018


def offer(monkeypatch: pytest.MonkeyPatch, group: str, value: str) -> None:
    """Let a package seem installed that offers one object."""

    def installed(**asked: str) -> Sequence[EntryPoint]:
        return [EntryPoint("oracle", value, group)] if asked["group"] == group else []

    monkeypatch.setattr("onrecord.plugins.entry_points", installed)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("no_such_module:thing", "ModuleNotFoundError"),
        ("onrecord.core.entry:nothing", "AttributeError"),
        ("onrecord.core.entry:Event", "TypeError"),
        ("onrecord.core.entry:Act.ASSERT", "it has no extract"),
    ],
)
def test_one_that_cannot_be_used_says_why(monkeypatch: pytest.MonkeyPatch, value: str, why: str) -> None:
    offer(monkeypatch, "onrecord.extractors", value)
    with pytest.raises(PluginFaulty, match=why):
        EXTRACTOR_SHELF.named("oracle")


class Unset(OnRecordError):
    """What a plug-in says that lacks a setting."""

    def __init__(self) -> None:
        super().__init__("ORACLE: say where it is.")


class Oracle:
    def __init__(self) -> None:
        raise Unset


def test_one_that_says_itself_what_its_user_has_to_do_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "onrecord.extractors", f"{__name__}:Oracle")
    with pytest.raises(Unset, match=r"ORACLE: say where it is\."):
        EXTRACTOR_SHELF.named("oracle")


def test_ours_goes_before_an_installed_one_of_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, "onrecord.exports", "no_such_module:thing")
    assert EXPORT_SHELF.named("csv").name == "csv"
    assert Shelf("export", {"oracle": 1}, ()).named("oracle") == 1


def test_an_export_that_crashes_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, in_sample_folder: Path, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from onrecord.cli.main import commands

    class Broken:
        name, endings, is_text = "oracle", (), True

        def write(self, *_: object) -> int:
            raise ValueError("boom")

    monkeypatch.setattr("onrecord.plugins.Shelf.named", lambda *_: Broken())
    target = tmp_path / "out.txt"
    target.write_text("before", encoding="utf-8")
    record = str(in_sample_folder / "nato-ukraine.db")
    for into in ([], ["--into", str(target)]):
        result = CliRunner().invoke(commands, ["export", record, "--format", "oracle", *into])
        assert result.exit_code == 2
        assert "the export 'oracle' failed (ValueError: boom). Ask its maker." in result.output
    assert target.read_text(encoding="utf-8") == "before"
