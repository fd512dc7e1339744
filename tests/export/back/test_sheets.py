"""A spreadsheet comes back: every change as a correction, conflicts shown, nothing lost in silence."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.entry import Statement
from onrecord.core.line import Standing
from onrecord.export.back import CannotComeBack, TakenBack, brought_by, take_back
from onrecord.record import Filter
from onrecord.record.changes import FIELDS
from onrecord.record.values import values_of
from tests.export.back.changes import changes
from tests.export.back.sheets import save_csv, save_xlsx
from tests.export.hostile import TEXT, exported, hostile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.record import Record

SAVE = {"csv": save_csv, "csv-bom": save_csv, "xlsx": save_xlsx}
Row = dict[str, str]


def back(rec: Record, path: Path) -> TakenBack:
    returned = brought_by(path)
    assert not isinstance(returned, str)
    return take_back(rec, returned, who=None, user="Someone", why="read again")


def written(rec: Record, path: Path, form: str) -> Path:
    path.write_bytes(exported(rec, form))
    return path


def edited(path: Path, edit: Callable[[list[Row]], None]) -> Path:
    """Change the rows of a CSV."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    edit(rows)
    into = io.StringIO(newline="")
    table = csv.DictWriter(into, rows[0])
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(into.getvalue().encode("utf-8"))
    return path


@pytest.mark.parametrize("form", ["csv", "csv-bom", "xlsx"])
def test_what_was_not_touched_changes_nothing(rec: Record, tmp_path: Path, form: str) -> None:
    pytest.importorskip("openpyxl")
    assert back(rec, written(rec, tmp_path / "out", form)) == TakenBack(untouched=8)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_change_comes_back_and_only_once(filled: Callable[[], Record], tmp_path: Path, form: str) -> None:
    pytest.importorskip("openpyxl")
    met = set()
    for seed in range(4):
        rec = filled()
        path = written(rec, tmp_path / f"{seed}.{form}", form)
        made = list(changes(rec, seed))
        SAVE[form](path, rec, made)
        taken = back(rec, path)
        assert (taken.conflicts, taken.untaken, len(taken.corrections)) == ([], [], len(made))
        for one in made:
            assert values_of(rec.entry(one.entry).entry)[one.field] == one.after
            met.add((one.kind, one.field))
        assert {one.who for one in taken.corrections} == {"Ada Osei" if form == "xlsx" else "Someone"}
        assert {one.why for one in taken.corrections} == {"read again"}
        again = back(rec, path)
        assert (again.corrections, again.conflicts, again.untaken) == ([], [], [])
        assert again.already == len(made)
    assert len(met) > len([field for fields in FIELDS.values() for field in fields]) * 0.8


def test_an_edit_of_what_changed_since_is_shown_and_never_applied(rec: Record, tmp_path: Path) -> None:
    path = written(rec, tmp_path / "out.csv", "csv")
    said = hostile().entries[0].id
    rec.corrections.edit(said, {"act": "warn"}, who="Bo", why="heard it")

    def edit(rows: list[Row]) -> None:
        next(row for row in rows if row["id"] == said)["act"] = "threaten"

    taken = back(rec, edited(path, edit))
    assert not taken.corrections
    assert taken.untouched == 7
    (conflict,) = taken.conflicts
    assert "act: there “threaten”, here “warn”" in conflict
    assert "entry " + said[:8] in conflict
    assert values_of(rec.entry(said).entry)["act"] == "warn"


def test_what_changed_in_the_record_alone_is_no_conflict(rec: Record, tmp_path: Path) -> None:
    path = written(rec, tmp_path / "out.csv", "csv")
    rec.corrections.edit(hostile().entries[0].id, {"act": "warn"}, who="Bo", why="heard it")
    assert back(rec, path) == TakenBack(untouched=8)


def test_rows_are_accepted_rejected_and_added(rec: Record, tmp_path: Path) -> None:
    first, second, *_ = hostile().entries
    report = hostile().report

    def edit(rows: list[Row]) -> None:
        by_id = {row["id"]: row for row in rows}
        by_id[first.id]["standing"] = "accepted"
        by_id[second.id]["standing"] = "rejected"
        empty = dict.fromkeys(rows[0], "")
        rows.append(
            empty
            | {
                "kind": "statement",
                "act": "deny",
                "manner": "indirect",
                "words": "held ships in spring",
                "who": "Ostra held",
                "who_actor": "Ostra",
                "report": report.id,
                "when": "2031-03",
            }
        )

    path = edited(written(rec, tmp_path / "out.csv", "csv"), edit)
    taken = back(rec, path)
    assert (taken.conflicts, taken.untaken) == ([], [])
    assert [one.kind for one in taken.corrections] == ["accept", "reject", "add"]
    assert rec.entry(first.id).standing is Standing.ACCEPTED
    assert rec.entry(second.id).standing is Standing.REJECTED
    (added,) = (line.entry for line in rec.lines() if line.standing is Standing.ADDED)
    assert isinstance(added, Statement)
    assert added.content[0].words == "held ships in spring"
    assert added.speaker
    assert added.speaker.actor == "ostra"
    count = rec.count(Filter(rejected=True))
    assert back(rec, path).corrections == []
    assert rec.count(Filter(rejected=True)) == count


def test_what_cannot_be_taken_is_listed_and_the_rest_is_taken(rec: Record, tmp_path: Path) -> None:
    said, fears, sends, holds = (one.id for one in hostile().entries)

    def edit(rows: list[Row]) -> None:
        by_id = {row["id"]: row for row in rows}
        by_id[said] |= {"act": "shout", "when": "2031-04", "title": "Another title", "cue": "in no report"}
        by_id[fears] |= {"to": "Ostra", "to_actor": "ostra"}
        by_id[sends] |= {"words": "élite", "start": "1", "end": "5"}
        by_id[holds] |= {"id": "0000000000000000"}
        rows.append(dict.fromkeys(rows[0], "") | {"kind": "event", "words": "held ships", "report": "nowhere"})

    taken = back(rec, edited(written(rec, tmp_path / "out.csv", "csv"), edit))
    told = "\n".join(taken.untaken)
    assert [[change.field for change in one.changes] for one in taken.corrections] == [["when"]]
    for words in (
        "title: no correction can change that here",
        "'shout' is no act",
        "cue: “in no report” stands nowhere in the report",
        "to: “Ostra” stands 2 times in the report",
        "words: at 1:5 stands",
        "the record has no entry '0000000000000000'",
        "there is no report 'nowhere'",
    ):
        assert words in told
    assert len(taken.untaken) == 7


def test_a_name_that_stands_in_many_sentences_is_the_one_in_its_own(rec: Record, tmp_path: Path) -> None:
    _, _, _, holds = (one.id for one in hostile().entries)

    def edit(rows: list[Row]) -> None:
        by_id = {row["id"]: row for row in rows}
        by_id[holds] |= {"to": "ships", "to_actor": "Vestria"}

    taken = back(rec, edited(written(rec, tmp_path / "out.csv", "csv"), edit))
    assert (taken.untaken, len(taken.corrections)) == ([], 1)
    start = TEXT.rindex("ships")
    assert values_of(rec.entry(holds).entry)["target"] == f"vestria@{start}:{start + 5}"


def test_columns_that_are_gone_and_rows_that_moved_are_no_edit(rec: Record, tmp_path: Path) -> None:
    path = written(rec, tmp_path / "out.csv", "csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    random.Random(1).shuffle(rows)
    into = io.StringIO(newline="")
    table = csv.DictWriter(into, ["state", "act", "id"], extrasaction="ignore", delimiter="\t")
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(into.getvalue().encode("utf-16"))
    taken = back(rec, path)
    assert (taken.corrections, taken.conflicts, taken.untaken) == ([], [], [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("id,state,act\r\né,,".encode("cp1252"), "not in UTF-8"),
        (b"PK\x05\x06" + bytes(18), ""),
        (b"", ""),
    ],
)
def test_a_file_that_is_none_of_ours_is_told_in_a_sentence(
    rec: Record, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    if why == "not in UTF-8":
        with pytest.raises(CannotComeBack, match=why):
            brought_by(path)
    result = CliRunner().invoke(commands, ["correct", "import", str(rec.path), str(path)])
    assert result.exit_code in (0, 2)
    assert not result.exception or isinstance(result.exception, SystemExit)


def test_broken_files_are_told_and_nothing_is_lost(rec: Record, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    content = exported(rec, "xlsx")
    digest = rec.content_digest()
    draw = random.Random(7)
    path = tmp_path / "out.xlsx"
    for _ in range(40):
        broken = bytearray(content[: draw.randrange(len(content))] if draw.random() < 0.5 else content)
        for _ in range(draw.randint(1, 20)):
            if broken:
                broken[draw.randrange(len(broken))] = draw.randrange(256)
        path.write_bytes(bytes(broken))
        result = CliRunner().invoke(commands, ["correct", "import", str(rec.path), str(path)])
        assert result.exit_code in (0, 1, 2), result.exception
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    assert rec.content_digest() == digest


def test_corrections_as_text_come_by_standard_input(rec: Record) -> None:
    rec.corrections.edit(hostile().entries[0].id, {"act": "warn"}, who="Bo", why="heard it")
    text = rec.corrections.as_text()
    call = ["correct", "import", str(rec.path), "-"]
    assert CliRunner().invoke(commands, call, input=text).output == "0 corrections taken in.\n"
    result = CliRunner().invoke(commands, call, input=b"\xff\xfe[[")
    assert result.exit_code == 2
    assert "the text is not TOML" in " ".join(result.output.split())


def test_the_command_says_what_became_of_it(rec: Record, tmp_path: Path) -> None:
    said = hostile().entries[0].id

    def edit(rows: list[Row]) -> None:
        next(row for row in rows if row["id"] == said)["act"] = "threaten"

    path = edited(written(rec, tmp_path / "out.csv", "csv"), edit)
    call = ["correct", "import", str(rec.path), str(path), "--who", "Ada Osei"]
    result = CliRunner().invoke(commands, call)
    assert result.exit_code == 0
    assert "1 correction taken in, 7 entries unchanged" in result.output
    (made,) = rec.corrections.all()
    assert (made.who, made.why) == ("Ada Osei", "changed in out.csv")
    rec.corrections.undo(made.id, who="Bo", why="no")
    rec.corrections.edit(said, {"act": "warn"}, who="Bo", why="heard it")
    result = CliRunner().invoke(commands, call)
    assert result.exit_code == 1
    assert result.output.startswith("conflict: line ")
