"""Calls that cannot be meant so end in a sentence with exit code 2: settings, names, paths, what is printed to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import onrecord
from onrecord import record
from onrecord.cli.main import commands
from onrecord.core.problem import OnRecordError, PathNotFound
from onrecord.core.settings import NotToml, toml_table
from onrecord.dispute import DisputeFileFaulty, read_dispute
from onrecord.readers import AddressGiven
from onrecord.record import Filter, InvalidFilter, NotARecord
from onrecord.taking import NoSuchCrew, SourceOutside, work_named
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"a = {'[' * 5000}{']' * 5000}", "too deep"),
        (f"a = {'9' * 5000}", "cannot be"),
        ("a = 2024-13-45", "cannot be|Expected"),
        ("a = ", "Invalid value"),
    ],
)
def test_toml_that_nobody_means_is_told(text: str, why: str) -> None:
    with pytest.raises(NotToml, match=why):
        toml_table(text)
    with pytest.raises(DisputeFileFaulty):
        read_dispute(text, Path("dispute.toml"))


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/b", "a\\\\b", " ", "", "a\\u0000b", "a\\u001b[2J", "..", ".a", "a" * 101]
)
def test_a_name_of_a_dispute_leads_nowhere(name: str) -> None:
    with pytest.raises(DisputeFileFaulty, match="name"):
        read_dispute(f'name = "{name}"', Path("dispute.toml"))


@pytest.mark.parametrize("name", ["nile-dam", "Нил", "x", "A dispute, 2020-2021", "l'eau"])
def test_a_plain_name_of_a_dispute_is_taken(name: str) -> None:
    assert read_dispute(f'name = "{name}"', Path("dispute.toml")).name == name


@pytest.mark.parametrize("name", ["", "\0", "a" * 300, "no such", "\udcff"])
def test_a_path_that_cannot_be_is_not_there(name: str) -> None:
    with pytest.raises(PathNotFound):
        onrecord.read(name)
    with pytest.raises(PathNotFound):
        onrecord.build([name], into="never.db")


@pytest.mark.parametrize("name", ["\0", "a" * 300])
def test_a_record_that_cannot_be_named_so_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
    with pytest.raises(NotARecord, match="no file can have this name"):
        onrecord.build([tmp_path], into=tmp_path / name)
    with pytest.raises(OnRecordError):
        onrecord.open(tmp_path / name)


def test_an_empty_name_is_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
    with pytest.raises(NotARecord, match="no file can have this name"):
        onrecord.build(["a.txt"], into="")
    assert not Path("record.db").exists()


def test_a_text_is_one_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
    assert [source.file for source in work_named(str(tmp_path)).sources] == [str(tmp_path / "a.txt")]


@pytest.mark.parametrize("workers", [-1, 0, 1000])
def test_a_crew_that_cannot_be_is_told(workers: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
    with pytest.raises(NoSuchCrew):
        onrecord.build(tmp_path, into=tmp_path / "r.db", workers=workers)


@pytest.mark.usefixtures("in_sample_folder")
def test_verdicts_that_are_none_are_told() -> None:
    result = CliRunner().invoke(commands, ["audit", "nato-ukraine.db", "--verdicts", "nato-ukraine.db"])
    assert result.exit_code == 2
    assert "no file of verdicts" in result.output


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `onrecord` is ours."""
    line = line.replace("onrecord", f"'{sys.executable}' -m onrecord", 1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", ["brief nato-ukraine.db", "completion bash", "--help", "--version"])
def test_where_there_is_no_room_to_print_a_sentence_says_so(in_sample_folder: Path, words: str) -> None:
    done = run(in_sample_folder, f"onrecord {words} > /dev/full")
    assert done.returncode == 2
    assert "no space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("ends", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_ends_are_no_crash(in_sample_folder: Path, ends: str) -> None:
    done = run(in_sample_folder, f"onrecord brief nato-ukraine.db {ends}")
    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_while_parts_are_loaded_is_no_traceback() -> None:
    program = (
        "import sys; sys.modules['onrecord.cli.main'] = type('M', (), {'__getattr__': lambda s, n: s.stop(),"
        " 'stop': lambda s: (_ for _ in ()).throw(KeyboardInterrupt)})(); from onrecord.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_one_exception_is_all_that_a_user_must_catch() -> None:
    with pytest.raises(onrecord.OnRecordError):
        onrecord.open("no such record")


@pytest.mark.parametrize(
    "words", [["a\x1b[2J"], ["build", "s", "--published", "\x9b31m"], ["brief", "\u202ea.db"]]
)
def test_what_was_called_wrongly_is_told_safe_to_print(words: list[str]) -> None:
    result = CliRunner().invoke(commands, words)
    assert result.exit_code == 2
    assert not set(result.output) & set("\x1b\x9b\u202e")


class TestSources:
    """A dispute file from a stranger reads what lies beside it, not the reader's own files."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "own.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
        folder = tmp_path / "strange"
        (folder / "reports").mkdir(parents=True)
        (folder / "reports" / "a.txt").write_text("Sudan attacked Egypt on Sunday.", encoding="utf-8")
        (folder / "reports" / "link.txt").symlink_to(tmp_path / "own.txt")
        return folder

    def disputed(self, folder: Path, source: str) -> Path:
        (folder / "dispute.toml").write_text(f'name = "strange"\nsources = ["{source}"]\n', encoding="utf-8")
        return folder

    @pytest.mark.parametrize("source", ["../own.txt", "..", "/etc/hostname", "reports/link.txt"])
    def test_none_lies_outside(self, folder: Path, source: str) -> None:
        self.disputed(folder, source)
        with pytest.raises(SourceOutside, match="--sources-anywhere"):
            work_named([folder])
        assert work_named([folder], sources_anywhere=True).sources

    def test_no_link_leads_out(self, folder: Path) -> None:
        work = work_named([self.disputed(folder, "reports")])
        assert [Path(source.file).name for source in work.sources] == ["a.txt"]
        assert ["leads to it out" in problem.words for problem in work.problems] == [True]

    def test_what_the_reader_names_himself_is_read(self, folder: Path) -> None:
        self.disputed(folder, "reports")
        work = work_named([folder.parent / "own.txt"], dispute=folder)
        assert [Path(source.file).name for source in work.sources] == ["own.txt"]
        self.disputed(folder, "..")
        assert len(work_named([folder.parent / "own.txt"], dispute=folder).sources) == 1


class TestBounds:
    """Nothing that is read may fill the memory: standard input, lists, dispute files, corrections, verdicts."""

    def test_standard_input_is_read_to_a_bound(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys.modules["onrecord.readers.find"], "MOST_BYTES", 1_000_000)
        result = CliRunner().invoke(
            commands, ["build", "-", "--into", str(tmp_path / "r.db")], input=b"a" * 1_000_001
        )
        assert result.exit_code == 1
        assert "larger than 1 MB" in result.stderr

    def test_a_list_of_reports_is(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("onrecord.readers.sidecar._MOST_BYTES", 1_000_000)
        (tmp_path / "a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
        (tmp_path / "list.csv").write_text("path,date\n" + "a.txt,2024-01-02\n" * 70_000, encoding="utf-8")
        read = onrecord.read(tmp_path)
        assert len(read.items) == 1
        assert any("larger than 1 MB" in problem.words for problem in read.problems)

    @pytest.mark.parametrize("name", ["a" * 5000, "a\0b"])
    def test_a_list_may_name_what_no_file_can_be_called(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Egypt attacked Sudan on Sunday.", encoding="utf-8")
        (tmp_path / "list.csv").write_text(f"path,date\n{name},2024-01-02\n", encoding="utf-8")
        read = onrecord.read(tmp_path)
        assert len(read.items) == 1
        assert any("which is not there" in problem.words for problem in read.problems)

    def test_a_dispute_file_is(self, tmp_path: Path) -> None:
        file = tmp_path / "dispute.toml"
        file.write_bytes(b'name = "a"\n' + b"#" * 10_000_000)
        with pytest.raises(DisputeFileFaulty, match="larger than 10 MB"):
            onrecord.build(file, into=tmp_path / "r.db")

    def test_a_list_of_corrections_is(self, in_sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        del in_sample_folder
        monkeypatch.setattr("onrecord.export.back.files.MOST_BYTES", 1 << 20)
        for data, told in ((b"#" * ((1 << 20) + 1), "larger than 1 MiB"), (b"\xff\xfe\xff", "not in UTF-8")):
            Path("many.toml").write_bytes(data)
            result = CliRunner().invoke(commands, ["correct", "import", "nato-ukraine.db", "many.toml"])
            assert result.exit_code == 2
            assert told in result.stderr


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ((5, 2), (16, 23)),
        ((-3, 4), (16, 23)),
        ((0, 6), (900, 999)),
        ((0, 0), (16, 23)),
        ((0, 6), (0, 6)),
        ((6, 7), (0, 6)),
    ],
)
def test_a_pair_of_impossible_words_is_refused(source: tuple[int, int], target: tuple[int, int]) -> None:
    with pytest.raises(OnRecordError):
        onrecord.code_pair("Russia attacked Ukraine on Sunday.", source=source, target=target)


def test_a_table_of_a_model_holds_no_formula() -> None:
    from onrecord.strategy.reports.results import comma_separated

    told = comma_separated([["=cmd|' /C calc'!A0", "+1-2", "@SUM(A1)", "-", "-1.5", "a=b"]])
    assert told == "'=cmd|' /C calc'!A0,'+1-2,'@SUM(A1),-,-1.5,a=b\n"


def test_words_in_a_column_of_numbers_are_told(in_sample_folder: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(in_sample_folder / "nato-ukraine.db", tmp_path / "r.db"))
    with closing(sqlite3.connect(record, isolation_level=None)) as opened:
        opened.execute("UPDATE event SET confidence = 'very'")
    for words in (["report", str(record), "-o", str(tmp_path / "a.html")], ["events", str(record)]):
        result = CliRunner().invoke(commands, words)
        assert result.exit_code == 2
        assert "'very' where a number should be" in result.stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_entries_without_words_are_told(form: list[str], in_sample_folder: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(in_sample_folder / "nato-ukraine.db", tmp_path / "r.db"))
    with closing(sqlite3.connect(record, isolation_level=None)) as opened:
        opened.execute("DELETE FROM citation WHERE role = 'content'")
    result = CliRunner().invoke(commands, ["statements", str(record), *form])
    assert result.exit_code == 2
    assert "has no words" in result.stderr


def test_findings_of_reports_that_are_gone_are_told(in_sample_folder: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(in_sample_folder / "nato-ukraine.db", tmp_path / "r.db"))
    with closing(sqlite3.connect(record, isolation_level=None)) as opened:
        opened.execute("DELETE FROM report")
    result = CliRunner().invoke(commands, ["findings", str(record)])
    assert result.exit_code == 2
    assert "which is not there" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0", "OCR"),
        ("a.gz", b"\x1f\x8b\x08", "Unpack"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert told in onrecord.read(tmp_path / name).problems[0].words


def test_an_address_is_not_fetched_and_said_to_be_one() -> None:
    with pytest.raises(AddressGiven, match="Save the page"):
        onrecord.read("https://example.org/a.html")


@pytest.mark.parametrize("wanted", [
    {"since": "2022"}, {"party": 5}, {"confidence": "high"}, {"confidence": 7}, {"act_confidence": -1},
    {"issue": ["a"]}, {"since": date(2022, 2, 1), "until": date(2022, 1, 1)},
])  # fmt: skip
def test_a_filter_that_cannot_be_is_no_damage_of_the_record(
    in_sample_folder: Path, wanted: dict[str, Any]
) -> None:
    with record.open(in_sample_folder / "nato-ukraine.db") as opened, pytest.raises(InvalidFilter):
        opened.count(Filter(**wanted))


def test_a_reason_says_something(own_record: Path) -> None:
    words = ["correct", "reject", str(own_record), "9b688998", "--why", " "]
    done = CliRunner().invoke(commands, words)
    assert (done.exit_code, "it is empty" in done.stderr) == (2, True)


def test_a_text_that_holds_no_corrections_is_named(own_record: Path) -> None:
    done = CliRunner().invoke(commands, ["correct", "import", str(own_record), str(ROOT / "README.md")])
    assert done.exit_code == 2
    assert "README.md: the text is not TOML" in done.stderr


def test_a_matter_that_nobody_of_ours_wrote_is_told(own_record: Path) -> None:
    with closing(sqlite3.connect(own_record)) as opened, opened:
        opened.execute("UPDATE proposition SET matter = 'no such matter'")
    done = CliRunner().invoke(commands, ["forget", str(own_record), "2008-04-04-meridian-wire.txt", "--yes"])
    assert (done.exit_code, "a matter 'no such matter'" in done.stderr) == (2, True)
