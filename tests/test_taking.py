"""A report that cannot be read within its bounds is kept, unread, and waits for the next build."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from onrecord.building import build
from onrecord.core.problem import Problem, ProblemKind
from onrecord.core.report import PassageKind
from onrecord.ingest import Ingest
from onrecord.pool import Bounds
from onrecord.readers import find
from onrecord.record import open as open_record
from onrecord.taking import take_all

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.core.extraction import Extraction
    from onrecord.core.report import Report
    from onrecord.taking import Taken

WORDS = "Sudan rejected the plan on 6 July 2021."
HURRIED = Bounds(seconds=3.0, memory=256 << 20)
real_extract = Ingest.extract


@dataclass(frozen=True)
class Stalled(Ingest):
    """A first half that stands still on reports that ask for it, and needs all memory for others."""

    def extract(self, report: Report) -> Extraction:
        return stalled(self, report)


def stalled(ingest: Ingest, report: Report) -> Extraction:
    if "slow" in report.path:
        time.sleep(60)
    if "big" in report.path:
        bytearray(1 << 30)
    return real_extract(ingest, report)


def take(path: Path, bounds: Bounds) -> Taken:
    sources = [source for source in find([path.as_posix()]) if not isinstance(source, Problem)]
    return next(iter(take_all(sources, Stalled(), workers=1, bounds=bounds)))


@pytest.mark.parametrize(("name", "kind"), [("slow", ProblemKind.TOO_SLOW), ("big", ProblemKind.TOO_BIG)])
def test_a_report_past_its_bounds_is_kept_unread(tmp_path: Path, name: str, kind: ProblemKind) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(WORDS, encoding="utf-8")
    extraction = take(path, HURRIED).extraction
    assert extraction is not None
    assert extraction.report.text == WORDS
    assert {passage.kind for passage in extraction.report.passages} == {PassageKind.UNREAD}
    assert not extraction.entries
    problem = extraction.problems[-1]
    assert (problem.kind, problem.report) == (kind, extraction.report.id)
    assert "kept, not read" in problem.words


def test_the_next_build_reads_what_was_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "slow.txt"
    path.write_text(WORDS, encoding="utf-8")
    record = tmp_path / "talks.db"
    with monkeypatch.context() as busy:
        busy.setattr(Ingest, "extract", stalled)
        busy.setattr(take_all, "__kwdefaults__", {**(take_all.__kwdefaults__ or {}), "bounds": HURRIED})
        assert build([path], into=record).added == 1
        assert build([path], into=record).unchanged == 1
        with open_record(record) as opened:
            assert not list(opened.timeline())
            assert [problem.kind for problem in opened.problems()] == [ProblemKind.TOO_SLOW]
    assert build([path], into=record).remade == 1
    with open_record(record) as opened:
        assert list(opened.timeline())
        assert not list(opened.problems())


def test_what_is_found_in_an_archive_is_counted_while_it_is_listed(tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_text(f'{{"text": "{WORDS}"}}\n' * 3, encoding="utf-8")
    told: list[tuple[int, int | None]] = []
    build(
        tmp_path / "all.jsonl",
        into=tmp_path / "r.db",
        progress=lambda done, of: told.append((done, of)),
        workers=1,
    )
    assert told == [(1, None), (2, None), (3, None), (1, 3), (2, 3), (3, 3)]
