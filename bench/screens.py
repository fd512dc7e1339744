"""Take a picture of every view of the served page and of the report file, in both themes and three widths.

    python bench/screens.py RECORD FOLDER [--model FILE]

Writes FOLDER/{served,file}-VIEW-WIDTH-THEME.png, to be looked at, and prints for each view what a look can miss:
how far the page is wider than its window, how much moved after the first paint (the browser's own layout shift),
what was written to the console. A view that the record has nothing for is not there.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

SIZES = {390: 844, 1280: 900, 2560: 1440}
THEMES = ("light", "dark")
ARGS = ("--no-sandbox", "--disable-background-networking")
SHIFTS = (
    "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries())"
    " window.moved += one.hadRecentInput ? 0 : one.value; }).observe({ type: 'layout-shift', buffered: true });"
)
VIEWS = "[...document.querySelectorAll('nav a[href^=\"#/\"]')].map((one) => one.getAttribute('href').slice(2))"
# Places that no menu names: one report, one party, one search, one cell, a filter that lets nothing through.
MORE = ("search?q=russia", "model?as=page", "timeline?until=1900", "nowhere")


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", action="append", default=[])
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    models = [word for path in given.model for word in ("--model", path)]
    onrecord = [sys.executable, "-m", "onrecord"]
    file = given.folder.resolve() / "report.html"
    subprocess.run([*onrecord, "report", str(given.record), "-o", str(file), *models], check=True)
    served = subprocess.Popen(
        [*onrecord, "serve", str(given.record), "--port", "0", *models], stdout=subprocess.PIPE, text=True
    )
    try:
        assert served.stdout is not None
        address = served.stdout.readline().split()[1]
        with sync_playwright() as engine:
            browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGS))
            for kind, place in (("served", address), ("file", file.as_uri())):
                for line in taken(browser, kind, place, given.folder):
                    print(line, flush=True)
            browser.close()
    finally:
        served.terminate()
        served.wait(30)


def taken(browser: Browser, kind: str, address: str, folder: Path) -> Iterator[str]:
    """Take all pictures of one page; yield a line for each that shows a fault."""
    for theme in THEMES:
        for width, height in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme="dark" if theme == "dark" else "light"
            )
            context.add_init_script(SHIFTS)
            page = context.new_page()
            wrong: list[str] = []
            page.on("console", partial(noted, wrong))
            page.on("pageerror", partial(failed, wrong))
            page.goto(address)
            page.wait_for_selector("main h1")
            for view in places(page):
                yield from pictured(page, view, f"{kind}-{named(view)}-{width}-{theme}", folder, wrong)
            context.close()


def noted(wrong: list[str], said: ConsoleMessage) -> None:
    """Keep what the browser complains of."""
    if said.type == "error":
        wrong.append(said.text)


def failed(wrong: list[str], error: Exception) -> None:
    """Keep what ended the page's script."""
    wrong.append(str(error))


def places(page: Page) -> list[str]:
    """Return the views that the menu names, a report, a party, and places that no menu names."""
    found: list[str] = page.evaluate(VIEWS)
    of_a_report = page.evaluate("document.querySelector('a[href^=\"#/reports/\"]')?.getAttribute('href').slice(2)")
    of_a_party = page.evaluate("document.querySelector('a[href^=\"#/actors/\"]')?.getAttribute('href').slice(2)")
    return list(dict.fromkeys(one for one in (*found, of_a_report, of_a_party, *MORE) if one))


def named(view: str) -> str:
    """Return what a view is called in the name of its picture: whatever has an id is one of its kind."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in view.partition("&")[0])
    return "-".join("one" if re.fullmatch("[0-9a-f]{16}", part) else part for part in kept.split("-") if part)


def pictured(page: Page, view: str, name: str, folder: Path, wrong: list[str]) -> Iterator[str]:
    """Take a picture of a view that was opened anew; yield what is wrong with it."""
    page.evaluate(f"location.hash = '#/{view}'")
    page.reload()
    page.wait_for_selector("main h1")
    page.wait_for_timeout(150)
    page.screenshot(path=str(folder / f"{name}.png"))
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    moved = page.evaluate("window.moved")
    if wider > 0 or moved > 0.02 or wrong:
        yield f"{name}: {wider} pixels too wide, moved {moved:.3f}{''.join(f'; {one}' for one in wrong)}"
    wrong.clear()


if __name__ == "__main__":
    main()
