"""Sharing without the texts: nothing but cited words is left, and only the very same texts come back."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from onrecord import record
from onrecord.building import build
from onrecord.cli.main import commands
from onrecord.core.problem import ProblemKind
from onrecord.core.withheld import cited_only, is_out, shown
from onrecord.export.offsets import Offsets, Unit
from onrecord.record import InvalidCorrection, RecordExists
from onrecord.record.sharing import TextsTakenOut, missing, share
from onrecord.rejoining import rejoin
from tests.export.hostile import PATH, TEXT, exported, hostile
from tests.record import samples
from tests.record.samples import MADE_BY, dam

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.record import Record

pytestmark = pytest.mark.of_files


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Record]:
    with record.create(tmp_path / "whole.db", MADE_BY) as rec:
        for one in (hostile(), dam()):
            rec.add(one)
        yield rec


@pytest.fixture
def shared(whole: Record, tmp_path: Path) -> Path:
    into = tmp_path / "shared.db"
    assert share(whole, into) == 2
    return into


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands, list(words))
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, " ".join(result.output.split())


def test_nothing_but_cited_words_is_left_in_the_file(whole: Record, tmp_path: Path) -> None:
    draw = random.Random(5)
    words = ["".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in range(5)) for _ in range(400)]
    whole.add(dam("dam/long.txt", text=samples.TEXT + " ".join(words) + ".\n"))
    whole.add(dam("dam/long.txt", text=samples.TEXT + " ".join(reversed(words)) + ".\n"))
    whole.finish_build()
    into = tmp_path / "into.db"
    assert share(whole, into) == 4
    assert any(word.encode() in whole.file.read_bytes() for word in words)
    held = into.read_bytes()
    assert b"no one may take a drop" in held
    assert [word for word in words if word[:7].encode() in held] == []


def test_every_entry_stands_as_it_did(whole: Record, shared: Path) -> None:
    with record.open(shared) as rec:
        before, after = list(whole.lines()), list(rec.lines())
        assert before == after
        for line in after:
            text = rec.report(line.report.id).text
            for one in line.entry.citations():
                assert text[one.start : one.end] == one.words
        assert {one.kind for one in rec.problems()} >= {ProblemKind.TAKEN_OUT}
        assert len(missing(rec)) == 2


def test_offsets_hold_in_every_unit() -> None:
    draw = random.Random(3)
    for _ in range(50):
        text = "".join(draw.choice("a🚢\r\n b\u0301𝔄.") for _ in range(40))
        held = cited_only("\ufeff" + text, ())
        for unit in (Unit(), Unit(utf16=True), Unit(utf16=True, one_line_feed=True, no_mark=True)):
            ours, theirs = Offsets("\ufeff" + text, unit), Offsets(held, unit)
            assert [ours.theirs(at) for at in range(len(held))] == [theirs.theirs(at) for at in range(len(held))]


def test_own_copies_make_it_what_it_was(whole: Record, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "harbour.txt").write_bytes(TEXT.encode("utf-8"))
    (folder / "again.txt").write_bytes(TEXT.encode("utf-8"))
    (folder / "dam.txt").write_bytes(samples.TEXT.encode("utf-8"))
    with record.open(shared, write=True) as rec:
        assert rec.content_digest() != whole.content_digest()
        found = rejoin(rec, [folder])
        assert (found.back, found.refused, found.out) == (2, [], ())
        assert rec.content_digest() == whole.content_digest()
        assert [hit.report.path for hit in rec.search("harbour").reports] == [PATH]
        assert list(rec.problems()) == list(whole.problems())


@pytest.mark.parametrize(
    "change", [lambda data: data + b" ", lambda data: data.replace(b"\r\n", b"\n"), lambda _: b"Other."]
)
def test_what_is_not_the_same_to_the_byte_is_refused(shared: Path, tmp_path: Path, change: Any) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(change(TEXT.encode("utf-8")))
    with record.open(shared, write=True) as rec:
        found = rejoin(rec, [copy])
        assert (found.back, found.refused, len(found.out)) == (0, [str(copy)], 2)
    code, told = run("rejoin", str(shared), str(copy))
    assert code == 1
    assert f"refused: {copy} is, to the byte, no text that was taken out." in told
    assert "0 texts are back, 2 are still out, 1 copies refused." in told


def test_commands_that_need_a_text_say_so_in_one_sentence(shared: Path, tmp_path: Path) -> None:
    report = tmp_path / "new.txt"
    report.write_text("Vestria said talks go on.\n", encoding="utf-8")
    with pytest.raises(TextsTakenOut, match="building needs them"):
        build([report], into=shared)
    for form in ("qdpx", "cas", "label-studio"):
        code, told = run("export", str(shared), "--format", form, "--into", str(tmp_path / "out"))
        assert code == 2
        assert (
            f"the texts of 2 reports were taken out to share this record, and the format {form} needs them" in told
        )
    assert run("audit", str(shared), "--verdicts", str(tmp_path / "v.jsonl"))[0] == 2
    assert "the texts of 2 of 2 reports were taken out: only words" in run("search", str(shared), "talks")[1]
    assert (
        "the texts of 2 of 2 reports were taken out: only words" in run("quote", str(shared), "boat may pass")[1]
    )
    with record.open(shared, write=True) as rec, pytest.raises(InvalidCorrection, match="were taken out"):
        rec.corrections.edit(hostile().entries[0].id, {"cue": "0:5"}, who="Ada", why="so")


def test_what_is_shown_has_a_mark_for_each_gap(shared: Path) -> None:
    said = hostile().entries[0].id
    code, told = run("show", str(shared), said)
    assert code == 0
    assert "no 🐟 boat" in told
    assert "[…]" in told
    for words in (["statements"], ["timeline"], ["brief"], ["problems"], ["dossier"], ["report", "--into"]):
        name, *rest = words
        code, told = run(name, str(shared), *rest, *([str(shared.with_suffix(".html"))] if rest else []))
        assert code == 0, (name, told)
        assert not is_out(told)
    assert not is_out(shared.with_suffix(".html").read_text(encoding="utf-8"))


def test_exports_work_or_leave_out_what_is_not_there(shared: Path) -> None:
    with record.open(shared) as rec:
        rows = exported(rec, "csv").decode("utf-8")
        assert not is_out(rows)
        for form in ("timelinejs", "gexf", "ris", "csl", "schema-org", "annotations", "ical", "edges"):
            assert not is_out(exported(rec, form).decode("utf-8")), form
        items = json.loads(exported(rec, "annotations"))["first"]["items"]
        assert len(items) == 8


def test_a_copy_is_written_onto_nothing(whole: Record, shared: Path) -> None:
    before = shared.read_bytes()
    with pytest.raises(RecordExists):
        share(whole, shared)
    with pytest.raises(RecordExists):
        share(whole, whole.file)
    assert shared.read_bytes() == before


def test_what_was_shared_can_be_shared_again(shared: Path, tmp_path: Path) -> None:
    code, told = run("share", str(shared), "--into", str(tmp_path / "again.db"))
    assert (code, told) == (0, f"{tmp_path / 'again.db'}: 0 texts taken out, all entries kept.")


def test_a_gap_is_one_mark_whatever_it_held() -> None:
    assert shown(cited_only("one\r\n\r\ntwo 🚢 three", ())) == " […] "
    assert shown("a whole text") == "a whole text"
