"""Models on the page: shown where there are any, each cell and each outcome with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from onrecord.cli.main import commands
from onrecord.core.problem import OnRecordError
from onrecord.record import open as open_record
from onrecord.show import page as page_file
from onrecord.show.models import MOST_STATES, CellRow, ModelRow, model_rows
from onrecord.show.report import report
from tests.browser import Seen, violations
from tests.conftest import ROOT
from tests.test_page import held

if TYPE_CHECKING:
    from pathlib import Path


FILES = tuple(sorted((ROOT / "examples" / "nato-ukraine" / "models").glob("*.toml")))
JANUARY = next(path for path in FILES if path.stem == "2022-01-12")


@pytest.fixture(scope="module")
def record(sample_folder: Path) -> Path:
    return sample_folder / "nato-ukraine.db"


@pytest.fixture(scope="module")
def rows(record: Path) -> list[ModelRow]:
    with open_record(record) as opened:
        return model_rows(FILES, opened)


def test_every_cited_cell_leads_to_entries_of_the_record(record: Path, rows: list[ModelRow]) -> None:
    with open_record(record) as opened:
        known = {line.entry.id for line in opened.lines()}
    cells = [cell for row in rows for cell in row["cells"]]
    assert sum(bool(cell["entries"]) for cell in cells) > 20
    for cell in cells:
        assert set(cell["entries"]) <= known
        assert cell["entries"] or cell["beside"] or cell["assumed"]


def test_outcomes_stand_with_what_holds_and_what_leads_there(rows: list[ModelRow]) -> None:
    (january,) = (row for row in rows if row["id"] == "2022-01-12")
    assert (january["size"], january["partial"], len(january["states"])) == (48, True, MOST_STATES)
    present, second = january["states"][:2]
    assert (present["name"], present["present"], present["way"]) == ("32", True, [])
    assert (second["name"], second["holds"]["nash"]) == ("9", "holds")
    taken = {option["name"] for option, on in zip(january["options"], second["taken"], strict=True) if on}
    assert taken == {"Invade Ukraine", "Impose heavy sanctions on Russia"}
    assert any("Russia takes up “Invade Ukraine”" in line for line in second["way"])
    assert present["why"][0].startswith("State 32 ")
    assert january["more"]["gmr"] > 0


def test_what_is_no_model_is_told_before_the_page_opens(record: Path, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("name = 'x'", encoding="utf-8")
    with open_record(record) as opened, pytest.raises(OnRecordError, match="no party is named"):
        model_rows([tmp_path / "m.toml"], opened)
    for command in (
        ["serve", str(record), "--port", "0"],
        ["report", str(record), "-o", str(tmp_path / "r.html")],
    ):
        done = CliRunner().invoke(commands, [*command, "--model", str(tmp_path / "m.toml")])
        assert (done.exit_code, "no party is named" in done.output) == (2, True)
    assert not (tmp_path / "r.html").exists()


def test_the_view_is_there_only_where_there_is_a_model(
    seen: Seen, record: Path, tmp_path: Path, rows: list[ModelRow]
) -> None:
    with open_record(record) as opened:
        assert "model" not in held(report(opened))["views"]  # type: ignore[operator]
        (tmp_path / "r.html").write_text(report(opened, models=FILES), encoding="utf-8")
    page = seen.go(f"{(tmp_path / 'r.html').as_uri()}#/model/2022-01-12")
    assert page.locator("p.walk").first.locator("a.chip").count() == len(FILES)
    january = next(row for row in rows if row["id"] == "2022-01-12")
    assert page.locator("[aria-label='Who wants what'] .cell").count() == len(january["cells"])
    cited = next(n for n, cell in enumerate(sorted(january["cells"], key=_place)) if cell["entries"])
    page.locator(".cell").nth(cited).click()
    assert page.locator(".panel .entry .words mark.content").count() >= 1
    page.get_by_role("link", name="9", exact=True).click()
    assert "state=9" in page.url
    assert "takes up “Invade Ukraine”" in page.locator("[aria-label='The chosen outcome']").inner_text()
    assert violations(page) == []
    for width in (390, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _place(cell: CellRow) -> tuple[int, int]:
    return cell["option"], cell["party"]


def test_large_texts_are_deflated_and_read_all_the_same(
    seen: Seen, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_record(record) as opened:
        plain = report(opened)
        monkeypatch.setattr(page_file, "LARGE", 0)
        packed = report(opened)
    assert held(packed) == held(plain)
    assert len(packed) < len(plain) - 10_000
    (tmp_path / "r.html").write_text(packed, encoding="utf-8")
    page = seen.go(f"{(tmp_path / 'r.html').as_uri()}#/search?q=guarantee")
    page.wait_for_selector("h2:has-text('Paragraphs of reports') ~ .entry mark.hit")
    page.goto(f"{page.url.split('#')[0]}#/reports")
    page.locator("tbody a").first.click()
    page.wait_for_selector(".report .mark")
