"""The two doors: no screen obeys what a report holds, and nothing that is written costs what stood there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.core.visible import visible
from onrecord.writing import CannotWrite, WouldOverwrite, written

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
TRICKS = "\x1b]52;c;cGF5\x07\x1b[2J\x9b31m\u202e\u2066\r\x00# Forged\x0b"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report whose title, outlet, names and words hold what a screen would obey."""
    folder = tmp_path_factory.mktemp("hostile")
    text = (
        f"Talks{TRICKS} fail\n\nThe minister of Egypt said on Monday that the {TRICKS} talks had failed.\n\n"
        "Egypt attacked Sudan on Sunday."
    )
    row = {"text": text, "title": f"Talks {TRICKS}\n# Forged", "outlet": f"Herald {TRICKS} [x](javascript:1) <b>"}
    (folder / f"a\x1b[2J{chr(0x202E)}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    build([folder], into=folder / "r.db", published="2024-03-04")
    return folder / "r.db"


def first_entry(record: Path) -> str:
    return str(json.loads(run("timeline", str(record), "--json").stdout.splitlines()[0])["id"])


@pytest.mark.parametrize(
    "command",
    [
        "brief",
        "dossier",
        "statements",
        "events",
        "timeline",
        "actors",
        "reports",
        "problems",
        "search talks",
        "show ENTRY",
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=["plain", "json", "markdown"])
def test_no_command_prints_what_a_screen_obeys(hostile: Path, command: str, form: list[str]) -> None:
    name, *more = command.split()
    words = [first_entry(hostile) if word == "ENTRY" else word for word in more]
    result = run(name, str(hostile), *words, *form)
    if "No such option" in result.output:
        pytest.skip(f"{name} has no {form[0]}")
    assert result.exit_code == 0, result.output
    assert result.stdout or name == "problems"
    assert not OBEYED.search(result.output)


@pytest.mark.parametrize("command", ["brief", "dossier"])
def test_a_name_forges_no_heading_link_or_tag(hostile: Path, command: str) -> None:
    lines = run(command, str(hostile), "--markdown").stdout.splitlines()
    assert not [line for line in lines if line.startswith("# ") and "Forged" in line]
    whole = "\n".join(lines)
    assert "](" not in whole.replace("\\](", "")
    assert "<b>" not in whole.replace("\\<b", "")


@pytest.mark.parametrize("text", ["plain words, “marks” and Ünïcödé — 中文\n\tindented", ""])
def test_what_a_screen_shows_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


class TestWriting:
    @pytest.fixture
    def record(self, hostile: Path, tmp_path: Path) -> Path:
        return Path(shutil.copy(hostile, tmp_path / "r.db"))

    def test_an_export_never_goes_onto_the_record(self, record: Path, tmp_path: Path) -> None:
        (tmp_path / "link.csv").symlink_to(record)
        (tmp_path / "hard.csv").hardlink_to(record)
        before = record.read_bytes()
        for name in ("r.db", "link.csv", "hard.csv", "./r.db", "r.db-wal"):
            result = run("export", str(record), "--format", "csv", "--into", str(tmp_path / name))
            assert result.exit_code == 2
            assert "the record itself" in result.output
        assert record.read_bytes() == before

    def test_nor_onto_a_report(self, hostile: Path) -> None:
        report = next(hostile.parent.glob("*.jsonl"))
        result = run("export", str(hostile), "--into", str(report))
        assert result.exit_code == 2
        assert "a report that the record rests on" in result.output
        assert report.read_text(encoding="utf-8").startswith("{")

    def test_a_filter_that_meets_nothing_leaves_the_file(self, record: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        target.write_text("before", encoding="utf-8")
        result = run("export", str(record), "--into", str(target), "--act", "ultimatum")
        assert result.exit_code == 2
        assert "left as it is" in result.output
        assert target.read_text(encoding="utf-8") == "before"

    def test_what_fails_leaves_the_file_and_nothing_beside_it(self, tmp_path: Path) -> None:
        target = tmp_path / "out.csv"
        target.write_text("before", encoding="utf-8")

        def half() -> None:
            with written(target) as file:
                file.write(b"half")
                raise ValueError("mid-way")

        with pytest.raises(ValueError, match="mid-way"):
            half()
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
        assert target.read_text(encoding="utf-8") == "before"

    def test_a_link_is_followed_and_its_rights_kept(self, tmp_path: Path) -> None:
        target, link = tmp_path / "out.csv", tmp_path / "link.csv"
        target.write_text("before", encoding="utf-8")
        target.chmod(0o640)
        link.symlink_to(target)
        with written(link) as file:
            file.write(b"after")
        assert link.is_symlink()
        assert target.read_text(encoding="utf-8") == "after"
        assert target.stat().st_mode & 0o777 == 0o640

    def test_what_must_stay_is_known_by_any_name(self, tmp_path: Path) -> None:
        kept = tmp_path / "kept.txt"
        with pytest.raises(WouldOverwrite), written(tmp_path / "." / "kept.txt", keep=[(kept, "kept")]):
            pass

    @pytest.mark.parametrize("name", ["missing/out.csv", "."])
    def test_where_nothing_can_be_written_a_sentence_says_why(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(CannotWrite, match="folder"), written(tmp_path / name):
            pass
