"""The command line: what is asked comes out, clean in a pipe; what cannot be done is told in a sentence."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import commands

RECORD = "nato-ukraine.db"


def run(*words: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(commands, list(words), input=stdin)


def rows(*words: str) -> list[list[str]]:
    """Return the rows of a table in a pipe, without its header."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()][1:]


def objects(*words: str) -> list[dict[str, object]]:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("in_sample_folder")
class TestReading:
    def test_a_filter_by_party_and_act_lets_only_those_through(self) -> None:
        found = objects("statements", RECORD, "--party", "russia", "--act", "demand", "--json")
        assert found
        for entry in found:
            assert entry["act"] == "demand"
            assert entry["speaker"]["party_id"] == "russia" or entry["speaker"]["actor_id"] == "russia"  # type: ignore[index]

    def test_a_party_may_be_named_by_an_alias(self) -> None:
        assert rows("statements", RECORD, "--party", "Moscow") == rows("statements", RECORD, "--party", "russia")

    def test_rows_in_a_pipe_have_seven_cells_and_a_header(self) -> None:
        found = rows("timeline", RECORD)
        assert len(found) > 50
        assert {len(row) for row in found} == {7}
        assert run("timeline", RECORD).stdout.startswith("entry\twhen\twho\twhat\tto\taccount\twords\n")

    def test_the_timeline_is_in_order_of_time(self) -> None:
        days = [row[1].strip("[]~")[:4] for row in rows("timeline", RECORD) if row[1] not in {"?"}]
        dated = [day for day in days if day.isdigit()]
        assert dated == sorted(dated)

    def test_the_timeline_tells_what_two_prints_tell_once(self) -> None:
        once, every = rows("timeline", RECORD), rows("timeline", RECORD, "--every")
        assert len(once) < len(every)
        assert {tuple(row) for row in once} < {tuple(row) for row in every}

    @pytest.mark.parametrize(
        ("command", "kind"),
        [("issues", "issue"), ("accounts", "account"), ("key-dates", "key-date"), ("positions", "position")],
    )
    def test_findings_of_a_kind_are_listed_as_rows_and_as_json(self, command: str, kind: str) -> None:
        found = objects(command, RECORD, "--json")
        assert {finding["kind"] for finding in found} == {kind}
        everything = ("--all",) if command == "positions" else ()
        assert len(rows(command, RECORD, *everything)) == len(found)

    def test_positions_that_are_less_sure_are_counted_and_listed_with_all(self) -> None:
        sure, every = rows("positions", RECORD), objects("positions", RECORD, "--json")
        plain = {str(one["id"])[:8] for one in every if float(str(one["sureness"])) > 0.75}
        assert plain == {row[0] for row in sure}
        assert f"{len(every) - len(sure)} more: `--all` lists them" in run("positions", RECORD).stderr

    def test_where_all_positions_are_less_sure_none_is_listed_and_they_are_counted(self) -> None:
        every = objects("positions", RECORD, "--json")
        sure = {one["issue"] for one in every if float(str(one["sureness"])) >= 0.75}
        listed = [str(one["name"]) for one in objects("issues", RECORD, "--json")]
        issue = next(
            one for one in listed if ": " in one and one not in sure and one in {p["issue"] for p in every}
        )
        of_it = objects("positions", RECORD, "--issue", issue, "--json")
        told = run("positions", RECORD, "--issue", issue)
        assert "none is listed without being asked for." in told.output
        assert f"{len(of_it)} more: `--all` lists them" in told.stderr

    def test_the_list_of_all_findings_says_what_each_is(self) -> None:
        every = [row[:3] for row in rows("findings", RECORD)]
        found = {str(one["id"])[:8] for one in objects("issues", RECORD, "--json") if one["found"]}
        named = {(row[0], "issue", row[1]) for row in rows("issues", RECORD) if row[0] in found}
        assert named == {(id_, kind, what) for id_, kind, what in every if kind == "issue"}
        positions = rows("positions", RECORD, "--all")
        stands = {(row[0], f"{row[1]}, {row[2]}: {row[4]}, {row[3]}") for row in positions}
        assert stands == {(id_, what) for id_, kind, what in every if kind == "position"}
        assert all(what for _, _, what in every)

    @pytest.mark.parametrize("command", ["positions", "shifts"])
    def test_positions_are_listed_of_one_issue_with_all_whom_it_concerns(self, command: str) -> None:
        every = objects(command, RECORD, "--json")
        listed = {str(one["name"]) for one in objects("issues", RECORD, "--json")}
        named = {str(one["issue"]).partition(": ")[0] for one in every} & listed
        assert named
        for issue in named:
            of_it = [one for one in every if f"{one['issue']}: ".startswith(f"{issue}: ")]
            assert objects(command, RECORD, "--issue", issue.upper(), "--json") == of_it

    def test_an_issue_may_be_named_by_its_id(self) -> None:
        issue = next(one for one in objects("issues", RECORD, "--json") if one["name"] == "sanctions")
        by_name = objects("positions", RECORD, "--issue", "sanctions", "--json")
        assert by_name
        assert objects("positions", RECORD, "--issue", str(issue["id"]), "--json") == by_name

    @pytest.mark.parametrize(
        "command", ["positions", "shifts", "statements", "events", "timeline", "brief", "dossier"]
    )
    def test_what_is_printed_as_an_issue_is_taken_as_one_and_listed(self, command: str) -> None:
        every = (*objects("positions", RECORD, "--json"), *objects("shifts", RECORD, "--json"))
        of_entries = {key for one in objects("timeline", RECORD, "--json") for key in one["issues"]}  # type: ignore[attr-defined]
        listed = objects("issues", RECORD, "--json")
        printed = {str(one["issue"]) for one in every} | of_entries
        assert printed <= {str(one[key]) for one in listed for key in ("name", "id")}
        alone = [str(one["name"]) for one in listed if one["id"] is None]
        assert set(alone) <= {str(one["issue"]) for one in every}
        for issue in (alone[0], alone[-1], *sorted(of_entries)[:1]):
            done = run(command, RECORD, "--issue", issue.upper())
            assert done.exit_code == 0, done.output

    def test_entries_of_an_issue_that_positions_alone_name_are_those_they_rest_on(self) -> None:
        for one in objects("issues", RECORD, "--json"):
            if one["id"] is None:
                asked = (RECORD, "--issue", str(one["name"]), "--json")
                found = [*objects("statements", *asked, "--stances"), *objects("events", *asked)]
                assert sorted(str(entry["id"]) for entry in found) == one["entries"]
                assert {str(position["issue"]) for position in objects("positions", *asked)} == {one["name"]}

    def test_an_issue_that_the_record_does_not_have_is_told_with_those_near_it(self) -> None:
        told = run("positions", RECORD, "--issue", "membrship of NATO")
        assert told.exit_code == 2
        assert "Did you mean 'membership of NATO'?" in told.stderr

    def test_a_month_bounds_a_filter_on_both_sides(self) -> None:
        found = objects("timeline", RECORD, "--since", "2022-01", "--until", "2022-01", "--json")
        assert found
        assert len(found) < len(objects("timeline", RECORD, "--json"))

    def test_show_takes_the_beginning_of_an_id_and_gives_the_words_in_context(self) -> None:
        row = rows("statements", RECORD)[0]
        result = run("show", RECORD, row[0])
        assert result.exit_code == 0
        assert row[0] in result.stdout
        assert "[" in result.stdout.split("\n\n", 1)[1]

    def test_show_takes_a_finding_too_and_gives_its_words_with_their_reports(self) -> None:
        row = rows("findings", RECORD)[0]
        result = run("show", RECORD, row[0])
        assert result.exit_code == 0
        assert row[1] in result.stdout
        told = result.stdout.split("\n\n", 1)[1].splitlines()
        assert told
        assert all(line.startswith("- ") for line in told)

    def test_search_finds_words_in_reports_and_entries(self) -> None:
        result = run("search", RECORD, "guarantees")
        assert result.exit_code == 0
        assert "guarantees" in result.stdout

    def test_actors_carry_their_party(self) -> None:
        by_id = {actor["id"]: actor for actor in objects("actors", RECORD, "--json")}
        assert by_id["vladimir-putin"]["party"] == "russia"
        assert by_id["jens-stoltenberg"]["party"] == "nato"

    def test_the_brief_is_two_pages_each_line_with_what_it_rests_on(self) -> None:
        text = run("brief", RECORD).stdout
        for heading in (
            "# Ukraine and NATO",
            "## What each party wants",
            "## When it turned",
            "## What is in doubt",
        ):
            assert heading in text
        assert len(text.split()) < 1100
        lines = [line for line in text.splitlines() if line.startswith("- ")]
        assert len(lines) > 10
        assert len(lines) == len(set(lines))
        for line in lines:
            assert run("show", RECORD, line.rsplit("`", 2)[1]).exit_code == 0

    def test_what_rests_on_a_rejected_entry_is_not_listed_nor_briefed(self, tmp_path: Path) -> None:
        record = str(shutil.copy(RECORD, tmp_path / RECORD))
        listed = map(json.loads, run("positions", record, "--json").stdout.splitlines())
        position = next(one for one in listed if len(one["entries"]) == 1)
        rejected = run("correct", "reject", record, position["entries"][0], "--why", "a test").stdout
        assert position["id"][:8] not in run("positions", record, "--all").stdout
        assert position["id"][:8] not in run("brief", record).stdout
        correction = rejected.split()[1].strip(":")
        assert run("correct", "undo", record, correction, "--why", "it was a test").exit_code == 0
        assert position["id"][:8] in run("positions", record, "--all").stdout

    def test_what_rests_on_other_entries_as_well_is_marked_and_not_briefed(self, tmp_path: Path) -> None:
        record = str(shutil.copy(RECORD, tmp_path / RECORD))
        listed = map(json.loads, run("positions", record, "--json").stdout.splitlines())
        position = next(one for one in listed if len(one["entries"]) > 1)
        run("correct", "reject", record, position["entries"][0], "--why", "a test")
        again = run("positions", record, "--all")
        assert f"{position['id'][:8]}*" in again.stdout
        assert "onrecord build" in again.stderr
        assert position["id"][:8] not in run("brief", record).stdout

    def test_a_shorter_brief_says_what_it_leaves_out(self) -> None:
        short = run("brief", RECORD, "--length", "300").stdout
        assert len(short.split()) < len(run("brief", RECORD).stdout.split())
        assert "): onrecord positions RECORD --all" in short

    def test_the_dossier_has_every_part(self) -> None:
        text = run("dossier", RECORD).stdout
        for heading in ("# Ukraine and NATO", "## Chronology", "### Russia", "## What is in doubt", "## Problems"):
            assert heading in text

    def test_nothing_found_is_said_on_standard_error(self) -> None:
        result = run("statements", RECORD, "--grep", "no such words at all")
        assert result.exit_code == 0
        assert result.stdout == ""
        assert "no entry of the record matches" in result.stderr


@pytest.mark.usefixtures("in_sample_folder")
@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("statements", "none.db"), "none.db"),
        (("statements", "examples/README.md"), "not a record"),
        (("show", RECORD, "zzzz"), "zzzz"),
        (("statements", RECORD, "--act", "shout"), "shout"),
        (("statements", RECORD, "--since", "tomorrow"), "tomorrow"),
        (("statements", RECORD, "--grep", "("), "regular expression"),
        (("build", "nowhere/at/all"), "nowhere/at/all"),
        (("build",), "nothing to read"),
        (("extract", "examples", "--published", "soon"), "soon"),
        (("export", RECORD, "--format", "parquet"), "--into"),
        (("correct", "edit", RECORD, "zzzz", "act=deny", "--why", "x"), "zzzz"),
    ],
    ids=str,
)
def test_a_wrong_call_gets_one_sentence_and_exit_code_2(words: tuple[str, ...], complaint: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_extract_prints_the_stable_form_from_standard_input() -> None:
    text = "“We will not leave,” the Egyptian minister said on Monday."
    result = run("extract", "-", "--published", "2021-07-06", stdin=text.encode())
    assert result.exit_code == 0, result.output
    form = json.loads(result.stdout)
    assert form["report"]["published"] == "2021-07-06"
    statement = next(entry for entry in form["entries"] if entry["kind"] == "statement")
    for citation in (*statement["content"], statement["cue"], statement["speaker"]):
        assert text[citation["start"] : citation["end"]] == citation["words"]


def test_extract_goes_on_past_bad_reports_and_tells_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister said on Monday that the talks had failed.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    result = run("extract", str(tmp_path))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.count("problem: ") >= 3


def test_not_one_readable_report_is_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    assert run("extract", str(tmp_path)).exit_code == 1


def test_a_correction_outlives_a_rebuild_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = Path("a.txt")
    report.write_text("The Egyptian minister said on Monday that the talks had failed.", encoding="utf-8")
    assert run("build", "a.txt", "--into", "r.db", "--published", "2021-07-06").exit_code == 0
    entry = rows("statements", "r.db")[0][0]
    assert run("correct", "edit", "r.db", entry, "act=deny", "--why", "test").exit_code == 0
    assert run("build", "a.txt", "--into", "r.db", "--published", "2021-07-06").exit_code == 0
    assert "deny" in rows("statements", "r.db")[0][3]
    assert "by hand" in rows("statements", "r.db")[0][3]
    correction = rows("correct", "list", "r.db")[0][0]
    assert run("correct", "undo", "r.db", correction, "--why", "test over").exit_code == 0
    assert "deny" not in rows("statements", "r.db")[0][3]


def test_help_is_quick() -> None:
    """The best of three, in seconds of the processor: other work on the machine must not fail it."""
    spans = []
    for _ in range(3):
        resource = pytest.importorskip("resource")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spans.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spans) < 0.3


def loaded_by(*words: str) -> set[str]:
    """Return the libraries that a command loads, in its workers too."""
    call = [sys.executable, "-X", "importtime", "-m", "onrecord", *words]
    told = subprocess.run(call, check=True, capture_output=True, text=True).stderr
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines() if "|" in line}


HEAVY = {"spacy", "thinc", "onnxruntime", "numpy", "lxml", "pyarrow", "dask", "psycopg"}
NOT_FOR_PLAIN_TEXT = {
    "weasel", "httpx", "requests", "jinja2", "typer", "trafilatura", "pdfminer", "openpyxl", "pyarrow", "dask",
    "psycopg",
}  # fmt: skip


def test_what_only_prints_loads_nothing_heavy() -> None:
    assert not loaded_by("--version") & (HEAVY | {"sqlite3", "rich"})
    assert not loaded_by("--help") & (HEAVY | {"sqlite3", "rich"})


@pytest.mark.usefixtures("in_sample_folder")
def test_a_list_loads_nothing_of_what_reads_reports() -> None:
    assert not loaded_by("statements", RECORD) & HEAVY


def test_a_build_of_plain_text_loads_nothing_for_other_formats_nor_the_command_line_of_its_parser(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("The Egyptian minister said that the talks had failed.", encoding="utf-8")
    loaded = loaded_by("build", str(tmp_path / "a.txt"), "--into", str(tmp_path / "r.db"))
    assert "spacy" in loaded
    assert not loaded & NOT_FOR_PLAIN_TEXT
