"""A real Chromium for the tests: Debian's, that asks nobody for anything; and the record served to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

REQUIRED = os.environ.get("ONRECORD_BROWSER") == "required"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
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
def chromium() -> Iterator[Browser]:
    """Yield Debian's Chromium; skip where there is none, unless it is required."""
    place = shutil.which("chromium")
    if place is None:
        lacking("there is no chromium on this machine (apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("playwright is not installed (pip install playwright)")
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=place, args=[*QUIET, *root])
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
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0", "--who", "Ada"]
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
