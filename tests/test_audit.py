"""`onrecord audit`: a seeded draw, verdicts from a file, precision with intervals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.record import open as open_record
from onrecord.show.audit import draw, fields, wilson

if TYPE_CHECKING:
    from pathlib import Path


def test_the_draw_hangs_on_the_seed_alone() -> None:
    ids = [f"{n:04x}" for n in range(500)]
    assert draw(ids, 60, 7) == draw(ids[::-1], 60, 7) != draw(ids, 60, 8)
    assert len(set(draw(ids, 60, 7))) == 60
    assert len(draw(ids[:5], 60, 7)) == 5


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)]
)
def test_intervals_are_those_of_wilson(right: int, judged: int, low: float, high: float) -> None:
    found = wilson(right, judged)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_verdicts_come_from_a_file_and_the_method_is_told_when_all_are_in(
    in_sample_folder: Path, tmp_path: Path
) -> None:
    del in_sample_folder
    with open_record("nato-ukraine.db") as opened:
        drawn = draw([line.entry.id for line in opened.lines()], 5, 1)
        asked = [(one, field) for one in drawn for field in fields(opened.entry(one).entry)]
    rows = [json.dumps({"entry": one, "field": field, "right": field != "when"}) for one, field in asked]
    file = tmp_path / "verdicts.jsonl"
    call = ["audit", "nato-ukraine.db", "--sample", "5", "--verdicts", str(file)]
    file.write_text("\n".join(rows[:-1]), encoding="utf-8")
    part = CliRunner().invoke(commands, call)
    assert "verdicts still open: 1" in part.output
    assert "drawn at random" not in part.output
    file.write_text("\n".join(rows), encoding="utf-8")
    whole = CliRunner().invoke(commands, call)
    assert "told\t5/5\t0.57-1.00" in whole.output
    assert "5 were drawn at random without replacement (seed 1)" in whole.output
    file.write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(commands, call).exit_code == 2
