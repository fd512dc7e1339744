"""A real Chromium for the tests: Debian's, that asks nobody for anything; and the record served to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Page

REQUIRED = os.environ.get("ONRECORD_BROWSER") == "required"
AXE = Path(__file__).parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Nothing of the browser's own may go out either: updates, lists, time, reports.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@contextmanager
def chromium(fonts: Path | None = None) -> Iterator[Browser]:
    """Yield Debian's Chromium; skip where there is none, unless it is required.

    Args:
        fonts: A configuration of fonts, for one that must not depend on which are installed.
    """
    place = shutil.which("chromium")
    if place is None:
        lacking("there is no chromium on this machine (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright is not installed (pip install playwright)")
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as engine:
        seen: dict[str, str | float | bool] = {"FONTCONFIG_FILE": str(fonts)} if fonts else {}
        browser = engine.chromium.launch(executable_path=place, args=[*QUIET, *root], env={**os.environ, **seen})
        yield browser
        browser.close()


def lacking(why: str) -> None:
    """Skip a test with a sentence, or fail where the browser is required."""
    if REQUIRED:
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """Serve a record as the command does; yield the address that it prints."""
    with running("serve", str(record)) as address:
        yield address


@contextmanager
def running(*call: str) -> Iterator[str]:
    """Run a command that serves until it is ended; yield the address that it prints."""
    command = [sys.executable, "-m", "onrecord", *call, "--port", "0", "--who", "Ada"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        line = process.stdout.readline()
        assert line.startswith("Open http://127.0.0.1:"), line + process.stderr.read()
        try:
            yield line.split()[1]
        finally:
            process.terminate()
        assert process.wait(30) == 0
        assert process.stderr.read() == "ended.\n"


class Seen:
    """A page that notes what goes wrong in it and what it asks for."""

    def __init__(self, browser: Browser, *, width: int = 1024, theme: str = "light", offline: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            offline=offline,
        )
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append("a dialog")
        dialog.dismiss()

    def go(self, address: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_selector("main h1")
        return self.page


@contextmanager
def seen_in(browser: Browser, *, width: int = 1024, offline: bool = True) -> Iterator[Seen]:
    """Yield a page in which nothing may go wrong; it is closed afterwards."""
    found = Seen(browser, width=width, offline=offline)
    yield found
    assert found.wrong == []
    found.context.close()


def violations(page: Page) -> list[object]:
    """Return what axe finds against WCAG 2.2 A and AA: the rule, and where."""
    if not AXE.is_file():
        lacking("axe is not here (npm install --prefix web)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })")
    return [(rule["id"], [node["target"] for node in rule["nodes"][:3]]) for rule in found["violations"]]
