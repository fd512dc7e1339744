"""The keyboard alone, through every view: all that can be used is reached in order, in view, and left again.

Skipped with a sentence where there is no Chromium; with ONRECORD_BROWSER=required it must be there.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import seen_in, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# Filtered, where a view has hundreds of links: those of a few entries are like those of all.
FEW = "party=georgia&kind=statement"
PLACES = (
    "overview",
    f"timeline?{FEW}",
    f"positions?{FEW}",
    "positions?all=1&party=georgia",
    f"accounts?{FEW}",
    f"contradictions?{FEW}",
    f"framing?{FEW}",
    "reports",
    f"actors?{FEW}",
    "actors/mikheil-saakashvili",
    f"network?{FEW}",
    f"search?q=open+door&{FEW}",
    "quote?words=we+are+strong",
    f"review?{FEW}",
    "audit?sample=3&seed=1",
)
# All that the Tab key should reach: shown, not switched off, not in a closed fold.
USABLE = """() => {
  const kinds = 'a[href], button, select, input, textarea, summary, [tabindex="0"]';
  window.usable = [...document.querySelectorAll(kinds)].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }),
  );
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  return window.usable.length;
}"""
# Where the focus is: its place among those; whether it can be seen; what it is called.
FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const called = one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || one.title || '';
  return {
    place: window.usable.indexOf(one),
    away: one === document.body || one === document.documentElement,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    named: Boolean(called.trim()),
    what: one.outerHTML.slice(0, 120),
  };
}"""


@pytest.fixture(scope="module")
def address(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("keys") / "r.db"
    shutil.copy(sample_folder / "nato-ukraine.db", copy)
    with served(copy) as found:
        yield found


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    with seen_in(browser, width=1280, offline=False) as found:
        yield found.go(address)


def stops(page: Page, most: int) -> list[dict[str, Any]]:
    """Return where the Tab key stops, from the beginning of the page until it leaves it."""
    found: list[dict[str, Any]] = []
    while len(found) <= most:
        page.keyboard.press("Tab")
        at: dict[str, Any] = page.evaluate(FOCUSED)
        if at["away"] or (
            found and at["place"] == 0
        ):  # the browser's own buttons, or none, lie between end and start
            break
        found.append(at)
    return found


@pytest.mark.parametrize("place", PLACES)
def test_the_tab_key_reaches_all_in_order(page: Page, place: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#/{place}")
    page.reload()
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    count: int = page.evaluate(USABLE)
    assert count > 10
    met = stops(page, count + 5)
    assert [at["place"] for at in met] == list(range(count))
    assert [at["what"] for at in met if not at["outlined"]] == []
    assert [at["what"] for at in met if not at["inView"]] == []
    assert [at["what"] for at in met if not at["named"]] == []


def test_the_first_stop_leads_past_the_menu(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#/overview")
    page.reload()
    page.wait_for_selector("main h1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_view_is_entered_by_its_link_at_its_top(page: Page) -> None:
    names = page.locator("nav a").all_inner_texts()
    for n in range(len(names)):
        page.evaluate("scrollTo(0, 400)")
        page.locator("nav a").nth(n).press("Enter")
        page.wait_for_selector(f"nav a:nth-of-type({n + 1})[aria-current=page]")
        assert page.evaluate("scrollY") == 0, names[n]


def test_a_cell_of_the_positions_opens_in_view(page: Page) -> None:
    page.goto(f"{page.url.split('#')[0]}#/positions")
    page.wait_for_selector("main .matrix")
    page.locator("button.cell").first.press("Enter")
    page.wait_for_selector(".panel h2")
    assert page.locator(".panel h2").first.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    page.keyboard.press("Enter")
    assert page.locator(".panel").count() == 0
