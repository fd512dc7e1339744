"""What the page asks and is asked: quotations, the audit, decisions on all that is shown, a mediator's page.

Skipped with a sentence where there is no Chromium; with ONRECORD_BROWSER=required it must be there.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from onrecord.core.extraction import Extraction
from onrecord.core.identity import report_id
from onrecord.core.made import MadeBy
from onrecord.core.report import Report
from onrecord.record import create
from onrecord.record import open as open_record
from onrecord.show.audit import draw, read_verdicts
from onrecord.show.packing import columns
from onrecord.show.page import page as page_file
from onrecord.show.quoted import quoted
from onrecord.show.report import report
from onrecord.strategy.reports.from_record import report_data
from onrecord.views import views
from tests.browser import Seen, seen_in, served, violations
from tests.conftest import ROOT
from tests.test_quotation import ABSENT, ALTERED, CUT, TEXT, VERBATIM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from onrecord.views.forms import Views

JANUARY = ROOT / "examples" / "nato-ukraine" / "models" / "2022-01-12.toml"
SAID = "we are strong, we will win"


@pytest.fixture(scope="module")
def record(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("asking") / "r.db"
    shutil.copy(sample_folder / "nato-ukraine.db", copy)
    return copy


@pytest.fixture(scope="module")
def sample(sample_folder: Path) -> Views:
    with open_record(sample_folder / "nato-ukraine.db") as record:
        return views(record)


@pytest.fixture
def seen(browser: Browser, record: Path) -> Iterator[Seen]:
    with seen_in(browser, offline=False) as found, served(record) as address:
        found.go(address)
        yield found


@pytest.fixture(scope="module")
def file(record: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("file") / "report.html"
    with open_record(record) as opened:
        place.write_text(report(opened), encoding="utf-8")
    return place.as_uri()


def answers(page: Page, file: str, words: str, by: str = "") -> list[tuple[str, list[tuple[str, str]], str]]:
    """Return what a file tells of a quotation: where, with which differences, under which heading."""
    page.goto("about:blank")
    page.goto(f"{file}#/quote?words={quote(words)}&by={by}")
    page.wait_for_selector("main .notice")
    pieces = "all => all.map(one => [one.lastChild.textContent, one.localName])"
    return [
        (
            str(one.locator("h2 a").get_attribute("href")),
            [(text, tag) for text, tag in one.locator(".differences > *").evaluate_all(pieces)],
            one.locator("h2").inner_text().split("\n")[0],
        )
        for one in page.locator("section.clash").all()
    ]


def answers_of(record: Path, words: str, by: str = "") -> list[tuple[str, list[tuple[str, str]], str]]:
    """Return what `quoted` says, in the same form."""
    tags = {"report": "del", "quotation": "ins"}
    with open_record(record) as opened:
        rows = quoted(opened, words, by)["rows"]
    return [
        (
            f"#/reports/{row['report']}" + (f"?e={row['entry']}" if row["entry"] else ""),
            [(text, tags[whose]) for text, whose in row["differences"] if whose != "both"],
            {"theirs": "by the one", "another": "by another", "": ""}.get(row["whose"], row["whose"]),
        )
        for row in rows
    ]


def test_a_file_answers_for_quotations_as_the_server_does(browser: Browser, tmp_path: Path) -> None:
    made = create(tmp_path / "talks.db", MadeBy("talks"))
    made.add(Extraction(Report(report_id("talks.txt", TEXT), "talks.txt", TEXT), (), (), (), ()))
    (tmp_path / "talks.html").write_text(report(made), encoding="utf-8")
    made.close()
    one = Seen(browser)
    for words in (*VERBATIM, *CUT, *ALTERED, *filter(None, ABSENT)):
        told = answers(one.page, (tmp_path / "talks.html").as_uri(), words)
        assert [row[:2] for row in told] == [row[:2] for row in answers_of(tmp_path / "talks.db", words)], words
    assert one.wrong == []
    one.context.close()


@pytest.mark.parametrize("by", ["volodymyr-zelensky", "putin", ""])
def test_a_file_knows_whose_words_they_are(browser: Browser, record: Path, file: str, by: str) -> None:
    one = Seen(browser)
    told, known = answers(one.page, file, SAID, by), answers_of(record, SAID, by)
    assert [row[:2] for row in told] == [row[:2] for row in known]
    assert all(whose in heading for (_, _, heading), (_, _, whose) in zip(told, known, strict=True))
    one.context.close()


def test_a_file_without_texts_does_not_answer_for_quotations(
    browser: Browser, record: Path, tmp_path: Path
) -> None:
    place = tmp_path / "without.html"
    with open_record(record) as opened:
        place.write_text(report(opened, texts=False), encoding="utf-8")
    one = Seen(browser)
    page = one.go(place.as_uri())
    assert page.get_by_role("link", name="Quote", exact=True).count() == 0
    one.context.close()


def _go(page: Page, place: str) -> None:
    page.goto(f"{page.url.split('#')[0]}#/{place}")
    page.wait_for_selector("main h1")


def test_a_quotation_is_told_with_its_speaker_and_its_differences(seen: Seen) -> None:
    page = seen.page
    page.get_by_role("link", name="Quote", exact=True).click()
    page.get_by_label("The quotation").fill(SAID)
    page.get_by_label("Said to be by").fill("Putin")
    page.get_by_role("button", name="look").click()
    page.wait_for_selector(".clash")
    assert "by another speaker" in page.locator(".notice").first.inner_text()
    assert page.locator(".clash .entry .words mark").count() >= 1
    assert "words=" in page.url
    assert violations(page) == []
    page.get_by_label("The quotation").fill("we are strong, we will lose")
    page.get_by_label("Said to be by").fill("")
    page.get_by_role("button", name="look").click()
    page.wait_for_selector(".differences")
    assert "win" in page.locator(".differences del").all_inner_texts()[0]
    assert "lose" in page.locator(".differences ins").all_inner_texts()[0]
    page.get_by_label("The quotation").fill("the moon is made of cheese and always was")
    page.get_by_role("button", name="look").click()
    page.wait_for_selector("text=Not in these reports.")


def test_an_audit_is_judged_by_key_and_gives_precision_and_a_method(seen: Seen, record: Path) -> None:
    page = seen.page
    _go(page, "audit?sample=2&seed=7")
    page.wait_for_selector(".panel .entry")
    assert violations(page) == []
    page.keyboard.press("n")
    page.wait_for_selector("button:has-text('back'):not([disabled])")
    page.keyboard.press("b")
    page.wait_for_selector("text=judged wrong before")
    page.keyboard.press("y")
    page.wait_for_selector("text=judged wrong before", state="detached")
    for _ in range(12):
        if page.locator("text=All of this draw is judged.").count():
            break
        before = page.locator(".walk").inner_text()
        page.keyboard.press("y")
        page.wait_for_function("before => document.querySelector('.walk').innerText !== before", arg=before)
    page.wait_for_selector(".method")
    assert "2 were drawn at random without replacement (seed 7)" in page.locator(".method").inner_text()
    assert page.locator("[aria-label='Precision by field'] tbody tr").count() >= 2
    with open_record(record) as opened:
        drawn = draw([line.entry.id for line in opened.lines()], 2, 7)
    verdicts = read_verdicts(record.with_name("r.db.verdicts.jsonl"))
    assert {entry for entry, _ in verdicts} == set(drawn)
    assert all(verdicts.values())  # of two on one field the later holds


def test_the_next_entry_stands_there_while_a_decision_is_being_written(seen: Seen, record: Path) -> None:
    page = seen.page
    _go(page, "review")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/correct", hold)
    first = page.locator(".panel .entry").inner_text()
    page.locator("body").press("a")
    page.wait_for_function("(was) => document.querySelector('.panel .entry').innerText !== was", arg=first)
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_selector("text=1 decision made here")
    page.unroute("**/api/correct")
    with open_record(record) as opened:
        assert [one.kind.value for one in opened.corrections.all()] == ["accept"]
    page.locator("body").press("u")
    page.wait_for_selector("text=0 decisions made here")
    assert page.locator(".panel .entry").inner_text() == first
    with open_record(record) as opened:
        assert opened.corrections.all() == ()


def test_what_the_filter_shows_is_decided_at_once_and_taken_back_at_once(
    seen: Seen, record: Path, sample: Views
) -> None:
    page = seen.page
    _go(page, "review?party=france")
    of = {row["id"] for row in sample["entries"] if "france" in row["parties"]}
    assert len(of) > 1
    page.keyboard.press("R")
    told = page.get_by_role("alertdialog").inner_text()
    assert f"Reject {len(of)} entries: exactly those that the filter shows" in told
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.get_by_role("alertdialog").count() == 0
    page.keyboard.press("R")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Nothing that meets the filter waits for review.")
    with open_record(record) as opened:
        made = opened.corrections.all()
        assert {one.entry for one in made} == of
        assert {one.kind.value for one in made} == {"reject"}
    page.locator("body").press("u")
    page.wait_for_selector(".panel .entry")
    with open_record(record) as opened:
        assert opened.corrections.all() == ()


def test_the_page_for_a_mediator_is_one_on_page_and_file(browser: Browser, record: Path, tmp_path: Path) -> None:
    with open_record(record) as opened:
        (tmp_path / "r.html").write_text(report(opened, models=[JANUARY]), encoding="utf-8")
    one = Seen(browser)
    page = one.go(f"{(tmp_path / 'r.html').as_uri()}#/model/2022-01-12")
    page.get_by_role("link", name="One page for a mediator").click()
    sections = report_data(JANUARY)
    assert page.locator("section h3").all_inner_texts() == [part["title"] for part in sections[1:]]
    shown = " ".join(page.locator("main").inner_text().split())
    for part in sections[1:]:
        for block in part["blocks"]:  # type: ignore[attr-defined]
            for words in block["words"]:
                assert " ".join(words.split()) in shown
    page.locator("section a", has_text="harbour-gazette").first.click()
    page.wait_for_selector(".report")
    assert violations(page) == []
    assert one.wrong == []
    one.context.close()


def test_many_entries_come_packed_and_are_the_same_page(browser: Browser, sample: Views, tmp_path: Path) -> None:
    shown: list[list[str]] = []
    for name, entries in (("rows", sample["entries"]), ("columns", columns(sample["entries"]))):
        file = tmp_path / f"{name}.html"
        file.write_text(page_file("Packed", {**sample, "entries": entries}), encoding="utf-8")
        one = Seen(browser)
        shown.append([])
        for place in ("timeline", "actors/russia", "search?q=guarantee"):
            shown[-1].append(one.go(f"{file.as_uri()}#/{place}").locator("main").inner_text())
        assert one.wrong == []
        one.context.close()
    assert shown[0] == shown[1]


def test_of_more_than_can_be_told_apart_bars_tell_the_number(
    browser: Browser, sample: Views, tmp_path: Path
) -> None:
    """Both forms: bars from afar, and each by itself when it is near."""
    rows = [row | {"id": f"{row['id']}-{n}", "account": None} for n in range(10) for row in sample["entries"]]
    (tmp_path / "r.html").write_text(page_file("Many", {**sample, "entries": rows}), encoding="utf-8")
    one = Seen(browser)
    page = one.go(f"{(tmp_path / 'r.html').as_uri()}#/timeline?by=kind")
    assert page.locator(".chart .happening").count() < 300
    assert page.locator(".chart path.bars.statement").count() == 1
    dated = [row for row in rows if row["when"]]
    assert f"Bars tell how many of {len(dated):,} dated happenings fall where" in page.locator("main").inner_text()
    box = page.locator(".chart svg").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 60)
    page.wait_for_url("**from=*")
    page.goto(f"{(tmp_path / 'r.html').as_uri()}#/timeline?by=kind&from=2014-03-20&till=2014-04-20")
    page.wait_for_selector(".chart [data-mark]")
    assert one.wrong == []
    one.context.close()


@pytest.mark.parametrize(
    ("locale", "says"), [("fr-FR", "avril 2008"), ("de-DE", "3. April 2008"), ("en-US", "3 April 2008")]
)
def test_dates_are_written_as_the_readers_locale_does(
    browser: Browser, sample: Views, tmp_path: Path, locale: str, says: str
) -> None:
    (tmp_path / "r.html").write_text(page_file("Dates", {**sample}), encoding="utf-8")
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    page.wait_for_selector(".dates time")
    told = page.locator(".dates time").all_inner_texts()
    assert any(says in one for one in told)
    assert len({len(re.findall(r"\d{4}", one)) for one in told}) <= 2
    context.close()


def test_numbers_out_of_bounds_and_lists_of_none_are_told(seen: Seen) -> None:
    page = seen.page
    _go(page, "audit?sample=0")
    page.wait_for_selector("[role=alert]:has-text('the sample is a number from 1 to 2,000')")
    seen.wrong.clear()  # the browser notes the refused request
    told = page.evaluate(
        "fetch('/api/decide', {method: 'POST', headers: {'content-type': 'application/json'},"
        " body: JSON.stringify({kind: 'accept', entries: []})}).then((answer) => answer.text())"
    )
    assert "1 to 5,000 entries at once" in json.loads(told)["error"]
    seen.wrong.clear()
