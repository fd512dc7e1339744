"""How large and how quick the page is, as one file and served, in real Chromium.

    python bench/page.py nato-ukraine.db --reports 100     the rows repeated to so many reports
    python bench/page.py --made 5000                       made by onrecord.testing, 20 entries a report
    python bench/page.py --made 5000 --served              the same, served

Prints the size of the file, the time to the first view of it, and for a zoom and a filter the quickest of six and
the mean time that the page's own thread was at work: on a machine that others use, the first holds waiting too.
Rows that repeat have fewer actors and findings than so many different reports. What is made has no findings but
copies.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.record import open as open_record
from onrecord.show.page import page
from onrecord.testing.made import made_record
from onrecord.views import report_texts, views

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TOOK = (
    "(selector) => new Promise((done) => { const from = performance.now();"
    " document.querySelector(selector).click();"
    " requestAnimationFrame(() => setTimeout(() => done(performance.now() - from))); })"
)
ARGS = ("--no-sandbox", "--disable-background-networking")
ZOOM, FILTER = "button[aria-label='zoom in']", ".check input"
TIMES = 6


class Took(NamedTuple):
    """Milliseconds: the quickest of some times by the clock, and the mean work of the page's thread."""

    least: float
    work: float


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


def measured(shown: Page, address: str) -> tuple[float, Took, Took]:
    """Return how long the first view, a zoom and a filter of the timeline take to be drawn."""
    shown.goto(address)
    shown.wait_for_selector("main h1")
    # A page may be ready before the browser has drawn and noted it.
    shown.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    first: float = shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    shown.goto(f"{address.partition('#')[0]}#/timeline")
    shown.wait_for_selector(".chart .lane")
    return first, _took(shown, ZOOM), _took(shown, FILTER)


def _took(shown: Page, selector: str) -> Took:
    shown.evaluate(_TOOK, selector)
    before = _work()
    times = [shown.evaluate(_TOOK, selector) for _ in range(TIMES)]
    return Took(min(times), (_work() - before) / TIMES)


def _work() -> float:
    """Return for how many milliseconds the main threads of all pages have run (Linux; elsewhere 0)."""
    found = 0.0
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if "--type=renderer" in place.read_text(encoding="utf-8", errors="replace"):
                thread = place.parent / "task" / place.parent.name / "schedstat"
                found += int(thread.read_text(encoding="ascii").split()[0]) / 1e6
        except OSError:  # it ended meanwhile
            continue
    return found


def in_a_file(folder: Path, data: dict[str, Any], texts: dict[str, Any]) -> str:
    """Write the report file, say how large it is, and return its address."""
    file = folder / "report.html"
    file.write_text(page("bench", data, texts), encoding="utf-8")
    print(f"{len(data['reports'])} reports, {len(data['entries'])} entries: {file.stat().st_size / 1e6:.1f} MB")
    return file.as_uri()


def served(record: Path, shown: Page) -> None:
    """Serve a record; say how long its first rows take, how quick its page is, what memory the server has."""
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", "--who", "bench"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[1]
        place = address.partition("?")[0]
        began = time.perf_counter()
        shown.set_default_timeout(600_000)
        shown.goto(address)
        shown.wait_for_selector("main h1")
        print(f"rows made ready in {time.perf_counter() - began:.1f} s, once for each state of the record")
        for _ in range(3):
            began = time.perf_counter()
            report_times(*measured(shown, place))
            status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
            memory = status.partition("VmRSS:")[2].split()[0]
            print(f"all in {time.perf_counter() - began:.1f} s; server: {int(memory) / 1e3:.0f} MB")
        server.terminate()


def report_times(first: float, zoom: Took, chosen: Took) -> None:
    told = "; ".join(
        f"{name} {took.least:.0f} ms, work {took.work:.0f} ms"
        for name, took in (("zoom", zoom), ("filter", chosen))
    )
    print(f"first paint {first:.0f} ms; {told}")


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", nargs="?", type=Path)
    parser.add_argument("--reports", type=int)
    parser.add_argument("--made", type=int, metavar="REPORTS")
    parser.add_argument("--served", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as engine:
        folder = Path(name)
        record = asked.record or folder / "made.db"
        if asked.made:
            made_record(record, reports=asked.made, entries=20, findings=asked.made // 25).close()
        browser = engine.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGS))
        if asked.served:
            served(record, browser.new_page())
        else:
            with open_record(record) as opened:
                data: dict[str, Any] = {**views(opened), "texts": report_texts(opened), "with_texts": True}
            data = repeated(data, asked.reports) if asked.reports else data
            texts: dict[str, Any] = data.pop("texts")
            report_times(*measured(browser.new_page(), in_a_file(folder, data, texts)))
        browser.close()
        print(f"memory of this program at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()
