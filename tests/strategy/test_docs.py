"""The page on strategic models runs: its model is read, its examples print what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from onrecord.strategy.drafting import bearing
from onrecord.strategy.drafting.citing import uncited
from onrecord.strategy.files.files import load
from onrecord.strategy.model import conditions, naming, space
from tests.strategy.models import written

PAGE = Path(__file__).parents[2] / "docs" / "strategy.md"


def test_the_examples_of_the_page_run(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert found
    dam = written(tmp_path, found[1])
    full = found[1].replace(
        'partial = ["!strike", ["fill", "!share"]]', 'statements = ["!strike", "fill", "!share"]'
    )
    names = {"dam": dam, "full": written(tmp_path, full, "full.toml")}
    test = doctest.DocTestParser().get_doctest(text, names, "strategy.md", str(PAGE), 0)
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert not report, "".join(report)


def test_no_cell_of_the_page_is_without_a_source(tmp_path: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert uncited(load(written(tmp_path, found[1]))) == ()


def test_the_examples_in_the_code_run() -> None:
    for module in (bearing, conditions, naming, space):
        assert doctest.testmod(module).failed == 0
