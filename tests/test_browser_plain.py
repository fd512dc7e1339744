"""Positions on the page as on the command line: those told plainly, the rest counted and shown where asked for.

Skipped with a sentence where there is no Chromium; with ONRECORD_BROWSER=required it must be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.record import open as open_record
from onrecord.show.page import page as page_file
from onrecord.views import views
from tests.browser import Seen, violations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Page

    from onrecord.views.forms import PositionRow, Views

MARK = "told less plainly"


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Views:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        return views(record)


@pytest.fixture(scope="module")
def file(sample: Views, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("plain") / "r.html"
    place.write_text(page_file("Plain", {**sample}), encoding="utf-8")
    return place.as_uri()


def plain_of(rows: Iterable[PositionRow]) -> list[PositionRow]:
    return [row for row in rows if row["plain"]]


def cells(rows: Iterable[PositionRow]) -> set[tuple[str, str]]:
    return {(row["party"], row["issue"]) for row in rows}


def marked(page: Page) -> int:
    return page.locator(".cell .unsure").count()


def test_the_overview_counts_what_the_list_shows(seen: Seen, file: str, sample: Views) -> None:
    plain = plain_of(sample["positions"])
    page = seen.go(f"{file}#/overview")
    figure = page.locator(".figures div", has_text="Positions").locator("a")
    assert figure.inner_text() == str(len(plain))
    figure.click()
    page.wait_for_selector(".matrix")
    assert f"{len(plain)} positions found" in page.locator("main").inner_text()
    assert page.locator(".cell").count() == len(cells(plain))
    assert marked(page) == 0


def test_the_rest_is_counted_and_shown_by_keyboard_each_marked(seen: Seen, file: str, sample: Views) -> None:
    every = sample["positions"]
    less = [row for row in every if not row["plain"]]
    page = seen.go(f"{file}#/positions")
    more = page.locator("main > .more")
    assert more.inner_text().startswith(f"{len(every) - len(less)} of {len(every)} positions shown")
    assert more.get_by_role("button").inner_text() == f"show {len(less)} {MARK}"
    more.get_by_role("button").press("Enter")
    assert page.locator(".cell").count() == len(cells(every))
    assert marked(page) == len(less)
    assert page.locator(f".cell[aria-label*='({MARK})']").count() == len(cells(less))
    assert page.evaluate("document.activeElement.innerText") == "only those told plainly"  # where the reader was
    assert violations(page) == []
    page.keyboard.press("Enter")
    assert page.locator(".cell").count() == len(cells(plain_of(every)))
    assert "all=" not in page.url


def test_that_the_rest_is_shown_is_in_the_address(seen: Seen, file: str) -> None:
    page = seen.go(f"{file}#/positions?party=russia")
    page.get_by_role("button", name=MARK).click()
    address, shown = page.url, marked(page)
    assert "party=russia" in address
    assert shown > 0
    page.goto("about:blank")
    assert marked(seen.go(address)) == shown
    seen.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".cite-view summary").click()
    page.locator(".cite-view").get_by_role("button", name="citation", exact=True).click()
    page.wait_for_selector(".cite-view [role=status]:has-text('copied')")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert "Positions (party Russia, nothing folded)" in cited
    assert "all=1" in cited


def test_a_cell_tells_how_many_in_it_are_not_shown(seen: Seen, file: str, sample: Views) -> None:
    plain = cells(plain_of(sample["positions"]))
    less = [row for row in sample["positions"] if not row["plain"]]
    alone = next(row for row in less if (row["party"], row["issue"]) not in plain)
    in_it = sum((row["party"], row["issue"]) == (alone["party"], alone["issue"]) for row in less)
    address = f"{file}#/positions?cell={alone['party']}|{alone['issue']}"
    panel = seen.go(address).locator(".panel")
    assert f"{in_it} position" in panel.inner_text()
    assert "not shown" in panel.inner_text()
    assert panel.locator(".words").count() == 0
    seen.page.get_by_role("button", name=MARK).click()
    assert panel.locator(".doubt", has_text=MARK).count() == in_it
    assert panel.locator(".words mark.content").count() >= in_it
    assert "not shown" not in panel.inner_text()


def test_where_nothing_is_told_plainly_the_page_says_so(seen: Seen, sample: Views, tmp_path: Path) -> None:
    less = [row for row in sample["positions"] if not row["plain"]]
    (tmp_path / "r.html").write_text(page_file("Less", {**sample, "positions": less}), encoding="utf-8")
    page = seen.go(f"{(tmp_path / 'r.html').as_uri()}#/positions")
    assert page.locator(".empty").inner_text() == "No position that meets the filter is told plainly."
    assert page.locator(".cell").count() == 0
    page.get_by_role("button", name=MARK).click()
    assert marked(page) == len(less)


def test_where_all_is_told_plainly_there_is_nothing_to_show(seen: Seen, sample: Views, tmp_path: Path) -> None:
    plain = plain_of(sample["positions"])
    (tmp_path / "r.html").write_text(page_file("Plain", {**sample, "positions": plain}), encoding="utf-8")
    page = seen.go(f"{(tmp_path / 'r.html').as_uri()}#/positions")
    assert page.locator(".cell").count() == len(cells(plain))
    assert page.locator("main > .more").count() == 0
