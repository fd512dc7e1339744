"""The served page of a record of very many entries: outlines at once, words where they are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from onrecord.record import open as open_record
from onrecord.testing import made_record
from tests.browser import Seen, seen_in, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.db"
    made_record(path, reports=270, entries=20, findings=3).close()
    return path


@pytest.fixture(scope="module")
def address(many: Path) -> Iterator[str]:
    with served(many) as found:
        yield found


@pytest.fixture
def seen(browser: Browser) -> Iterator[Seen]:
    with seen_in(browser, offline=False) as found:
        yield found


def test_every_view_has_the_words_of_what_it_shows(seen: Seen, address: str) -> None:
    page = seen.go(address)
    place = page.url.partition("#")[0]
    for view in ("timeline", "actors/arvonia", "review", "search?q=strait", "timeline?party=belmark&kind=event"):
        page.goto(f"{place}#/{view}")
        page.wait_for_selector(".entry .words mark.content")
        assert page.locator(".entry").first.locator(".words").inner_text() != "…"
    asked = [one for one in seen.asked if "/api/" in one]
    assert not any("/api/texts" in one for one in asked)
    assert all(len(one) < 3000 for one in asked)


def test_a_report_is_walked_through_by_keys(seen: Seen, address: str, many: Path) -> None:
    with open_record(many) as record:
        report = next(iter(record.reports()))
        first = min((line.entry for line in record.lines() if line.report.id == report.id), key=_start)
    page = seen.go(address)
    page.goto(f"{page.url.partition('#')[0]}#/reports/{report.id}")
    page.wait_for_selector(".report")
    page.keyboard.press("j")
    page.wait_for_selector("aside .entry .words mark.content")
    assert f"e={first.id}" in page.url
    assert page.locator("aside .entry .words").inner_text().strip(" \n") in page.locator(".report").inner_text()


def _start(entry: object) -> int:
    words = getattr(entry, "words", None) or entry.content[0]  # type: ignore[attr-defined]
    return int(words.start)


def test_a_correction_is_taken_in(seen: Seen, address: str) -> None:
    page = seen.go(address)
    page.goto(f"{page.url.partition('#')[0]}#/review")
    page.wait_for_selector(".panel .entry .words mark.content")
    before = _waiting(page.locator("p.walk").inner_text())
    page.keyboard.press("a")
    page.get_by_text("1 decision made here").wait_for()
    assert _waiting(page.locator("p.walk").inner_text()) == before - 1
    page.wait_for_selector(".panel .entry .words mark.content")
    page.keyboard.press("u")
    page.get_by_text("0 decisions made here").wait_for()
    assert _waiting(page.locator("p.walk").inner_text()) == before


def _waiting(told: str) -> int:
    found = re.search(r"([\d,]+) to review", told)
    assert found
    return int(found[1].replace(",", ""))
