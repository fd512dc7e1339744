"""Lists: in order of time, with headers, dates and names whole in 80 columns; what is not there is told."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from rich.cells import cell_len

from onrecord import record as records
from onrecord.cli.main import commands
from onrecord.cli.table import laid_out
from onrecord.record import Filter, UnknownName

RECORD = "nato-ukraine.db"


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words))


class TestLayout:
    """Whatever the width of the terminal, no cell that fits a line is broken, and none is lost."""

    ROWS = (
        (
            "07a94053",
            "[2008-04-03/2008-04-04]",
            "Jaap de Hoop Scheffer (NATO)",
            "refuse",
            "",
            "Meridian Wire",
            "no",
        ),
        ("1bb9cfa9", "1997/..", "NATO", "MOBILIZE/troops, happened", "“them”", "Volga Review", "the forces " * 20),
        ("5a2bb9c9", "?", "中华人民共和国外交部发言人", "warn", "United States", "a" * 100, "words " * 30),
    )
    COLUMNS = ("entry", "when", "who", "what", "to", "account", "words")

    @pytest.mark.parametrize("width", [40, 60, 80, 100, 160, 400])
    def test_no_date_and_no_name_is_broken(self, width: int) -> None:
        lines = list(laid_out(self.COLUMNS, self.ROWS, width))
        shown = "\n".join(lines)
        for row in self.ROWS:
            for cell in row[:5]:
                assert cell in shown
        assert max(map(cell_len, lines)) <= width

    @pytest.mark.parametrize("seed", range(20))
    def test_every_letter_of_every_cell_is_there(self, seed: int) -> None:
        chance = Random(seed)
        rows = [
            tuple("".join(chance.choices("abc 中é", k=chance.choice((0, 3, 9, 200)))) for _ in range(5))
            for _ in range(6)
        ]
        lines = list(laid_out(tuple("ABCDE"), rows, chance.choice((20, 50, 80, 300))))
        letters = re.sub(r"[ ·–]", "", "".join(lines))
        assert sorted(letters) == sorted(re.sub(" ", "", "ABCDE" + "".join(map("".join, rows)))), f"seed {seed}"

    def test_with_room_each_column_stands_under_its_header(self) -> None:
        header, *lines = laid_out(self.COLUMNS, self.ROWS[:1], 200)
        for name, cell in zip(self.COLUMNS, self.ROWS[0], strict=True):
            assert not cell or header.index(name) == lines[0].index(cell)


@pytest.mark.usefixtures("in_sample_folder")
class TestLists:
    @pytest.mark.parametrize("command", ["statements", "events", "timeline"])
    def test_entries_come_in_order_of_time(self, command: str) -> None:
        days = [line.split("\t")[1].strip("[]") for line in run(command, RECORD).stdout.splitlines()[1:]]
        dated = [day for day in days if day[:4].isdigit()]
        assert [day[:4] for day in dated] == sorted(day[:4] for day in dated)
        assert "?" not in days or set(days[days.index("?") :]) == {"?"}
        assert run(command, RECORD, "--sort", "report").stdout != run(command, RECORD).stdout

    def test_reports_come_in_order_of_time(self) -> None:
        days = [line.split("\t")[1] for line in run("reports", RECORD).stdout.splitlines()[1:]]
        assert days == sorted(days)
        by_outlet = [
            line.split("\t")[2] for line in run("reports", RECORD, "--sort", "outlet").stdout.splitlines()[1:]
        ]
        assert by_outlet == sorted(by_outlet, key=str.casefold)

    def test_a_list_says_how_many_of_how_many(self) -> None:
        with records.open(RECORD) as opened:
            every, some = opened.count(kinds=("statement",)), opened.count(Filter(act="deny"), ("statement",))
        assert f"{some} of {every} statements." in run("statements", RECORD, "--act", "deny").stderr
        assert f"{every} statements." in run("statements", RECORD).stderr

    def test_what_an_open_end_alone_lets_in_is_told_and_can_be_left_out(self) -> None:
        told = run("timeline", RECORD, "--since", "2024", "--every")
        count = int(re.findall(r"(\d+) by an open end alone", told.stderr)[0])
        bounded = run("timeline", RECORD, "--since", "2024", "--every", "--bounded")
        assert count > 0
        assert len(told.stdout.splitlines()) - len(bounded.stdout.splitlines()) == count
        assert "open end" not in bounded.stderr
        left = {line.split("\t")[1] for line in bounded.stdout.splitlines()[1:]}
        assert "1997/.." not in left

    def test_a_search_says_that_there_is_more(self) -> None:
        first = run("search", RECORD, "Ukraine", "--limit", "3")
        assert "the first 3" in first.stderr
        assert len([line for line in first.stdout.splitlines() if "\t" in line]) == 1 + 3
        every = run("search", RECORD, "Ukraine", "--limit", "1000")
        assert "there are more" not in every.stderr
        assert len(every.stdout.splitlines()) > 20

    @pytest.mark.parametrize("command", ["brief", "timeline", "actors", "findings", "show ENTRY", "search water"])
    def test_reading_leaves_nothing_beside_the_record(self, command: str) -> None:
        with records.open(RECORD) as opened:
            entry = next(opened.lines()).entry.id
        before = sorted(path.name for path in Path().iterdir())
        name, *more = command.replace("ENTRY", entry).split()
        assert run(name, RECORD, *more).exit_code == 0
        assert sorted(path.name for path in Path().iterdir()) == before

    def test_a_list_without_any_says_what_would_widen_it(self) -> None:
        result = run("statements", RECORD, "--party", "russia", "--act", "ultimatum")
        assert result.stdout == ""
        with records.open(RECORD) as opened:
            without = opened.count(Filter(party="russia"), ("statement",))
        assert f"Without --act ultimatum {without} do." in result.stderr

    @pytest.mark.parametrize(
        ("words", "near"),
        [
            (("statements", "--party", "Rusia"), "'russia'"),
            (("statements", "--speaker", "Putn"), "'Vladimir Putin'"),
            (("events", "--to", "Ukarine"), "'ukraine'"),
            (("timeline", "--outlet", "Kestril"), "'Kestrel Daily'"),
            (("brief", "--issue", "guarante"), "'guarantees'"),
            (("timeline", "--report", "harbour"), "'2022-01-11-harbour-gazette.txt'"),
            (("positions", "--party", "Rusia"), "'russia'"),
            (("shifts", "--party", "Ukrane"), "'ukraine'"),
            (("statements", "--party", "Qqqq"), "onrecord actors RECORD"),
        ],
    )
    def test_a_name_that_nothing_bears_is_said_to_be_unknown(self, words: tuple[str, ...], near: str) -> None:
        result = run(words[0], RECORD, *words[1:])
        assert result.exit_code == 2
        assert "called '" in result.stderr or "there is no actor" in result.stderr
        assert near in result.stderr

    def test_the_library_says_so_too(self) -> None:
        with records.open(RECORD) as opened, pytest.raises(UnknownName) as caught:
            opened.count(Filter(party="Rusia"))
        assert "russia" in caught.value.near

    def test_a_party_without_shifts_is_no_unknown_one(self) -> None:
        result = run("shifts", RECORD, "--party", "Georgia")
        assert result.exit_code == 0
        assert "none of 'Georgia'" in result.stderr

    def test_an_issue_is_filtered_by_the_name_that_issues_lists(self) -> None:
        name = run("issues", RECORD).stdout.splitlines()[1].split("\t")[1]
        assert " of " in run("timeline", RECORD, "--issue", name).stderr

    @pytest.mark.parametrize(
        ("words", "offered"),
        [
            (["statements", RECORD, "--party"], "russia"),
            (["statements", RECORD, "--speaker"], "vladimir-putin"),
            (["statements", RECORD, "--act"], "demand"),
            (["events", RECORD, "--status"], "happened"),
            (["events", RECORD, "--outlet"], "Kestrel Daily"),
            (["events", RECORD, "--issue"], "membership"),
            (["export", RECORD, "--format"], "csv-bom"),
            (["correct", "edit", RECORD, "9b688998"], "speaker="),
            (["correct", "add", RECORD, "x", "event"], "status="),
        ],
    )
    def test_values_are_offered(self, words: list[str], offered: str) -> None:
        shell = ShellComplete(commands, {}, "onrecord", "_ONRECORD_COMPLETE")
        assert offered in [item.value for item in shell.get_completions(words, offered[:3])]

    def test_tags_and_presets_are_offered(self, own_record: Path) -> None:
        with records.open(own_record, write=True) as opened:
            opened.corrections.tag(next(opened.lines()).entry.id, "To check", who="me")
            opened.corrections.preset("To read", {"party": "russia"}, who="me")
        shell = ShellComplete(commands, {}, "onrecord", "_ONRECORD_COMPLETE")
        for option, kept in (("--tag", "To check"), ("--preset", "To read")):
            found = shell.get_completions(["events", str(own_record), option], "to")
            assert [item.value for item in found] == [kept]

    def test_ids_are_offered(self) -> None:
        shell = ShellComplete(commands, {}, "onrecord", "_ONRECORD_COMPLETE")
        with records.open(RECORD) as opened:
            entry = next(opened.lines()).entry.id
        assert entry[:8] in [item.value for item in shell.get_completions(["show", RECORD], entry[:4])]
        assert not shell.get_completions(["show", "examples/README.md"], "a")


@pytest.mark.parametrize(("words", "told"), [
    (["search", RECORD, "zzz"], "this word. An asterisk stands for any ending"),
    (["search", RECORD, "zzz", "dam"], "these words. Fewer words find more"),
    (["statements", RECORD, "--since", "2022", "--until", "2021"], "is after until, 2021-12-31"),
    (["statements", "no such.db"], "`onrecord build` makes a record"),
    (["show", RECORD, "REPORT"], "2008-04-04-meridian-wire.txt: `onrecord timeline RECORD --report"),
])  # fmt: skip
@pytest.mark.usefixtures("in_sample_folder")
def test_what_finds_nothing_says_what_would(words: list[str], told: str) -> None:
    with records.open(RECORD) as opened:
        report = next(one for one in opened.reports() if one.path.endswith("2008-04-04-meridian-wire.txt")).id
    assert told in run(*(report[:8] if word == "REPORT" else word for word in words)).stderr


def test_an_undated_report_is_shown_as_undated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The Egyptian minister said that the harbour was old.", encoding="utf-8")
    built = run("build", "a.txt")
    assert built.stdout.startswith("record.db: 1 report added")
    assert re.search(r"\b1 entry", built.stdout)
    listed = run("reports", "record.db")
    assert listed.stdout.splitlines()[1].split("\t")[1] == "undated"
    assert "1 report, 1 of them undated" in listed.stderr
    assert run("timeline", "record.db").stderr.startswith("1 statement or event.")
