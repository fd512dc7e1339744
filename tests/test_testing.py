"""What authors of tests get: cases that fail with what differs, goldens, and records made from a seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord import record
from onrecord.core.problem import Problem
from onrecord.testing import CaseFailed, check, check_golden, lines_of, made_extractions, made_record, read_cases
from onrecord.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

CASES = """# a demand is told
published: 2024-03-04
Egypt demanded that Sudan leave the islands.
=>
statement demand  Egypt: "that Sudan leave the islands"
"""


def test_a_case_runs_by_what_ships_and_fails_with_what_differs(tmp_path: Path) -> None:
    (tmp_path / "demands.txt").write_text(CASES, encoding="utf-8")
    (case,) = read_cases(tmp_path)
    lines = lines_of(case)
    assert any(line.startswith("statement demand  Egypt") for line in lines)
    with pytest.raises(CaseFailed, match=r"demands.txt: a demand is told\n(.*\n)*\+ nothing of the kind"):
        check(case, [*lines, "nothing of the kind"])
    check(case, lines, update=True)
    check(read_cases(tmp_path)[0], lines)


@pytest.mark.parametrize("content", [None, "no case here\n"])
def test_a_folder_without_a_case_is_a_mistake(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "empty.txt").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="no case"):
        read_cases(tmp_path)


def test_a_golden_says_which_line_differs(tmp_path: Path) -> None:
    reports, golden = tmp_path / "reports", tmp_path / "golden"
    reports.mkdir()
    (reports / "1.txt").write_text("Egypt demanded that Sudan leave the islands.", encoding="utf-8")
    check_golden(reports, golden, update=True)
    check_golden(reports, golden)
    (reports / "1.txt").write_text("Egypt refused to leave the islands to Sudan.", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"1.txt: line \d+ was"):
        check_golden(reports, golden)
    (reports / "2.txt").write_text("Talks began.", encoding="utf-8")
    with pytest.raises(AssertionError, match="no record for"):
        check_golden(reports, golden)


def test_what_another_processor_makes_of_a_report_holds_too_until_it_is_neither(tmp_path: Path) -> None:
    reports, golden = tmp_path / "reports", tmp_path / "golden"
    reports.mkdir()
    (reports / "one.txt").write_text("Chad's minister said that the border would stay shut.\n", encoding="utf-8")
    check_golden(reports, golden, update=True)
    (kept,) = golden.iterdir()
    right = kept.read_text(encoding="utf-8")
    kept.write_text("something else\n", encoding="utf-8")
    (golden / "one.txt.else.record").write_text(right, encoding="utf-8")
    check_golden(reports, golden)
    check_golden(reports, golden, update=True)
    assert kept.read_text(encoding="utf-8") == "something else\n"
    (golden / "one.txt.else.record").write_text("neither\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"one.txt: line 1 was"):
        check_golden(reports, golden)
    check_golden(reports, golden, update=True)
    assert [path.read_text(encoding="utf-8") for path in golden.iterdir()] == [right]


def test_made_records_are_verbatim_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for extraction in made_extractions(5, 12, seed=3):
        checked = verify(extraction.report, extraction.entries)
        assert len(checked.items) == 12
        assert not checked.problems
    digests = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        with made_record(tmp_path / f"{name}.db", reports=8, entries=6, findings=2, seed=seed) as made:
            assert made.count() == 48
            assert len(list(made.findings())) == 2
            digests.append(made.content_digest())
            assert not [problem for problem in made.problems() if isinstance(problem, Problem)]
    assert digests[0] == digests[1] != digests[2]
    with record.open(tmp_path / "a.db") as opened:
        assert len(list(opened.statements(record.Filter(act="demand")))) > 0
