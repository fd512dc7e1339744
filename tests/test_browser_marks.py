"""Tags, notes, stars, kept filters and the citation of a view, made in a real browser and found again."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from onrecord.building import build
from onrecord.record import Filter
from onrecord.record import open as open_record
from onrecord.show.page import page as page_file
from onrecord.views import views
from tests.browser import Seen, served, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

HOSTILE = "<img src=x onerror=\"document.title='ran'\">"


def test_marks_made_by_key_are_found_again_after_a_rebuild(
    browser: Browser, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(sample_folder / "examples", tmp_path / "examples")
    shutil.copy(sample_folder / "nato-ukraine.db", tmp_path / "r.db")
    monkeypatch.chdir(tmp_path)
    with open_record(tmp_path / "r.db") as opened:
        entries = sum(1 for _ in opened.lines())
    one = Seen(browser, offline=False)
    with served(tmp_path / "r.db") as address:
        page = one.go(address)
        page.get_by_role("link", name="Review", exact=True).click()
        entry = page.locator(".panel .entry")
        marked = str(entry.get_attribute("id")).removeprefix("e-")
        page.keyboard.press("*")
        page.wait_for_selector(".panel .star")
        page.keyboard.press("t")
        page.keyboard.type("to check")
        page.keyboard.press("Enter")
        page.wait_for_selector(".panel .laid")
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.keyboard.type(f"see {HOSTILE}")
        page.keyboard.press("Enter")
        page.wait_for_selector(".panel .note")
        assert HOSTILE in entry.locator(".note").inner_text()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator(".filters label:has-text('Tag') select").select_option("to check")
        assert page.locator(".filters strong").inner_text() == f"1 of {entries} entries"
        page.locator(".presets summary").click()
        page.get_by_label("under the name").fill("My checks")
        page.get_by_role("button", name="keep", exact=True).click()
        page.wait_for_selector(".presets a:has-text('My checks')")
        home = page.url.split("#")[0]
        page.goto(f"{home}#/search?q=onerror")
        page.wait_for_selector(f"#e-{marked}")
        page.goto(f"{home}#/timeline")
        page.get_by_role("link", name="My checks").click()
        assert page.url == f"{home}#/review?tag=to+check"
        assert entry.get_attribute("id") == f"e-{marked}"
        assert "ran" not in page.title()
    assert one.wrong == []
    one.context.close()
    build(["examples/nato-ukraine"], into="r.db")
    with open_record(tmp_path / "r.db") as record:
        (line,) = record.lines(Filter(tag="to check", starred=True, note=HOSTILE))
        assert (line.entry.id, line.notes) == (marked, (f"see {HOSTILE} (Ada)",))
        assert [kept.text for kept in record.corrections.presets()] == ["My checks"]


def test_a_view_is_cited_with_its_filters_in_three_forms(browser: Browser, sample_folder: Path) -> None:
    one = Seen(browser, offline=False)
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with served(sample_folder / "nato-ukraine.db") as address:
        page = one.go(address)
        page.goto(f"{page.url.split('#')[0]}#/timeline?party=france&since=2022-01")
        page.locator(".cite-view summary").click()
        copied = {}
        for name in ("copy link", "citation", "CSL-JSON", "RIS"):
            page.locator(".cite-view").get_by_role("button", name=name, exact=True).click()
            page.wait_for_selector(".cite-view [role=status]:has-text('copied')")
            copied[name] = page.evaluate("navigator.clipboard.readText()")
            page.wait_for_selector("[role=status]:has-text('copied')", state="detached")
        head = "Ukraine and NATO, 2008-2025: Timeline (party France, since 2022-01)"
        count = str(page.locator(".filters strong").inner_text())
    assert copied["citation"].startswith(f"{head}. Record made by onrecord ")
    assert count in copied["citation"]
    assert "token" not in copied["copy link"]
    assert json.loads(copied["CSL-JSON"])[0]["title"] == head
    assert re.search(rf"^TI  - {re.escape(head)}\r?$", copied["RIS"], re.MULTILINE)
    assert copied["RIS"].endswith("ER  - \r\n")
    assert one.wrong == []
    one.context.close()


PUBLISHED = (
    "<!doctype html><title>Gazette</title><p style='height:5000px'>Top</p>"
    "<p id='there'>\u201cWe will not, under any\n circumstances - none at all - let the 100% closed door be"
    " opened, &amp; that is our last, honest word on it,\u201d he said.</p><p style='height:5000px'>End</p>"
)
SAID = "We will not, under any circumstances - none at all - let the 100% closed door be opened, & that is our"


@pytest.mark.parametrize("words", [SAID, "100% closed door", "none at all - let", "honest word … closed door"])
def test_the_publishers_page_opens_at_the_words(
    browser: Browser, sample_folder: Path, tmp_path: Path, words: str
) -> None:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        rows = views(record, Filter(party="france"))
    entry = rows["entries"][0]
    entry["words"] = words
    for row in rows["reports"]:
        row["url"] = "http://gazette.example/a?b=c#old"
    (tmp_path / "r.html").write_text(page_file("Gazette", dict(rows)), encoding="utf-8")
    one = Seen(browser, offline=False)
    html = {"body": PUBLISHED, "content_type": "text/html; charset=utf-8"}
    one.context.route("http://gazette.example/**", lambda route: route.fulfill(**html))
    shown = one.go(f"{(tmp_path / 'r.html').as_uri()}#/reports/{entry['report']}?e={entry['id']}")
    shown.locator("aside .cite > summary").click()
    with one.context.expect_page() as opened:
        shown.get_by_role("link", name="at the publisher").click()
    there = opened.value
    there.wait_for_load_state()
    there.wait_for_timeout(300)
    top, height = there.locator("#there").evaluate("(it) => [it.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height
    assert there.evaluate("document.referrer") == ""
    one.context.close()
