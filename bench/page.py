"""How large and how quick the report file is: a record's rows, repeated to a number of reports, in real Chromium.

    python bench/page.py nato-ukraine.db --reports 100

Prints the size of the file, the time to the first view of it, and the times that a zoom and a filter take.
The rows repeat; a record of so many different reports has more actors and other findings.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.record import open as open_record
from onrecord.show.page import page
from onrecord.views import report_texts, views

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TOOK = (
    "(selector) => new Promise((done) => { const from = performance.now();"
    " document.querySelector(selector).click();"
    " requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); })"
)
ARGS = ("--no-sandbox", "--disable-background-networking")


def repeated(data: dict[str, Any], reports: int) -> dict[str, Any]:
    """Return the rows with entries and reports so often that there are so many reports, under ids of their own."""
    many: dict[str, Any] = {**data, "entries": [], "reports": [], "texts": {}}
    for n in range(-(-reports // len(data["reports"]))):
        many["entries"] += [
            row | {"id": f"{row['id']}-{n}", "report": f"{row['report']}-{n}", "account": None}
            for row in data["entries"]
        ]
        many["reports"] += [
            row | {"id": f"{row['id']}-{n}", "entries": [f"{entry}-{n}" for entry in row["entries"]]}
            for row in data["reports"]
        ]
        many["texts"] |= {f"{report}-{n}": text for report, text in data["texts"].items()}
    many["overview"] = data["overview"] | {"entries": len(many["entries"]), "of": len(many["entries"])}
    return many


def measured(shown: Page, address: str) -> tuple[float, float, float]:
    """Return how many milliseconds the first view, a zoom and a filter of the timeline take to be drawn."""
    shown.goto(address)
    shown.wait_for_selector("main h1")
    first: float = shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    shown.goto(f"{address}#/timeline")
    shown.wait_for_selector(".chart .happening")
    zoom, chosen = (
        min(shown.evaluate(_TOOK, one) for _ in range(4))  # a busy machine adds to some
        for one in ("button[aria-label='zoom in']", ".check input")
    )
    return first, zoom, chosen


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--reports", type=int, default=100)
    asked = parser.parse_args()
    with open_record(asked.record) as record:
        data = repeated({**views(record), "texts": report_texts(record), "with_texts": True}, asked.reports)
        texts = data.pop("texts")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        file = Path(folder) / "report.html"
        file.write_text(page("bench", data, texts), encoding="utf-8")
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGS))
        first, zoom, chosen = measured(browser.new_page(), file.as_uri())
        size = file.stat().st_size / 1e6
        print(f"{len(data['reports'])} reports, {len(data['entries'])} entries: {size:.1f} MB")
        print(f"first paint {first:.0f} ms, zoom {zoom:.0f} ms, filter {chosen:.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
